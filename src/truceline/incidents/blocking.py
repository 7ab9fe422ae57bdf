"""Which pairs of claims are worth comparing: those that share a family of events, a week, and a word of place or party.

Blocking keeps comparing near-linear (Christen 2012, "Data Matching", ch. 4). A word so common that its block grows
beyond a limit is gone through in the order of day and place, each claim with its next neighbours only (the sorted
neighbourhood of Hernández and Stolfo 1995).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from truceline.incidents.settings import Joining, Settings
from truceline.incidents.traits import Traits

_WEEK = 7
_YEAR = 366
_TELLING = 5
"""From this many dead on, the number alone is worth a look."""
_FAR = 1
"""Days between two dated claims from which on they are never of one happening, however alike."""

Pair = tuple[int, int]
Block = dict[str, list[int]]


def candidates(told: Sequence[Traits], settings: Settings) -> Iterator[Pair]:
    """Pairs of positions (first < second) worth comparing; a pair may come up in several weeks or families."""
    for _, blocks in sorted(_blocks(told, settings).items()):
        yield from _pairs(told, blocks, settings.joining)


def _blocks(told: Sequence[Traits], settings: Settings) -> dict[tuple[str, str], Block]:
    found: dict[tuple[str, str], Block] = defaultdict(lambda: defaultdict(list))
    for position, one in enumerate(told):
        words = set(_tokens(one))
        for family in settings.families.get(one.event, (one.event,)):
            for period in _periods(one, settings.joining.reach):
                block = found[family, period]
                for word in words:
                    block[word].append(position)
            found[family, "report"][one.text_id].append(position)
    return found


def _periods(one: Traits, reach: int) -> Iterable[str]:
    """The weeks that a claim may be of; years where it tells of longer spans."""
    if one.days is None:
        return ("undated",)
    first, last = one.days.first, one.days.last + 1
    if one.days.length > 2 * reach:
        return (f"year {year}" for year in range(first // _YEAR, last // _YEAR + 1))
    return (f"week {week}" for week in range(first // _WEEK, last // _WEEK + 1))


def _tokens(one: Traits) -> Iterator[str]:
    for spot in one.spots:
        for word in spot.proper or spot.common:
            yield f"at {word[:5]}"
    for name in (*one.actors, *one.recipients):
        yield from name.tokens()
    if one.killed and one.killed[0] >= _TELLING:
        yield f"killed {one.killed[0]}"


def _pairs(told: Sequence[Traits], blocks: Block, joining: Joining) -> Iterator[Pair]:
    seen: set[Pair] = set()
    for _, members in sorted(blocks.items()):
        for pair in _within(told, members, joining):
            if pair not in seen and _may_meet(told[pair[0]], told[pair[1]]):
                seen.add(pair)
                yield pair


def _within(told: Sequence[Traits], members: list[int], joining: Joining) -> Iterator[Pair]:
    if len(members) <= joining.block:
        for i, first in enumerate(members):
            for second in members[i + 1 :]:
                yield first, second
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
    return max(a.days.first, b.days.first) - min(a.days.last, b.days.last) <= _FAR
