"""Search: claims by words and by who, what, when and on whose word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response

from truceline.claim import Event, Status
from truceline.errors import UsageError
from truceline.record import Query
from truceline.record.search import numbers
from truceline.record.stored import each_claim
from truceline.web.pages.paging import SIZE, part_of, start_of
from truceline.web.pages.rendering import page
from truceline.web.pages.visit import Visit, Visiting

router = APIRouter()
LONGEST = 300


@dataclass(frozen=True)
class Asked:
    """What is typed into the form."""

    words: str = ""
    actor: str = ""
    recipient: str = ""
    source: str = ""
    event: str = ""
    mode: str = ""
    status: str = ""
    since: str = ""
    until: str = ""

    def filters(self) -> dict[str, str]:
        """What is filled in, by field."""
        return {f.name: value for f in fields(self) if (value := getattr(self, f.name).strip())}

    def query(self) -> Query:
        """The question for the record. Raises UsageError for what cannot be looked for."""
        said: dict[str, Any] = self.filters()
        if any(len(value) > LONGEST for value in said.values()):
            raise UsageError("this is too long to look for", remedy=f"write up to {LONGEST} letters")
        try:
            said |= {k: dt.date.fromisoformat(said[k]) for k in ("since", "until") if k in said}
        except ValueError as error:
            raise UsageError(str(error), remedy="write a day as YYYY-MM-DD") from None
        return Query(**said)


@router.get("/search")
def search(visit: Visiting, asked: Annotated[Asked, Depends()], cursor: str = "") -> Response:
    """Claims that fit, the best first where words are given, else the latest."""
    return page(visit, "search.html", lambda: _context(visit, asked, cursor))


def _context(visit: Visit, asked: Asked, cursor: str) -> Mapping[str, Any]:
    problem, found, start = None, [], 0
    try:
        start = start_of(cursor)
        with visit.store.database.reading() as connection:
            chosen = numbers(connection, asked.query(), start + SIZE + 1)[start:]
            found = list(each_claim(connection, chosen))
    except UsageError as error:
        problem = str(error)
    return {
        "part": part_of(found, start, "/search", asked.filters()), "asked": asked, "problem": problem,
        "events": [e.value for e in Event], "statuses": [s.value for s in Status], "filters": asked.filters(),
    }  # fmt: skip
