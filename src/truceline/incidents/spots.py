"""Names of places: whether two of them may be the same spot, near one another, or one within the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from truceline.gazetteer import country_named, plain
from truceline.incidents.names import shared_words
from truceline.incidents.settings import vocabulary

_WORD = re.compile(r"[A-Za-z]+")
_LONGEST = 200
_BESIDE = 0.2
"""How well two places fit of which some claim says both."""


# Compared by identity: one object a name, made once.
@dataclass(frozen=True, eq=False, slots=True)
class Spot:
    """A place's name taken apart: its own words, common words ("academy"), and whether it holds other places."""

    proper: frozenset[str]
    common: frozenset[str]
    wide: bool


Nearness = frozenset[frozenset[frozenset[str]]]
"""Pairs of places, each by its own words, that one claim names together."""
NOWHERE: Nearness = frozenset()


def spots(names: Iterable[str]) -> tuple[Spot, ...]:
    """The places of a claim; "Aden, Yemen" are two."""
    return tuple(spot(part.strip()) for name in names for part in name[:_LONGEST].split(",") if part.strip())


@lru_cache(maxsize=1 << 18)
def spot(name: str) -> Spot:
    """A place's name taken apart."""
    words = vocabulary()
    text = plain(name)
    found = [w for w in _WORD.findall(text) if w.lower() not in words.fillers]
    wide = any(w.lower() in words.wide for w in found) or country_named(text) is not None
    rest = [w for w in found if w.lower() not in words.place_words and w.lower() not in words.wide]
    proper = frozenset(w.lower() for w in rest if w[0].isupper())
    return Spot(proper, frozenset(w.lower() for w in found if w[0].islower()), wide)


def nearness(places: Iterable[Sequence[Spot]]) -> Nearness:
    """Which places lie near each other or within one another, as far as claims name them in one breath."""
    return frozenset(
        frozenset((a.proper, b.proper))
        for together in places
        for a, b in combinations(together, 2)
        if a.proper and b.proper and a.proper != b.proper
    )


@lru_cache(maxsize=1 << 18)
def _likeness(a: Spot, b: Spot) -> float:
    if a.proper and b.proper:
        if shared_words(a.proper, b.proper) >= 0.5:
            return 0.5 if a.wide or b.wide else 1.0
        return 0.0 if a.wide or b.wide else -1.0
    return 0.5 if a.common & b.common else 0.0


def spots_likeness(a: Sequence[Spot], b: Sequence[Spot], near: Nearness) -> float:
    """How well two lists of places fit: 1 one spot, 0 nothing to say, -1 two spots; the best of all pairs."""
    if not a or not b:
        return 0.0
    best = _likeness(a[0], b[0]) if len(a) == len(b) == 1 else max(_likeness(x, y) for x in a for y in b)
    if best < 0 and any(frozenset((x.proper, y.proper)) in near for x in a for y in b):
        return _BESIDE
    return best
