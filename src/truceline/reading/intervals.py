"""The meanings of time expressions: what each names, and the interval it is on a given publication date.

Every meaning is at the granularity of its words, as in TIMEX3 (TimeML; Pustejovsky et al., 2003): "two weeks ago" is a
week from Monday to Sunday, "last year" a calendar year. An interval is a pair of dates, both inclusive.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

from truceline.reading.periods import DAY, Interval, Meaning, Turn, Unit, nearest_year, period, shift


@dataclass(frozen=True)
class Calendar:
    """A day, month or year of the calendar; one without a year is the nearest in the past or, if future, to come."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def interval(self, today: dt.date | None, *, future: bool) -> Interval | None:
        """See Meaning."""
        if self.year is not None:
            return self._in(self.year)
        return nearest_year(self._in, today, future=future) if today else None

    def _in(self, year: int) -> Interval | None:
        try:
            start = dt.date(year, self.month or 1, self.day or 1)
        except ValueError:
            return None
        return period(start, "day" if self.day else "month" if self.month else "year")


@dataclass(frozen=True)
class Season:
    """Three months from `first`; winter belongs to the year in which it begins."""

    first: int
    year: int | None = None
    turn: Turn | None = None

    def interval(self, today: dt.date | None, *, future: bool) -> Interval | None:
        """See Meaning."""
        if self.year is not None:
            return self._in(self.year)
        if today is None:
            return None
        if self.turn == "this":
            return self._in(today.year)
        if self.turn == "last":
            found = nearest_year(self._in, today, future=False)
            return self._in(found[0].year - 1) if found and found[1] >= today else found
        return nearest_year(self._in, today, future=future or self.turn == "next")

    def _in(self, year: int) -> Interval:
        start = dt.date(year, self.first, 1)
        return start, start + relativedelta(months=3) - DAY


@dataclass(frozen=True)
class MovableFeast:
    """A day counted from Easter Sunday (Gregorian)."""

    offset: int
    year: int | None = None

    def interval(self, today: dt.date | None, *, future: bool) -> Interval | None:
        """See Meaning."""
        if self.year is not None:
            return self._in(self.year)
        return nearest_year(self._in, today, future=future) if today else None

    def _in(self, year: int) -> Interval | None:
        if not 1583 <= year <= 4099:
            return None
        day = easter(year) + self.offset * DAY
        return day, day


@dataclass(frozen=True)
class MonthByTurn:
    """ "last May", "this October", "next March"."""

    month: int
    turn: Turn

    def interval(self, today: dt.date | None, *, future: bool) -> Interval | None:
        """See Meaning."""
        if today is None:
            return None
        years = {"last": today.year - (self.month >= today.month), "this": today.year}
        return Calendar(years.get(self.turn, today.year + (self.month <= today.month)), self.month).interval(
            today, future=future
        )


@dataclass(frozen=True)
class Weekday:
    """A day of the week (Monday is 0), or with `days` 2 the weekend; `week` counts weeks from the present one."""

    index: int
    turn: Turn | None = None
    week: int | None = None
    days: int = 1

    def interval(self, today: dt.date | None, *, future: bool) -> Interval | None:
        """See Meaning."""
        if today is None:
            return None
        monday = today - dt.timedelta(days=today.weekday())
        start = monday + dt.timedelta(days=self.index, weeks=self.week or 0)
        if self.week is None:
            start += dt.timedelta(weeks=self._weeks(start, today, future=future))
        return start, start + (self.days - 1) * DAY

    def _weeks(self, start: dt.date, today: dt.date, *, future: bool) -> int:
        """Weeks from the one of this calendar week to the one meant."""
        end = start + (self.days - 1) * DAY
        if self.turn == "last":
            return -(end >= today)
        if self.turn == "next":
            return int(start <= today)
        return int(end < today) if future else -(start > today)


@dataclass(frozen=True)
class Relative:
    """The period `n` units from the present one: "yesterday", "last week", "two months ago"."""

    unit: Unit
    n: int

    def interval(self, today: dt.date | None, *, future: bool) -> Interval | None:
        """See Meaning."""
        day = shift(today, self.unit, self.n) if today else None
        return period(day, self.unit) if day else None


@dataclass(frozen=True)
class Window:
    """The `n` units up to the publication date (negative) or from it on: "the past 24 hours"."""

    unit: Unit
    n: int
    within: bool = False
    """ "within 24 hours": the next ones, or the last if told of as past."""

    def interval(self, today: dt.date | None, *, future: bool) -> Interval | None:
        """See Meaning."""
        other = shift(today, self.unit, -self.n if self.within and not future else self.n) if today else None
        return (min(today, other), max(today, other)) if today and other else None


