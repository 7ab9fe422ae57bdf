"""Periods of the calendar, and the days a number of units on; what all meanings of time expressions share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Literal, Protocol

from dateutil.relativedelta import relativedelta

Interval = tuple[dt.date, dt.date]
Unit = Literal["hour", "day", "week", "month", "quarter", "year", "decade"]
Turn = Literal["last", "this", "next"]
DAY = dt.timedelta(days=1)


class Meaning(Protocol):
    """What a time expression names."""

    def interval(self, today: dt.date | None, *, future: bool) -> Interval | None:
        """The interval named on the day `today`; None if it cannot be told.

        `future`: the words tell of something to come, so an open "Friday" is the next one.
        """


def shift(day: dt.date, unit: Unit, n: int) -> dt.date | None:
    """The day n units on (back, if negative), hours rounded up to days; None outside the calendar."""
    try:
        if unit in ("hour", "day"):
            return day + dt.timedelta(days=n if unit == "day" else n // 24 if n < 0 else -(-n // 24))
        months = {"week": 0, "month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
        return day + (relativedelta(months=months * n) if months else dt.timedelta(weeks=n))
    except (OverflowError, ValueError):
        return None


def period(day: dt.date, unit: Unit) -> Interval:
    """The day, Monday-to-Sunday week, month, quarter, year or decade that holds a day."""
    if unit in ("hour", "day"):
        return day, day
    if unit == "week":
        start = day - dt.timedelta(days=day.weekday())
        return start, start + 6 * DAY
    months = {"month": 1, "quarter": 3}.get(unit, 12)
    start = day.replace(day=1, month=(day.month - 1) // months * months + 1)
    if unit == "decade":
        start, months = start.replace(year=max(start.year // 10 * 10, 1)), 120
    return start, start + relativedelta(months=months) - DAY


def nearest_year(at: Callable[[int], Interval | None], today: dt.date, *, future: bool) -> Interval | None:
    """Of something that comes once a year, the last begun by today, or (future) the first not over."""
    years = range(today.year - 1, today.year + 9) if future else range(today.year + 1, today.year - 9, -1)
    for year in years:
        found = at(year) if 1 < year < 9990 else None
        if found and (found[1] >= today if future else found[0] <= today):
            return found
    return None
