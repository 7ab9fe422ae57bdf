"""Builds an incident for the tests of exchange."""

import datetime as dt

from truceline.claim import Amount, Claim, Entity, Place, Source, When
from truceline.incidents import StoredClaim, incident_of


def incident(**changes):
    """A violent incident told by one voice, with changes to its claim."""
    day = dt.date(2023, 3, 5)
    values = {
        "span": (0, 4),
        "trigger": (0, 4),
        "event": "ASSAULT",
        "actor": (Entity(name="Highland Front"),),
        "recipient": (Entity(name="Military of Mali"),),
        "sources": (Source(name="police", kind="organization"),),
        "when": When(start=day, end=day),
        "where": (Place(name="Gao", country="ML"),),
        "killed": Amount(low=9, high=9),
    }
    claim = Claim(**(values | changes))
    return incident_of([StoredClaim("c1", "r1", "r1", "The Post", dt.date(2023, 3, 6), claim, "They")])


EXPORTED = (
    {},
    {"where": ()},
    {"where": (Place(name="Gao"),)},
    {"where": (Place(name="Mali", country="ML"),)},
    {"actor": (Entity(name='-Front, "Hill" wing'),)},
    {"recipient": (Entity(name="=Army"),)},
    {"killed": Amount(low=12, high=None)},
)
"""Changes with which an incident must come back as it went out."""


def came_back(one):
    """The place of an incident as an exported row can tell it."""
    return [(place.name, place.id) for place in one.where[:1]]
