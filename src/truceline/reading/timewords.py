"""The atoms of time expressions: the words and numbers that name a time by themselves.

One regular expression made from data/times.yaml finds them all; a small function for each kind says what it means.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast

from truceline.gazetteer import load_yaml
from truceline.reading import intervals as iv

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
    meaning: iv.Meaning | None
    bare: Literal["month", "ambiguous month", "season", "year"] | None = None
    count: tuple[iv.Unit, int] | None = None
    within: Callable[[iv.Meaning], iv.Meaning] | None = None
    in_month: bool = False
    """Needs a month to lie in ("the 14th"), for which a year told before is not enough."""
    near: bool = False
    """Counts only from a time that stands right before ("on Thursday, a day after")."""


@dataclass(frozen=True)
class Words:
    """The word lists of data/times.yaml, by word."""

    months: dict[str, int]
    ambiguous_months: frozenset[int]
    weekdays: dict[str, int]
    seasons: dict[str, int]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    feasts: dict[str, tuple[int, int]]
    easter: dict[str, int]
    named_before: re.Pattern[str]
    named_after: re.Pattern[str]
    terror_dates: frozenset[tuple[int, int]]
    terror_after: re.Pattern[str]
    counted_after: re.Pattern[str]


def _any(words: list[str] | dict[str, Any]) -> str:
    return "|".join(re.escape(w) for w in sorted(map(str, words), key=len, reverse=True))


@cache
def words() -> Words:
    """The word lists, read once."""
    data = load_yaml("times.yaml")
    return Words(
        months={name.lower(): n for n, names in data["months"].items() for name in names},
        ambiguous_months=frozenset(data["ambiguous_months"]),
        weekdays={name.lower(): n for n, name in enumerate(data["weekdays"])},
        seasons=data["seasons"],
        numbers=data["numbers"],
        ordinals=data["ordinals"],
        feasts={name: (month, day) for name, (month, day) in data["feasts"].items()},
        easter=data["easter"],
        named_before=re.compile(rf"\b(?:{_any(data['before_name'])})\s+$"),
        named_after=re.compile(rf"\s+(?:{_any(data['after_name'])})\b"),
        terror_dates=frozenset((month, day) for month, day in data["terror_dates"]),
        terror_after=re.compile(rf",?\s+(?:\d{{4}},?\s+)?(?:{_any(data['terror_words'])})\b"),
        counted_after=re.compile(rf"\s+(?:[a-z-]+\s+)?(?:{_any(data['counted'])})\b|\s*(?:%|percent\b)"),
    )


def _capitals(names: list[str]) -> list[str]:
    return names + [name.upper() for name in names]


@cache
def _pattern() -> re.Pattern[str]:
    """All atoms as one expression, a named group for each kind; the longest reading of a place stands first."""
    data = load_yaml("times.yaml")
    months = list(data["months"].values())
    month = rf"(?:{_any(_capitals([name for names in months for name in names]))})\b\.?"
    full = rf"(?:{_any(_capitals([names[0] for names in months]))})\b"
    weekday = rf"(?:{_any(_capitals(data['weekdays']))})\b"
    season, turn = rf"(?:{_any(data['seasons'])})", r"(?i:last|this\s+past|this\s+coming|this|next|the\s+coming)"
    tens = "|".join(w for w, n in data["numbers"].items() if n >= 20)
    number = rf"(?:\d{{1,3}}|(?:{tens})[- ](?:{_any(data['numbers'])})|{_any(data['numbers'])})"
    unit = rf"(?:{_any(data['units'])})"
    led = rf"(?:{weekday},?\s+(?:the\s+)?)?"
    day, year = r"\d{1,2}(?:st|nd|rd|th)?(?!\d)", r"(?:19|20)\d\d\b(?![.,]\d|%|-\w)"
    of_year = rf"(?:,?\s+(?:of\s+)?{year})?"
    part = r"(?:\s+(?:early\s+|late\s+)?(?:morning|afternoon|evening|night)\b)?"
    kinds = {
        "iso": r"(?:19|20)\d\d-[01]\d-[0-3]\d(?![\d-])",
        "date": rf"{led}(?:(?:{day}\s*(?:-|–|\bto\b|\band\b)\s*)?{day}\s+(?:of\s+)?{month}{of_year}"
        rf"|{month}\s+{day}(?:\s*[-–]\s*{day}|\s+to\s+{day}|\s+and\s+{day}(?=\s*[,.;)]|\s+{year}))?{of_year})",
        "month_year": rf"{month},?\s+(?:of\s+)?{year}",
        "month_of_turn": rf"{full}\s+(?:of\s+)?(?i:last|this|next)\s+year\b",
        "that_month": rf"(?i:that)\s+{full}",
        "ordinal": r"(?i:the)\s+\d{1,2}(?:st|nd|rd|th)\b(?=\s*[,.;:)]|\s+(?:a|an|the|in|at|by|and|some|his|its|their|when|they|he|she|it|we|no|two|three|four|five|six)\b)",
        "offset": rf"(?i:{number}\s+{unit}s?)(?=\s+(?:after|before)\b(?!\s+that\b))",
        "then": r"(?<=\b[Ss]ince )then\b",
        "the_season": rf"(?i:the\s+{season})\b(?!\s+(?:of|offensive|session|season|term))",
        "month_turn": rf"{turn}\s+{full}",
        "decade": r"(?:19|20)\d0s\b",
        "years": r"(?:19|20)\d\d\s?[-–/]\s?(?:(?:19|20)\d\d|\d\d)(?![\d-])",
        "year": year,
        "feast": rf"(?:{_any({**data['feasts'], **data['easter']})})\b{of_year}",
        "weekday": rf"(?:{turn}\s+)?{weekday}{part}(?:,?\s+(?:of\s+)?(?i:last|this|next)\s+week\b)?",
        "ago": rf"(?i:{number}\s+{unit}s?\s+ago)\b",
        "count": rf"(?i:{number}\s+{unit}s?\s+(?:earlier|later|afterwards?|after\s+that|before(?=\s*[,.;)])))\b",
        "same": rf"(?i:(?:the\s+same|that)\s+{unit}|(?:the\s+)?next\s+(?:day|night|morning|evening)"
        rf"|the\s+(?:following|previous|preceding)\s+(?:{unit}|morning)|the\s+(?:day|night)\s+(?:before|after)(?=\s*[,.;)]))\b",
        "window": rf"(?i:(?:the\s+)?(?:past|last|previous|coming|next)\s+{number}\s+{unit}s?(?!s?\s+of\b)"
        rf"|the\s+(?:past|last|coming|next)\s+{unit}|within\s+{number}\s+{unit}s?(?!\s+of\b))\b",
        "turn": rf"(?i:(?:so\s+far\s+)?{turn}\s+(?:{unit}|{season}))\b",
        "whole": r"(?i:(?:end|start|beginning|middle)\s+of\s+the\s+(?:week|month|year)|the\s+weekend)\b",
        "near": rf"(?i:(?:the\s+)?day\s+before\s+yesterday|(?:the\s+)?day\s+after\s+tomorrow|(?:yesterday|tomorrow){part}"
        r"|today|tonight|last\s+(?:night|evening)|this\s+(?:morning|afternoon|evening)|overnight)\b",
        "season_year": rf"(?i:{season})\s+(?:of\s+)?{year}",
        "month": full,
    }
    return re.compile(
        r"(?:(?<![\w$€£-])|(?<=\b[Mm]id-)|(?<=\bearly-)|(?<=\blate-))(?<!\d[.,/])(?:"
        + "|".join(f"(?P<{k}>{p})" for k, p in kinds.items())
        + ")"
    )


def atoms(text: str) -> Iterator[Atom]:
    """The atoms of a text in order, none overlapping another; dates that are parts of names left out."""
    for match in _pattern().finditer(text):
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
    year, month, days = _date(match[0])
    return year is None and (month, days[0]) in found.terror_dates


_LASTING = re.compile(r"\b(?:will|would|to|shall|could|may|might|should|must|can|not|'ll)\s+$", re.IGNORECASE)


def _atom(match: Match, meaning: iv.Meaning) -> Atom:
    return Atom(match.start(), match.end(), meaning)


def _year(text: str) -> int | None:
    found = re.search(r"(?:19|20)\d\d$", text)
    return int(found[0]) if found else None


def _month(text: str) -> int:
    return next(n for w in re.findall(r"[a-z]+", text.lower()) if (n := words().months.get(w)))


def _date(text: str) -> tuple[int | None, int, list[int]]:
    """Year, month and the one or two days of a written date."""
    return _year(text), _month(text), [int(d) for d in re.findall(r"(?<!\d)\d{1,2}(?!\d)", text)]


def _exists(month: int, day: int) -> bool:
    return 1 <= day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31)


def _read_date(match: Match) -> Atom | None:
    year, month, days = _date(match[0])
    if not all(_exists(month, day) for day in days):
        return None
    ends = [iv.Calendar(year, month, day) for day in days]
    return _atom(match, ends[0] if len(ends) == 1 else iv.Span(ends[0], ends[-1]))


def _read_iso(match: Match) -> Atom | None:
    year, month, day = map(int, match[0].split("-"))
    return _atom(match, iv.Calendar(year, month, day)) if 1 <= month <= 12 and _exists(month, day) else None


def _read_month(match: Match) -> Atom:
    month = _month(match[0])
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
    year, name = _year(match[0]), re.sub(r",?\s+(?:of\s+)?\d+$", "", match[0])
    if name in words().easter:
        return _atom(match, iv.MovableFeast(words().easter[name], year))
    return _atom(match, iv.Calendar(year, *words().feasts[name]))


def _turn(text: str) -> iv.Turn | None:
    """last, this or next; "this past Friday" is just the last one begun, which needs no turn."""
    if re.search(r"\bcoming\b", text):
        return "next"
    found = re.search(r"\b(?:last|this|next)\b(?!\s+past)", text)
    return cast(iv.Turn, found[0]) if found else None


_STEP = {"last": -1, "this": 0, "next": 1}


def _read_weekday(match: Match) -> Atom:
    lower = match[0].lower()
    index = next(n for word, n in words().weekdays.items() if word in lower)
    turn = _turn(lower)
    if lower.endswith("week"):
        return _atom(match, iv.Weekday(index, week=_STEP[lower.split()[-2]]))
    return _atom(match, iv.Weekday(index, turn))


def _number(text: str) -> int:
    """The number that stands first in a text, in digits or words ("twenty-four")."""
    if digits := re.search(r"\d+", text):
        return int(digits[0])
    if text.startswith(("a couple of", "a dozen")):
        return 2 if text.startswith("a couple") else 12
    known = [words().numbers[w] for w in re.findall(r"[a-z]+", text) if w in words().numbers]
    return sum(known[:2]) if len(known) > 1 and known[0] >= 20 > known[1] else known[0]


def _unit(text: str) -> iv.Unit:
    found = re.findall(r"\b(hour|day|night|morning|week|month|quarter|year|decade)s?\b", text)
    return "day" if found[-1] in ("night", "morning") else cast(iv.Unit, found[-1])


def _quantity(text: str) -> tuple[iv.Unit, int]:
    """Unit and number, hours as whole days: what happened two hours ago happened today."""
    unit, n = _unit(text), _number(text)
    return ("day", n // 24) if unit == "hour" else (unit, n)


def _read_ago(match: Match) -> Atom | None:
    lower = match[0].lower()
    if "weekend" in lower:
        return None
    unit, n = _quantity(lower)
    return _atom(match, iv.Relative(unit, -n))


def _read_count(match: Match) -> Atom | None:
    lower = match[0].lower()
    if "weekend" in lower:
        return None
    unit, n = _quantity(lower)
    return Atom(match.start(), match.end(), None, count=(unit, -n if lower.endswith(("earlier", "before")) else n))


def _read_same(match: Match) -> Atom | None:
    lower = match[0].lower()
    if "weekend" in lower or "hour" in lower:
        return None
    back = re.search(r"\b(?:previous|preceding|before)\b", lower)
    on = re.search(r"\b(?:next|following|after)\b", lower)
    return Atom(match.start(), match.end(), None, count=(_unit(lower), -1 if back else 1 if on else 0))


def _read_window(match: Match) -> Atom | None:
    if match[0].lower().startswith("last") and _LASTING.search(
        match.string[max(0, match.start() - 12) : match.start()]
    ):
        return None  # "will last one month"
    lower = match[0].lower()
    if "weekend" in lower:
        return None
    one = re.fullmatch(r"the\s+\w+\s+\w+", lower) and not re.search(r"\d", lower) and lower.split()[-1] in _UNITS
    n = 1 if one else _number(re.sub(r"^(?:the\s+)?\w+\s+", "", lower))
    ahead = re.search(r"\b(?:coming|next|within)\b", lower)
    within = lower.startswith("within")
    return _atom(match, iv.Window(_unit(lower), n if ahead else -n, within=within))


_UNITS = frozenset(("hour", "day", "night", "week", "month", "quarter", "year", "decade"))


def _read_turn(match: Match) -> Atom | None:
    lower = match[0].lower()
    turn, last = _turn(lower) or "this", lower.split()[-1]
    if last == "weekend":
        return _atom(match, iv.Weekday(5, turn, days=2))
    if last in words().seasons:
        return _atom(match, iv.Season(words().seasons[last], turn=turn))
    if last in ("hour", "day", "night"):
        return _atom(match, iv.Relative("day", -1)) if lower == "last night" else None
    meaning: iv.Meaning = iv.Relative(cast(iv.Unit, last), _STEP[turn])
    return _atom(match, iv.Bounded(meaning, "since") if lower.startswith("so") else meaning)


def _read_whole(match: Match) -> Atom:
    lower = match[0].lower()
    if lower.endswith("weekend"):
        return _atom(match, iv.Weekday(5, days=2))
    k = {"end": 2, "middle": 1}.get(lower.split()[0], 0)
    return _atom(match, iv.Part(iv.Relative(_unit(lower), 0), k, 3))


def _read_near(match: Match) -> Atom:
    lower = match[0].lower()
    if lower == "overnight":
        return _atom(match, iv.Window("day", -1))
    n = 2 if "after" in lower else -2 if "before" in lower else 1 if "tomorrow" in lower else 0
    if lower.startswith(("yesterday", "last")):
        n = -1
    return _atom(match, iv.Relative("day", n))


def _read_season(match: Match) -> Atom:
    return _atom(match, iv.Season(words().seasons[match[0].lower().split()[0]], _year(match[0])))


def _read_month_of_turn(match: Match) -> Atom:
    turn = match[0].lower().split()[-2]
    return _atom(match, iv.MonthIn(iv.Relative("year", _STEP[turn]), _month(match[0])))


def _read_that_month(match: Match) -> Atom:
    month = _month(match[0])
    return Atom(match.start(), match.end(), None, within=lambda anchor: iv.MonthIn(anchor, month))


def _read_ordinal(match: Match) -> Atom | None:
    day = _number(match[0].lower())
    if not 1 <= day <= 31:
        return None
    return Atom(match.start(), match.end(), None, within=lambda anchor: iv.DayIn(anchor, day), in_month=True)


def _read_offset(match: Match) -> Atom | None:
    lower = match[0].lower()
    if "weekend" in lower:
        return None
    unit, n = _quantity(lower)
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
    "month_year": lambda m: _atom(m, iv.Calendar(_year(m[0]), _month(m[0]))),
    "month_of_turn": _read_month_of_turn,
    "that_month": _read_that_month,
    "ordinal": _read_ordinal,
    "offset": _read_offset,
    "then": _read_then,
    "the_season": _read_the_season,
    "month_turn": lambda m: _atom(m, iv.MonthByTurn(_month(m[0]), _turn(m[0].lower()) or "last")),
    "decade": _read_decade,
    "years": _read_years,
    "year": lambda m: Atom(m.start(), m.end(), iv.Calendar(int(m[0])), bare="year"),
    "feast": _read_feast,
    "weekday": _read_weekday,
    "ago": _read_ago,
    "count": _read_count,
    "same": _read_same,
    "window": _read_window,
    "turn": _read_turn,
    "whole": _read_whole,
    "near": _read_near,
    "season_year": _read_season,
    "month": _read_month,
}
