"""Proposals: actors that a name can mean, with how sure that is by the name alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from truceline.actors.actor import Actor, Kind
from truceline.actors.index import Entry, NameIndex
from truceline.actors.names import acronym_key, is_acronym, key

FULL_ACRONYM = 4
"""From so many letters on an acronym hardly means anything else; so short a word is hardly a slip of another."""


class How(StrEnum):
    """By what a name was found."""

    NAME = "name"
    ALIAS = "alias"
    ACRONYM = "acronym"
    BODY = "body"
    ROLE = "role"
    FUZZY = "fuzzy"


@dataclass(frozen=True)
class Proposal:
    """An actor that a name can mean. `telling`: the name hardly means anything else, wherever it stands (0 to 1)."""

    actor: Actor
    confidence: float
    how: How
    telling: float
    shared: bool = False


def called(name: str, index: NameIndex) -> Iterator[Proposal]:
    """The actors that have this very name, in any spelling of its case, accents, articles and hyphens."""
    if is_acronym(name) or (name.istitle() and name.isalpha() and len(name) >= FULL_ACRONYM):
        yield from map(of_entry, index.acronyms.get(acronym_key(name), ()))
    # "elders" are not the Elders; a few names are written small by themselves.
    named = index.keys.get(key(name), ())
    yield from (of_entry(e) for e in named if not name.islower() or e.name.islower())


def of_entry(entry: Entry) -> Proposal:
    """What a name of the registry proposes where it stands in a report."""
    long = len(key(entry.name).split()) > 1
    if entry.acronym:
        telling = 0.55 if len(acronym_key(entry.name)) < FULL_ACRONYM else 0.75
        how, confidence = How.ACRONYM, 0.97
    else:
        telling = 0.93 if long else 0.82
        how, confidence = (How.NAME, 1.0) if entry.main else (How.ALIAS, 0.98)
    if entry.actor.kind is Kind.PERSON:
        telling -= 0.05
    return Proposal(
        entry.actor, 0.9 if entry.shared else confidence, how, 0.5 if entry.shared else telling, entry.shared
    )
