"""The page of an incident: its claims side by side, what they agree on and what is disputed, and who speaks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Response

from truceline.incidents import Incident, Voice
from truceline.incidents.of_record import incident_in
from truceline.processes.of_record import conflicts_with
from truceline.record import StoredClaim
from truceline.web.pages.disputes import disputes_on
from truceline.web.pages.rendering import page
from truceline.web.pages.visit import Visit, Visiting

router = APIRouter()
MOST_CLAIMS = 60


@router.get("/incident/{id}")
def incident_page(id: str, visit: Visiting) -> Response:
    """An incident."""
    return page(visit, "incident.html", lambda: _context(visit, incident_in(visit.store, id)))


def _context(visit: Visit, one: Incident) -> Mapping[str, Any]:
    found = visit.store.claims_of(one.claims[:MOST_CLAIMS])
    voices = {c: v for v in one.voices for c in v.claims}
    return {
        "incident": one, "claims": found, "voices": voices, "disputes": disputes_on(visit, one.id),
        "conflicts": conflicts_with(visit.store, one.id)[:5], "compared": _compared(found, voices), "more": len(one.claims) - len(found),
    }  # fmt: skip


def _compared(found: list[StoredClaim], voices: Mapping[str, Voice]) -> list[tuple[str, list[str]]]:
    """A row for each value that claims tell, with what each of them says; rows that nobody fills are left out."""
    from truceline.web.pages.wording import chain, days, event_words, names, tolls

    rows: list[tuple[str, list[str]]] = [
        ("Voice", [voices[c.id].name if c.id in voices else chain(c.claim.sources, c.publisher) for c in found]),
        ("Status", [c.claim.status.value for c in found]),
        ("What", [event_words(c.claim.event, c.claim.mode) for c in found]),
        ("Who", [names(c.claim.actor) for c in found]),
        ("To whom", [names(c.claim.recipient) for c in found]),
        ("When", [days(c.claim.when.start, c.claim.when.end) if c.claim.when else "" for c in found]),
        ("Where", [names(c.claim.where) for c in found]),
        ("Toll", [tolls(c.claim) for c in found]),
    ]
    return [(name, cells) for name, cells in rows if any(cells)]
