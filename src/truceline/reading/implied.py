"""Parties that a text leaves unsaid but plain: the other of the two sides of whom a report tells.

"The rebels walked out in November" refuses the government, "Israel had refused all offers" those of Hamas. The sides
are learnt from the report's own claims: who acts on whom, and who deals with whom.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from truceline.claim import Entity, Event
from truceline.gazetteer import country_named, government_name
from truceline.reading.parties import Parties, words
from truceline.reading.syntax import children, universal

if TYPE_CHECKING:
    from truceline.reading.reader import Draft

BODIES = ("Government of ", "Military of ", "Police of ")
ANSWERED = frozenset((Event.REJECT, Event.CONCEDE, Event.AGREE, Event.THREATEN, Event.REQUEST))
"""Events that one main side does towards the other when nobody else is named."""
BY = "implied by the two sides"


@dataclass(frozen=True)
class Sides:
    """Who stands against whom in a report, with how many claims say so; `camps`: what its people belong to."""

    against: dict[str, Counter[str]]
    names: dict[str, str]
    camps: dict[str, str]
    people: frozenset[str]

    def other(self, name: str) -> str | None:
        """The one party that stands against `name`; None when there is none, or several alike."""
        ranked = self.against.get(self.camp(name), Counter()).most_common(2)
        if not ranked or ranked[0][1] < FEWEST or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return None
        return self.names[ranked[0][0]]

    def camp(self, name: str) -> str:
        """What a party belongs to: a state for its government, army, police and officials; itself otherwise."""
        return self.camps.get(name) or _state(name) or name

    def count(self, a: Entity, b: Entity, weight: int) -> None:
        """Note that one claim sets `a` against `b`."""
        one, two = self.camp(a.name), self.camp(b.name)
        if one == two or not (_is_named(one) and _is_named(two)):
            return
        for own, other, entity in ((one, two, b), (two, one, a)):
            self.against.setdefault(own, Counter())[other] += weight
            self.names.setdefault(other, _name_of(other, entity.name))


FEWEST = 2


def _name_of(camp: str, name: str) -> str:
    """What to call a camp that somebody of this name belongs to: its government when it is a state."""
    if name.startswith(BODIES):
        return next(f"Government of {name.removeprefix(b)}" for b in BODIES if name.startswith(b))
    country = country_named(camp)
    return government_name(country) if country else camp


def _state(name: str) -> str | None:
    """The state whose government, army or police a name is."""
    return next((name.removeprefix(b).removeprefix("the ") for b in BODIES if name.startswith(b)), None)


def _is_named(camp: str) -> bool:
    return any(w[:1].isupper() for w in camp.split())


def sides_of(drafts: list[Draft], parties: Parties) -> Sides:
    """Count who stands against whom; the two that most of the report's deeds are told of count as sides too."""
    people = people_of(parties)
    sides = Sides({}, {}, {name: camp for name, camp in people.items() if camp}, frozenset(people))
    for d in drafts:
        pairs = [(a, r) for a in d.actors for r in d.recipients]
        if len(d.actors) == 2 and not d.recipients:
            pairs.append((d.actors[0], d.actors[1]))
        for a, b in pairs:
            sides.count(a, b, 1)
    if len(parties.sides) == 2:
        sides.count(parties.sides[0], parties.sides[1], 2)
    involved: Counter[str] = Counter()
    first: dict[str, Entity] = {}
    for d in drafts:
        if d.candidate.event in DEEDS:
            for entity in (*d.actors, *d.recipients):
                involved[sides.camp(entity.name)] += 1
                first.setdefault(sides.camp(entity.name), entity)
    ranked = [(c, n) for c, n in involved.most_common() if _is_named(c) and c not in people]
    if len(ranked) >= 2 and ranked[1][1] >= FEWEST_DEEDS and (len(ranked) == 2 or ranked[1][1] > ranked[2][1]):
        sides.count(first[ranked[0][0]], first[ranked[1][0]], 2)
    return sides


DEEDS = frozenset(
    (Event.ASSAULT, Event.COERCE, Event.REJECT, Event.THREATEN, Event.CONCEDE, Event.RETREAT, Event.MOBILIZE)
)
FEWEST_DEEDS = 2


def people_of(parties: Parties) -> dict[str, str | None]:
    """The people of a report, with the state or group that they act for by how the report introduces them."""
    found: dict[str, str | None] = {}
    for token in parties.doc:
        if token.ent_type_ != "PERSON" or universal(token) in ("flat", "compound"):
            continue
        name = parties.name(token)
        if name is None or found.get(name):
            continue
        posts = (p for p in (token, token.head, *children(token, "nmod", "appos", "compound")) if _is_post(p))
        found[name] = next((camp for p in posts if (camp := _camp_of_post(p, parties))), None)
    return found


def _is_post(noun: Token) -> bool:
    return noun.lemma_.lower() in words("holders")


def _camp_of_post(post: Token, parties: Parties) -> str | None:
    """The state of "Kosovo's prime minister", the group of "leader of the Front"."""
    for m in (*children(post, "nmod", "amod", "compound"), *children(post.head, "nmod", "amod")):
        if m.i == post.i or not m.text[:1].isupper() or m.ent_type_ == "PERSON":
            continue
        if state := parties.state_of(m.text):
            return state
        if m.ent_type_ == "ORG" and (name := parties.name(m)):
            return _state(name) or name
    return parties.home if post.lemma_.lower() in OFFICES else None


OFFICES = frozenset(("president", "premier", "king", "minister", "chancellor"))


def complete(draft: Draft, sides: Sides) -> Draft:
    """A draft with the party that its text leaves unsaid but plain."""
    event = draft.candidate.event
    if event in ANSWERED and len(draft.actors) == 1 and not draft.recipients:
        other = sides.other(draft.actors[0].name)
        if other is not None:
            found = replace(draft.arguments, recipient_by=BY)
            return replace(draft, recipients=(Entity(name=other),), arguments=found)
    return draft
