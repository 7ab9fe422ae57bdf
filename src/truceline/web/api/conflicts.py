"""Conflicts, the process of each, and its time line."""

from __future__ import annotations

from dataclasses import fields
from typing import Annotated, Any

from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from truceline.analysis.treat import Treat
from truceline.processes import Bin, Conflict
from truceline.processes.of_record import Listed, conflict_in, json_of, list_in, plain, series_in, set_phase, undo_phase
from truceline.record.latest import Place
from truceline.web.access import User, require_reviewer
from truceline.web.api.answers import (
    Answer,
    Format,
    Listing,
    answered,
    as_json,
    csv_answer,
    json_answer,
    listed,
    object_answer,
    store_of,
)
from truceline.web.api.cursors import decoded, encoded, held_after, list_mark
from truceline.web.api.described import READ, WRITTEN
from truceline.web.api.filters import AnalysisFilters, Formatted, Paged, SeriesFilters
from truceline.web.api.models import (
    AnalysisShown,
    ConflictItem,
    ConflictShown,
    EffectItem,
    Page,
    PhaseIn,
    PhaseSet,
    PhaseUndone,
    ProcessShown,
    SeriesShown,
)
from truceline.web.cache import Stamp
from truceline.web.estimates import Desk
from truceline.web.estimates import plain as plain_estimate

router = APIRouter(tags=["conflicts"])
COLUMNS = tuple(f.name for f in fields(Listed))
STEP_COLUMNS = ("kind", "start", "end", "by", "to", "hosts", "mediators", "standing", "planned", "condition", "words", "incident", "claims")  # fmt: skip
BIN_COLUMNS = tuple(f.name for f in fields(Bin))
EFFECT_COLUMNS = tuple(EffectItem.model_fields)
_PROCESS = ("steps", "phases", "terms")
_ABOUT = tuple(f.name for f in fields(Conflict) if f.name not in _PROCESS)
Reviewer = Annotated[User, Depends(require_reviewer)]


@router.get("/conflicts", response_model=Page[ConflictItem], responses=READ)
def find(request: Request, asked: Annotated[Paged, Query()]) -> Response:
    """List conflicts, those with most incidents first."""
    mark = list_mark("conflicts", {})
    after = decoded(mark, asked.cursor, str)

    def make(stamp: Stamp, format: Format) -> Answer:
        found = list_in(store_of(request))
        shown, last = held_after(found, [one.id for one in found], after, asked.limit)
        rows = [vars(one) for one in shown]
        next = encoded(mark, Place(None, last)) if last else None
        return listed(request, "conflicts", Listing([as_json(r) for r in rows], COLUMNS, lambda: rows, next), format)

    return answered(request, asked.format, make, of="concluded")


@router.get("/conflicts/{id}", response_model=ConflictShown, responses=READ)
def show(request: Request, id: str, asked: Annotated[Formatted, Query()]) -> Response:
    """Show a conflict: who is on its sides, and its incidents of force. As CSV its parties."""

    def make(stamp: Stamp, format: Format) -> Answer:
        one = conflict_in(store_of(request), id)
        if format == "csv":
            return csv_answer("parties", ("side", "id", "name", "kind", "parent"), _parties(one))
        return json_answer(json_of(one, *_ABOUT))

    return answered(request, asked.format, make, of="concluded")


def _parties(one: Conflict) -> list[dict[str, Any]]:
    return [{"side": side.id, **vars(party)} for side in one.sides for party in side.parties]


@router.get("/conflicts/{id}/process", response_model=ProcessShown, responses=READ)
def process(request: Request, id: str, asked: Annotated[Formatted, Query()]) -> Response:
    """Show the process of a conflict: its steps, its phases, and what each party demands and offers. As CSV its steps."""

    def make(stamp: Stamp, format: Format) -> Answer:
        one = conflict_in(store_of(request), id)
        if format == "csv":
            return csv_answer("steps", STEP_COLUMNS, plain(one)["steps"])
        return json_answer(f'{{"conflict": {as_json(one.id)}, {json_of(one, *_PROCESS)[1:]}')

    return answered(request, asked.format, make, of="concluded")


@router.get("/conflicts/{id}/series", response_model=SeriesShown, responses=READ)
def series(request: Request, id: str, asked: Annotated[SeriesFilters, Query()]) -> Response:
    """Show the time line of a conflict without gaps: force, killed, steps and phase of each day, week or month."""

    def make(stamp: Stamp, format: Format) -> Answer:
        found = series_in(store_of(request), id, every=asked.every, since=asked.since, until=asked.until)
        if format == "csv":
            return csv_answer("series", BIN_COLUMNS, (plain(one) for one in found))
        whole = conflict_in(store_of(request), id).id
        return json_answer(f'{{"conflict": {as_json(whole)}, "every": "{asked.every}", "bins": {json_of(found)}}}')

    return answered(request, asked.format, make, of="concluded")


@router.get("/conflicts/{id}/analysis", response_model=AnalysisShown, responses=READ)
async def analysis(request: Request, id: str, asked: Annotated[AnalysisFilters, Query()]) -> Response:
    """Show whether violence moved with the talks, ceasefires or offers: in words, in numbers, or why nothing can be said."""
    desk: Desk = request.app.state.desk
    one = await run_sync(conflict_in, store_of(request), id)
    found = await desk.estimate(request.app, one.id, Treat(asked.treat))

    def make(stamp: Stamp, format: Format) -> Answer:
        said = plain_estimate(found)
        if format == "csv":
            return csv_answer("analysis", EFFECT_COLUMNS, said["effects"])
        return object_answer({"conflict": one.id, **said})

    return await run_sync(lambda: answered(request, asked.format, make, of="concluded"))


@router.post("/conflicts/{id}/phases", response_model=PhaseSet, status_code=201, responses=WRITTEN)
def say_phase(request: Request, id: str, said: PhaseIn, user: Reviewer) -> Any:
    """Say in which phase a conflict is on these days. It stands over what the rules say."""
    store = store_of(request)
    act = set_phase(store, id, said.phase, start=said.start, end=said.end, who=user.name, why=said.why)
    return {"act": act}


@router.post("/conflicts/{id}/phases/undo", response_model=PhaseSet, responses=WRITTEN)
def unsay_phase(request: Request, id: str, said: PhaseUndone, user: Reviewer) -> Any:
    """Take back what a person said of a phase."""
    conflict_in(store_of(request), id)
    undo_phase(store_of(request), said.act, who=user.name, why=said.why)
    return {"act": said.act}
