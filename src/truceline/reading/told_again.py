"""The parties of a deed that is only pointed back at: "said it had carried out the attack", "denied any part in it"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from truceline.claim import Entity, Event
from truceline.language.document import Token
from truceline.reading.answers import done, received
from truceline.reading.lexicon import role_words
from truceline.reading.syntax import children

if TYPE_CHECKING:
    from truceline.reading.drafts import Draft

NEAR = 4
"""Sentences over which "the attack" still means the one told last."""
ANYBODY = frozenset(("anyone", "anybody", "nobody", "one"))
""" "Denied that anyone had been tortured": those of whom it was told."""
POINTING = frozenset(("the", "this", "that", "both", "these", "those"))


def with_deed_before(drafts: list[Draft]) -> list[Draft]:
    """The drafts, with the victims (and the attacker) that "the attack" has by the telling before it."""
    out: list[Draft] = []
    for d in sorted(drafts, key=lambda d: d.candidate.trigger.i):
        told = _told(d, out) if _points_back(d) else None
        out.append(_shared(d, told) if told is not None else d)
    made = {id(d): o for d, o in zip(sorted(drafts, key=lambda d: d.candidate.trigger.i), out, strict=True)}
    return [made[id(d)] for d in drafts]


def _points_back(draft: Draft) -> bool:
    """Whether a draft tells nothing of a deed but that it is the one told before."""
    c = draft.candidate
    if c.event is not Event.ASSAULT or (draft.recipients and draft.actors):
        return False
    if draft.arguments.recipients:
        return not draft.recipients and all(t.lower_ in ANYBODY for t in draft.arguments.recipients)
    return c.claimed or c.trigger.lower_ == "it" or _is_known(c.trigger)


def _is_known(noun: Token) -> bool:
    """ "The attack", "both raids": a deed that the reader has heard of, with nothing that says which."""
    deed = noun.pos_ == "NOUN" and noun.lemma_.lower() in role_words("attacks") | role_words("condemned")
    return deed and any(c.lower_ in POINTING for c in children(noun, "det"))


def _told(draft: Draft, before: list[Draft]) -> Draft | None:
    """The last attack told before, near enough to be meant."""
    for d in reversed(before):
        between = draft.candidate.trigger.doc[d.candidate.trigger.i : draft.candidate.trigger.i]
        if sum(bool(t.is_sent_start) for t in between) >= NEAR:
            return None
        if d.candidate.event is Event.ASSAULT and d.recipients:
            return d
    return None


def _shared(draft: Draft, told: Draft) -> Draft:
    """The draft with what only the other telling says."""
    own = {e.name for e in (*draft.actors, *draft.recipients)}
    if not draft.recipients:
        draft = received(draft, tuple(Entity(name=r.name) for r in told.recipients if r.name not in own), "told before")
    if not draft.actors:
        draft = done(draft, tuple(Entity(name=a.name) for a in told.actors if a.name not in own), "told before")
    return draft
