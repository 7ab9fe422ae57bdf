"""Which pairs of claims are worth comparing: those that share a family of events, a week, and a word of place or party.

Blocking keeps comparing near-linear (Christen 2012, "Data Matching", ch. 4). A word so common that its block grows
beyond a limit is gone through in the order of day and place, each claim with its next neighbours only (the sorted
neighbourhood of Hernández and Stolfo 1995).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from truceline.incidents.names import BEGINNING
from truceline.incidents.settings import Joining, Settings
from truceline.incidents.traits import Traits

_WEEK = 7
_YEAR = 366
_TELLING = 5
"""From this many dead on, the number alone is worth a look."""
_APART = 1
"""Dated claims with more days than this between them are never of one happening, however alike."""

_SORT = "sort "

Pair = tuple[int, int]
Period = tuple[str, str, int]
"""Family of events, unit, and number of the day, week or year."""


def candidates(told: Sequence[Traits], settings: Settings) -> Iterator[Pair]:
    """Pairs of positions (first < second) worth comparing; a pair may come up again in another family."""
    for members in _reports(told, settings):
        yield from _within(told, members, settings.joining)
    seen, before = set[Pair](), ("", "", 0)
    for period, members in sorted(_by_period(told, settings).items()):
        # Claims of one day meet on the next, too: what was seen there need not be seen again.
        known = seen if period == (*before[:2], before[2] + 1) else set[Pair]()
        seen, before = set[Pair](), period
        for pair in _pairs(told, _blocks(told, members), settings.joining, period[1]):
            seen.add(pair)
            if pair not in known:
                yield pair


def _reports(told: Sequence[Traits], settings: Settings) -> Iterator[list[int]]:
    """The claims of each text, by family."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for position, one in enumerate(told):
        for family in _families(one, settings):
            found[one.text_id, family].append(position)
    yield from found.values()


def _families(one: Traits, settings: Settings) -> tuple[str, ...]:
    return settings.families.get(one.event, (one.event,))


def _by_period(told: Sequence[Traits], settings: Settings) -> dict[Period, list[int]]:
    found: dict[Period, list[int]] = defaultdict(list)
    for position, one in enumerate(told):
        periods = list(_periods(one, settings.joining.reach))
        for family in _families(one, settings):
            for unit, number in periods:
                found[family, unit, number].append(position)
    return found


def _blocks(told: Sequence[Traits], members: list[int]) -> dict[str, list[int]]:
    """The claims of one period by each word. Made anew for every period: all at once they would not fit in memory."""
    found: dict[str, list[int]] = defaultdict(list)
    for position in members:
        for word in set(_words(told[position])):
            found[word].append(position)
    return found


def _periods(one: Traits, reach: int) -> Iterator[tuple[str, int]]:
    """The days of a claim that is dated to few, and the weeks in which loosely dated ones may meet it; long spans by years."""
    if one.days is None:
        yield "undated", 0
        return
    first, last = one.days.first, one.days.last + _APART
    if one.days.length > 2 * reach:
        yield from (("year", year) for year in range(first // _YEAR, last // _YEAR + 1))
        return
    if not one.loose:
        yield from (("day", day) for day in range(first, last + 1))
    yield from (("week", week) for week in range(first // _WEEK, last // _WEEK + 1))


def _words(one: Traits) -> Iterator[str]:
    """What a claim is looked for by: names and other words of its places and parties, and sorts of parties."""
    # Who leaves the place unsaid is looked for by the names of its report.
    if not one.placed:
        yield from (f"at {word}" for word in one.around.rare)
    parties = (*one.actors, *one.recipients)
    for word in {w for s in one.spots for w in s.proper or s.common} | one.names:
        yield f"at {word[:BEGINNING]}"
    for name in parties:
        yield from name.tokens()
        yield from (_SORT + kind for kind in name.kinds)
    if one.killed and one.killed[0] >= _TELLING:
        yield f"killed {one.killed[0]}"


def _pairs(told: Sequence[Traits], blocks: dict[str, list[int]], joining: Joining, unit: str) -> Iterator[Pair]:
    seen: set[Pair] = set()
    for word, members in sorted(blocks.items()):
        # A sort of party that many claims of the time share says nothing.
        if word.startswith(_SORT) and len(members) > joining.sorts:
            continue
        for pair in _within(told, members, joining):
            a, b = told[pair[0]], told[pair[1]]
            if unit == "week" and not (a.loose or b.loose):
                continue
            # Those that share a day, or the day after, are near enough.
            if pair not in seen and (unit == "day" or _may_meet(a, b)):
                seen.add(pair)
                yield pair


def _within(told: Sequence[Traits], members: list[int], joining: Joining) -> Iterator[Pair]:
    if len(members) <= joining.block:
        yield from combinations(members, 2)
        return
    near = sorted(members, key=lambda position: (*_order(told[position]), position))
    for i, first in enumerate(near):
        for second in near[i + 1 : i + 1 + joining.window]:
            yield (first, second) if first < second else (second, first)


def _order(one: Traits) -> tuple[int, str, int]:
    day = one.days.first if one.days and one.days.dated else one.published or 0
    place = min((w for s in one.spots for w in s.proper), default="")
    return day, place, one.killed[0] if one.killed else 0


def _may_meet(a: Traits, b: Traits) -> bool:
    if a.days is None or b.days is None:
        return True
    return max(a.days.first, b.days.first) - min(a.days.last, b.days.last) <= _APART
