"""The evidence that two claims speak of the same happening, and the log-odds that it adds up to.

A logistic score over agreements and disagreements of fields, as in record linkage (Fellegi and Sunter 1969, "A Theory
for Record Linkage"); the weights stand in data/incidents.yaml.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from truceline.incidents.names import KNOWN_OTHER, parties_likeness
from truceline.incidents.settings import Settings
from truceline.incidents.spots import Nearness, Spot, spots_likeness
from truceline.incidents.traits import Around, Days, Range, Traits

_WEEK = 7
"""Reports further apart, in days, that say neither when nor where hardly mean one happening."""


def log_odds(a: Traits, b: Traits, settings: Settings, near: Nearness, least: float = -math.inf) -> float:
    """The log-odds that two claims tell the same happening: what speaks for and against it, by the weights.

    A pair that cannot reach `least` any more is not gone through to the end: its value is then below that, and no more.
    """
    weights = settings.weights
    total = weights["bias"] + _kind(a, b, settings) + _time(a, b, settings)
    place = _place(a, b, near)
    total += weights["same_place"] * place if place > 0 else weights["other_place"] * -place
    if a.killed and b.killed:
        total += tolls(a.killed, b.killed, weights)
    if total + settings.most < least:
        return total + settings.most
    return total + _parties(a, b, settings) + _words(a, b, weights) + _breath(a, b, settings)


def _place(a: Traits, b: Traits, near: Nearness) -> float:
    """How well the places of two claims fit. One that the words of the other name, too, is no other place."""
    found = spots_likeness(a.spots, b.spots, near)
    return 0.0 if found < 0 and (_mentions(a, b.spots) or _mentions(b, a.spots)) else found


def _mentions(one: Traits, places: Iterable[Spot]) -> bool:
    return any(not one.names.isdisjoint(place.proper) for place in places)


def _words(a: Traits, b: Traits, weights: Mapping[str, float]) -> float:
    # As if there were two words more: quotes of a word or two share them by chance.
    fewest = min(a.words.bit_count(), b.words.bit_count())
    found = weights["words"] * (a.words & b.words).bit_count() / (fewest + 2)
    if not a.names.isdisjoint(b.names) and not (a.placed and b.placed):
        found += weights["names"]
    return found


def _breath(a: Traits, b: Traits, settings: Settings) -> float:
    """What it says that two claims stand in one report, near one another or not, by one voice or not, or in two reports."""
    weights = settings.weights
    if a.text_id != b.text_id:
        return _story(a.around, b.around, weights)
    first, second = (a, b) if a.span <= b.span else (b, a)
    within = second.span[0] < first.span[1]
    # What one sentence tells within another is mostly one event, told twice; but not of two parties.
    turned = (second.turns and first.span[0] < second.span[0]) or (within and parties_likeness(a.actors, b.actors) < 0)
    found = weights["turned"] if turned else 0.0
    if a.voice == b.voice and not within:
        found += weights["same_breath"]
    if a.bare or b.bare:
        # Counts of a period are set against one another over a whole report.
        off = 0 if a.many and b.many else second.span[0] - first.span[0]
        found += weights["report_context"] / (1 + off / settings.joining.beside)
    return found


def _story(a: Around, b: Around, weights: Mapping[str, float]) -> float:
    """What it says that two reports share a name, or none."""
    if not a.rare.isdisjoint(b.rare):
        return weights["story"]
    return weights["strangers"] if a.names and b.names and a.names.isdisjoint(b.names) else 0.0


def disagree(a: Traits, b: Traits, near: Nearness) -> bool:
    """Whether two claims cannot tell one happening, whatever else fits: another place, another day, or many against one.

    Nor where two known parties did it, unless in one place: then sources disagree about who it was.
    """
    place = _place(a, b, near)
    if a.many != b.many or place < 0:
        return True
    if place == 0 and a.actors and b.actors and parties_likeness(a.actors, b.actors) <= KNOWN_OTHER:
        return True
    if not (a.days and b.days and a.days.dated and b.days.dated):
        return False
    return max(a.days.first, b.days.first) - min(a.days.last, b.days.last) > 1


def _kind(a: Traits, b: Traits, settings: Settings) -> float:
    weights, found = settings.weights, 0.0
    if a.event != b.event and not _plan_of(a, b, settings):
        found += weights["other_type"]
    if a.many != b.many:
        found += weights["many"]
    if a.mode == b.mode:
        return found + (weights["same_mode"] if a.mode is not None else 0.0)
    if a.mode and b.mode:
        other = b.mode not in settings.modes.get(a.mode, ())
    else:
        other = a.mode in settings.own_acts or b.mode in settings.own_acts
    return found + (weights["other_mode"] if other else 0.0)


def _plan_of(a: Traits, b: Traits, settings: Settings) -> bool:
    """Is one the plan of the other, told under the type that plans of its type have?"""
    return any(
        not plan.happened and settings.planned_as.get(done.event) == plan.event for plan, done in ((a, b), (b, a))
    )


def _time(a: Traits, b: Traits, settings: Settings) -> float:
    if a.days is None or b.days is None:
        return 0.0
    gap = max(a.days.first, b.days.first) - min(a.days.last, b.days.last)
    if gap > 0 or (a.days.dated and b.days.dated):
        return _dated(a.days, b.days, gap, settings.weights)
    lag = _lag(a, b)
    if lag > (_WEEK if a.bare and b.bare else settings.joining.reach):
        return settings.weights["published_late"]
    return settings.weights["published_near"] * (1.0 if lag <= 2 else 0.5 if lag <= 7 else 0.0)


def _dated(a: Days, b: Days, gap: int, weights: Mapping[str, float]) -> float:
    if gap <= 0:
        return weights["same_days"] * min(1.0, math.sqrt(2 / max(a.length, b.length)))
    if gap == 1:
        return weights["next_day"]
    return weights["days_apart"] * min(1 + math.log2(gap) / 5, 2.0)


def _lag(a: Traits, b: Traits) -> int:
    """Days between what is dated and the publication of what is not; or between the publications of two undated ones."""
    anchors = []
    for one in (a, b):
        days = one.days
        anchors.append((days.first, days.last) if days and days.dated else (one.published or 0, one.published or 0))
    return max(0, max(anchors[0][0], anchors[1][0]) - min(anchors[0][1], anchors[1][1]))


def _parties(a: Traits, b: Traits, settings: Settings) -> float:
    weights = settings.weights
    if a.event in settings.mutual or b.event in settings.mutual or _fight_each_other(a) or _fight_each_other(b):
        together = parties_likeness((*a.actors, *a.recipients), (*b.actors, *b.recipients))
        return (weights["actors"] + weights["recipients"]) * together
    actors = weights["actors"] * parties_likeness(a.actors, b.actors)
    return actors + weights["recipients"] * parties_likeness(a.recipients, b.recipients)


def _fight_each_other(one: Traits) -> bool:
    return len(one.actors) > 1 and not one.recipients


def tolls(a: Range, b: Range, weights: Mapping[str, float]) -> float:
    """How two numbers of dead fit."""
    (low_a, high_a), (low_b, high_b) = a, b
    if a == b and high_a is not None:
        return weights["same_toll"] * min(1.0, low_a / 10)
    if meet(a, b):
        return weights["toll_fits"]
    small, large = sorted((high_a if high_a is not None else low_a, high_b if high_b is not None else low_b))
    return weights["toll_apart"] * (1 - (small + 1) / (large + 1))


def meet(a: Range, b: Range) -> bool:
    """Can both ranges be true of one number?"""
    return (a[1] is None or b[0] <= a[1]) and (b[1] is None or a[0] <= b[1])
