"""What the parts of a written time say: its year, month, days, number, unit and turn ("last", "this", "next")."""

from __future__ import annotations

import re
from typing import cast

from truceline.reading.periods import Turn, Unit
from truceline.reading.timewords import words


def year_of(text: str) -> int | None:
    """The year at the end of a text."""
    found = re.search(r"(?:19|20)\d\d$", text)
    return int(found[0]) if found else None


def month_of(text: str) -> int:
    """The number of the first month that a text names."""
    return next(n for w in re.findall(r"[a-z]+", text.lower()) if (n := words().months.get(w)))


def date_of(text: str) -> tuple[int | None, int, list[int]]:
    """Year, month and the one or two days of a written date."""
    return year_of(text), month_of(text), [int(d) for d in re.findall(r"(?<!\d)\d{1,2}(?!\d)", text)]


def exists(month: int, day: int) -> bool:
    """Whether a month has such a day in some year."""
    return 1 <= day <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31)


def turn_of(text: str) -> Turn | None:
    """last, this or next; "this past Friday" is just the last one begun, which needs no turn."""
    if re.search(r"\bcoming\b", text):
        return "next"
    found = re.search(r"\b(?:last|this|next)\b(?!\s+past)", text)
    return cast(Turn, found[0]) if found else None


_PARTS_OF_DAY = frozenset(("night", "morning", "afternoon", "evening"))
STEP = {"last": -1, "this": 0, "next": 1}


def number_of(text: str) -> int:
    """The number that stands first in a text, in digits or words ("twenty-four")."""
    if digits := re.search(r"\d+", text):
        return int(digits[0])
    if text.startswith(("a couple of", "a dozen")):
        return 2 if text.startswith("a couple") else 12
    known = [words().numbers[w] for w in re.findall(r"[a-z]+", text) if w in words().numbers]
    return sum(known[:2]) if len(known) > 1 and known[0] >= 20 > known[1] else known[0]


def unit_of(text: str) -> Unit:
    """The unit of time that a text names last; nights, mornings and the like are days."""
    found = re.findall(r"\b(hour|day|night|morning|afternoon|evening|week|month|quarter|year|decade)s?\b", text)
    return "day" if found[-1] in _PARTS_OF_DAY else cast(Unit, found[-1])


def quantity_of(text: str) -> tuple[Unit, int]:
    """Unit and number, hours as whole days: what happened two hours ago happened today."""
    unit, n = unit_of(text), number_of(text)
    return ("day", n // 24) if unit == "hour" else (unit, n)
