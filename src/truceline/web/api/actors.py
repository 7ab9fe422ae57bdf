"""Actors of the registry, and sources of the record."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from truceline.actors import Actor, Kind
from truceline.record.latest import Place
from truceline.record.sources import SOURCE_COLUMNS, SourceRow, sources
from truceline.web.api.answers import (
    Answer,
    Format,
    Listing,
    answered,
    as_json,
    csv_answer,
    kept,
    listed,
    object_answer,
    store_of,
)
from truceline.web.api.cursors import decoded, encoded, held_after, list_mark
from truceline.web.api.described import READ
from truceline.web.api.filters import ActorFilters, Formatted, SourceFilters
from truceline.web.api.models import ActorShown, Page, SourceItem
from truceline.web.cache import Stamp
from truceline.web.registry import actor_of, served

router = APIRouter()
COLUMNS = ("id", "name", "kind", "aliases", "countries", "parent", "since", "until")


@router.get("/actors", response_model=Page[Actor], responses=READ, tags=["actors"])
def find(request: Request, asked: Annotated[ActorFilters, Query()]) -> Response:
    """List actors whose name, other names or id hold the words."""
    registry, edition = served(request.app)
    mark = list_mark("actors", asked.model_dump())
    after = decoded(mark, asked.cursor, str)

    def make(stamp: Stamp, format: Format) -> Answer:
        kind = Kind(asked.kind) if asked.kind else None
        country = asked.country.upper() if asked.country else None
        found = registry.search(asked.words or "", kind=kind, country=country, limit=len(registry))
        shown, next = held_after(found, [a.id for a in found], after, asked.limit)
        items = [as_json(actor.model_dump(mode="json")) for actor in shown]
        page = Listing(items, COLUMNS, lambda: [_cells(a) for a in shown], next and encoded(mark, Place(None, next)))
        return listed(request, "actors", page, format)

    return answered(request, asked.format, make, besides=edition)


def _cells(actor: Actor) -> dict[str, Any]:
    row = actor.model_dump(mode="json", include=set(COLUMNS))
    return row | {name: "; ".join(row[name]) for name in ("aliases", "countries")}


@router.get("/actors/{id}", response_model=ActorShown, responses=READ, tags=["actors"])
def show(request: Request, id: str, asked: Annotated[Formatted, Query()]) -> Response:
    """Show an actor: all its names, countries, years and offices, its parts, and what it is a part of."""
    registry, edition = served(request.app)

    def make(stamp: Stamp, format: Format) -> Answer:
        actor = actor_of(request.app, id)
        if format == "csv":
            return csv_answer("actor", COLUMNS, [_cells(actor)])
        around = {
            "parts": [a.id for a in registry.children(actor.id)],
            "ancestors": [a.id for a in registry.ancestors(actor.id)] if actor.id in registry else [],
        }
        return object_answer(actor.model_dump(mode="json") | around)

    return answered(request, asked.format, make, besides=edition)


@router.get("/sources", response_model=Page[SourceItem], responses=READ, tags=["sources"])
def list_sources(request: Request, asked: Annotated[SourceFilters, Query()]) -> Response:
    """List on whose word the record rests, those with most claims first, and how often others contradict them."""
    mark = list_mark("sources", asked.model_dump())
    after = decoded(mark, asked.cursor, str)

    def make(stamp: Stamp, format: Format) -> Answer:
        words = (asked.words or "").casefold()
        found = [one for one in _sources(request, stamp) if words in one.name.casefold()]
        shown, next = held_after(found, [one.name for one in found], after, asked.limit)
        rows = [vars(one) for one in shown]
        page = Listing(
            [as_json(row) for row in rows], SOURCE_COLUMNS, lambda: rows, next and encoded(mark, Place(None, next))
        )
        return listed(request, "sources", page, format)

    return answered(request, asked.format, make)


def _sources(request: Request, stamp: Stamp) -> list[SourceRow]:
    def make() -> list[SourceRow]:
        with store_of(request).database.reading() as connection:
            return sources(connection)

    found: list[SourceRow] = kept(request, stamp, ("sources",), make)
    return found
