"""Whom a claim answers: the offer refused, the deed condemned, the party called on by the same speaker just before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from truceline.claim import Entity, Event
from truceline.reading.lexicon import role_words
from truceline.reading.syntax import children, first_conjunct, is_passive

if TYPE_CHECKING:
    from truceline.language.document import Token
    from truceline.reading.drafts import Draft

SPOKEN = frozenset((Event.REQUEST, Event.THREATEN, Event.AGREE, Event.CONCEDE))
"""What is said to others: who says two of these in one breath says them to the same."""
OFFERED = frozenset((Event.AGREE, Event.CONCEDE, Event.REQUEST, Event.AID))


def with_askers(drafts: list[Draft], guessed: str) -> list[Draft]:
    """The drafts with those who had asked, in place of a party that the rule `guessed` gave: "invited him; he refused"."""
    return [_with_asker(d, drafts[:i], guessed) for i, d in enumerate(drafts)]


def _with_asker(draft: Draft, before: list[Draft], guessed: str) -> Draft:
    c = draft.candidate
    if c.event is not Event.REJECT or draft.arguments.recipient_by != guessed:
        return draft
    own = {a.name for a in draft.actors}
    for d in reversed(before):
        asked = d.candidate.event in OFFERED and own & {r.name for r in d.recipients}
        if asked and not own & {a.name for a in d.actors} and _is_near(d, c.trigger):
            return received(draft, tuple(Entity(name=a.name) for a in d.actors), "asked before")
    return draft


def _is_near(draft: Draft, verb: Token) -> bool:
    """Whether a claim is told in the same sentence as a verb or just before it."""
    between = verb.doc[draft.candidate.trigger.i : verb.i]
    return len(between) > 0 and sum(bool(t.is_sent_start) for t in between) < NEAR


JUDGED = {
    Event.ACCUSE: frozenset((Event.ASSAULT, Event.COERCE, Event.SANCTION, Event.MOBILIZE, Event.THREATEN)),
    Event.SUPPORT: frozenset((Event.RETREAT, Event.CONCEDE, Event.AID, Event.AGREE, Event.COOPERATE, Event.SUPPORT)),
}
"""Deeds that are condemned, and those that are praised."""
DOERS = "did the deed spoken of"
NEAR = 3
"""Sentences over which an offer is still the one that "the offer" means."""


def answered(drafts: list[Draft]) -> list[Draft]:
    """The drafts with the addressees that the claims beside them tell."""
    return [_with_offerer(_with_sister(d, drafts), drafts) for d in drafts]


def _with_sister(draft: Draft, drafts: list[Draft]) -> Draft:
    """ "Called on both governments to talk, and offered to send observers": to both."""
    c = draft.candidate
    if c.event not in SPOKEN or draft.recipients or not draft.actors or c.anchor.pos_ != "VERB":
        return draft
    first = first_conjunct(c.anchor)
    for d in drafts:
        beside = d.candidate.anchor.i != c.anchor.i and first_conjunct(d.candidate.anchor).i == first.i
        same = d.actors == draft.actors and {r.name for r in d.recipients} != {a.name for a in d.actors}
        if beside and d.candidate.event in SPOKEN and same and d.recipients:
            return received(draft, d.recipients, "said to the same")
    return draft


def _with_offerer(draft: Draft, drafts: list[Draft]) -> Draft:
    """ "Dismissed the offer": of him who made the last one."""
    c = draft.candidate
    offers = [o for o in children(c.trigger, "obj") if o.lemma_.lower() in role_words("offers")]
    if c.event is not Event.REJECT or draft.recipients or not draft.actors or not offers:
        return draft
    own = {a.name for a in draft.actors}
    for d in reversed(drafts):
        if (
            _is_near(d, c.trigger)
            and d.candidate.event in OFFERED
            and d.actors
            and not own & {a.name for a in d.actors}
        ):
            return received(draft, d.actors[:1], "made the offer")
    return draft


def with_doers(drafts: list[Draft]) -> list[Draft]:
    """The drafts with those whose deed, told before, is condemned or praised."""
    return [_with_doers(d, drafts[:i], drafts) for i, d in enumerate(drafts)]


def _with_doers(draft: Draft, before: list[Draft], drafts: list[Draft]) -> Draft:
    """ "Condemned the killing", "praised the release": of whoever did it."""
    judged = JUDGED.get(draft.candidate.event)
    if judged is None or draft.recipients or not draft.actors:
        return draft
    verb = draft.candidate.trigger
    for noun in children(verb, "nsubj" if is_passive(verb) else "obj"):
        if noun.lower_ in ("it", "this") and draft.candidate.event is Event.SUPPORT:
            own = {a.name for a in draft.actors}
            deed = next((d for d in reversed(before) if _is_near(d, verb) and d.candidate.event in judged), None)
            doers = () if deed is None else tuple(Entity(name=a.name) for a in deed.actors if a.name not in own)
            return received(draft, doers, DOERS)
        deed = next((d for d in drafts if d.candidate.trigger.i == noun.i), None)
        if deed is not None and deed.candidate.event not in judged:
            continue
        if deed is None and noun.lemma_.lower() not in role_words("condemned"):
            continue
        if deed is None or not deed.arguments.actors:
            deed = _told_before(noun, deed, before, own={a.name for a in draft.actors}) or deed
        if deed is not None:
            doers = tuple(Entity(name=a.name) for a in deed.actors if all(a.name != x.name for x in draft.actors))
            return received(draft, doers, DOERS)
    return draft


def _told_before(noun: Token, deed: Draft | None, before: list[Draft], own: set[str]) -> Draft | None:
    """The deed of another that a noun takes up again: the last one of that name, else of that kind."""
    kinds = (deed.candidate.event,) if deed is not None else (Event.ASSAULT,)
    alike = [d for d in before if d.candidate.event in kinds and d.actors and not own & {a.name for a in d.actors}]
    same = [d for d in alike if noun.lemma_.startswith(d.candidate.trigger.lemma_.removesuffix("e"))]
    return next(reversed(same or alike), None)


def done(draft: Draft, actors: tuple[Entity, ...], by: str) -> Draft:
    """The draft with those actors, and the rule that gave them."""
    return replace(draft, actors=actors, arguments=replace(draft.arguments, actor_by=by))


def received(draft: Draft, recipients: tuple[Entity, ...], by: str) -> Draft:
    """The draft with those recipients, and the rule that gave them."""
    return replace(draft, recipients=recipients, arguments=replace(draft.arguments, recipient_by=by))
