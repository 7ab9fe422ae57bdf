"""The time line of a conflict: days, weeks from Monday, or months, without gaps."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from truceline.processes.phases import phase_on
from truceline.processes.process import Bin, Conflict, Phase, PhaseSpan

Every = Literal["day", "week", "month"]
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Tally:
    """The incidents of force of one day: how many, how many killed and injured, by the acting party's id.

    `killed_high` is None where only a lower bound is told. An incident of several acting parties counts for each of them.
    """

    day: dt.date
    attacks: int
    killed_low: int
    killed_high: int | None
    injured_low: int
    attacks_by: tuple[tuple[str, int], ...] = ()
    killed_by: tuple[tuple[str, int], ...] = ()


def series(
    conflict: Conflict,
    tallies: Iterable[Tally],
    *,
    every: Every = "week",
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> tuple[Bin, ...]:
    """Every bin from the conflict's first day, or `since`, to its last, or `until`; () for a conflict without days."""
    first, last = since or conflict.first, until or conflict.last
    if first is None or last is None or last < first:
        return ()
    by_bin: dict[dt.date, list[Tally]] = {}
    for tally in tallies:
        by_bin.setdefault(begins(tally.day, every), []).append(tally)
    steps = Counter(begins(s.start, every) for s in conflict.steps if not s.planned)
    return tuple(
        _bin(start, end, by_bin.get(start, ()), steps[start], phase_between(conflict.phases, start, end))
        for start, end in bins(first, last, every)
    )


def begins(day: dt.date, every: Every) -> dt.date:
    """The first day of the bin of a day."""
    if every == "day":
        return day
    return day.replace(day=1) if every == "month" else day - dt.timedelta(days=day.weekday())


def bins(first: dt.date, last: dt.date, every: Every) -> Iterator[tuple[dt.date, dt.date]]:
    """First and last day of every bin from that of one day to that of another."""
    start = begins(first, every)
    while start <= last:
        following = _next(start, every)
        yield start, following - _DAY
        start = following


def _next(start: dt.date, every: Every) -> dt.date:
    if every == "month":
        return (start + dt.timedelta(days=31)).replace(day=1)
    return start + (_DAY if every == "day" else dt.timedelta(days=7))


def _bin(start: dt.date, end: dt.date, tallies: Sequence[Tally], steps: int, phase: Phase) -> Bin:
    highs = [t.killed_high for t in tallies]
    return Bin(
        start=start,
        end=end,
        attacks=sum(t.attacks for t in tallies),
        killed_low=sum(t.killed_low for t in tallies),
        killed_high=None if None in highs else sum(h for h in highs if h is not None),
        injured_low=sum(t.injured_low for t in tallies),
        steps=steps,
        phase=phase,
        attacks_by=_summed(t.attacks_by for t in tallies),
        killed_by=_summed(t.killed_by for t in tallies),
    )


def _summed(counts: Iterable[tuple[tuple[str, int], ...]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for party, number in chain.from_iterable(counts):
        found[party] = found.get(party, 0) + number
    return dict(sorted(found.items()))


def phase_between(spans: Sequence[PhaseSpan], start: dt.date, end: dt.date) -> Phase:
    """The phase of most days from one to another, both inclusive; of two with as many, the earlier one."""
    overlap: dict[Phase, int] = {}
    for span in spans:
        first, last = max(span.start, start), min(span.end or end, end)
        if first <= last:
            overlap[span.phase] = overlap.get(span.phase, 0) + (last - first).days + 1
    return max(overlap, key=lambda p: overlap[p]) if overlap else phase_on(spans, end)
