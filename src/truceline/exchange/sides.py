"""The two sides of an incident, as datasets of dyads want them, and the country it was in."""

from __future__ import annotations

from truceline.claim import Claim
from truceline.gazetteer import countries
from truceline.incidents import Incident
from truceline.incidents.names import parsed

Pair = tuple[str, str]


def sides(incident: Incident) -> Pair | None:
    """The parties told most often on each side; of those who fight each other, the first two. None for fewer than two."""
    return _pair([n.name for n in incident.actors], [n.name for n in incident.recipients])


def sides_of_claim(claim: Claim) -> Pair | None:
    """The first party on each side of a claim; of those who fight each other, the first two. None for fewer than two."""
    return _pair([e.name for e in claim.actor], [e.name for e in claim.recipient])


def _pair(actors: list[str], recipients: list[str]) -> Pair | None:
    if actors and recipients:
        return actors[0], recipients[0]
    return (actors[0], actors[1]) if len(actors) > 1 else None


def is_state(name: str) -> bool:
    """Is it a state's body, by its name ("Government of X", "Military of X", "soldiers")?"""
    return bool(parsed(name).kinds & {"state", "soldiers", "police"})


def is_civilians(name: str) -> bool:
    """Are they nobody's fighters, by their name ("civilians", "Civilians", "villagers")?"""
    return bool(parsed(name).kinds & {"civilians", "protesters"}) or name.lower() == "civilians"


def country_name(incident: Incident) -> str | None:
    """The name of the country told most often, None if none is told."""
    iso2 = next((place.id for place in incident.where if place.id), None)
    return next((c.name for c in countries() if c.iso2 == iso2), None)
