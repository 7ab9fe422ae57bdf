"""Whom a claim answers: the offer refused, the deed condemned, the party called on by the same speaker just before."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from truceline.claim import Entity, Event
from truceline.reading.lexicon import role_words
from truceline.reading.syntax import children, first_conjunct, is_passive

if TYPE_CHECKING:
    from truceline.reading.drafts import Draft

SPOKEN = frozenset((Event.REQUEST, Event.THREATEN, Event.AGREE, Event.CONCEDE))
"""What is said to others: who says two of these in one breath says them to the same."""
OFFERED = frozenset((Event.AGREE, Event.CONCEDE, Event.REQUEST))
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
        if beside and d.candidate.event in SPOKEN and d.actors == draft.actors and d.recipients:
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
        near = 0 < len(list(c.trigger.doc[d.candidate.trigger.i : c.trigger.i].sents)) <= NEAR
        if near and d.candidate.event in OFFERED and d.actors and not own & {a.name for a in d.actors}:
            return received(draft, d.actors[:1], "made the offer")
    return draft


def with_accused(drafts: list[Draft]) -> list[Draft]:
    """The drafts with those who are condemned for a deed told before."""
    deeds = {d.candidate.trigger.i: d for d in drafts}
    last: Draft | None = None
    out: list[Draft] = []
    for d in drafts:
        out.append(_accused(d, deeds, last))
        if d.candidate.event is Event.ASSAULT and d.actors:
            last = d
    return out


def _accused(draft: Draft, deeds: dict[int, Draft], last: Draft | None) -> Draft:
    """ "Condemned the killing": the accused are those who did it."""
    if draft.candidate.event is not Event.ACCUSE or draft.recipients or draft.arguments.recipients:
        return draft
    verb = draft.candidate.trigger
    for noun in children(verb, "nsubj" if is_passive(verb) else "obj"):
        deed = deeds.get(noun.i)
        if (deed is None and noun.lemma_.lower() in role_words("condemned")) or (
            deed is not None and deed.candidate.event is Event.ASSAULT and not deed.actors
        ):
            deed = last
        if deed is not None and deed.actors:
            accused = tuple(Entity(name=a.name) for a in deed.actors if all(a.name != x.name for x in draft.actors))
            return received(draft, accused, "did the deed accused of")
    return draft


def done(draft: Draft, actors: tuple[Entity, ...], by: str) -> Draft:
    """The draft with those actors, and the rule that gave them."""
    return replace(draft, actors=actors, arguments=replace(draft.arguments, actor_by=by))


def received(draft: Draft, recipients: tuple[Entity, ...], by: str) -> Draft:
    """The draft with those recipients, and the rule that gave them."""
    return replace(draft, recipients=recipients, arguments=replace(draft.arguments, recipient_by=by))
