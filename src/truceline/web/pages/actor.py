"""The page of an actor: its names, its factions as a tree, who holds its offices, what it does, says and suffers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Response

from truceline.actors import Actor, Kind, Registry, Role
from truceline.errors import NotFoundError
from truceline.web.charts import bars
from truceline.web.charts.svg import Pen
from truceline.web.pages.acting import Part, parts_of
from truceline.web.pages.conflicts import conflicts_of
from truceline.web.pages.paging import SIZE, part_of, start_of
from truceline.web.pages.rendering import page
from truceline.web.pages.visit import Visit, Visiting
from truceline.web.pages.wording import EVENTS

router = APIRouter()
MOST_BARS = 8


@router.get("/actors")
def actors(visit: Visiting, words: str = "", kind: str = "", cursor: str = "") -> Response:
    """Actors by words of their names and by kind."""

    def made() -> Mapping[str, Any]:
        start = start_of(cursor)
        chosen = Kind(kind) if kind in {k.value for k in Kind} else None
        found = visit.registry.search(words[:200], kind=chosen, limit=start + SIZE + 1)[start:]
        part = part_of(found, start, "/actors", {"words": words, "kind": kind})
        return {"part": part, "words": words, "kind": kind, "kinds": list(Kind)}

    return page(visit, "actors.html", made)


@router.get("/actor/{id}")
def actor_page(id: str, visit: Visiting) -> Response:
    """An actor by its id in the registry."""
    known = visit.registry
    if id not in known:
        raise NotFoundError(f'there is no actor "{id[:100]}"', remedy="look it up under Actors")
    return page(visit, "actor.html", lambda: _context(visit, known[id]))


def _context(visit: Visit, actor: Actor) -> Mapping[str, Any]:
    known = visit.registry
    parts = parts_of(visit, actor)
    return {
        "actor": actor, "ancestors": known.ancestors(actor.id)[::-1], "children": known.children,
        "people": _people(known, actor), "parts": parts, "charts": {p.role: _chart(p) for p in parts if p.events},
        "conflicts": conflicts_of(visit, actor.id),
        "bodies": {r.of: known[r.of].name for r in actor.roles if r.of in known},
    }  # fmt: skip


def _people(known: Registry, actor: Actor) -> list[tuple[Actor, Role]]:
    """Who holds or held an office of an actor, the latest first."""
    held = [(p, r) for p in known for r in p.roles if r.of == actor.id]
    return sorted(held, key=lambda pair: (str(pair[1].until or "9999"), str(pair[1].since or "")), reverse=True)[:40]


def _chart(part: Part) -> Any:
    rows = [bars.Bar(EVENTS[e], (n,)) for e, n in part.events[:MOST_BARS]]  # type: ignore[index]
    cls = "says" if part.role == "source" else "does"
    label = f"{part.title}: claims by type of event"
    return bars.draw(rows, (bars.Column("Claims", cls),), Pen(), label=label, room=(330, 90))
