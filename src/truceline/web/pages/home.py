"""The first page: conflicts with their curves, what is new, how much the record holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Response
from markupsafe import Markup
from sqlalchemy import func, select

from truceline.processes.process import Conflict
from truceline.record.schema import claims, corrections, incidents, reports, versions
from truceline.web.charts import bars
from truceline.web.charts.svg import Pen
from truceline.web.pages.conflicts import Shown, all_conflicts, series
from truceline.web.pages.rendering import PageRoute, page
from truceline.web.pages.visit import Visit, Visiting

router = APIRouter(route_class=PageRoute)
NEWEST, MOST_CONFLICTS = 12, 60


@dataclass(frozen=True)
class Card:
    """A conflict in the list: its curve by month, and how much there is of it."""

    conflict: Conflict
    curve: Markup
    attacks: int
    killed: int


@router.get("/")
def home(visit: Visiting) -> Response:
    """Conflicts and what is new."""
    return page(visit, "home.html", lambda: _context(visit))


def _context(visit: Visit) -> Mapping[str, Any]:
    found = all_conflicts(visit)
    cards = [_card(visit, one) for one in found[:MOST_CONFLICTS]]
    return {"cards": cards, "more": len(found) - len(cards), "counts": counts(visit), "new": _new(visit)}


def _card(visit: Visit, one: Conflict) -> Card:
    bins = series(visit, one, Shown(every="month"))
    label = f"{one.name}: steps of the process above, attacks below, by month"
    return Card(one, bars.spark(bins, Pen(), label=label), sum(b.attacks for b in bins), sum(b.killed_low for b in bins))


def counts(visit: Visit) -> dict[str, int]:
    """How many reports, claims, incidents and corrections the record holds."""

    def made() -> dict[str, int]:
        with visit.store.database.reading() as connection:
            shown = select(func.count()).select_from(claims).where(claims.c.shown)
            found = {t.name: int(connection.scalar(select(func.count()).select_from(t)) or 0) for t in (reports, incidents, corrections)}  # fmt: skip
            return found | {"claims": int(connection.scalar(shown) or 0)}

    return visit.remembered(made, "counts")


def _new(visit: Visit) -> list[Any]:
    """The reports that were added last, with the number of their claims."""
    told = select(func.count()).where(claims.c.version == versions.c.id, claims.c.shown).scalar_subquery()
    query = (
        select(reports.c.key, versions.c.title, versions.c.publisher, versions.c.published, told.label("claims"))
        .join(reports, reports.c.id == versions.c.report)
        .where(versions.c.current)
        .order_by(versions.c.id.desc())
        .limit(NEWEST)
    )
    with visit.store.database.reading() as connection:
        return list(connection.execute(query))
