"""The page of a conflict: the timeline, who attacks, where, and the newest of its process."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Response
from markupsafe import Markup

from truceline.processes.process import Bin, Conflict, Phase
from truceline.web.charts import bars, map, timeline
from truceline.web.charts.svg import Pen
from truceline.web.pages.conflicts import Shown, by_side, conflict, party_names, series, spots, violence
from truceline.web.pages.disputes import count_of, disputes_of
from truceline.web.pages.rendering import page
from truceline.web.pages.visit import Visit, Visiting

router = APIRouter()
NEWEST, MOST_PARTIES, MOST_ROWS = 12, 12, 400
COLUMNS = (bars.Column("Attacks", "attacks"), bars.Column("Killed, at least", "killed"))


@router.get("/conflict/{id}")
def conflict_page(id: str, visit: Visiting, since: str = "", until: str = "", every: str = "") -> Response:
    """A conflict, in all its time or from one day until another, by week or by month."""
    shown = Shown.asked(since, until, every)
    return page(visit, "conflict.html", lambda: _context(visit, conflict(visit, id), shown), of="concluded")


def _context(visit: Visit, one: Conflict, shown: Shown) -> Mapping[str, Any]:
    bins = series(visit, one, shown)
    days = shown.within(one)
    found = violence(visit, one, shown)
    placed, lost = spots(found, one.countries)
    steps = [s for s in one.steps if days and days[0] <= s.start <= days[1]]
    return {
        "conflict": one, "shown": shown, "reach": days, "every": shown.step(one), "bins": bins[:MOST_ROWS],
        "timeline": timeline_of(visit, one, shown, Pen()), "legend": timeline.legend(Pen()),
        "phases": [(n, p) for n, p in enumerate(one.phases, start=1) if not days or timeline.reaches(p, *days)],
        "phase_class": timeline.phase_class, "parties": party_names(one), "kinds": list(Phase),
        "factions": factions_of(one, bins, Pen()), "sides": by_side(one, bins), "map": map_of(visit, one, shown, Pen()),
        "spots": placed, "lost": lost, "violence": found[::-1][:NEWEST], "steps": steps[::-1][:NEWEST],
        "number_of_steps": len(steps), "number_of_violence": len(found), "terms": one.terms[-NEWEST:][::-1],
        "disputes": disputes_of(visit, one, limit=3), "number_of_disputes": count_of(visit, one),
        "totals": _totals(bins),
    }  # fmt: skip


def _totals(bins: Sequence[Bin]) -> Mapping[str, Any]:
    high = None if any(b.killed_high is None for b in bins) else sum(b.killed_high or 0 for b in bins)
    return {
        "attacks": sum(b.attacks for b in bins), "steps": sum(b.steps for b in bins),
        "killed_low": sum(b.killed_low for b in bins), "killed_high": high,
    }  # fmt: skip


def timeline_of(visit: Visit, one: Conflict, shown: Shown, pen: Pen) -> Markup:
    """The timeline of the days that are shown."""
    days = shown.within(one) or (dt.date.min, dt.date.max)
    every = shown.step(one)

    def made() -> Markup:
        label = f"{one.name}, by {every}: steps of the process above the line of time, attacks and killed below it"
        whole = timeline.Timeline(series(visit, one, shown), one.steps, one.phases, every)
        return timeline.draw(whole, pen, label=f"{label}, {_span(days)}")

    return visit.remembered(made, "timeline", one.id, shown.since, shown.until, every, pen, of="concluded")


def _span(days: tuple[dt.date, dt.date]) -> str:
    return f"{days[0]} to {days[1]}"


def factions_of(one: Conflict, bins: Sequence[Bin], pen: Pen) -> Markup:
    """Attacks and killed by acting party, the most active first."""
    rows = [row for _, parties in by_side(one, bins) for row in parties if row[2]]
    known = set(party_names(one))
    ordered = sorted(rows, key=lambda r: (-r[2], r[1]))[:MOST_PARTIES]
    drawn = [bars.Bar(name, (attacks, killed), f"/actor/{id}" if id in known else None) for id, name, attacks, killed in ordered]  # fmt: skip
    return bars.draw(drawn, COLUMNS, pen, label="Attacks and killed by the party that acts")


def map_of(visit: Visit, one: Conflict, shown: Shown, pen: Pen) -> Markup:
    """The map of the incidents of force in the days that are shown."""

    def made() -> Markup:
        placed, _ = spots(violence(visit, one, shown), one.countries)
        return map.draw(placed, one.countries, pen, label="Incidents of force by place")

    return visit.remembered(made, "map", one.id, shown.within(one), pen, of="concluded")
