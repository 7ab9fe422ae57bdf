"""The page of a conflict on whether its violence moved with the talks, and its files to keep."""

from __future__ import annotations

from functools import partial

from anyio.to_thread import run_sync
from fastapi import APIRouter, HTTPException, Response

from truceline.analysis.treat import Treat
from truceline.errors import UsageError
from truceline.web.estimates import Desk, Estimate
from truceline.web.pages.conflicts import conflict
from truceline.web.pages.rendering import page, tagged
from truceline.web.pages.visit import Visit, Visiting

router = APIRouter()
FRAMES = ("effect", "weeks", "by-actor", "event-study", "change-points", "ceasefires", "survival")
TYPES = {"html": "text/html; charset=utf-8", "pdf": "application/pdf", "csv": "text/csv; charset=utf-8"}
SWITCH = {Treat.TALKS: "Talks", Treat.CEASEFIRE: "Ceasefires", Treat.OFFER: "Offers"}


@router.get("/conflict/{id}/analysis")
async def analysis(id: str, visit: Visiting, treat: str = Treat.TALKS) -> Response:
    """Attacks and deaths in weeks with talks, a ceasefire or an offer, against other weeks."""
    one = await run_sync(conflict, visit, id)
    found = await _estimate(visit, one.id, treat)
    said = {"conflict": one, "found": found, "switch": SWITCH, "frames": FRAMES}
    return await run_sync(partial(page, visit, "analysis.html", lambda: said, of="concluded"))


@router.get("/conflict/{id}/analysis/{name}")
async def file(id: str, name: str, visit: Visiting, treat: str = Treat.TALKS) -> Response:
    """The report as HTML or PDF, or a table of numbers as CSV."""
    kind = name.partition(".")[2]
    if name not in ("report.html", "report.pdf", *(f"{frame}.csv" for frame in FRAMES)):
        raise HTTPException(404, f"there is no file {name[:40]}")
    one = await run_sync(conflict, visit, id)
    found = await _estimate(visit, one.id, treat)
    body = await _desk(visit).run(partial(_body, found, name))
    kept = f'attachment; filename="{one.id}-{found.treat.value}-{name}"'
    return tagged(visit.request, body, TYPES[kind], {"Content-Disposition": kept})


def _desk(visit: Visit) -> Desk:
    desk: Desk = visit.request.app.state.desk
    return desk


async def _estimate(visit: Visit, id: str, treat: str) -> Estimate:
    if treat not in {t.value for t in Treat}:
        raise UsageError(f"“{treat[:40]}” is nothing to set violence against", remedy=f"take {', '.join(Treat)}")
    return await _desk(visit).estimate(visit.request.app, id, Treat(treat))


def _body(found: Estimate, name: str) -> bytes:
    whole = found.whole
    if name == "report.html":
        from truceline.analysis.report_html import html_report

        return html_report(whole).encode()
    if name == "report.pdf":
        from truceline.analysis.report_pdf import pdf_report

        return pdf_report(whole)
    from truceline.analysis.files import csv_text

    return csv_text(whole.frames[name.removesuffix(".csv").replace("-", "_")]).encode()
