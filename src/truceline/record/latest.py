"""The latest rows of a query, in the order of an index by day: both databases read no more of it than they give out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, or_


@dataclass(frozen=True)
class Place:
    """Where a row stands in a list, the latest first: its day, None for those at the end, and what orders those of a day."""

    day: dt.date | None
    key: int | str


def latest(
    connection: Connection,
    found: Select[Any],
    day: ColumnElement[Any],
    key: ColumnElement[Any],
    *,
    limit: int | None,
    after: Place | None = None,
) -> list[Row[Any]]:
    """The next rows of a query by day, the latest first, undated ones last, those of one day by falling `key`."""
    rows: list[Row[Any]] = []
    if after is None or after.day is not None:
        dated = found.where(day.is_not(None))
        if after is not None:
            # Said so that an index on the day is entered where the page before ended.
            dated = dated.where(day <= after.day, or_(day < after.day, key < after.key))
        rows += connection.execute(dated.order_by(day.desc(), key.desc()).limit(limit)).all()
    if limit is None or len(rows) < limit:
        undated = found.where(day.is_(None))
        if after is not None and after.day is None:
            undated = undated.where(key < after.key)
        left = None if limit is None else limit - len(rows)
        rows += connection.execute(undated.order_by(key.desc()).limit(left)).all()
    return rows
