"""A word that may name an event, before its roles are filled."""

from __future__ import annotations

from dataclasses import dataclass

from truceline.claim import Event
from truceline.language.document import Token

SPEECH = frozenset((Event.REQUEST, Event.REJECT, Event.THREATEN, Event.AGREE, Event.CONCEDE, Event.ACCUSE))


@dataclass(frozen=True)
class Candidate:
    """A word that may name an event.

    `anchor` is the verb that carries it (the trigger itself, or a light verb); `strength` says how plainly the
    lexicon names it (0 not at all, 0.5 a common word, 1 plainly); `seen` is the event head's probability that the
    word is a trigger, `seen_type` that it is one of this type; None without a head. `covers` are further words of the
    same construction ("opened fire"), which name no event of their own.
    """

    trigger: Token
    anchor: Token
    event: Event
    mode: str | None
    strength: float
    by: str
    seen: float | None = None
    seen_type: float | None = None
    content: str | None = None
    claimed: bool = False
    covers: tuple[int, ...] = ()
