"""Parties that a text leaves unsaid but plain: the other of the two sides of whom a report tells.

"The rebels walked out in November" refuses the government, "Israel had refused all offers" those of Hamas. The sides
are learnt from the report's own claims: who acts on whom, and who deals with whom.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from truceline.claim import Entity, Event, Status
from truceline.language.document import Token
from truceline.reading.aimed_at import BY, is_at_large, with_accused, with_both_served
from truceline.reading.answers import answered, done, received, with_askers, with_doers
from truceline.reading.camps import BODIES, Sides, is_force
from truceline.reading.custody import with_captor
from truceline.reading.lexicon import role_words
from truceline.reading.nominal import MEDIATORS
from truceline.reading.roles import is_human
from truceline.reading.syntax import children, obliques
from truceline.reading.told_again import with_deed_before
from truceline.reading.wording import words

if TYPE_CHECKING:
    from truceline.reading.drafts import Draft

ANSWERED = frozenset(
    (Event.REJECT, Event.CONCEDE, Event.AGREE, Event.THREATEN, Event.REQUEST, Event.SANCTION, Event.PROTEST)
)
"""Events that one main side does towards the other when nobody else is named."""
OPPOSED = frozenset((Event.CONCEDE, Event.THREATEN, Event.SANCTION, Event.PROTEST, Event.REJECT, Event.REQUEST))
"""Events that are aimed at the government where whoever does it is none of its own."""
BY_STATE = "done by the state"
NEAR_BY = 80
"""Words within which an arrest is still by the police told of before."""


def complete(drafts: list[Draft], sides: Sides) -> list[Draft]:
    """The drafts with the parties that their text leaves unsaid but plain."""
    out = answered([_with_sides(d, sides) for d in with_deed_before(drafts)])
    rules = (
        with_both_served,
        _with_addressee,
        _with_foe,
        _with_both,
        _with_mediated,
        _with_welcomed,
        _with_teller,
        _with_attacker,
    )
    for rule in (*rules, _with_state):
        out = [rule(d, sides) for d in out]
    out = [with_captor(d, out) for d in out]
    out = with_askers(out, BY)
    held = any(d.candidate.mode == "abduct" for d in out)
    out = [_freed_by_state(d, sides) if not held or d.candidate.mode == "ease" else d for d in out]
    return [with_accused(d, sides) for d in with_doers(_by_police(out))]


def _with_sides(draft: Draft, sides: Sides) -> Draft:
    """ "The parties", "both delegations", "the two panels", where nothing nearer told who they are: the main two."""
    main = sides.main()
    if not main or not any(a.name in role_words("both") for a in draft.actors):
        return draft
    found = [(n, a.span) for a in draft.actors for n in (main if a.name in role_words("both") else (a.name,))]
    return replace(draft, actors=tuple(Entity(name=n, span=span) for n, span in dict(found).items()))


def _with_addressee(draft: Draft, sides: Sides) -> Draft:
    """ "The rebels walked out": they refuse the other side."""
    if draft.candidate.event is Event.ASSAULT:
        return _with_target(draft, sides)
    if draft.candidate.event not in ANSWERED:
        return draft
    if not draft.actors and len(draft.recipients) == 1:
        if _is_judged(draft) and sides.home:
            return done(draft, (Entity(name=sides.government()),), BY_STATE)
        if own := _ordered(draft, sides):
            return done(draft, (Entity(name=own),), "orders its own")
        other = sides.other(draft.recipients[0].name)
        return done(draft, (Entity(name=other),), BY) if other else draft
    if len(draft.actors) != 1 or draft.recipients or is_at_large(draft):
        return draft
    if draft.candidate.event is Event.PROTEST:
        return _with_protested(draft, sides)
    find = sides.foe if draft.candidate.event in OPPOSED else sides.other
    other = find(draft.actors[0].name)
    return received(draft, (Entity(name=other),), BY) if other else draft


def _is_judged(draft: Draft) -> bool:
    """Whether somebody was sentenced: by a court of the state, where none is named."""
    return draft.candidate.event is Event.SANCTION and draft.candidate.mode == "convict"


def _ordered(draft: Draft, sides: Sides) -> str | None:
    """Who tells an army or police to do something, where nobody is named: the government whose they are."""
    name = draft.recipients[0].name
    own = draft.candidate.event is Event.REQUEST and name.startswith(("Military of ", "Police of "))
    told = draft.candidate.trigger.lemma_.lower() in role_words("ordering")
    return f"Government of {sides.camp(name)}" if own and told else None


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
    find = sides.foe if c.event is Event.RETREAT else sides.other
    other = find(draft.actors[0].name)
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
    one = draft.candidate.mode == "third-party" and len(draft.actors) == 1
    alone = draft.actors and (one or draft.arguments.actor_by == MEDIATORS)
    if draft.candidate.event is not Event.CONSULT or not alone:
        return draft
    between = sides.main()
    if not between or {sides.camp(a.name) for a in draft.actors} & {sides.camp(n) for n in between}:
        return draft
    return done(draft, (*draft.actors, *(Entity(name=n) for n in between)), BY)


def _with_attacker(draft: Draft, sides: Sides) -> Draft:
    """ "Ten soldiers were killed" where an army fights one group, or where one side tells of its losses."""
    if draft.candidate.event is not Event.ASSAULT or draft.actors or draft.certainty.status is not Status.ACTUAL:
        return draft
    if _in_war(draft.candidate.trigger):
        return done(draft, tuple(Entity(name=n) for n in sides.main()), BY)
    soldiers = [
        r.name
        for r in draft.recipients
        if r.name.startswith(("Military of", "Police of")) or (is_force(r.name) and r.name in sides.camps)
    ]
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


def _by_police(drafts: list[Draft]) -> list[Draft]:
    """The drafts, with the police as those who arrested where they acted against the same crowd just before."""
    out: list[Draft] = []
    police: Draft | None = None
    for d in drafts:
        state = d.arguments.actor_by == BY_STATE and d.candidate.mode == "arrest"
        if state and police is not None and d.candidate.trigger.i - police.candidate.trigger.i < NEAR_BY:
            d = done(d, tuple(Entity(name=a.name) for a in police.actors), "police who acted before")
        police = d if any(a.name.startswith("Police of") for a in d.actors) and len(d.actors) == 1 else police
        out.append(d)
    return out


def _in_war(killed: Token) -> bool:
    """Whether the dead are those of the whole war: "5,600 people have died in the conflict"."""
    return any(o.lemma_.lower() in role_words("wars") for o in obliques(killed, "in"))


def _with_state(draft: Draft, sides: Sides) -> Draft:
    """ "He was arrested", "the curfew", "an amnesty": none but the state does so when nobody is named."""
    c = draft.candidate
    freed = c.event is Event.CONCEDE and c.trigger.lemma_.lower() in role_words("state_favours")
    if draft.actors or not sides.home or not (freed or c.event is Event.COERCE):
        return draft
    return done(draft, (Entity(name=sides.government()),), BY_STATE)


def _freed_by_state(draft: Draft, sides: Sides) -> Draft:
    """ "The lawyers were freed", "the curfew was lifted": by the state, where no others are told to hold people."""
    c = draft.candidate
    freed = (c.event is Event.RETREAT and c.mode in ("release", "ease")) or c.event is Event.CONCEDE
    let_go = freed and c.trigger.pos_ == "VERB"
    own = any(sides.camp(r.name) == sides.home for r in draft.recipients)
    if draft.actors or not sides.home or not let_go or own or not draft.arguments.recipients:
        return draft
    return done(draft, (Entity(name=sides.government()),), BY_STATE)
