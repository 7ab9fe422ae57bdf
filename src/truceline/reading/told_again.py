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
STEM = 4
"""Letters by which a verb and its noun are known for the same word."""
ANYBODY = frozenset(("anyone", "anybody", "nobody", "one"))
""" "Denied that anyone had been tortured": those of whom it was told."""
POINTING = frozenset(("the", "this", "that", "both", "these", "those"))


def with_deed_before(drafts: list[Draft]) -> list[Draft]:
    """The drafts, with the victims (and the attacker) that "the attack" has by the telling before it."""
    out: list[Draft] = []
    ordered = sorted(drafts, key=lambda d: d.candidate.trigger.i)
    for d in ordered:
        told = _told(d, out) if _points_back(d) else None
        out.append(_shared(d, told) if told is not None else d)
    made = {id(d): o for d, o in zip(ordered, out, strict=True)}
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
    """The last attack told near before, sooner one by the same word: "bombed ... attacked ... the bombing"."""
    near = [d for d in before if d.candidate.event is Event.ASSAULT and d.recipients and _is_near(d, draft)]
    alike = [d for d in near if _stem(d) == _stem(draft)]
    return next(reversed(alike or near), None)


def _is_near(told: Draft, again: Draft) -> bool:
    """Whether few enough sentences stand between two drafts."""
    between = again.candidate.trigger.doc[told.candidate.trigger.i : again.candidate.trigger.i]
    return sum(bool(t.is_sent_start) for t in between) < NEAR


def _stem(draft: Draft) -> str:
    """What a verb and its noun share: "bomb" of "bombed" and "bombing"."""
    return draft.candidate.trigger.lemma_.lower()[:STEM]


def _shared(draft: Draft, told: Draft) -> Draft:
    """The draft with what only the other telling says."""
    own = {e.name for e in (*draft.actors, *draft.recipients)}
    if not draft.recipients:
        draft = received(draft, tuple(Entity(name=r.name) for r in told.recipients if r.name not in own), "told before")
    if not draft.actors:
        draft = done(draft, tuple(Entity(name=a.name) for a in told.actors if a.name not in own), "told before")
    return draft
