"""Parties that a text leaves unsaid but plain: the other of the two sides of whom a report tells.

"The rebels walked out in November" refuses the government, "Israel had refused all offers" those of Hamas. The sides
are learnt from the report's own claims: who acts on whom, and who deals with whom.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from truceline.claim import Entity, Event, Status
from truceline.gazetteer import country_named, government_name
from truceline.language.state_bodies import body_name
from truceline.reading.answers import answered, done, received, with_accused
from truceline.reading.lexicon import role_words
from truceline.reading.nominal import MEDIATORS
from truceline.reading.parties import Parties, words
from truceline.reading.roles import is_human
from truceline.reading.syntax import children, obliques, universal

if TYPE_CHECKING:
    from truceline.reading.drafts import Draft

BODIES = ("Government of ", "Military of ", "Police of ")
ANSWERED = frozenset(
    (Event.REJECT, Event.CONCEDE, Event.AGREE, Event.THREATEN, Event.REQUEST, Event.SANCTION, Event.PROTEST)
)
"""Events that one main side does towards the other when nobody else is named."""
OPPOSED = frozenset((Event.CONCEDE, Event.THREATEN, Event.SANCTION, Event.PROTEST, Event.REJECT, Event.REQUEST))
"""Events that are aimed at the government where whoever does it is none of its own."""
ARMED = frozenset((Event.ASSAULT, Event.THREATEN, Event.RETREAT, Event.CONCEDE, Event.MOBILIZE))
"""Events whose parties are armed, or stand in for those who are."""
BY = "implied by the two sides"


@dataclass(frozen=True)
class Sides:
    """Who stands against whom in a report, with how many claims say so; `camps`: what its people belong to."""

    against: dict[str, Counter[str]]
    names: dict[str, str]
    camps: dict[str, str]
    home: str = ""
    peaceful: frozenset[str] = frozenset()

    def fights(self, name: str) -> bool:
        """Whether a party is told to have attacked or been attacked, or not told to have done anything else."""
        return name.startswith(BODIES) or self.camp(name) not in self.peaceful

    def other(self, name: str) -> str | None:
        """The one party that stands against `name`; None when there is none, or several alike."""
        ranked = self.against.get(self.camp(name), Counter()).most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return None
        return self.names[ranked[0][0]]

    def foe(self, name: str) -> str | None:
        """Against whom a party stands: its other side, else the government at home where it does not belong to that."""
        other = self.other(name)
        return other or (self.government() if self.home and self.camp(name) != self.home else None)

    def government(self) -> str:
        """The government of the report's own state."""
        return body_name("government", self.home)

    def main(self) -> tuple[str, ...]:
        """The two that most claims set against each other; none when others are set so as often."""
        pairs = Counter({(a, b): n for a, c in self.against.items() for b, n in c.items() if a < b})
        ranked = pairs.most_common(2)
        if not ranked or ranked[0][1] < 2 or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return ()
        return tuple(self.names[c] for c in ranked[0][0])

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


def complete(drafts: list[Draft], sides: Sides) -> list[Draft]:
    """The drafts with the parties that their text leaves unsaid but plain."""
    out = answered(drafts)
    rules = (_with_addressee, _with_foe, _with_both, _with_mediated, _with_welcomed, _with_teller, _with_attacker)
    for rule in (*rules, _with_state):
        out = [rule(d, sides) for d in out]
    return with_accused(out)


def _with_addressee(draft: Draft, sides: Sides) -> Draft:
    """ "The rebels walked out": they refuse the other side."""
    if draft.candidate.event is Event.ASSAULT:
        return _with_target(draft, sides)
    if draft.candidate.event not in ANSWERED:
        return draft
    if not draft.actors and len(draft.recipients) == 1:
        other = sides.other(draft.recipients[0].name)
        return done(draft, (Entity(name=other),), BY) if other else draft
    if len(draft.actors) != 1 or draft.recipients:
        return draft
    if draft.candidate.event is Event.PROTEST:
        return _with_protested(draft, sides)
    find = sides.foe if draft.candidate.event in OPPOSED else sides.other
    other = find(draft.actors[0].name)
    return received(draft, (Entity(name=other),), BY) if other else draft


def _with_protested(draft: Draft, sides: Sides) -> Draft:
    """ "Thousands marched": at the government, where they do not say for or against what, and are none of its own."""
    told = [
        o for o in obliques(draft.candidate.trigger, "for", "against", "over") if o.lemma_ not in role_words("signed")
    ]
    own = any(a.name.lower() in words("police") | words("military") for a in draft.actors)
    other = sides.foe(draft.actors[0].name)
    if told or own or other is None or not other.startswith(BODIES):
        return draft
    return received(draft, (Entity(name=other),), BY)


def _with_foe(draft: Draft, sides: Sides) -> Draft:
    """To whom fighters give up their arms, from whom a place is taken, against whom a border is crossed."""
    c = draft.candidate
    if len(draft.actors) != 1 or (draft.recipients and not _is_unheld(draft)):
        return draft
    crossed = c.event is Event.MOBILIZE and any(
        t.lemma_.lower() in role_words("borders") for t in (*children(c.trigger, "obj"), *obliques(c.trigger))
    )
    if not (crossed or (c.event is Event.RETREAT and c.mode == "disarm") or _is_unheld(draft)):
        return draft
    other = sides.other(draft.actors[0].name)
    return received(draft, (Entity(name=other),), BY) if other else draft


