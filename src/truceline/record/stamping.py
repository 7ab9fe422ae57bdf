"""The stamp of a record: the same for as long as nothing in it has changed, so that what was made of it can be used again."""

from __future__ import annotations

import hashlib
from typing import Any

from sqlalchemy import Column, Connection, Table, delete, insert, select

from truceline.record.identity import now
from truceline.record.schema import changes, corrections, makings, phase_sayings, versions

_GROWING = ((versions, "added"), (corrections, "at"), (changes, "at"), (phase_sayings, "at"))
"""Tables to which rows are only ever added, and when each was."""


def stamp(connection: Connection) -> str:
    """The stamp of the record as it is now, 16 letters and digits.

    It changes with every new version of a report, correction, re-reading and phase set by a person, and whenever incidents or conflicts are made
    anew. It takes a few look-ups by number, however large the record is.
    """
    last = [_last(connection, table, at) for table, at in _GROWING]
    made = connection.execute(select(makings.c.part, makings.c.at).order_by(makings.c.part)).all()
    return hashlib.sha256(repr((last, [tuple(row) for row in made])).encode()).hexdigest()[:16]


def _last(connection: Connection, table: Table, at: str) -> tuple[Any, ...]:
    """Number and time of the newest row: the number alone could come again with another backup."""
    moment: Column[Any] = table.c[at]
    row = connection.execute(select(table.c.id, moment).order_by(table.c.id.desc()).limit(1)).first()
    return tuple(row) if row else ()


def mark(connection: Connection, part: str) -> None:
    """Write down that a part of the record, as "incidents", has just been made anew."""
    connection.execute(delete(makings).where(makings.c.part == part))
    connection.execute(insert(makings), [{"part": part, "at": now()}])
