"""Whether a truce is of one place only: a town, a road, a dam, a front. It stops the fighting there, and not the war."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from truceline.gazetteer import fold
from truceline.incidents import StoredClaim
from truceline.places import is_land
from truceline.processes.settings import pattern, rules

_LONGEST = 1000
_SIGNED = re.compile(r"\b(?:sign|conclud|initial)\w*\W+(?:[\w'’-]+\W+){0,3}$", re.IGNORECASE)
_HOLDS = "began|begins|begun|holds|held|holding|force|effect|observed|respected"


def is_local(stored: StoredClaim, sides: Iterable[str]) -> bool:
    """Is the truce that a claim tells of only for one place? `sides`: names of the two, for a war may be about the place itself."""
    words = stored.quote[:_LONGEST]
    if any(not _SIGNED.search(words[: found.start()]) for found in _of_one_place().finditer(words)):
        return True
    own = fold(" ".join(sides))
    places = (place.name for place in stored.claim.where if place.name.strip() and fold(place.name) not in own)
    return any(_in(name).search(words) and not is_land(name) for name in places)


@cache
def _of_one_place() -> re.Pattern[str]:
    """ "a truce in the town of X", "the ceasefire around the dam", "a local truce"; not where it was signed."""
    where = r"\s+(?:in|within|around|at|of|for|on|along|near|inside)\s+(?:the\s+|a\s+)?(?:[\w'’-]+\s+)?"
    before = rf"{pattern('local').pattern}\W+(?:[\w'’-]+\W+){{0,2}}?"
    truce, place = pattern("truce").pattern, pattern("one place").pattern
    return re.compile(rf"{truce}(?:\s+{_apart()}){{0,3}}?{where}{place}|{before}{truce}", re.IGNORECASE)


@cache
def _in(name: str) -> re.Pattern[str]:
    """A truce right before a place: "the ceasefire in X", "the truce that began in X"; not "agreed a ceasefire in X"."""
    far = rf"(?:\s+{_apart()}){{0,10}}?\s+(?:{_HOLDS})"
    held = rf"(?:{far}|(?:\s+{_apart()}){{0,2}}?)\s+(?:in|around|at|near|for)\s+{re.escape(name)}\b"
    return re.compile(rf"^(?:{_apart()}\W+)*?\W*{pattern('truce').pattern}{held}", re.IGNORECASE)


def _apart() -> str:
    """A word that is not of making a truce: what is signed in a place holds elsewhere too."""
    made = "|".join(map(re.escape, rules().made))
    return rf"(?!(?:{made}))[\w'’-]+"
