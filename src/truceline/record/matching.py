"""Which claim of a new reading is which of an old one: by trigger and event first, then by shared words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from truceline.claim import Claim, Event, Span

MOSTLY = 0.5
"""Share of the words of two claims that must be the same where their triggers are not."""


@dataclass(frozen=True)
class Place:
    """What tells a claim from others in its text."""

    trigger: Span
    span: Span
    event: Event

    @classmethod
    def of(cls, claim: Claim) -> Place:
        """The place of a claim."""
        return cls(claim.trigger, claim.span, claim.event)


def match(old: Sequence[Place], new: Sequence[Place], *, exact: Sequence[bool] | None = None) -> dict[int, int]:
    """For each old claim that is still read, which new one it is (by index); each new one at most once.

    The surest pairs are made first: same trigger and event; triggers that overlap, same event; triggers that overlap;
    same event and mostly the same words. Where `exact` is true for an old claim, only the first counts.
    """
    found: dict[int, int] = {}
    for tier in (_same, _same_event_trigger, _same_trigger, _same_event_words):
        open_old = [i for i in range(len(old)) if i not in found and (tier is _same or not (exact and exact[i]))]
        free = set(range(len(new))) - set(found.values())
        found |= _pairs(old, new, open_old, free, tier)
    return found


def _pairs(
    old: Sequence[Place],
    new: Sequence[Place],
    open_old: list[int],
    free: set[int],
    tier: Callable[[Place, Place], float],
) -> dict[int, int]:
    scored = [(tier(old[i], new[j]), -i, -j) for i in open_old for j in free]
    found: dict[int, int] = {}
    for score, i, j in sorted(scored, reverse=True):
        if score > 0 and -i not in found and -j not in found.values():
            found[-i] = -j
    return found


def _same(a: Place, b: Place) -> float:
    return float(a.trigger == b.trigger and a.event == b.event) * (1 + overlap(a.span, b.span))


def _same_event_trigger(a: Place, b: Place) -> float:
    return overlap(a.trigger, b.trigger) if a.event == b.event else 0.0


def _same_trigger(a: Place, b: Place) -> float:
    return overlap(a.trigger, b.trigger)


def _same_event_words(a: Place, b: Place) -> float:
    shared = overlap(a.span, b.span)
    return shared if a.event == b.event and shared >= MOSTLY else 0.0


def overlap(a: Span, b: Span) -> float:
    """Shared part of two spans: 0 for none, 1 for the same span."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared > 0 else 0.0


def moved(place: Place, old_text: str, new_text: str) -> Place | None:
    """A place in an old text where its words stand in a new one; the nearest where they stand more than once."""
    start, end = place.span
    words, found = old_text[start:end], []
    at = new_text.find(words)
    while at >= 0:
        found.append(at)
        at = new_text.find(words, at + 1)
    if not found:
        return None
    shift = min(found, key=lambda f: abs(f - start)) - start
    trigger = (place.trigger[0] + shift, place.trigger[1] + shift)
    return Place(trigger, (start + shift, end + shift), place.event)
