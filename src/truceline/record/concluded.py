"""Incidents as the record keeps them: rows that `truceline.incidents` concluded from the claims, looked up by filters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select

from truceline.claim import Event
from truceline.errors import NotFoundError, UsageError
from truceline.record.database import in_parts, streamed
from truceline.record.refs import numbers_of
from truceline.record.schema import conflict_incidents, conflicts, contradictions, incident_claims, incidents
from truceline.record.sources import keep_sources
from truceline.record.stamping import Marks, mark

if TYPE_CHECKING:
    import pandas as pd

STANDINGS = ("confirmed", "claimed", "denied", "reported", "planned", "possible")
INCIDENT_COLUMNS = ("id", "event", "mode", "standing", "start", "end", "killed_low", "killed_high", "claims")
"""Columns of `Store.incidents`; docs/incidents.md says what they mean."""


@dataclass(frozen=True)
class IncidentQuery:
    """Which incidents: of an event type, of a standing (the first word of it), on days, with so many killed at least."""

    event: str | None = None
    standing: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    min_killed: int = 0


@dataclass(frozen=True)
class IncidentRow:
    """An incident about to be kept: its values for filters, the whole as JSON, and the ids of its claims."""

    values: dict[str, Any]
    claims: tuple[str, ...]


@dataclass(frozen=True)
class DisputeRow:
    """A contradiction about to be kept: what is disputed, of which incident, and the whole as JSON."""

    dispute: str
    incident: str | None
    data: str


def replace_all(
    connection: Connection, rows: Iterable[IncidentRow], disputes: Iterable[DisputeRow] = (), *, made_of: Marks
) -> None:
    """Put these incidents and contradictions in place of all that were kept; conflicts concluded from those go with them.

    `made_of` says how far the record had come when the claims of which they are made were read.
    """
    for table in (contradictions, conflict_incidents, conflicts, incident_claims, incidents):
        connection.execute(delete(table))
    mark(connection, "incidents", made_of)
    for part in streamed(rows):
        numbers = numbers_of(connection, (ref for row in part for ref in row.claims))
        connection.execute(insert(incidents), [row.values for row in part])
        members = [{"claim": numbers[ref], "incident": row.values["id"]} for row in part for ref in row.claims]
        connection.execute(insert(incident_claims), members)
    for some in streamed({"id": number, **vars(row)} for number, row in enumerate(disputes, start=1)):
        connection.execute(insert(contradictions), some)
    keep_sources(connection)


def kept_disputes(connection: Connection) -> Iterator[str]:
    """The contradictions, as JSON, in their order."""
    return iter(connection.scalars(select(contradictions.c.data).order_by(contradictions.c.id)))


def kept(connection: Connection, query: IncidentQuery, limit: int | None = None) -> list[str]:
    """The incidents that fit, as JSON, the latest first. Raises UsageError."""
    found = select(incidents.c.data).where(*incident_conditions(query)).order_by(*_LATEST)
    return list(connection.scalars(found.limit(limit)))


_LATEST = (incidents.c.start.desc().nulls_last(), incidents.c.id)


def kept_with(connection: Connection, numbers: Iterable[int]) -> list[str]:
    """The incidents that any of these claims tells of, as JSON, by their first day."""
    ids: set[str] = set()
    for part in in_parts(list(numbers)):
        ids.update(connection.scalars(select(incident_claims.c.incident).where(incident_claims.c.claim.in_(part))))
    found: list[tuple[dt.date, str, str]] = []
    for part in in_parts(sorted(ids)):
        rows = connection.execute(select(incidents).where(incidents.c.id.in_(part)))
        found += [(row.start or dt.date.max, row.id, row.data) for row in rows]
    return [data for *_, data in sorted(found)]


def kept_one(connection: Connection, id: str) -> str:
    """An incident, by its id or the beginning of it, as JSON. Raises NotFoundError, UsageError."""
    said, query = id.strip().lower(), select(incidents.c.id, incidents.c.data)
    # A whole id is looked up; only the beginning of one is looked for.
    found = connection.execute(query.where(incidents.c.id == said)).all()
    if said and not found:
        found = connection.execute(query.where(incidents.c.id.startswith(said, autoescape=True)).limit(2)).all()
    if not found:
        raise NotFoundError(f'there is no incident "{id}"', remedy="truceline incidents list shows their ids")
    if len(found) > 1:
        raise UsageError(f'several incidents begin with "{id}"', remedy="give more of the id")
    return str(found[0].data)


def count(connection: Connection) -> int:
    """How many incidents are kept."""
    return int(connection.scalar(select(func.count()).select_from(incidents)) or 0)


def incidents_frame(connection: Connection, query: IncidentQuery) -> pd.DataFrame:
    """One row an incident with the fields of `INCIDENT_COLUMNS`, the latest first. Raises UsageError."""
    import pandas as pd

    told = select(func.count()).where(incident_claims.c.incident == incidents.c.id).scalar_subquery()
    chosen = select(*(c for c in incidents.c if c.name != "data"), told.label("claims"))
    rows = connection.execute(chosen.where(*incident_conditions(query)).order_by(*_LATEST)).mappings()
    return pd.DataFrame([dict(row) for row in rows], columns=list(INCIDENT_COLUMNS))


def incident_conditions(query: IncidentQuery) -> list[ColumnElement[bool]]:
    """What an incident must meet. Raises UsageError for what cannot be looked for."""
    wanted: list[ColumnElement[bool]] = []
    if query.event is not None:
        wanted.append(incidents.c.event == _one_of([e.value for e in Event], query.event.upper(), "event"))
    if query.standing is not None:
        wanted.append(incidents.c.standing == _one_of(STANDINGS, query.standing.lower(), "standing"))
    if query.since is not None:
        wanted.append(incidents.c.end >= query.since)
    if query.until is not None:
        wanted.append(incidents.c.start <= query.until)
    if query.min_killed:
        wanted.append(func.coalesce(incidents.c.killed_high, incidents.c.killed_low) >= query.min_killed)
    return wanted


def _one_of(known: Sequence[str], said: str, option: str) -> str:
    if said not in known:
        raise UsageError(f'there is no "{said}"', place=f"--{option}", remedy=f"take one of {', '.join(known)}")
    return said
