"""In whose hands people were when they were let go or ill-treated, where only another claim of the report tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from truceline.claim import Entity, Event
from truceline.reading.answers import done

if TYPE_CHECKING:
    from truceline.reading.drafts import Draft

BY = "held them"


def with_captor(draft: Draft, drafts: list[Draft]) -> Draft:
    """ "They were freed", "had been tortured": by whoever the report says held them, or is the only one to hold anybody."""
    if draft.actors or not (_is_release(draft) or _is_torture(draft)):
        return draft
    freed = {r.name for r in draft.recipients}
    captures = [d for d in drafts if _is_capture(d) and d.actors]
    same = [d for d in captures if freed & {r.name for r in d.recipients}]
    found = _captors(same) or _captors(captures)
    found = tuple(e for e in found if e.name not in freed)
    return done(draft, found, BY) if found else draft


def _captors(captures: list[Draft]) -> tuple[Entity, ...]:
    """The one party that all of these say held somebody, () when they differ."""
    told = {tuple(a.name for a in d.actors) for d in captures}
    return tuple(Entity(name=n) for n in told.pop()) if len(told) == 1 else ()


def _is_capture(draft: Draft) -> bool:
    """Whether somebody is told to be taken or held."""
    c = draft.candidate
    return (c.event, c.mode) in ((Event.ASSAULT, "abduct"), (Event.COERCE, "arrest"))


def _is_torture(draft: Draft) -> bool:
    """Whether somebody is told to have suffered what befalls those who are held."""
    c = draft.candidate
    return c.event is Event.ASSAULT and c.mode in ("torture", "beat")


def _is_release(draft: Draft) -> bool:
    """Whether somebody is told to be let go."""
    return draft.candidate.event is Event.RETREAT and draft.candidate.mode == "release"
