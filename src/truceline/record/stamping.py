"""The stamp of a record: the same for as long as nothing in it has changed, so that what was made of it can be used again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Column, ColumnElement, Connection, delete, func, insert, select

from truceline.record.identity import now
from truceline.record.schema import changes, corrections, makings, phase_sayings, versions

_GROWING = ((versions, "added"), (corrections, "at"), (changes, "at"), (phase_sayings, "at"))
"""Tables to which rows are only ever added, and when each was: those that claims change with, then phases."""

_CLAIMS = 6
"""Values of the question below that tell of claims; the rest tells of what is concluded of them."""


class Stamps(NamedTuple):
    """The stamps of a record as it is, 16 letters and digits each.

    `whole` changes with every new version of a report, correction, re-reading and phase set by a person, and whenever incidents or
    conflicts are made anew; `concluded` only with the last two, for nothing else changes what is concluded of the claims.
    """

    whole: str
    concluded: str


def stamps(connection: Connection) -> Stamps:
    """The stamps of the record as it is now. It takes a few look-ups by number, however large the record is."""
    row = tuple(connection.execute(_QUESTION).one())
    return Stamps(_digest(row), _digest(row[_CLAIMS:]))


def _digest(row: tuple[Any, ...]) -> str:
    return hashlib.sha256(repr(row).encode()).hexdigest()[:16]


def _newest(column: Column[Any]) -> ColumnElement[Any]:
    table = column.table
    return select(column).order_by(table.c.id.desc()).limit(1).scalar_subquery()


# Number and time of the newest rows: the number alone could come again with another backup. In one statement, for it is
# asked with every request.
_QUESTION = select(
    *(_newest(table.c[name]) for table, at in _GROWING for name in ("id", at)),
    select(func.max(makings.c.at)).scalar_subquery(),
)


@dataclass(frozen=True)
class Marks:
    """How far a record has come: the last row of each table that claims change with. Such rows are only ever added."""

    version: int
    correction: int
    change: int


def marks(connection: Connection) -> Marks:
    """How far the record has come now."""
    last = (func.coalesce(func.max(table.c.id), 0) for table in (versions, corrections, changes))
    return Marks(*connection.execute(select(*(select(number).scalar_subquery() for number in last))).one())


def mark(connection: Connection, part: str, made_of: Marks | None = None, *, data: str | None = None) -> None:
    """Write down that a part of the record, as "incidents", has just been made anew of a record that had come so far (or to now).

    `data` is the part as JSON where it has no table of its own.
    """
    connection.execute(delete(makings).where(makings.c.part == part))
    row = {"part": part, "at": now(), "data": data, **vars(made_of or marks(connection))}
    connection.execute(insert(makings), [row])


def made(connection: Connection, part: str) -> str | None:
    """A part that has no table of its own, as JSON as it was last made; None where it never was."""
    return connection.scalar(select(makings.c.data).where(makings.c.part == part))


def stale(connection: Connection, part: str = "incidents") -> bool:
    """Whether the record has changed since a part of it was last made anew; False where it has never been made."""
    then = made_at(connection, part)
    return then is not None and then != marks(connection)


def made_at(connection: Connection, part: str) -> Marks | None:
    """How far the record had come when a part of it was last made anew; None where it never was."""
    row = connection.execute(
        select(makings.c.version, makings.c.correction, makings.c.change).where(makings.c.part == part)
    ).first()
    return Marks(*row) if row else None
