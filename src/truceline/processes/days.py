"""On which days a step was: what a claim dates, when a ceasefire comes into force, and until when it lasts."""

from __future__ import annotations

import datetime as dt
import re

from truceline.claim import Status
from truceline.incidents import StoredClaim
from truceline.processes.process import StepKind
from truceline.processes.settings import dyads, pattern
from truceline.reading.times import find_times, resolve

LASTING = frozenset((StepKind.CEASEFIRE, StepKind.EXTENSION))
"""Steps that may be told to last until a day."""
_PLANS = frozenset((Status.FUTURE, Status.HYPOTHETICAL))
_BY_SAYING = frozenset((StepKind.DEMAND, StepKind.OFFER, StepKind.REFUSAL, StepKind.ACCEPTANCE, StepKind.CONTACT))
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "another": 1}  # fmt: skip
_NUMBER, _UNIT = rf"\d{{1,3}}|{'|'.join(_NUMBERS)}", "day|week|month|year"
_LENGTH = re.compile(
    rf"\b(?P<a>{_NUMBER})[- ](?P<b>{_UNIT})s?(?:-long)?\s+(?:[\w-]+\s+){{0,2}}?(?:truce|ceasefire|cease-fire|pause|halt)"
    rf"|\b(?:for|by|of|lasting|last)\s+(?:another\s+|a\s+further\s+)?(?P<c>{_NUMBER})\s+(?:more\s+)?(?P<d>{_UNIT})s?\b"
    rf"|\b(?P<e>{_UNIT})-long\b",
    re.IGNORECASE,
)
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_FROM = re.compile(
    r"\b(?:tak(?:e|es|ing)|took|com(?:e|es|ing)|came|go(?:es|ing)?|went|enter(?:s|ed|ing)?)\s+(?:in)?(?:to\s+)?(?:effect|force)\b"
    r"|\b(?:(?:will|to|shall)\s+(?:start|begin)|starts|begins|as (?:of|from)|with effect from|starting|beginning|effective(?: from)?)\b"
    r"|\bfrom(?=\s+(?:midnight|noon|dawn|today|tomorrow|tonight|\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day))",
    re.IGNORECASE,
)
_BEGAN = re.compile(
    r"\b(?:took|came|went|entered|has\s+entered|has\s+come|has\s+taken)\s+(?:in)?(?:to\s+)?(?:effect|force)\b|\b(?:began|started|begun)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:until|till|through)\b", re.IGNORECASE)
_DATE_AFTER = 40
"""Code points after "comes into force" or "until" in which its day stands."""
_SINCE = re.compile(r"(?<!first)\bsince\b", re.IGNORECASE)
_FIRST = re.compile(r"\b(?:first|no)\b", re.IGNORECASE)
_SUBORDINATE = re.compile(r"\b(?:where|after|which|that|when)\b", re.IGNORECASE)
_VAGUE = 7
_MADE_ON = re.compile(
    r"\b(?:cease-?fire|truce|hostilities|armistice|agreement|accord)\s+of\s+(?:the\s+)?", re.IGNORECASE
)
_BEGUN = frozenset((StepKind.CONTACT, StepKind.CEASEFIRE))


def looks_back(stored: StoredClaim) -> bool:
    """Is it told of a time long past that is not more than a year or a season: "the talks broke down in 2014"?"""
    when, said = stored.claim.when, stored.published
    return bool(when and said and length(stored) > dyads().longest and when.end < said)


def length(stored: StoredClaim) -> int:
    """How many days lie between the first and the last on which a claim can have been; 0 where no day is told."""
    when = stored.claim.when
    return (when.end - when.start).days if when else 0


def day(stored: StoredClaim, kind: StepKind) -> dt.date | None:
    """The day that a claim gives; of what is done by saying it (a yes to talks in June), the day on which it is said."""
    when, said = stored.claim.when, stored.published
    if kind in LASTING and (force := _day_after(_FROM, stored, ahead=not in_force(stored.quote))):
        return force
    if when and kind in _BEGUN and _SINCE.search(stored.quote) and not _FIRST.search(stored.quote):
        return when.start
    if when is None or (when.end - when.start).days > dyads().longest or (said and _of_an_aside(stored, kind)):
        return said
    return min(when.start, said) if said and kind in _BY_SAYING and stored.claim.status in _PLANS else when.start


def _of_an_aside(stored: StoredClaim, kind: StepKind) -> bool:
    """Is the day one of something before: "took up the talks where they left them in November", "ended the truce of 15 July"?"""
    when, said, claim = stored.claim.when, stored.published, stored.claim
    if when is None or when.span is None or said is None or (said - when.end).days < _VAGUE:
        return False
    begin = claim.span[0]
    if kind is not StepKind.CEASEFIRE and any(
        m.start() < when.span[0] - begin <= m.end() for m in _MADE_ON.finditer(stored.quote)
    ):
        return True
    if length(stored) < _VAGUE:
        return False
    between = stored.quote[max(claim.trigger[1] - begin, 0) : max(when.span[0] - begin, 0)]
    return _SUBORDINATE.search(between) is not None


def in_force(words: str) -> bool:
    """Is a ceasefire told to have come into force, and not only to be agreed or to come?"""
    return _BEGAN.search(words) is not None


def dated(words: str) -> bool:
    """Do words say from when on a ceasefire is in force ("to a truce from June 18", "that will start on Monday")?"""
    return _FROM.search(words) is not None


def _day_after(cue: re.Pattern[str], stored: StoredClaim, *, ahead: bool = True, last: bool = False) -> dt.date | None:
    """The day that stands right after a cue: "will take effect on Thursday"; `ahead`: it is still to come; `last`: of several the last."""
    found = cue.search(stored.quote)
    rest = stored.quote[found.end() : found.end() + _DATE_AFTER] if found else ""
    times = (resolve(t, stored.published, future=ahead) for t in find_times(rest))
    return next((t[-1 if last else 0] for t in times if t), None)


def end(start: dt.date, stored: StoredClaim) -> dt.date | None:
    """The last day of a ceasefire, where it or the length is told ("a month-long truce", "extended until 13 November")."""
    words = stored.quote
    until = _day_after(_UNTIL, stored, last=True)
    if until and until > start:
        return until
    found = _LENGTH.search(words)
    if not found or pattern("lasted").search(words):
        return None
    number, unit = next(
        (n.lower(), u.lower())
        for n, u in ((found["a"], found["b"]), (found["c"], found["d"]), ("1", found["e"]))
        if n and u
    )
    count = _NUMBERS.get(number) or int(number)
    return start + dt.timedelta(days=min(count, 1000) * _DAYS[unit])
