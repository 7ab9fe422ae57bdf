"""The page of an actor: its names, its factions as a tree, who holds its offices, what it does, says and suffers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Response

from truceline.actors import Actor, Kind, Registry, Role
from truceline.web.charts import bars
from truceline.web.charts.svg import Pen
from truceline.web.pages.acting import Part, parts_of
from truceline.web.pages.conflicts import conflicts_of
from truceline.web.pages.paging import SIZE, part_of, start_of
from truceline.web.pages.rendering import page
from truceline.web.pages.visit import Visit, Visiting
from truceline.web.pages.wording import EVENTS
from truceline.web.registry import actor_of

router = APIRouter()
MOST_BARS = 8
PROVISIONAL = "provisional"
"""The kind by which parties are asked for that the registry does not know."""


@router.get("/actors")
def actors(visit: Visiting, words: str = "", kind: str = "", cursor: str = "") -> Response:
    """Actors by words of their names and by kind; or the parties of the record that the registry does not know."""

    def made() -> Mapping[str, Any]:
        start = start_of(cursor)
        found = _found(visit, words[:200], kind, start + SIZE + 1)[start:]
        part = part_of(found, start, "/actors", {"words": words, "kind": kind})
        return {"part": part, "words": words, "kind": kind, "kinds": list(Kind), "provisional": PROVISIONAL}

    return page(visit, "actors.html", made)


def _found(visit: Visit, words: str, kind: str, limit: int) -> Sequence[Actor]:
    if kind == PROVISIONAL:
        return [p.as_actor() for p in visit.store.provisional(words, limit=limit, registry=visit.registry)]
    chosen = Kind(kind) if kind in {k.value for k in Kind} else None
    return visit.registry.search(words, kind=chosen, limit=limit)


@router.get("/actor/{id}")
def actor_page(id: str, visit: Visiting) -> Response:
    """An actor by its id."""
    return page(visit, "actor.html", lambda: _context(visit, actor_of(visit.request.app, id)))


def _context(visit: Visit, actor: Actor) -> Mapping[str, Any]:
    known = visit.registry
    parts = parts_of(visit, actor)
    return {
        "actor": actor, "registered": actor.id in known,
        "ancestors": known.ancestors(actor.id)[::-1] if actor.id in known else [], "children": known.children,
        "people": _people(known, actor), "parts": parts, "charts": {p.role: _chart(p) for p in parts if p.events},
        "conflicts": conflicts_of(visit, actor.id),
        "bodies": {r.of: known[r.of].name for r in actor.roles if r.of in known},
    }  # fmt: skip


def _people(known: Registry, actor: Actor) -> list[tuple[Actor, Role]]:
    """Who holds or held an office of an actor, the latest first."""
    held = known.people(actor.id) if actor.id in known else ()
    return sorted(held, key=lambda pair: (str(pair[1].until or "9999"), str(pair[1].since or "")), reverse=True)[:40]


def _chart(part: Part) -> Any:
    rows = [bars.Bar(EVENTS[e], (n,)) for e, n in part.events[:MOST_BARS]]  # type: ignore[index]
    cls = "says" if part.role == "source" else "does"
    label = f"{part.title}: claims by type of event"
    return bars.draw(rows, (bars.Column("Claims", cls),), Pen(), label=label, room=(330, 90))
