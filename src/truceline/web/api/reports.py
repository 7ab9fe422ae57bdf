"""Reports: list them, show one with its text and claims, send one and get its claims."""

from __future__ import annotations

from typing import Annotated, Any

from anyio.to_thread import run_sync
from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from truceline.record.latest import Place
from truceline.record.paging import reports_after
from truceline.record.retrieval import CLAIM_COLUMNS, REPORT_COLUMNS, claim_cells, report_object
from truceline.web.access import require_reader, require_reviewer
from truceline.web.api import adding
from truceline.web.api.answers import (
    Answer,
    Format,
    Listing,
    answered,
    as_json,
    csv_answer,
    listed,
    object_answer,
    store_of,
)
from truceline.web.api.cursors import decoded, encoded, list_mark
from truceline.web.api.described import READ, WRITTEN
from truceline.web.api.filters import ReportFilters, ReportShownAs
from truceline.web.api.models import Added, Page, ReportIn, ReportItem, ReportShown
from truceline.web.cache import Stamp

router = APIRouter(tags=["reports"])
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": ReportIn.model_json_schema()},
            "text/plain": {"schema": {"type": "string", "minLength": 1}},
        },
    }
}


@router.get("/reports", response_model=Page[ReportItem], responses=READ)
def find(request: Request, asked: Annotated[ReportFilters, Query()]) -> Response:
    """List reports, the latest published first."""
    mark = list_mark("reports", asked.model_dump())
    after = decoded(mark, asked.cursor, int)

    def make(stamp: Stamp, format: Format) -> Answer:
        with store_of(request).database.reading() as connection:
            rows = reports_after(connection, asked.query(), limit=asked.limit + 1, after=after)
        shown = [{"id": row.key} | dict(row._mapping) for row in rows[: asked.limit]]
        found = [{name: row[name] for name in REPORT_COLUMNS} for row in shown]
        more = len(rows) > asked.limit
        next = encoded(mark, Place(shown[-1]["published"], shown[-1]["number"])) if more else None
        page = Listing([as_json(one) for one in found], REPORT_COLUMNS, lambda: found, next)
        return listed(request, "reports", page, format)

    return answered(request, asked.format, make)


@router.get("/reports/{id:path}", response_model=ReportShown, responses=READ)
def show(request: Request, id: str, asked: Annotated[ReportShownAs, Query()]) -> Response:
    """Show a report, by its id or web address: its text, and its claims as they stand."""

    def make(stamp: Stamp, format: Format) -> Answer:
        store = store_of(request)
        shown = store.report(id, asked.version, explain=asked.explain)
        if format == "csv":
            return csv_answer("claims", CLAIM_COLUMNS, (claim_cells(c) for c in shown.claims))
        return object_answer(report_object(shown, store.copies(shown.about), explain=asked.explain))

    return answered(request, asked.format, make)


@router.post(
    "/reports",
    response_model=Added,
    response_model_exclude_unset=True,
    status_code=201,
    responses=WRITTEN,
    openapi_extra=_BODY,
)
async def add(
    request: Request,
    store: Annotated[
        bool, Query(description="Whether to keep it; else its claims are read and nothing is stored.")
    ] = True,
) -> Any:
    """Send a report, as JSON or plain text, and get its claims. To store it takes the role reviewer."""
    user = await (require_reviewer(request) if store else require_reader(request))
    room: adding.ReadingRoom = request.app.state.reading
    body, kind = await request.body(), request.headers.get("Content-Type", "")
    report = await run_sync(adding.taken, body, kind)
    room.admit(request, user)
    # One at a time, on a thread apart: pages go on being served meanwhile.
    work = adding.stored if store else adding.read
    return await run_sync(work, store_of(request), room, report, limiter=room.turn)
