"""From days and counts to places on a drawing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from truceline.tables import day

_STEPS = (1, 2, 5)


@dataclass(frozen=True)
class TimeScale:
    """Days from `start` to `end` (inclusive) laid out between two places."""

    start: dt.date
    end: dt.date
    left: float
    right: float

    def at(self, when: dt.date) -> float:
        """Where a day begins."""
        whole = (self.end - self.start).days + 1
        part = (when - self.start).days / whole
        return self.left + (self.right - self.left) * min(max(part, 0.0), 1.0)

    def after(self, when: dt.date) -> float:
        """Where a day ends."""
        return self.at(when + dt.timedelta(days=1))


def nice(most: float) -> int:
    """The least round number (1, 2, 5, 10, 20 …) that is not under the greatest value; 1 at least."""
    size = 1
    while True:
        for step in _STEPS:
            if step * size >= most:
                return step * size
        size *= 10


@dataclass(frozen=True)
class Tick:
    """A mark on the line of time."""

    when: dt.date
    words: str
    strong: bool = False


def ticks(start: dt.date, end: dt.date, room: int = 24) -> list[Tick]:
    """Marks for days, months or years, about `room` of them at most; the first of a year stands out."""
    days = (end - start).days + 1
    if days <= 45:
        every = 1 + days // room
        return [Tick(d, day(d).rsplit(" ", 1)[0]) for d in _each_day(start, end, every)]
    months = days // 30
    every = next((n for n in (1, 2, 3, 6) if months / n <= room), 12)
    found = [Tick(d, *_month(d)) for d in _each_month(start, end) if (d.month - 1) % every == 0]
    return found[:: 1 + len(found) // room] if every == 12 else found


def _month(first: dt.date) -> tuple[str, bool]:
    return (str(first.year), True) if first.month == 1 else (day(first).split()[1], False)


def _each_day(start: dt.date, end: dt.date, every: int) -> Iterator[dt.date]:
    for n in range(0, (end - start).days + 1, every):
        yield start + dt.timedelta(days=n)


def _each_month(start: dt.date, end: dt.date) -> Iterator[dt.date]:
    first = start.replace(day=1)
    while first <= end:
        if first >= start:
            yield first
        first = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