def _is_unheld(draft: Draft) -> bool:
    """Whether what was captured is named only as a place or thing: "had captured the palace and the airport"."""
    taken = draft.candidate.event is Event.ASSAULT and draft.candidate.trigger.lemma_.lower() in role_words("capturing")
    return taken and all(_is_common(e.name) for e in draft.recipients) and not any(map(is_human, _hit(draft)))


def _hit(draft: Draft) -> tuple[Token, ...]:
    return draft.arguments.recipients


def _is_common(name: str) -> bool:
    """Whether a name begins as a common noun does."""
    return name[:1].islower()


def _with_target(draft: Draft, sides: Sides) -> Draft:
    """ "His men had fired back": at the other side. An attack at large keeps its target to itself."""
    fired = draft.candidate.trigger.lemma_.lower() in role_words("firing")
    if len(draft.actors) != 1 or draft.recipients or draft.arguments.recipients or not fired:
        return draft
    other = sides.other(draft.actors[0].name)
    return received(draft, (Entity(name=_forces(other)),), BY) if other else draft


def _forces(name: str) -> str:
    """Who fights for a party: the army of a government."""
    return name.replace("Government of", "Military of", 1)


SHARED = frozenset((Event.CONSULT, Event.AGREE, Event.SUPPORT, Event.COOPERATE))


def _with_both(draft: Draft, sides: Sides) -> Draft:
    """ "The consultations in Sweden", "a framework agreement was signed": both sides."""
    c = draft.candidate
    lemma = c.trigger.lemma_.lower()
    shared = c.event in SHARED or (c.event is Event.ASSAULT and lemma in role_words("two_sided_nouns"))
    shared = shared or (c.event is Event.RETREAT and lemma in role_words("truces"))
    if draft.actors or (draft.recipients and c.event is not Event.ASSAULT) or not shared:
        return draft
    return done(draft, tuple(Entity(name=n) for n in sides.main()), BY)


def _with_mediated(draft: Draft, sides: Sides) -> Draft:
    """ "Talks mediated by X", when nobody is named but the mediator: the two sides talk."""
    alone = draft.candidate.mode == "third-party" or draft.arguments.actor_by == MEDIATORS
    if draft.candidate.event is not Event.CONSULT or len(draft.actors) != 1 or not alone:
        return draft
    between = sides.main()
    if not between or sides.camp(draft.actors[0].name) in {sides.camp(n) for n in between}:
        return draft
    return done(draft, (*draft.actors, *(Entity(name=n) for n in between)), BY)


def _with_attacker(draft: Draft, sides: Sides) -> Draft:
    """ "Ten soldiers were killed" where an army fights one group, or where one side tells of its losses."""
    if draft.candidate.event is not Event.ASSAULT or draft.actors or draft.certainty.status is not Status.ACTUAL:
        return draft
    if _in_war(draft.candidate.trigger):
        return done(draft, tuple(Entity(name=n) for n in sides.main()), BY)
    soldiers = [r.name for r in draft.recipients if r.name.startswith(("Military of", "Police of"))]
    people = any(is_human(t) or t.pos_ == "NUM" for t in draft.arguments.recipients)
    tellers = [s.name for s in draft.sources[-1:]] if people else []
    others = {o for name in (*soldiers, *tellers) if (o := sides.other(name)) and sides.fights(o)}
    if len(others) != 1:
        return draft
    return done(draft, (Entity(name=_forces(others.pop())),), BY)


def _with_welcomed(draft: Draft, sides: Sides) -> Draft:
    """ "Norway welcomed the agreement": those who made it."""
    signed = [o for o in children(draft.candidate.trigger, "obj") if o.lemma_.lower() in role_words("signed")]
    if draft.candidate.event is not Event.SUPPORT or draft.recipients or not draft.actors or not signed:
        return draft
    own = {sides.camp(a.name) for a in draft.actors}
    if draft.candidate.trigger.lemma_.lower() not in role_words("welcoming"):
        return draft
    return received(draft, tuple(Entity(name=n) for n in sides.main() if sides.camp(n) not in own), BY)


def _with_teller(draft: Draft, sides: Sides) -> Draft:
    """ "Two hundred targets were hit, the army said", "four were detained, police said": they did it themselves."""
    if draft.actors or draft.certainty.status is not Status.ACTUAL or not draft.arguments.recipients:
        return draft
    for source in draft.sources[-1:]:
        armed = source.name.startswith(("Military of", "Police of")) or "Security" in source.name.split()
        foe = sides.other(source.name)
        struck = all(not is_human(t) for t in draft.arguments.recipients) or any(
            sides.camp(r.name) == foe or r.name == foe for r in draft.recipients
        )
        if armed and (draft.candidate.event is Event.COERCE or (draft.candidate.event is Event.ASSAULT and struck)):
            return done(draft, (Entity(name=source.name, span=source.span),), "told by who did it")
    return draft


def _in_war(killed: Token) -> bool:
    """Whether the dead are those of the whole war: "5,600 people have died in the conflict"."""
    return any(o.lemma_.lower() in role_words("wars") for o in obliques(killed, "in"))


def _with_state(draft: Draft, sides: Sides) -> Draft:
    """ "He was arrested", "the curfew", "an amnesty": none but the state does so when nobody is named."""
    c = draft.candidate
    freed = c.event is Event.CONCEDE and c.trigger.lemma_.lower() in role_words("state_favours")
    if draft.actors or not sides.home or not (freed or c.event is Event.COERCE):
        return draft
    return done(draft, (Entity(name=sides.government()),), "done by the state")
