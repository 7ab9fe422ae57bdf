"""Incidents and contradictions as flat rows, for sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from truceline.incidents.contradictions import Contradiction
from truceline.incidents.incident import Incident, Named

INCIDENT_COLUMNS = ("id", "event", "mode", "standing", "start", "end", "actors", "recipients", "where", "killed_low", "killed_high", "claims", "voices")  # fmt: skip
DISPUTE_COLUMNS = ("dispute", "incident", "reason", "says", "by", "words", "claim")


def incident_cells(one: Incident) -> dict[str, Any]:
    """An incident as one flat row with the fields of `INCIDENT_COLUMNS`."""
    killed = one.killed
    return {
        "id": one.id, "event": one.event.value, "mode": one.mode, "standing": one.standing.value, "start": one.start,
        "end": one.end, "actors": joined(one.actors), "recipients": joined(one.recipients), "where": joined(one.where),
        "killed_low": killed.low if killed else None, "killed_high": killed.high if killed else None,
        "claims": len(one.claims), "voices": "; ".join(v.name for v in one.voices),
    }  # fmt: skip


def joined(named: Iterable[Named]) -> str:
    """Names in one cell."""
    return "; ".join(n.name for n in named)


def dispute_cells(one: Contradiction) -> Iterator[dict[str, Any]]:
    """A contradiction as flat rows with the fields of `DISPUTE_COLUMNS`, one for each claim that takes a side."""
    for position in one.positions:
        for by, words, claim in zip(position.by, position.words, position.claims, strict=True):
            said = (one.dispute.value, one.incident, one.reason, position.says, by, words, claim)
            yield dict(zip(DISPUTE_COLUMNS, said, strict=True))
