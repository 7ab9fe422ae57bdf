"""Incidents and contradictions, as they were last made of the claims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import TypeAdapter
from starlette.responses import Response

from truceline.incidents import Contradiction, Incident
from truceline.incidents.flat import DISPUTE_COLUMNS, INCIDENT_COLUMNS, dispute_cells, incident_cells
from truceline.incidents.of_record import incident_in, plain
from truceline.record.latest import Place
from truceline.record.paging import contradictions_after, incidents_after
from truceline.record.retrieval import CLAIM_COLUMNS, claim_cells, claim_object
from truceline.web.api.answers import Answer, Format, Listing, answered, csv_answer, listed, object_answer, store_of
from truceline.web.api.cursors import decoded, encoded, list_mark
from truceline.web.api.described import READ
from truceline.web.api.filters import DisputeFilters, Formatted, IncidentFilters
from truceline.web.api.models import IncidentShown, Page
from truceline.web.cache import Stamp

router = APIRouter(tags=["incidents"])
_INCIDENT, _DISPUTE = TypeAdapter(Incident), TypeAdapter(Contradiction)


@router.get("/incidents", response_model=Page[Incident], responses=READ)
def find(request: Request, asked: Annotated[IncidentFilters, Query()]) -> Response:
    """List incidents, the latest first."""
    mark = list_mark("incidents", asked.model_dump())
    after = decoded(mark, asked.cursor, str)

    def make(stamp: Stamp, format: Format) -> Answer:
        with store_of(request).database.reading() as connection:
            found = incidents_after(
                connection, asked.query(), limit=asked.limit + 1, after=after, conflict=asked.conflict
            )
        shown = found[: asked.limit]
        # The record keeps them as they are given out.
        items, rows = [row.data for row in shown], (incident_cells(_INCIDENT.validate_json(r.data)) for r in shown)
        next = encoded(mark, Place(shown[-1].start, shown[-1].id)) if len(found) > asked.limit else None
        return listed(request, "incidents", Listing(items, INCIDENT_COLUMNS, lambda: rows, next), format)

    return answered(request, asked.format, make, of="concluded")


@router.get("/incidents/{id}", response_model=IncidentShown, responses=READ)
def show(request: Request, id: str, asked: Annotated[Formatted, Query()]) -> Response:
    """Show an incident and its claims side by side; as CSV its claims."""

    def make(stamp: Stamp, format: Format) -> Answer:
        store = store_of(request)
        one = incident_in(store, id)
        claims = store.claims_of(one.claims)
        if format == "csv":
            return csv_answer("claims", CLAIM_COLUMNS, (claim_cells(c) for c in claims))
        return object_answer({"incident": plain(one), "members": [claim_object(c) for c in claims]})

    return answered(request, asked.format, make)


@router.get("/contradictions", response_model=Page[Contradiction], responses=READ)
def contradictions(request: Request, asked: Annotated[DisputeFilters, Query()]) -> Response:
    """List where sources disagree: numbers, who did it, whether it happened, who belongs to whom; in whose words."""
    mark = list_mark("contradictions", asked.model_dump())
    after = decoded(mark, asked.cursor, int)

    def make(stamp: Stamp, format: Format) -> Answer:
        with store_of(request).database.reading() as connection:
            last = int(after.key) if after else None
            found = contradictions_after(connection, asked.query(), limit=asked.limit + 1, after=last)
        shown = [row.data for row in found[: asked.limit]]
        next = encoded(mark, Place(None, found[asked.limit - 1].id)) if len(found) > asked.limit else None
        page = Listing(shown, DISPUTE_COLUMNS, lambda: _positions(shown), next)
        return listed(request, "contradictions", page, format)

    return answered(request, asked.format, make, of="concluded")


def _positions(shown: list[str]) -> Iterator[dict[str, Any]]:
    for data in shown:
        yield from dispute_cells(_DISPUTE.validate_json(data))
