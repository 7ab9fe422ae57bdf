"""The page of a report: its text with the words of its claims marked, and every claim beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Response

from truceline.errors import UsageError
from truceline.record import Shown, StoredClaim
from truceline.web.pages.rendering import page
from truceline.web.pages.segments import numbered, segments
from truceline.web.pages.told import incidents_of
from truceline.web.pages.visit import Visit, Visiting
from truceline.web.pages.wording import chain

router = APIRouter()
COLOURS = 8
"""Chains of sources that have a colour of their own; further ones share the last."""


@router.get("/report/{key:path}")
def report_page(key: str, visit: Visiting, version: str = "") -> Response:
    """A report, by its id; in an older version where one is asked for."""
    if version and not (version.isascii() and version.isdigit() and len(version) < 7):
        raise UsageError("there is no such version", remedy="versions are numbers from 1")
    number = int(version) if version else None
    return page(visit, "report.html", lambda: _context(visit, visit.store.report(key, number)))


def _context(visit: Visit, shown: Shown) -> Mapping[str, Any]:
    told = [c for c in shown.claims if c.verdict != "rejected"]
    ids = [c.id for c in shown.claims]
    legend = chains(told)
    return {
        "about": shown.about, "report": shown.record.report, "notes": shown.record.notes, "claims": shown.claims,
        "repeated": sum(c.copy_of is not None for c in shown.claims),
        "segments": segments(shown.record.report.text, {c.id: c.claim.span for c in told}), "numbers": numbered(ids),
        "legend": legend, "colours": {c.id: legend[_said_by(c)][0] for c in told},
        "incidents": incidents_of(visit, ids), "copies": visit.store.copies(shown.about)[:10],
    }  # fmt: skip


def _said_by(one: StoredClaim) -> str:
    return chain(one.claim.sources, one.publisher)


def chains(claims: Sequence[StoredClaim]) -> dict[str, tuple[int, list[str]]]:
    """Each chain of sources with the number of its colour and its claims, those that tell most first."""
    told: dict[str, list[str]] = {}
    for one in claims:
        told.setdefault(_said_by(one), []).append(one.id)
    order = Counter({name: len(ids) for name, ids in told.items()}).most_common()
    return {name: (min(n, COLOURS), told[name]) for n, (name, _) in enumerate(order, start=1)}
