"""When a report was published, from the strongest evidence there is, and a note where that took an inference."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from truceline.intake.datelines import dateline
from truceline.intake.dates import WORDED, PartialDate, date_in_name, partial_date, years_in

NO_DATE_NOTE = "no publication date: relative dates are left unresolved"
"""The note of a record whose report has no publication date."""

NEAR = dt.timedelta(days=31)
"""A date in a file name or address speaks for the year of a dateline when the dateline is at most this much older."""

_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)[^\n]{0,40}", re.IGNORECASE)
_DAY = re.compile(WORDED, re.IGNORECASE | re.ASCII)


@dataclass(frozen=True)
class Publication:
    """The date of publication and what has to be said about how it was found."""

    date: dt.date | None
    notes: tuple[str, ...] = ()


def publication(text: str, *, stated: dt.date | None, names: dict[str, str]) -> Publication:
    """The date of publication of a report.

    `stated` is what metadata or the user says, and decides. Else the dateline does, with its year, where left out,
    from `names` (what it is → the name: a file name, a web address) or from the text; else a full date in a name.
    """
    if stated:
        return Publication(stated)
    opening = dateline(text)
    if opening is None or opening.date is None:
        return _from_names(names)
    if full := opening.date.date():
        return Publication(full)
    return _with_year(opening.date, text, names)


def _from_names(names: dict[str, str]) -> Publication:
    for kind, name in names.items():
        if found := date_in_name(name):
            return Publication(found, (f"publication date {found} taken from the {kind}",))
    return Publication(None, (NO_DATE_NOTE,))


def _with_year(day: PartialDate, text: str, names: dict[str, str]) -> Publication:
    for kind, name in names.items():
        if found := _year_from_name(day, name):
            return Publication(found, (_inferred(found, kind),))
    if found := _year_from_text(day, text):
        return Publication(found, (_inferred(found, "text"),))
    unsaid = f'the dateline says "{day}" without a year, and nothing else gives it: state the date of publication'
    return Publication(None, (NO_DATE_NOTE, unsaid))


def _inferred(date: dt.date, kind: str) -> str:
    return f"publication date {date}: day and month from the dateline, year from the {kind}"


def _year_from_name(day: PartialDate, name: str) -> dt.date | None:
    if dated := date_in_name(name):
        # A report may be stored a day before its dateline where time zones differ, or some weeks after it.
        candidates = (day.in_year(dated.year + step) for step in (1, 0, -1))
        return next((c for c in candidates if c and -NEAR <= c - dated <= dt.timedelta(days=1)), None)
    years = years_in(name)
    return day.in_year(years.pop()) if len(years) == 1 else None


def _year_from_text(day: PartialDate, text: str) -> dt.date | None:
    """The year that the text itself gives: the same day written in full, or the one year of its copyright lines."""
    dates = (partial_date(m) for m in _DAY.finditer(text))
    years = {d.year for d in dates if d and d.year and (d.month, d.day) == (day.month, day.day)}
    if not years:
        years = {y for line in _COPYRIGHT.findall(text) for y in years_in(line)}
    return day.in_year(years.pop() or 0) if len(years) == 1 else None
