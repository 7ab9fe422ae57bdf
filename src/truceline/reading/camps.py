"""The camps of a report: who belongs to whom, and who stands against whom, as its own claims tell it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from math import sqrt
from typing import TYPE_CHECKING, TypeVar

from truceline.claim import Entity, Event
from truceline.gazetteer import country_named, government_name
from truceline.language.document import Token
from truceline.language.state_bodies import body_name
from truceline.reading.lexicon import role_words
from truceline.reading.parties import Parties
from truceline.reading.syntax import children, universal
from truceline.reading.wording import words

if TYPE_CHECKING:
    from truceline.reading.drafts import Draft

T = TypeVar("T")
BODIES = ("Government of ", "Military of ", "Police of ")
ARMED = frozenset((Event.ASSAULT, Event.THREATEN, Event.RETREAT, Event.CONCEDE, Event.MOBILIZE))
"""Events whose parties are armed, or stand in for those who are."""

TWICE = 2


@dataclass(frozen=True)
class Sides:
    """Who stands against whom in a report, with how many claims say so.

    `camps`: what its people belong to; `told`: how often each camp is mentioned.
    """

    against: dict[str, Counter[str]]
    names: dict[str, str]
    camps: dict[str, str]
    home: str = ""
    peaceful: frozenset[str] = frozenset()
    told: Counter[str] = field(default_factory=Counter)

    def _present(self, camp: str) -> float:
        """How much a report speaks of a camp: those whom it names most are its sides rather than those named in passing."""
        return sqrt(self.told[camp] + 1)

    def fights(self, name: str) -> bool:
        """Whether a party is told to have attacked or been attacked, or not told to have done anything else."""
        return name.startswith(BODIES) or self.camp(name) not in self.peaceful

    def other(self, name: str) -> str | None:
        """The one party that stands against `name`; None when there is none, or several alike."""
        faced = self.against.get(self.camp(name), Counter[str]())
        most = _most({c: n * self._present(c) for c, n in faced.items()})
        return self.names[most] if most else None

    def foe(self, name: str) -> str | None:
        """Against whom a party stands: its other side, else the government at home where it does not belong to that."""
        other = self.other(name)
        at_home = self.government() if self.home and self.camp(name) != self.home else None
        return at_home if at_home and (other is None or self._in_passing(name, other)) else other

    def _in_passing(self, name: str, other: str) -> bool:
        """Whether a single claim sets two against each other, and the second is no main side of the report."""
        camp = self.camp(other)
        once = self.against.get(self.camp(name), Counter[str]())[camp] < TWICE
        return once and camp != self.home and camp not in {self.camp(n) for n in self.main()}

    def government(self) -> str:
        """The government of the report's own state."""
        return body_name("government", self.home)

    def main(self) -> tuple[str, ...]:
        """The two that most claims set against each other; none when others are set so as often."""
        told = [(a, b, n) for a, c in self.against.items() for b, n in c.items() if a < b and n > 1]
        most = _most({(a, b): n * self._present(a) * self._present(b) for a, b, n in told})
        return tuple(self.names[c] for c in most or ())

    def camp(self, name: str) -> str:
        """What a party belongs to: a state for its government, army, police and officials; itself otherwise."""
        return self.camps.get(name) or _state(name) or (self.home if _is_office(name) else "") or name

    def count(self, a: Entity, b: Entity, weight: int) -> None:
        """Note that one claim sets `a` against `b`."""
        one, two = self.camp(a.name), self.camp(b.name)
        if one == two or not (_is_named(one) and _is_named(two)):
            return
        for own, other, entity in ((one, two, b), (two, one, a)):
            self.against.setdefault(own, Counter())[other] += weight
            if not self.names.get(other, "").startswith(BODIES):
                self.names[other] = _name_of(other, entity.name)


