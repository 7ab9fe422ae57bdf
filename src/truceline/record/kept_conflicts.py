"""Conflicts as the record keeps them: rows that `truceline.processes` concluded from the incidents, and what people said."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select

from truceline.errors import NotFoundError, UsageError
from truceline.record.corrections import Said, new_act
from truceline.record.database import in_parts, next_id
from truceline.record.identity import now
from truceline.record.schema import conflict_incidents, conflicts, phase_sayings
from truceline.record.stamping import mark

_LISTED = [c for c in conflicts.c if c.name not in ("data", "about", "force")]
_MOST = (conflicts.c.incidents.desc(), conflicts.c.id)


@dataclass(frozen=True)
class ConflictRow:
    """A conflict about to be kept: its values for lists, the whole as JSON, and its incidents, each with its kind."""

    values: dict[str, Any]
    data: str
    incidents: tuple[tuple[str, str], ...]


def replace_conflicts(connection: Connection, rows: Sequence[ConflictRow]) -> None:
    """Put these conflicts in place of all that were kept."""
    connection.execute(delete(conflict_incidents))
    connection.execute(delete(conflicts))
    mark(connection, "conflicts")
    for part in in_parts(list(rows)):
        connection.execute(insert(conflicts), [row.values | _whole(row.data) for row in part])
    members = [
        {"conflict": row.values["id"], "incident": id, "kind": kind} for row in rows for id, kind in row.incidents
    ]
    for few in in_parts(members):
        connection.execute(insert(conflict_incidents), few)


def _whole(data: str) -> dict[str, str]:
    return {"data": data, "digest": digest(data)}


def digest(data: str) -> str:
    """What tells one state of a conflict's data from every other."""
    return hashlib.sha256(data.encode()).hexdigest()[:32]


def listed(connection: Connection) -> list[RowMapping]:
    """All conflicts without their data, those with most incidents first."""
    return list(connection.execute(select(*_LISTED).order_by(*_MOST)).mappings())


def one(connection: Connection, id: str) -> RowMapping:
    """A conflict without its data, by its id or the beginning of it. Raises NotFoundError, UsageError."""
    wanted = id.strip().lower()
    begins = conflicts.c.id.startswith(wanted, autoescape=True)
    found = connection.execute(select(*_LISTED).where(begins).limit(2)).mappings().all()
    if not wanted or not found:
        raise NotFoundError(f'there is no conflict "{id[:100]}"', remedy="truceline conflicts list shows their ids")
    if len(found) > 1:
        raise UsageError(f'several conflicts begin with "{id[:100]}"', remedy="give more of the id")
    return found[0]


def data_of(connection: Connection, id: str) -> str:
    """The whole of a conflict as JSON."""
    return str(connection.scalar(select(conflicts.c.data).where(conflicts.c.id == id)))


def force_of(connection: Connection, id: str) -> str | None:
    """The incidents of force of a conflict as JSON; None where an older version made it, which did not keep them so."""
    return connection.scalar(select(conflicts.c.force).where(conflicts.c.id == id))


def about(connection: Connection, ids: Iterable[str] | None = None) -> dict[str, dict[str, Any]]:
    """What pages show of conflicts beside the list, by id; those of older versions, which did not reckon it, are left out.

    `months` are steps and attacks month by month from the first to the last, `parties` ids.
    """
    query = select(conflicts.c.id, conflicts.c.about).where(conflicts.c.about.is_not(None)).order_by(*_MOST)
    rows = connection.execute(query if ids is None else query.where(conflicts.c.id.in_(list(ids))))
    return {row.id: json.loads(row.about) for row in rows}


def incidents_of_conflict(connection: Connection, id: str) -> list[tuple[str, str]]:
    """The incidents of a conflict, each with its kind: force, step or other."""
    query = select(conflict_incidents.c.incident, conflict_incidents.c.kind).where(conflict_incidents.c.conflict == id)
    return [(row.incident, row.kind) for row in connection.execute(query.order_by(conflict_incidents.c.incident))]


def conflicts_of_incident(connection: Connection, incident: str) -> list[RowMapping]:
    """The conflicts that an incident belongs to, without their data."""
    query = select(*_LISTED).join(conflict_incidents, conflict_incidents.c.conflict == conflicts.c.id)
    return list(connection.execute(query.where(conflict_incidents.c.incident == incident).order_by(*_MOST)).mappings())


def say_phase(
    connection: Connection, conflict: str, phase: str, days: tuple[dt.date, dt.date | None], said: Said
) -> str:
    """Add what a person says of a phase; gives the act's id."""
    return _add(connection, said, conflict=conflict, phase=phase, start=days[0], end=days[1])


def unsay_phase(connection: Connection, act: str, said: Said) -> None:
    """Take back what was said of a phase. Raises NotFoundError where nothing of that id stands."""
    standing = next((row for row in sayings(connection) if row["act"] == act.strip().lower()), None)
    if standing is None:
        raise NotFoundError(
            f'no phase was set by "{act[:100]}"', remedy="truceline conflicts show CONFLICT names what people set"
        )
    _add(connection, said, conflict=standing["conflict"], undoes=standing["act"])


def _add(connection: Connection, said: Said, **values: Any) -> str:
    act = new_act()
    row = {"id": next_id(connection, phase_sayings), "act": act, "who": said.who, "at": now(), "why": said.why}
    connection.execute(insert(phase_sayings), [row | values])
    return act


def sayings(connection: Connection, conflicts: Iterable[str] | None = None) -> list[RowMapping]:
    """What people said of phases, of these conflicts or of all, that was not taken back, oldest first."""
    query = select(phase_sayings).order_by(phase_sayings.c.id)
    if conflicts is not None:
        query = query.where(phase_sayings.c.conflict.in_(list(conflicts)))
    rows = connection.execute(query).mappings().all()
    undone = {row["undoes"] for row in rows if row["undoes"]}
    return [row for row in rows if row["undoes"] is None and row["act"] not in undone]
