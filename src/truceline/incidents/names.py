"""Names of parties: whether two of them may stand for the same one, by registry id, words, spelling and sort of party."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from truceline.gazetteer import fold, plain
from truceline.incidents.settings import vocabulary

_WORD = re.compile(r"[A-Za-z]+")
_LONGEST = 200
_ALIKE = 84
"""Two words spelled this much alike (0 to 100) are taken for one; set by "Belmara" and "Belmaran", "Khan" and "Kahn" apart."""
BEGINNING = 5
"""Words are looked for by this many letters, so that most spellings of one name meet."""
_SHORTEST = 5
"""Shorter words must be equal."""
SAME, PART, KINDRED, OPEN, OTHER, KNOWN_OTHER = 1.0, 0.6, 0.4, 0.0, -1.0, -1.5


# Compared by identity: one object a name, made once.
@dataclass(frozen=True, eq=False, slots=True)
class Name:
    """A party's name taken apart: its own words, common words, sort of party, initials, and the party it speaks for.

    `wholes` are the registry's ids of the bodies that the party is a part or faction of.
    """

    key: str
    actor: str | None
    proper: frozenset[str]
    common: frozenset[str]
    kinds: frozenset[str]
    initials: str
    stands_for: Name | None = None
    wholes: frozenset[str] = frozenset()

    def tokens(self) -> Iterable[str]:
        """Under what it is looked for: beginnings of its words, its initials, its id, and those it speaks for."""
        yield from (word[:BEGINNING] for word in self.proper or self.common)
        if len(self.initials) > 1:
            yield self.initials[:BEGINNING]
        if self.actor:
            yield self.actor
        yield from self.wholes
        if self.stands_for:
            yield from self.stands_for.tokens()


@lru_cache(maxsize=1 << 18)
def parsed(name: str, actor: str | None = None, speaks_for: str | None = None, wholes: tuple[str, ...] = ()) -> Name:
    """A name taken apart; `actor` is its id in the registry, `speaks_for` the name or id of the party it speaks for.

    `wholes` are the ids of the bodies that this party is a part of: the one spoken for, else the one named.
    """
    words = vocabulary()
    text = plain(name[:_LONGEST])
    found = _WORD.findall(text)
    kinds, proper, common = set[str](), list[str](), set[str]()
    if len(found) > 2 and found[0] in words.bodies and found[1] == "of":
        kinds.add(words.bodies[found[0]])
        found = found[2:]
    # "Gunmen" begins a sentence; "Hill Army" is a name.
    common_only = all(w.lower() in words.kinds or w.lower() in words.fillers for w in found)
    for word in found:
        lower = word.lower()
        if word[0].isupper() and lower not in words.fillers and not common_only:
            proper.append(word)
        elif lower in words.anybody:
            continue  # "people" may be soldiers, too
        elif kind := words.kinds.get(lower):
            kinds.add(kind)
        elif lower not in words.fillers:
            common.add(lower)
    stands_for = parsed(speaks_for, speaks_for, None, wholes) if speaks_for and speaks_for != name else None
    own = frozenset(w.lower() for w in proper)
    above = frozenset(wholes) if actor and not stands_for else frozenset[str]()
    return Name(fold(text), actor, own, frozenset(common), frozenset(kinds), _initials(proper), stands_for, above)


def _initials(words: Sequence[str]) -> str:
    if len(words) == 1:
        return words[0].lower() if words[0].isupper() else ""
    return "".join(w[0].lower() for w in words)


@lru_cache(maxsize=1 << 18)
def likeness(a: Name, b: Name) -> float:
    """How well two names fit one party: 1 the same, 0 nothing to say, -1 two parties, below that two known ones."""
    found = _alone(a, b)
    for one, other in ((a.stands_for, b), (a, b.stands_for), (a.stands_for, b.stands_for)):
        if one and other:
            found = max(found, _alone(one, other))
    return found


def _alone(a: Name, b: Name) -> float:
    if a.actor and b.actor:
        return SAME if a.actor == b.actor else PART if part_and_whole(a, b) else KNOWN_OTHER
    if a.proper and b.proper:
        return _proper(a, b)
    if a.key == b.key or not a.common.isdisjoint(b.common):
        return KINDRED
    return _sorts(a, b)


def part_and_whole(a: Name, b: Name) -> bool:
    """Whether one of two parties is a part or faction of the other, by the registry."""
    return a.actor in b.wholes or b.actor in a.wholes


def _proper(a: Name, b: Name) -> float:
    shared = shared_words(a.proper, b.proper)
    # Of "Military of X" and "Government of X", or the place of that name, one may act for the other.
    part = 1.0 if a.kinds == b.kinds else 0.7
    if shared == 1:
        return part * (SAME if len(a.proper) == len(b.proper) else 0.9)
    if a.initials in b.proper or b.initials in a.proper or (len(a.initials) > 2 and a.initials == b.initials):
        return part * 0.9
    return 0.4 * part if shared >= 0.5 else OTHER


def _sorts(a: Name, b: Name) -> float:
    """By sort of party alone: kindred, open, or hardly the same."""
    if not a.kinds or not b.kinds:
        return OPEN
    if a.kinds & b.kinds:
        return KINDRED
    kin = vocabulary().kin
    return OPEN if any(frozenset((x, y)) in kin for x in a.kinds for y in b.kinds) else -0.5


def shared_words(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the words of the shorter name that the other has too, in that or a very similar spelling."""
    few, many = sorted((a, b), key=len)
    return sum(word in many or any(_alike(word, w) for w in many) for word in few) / len(few)


def _alike(a: str, b: str) -> bool:
    return min(len(a), len(b)) >= _SHORTEST and ratio(a, b) >= _ALIKE


def parties_likeness(a: Sequence[Name], b: Sequence[Name]) -> float:
    """How well two lists of parties fit each other: the mean over the shorter list; 0 if one is empty."""
    if not a or not b:
        return OPEN
    if len(a) == len(b) == 1:
        return likeness(a[0], b[0])
    few, many = (a, b) if len(a) <= len(b) else (b, a)
    return sum(max(likeness(x, y) for y in many) for x in few) / len(few)
