"""The incidents of force of a conflict as lists and maps show them: what is looked at of each, in one piece for all."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from pydantic_core import from_json
from sqlalchemy import Connection, select

from truceline.record.database import in_parts
from truceline.record.schema import incidents


class Happening(NamedTuple):
    """What a list or a map shows of an incident: `killed` is the least told, `contested` says that sources disagree.

    `start`: its first day, or, where none is told (`told_by`), the day on which it was first told.
    """

    id: str
    start: dt.date | None
    event: str
    standing: str
    actors: tuple[str, ...]
    place: str | None
    country: str | None
    killed: int
    killed_high: int | None
    contested: bool
    told_by: bool = False


def happenings(connection: Connection, ids: Iterable[str]) -> tuple[Happening, ...]:
    """The incidents of these ids that the record keeps, in order of time."""
    found: list[Happening] = []
    for part in in_parts(list(ids)):
        rows = connection.execute(select(incidents).where(incidents.c.id.in_(part)))
        found += [_happening(row, from_json(row.data)) for row in rows]
    return tuple(sorted(found, key=lambda h: (h.start or dt.date.max, h.id)))


def _happening(row: Any, data: dict[str, Any]) -> Happening:
    where = data["where"][0] if data["where"] else {"name": None, "id": None}
    contested = any(data[t] and data[t]["disputed"] for t in ("killed", "injured")) or bool(data["denials"])
    actors = tuple(a["name"] for a in data["actors"])
    return Happening(
        row.id, row.start or _first_told(data), row.event, row.standing, actors, where["name"], where["id"], row.killed_low or 0,
        row.killed_high, contested, row.start is None,
    )  # fmt: skip


def _first_told(data: dict[str, Any]) -> dt.date | None:
    told = data.get("not_after")
    return dt.date.fromisoformat(told) if told else None


def packed(found: Iterable[Happening]) -> str:
    """Incidents as JSON, to be kept."""
    return json.dumps([(h.id, h.start and h.start.isoformat(), *h[2:]) for h in found], ensure_ascii=False)


def unpacked(kept: str) -> tuple[Happening, ...]:
    """The incidents of what `packed` gave."""
    return tuple(
        Happening(id, dt.date.fromisoformat(start) if start else None, event, standing, tuple(actors), *rest)
        for id, start, event, standing, actors, *rest in from_json(kept)
    )