def _most(weights: dict[T, float]) -> T | None:
    """What weighs most; None when nothing or several do."""
    ranked = sorted(weights, key=weights.__getitem__, reverse=True)
    if not ranked or (len(ranked) > 1 and weights[ranked[0]] == weights[ranked[1]]):
        return None
    return ranked[0]


def _name_of(camp: str, name: str) -> str:
    """What to call a camp that somebody of this name belongs to: its government when it is a state."""
    if name.startswith(BODIES):
        return next(f"Government of {name.removeprefix(b)}" for b in BODIES if name.startswith(b))
    country = country_named(camp)
    return government_name(country) if country else camp


def _state(name: str) -> str | None:
    """The state whose government, army or police a name is, without the form of it: "the Republic of Altamarca"."""
    state = next((name.removeprefix(b).removeprefix("the ") for b in BODIES if name.startswith(b)), None)
    form, of, bare = (state or "").partition(" of ")
    return bare if of and form.lower() in words("regions") else state


def is_force(name: str) -> bool:
    """Whether a description is that of somebody's fighters: "Ombrian border guards"."""
    parts = name.split()
    return len(parts) > 1 and parts[-1].removesuffix("s") in words("belonging")


def _is_office(name: str) -> bool:
    """Whether a name is that of a ministry or an office of state without its holder: "defence minister"."""
    parts = name.lower().split()
    return parts[-1] in role_words("offices") or parts[0] == "ministry"


def _is_named(camp: str) -> bool:
    """Whether a camp has a proper name."""
    return any(w[:1].isupper() for w in camp.split())


def sides_of(drafts: list[Draft], parties: Parties) -> Sides:
    """Count who stands against whom; the two that most claims name count as sides too."""
    people = people_of(parties)
    sides = Sides({}, {}, {name: camp for name, camp in people.items() if camp}, parties.home)
    for entity in (e for d in drafts for e in (*d.actors, *d.recipients)):
        if is_force(entity.name) and (state := parties.state_of(entity.name.split()[0])):
            sides.camps[entity.name] = state
    for chain in parties.coreference.chains():
        if chain.name:
            sides.told[sides.camp(chain.name)] += len(chain.mentions)
    for d in drafts:
        pairs = [(a, r) for a in d.actors for r in d.recipients]
        if len(d.actors) == 2 and not d.recipients:
            pairs.append((d.actors[0], d.actors[1]))
        for a, b in pairs:
            sides.count(a, b, 1)
    if len(parties.sides) == 2:
        sides.count(parties.sides[0], parties.sides[1], 2)
    armed = {sides.camp(e.name) for d in drafts if d.candidate.event in ARMED for e in (*d.actors, *d.recipients)}
    named = {sides.camp(e.name) for d in drafts for e in (*d.actors, *d.recipients)}
    sides = replace(sides, peaceful=frozenset(named - armed))
    involved: Counter[str] = Counter()
    first: dict[str, Entity] = {}
    for d in drafts:
        for entity in (*d.actors, *d.recipients):
            involved[sides.camp(entity.name)] += 1
            first.setdefault(sides.camp(entity.name), entity)
    ranked = [(c, n) for c, n in involved.most_common() if _is_named(c) and c not in people]
    if len(ranked) >= 2 and (len(ranked) == 2 or ranked[1][1] > ranked[2][1]):
        sides.count(first[ranked[0][0]], first[ranked[1][0]], 2)
    return sides


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
    return {name: _fuller(camp, parties) for name, camp in found.items()}


def _fuller(camp: str | None, parties: Parties) -> str | None:
    """The whole name of what is called "the Front" for short, where the report names one such body only."""
    if camp is None or camp.lower() not in words("named_bodies"):
        return camp
    whole = {e.text.removeprefix("the ") for e in parties.ents if e.label_ == "ORG" and e.text.endswith(f" {camp}")}
    return whole.pop() if len(whole) == 1 else camp


def _is_post(noun: Token) -> bool:
    """Whether a noun is a post that somebody holds."""
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
    return parties.home if post.lemma_.lower() in role_words("offices") else None