@dataclass(frozen=True)
class Part:
    """The `k`-th of `of` equal parts (from 0): early, mid and late are thirds; whole months where they divide evenly."""

    whole: Meaning
    k: int
    of: int
    parts: int = 1

    def interval(self, today: dt.date | None, *, future: bool) -> Interval | None:
        """See Meaning."""
        found = self._of(self.whole, today, future=future)
        if found and today and found[0] > today and not future and self.whole == Relative("year", 0):
            # Told as past in January, "towards the end of the year" was in the year before.
            return self._of(Relative("year", -1), today, future=future)
        return found

    def _of(self, given: Meaning, today: dt.date | None, *, future: bool) -> Interval | None:
        whole = given.interval(today, future=future)
        if whole is None:
            return None
        start, end = whole
        months = (end.year - start.year) * 12 + end.month - start.month + 1
        if start.day == 1 and (end + DAY).day == 1 and months % self.of == 0:
            step = relativedelta(months=months // self.of)
            return start + step * self.k, start + step * (self.k + self.parts) - DAY
        days = (end - start).days + 1
        low, high = days * self.k // self.of, days * (self.k + self.parts) // self.of
        return start + low * DAY, start + max(high - 1, low) * DAY


@dataclass(frozen=True)
class WeekOf:
    """The `n`-th seven days of a longer period, -1 the last."""

    whole: Meaning
    n: int

    def interval(self, today: dt.date | None, *, future: bool) -> Interval | None:
        """See Meaning."""
        whole = self.whole.interval(today, future=future)
        if whole is None:
            return None
        start, end = whole
        first = end - 6 * DAY if self.n < 0 else start + (self.n - 1) * 7 * DAY
        return max(first, start), min(first + 6 * DAY, end)


@dataclass(frozen=True)
class Bounded:
    """From a time to the publication date ("since"), or from then to a time ("until", "by").

    `by`: one that is past stands for itself. `before`: up to the day before a longer time that lies ahead. "earlier" and "later this week" are bounded by the publication date too.
    """

    inner: Meaning
    side: Literal["since", "until", "by", "before"]

    def interval(self, today: dt.date | None, *, future: bool) -> Interval | None:
        """See Meaning."""
        found = self.inner.interval(today, future=future and self.side != "since")
        if today is None or found is None:
            return None
        if self.side == "since":
            return (found[0], today) if found[0] <= today else None
        if self.side == "before" and found[0] > today and found[0] < found[1]:
            return today, found[0] - dt.timedelta(days=1)
        if found[1] >= today:
            return today, found[1]
        return found if self.side == "by" else None


@dataclass(frozen=True)
class Span:
    """From the start of one time to the end of another; an open first is the last before the second."""

    first: Meaning
    last: Meaning

    def interval(self, today: dt.date | None, *, future: bool) -> Interval | None:
        """See Meaning."""
        last = self.last.interval(today, future=future)
        if last is None:
            return None
        first = self.first.interval(last[0], future=False)
        if isinstance(self.first, (Relative, Window)):
            first = self.first.interval(today, future=future)
        return (first[0], last[1]) if first and first[0] <= last[1] else None


@dataclass(frozen=True)
class Anchored:
    """`n` units after another time that the text tells ("two days later", "the next day"); to the day up to weeks."""

    anchor: Meaning
    unit: Unit
    n: int

    def interval(self, today: dt.date | None, *, future: bool) -> Interval | None:
        """See Meaning."""
        anchor = self.anchor.interval(today, future=future)
        if anchor is None:
            return None
        start, end = (shift(day, self.unit, self.n) for day in anchor)
        if start is None or end is None:
            return None
        return (start, end) if self.unit in ("hour", "day", "week") else period(start, self.unit)


@dataclass(frozen=True)
class MonthIn:
    """A month of the year that another time lies in ("that November", "June last year")."""

    anchor: Meaning
    month: int

    def interval(self, today: dt.date | None, *, future: bool) -> Interval | None:
        """See Meaning."""
        anchor = self.anchor.interval(today, future=future)
        return Calendar(anchor[0].year, self.month).interval(today, future=future) if anchor else None


@dataclass(frozen=True)
class DayIn:
    """A day of the month that another time lies in ("on the 14th")."""

    anchor: Meaning
    day: int

    def interval(self, today: dt.date | None, *, future: bool) -> Interval | None:
        """See Meaning."""
        anchor = self.anchor.interval(today, future=future)
        return Calendar(anchor[0].year, anchor[0].month, self.day).interval(today, future=future) if anchor else None
