"""At whom a speech act is aimed where its words leave that unsaid: all the world, both sides, the other side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from truceline.claim import Entity, Event
from truceline.reading.answers import received
from truceline.reading.camps import Sides
from truceline.reading.lexicon import role_words
from truceline.reading.syntax import children, obliques

if TYPE_CHECKING:
    from truceline.reading.drafts import Draft

BY = "implied by the two sides"
OFFER = 5
"""Words within which an offer says what is offered: "stands ready to mediate"."""


def is_at_large(draft: Draft) -> bool:
    """Whether a clause is aimed at all the world: "asked everyone", "called for a general strike"."""
    verb = draft.candidate.trigger
    if draft.candidate.event not in (Event.REQUEST, Event.THREATEN):
        return False
    if verb.lemma_.lower() in role_words("calling") and any(
        o.lemma_.lower() in role_words("called_for") for o in obliques(verb, "for")
    ):
        return True
    return any(t.lower_ in role_words("everyone") for t in draft.arguments.recipients)


def with_both_served(draft: Draft, sides: Sides) -> Draft:
    """ "Kordara offered to mediate", "stands ready to host talks": to both sides."""
    c = draft.candidate
    if c.event is not Event.AGREE or draft.recipients or len(draft.actors) != 1:
        return draft
    own = sides.camp(draft.actors[0].name)
    main = sides.main()
    said = c.trigger.doc[c.trigger.i : min(c.trigger.sent.end, c.trigger.i + OFFER)]
    serves = any(t.lemma_.lower() in role_words("serving") for t in said)
    if not serves or not main or own in {sides.camp(n) for n in main}:
        return draft
    return received(draft, tuple(Entity(name=n) for n in main), BY)


def with_accused(draft: Draft, sides: Sides) -> Draft:
    """ "The rebels complained that nobody had told them": of the other side, unless of a deed that nobody owned up to."""
    verb = draft.candidate.trigger
    if draft.candidate.event is not Event.ACCUSE or len(draft.actors) != 1 or draft.recipients:
        return draft
    if any(o.lemma_.lower() in role_words("condemned") for o in children(verb, "obj")):
        return draft
    other = sides.other(draft.actors[0].name)
    return received(draft, (Entity(name=other),), BY) if other else draft
