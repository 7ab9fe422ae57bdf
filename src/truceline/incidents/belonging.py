"""Who, in the words of claims, belongs to whom: "the men were members of the Brotherhood, not of the White Dagger"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from truceline.datafiles import load_yaml
from truceline.incidents.names import Name, likeness, parsed
from truceline.incidents.stored import StoredClaim

_LONGEST = 2000
_ONE = 0.8

# A run of capitalised words, with the small words that stand inside names.
_NAME = r"[A-Z][\w'’-]*(?:\s+(?:(?:of|the|al|el|e|de|for|and)\s+){0,2}[A-Z][\w'’-]*){0,6}"
_PERIOD = r"(?:\s*,)?\s+"


@dataclass(frozen=True)
class Belonging:
    """That a claim says `member` belongs, or does not belong, to `group`, and in which words."""

    member: str
    group: str
    denied: bool
    words: str
    told: StoredClaim


@cache
def _pattern() -> re.Pattern[str]:
    data = load_yaml("belonging.yaml")

    def any_of(words: Iterable[str]) -> str:
        return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))

    before = rf"(?:(?:which|who|that)\s+)?(?:(?:{any_of([*data['links'], *data['helpers']])})\s+)?"
    negation = rf"(?:(?P<no>{any_of(data['negations'])})\s+)?"
    phrase = rf"(?:{any_of(data['phrases'])})\s+(?:the\s+)?"
    also = rf"(?P<also>(?:\s*,)?\s+(?:and\s+)?not\s+(?:to|of|by|with)?\s*(?:the\s+)?(?P<other>{_NAME}))?"
    return re.compile(
        rf"(?P<member>{_NAME}){_PERIOD}(?i:{before}{negation}{phrase})(?P<group>{_NAME}){also}", re.UNICODE
    )


def belongings(claims: Iterable[StoredClaim]) -> Iterator[Belonging]:
    """Every statement of belonging in the words of the claims, in their order; one per text and pair of names."""
    seen: set[tuple[str, str, str, bool]] = set()
    for told in claims:
        for found in _stated(told):
            key = (told.text_id, found.member, found.group, found.denied)
            if key not in seen:
                seen.add(key)
                yield found


def states_belonging(told: StoredClaim) -> bool:
    """Whether the words of a claim say that somebody belongs, or does not belong, to somebody."""
    return next(_stated(told), None) is not None


def _stated(told: StoredClaim) -> Iterator[Belonging]:
    for match in _pattern().finditer(told.quote[:_LONGEST]):
        member, words = match["member"], match.group()
        yield Belonging(member, match["group"], bool(match["no"]), words, told)
        if match["other"]:
            yield Belonging(member, match["other"], True, words, told)


def same_one(a: str, b: str, told_a: StoredClaim, told_b: StoredClaim) -> bool:
    """Do two names, each in its claim, mean one and the same?"""
    return likeness(_name(a, told_a), _name(b, told_b)) >= _ONE


def _name(name: str, told: StoredClaim) -> Name:
    return parsed(name, told.actors.get(name))
