"""The first page: conflicts with their curves, what is new, how much the record holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Response
from markupsafe import Markup
from sqlalchemy import func, select

from truceline.processes.of_record import Listed, list_in, months_in
from truceline.record.schema import claims, corrections, incidents, reports, versions
from truceline.web.charts import bars
from truceline.web.charts.svg import Pen
from truceline.web.pages.rendering import page
from truceline.web.pages.visit import Visit, Visiting

router = APIRouter()
NEWEST, MOST_CURVES, MOST_CONFLICTS = 12, 20, 100


@dataclass(frozen=True)
class Card:
    """A conflict in the list, and its curve by month if it is one of the largest."""

    conflict: Listed
    curve: Markup


@router.get("/")
def home(visit: Visiting) -> Response:
    """Conflicts and what is new."""
    return page(visit, "home.html", lambda: _context(visit))


def _context(visit: Visit) -> Mapping[str, Any]:
    cards, number = visit.remembered(lambda: _cards(visit), "cards", of="concluded")
    return {"cards": cards, "more": number - len(cards), "counts": counts(visit), "new": _new(visit)}


def _cards(visit: Visit) -> tuple[list[Card], int]:
    """The largest conflicts, and how many there are."""
    found = list_in(visit.store)
    curves = months_in(visit.store, [one.id for one in found[:MOST_CURVES]])
    return [Card(one, _curve(one, curves.get(one.id, []))) for one in found[:MOST_CONFLICTS]], len(found)


def _curve(one: Listed, months: Sequence[tuple[int, int]]) -> Markup:
    return bars.spark(months, Pen(), label=f"{one.name}: steps of the process above, attacks below, by month")


def counts(visit: Visit) -> dict[str, int]:
    """How many reports, claims, incidents and corrections the record holds."""

    def made() -> dict[str, int]:
        with visit.store.database.reading() as connection:
            shown = select(func.count()).select_from(claims).where(claims.c.shown)
            found = {t.name: int(connection.scalar(select(func.count()).select_from(t)) or 0) for t in (reports, incidents, corrections)}  # fmt: skip
            return found | {"claims": int(connection.scalar(shown) or 0)}

    return visit.remembered(made, "counts")


def _new(visit: Visit) -> list[Any]:
    """The reports that were added last, with the number of their claims: all that their pages show, copies or not."""
    told = select(func.count()).where(claims.c.version == versions.c.id, claims.c.state != "gone").scalar_subquery()
    query = (
        select(reports.c.key, versions.c.title, versions.c.publisher, versions.c.published, told.label("claims"))
        .join(reports, reports.c.id == versions.c.report)
        .where(versions.c.current)
        .order_by(versions.c.id.desc())
        .limit(NEWEST)
    )
    with visit.store.database.reading() as connection:
        return list(connection.execute(query))
