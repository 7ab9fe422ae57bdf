"""Time expressions: found in a text, and resolved against its publication date.

Atoms ("Oct. 2", "Friday", "last week", "three days ago") are found in one pass; the words before and between them then
make them "early 2019", "since August", "between May and June 2021". Words in data/times.yaml, meanings in
`truceline.reading.intervals`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from truceline.reading import intervals as iv
from truceline.reading.periods import Meaning
from truceline.reading.timeatoms import Atom, atoms
from truceline.reading.timewords import words

_BEFORE = 60
"""Code points before an atom in which the words that govern it stand."""
_REACH = 600
"""Code points back to the time that "two days later" counts from."""
_RIGHT_BEFORE = 100
"""Code points back to the time that "a day after the talks" counts from."""

_PREFIX = re.compile(
    r"(?<!\w)(?:(?P<governor>since|until|till|til|up to|as of|by|from|between|before|after|ahead of|prior to|following|in|on|at|"
    r"over|during|throughout|through|of|for|within|around|about)\s+)?"
    r"(?:(?:(?P<article>the)|(?P<owner>an?|its|their|his|her|\w+['’]s))\s+)?"
    r"(?P<part>(?:(?P<third>(?:early|mid|late)(?:\s+in)?|(?:start|beginning|middle|end)\s+of)"
    r"|(?P<nth>first|second|third|fourth)\s+(?P<division>half|quarter)\s+of"
    r"|(?P<week>first|second|third|fourth|last|final)\s+week\s+(?:of|in)"
    r"|(?P<edge>first|last)\s+(?P<months>two|three|four|five|six|seven|eight|nine|ten)\s+months\s+of"
    r"|(?:(?:early|late|later|earlier)|(?:early\s+)?(?:hours|morning|afternoon|evening|night)\s+of)(?:\s+on)?"
    r")(?:\s*-\s*|\s+)(?:the\s+)?)?$",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"\s*(?:,\s*(?=to\b|until\b))?(?:(?P<dash>-|–)|(?P<to>to|until|till|through)\b|(?P<and>and)\b)\s*", re.IGNORECASE
)
_SINCE_AFTER = re.compile(r"\s+(?:onwards?|on)\b(?!\s+(?:the|a|an|[A-Z]))")
_DATELINE = re.compile(r"\s*\([A-Z][^()\n]{0,40}\)\s*[-–—]")
_DATELINE_WITHIN = 150
_LOWER_WORD = re.compile(r"\s+(?!(?:on|to|for|of|from|through|against|in|by|and|was|is|at|into|will)\b)[a-z]{3,}")
_WORD = re.compile(r"\s+\w")
_THIRDS = {"early": 0, "start": 0, "beginning": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}


@dataclass(frozen=True)
class TimeExpression:
    """A time told in a text: `span` is [start, end) in code points of the text, `meaning` what the words name."""

    span: tuple[int, int]
    meaning: Meaning = field(repr=False)
    aside: bool = False
    """It dates something else than what is being told, so nothing further counts from it ("a day after the talks")."""


@dataclass(frozen=True)
class _Governed:
    """An atom with what the words before it say; `modifies`: it may stand as an adjective ("the August attack")."""

    atom: Atom
    start: int
    governor: str
    modifies: bool
    meaning: Meaning | None


def find_times(text: str) -> list[TimeExpression]:
    """The time expressions of a text, in order and apart from each other, with the preposition that governs them.

    Left out: vague ones ("in recent days"), durations ("seventeen years"), names ("Bloody Sunday"), a dateline's date,
    and times that an event lies after, for they do not say when it was. "before Friday" means something of what is to come.
    """
    found: list[TimeExpression] = []
    governed: list[_Governed] = []
    for atom in _apart(text):
        governed.append(_govern(text, atom, governed[-1].atom.end if governed else 0))
    i = 0
    while i < len(governed):
        first = governed[i]
        last = governed[i + 1] if i + 1 < len(governed) else None
        joined = last is not None and _joins(text, first, last)
        expression = _range(first, last) if joined and last else _single(text, first, found)
        if expression is not None:
            found.append(expression)
        i += 2 if joined else 1
    return found


def resolve(
    expression: TimeExpression, published: dt.date | None, *, future: bool = False
) -> tuple[dt.date, dt.date] | None:
    """The interval, both ends inclusive, that an expression names in a report published on a day.

    `future`: told of something to come, so "Friday" is the next one and not the last. None: it needs a publication date
    that is not known, or names no day of the calendar.
    """
    try:
        return expression.meaning.interval(published, future=future)
    except (OverflowError, ValueError):  # beyond the years 1 to 9999
        return None


def _apart(text: str) -> Iterator[Atom]:
    """The atoms of a text but for a dateline's date ("KABUL, Oct. 2 (UPI) —")."""
    for atom in atoms(text):
        if not (atom.start < _DATELINE_WITHIN and _DATELINE.match(text, atom.end)):
            yield atom


