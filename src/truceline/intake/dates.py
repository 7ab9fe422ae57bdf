"""Calendar days as news writes them: "Oct. 2", "2 October 2021", "2021-10-02T14:05Z"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,?\s+)?"
_YEAR = r"(?:19|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"

WORDED = (
    rf"{_WEEKDAY}(?:(?P<month1>{_MONTH})\s+(?P<day1>{_DAY})\b(?:,?\s+(?P<year1>{_YEAR})\b)?"
    rf"|(?P<day2>\b{_DAY})\s+(?:of\s+)?(?P<month2>{_MONTH})(?:,?\s+(?P<year2>{_YEAR})\b)?)"
)
"""Regular expression, as text, of a day whose month is a word; the year may be missing. Ignores case."""

_NUMERIC = rf"(?P<year3>{_YEAR})(?P<sep>[-/.]?)(?P<month3>\d\d)(?P=sep)(?P<day3>\d\d)(?!\d)"
_TIME = r"(?:[T\s,]+(?:at\s+)?\d{1,2}[:.h]\d\d.{0,40})?"
_FLAGS = re.IGNORECASE | re.ASCII
_WHOLE = re.compile(rf"\s*{_WEEKDAY}(?:{WORDED}|{_NUMERIC}){_TIME}\s*", _FLAGS)
_YEAR_ANYWHERE = re.compile(rf"(?<!\d){_YEAR}(?!\d)", re.ASCII)
_NUMERIC_IN_NAMES = re.compile(
    rf"(?<!\d)(?P<year3>{_YEAR})(?P<sep>[-_./]?)(?P<month3>0[1-9]|1[0-2])(?P=sep)(?P<day3>[0-2]\d|3[01])(?!\d)",
    re.ASCII,
)


@dataclass(frozen=True)
class PartialDate:
    """A day of a month whose year may be left unsaid."""

    month: int
    day: int
    year: int | None = None

    def in_year(self, year: int) -> dt.date | None:
        """The day in a year; None for 29 February of a year that has none."""
        try:
            return dt.date(year, self.month, self.day)
        except ValueError:
            return None

    def date(self) -> dt.date | None:
        """The full date, None while the year is unsaid."""
        return self.in_year(self.year) if self.year else None

    def __str__(self) -> str:
        words = f"{self.day} {dt.date(2000, self.month, 1):%B}"
        return f"{words} {self.year}" if self.year else words


def parse_date(value: str) -> dt.date:
    """The one day that a value names, its time of day left off.

    Raises ValueError with the cause: no date, a day that does not exist, a year left out, or numbers that
    mean different days in different countries ("02/10/2021").
    """
    match = _WHOLE.fullmatch(value)
    if match is None:
        raise ValueError(f"{value.strip()[:60]!r} is not a date")
    year, month, day = _numbers(match)
    if year is None:
        raise ValueError(f"{value.strip()[:60]!r} has no year")
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise ValueError(f"there is no day {value.strip()[:60]}") from None


def is_date(value: str) -> bool:
    """Whether a whole value is written like a date with a year, be it a real day or not."""
    match = _WHOLE.fullmatch(value)
    return match is not None and _numbers(match)[0] is not None


def partial_date(match: re.Match[str]) -> PartialDate | None:
    """The day in a match of `WORDED`; None when there is no such day."""
    year, month, day = _numbers(match)
    try:
        # A leap year where none is said, so that 29 February passes.
        dt.date(year or 2000, month, day)
    except ValueError:
        return None
    return PartialDate(month, day, year)


def date_in_name(name: str) -> dt.date | None:
    """The date in a file name or web address ("upi-2021-10-02-talks", ".../2021/10/02/..."), None without one."""
    for match in _NUMERIC_IN_NAMES.finditer(name):
        year, month, day = _numbers(match)
        if found := PartialDate(month, day).in_year(year or 0):
            return found
    return None


def years_in(name: str) -> set[int]:
    """Every year written in a file name or line."""
    return {int(y) for y in _YEAR_ANYWHERE.findall(name)}


def _numbers(match: re.Match[str]) -> tuple[int | None, int, int]:
    found = {k[:-1]: v for k, v in match.groupdict().items() if v and k[-1].isdigit()}
    month = found["month"]
    number = int(month) if month.isdigit() else MONTHS.index(month[:3].lower()) + 1
    return int(found["year"]) if "year" in found else None, number, int(re.sub(r"\D", "", found["day"]))
