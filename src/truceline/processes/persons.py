"""For which body a person speaks, where the words of claims say so: "Bakary Fomba, president of Sanwara", "KWF leader Demir Aslan"."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from truceline.gazetteer import fold
from truceline.incidents import StoredClaim
from truceline.processes.settings import dyads

_LONGEST = 2000
# A run of capitalised words, with the small words that stand inside names.
_NAME = r"[A-Z][\w'’-]*(?:\s+(?:(?:of|the|al|el|ag|de|for)\s+){0,2}[A-Z][\w-]*){0,5}"
_TITLE = r"(?:(?:Mr|Mrs|Ms|Dr|Gen|Col|General|Colonel|Major|Brigadier|Commander|Comandante|Sheikh|Mullah|Bishop|Sir|Dame|Hon)\.?\s+){0,2}"
"""What stands before a name, and is no part of it."""
_PERSON = r"[A-Z][\w'’-]*(?:\s+(?:(?:al|el|ag|de|bin|van)\s+)?[A-Z][\w'’-]*){0,4}"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    roles = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(dyads().roles, key=len, reverse=True))
    role = rf"(?i:(?!(?:and|or|with)\b)(?:[a-z-]+\s+){{0,2}}?(?:{roles}))"
    body = rf"(?i:the\s+)?(?P<body>{_NAME})(?:\s+\([A-Z]+\))?"
    person = rf"{_TITLE}(?P<person>{_PERSON})(?:,?\s+alias\s+(?P<alias>{_PERSON}))?"
    shapes = (
        rf"\b{body}['’]s?\s+{role},\s+{person}",
        rf"\b{role}\s+(?:of|for)\s+{body},\s+{person}",
        rf"\b{person},\s+(?:the\s+)?{role}\s+(?:of|for)\s+{body}",
        rf"\b(?i:{roles})\s+{person}\s+of\s+{body}",
        rf"^{person}\s+of\s+(?i:the\s+)?{body}(?=\s+[a-z])",
        rf"\b{body}['’]s\s+{role}\s+{person}",
        rf"\b{body}\s+{role}\s+{person}",
    )
    return tuple(re.compile(shape) for shape in shapes)


@cache
def _titled() -> re.Pattern[str]:
    offices = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(dyads().offices, key=len, reverse=True))
    return re.compile(rf"\b(?i:{offices}),?\s+{_TITLE}(?P<person>{_PERSON})")


@cache
def _of_rebels() -> re.Pattern[str]:
    roles = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(dyads().roles, key=len, reverse=True))
    return re.compile(
        rf"\b(?i:rebel|guerrilla|separatist|insurgent|militia)\s+(?i:{roles}),?\s+{_TITLE}(?P<person>{_PERSON})"
    )


class Roles:
    """What the words of claims say of the roles of persons; it holds the persons, and no claim."""

    def __init__(self, claims: Iterable[StoredClaim] = ()) -> None:
        self._told: dict[str, Counter[str]] = defaultdict(Counter)
        self._titled: set[str] = set()
        self._rebels: set[str] = set()
        for claim in claims:
            self.hear(claim.quote)

    def hear(self, words: str) -> None:
        """Take in the words of a claim."""
        for person, body in _stated(words[:_LONGEST]):
            self._told[fold(person)][body] += 1
        self._titled.update(fold(m["person"]) for m in _titled().finditer(words[:_LONGEST]))
        self._rebels.update(fold(m["person"]) for m in _of_rebels().finditer(words[:_LONGEST]))

    def bodies(self) -> Mapping[str, str]:
        """Person → the body that its role is said to be of, most often; by whole names, and by last names of one person alone."""
        found = {person: min(bodies, key=lambda b: (-bodies[b], b)) for person, bodies in self._told.items()}
        return _by_last_name(found) | found

    def in_office(self) -> frozenset[str]:
        """The persons whom words give an office of a state, without saying of which: "President Ugarte"."""
        return _with_last_names(self._titled)

    def of_rebels(self) -> frozenset[str]:
        """The persons whom words call leaders of rebels, without saying of which: "rebel leader Idris Dalmari"."""
        return _with_last_names(self._rebels)


def _with_last_names(persons: Iterable[str]) -> frozenset[str]:
    return frozenset(n for person in persons for n in (person, person.split()[-1]))


def _stated(words: str) -> Iterator[tuple[str, str]]:
    for pattern in _patterns():
        for found in pattern.finditer(words):
            for person in (found["person"], found["alias"]):
                if person and fold(person) != fold(found["body"]):
                    yield person, found["body"]


def _by_last_name(found: Mapping[str, str]) -> dict[str, str]:
    last: dict[str, set[str]] = defaultdict(set)
    for person in found:
        last[person.split()[-1]].add(person)
    return {name: found[next(iter(persons))] for name, persons in last.items() if len(persons) == 1}
