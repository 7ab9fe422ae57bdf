"""The evidence that two claims speak of the same happening, and the log-odds that it adds up to.

A logistic score over agreements and disagreements of fields, as in record linkage (Fellegi and Sunter 1969, "A Theory
for Record Linkage"); the weights stand in data/incidents.yaml.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from truceline.incidents.names import parties_likeness
from truceline.incidents.settings import Joining, Settings
from truceline.incidents.spots import Nearness, spots_likeness
from truceline.incidents.traits import Days, Range, Traits

Item = tuple[str, float]
_FEWEST = 3
"""A quote of fewer words shares them by chance."""


def log_odds(a: Traits, b: Traits, settings: Settings, near: Nearness) -> float:
    """The log-odds that two claims tell the same happening."""
    weights = settings.weights
    return sum([weights[name] * value for name, value in evidence(a, b, settings, near)])


def evidence(a: Traits, b: Traits, settings: Settings, near: Nearness) -> Iterator[Item]:
    """What speaks for and against, each by the name of its weight in data/incidents.yaml with its value."""
    yield "bias", 1.0
    yield from _kind(a, b, settings)
    yield from _time(a, b, settings.joining)
    place = spots_likeness(a.spots, b.spots, near)
    if place:
        yield ("same_place", place) if place > 0 else ("other_place", -place)
    yield from _parties(a, b, settings)
    if a.killed and b.killed:
        yield from tolls(a.killed, b.killed)
    fewest = min(a.words.bit_count(), b.words.bit_count())
    if fewest >= _FEWEST:
        yield "words", (a.words & b.words).bit_count() / fewest
    if not (a.spots and b.spots) and a.names & b.names:
        yield "names", 1.0
    if a.text_id == b.text_id:
        if a.bare or b.bare:
            yield "report_context", 1.0
        if a.voice == b.voice:
            yield "same_breath", 1.0


def _kind(a: Traits, b: Traits, settings: Settings) -> Iterator[Item]:
    if a.event != b.event and not _plan_of(a, b, settings):
        yield "other_type", 1.0
    if a.many != b.many:
        yield "many", 1.0
    if a.mode == b.mode:
        yield "same_mode", float(a.mode is not None)
    elif a.mode and b.mode:
        yield "other_mode", float(b.mode not in settings.modes.get(a.mode, ()))
    elif a.mode in settings.own_acts or b.mode in settings.own_acts:
        yield "other_mode", 1.0


def _plan_of(a: Traits, b: Traits, settings: Settings) -> bool:
    """Is one the plan of the other, told under the type that plans of its type have?"""
    return any(
        not plan.happened and settings.planned_as.get(done.event) == plan.event for plan, done in ((a, b), (b, a))
    )


def _time(a: Traits, b: Traits, joining: Joining) -> Iterator[Item]:
    if a.days is None or b.days is None:
        return
    gap = max(a.days.first, b.days.first) - min(a.days.last, b.days.last)
    if gap > 0 or (a.days.dated and b.days.dated):
        yield _dated(a.days, b.days, gap)
    else:
        lag = _lag(a, b)
        near = 1.0 if lag <= 2 else 0.5 if lag <= 7 else 0.0
        yield ("published_late", 1.0) if lag > joining.reach else ("published_near", near)


def _dated(a: Days, b: Days, gap: int) -> Item:
    if gap <= 0:
        return "same_days", min(1.0, math.sqrt(2 / max(a.length, b.length)))
    if gap == 1:
        return "next_day", 1.0
    return "days_apart", min(1 + math.log2(gap) / 5, 2.0)


def _lag(a: Traits, b: Traits) -> int:
    """Days between what is dated and the publication of what is not; or between the publications of two undated ones."""
    anchors = []
    for one in (a, b):
        days = one.days
        anchors.append((days.first, days.last) if days and days.dated else (one.published or 0, one.published or 0))
    return max(0, max(anchors[0][0], anchors[1][0]) - min(anchors[0][1], anchors[1][1]))


def _parties(a: Traits, b: Traits, settings: Settings) -> Iterator[Item]:
    if a.event in settings.mutual or b.event in settings.mutual or _fight_each_other(a) or _fight_each_other(b):
        together = parties_likeness((*a.actors, *a.recipients), (*b.actors, *b.recipients))
        yield "actors", together
        yield "recipients", together
    else:
        yield "actors", parties_likeness(a.actors, b.actors)
        yield "recipients", parties_likeness(a.recipients, b.recipients)


def _fight_each_other(one: Traits) -> bool:
    return len(one.actors) > 1 and not one.recipients


def tolls(a: Range, b: Range) -> Iterator[Item]:
    """How two numbers of dead fit."""
    (low_a, high_a), (low_b, high_b) = a, b
    if a == b and high_a is not None:
        yield "same_toll", min(1.0, low_a / 10)
    elif meet(a, b):
        yield "toll_fits", 1.0
    else:
        small, large = sorted((high_a if high_a is not None else low_a, high_b if high_b is not None else low_b))
        yield "toll_apart", 1 - (small + 1) / (large + 1)


def meet(a: Range, b: Range) -> bool:
    """Can both ranges be true of one number?"""
    return (a[1] is None or b[0] <= a[1]) and (b[1] is None or a[0] <= b[1])
