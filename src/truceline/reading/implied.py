"""Parties that a text leaves unsaid but plain: the other of the two sides of whom a report tells.

"The rebels walked out in November" refuses the government, "Israel had refused all offers" those of Hamas. The sides
are learnt from the report's own claims: who acts on whom, and who deals with whom.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from truceline.claim import Entity, Event
from truceline.reading.parties import Parties

if TYPE_CHECKING:
    from truceline.reading.reader import Draft

BODIES = ("Government of ", "Military of ", "Police of ")
ANSWERED = frozenset((Event.REJECT, Event.CONCEDE, Event.AGREE, Event.THREATEN, Event.REQUEST))
"""Events that one main side does towards the other when nobody else is named."""
BY = "implied by the two sides"


@dataclass(frozen=True)
class Sides:
    """Who stands against whom in a report, with how many claims say so."""

    against: dict[str, Counter[str]]
    names: dict[str, str]

    def other(self, name: str) -> str | None:
        """The one party that stands against `name`; None when there is none, or several alike."""
        ranked = self.against.get(camp(name), Counter()).most_common(2)
        if not ranked or ranked[0][1] < FEWEST or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return None
        return self.names[ranked[0][0]]


FEWEST = 2


def camp(name: str) -> str:
    """What a party belongs to: a state for its government, army and police; itself otherwise."""
    return next((name.removeprefix(b) for b in BODIES if name.startswith(b)), name)


def sides_of(drafts: Iterable[Draft], parties: Parties) -> Sides:
    """Count who stands against whom."""
    against: dict[str, Counter[str]] = {}
    names: dict[str, str] = {}

    def count(a: Entity, b: Entity, weight: int = 1) -> None:
        one, two = camp(a.name), camp(b.name)
        if one == two or not all(any(w[:1].isupper() for w in c.split()) for c in (one, two)):
            return
        for own, other, entity in ((one, two, b), (two, one, a)):
            against.setdefault(own, Counter())[other] += weight
            state = entity.name.startswith(BODIES)
            names[camp(entity.name)] = f"Government of {camp(entity.name)}" if state else entity.name

    for d in drafts:
        pairs = [(a, r) for a in d.actors for r in d.recipients]
        if len(d.actors) == 2 and not d.recipients:
            pairs.append((d.actors[0], d.actors[1]))
        for a, b in pairs:
            count(a, b)
    if len(parties.sides) == 2:
        count(parties.sides[0], parties.sides[1], 2)
    return Sides(against, names)


def complete(draft: Draft, sides: Sides) -> Draft:
    """A draft with the party that its text leaves unsaid but plain."""
    event = draft.candidate.event
    if event in ANSWERED and len(draft.actors) == 1 and not draft.recipients:
        other = sides.other(draft.actors[0].name)
        if other is not None:
            found = replace(draft.arguments, recipient_by=BY)
            return replace(draft, recipients=(Entity(name=other),), arguments=found)
    return draft