def _govern(text: str, atom: Atom, after: int) -> _Governed:
    """Read the words before an atom, as far back as the end of the one before it."""
    low = max(after, atom.start - _BEFORE)
    match = _PREFIX.search(text[low : atom.start])
    if match is None or not match[0]:
        return _Governed(atom, atom.start, "", False, atom.meaning)
    meaning = _part(match, atom.meaning)
    modifies = bool(match["owner"]) or (bool(match["article"]) and not match["part"] and _may_modify(atom))
    governor = " ".join((match["governor"] or "").lower().split())
    if governor == "before" and not _LOWER_WORD.match(text, atom.end):
        modifies = False
    if (modifies and governor not in ("since", "until")) or not (governor or match["part"]):
        return _Governed(atom, atom.start, "", modifies, meaning)
    return _Governed(atom, low + match.start(), governor, modifies, meaning)


def _may_modify(atom: Atom) -> bool:
    return atom.bare is not None or (atom.meaning is not None and _is_day(atom.meaning))


def _part(match: re.Match[str], whole: Meaning | None) -> Meaning | None:
    """The part of a time that "early", "the first half of" and the like name."""
    if whole is None or _is_day(whole):
        return whole
    if match["third"]:
        return iv.Part(whole, _THIRDS[match["third"].lower().split()[0]], 3)
    if match["division"]:
        n = words().ordinals[match["nth"].lower()] - 1
        of = 2 if match["division"].lower() == "half" else 4
        return iv.Part(whole, n, of) if n < of else None
    if match["week"]:
        return iv.WeekOf(whole, words().ordinals.get(match["week"].lower(), -1))
    if match["months"]:
        n = words().numbers[match["months"].lower()]
        return iv.Part(whole, 0 if match["edge"].lower() == "first" else 12 - n, 12, parts=n)
    if match["part"] and match["part"].lower().split()[0] == "later":
        return iv.Bounded(whole, "by")
    if match["part"] and match["part"].lower().split()[0] == "earlier":
        return iv.Bounded(whole, "since")
    return whole


def _is_day(meaning: Meaning) -> bool:
    return (
        isinstance(meaning, (iv.Weekday, iv.MovableFeast))
        or (isinstance(meaning, iv.Calendar) and meaning.day is not None)
        or (isinstance(meaning, iv.Relative) and meaning.unit == "day")
    )


def _joins(text: str, first: _Governed, last: _Governed) -> bool:
    """Whether two atoms are the ends of one range: "from 3 to 5 March", "May–June 2021", "between Friday and Sunday"."""
    gap = _JOINT.match(text, first.atom.end)
    if gap is None or gap.end() < last.start or gap.end() > last.atom.start or not (first.meaning and last.meaning):
        return False
    if words().counted_after.match(text, last.atom.end) and last.atom.bare:
        return False
    if gap[0].startswith(",") and first.governor != "from":
        return False  # "extended it on Tuesday, until March 4"
    if gap["and"]:
        return first.governor == "between"
    return bool(gap["dash"]) or first.governor in ("from", "between") or not (first.atom.bare or last.atom.bare)


def _range(first: _Governed, last: _Governed) -> TimeExpression | None:
    if first.meaning is None or last.meaning is None:
        return None
    return TimeExpression((first.start, last.atom.end), iv.Span(first.meaning, last.meaning))


