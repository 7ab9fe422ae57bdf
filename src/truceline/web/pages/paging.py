"""Pages of a list: from which row on, and the addresses of the page before and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from truceline.errors import UsageError
from truceline.web.pages.wording import query

T = TypeVar("T")
SIZE = 25
FURTHEST = 5_000
"""Rows that can be paged to; what comes later is found with narrower filters."""


@dataclass(frozen=True)
class Part(Generic[T]):
    """A part of a list, and where the parts beside it are found (None: there is none)."""

    rows: Sequence[T]
    before: str | None
    after: str | None
    first: int


def start_of(cursor: str) -> int:
    """The row that a cursor points at. Raises UsageError for one that no page gave out."""
    if not cursor:
        return 0
    if not cursor.isascii() or not cursor.isdigit() or not 0 <= int(cursor[:9]) <= FURTHEST:
        raise UsageError("there is no such part of the list", remedy="go back to its beginning")
    return int(cursor[:9])


def part_of(rows: Sequence[T], start: int, path: str, filters: Mapping[str, Any], *, size: int = SIZE) -> Part[T]:
    """The rows from `start` on as a part; `rows` holds one more than is shown where the list goes on."""
    more = len(rows) > size and start + size <= FURTHEST
    before = f"{path}{query(**filters, cursor=max(start - size, 0) or None)}" if start else None
    after = f"{path}{query(**filters, cursor=start + size)}" if more else None
    return Part(rows[:size], before, after, start + 1)
