"""The stamp of a record: the same for as long as nothing in it has changed, so that what was made of it can be used again."""

from __future__ import annotations

import hashlib
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, delete, func, insert, select

from truceline.record.identity import now
from truceline.record.schema import changes, corrections, makings, phase_sayings, versions

_GROWING = ((versions, "added"), (corrections, "at"), (changes, "at"), (phase_sayings, "at"))
"""Tables to which rows are only ever added, and when each was."""


def stamp(connection: Connection) -> str:
    """The stamp of the record as it is now, 16 letters and digits.

    It changes with every new version of a report, correction, re-reading and phase set by a person, and whenever incidents or conflicts are made
    anew. It takes a few look-ups by number, however large the record is.
    """
    row = connection.execute(_QUESTION).one()
    return hashlib.sha256(repr(tuple(row)).encode()).hexdigest()[:16]


def _newest(column: Column[Any]) -> ColumnElement[Any]:
    table = column.table
    return select(column).order_by(table.c.id.desc()).limit(1).scalar_subquery()


# Number and time of the newest rows: the number alone could come again with another backup. In one statement, for it is
# asked with every request.
_QUESTION = select(
    *(_newest(table.c[name]) for table, at in _GROWING for name in ("id", at)),
    select(func.max(makings.c.at)).scalar_subquery(),
)


def mark(connection: Connection, part: str) -> None:
    """Write down that a part of the record, as "incidents", has just been made anew."""
    connection.execute(delete(makings).where(makings.c.part == part))
    connection.execute(insert(makings), [{"part": part, "at": now()}])
