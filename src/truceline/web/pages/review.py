"""The review queue: the claims that nobody has checked, the least certain first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Response
from sqlalchemy import ColumnElement, and_, func, or_, select

from truceline.claim import Event
from truceline.errors import UsageError
from truceline.record import StoredClaim
from truceline.record.schema import claims, corrections, reports, texts, versions
from truceline.record.stored import each_claim
from truceline.web.pages.rendering import page
from truceline.web.pages.visit import Visit, Visiting
from truceline.web.pages.wording import query

router = APIRouter()
SIZE, AROUND = 12, 180
"""Claims that are loaded at once, and the characters of text shown before and after the words of each."""


@router.get("/review")
def review(visit: Visiting, event: str = "", report: str = "", after: str = "", part: str = "") -> Response:
    """The next claims to check; only the list of them for scripts."""
    if event and event not in {e.value for e in Event}:
        raise UsageError(f'there is no event "{event[:20]}"', remedy="choose one from the list")
    template = "parts/queue.html" if part == "queue" else "review.html"
    return page(visit, template, lambda: _context(visit, event, report, after))


def _context(visit: Visit, event: str, report: str, after: str) -> Mapping[str, Any]:
    open_ = _open(event, report)
    found, last = _next(visit, open_, after)
    further = query(event=event, report=report, after=last) if len(found) == SIZE and last else None
    return {
        "claims": found, "around": _around(visit, found), "further": further, "event": event, "report": report,
        "number": _number(visit, open_, event, report), "here": f"/review{query(event=event, report=report)}",
    }  # fmt: skip


def _open(event: str, report: str) -> list[ColumnElement[bool]]:
    wanted = [claims.c.shown, claims.c.verdict.is_(None), claims.c.id.not_in(select(corrections.c.claim))]
    if event:
        wanted.append(claims.c.event == event)
    if report:
        of = select(versions.c.id).join(reports, reports.c.id == versions.c.report).where(reports.c.key == report)
        wanted.append(claims.c.version.in_(of))
    return wanted


def _next(visit: Visit, open_: list[ColumnElement[bool]], after: str) -> tuple[list[StoredClaim], str | None]:
    """The next claims, and the cursor of the last of them: its confidence and number."""
    chosen = select(claims.c.id, claims.c.confidence).where(*open_, *_later(after))
    with visit.store.database.reading() as connection:
        rows = connection.execute(chosen.order_by(claims.c.confidence, claims.c.id).limit(SIZE)).all()
        last = f"{rows[-1].confidence!r}_{rows[-1].id}" if rows else None
        return list(each_claim(connection, [row.id for row in rows])), last


def _later(after: str) -> list[ColumnElement[bool]]:
    if not after:
        return []
    try:
        confidence, number = after.split("_")
        sure, id = float(confidence), int(number)
    except ValueError:
        raise UsageError("there is no such part of the queue", remedy="go back to its beginning") from None
    return [or_(claims.c.confidence > sure, and_(claims.c.confidence == sure, claims.c.id > id))]


def _number(visit: Visit, open_: list[ColumnElement[bool]], *key: str) -> int:
    def made() -> int:
        with visit.store.database.reading() as connection:
            return int(connection.scalar(select(func.count()).select_from(claims).where(*open_)) or 0)

    return visit.remembered(made, "open", *key)


def _around(visit: Visit, found: list[StoredClaim]) -> dict[str, tuple[str, str]]:
    """The text before and after the words of each claim."""
    before = func.substr(
        texts.c.text, func.max(claims.c.span_start - AROUND, 0) + 1, func.min(claims.c.span_start, AROUND)
    )
    if visit.store.database.engine.dialect.name != "sqlite":
        before = func.substr(
            texts.c.text, func.greatest(claims.c.span_start - AROUND, 0) + 1, func.least(claims.c.span_start, AROUND)
        )
    after = func.substr(texts.c.text, claims.c.span_end + 1, AROUND)
    chosen = (
        select(claims.c.ref, before.label("before"), after.label("after"))
        .join(versions, versions.c.id == claims.c.version)
        .join(texts, texts.c.id == versions.c.text)
        .where(claims.c.ref.in_([c.id for c in found]))
    )
    with visit.store.database.reading() as connection:
        return {row.ref: (row.before, row.after) for row in connection.execute(chosen)}
