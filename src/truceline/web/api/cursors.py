"""Cursors: where a page ended, as a word to send back for the next one. Whatever is sent is checked before it is used."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from truceline.errors import UsageError
from truceline.record.latest import Place

T = TypeVar("T")
LONGEST = 1_000
PAGED = frozenset(("cursor", "limit", "format"))
"""What may differ from page to page of one list."""


def list_mark(name: str, filters: Mapping[str, Any]) -> str:
    """A mark of a list and its filters: a cursor of one list is of no use in another."""
    asked = {k: str(v) for k, v in filters.items() if k not in PAGED}
    return hashlib.sha256(json.dumps([name, asked], sort_keys=True).encode()).hexdigest()[:12]


def encoded(mark: str, place: Place) -> str:
    """The cursor of the last row of a page."""
    said = [mark, place.day.isoformat() if place.day else None, place.key]
    return base64.urlsafe_b64encode(json.dumps(said, separators=(",", ":")).encode()).decode().rstrip("=")


def decoded(mark: str, cursor: str | None, key: type[int] | type[str]) -> Place | None:
    """The place that a cursor of this list names, whose key is of this type. Raises UsageError for any other."""
    if cursor is None:
        return None
    try:
        said = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
        of, day, last = said
        place = Place(dt.date.fromisoformat(day) if day is not None else None, last)
    except (ValueError, TypeError, binascii.Error, RecursionError):
        raise _unknown() from None
    whole = type(last) is key and (key is str or 0 <= int(last) < 2**31)
    if of != mark or not whole:
        raise _unknown()
    return place


def held_after(
    found: Sequence[T], keys: Sequence[str], after: Place | None, limit: int
) -> tuple[Sequence[T], str | None]:
    """The items of a page of a list that is held whole, and the key of the last of them where there are more.

    Raises UsageError where the list holds the last one seen no more.
    """
    if after is not None and after.key not in keys:
        raise UsageError("the list has changed since", place="cursor", remedy="ask again from the first page")
    begin = keys.index(str(after.key)) + 1 if after is not None else 0
    return found[begin : begin + limit], keys[begin + limit - 1] if len(keys) > begin + limit else None


def _unknown() -> UsageError:
    return UsageError(
        "this cursor is not of this list",
        place="cursor",
        remedy="send the one that the page before gave, with its filters",
    )
