"""Every figure of a conflict as a file: SVG with its own colours, and its data as CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from fastapi import APIRouter, HTTPException, Response

from truceline.processes.process import Conflict
from truceline.views import Cell, csv_line, guarded
from truceline.web.charts.svg import Pen, as_file
from truceline.web.pages.conflict import factions_of, map_of, timeline_of
from truceline.web.pages.conflicts import Shown, by_side, conflict, party_names, series, spots, violence
from truceline.web.pages.disputes import count_of, disputes_of
from truceline.web.pages.rendering import tagged
from truceline.web.pages.visit import Visit, Visiting

router = APIRouter()
_PAPER = Pen(paper=True)
Rows = Iterator[Iterable[Cell]]


@router.get("/conflict/{id}/{figure}.svg")
def drawing(id: str, figure: str, visit: Visiting, since: str = "", until: str = "", every: str = "") -> Response:
    """A figure of a conflict as an SVG file: timeline, factions or map."""
    shown, one = Shown.asked(since, until, every), conflict(visit, id)
    drawn = {
        "timeline": lambda: timeline_of(visit, one, shown, _PAPER),
        "factions": lambda: factions_of(one, series(visit, one, shown), _PAPER),
        "map": lambda: map_of(visit, one, shown, _PAPER),
    }
    if figure not in drawn:
        raise HTTPException(404, f"there is no figure {figure[:40]}; there are {', '.join(drawn)}")
    return _file(visit, as_file(drawn[figure]()), f"{one.id}-{figure}.svg", "image/svg+xml")


@router.get("/conflict/{id}/{table}.csv")
def table(id: str, table: str, visit: Visiting, since: str = "", until: str = "", every: str = "") -> Response:
    """The data of a figure or a list as CSV: timeline, factions, map, violence, steps, phases, terms, contradictions."""
    shown, one = Shown.asked(since, until, every), conflict(visit, id)
    if table not in TABLES:
        raise HTTPException(404, f"there is no table {table[:40]}; there are {', '.join(TABLES)}")
    text = "".join(csv_line(guarded(cell) for cell in row) for row in TABLES[table](visit, one, shown))
    return _file(visit, text, f"{one.id}-{table}.csv", "text/csv; charset=utf-8")


def _file(visit: Visit, text: str, name: str, media_type: str) -> Response:
    return tagged(visit.request, text.encode(), media_type, {"Content-Disposition": f'attachment; filename="{name}"'})


def _timeline(visit: Visit, one: Conflict, shown: Shown) -> Rows:
    yield ("start", "end", "phase", "steps", "attacks", "killed_low", "killed_high", "injured_low")
    for b in series(visit, one, shown):
        yield (str(b.start), str(b.end), b.phase.value, b.steps, b.attacks, b.killed_low, b.killed_high, b.injured_low)


def _factions(visit: Visit, one: Conflict, shown: Shown) -> Rows:
    yield ("side", "party", "name", "attacks", "killed_low")
    for side, parties in by_side(one, series(visit, one, shown)):
        for id, name, attacks, killed in parties:
            yield (side.name, id, name, attacks, killed)


def _map(visit: Visit, one: Conflict, shown: Shown) -> Rows:
    yield ("place", "latitude", "longitude", "exact", "incidents", "killed_low")
    for s in spots(violence(visit, one, shown), one.countries)[0]:
        exact = "yes" if s.where.exact else "no"
        yield (s.name, round(s.where.latitude, 2), round(s.where.longitude, 2), exact, s.incidents, s.killed)


def _violence(visit: Visit, one: Conflict, shown: Shown) -> Rows:
    yield ("incident", "start", "event", "standing", "actors", "place", "country", "killed_low", "killed_high")
    for h in violence(visit, one, shown):
        actors = "; ".join(h.actors)
        yield (h.id, str(h.start), h.event, h.standing, actors, h.place, h.country, h.killed, h.killed_high)


def _steps(visit: Visit, one: Conflict, shown: Shown) -> Rows:
    names, days = party_names(one), shown.within(one)
    yield (
        "incident",
        "kind",
        "start",
        "end",
        "by",
        "to",
        "hosts",
        "mediators",
        "standing",
        "planned",
        "condition",
        "words",
    )
    for s in one.steps:
        if days and days[0] <= s.start <= days[1]:
            by, to = ("; ".join(names.get(p, p) for p in parties) for parties in (s.by, s.to))
            where, helped = "; ".join(s.hosts), "; ".join(s.mediators)
            planned = "yes" if s.planned else "no"
            yield (s.incident, s.kind.value, str(s.start), str(s.end or ""), by, to, where, helped, s.standing.value, planned, s.condition, s.words)  # fmt: skip


def _phases(visit: Visit, one: Conflict, shown: Shown) -> Rows:
    yield ("phase", "start", "end", "rule", "why", "set_by", "incidents", "claims")
    for p in one.phases:
        yield (p.phase.value, str(p.start), str(p.end or ""), p.rule, p.why, p.set_by, "; ".join(p.incidents), "; ".join(p.claims))  # fmt: skip


def _terms(visit: Visit, one: Conflict, shown: Shown) -> Rows:
    names = party_names(one)
    yield ("party", "kind", "to", "since", "until", "condition", "words", "voice", "incident", "claims")
    for t in one.terms:
        to = "; ".join(names.get(p, p) for p in t.to)
        yield (names.get(t.party, t.party), t.kind.value, to, str(t.since), str(t.until or ""), t.condition, t.words, t.voice, t.incident, "; ".join(t.claims))  # fmt: skip


def _contradictions(visit: Visit, one: Conflict, shown: Shown) -> Rows:
    yield ("dispute", "incident", "reason", "says", "by", "words", "claim")
    for c in disputes_of(visit, one, limit=count_of(visit, one)):
        for p in c.positions:
            for by, words, claim in zip(p.by, p.words, p.claims, strict=True):
                yield (c.dispute.value, c.incident, c.reason, p.says, by, words, claim)


TABLES: dict[str, Callable[[Visit, Conflict, Shown], Rows]] = {
    "timeline": _timeline, "factions": _factions, "map": _map, "violence": _violence, "steps": _steps,
    "phases": _phases, "terms": _terms, "contradictions": _contradictions,
}  # fmt: skip
"""The tables that can be downloaded, by name."""
