"""The atoms of time expressions: the words and numbers that name a time by themselves, and what each means.

One regular expression finds them all (`timewords.pattern`); a small function for each kind says what it means.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal, cast

from truceline.reading import intervals as iv
from truceline.reading.periods import Meaning, Unit
from truceline.reading.timeparts import (
    STEP,
    date_of,
    exists,
    month_of,
    number_of,
    quantity_of,
    turn_of,
    unit_of,
    year_of,
)
from truceline.reading.timewords import pattern, words

Match = re.Match[str]


@dataclass(frozen=True)
class Atom:
    """A word or several that name a time, at [start, end) of the text.

    `bare` months, seasons and years are times only in the right surroundings. `count`, units and number, is set in place
    of the meaning where it counts from another time of the text; `within` makes a meaning of the time told last. None of
    the three: a time that cannot be told.
    """

    start: int
    end: int
    meaning: Meaning | None
    bare: Literal["month", "ambiguous month", "season", "year"] | None = None
    count: tuple[Unit, int] | None = None
    within: Callable[[Meaning], Meaning] | None = None
    in_month: bool = False
    """Needs a month to lie in ("the 14th"), for which a year told before is not enough."""
    near: bool = False
    """Counts only from a time that stands right before ("on Thursday, a day after")."""
    of_day: bool = False
    """Counts only from some day, not from a year told since ("that evening")."""


def atoms(text: str) -> Iterator[Atom]:
    """The atoms of a text in order, none overlapping another; dates that are parts of names left out."""
    for match in pattern().finditer(text):
        kind = cast(str, match.lastgroup)
        if kind in _NAMEABLE and _in_name(text, match):
            continue
        atom = _BUILDERS[kind](match)
        if atom is not None:
            yield atom


_NAMEABLE = frozenset(("date", "feast", "weekday", "month", "near"))


def _in_name(text: str, match: Match) -> bool:
    """Whether a date is part of a name: "Bloody Sunday", "the Sunday Times", "the Sept. 11 attacks"."""
    found = words()
    if match[0][0].isupper() and found.named_before.search(text[max(0, match.start() - 20) : match.start()]):
        return True
    if match.lastgroup == "near":
        return False
    if found.named_after.match(text, match.end()):
        return True
    if match.lastgroup != "date" or not found.terror_after.match(text, match.end()):
        return False
    year, month, days = date_of(match[0])
    return year is None and (month, days[0]) in found.terror_dates


_LASTING = re.compile(r"\b(?:will|would|to|shall|could|may|might|should|must|can|not|'ll)\s+$", re.IGNORECASE)


def _atom(match: Match, meaning: Meaning) -> Atom:
    return Atom(match.start(), match.end(), meaning)


def _read_date(match: Match) -> Atom | None:
    year, month, days = date_of(match[0])
    if not all(exists(month, day) for day in days):
        return None
    ends = [iv.Calendar(year, month, day) for day in days]
    return _atom(match, ends[0] if len(ends) == 1 else iv.Span(ends[0], ends[-1]))


def _read_iso(match: Match) -> Atom | None:
    year, month, day = map(int, match[0].split("-"))
    return _atom(match, iv.Calendar(year, month, day)) if 1 <= month <= 12 and exists(month, day) else None


def _read_month(match: Match) -> Atom:
    month = month_of(match[0])
    bare: Literal["month", "ambiguous month"] = "ambiguous month" if month in words().ambiguous_months else "month"
    return Atom(match.start(), match.end(), iv.Calendar(None, month), bare=bare)


def _read_years(match: Match) -> Atom | None:
    first, last = re.findall(r"\d+", match[0])
    ends = int(first), int(last if len(last) == 4 else first[:2] + last)
    return _atom(match, iv.Span(iv.Calendar(ends[0]), iv.Calendar(ends[1]))) if ends[0] < ends[1] else None


def _read_decade(match: Match) -> Atom:
    start = int(match[0][:4])
    return _atom(match, iv.Span(iv.Calendar(start), iv.Calendar(start + 9)))


def _read_feast(match: Match) -> Atom:
    year, name = year_of(match[0]), re.sub(r",?\s+(?:of\s+)?\d+$", "", match[0])
    if name in words().easter:
        return _atom(match, iv.MovableFeast(words().easter[name], year))
    return _atom(match, iv.Calendar(year, *words().feasts[name]))


def _read_weekday(match: Match) -> Atom:
    lower = match[0].lower()
    index = next(n for word, n in words().weekdays.items() if word in lower)
    turn = turn_of(lower)
    if lower.endswith("week"):
        return _atom(match, iv.Weekday(index, week=STEP[lower.split()[-2]]))
    return _atom(match, iv.Weekday(index, turn))


def _read_ago(match: Match) -> Atom | None:
    lower = match[0].lower()
    if "weekend" in lower:
        return None
    unit, n = quantity_of(lower)
    return _atom(match, iv.Relative(unit, -n))


def _read_count(match: Match) -> Atom | None:
    lower = match[0].lower()
    if "weekend" in lower:
        return None
    unit, n = quantity_of(lower)
    return Atom(match.start(), match.end(), None, count=(unit, -n if lower.endswith(("earlier", "before")) else n))


def _read_same(match: Match) -> Atom | None:
    lower = match[0].lower()
    if "weekend" in lower or "hour" in lower:
        return None
    back = re.search(r"\b(?:previous|preceding|before)\b", lower)
    on = re.search(r"\b(?:next|following|after)\b", lower)
    unit, n = unit_of(lower), -1 if back else 1 if on else 0
    return Atom(match.start(), match.end(), None, count=(unit, n), of_day=unit == "day" and n == 0)


def _read_window(match: Match) -> Atom | None:
    if match[0].lower().startswith("last") and _LASTING.search(
        match.string[max(0, match.start() - 12) : match.start()]
    ):
        return None  # "will last one month"
    lower = match[0].lower()
    if "weekend" in lower:
        return None
    one = re.fullmatch(r"the\s+\w+\s+\w+", lower) and not re.search(r"\d", lower) and lower.split()[-1] in _UNITS
    n = 1 if one else number_of(re.sub(r"^(?:the\s+)?\w+\s+", "", lower))
    ahead = re.search(r"\b(?:coming|next|within)\b", lower)
    within = lower.startswith("within")
    return _atom(match, iv.Window(unit_of(lower), n if ahead else -n, within=within))


_UNITS = frozenset(("hour", "day", "night", "week", "month", "quarter", "year", "decade"))


def _read_turn(match: Match) -> Atom | None:
    lower = match[0].lower()
    turn, last = turn_of(lower) or "this", lower.split()[-1]
    if last == "weekend":
        return _atom(match, iv.Weekday(5, turn, days=2))
    if last in words().seasons:
        return _atom(match, iv.Season(words().seasons[last], turn=turn))
    if last in ("hour", "day", "night"):
        return _atom(match, iv.Relative("day", -1)) if lower == "last night" else None
    meaning: Meaning = iv.Relative(cast(Unit, last), STEP[turn])
    return _atom(match, iv.Bounded(meaning, "since") if lower.startswith("so") else meaning)


def _read_whole(match: Match) -> Atom:
    lower = match[0].lower()
    if lower.endswith("weekend"):
        return _atom(match, iv.Weekday(5, days=2))
    k = {"end": 2, "middle": 1}.get(lower.split()[0], 0)
    return _atom(match, iv.Part(iv.Relative(unit_of(lower), 0), k, 3))


def _read_near(match: Match) -> Atom:
    lower = match[0].lower()
    if lower == "overnight":
        return _atom(match, iv.Window("day", -1))
    n = 2 if "after" in lower else -2 if "before" in lower else 1 if "tomorrow" in lower else 0
    if lower.startswith(("yesterday", "last")):
        n = -1
    return _atom(match, iv.Relative("day", n))


def _read_season(match: Match) -> Atom:
    return _atom(match, iv.Season(words().seasons[match[0].lower().split()[0]], year_of(match[0])))


def _read_month_of_turn(match: Match) -> Atom:
    turn = match[0].lower().split()[-2]
    return _atom(match, iv.MonthIn(iv.Relative("year", STEP[turn]), month_of(match[0])))


def _read_that_month(match: Match) -> Atom:
    month = month_of(match[0])
    return Atom(match.start(), match.end(), None, within=lambda anchor: iv.MonthIn(anchor, month))


def _read_ordinal(match: Match) -> Atom | None:
    day = number_of(match[0].lower())
    if not 1 <= day <= 31:
        return None
    return Atom(match.start(), match.end(), None, within=lambda anchor: iv.DayIn(anchor, day), in_month=True)


def _read_offset(match: Match) -> Atom | None:
    lower = match[0].lower()
    if "weekend" in lower:
        return None
    unit, n = quantity_of(lower)
    after = re.match(r"\s+after\b", match.string[match.end() :], re.IGNORECASE) is not None
    return Atom(match.start(), match.end(), None, count=(unit, -n if after else n), near=True)


def _read_then(match: Match) -> Atom:
    return Atom(match.start(), match.end(), None, count=("day", 0))


def _read_the_season(match: Match) -> Atom:
    first = words().seasons[match[0].lower().split()[-1]]
    return Atom(match.start(), match.end(), iv.Season(first), bare="season")


_BUILDERS: dict[str, Callable[[Match], Atom | None]] = {
    "iso": _read_iso,
    "date": _read_date,
    "month_year": lambda m: _atom(m, iv.Calendar(year_of(m[0]), month_of(m[0]))),
    "month_of_turn": _read_month_of_turn,
    "that_month": _read_that_month,
    "ordinal": _read_ordinal,
    "offset": _read_offset,
    "then": _read_then,
    "the_season": _read_the_season,
    "month_turn": lambda m: _atom(m, iv.MonthByTurn(month_of(m[0]), turn_of(m[0].lower()) or "last")),
    "decade": _read_decade,
    "years": _read_years,
    "year": lambda m: Atom(m.start(), m.end(), iv.Calendar(int(m[0])), bare="year"),
    "feast": _read_feast,
    "weekday": _read_weekday,
    "ago": _read_ago,
    "count": _read_count,
    "same": _read_same,
    "shortly": lambda m: Atom(m.start(), m.end(), None, count=("day", 0), of_day=True),
    "window": _read_window,
    "turn": _read_turn,
    "whole": _read_whole,
    "near": _read_near,
    "season_year": _read_season,
    "month": _read_month,
}
