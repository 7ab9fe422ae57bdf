"""A broken promise of the record, and those that its incidents can break."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, or_, select

from truceline.record.concluded import count
from truceline.record.readers import from_dataset
from truceline.record.schema import claims, incident_claims, incidents, versions
from truceline.record.stamping import stale

AT_ONCE = 500


@dataclass(frozen=True)
class Fault:
    """One promise that is broken: where, and how."""

    place: str
    problem: str


def incident_faults(connection: Connection) -> Iterator[Fault]:
    """What is wrong with incidents: claims that are not filed as they say, or told claims that are in none."""
    yield from _filed_otherwise(connection)
    if count(connection) and not stale(connection):
        yield from _left_out(connection)


def _filed_otherwise(connection: Connection) -> Iterator[Fault]:
    """Each incident has the claims that it says it has, and all of them are in the record."""
    last = ""
    query = select(incidents.c.id, incidents.c.data).order_by(incidents.c.id).limit(AT_ONCE)
    while rows := connection.execute(query.where(incidents.c.id > last)).all():
        last = rows[-1].id
        filed: dict[str, set[str]] = {}
        members = (
            select(incident_claims.c.incident, claims.c.ref)
            .outerjoin(claims, claims.c.id == incident_claims.c.claim)
            .where(incident_claims.c.incident.in_([row.id for row in rows]))
        )
        for incident, ref in connection.execute(members):
            filed.setdefault(incident, set()).add(str(ref))
        for row in rows:
            if set(json.loads(row.data)["claims"]) != filed.get(row.id, set()):
                yield Fault(f"incident {row.id}", "has other claims than are filed under it")


def _left_out(connection: Connection) -> Iterator[Fault]:
    """Incidents that no change has come after hold every told claim, and no other."""
    filed = select(claims.c.ref).join(versions, versions.c.id == claims.c.version)
    filed = filed.outerjoin(incident_claims, incident_claims.c.claim == claims.c.id)
    inside = incident_claims.c.claim.is_not(None)
    for ref in connection.scalars(filed.where(_told(), ~inside)):
        yield Fault(f"claim {ref}", "is in no incident")
    for ref in connection.scalars(filed.where(~_told(), inside)):
        yield Fault(f"claim {ref}", "is in an incident, though it is not told")


def _told() -> ColumnElement[bool]:
    """Claims of which incidents are made: of current versions, not rejected, not gone, and no dataset's."""
    unrejected = or_(claims.c.verdict.is_(None), claims.c.verdict != "rejected")
    return (
        versions.c.current & (claims.c.state != "gone") & unrejected & ~versions.c.reader.startswith(from_dataset(""))
    )
