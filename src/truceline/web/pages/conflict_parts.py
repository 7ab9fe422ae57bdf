"""The longer lists of a conflict: its terms, its steps, its incidents of force, its contradictions; and phases that people set."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Response
from starlette.responses import RedirectResponse

from truceline.errors import UsageError
from truceline.processes import of_record as processes
from truceline.processes.process import Conflict, Phase, Term, TermKind
from truceline.web.access import User, check_csrf, require_reviewer
from truceline.web.pages import disputes
from truceline.web.pages.conflicts import Shown, conflict, party_names, violence
from truceline.web.pages.paging import SIZE, part_of, start_of
from truceline.web.pages.rendering import page
from truceline.web.pages.visit import Visiting

router = APIRouter()


def _context(one: Conflict, **rest: Any) -> Mapping[str, Any]:
    return {"conflict": one, "parties": party_names(one)} | rest


@router.get("/conflict/{id}/terms")
def terms(id: str, visit: Visiting, party: str = "", kind: str = "", cursor: str = "") -> Response:
    """The terms ledger: what each party demands, offers, refuses and accepts, since when, in which words."""

    def made() -> Mapping[str, Any]:
        one = conflict(visit, id)
        fit = [t for t in one.terms[::-1] if party in ("", t.party) and kind in ("", t.kind)]
        start = start_of(cursor)
        some = part_of(
            fit[start : start + SIZE + 1], start, f"/conflict/{one.id}/terms", {"party": party, "kind": kind}
        )
        ledger = _ledger(one, some.rows)
        return _context(one, part=some, ledger=ledger, party=party, kind=kind, kinds=list(TermKind), number=len(fit))

    return page(visit, "terms.html", made, of="concluded")


def _ledger(one: Conflict, some: Sequence[Term]) -> list[tuple[str, list[Term]]]:
    """Terms by party, in the order of the sides."""
    order = list(dict.fromkeys([*party_names(one), *(t.party for t in some)]))
    return [(p, mine) for p in order if (mine := [t for t in some if t.party == p])]


@router.get("/conflict/{id}/steps")
def steps(id: str, visit: Visiting, cursor: str = "") -> Response:
    """The steps of the process, the latest first."""

    def made() -> Mapping[str, Any]:
        one = conflict(visit, id)
        start = start_of(cursor)
        found = one.steps[::-1][start : start + SIZE + 1]
        return _context(one, part=part_of(found, start, f"/conflict/{one.id}/steps", {}), number=len(one.steps))

    return page(visit, "steps.html", made, of="concluded")


@router.get("/conflict/{id}/violence")
def incidents_of_force(id: str, visit: Visiting, since: str = "", until: str = "", cursor: str = "") -> Response:
    """The incidents of force, the latest first."""

    def made() -> Mapping[str, Any]:
        one, start = conflict(visit, id), start_of(cursor)
        found = violence(visit, one, Shown.asked(since, until, ""))[::-1]
        days = {"since": since, "until": until}
        some = part_of(found[start : start + SIZE + 1], start, f"/conflict/{one.id}/violence", days)
        return _context(one, part=some, number=len(found), since=since, until=until)

    return page(visit, "violence.html", made, of="concluded")


@router.get("/conflict/{id}/contradictions")
def contradictions(id: str, visit: Visiting, cursor: str = "") -> Response:
    """In what sources contradict each other, the words side by side."""

    def made() -> Mapping[str, Any]:
        one, start = conflict(visit, id), start_of(cursor)
        found = disputes.disputes_of(visit, one, limit=SIZE + 1, after=start)
        some = part_of(found, start, f"/conflict/{one.id}/contradictions", {})
        return _context(one, part=some, number=disputes.count_of(visit, one))

    return page(visit, "contradictions.html", made, of="concluded")


@router.post("/conflict/{id}/phase", dependencies=[Depends(check_csrf)])
def set_phase(
    id: str,
    visit: Visiting,
    user: Annotated[User, Depends(require_reviewer)],
    phase: Annotated[str, Form()],
    start: Annotated[str, Form()],
    end: Annotated[str, Form()] = "",
    why: Annotated[str, Form()] = "",
) -> Response:
    """Say in which phase a conflict is on some days; the rules give way."""
    one = conflict(visit, id)
    try:
        first, last = dt.date.fromisoformat(start), dt.date.fromisoformat(end) if end else None
        chosen = Phase(phase)
    except ValueError as error:
        raise UsageError(str(error), remedy="choose a phase, and write days as YYYY-MM-DD") from None
    processes.set_phase(visit.store, one.id, chosen, start=first, end=last, who=user.name, why=why or None)
    return RedirectResponse(f"/conflict/{one.id}#phases", status_code=303)
