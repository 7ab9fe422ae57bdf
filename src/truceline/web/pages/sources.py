"""The page of sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Response

from truceline.record.sources import SourceRow
from truceline.record.sources import sources as counted
from truceline.web.pages import disputes
from truceline.web.pages.paging import SIZE, part_of, start_of
from truceline.web.pages.rendering import page
from truceline.web.pages.visit import Visit, Visiting

router = APIRouter()
LEAST = 5
"""Sources with fewer claims than this have no meaningful share."""


@router.get("/sources")
def sources(visit: Visiting, words: str = "", order: str = "", cursor: str = "") -> Response:
    """Whose word the record rests on, and how often it is contradicted."""

    def made() -> Mapping[str, Any]:
        found = [s for s in speakers(visit) if words.casefold() in s.name.casefold()]
        if order == "contradicted":
            found.sort(key=lambda s: (-s.contradicted, s.name))
        elif order == "share":
            found.sort(key=lambda s: (s.claims < LEAST, -s.contradicted / s.claims, s.name))
        start = start_of(cursor)
        part = part_of(found[start : start + SIZE + 1], start, "/sources", {"words": words, "order": order})
        most = max((s.claims for s in speakers(visit)), default=1)
        return {"part": part, "words": words, "order": order, "number": len(found), "most": most, "least": LEAST}

    return page(visit, "sources.html", made)


@router.get("/contradictions")
def contradictions(visit: Visiting, cursor: str = "") -> Response:
    """All in which sources disagree."""

    def made() -> Mapping[str, Any]:
        start = start_of(cursor)
        found = disputes.some(visit, limit=SIZE + 1, after=start)
        part = part_of(found, start, "/contradictions", {})
        return {"part": part, "number": disputes.number(visit), "conflict": None}

    return page(visit, "contradictions.html", made, of="concluded")


def speakers(visit: Visit) -> list[SourceRow]:
    """All sources, those on whose word most rests first; a chain counts for everybody in it."""

    def made() -> list[SourceRow]:
        with visit.store.database.reading() as connection:
            return counted(connection)

    return visit.remembered(made, "speakers")
