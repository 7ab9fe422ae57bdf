"""Claims: find them, show one with its history, correct, accept, reject, undo."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from sqlalchemy import RowMapping
from starlette.responses import Response

from truceline.record import Correction
from truceline.record.latest import Place
from truceline.record.paging import claims_after, following, ranked
from truceline.record.retrieval import CLAIM_COLUMNS, claim_cells, claim_object, claim_text
from truceline.record.stored import each_claim, each_row, to_claim
from truceline.web.access import User, require_reviewer
from truceline.web.api.answers import (
    Answer,
    Format,
    Listing,
    answered,
    csv_answer,
    kept,
    listed,
    object_answer,
    store_of,
)
from truceline.web.api.cursors import decoded, encoded, list_mark
from truceline.web.api.described import READ, WRITTEN
from truceline.web.api.filters import ClaimFilters, Explained, Formatted
from truceline.web.api.models import ClaimItem, Corrected, EntryItem, Page, Reason, Settings, Undoing
from truceline.web.cache import Stamp

router = APIRouter(tags=["claims"])
HISTORY_COLUMNS = ("at", "who", "what", "field", "old", "new", "why", "act", "undone")
Reviewer = Annotated[User, Depends(require_reviewer)]
_CHANGE: dict[str, Any] = {
    "response_model": Corrected,
    "response_model_exclude_unset": True,
    "status_code": 201,
    "responses": WRITTEN,
}
"""What all routes that change a claim give."""


@router.get("/claims", response_model=Page[ClaimItem], responses=READ)
def find(request: Request, asked: Annotated[ClaimFilters, Query()]) -> Response:
    """Find claims: with words the best match first, else the latest."""

    def make(stamp: Stamp, format: Format) -> Answer:
        found, next = _page(request, asked, stamp)
        items = [claim_text(row) for row in found] if format == "json" else []
        rows = (claim_cells(to_claim(row)) for row in found)
        return listed(request, "claims", Listing(items, CLAIM_COLUMNS, lambda: rows, next), format)

    return answered(request, asked.format, make)


def _page(request: Request, asked: ClaimFilters, stamp: Stamp) -> tuple[list[RowMapping], str | None]:
    """The claims of a page as rows, and the cursor of the next."""
    query, mark, limit = asked.query(), list_mark("claims", asked.model_dump()), asked.limit
    after = decoded(mark, asked.cursor, int)
    with store_of(request).database.reading() as connection:
        if query.words is None:
            places = claims_after(connection, query, limit=limit + 1, after=after)
        elif after is None:
            # Most are content with the first page, and need not wait for more to be put in order.
            places = [Place(None, n) for n in ranked(connection, query, limit + 1)]
        else:
            ranking = kept(request, stamp, ("ranked", query), lambda: ranked(connection, query))
            places = [Place(None, n) for n in following(ranking, int(after.key), limit + 1)]
        shown = places[:limit]
        found = list(each_row(connection, [int(p.key) for p in shown]))
    return found, encoded(mark, shown[-1]) if len(places) > limit else None


@router.get("/claims/{id}", response_model=ClaimItem, responses=READ)
def show(request: Request, id: str, asked: Annotated[Explained, Query()]) -> Response:
    """Show a claim as it stands after corrections."""

    def make(stamp: Stamp, format: Format) -> Answer:
        found = store_of(request).claim(id, explain=asked.explain)
        if format == "csv":
            return csv_answer("claim", CLAIM_COLUMNS, [claim_cells(found)])
        return object_answer(claim_object(found, explain=asked.explain))

    return answered(request, asked.format, make)


@router.get("/claims/{id}/history", response_model=list[EntryItem], responses=READ)
def history(request: Request, id: str, asked: Annotated[Formatted, Query()]) -> Response:
    """Show all that happened to a claim, oldest first."""

    def make(stamp: Stamp, format: Format) -> Answer:
        entries = [vars(e) for e in store_of(request).history(id)]
        return csv_answer("history", HISTORY_COLUMNS, entries) if format == "csv" else object_answer(entries)

    return answered(request, asked.format, make)


@router.post("/claims/{id}/corrections", **_CHANGE)
def correct(request: Request, id: str, said: Settings, user: Reviewer) -> Any:
    """Set values of a claim. No later reading undoes it."""
    made = store_of(request).correct(id, said.set, why=said.why, who=user.name)
    return _corrected(request, made)


@router.post("/claims/{id}/accept", **_CHANGE)
def accept(request: Request, id: str, user: Reviewer, said: Reason | None = None) -> Any:
    """Say that a claim is right as it stands. It stays so, whatever is read later."""
    return _corrected(request, store_of(request).accept(id, why=said.why if said else None, who=user.name))


@router.post("/claims/{id}/reject", **_CHANGE)
def reject(request: Request, id: str, user: Reviewer, said: Reason | None = None) -> Any:
    """Say that a claim is wrong. It is found no more, unless with `rejected`."""
    return _corrected(request, store_of(request).reject(id, why=said.why if said else None, who=user.name))


@router.post("/claims/{id}/undo", **_CHANGE)
def undo(request: Request, id: str, user: Reviewer, said: Undoing | None = None) -> Any:
    """Take back what was last said of a claim, or the act that is named. The history keeps both."""
    said = said or Undoing()
    return _corrected(request, store_of(request).undo(id, act=said.act, why=said.why, who=user.name))


def _corrected(request: Request, made: list[Correction]) -> Any:
    with store_of(request).database.reading() as connection:
        [claim] = each_claim(connection, [made[0].claim])
    return {"corrections": [vars(c) for c in made], "claim": claim_object(claim)}