def _single(text: str, governed: _Governed, found: list[TimeExpression]) -> TimeExpression | None:
    """One atom as an expression, if its surroundings bear out that it is a time."""
    atom, governor, meaning = governed.atom, governed.governor, governed.meaning
    if not _borne_out(text, governed):
        return None
    if atom.count is not None or atom.within is not None:
        meaning = _counted(atom, found)
    if meaning is None:
        return None
    if governor in ("before", "after", "ahead of", "prior to", "following"):
        if _names_event(text, atom):
            return TimeExpression((atom.start, atom.end), meaning)
        if governor != "before" or _LOWER_WORD.match(text, atom.end):
            return None
        side: Literal["until", "before"] = "until" if isinstance(meaning, iv.Part) else "before"
        return TimeExpression((governed.start, atom.end), iv.Bounded(meaning, side), aside=True)
    end = atom.end
    if governor == "since":
        meaning = iv.Bounded(meaning, "since")
    elif governor in ("until", "till", "til", "up to"):
        meaning = iv.Bounded(meaning, "until")
    elif governor == "by":
        meaning = iv.Bounded(meaning, "by")
    elif governor == "from" and (onward := _SINCE_AFTER.match(text, end)):
        meaning, end = iv.Bounded(meaning, "since"), onward.end()
    return TimeExpression((governed.start, end), meaning, aside=atom.near)


def _names_event(text: str, atom: Atom) -> bool:
    """Whether the time stands before a noun ("after Friday's attack"), and so tells when that was."""
    return text.startswith(("'s", "’s"), atom.end)


def _borne_out(text: str, governed: _Governed) -> bool:
    """Whether a bare month or year is meant as one: "in March", "the 2015 accord", but no "March on", no "2,015"."""
    atom, governor = governed.atom, governed.governor
    if atom.bare is None:
        return True
    firm = governor in ("in", "since", "until", "till", "during", "throughout", "between", "before", "after", "through")
    parted = governed.meaning is not atom.meaning
    if atom.bare == "season":
        return firm or parted or governor == "from"
    if atom.bare == "ambiguous month":
        return firm or parted
    if atom.bare == "month":
        return firm or parted or governor in ("by", "from", "of", "for") or _modifies(text, governed, _LOWER_WORD)
    if words().counted_after.match(text, atom.end):
        return False
    return firm or parted or governor in ("by", "from", "of") or _modifies(text, governed, _WORD)


def _modifies(text: str, governed: _Governed, word: re.Pattern[str]) -> bool:
    return governed.modifies and (word.match(text, governed.atom.end) is not None or _names_event(text, governed.atom))


def _counted(atom: Atom, found: list[TimeExpression]) -> Meaning | None:
    """The meaning of "two days later", "the next day" and "the 14th": of the time told last, if that is near."""
    found = [f for f in found if not f.aside and not (atom.in_month and _is_year(f.meaning))]
    if atom.of_day:
        found = [f for f in found if _is_short(f.meaning)]
    near = bool(found) and atom.start - found[-1].span[1] <= (_RIGHT_BEFORE if atom.near else _REACH)
    if atom.within is not None:
        return atom.within(found[-1].meaning if near else iv.Relative("month", 0))
    if atom.count is None:
        return None
    unit, n = atom.count
    if n < 0 and unit in ("hour", "day") and near and not _is_short(found[-1].meaning):
        near = False  # no two days are counted back from a month or a year
    if near:
        return iv.Anchored(found[-1].meaning, unit, n)
    return iv.Relative(unit, n) if n < 0 and not atom.near else None


def _is_short(meaning: Meaning) -> bool:
    """Whether a time is no longer than some days, as far as its words tell."""
    long = (iv.Part, iv.Season, iv.MonthByTurn, iv.MonthIn)
    monthly = isinstance(meaning, iv.Calendar) and meaning.day is None
    return not (isinstance(meaning, long) or monthly)


def _is_year(meaning: Meaning) -> bool:
    return isinstance(meaning, iv.Calendar) and meaning.month is None
