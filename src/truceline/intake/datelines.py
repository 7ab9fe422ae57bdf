"""The dateline that opens a report: "KABUL, Oct 2 (Reuters) -", "WASHINGTON —", "GENEVA (2 October 2021) –"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from truceline.claim import Span
from truceline.datafiles import load_yaml
from truceline.intake.dates import WORDED, PartialDate, partial_date

LONGEST = 160
"""How far into the text a dateline can reach, in code points."""

_SEPARATOR = re.compile(r"\s*[—–―]|\s+(?:-{1,3}|_)(?=\s|$)|(?<=\))\s*-{1,3}|--|(?<=/)\.|:(?=\s|$)")
_NOT_AGENCY = re.compile(r"\([^()\n]*\)\s*")
_BRACKETED = re.compile(r"\s*(?:\((?P<round>[^()\n]+)\)|/(?P<slash>[^/\n]+)/)\s*$")
_DATE_AT_END = re.compile(rf"(?:^|[\s,.;(])(?P<all>{WORDED})\.?\s*,?\s*$", re.IGNORECASE | re.ASCII)
_DATE_ALONE = re.compile(rf"\s*{WORDED}\s*", re.IGNORECASE | re.ASCII)
_PARTICLES = frozenset(
    [
        "of",
        "the",
        "and",
        "de",
        "del",
        "la",
        "las",
        "los",
        "el",
        "al",
        "as",
        "es",
        "upon",
        "near",
        "in",
        "on",
        "du",
        "da",
        "do",
        "le",
        "an",
        "bin",
    ]
)
_OPENS_SENTENCE = re.compile(r"\s*[\"“‘'«(\[]?\s*[^\W_]")


@dataclass(frozen=True)
class Dateline:
    """Where, when and by whom a report was filed, as its opening words say.

    `span` holds the dateline with its dash; `city` is as printed; `date` may lack a year; `agency` is spelled as
    in data/agencies.yaml where known.
    """

    span: Span
    city: str | None = None
    date: PartialDate | None = None
    agency: str | None = None


def dateline(text: str) -> Dateline | None:
    """The dateline with which a text begins, None without one. Offsets are offsets into `text`."""
    start = len(text) - len(text[: LONGEST * 2].lstrip()) if text[:1].isspace() else 0
    head = text[start : start + LONGEST].split("\n", 1)[0]
    for separator in _SEPARATOR.finditer(head):
        found = _read(head[: separator.start()], separator.group().strip(), text[start + separator.end() :][:4])
        if found:
            return Dateline((start, start + separator.end()), *found)
    return None


@dataclass(frozen=True)
class _Parts:
    """Words before a dash, taken apart: the place, and what signs it as a dateline."""

    place: str
    date: PartialDate | None = None
    agency: str | None = None
    signed: bool = False


def _read(words: str, separator: str, after: str) -> tuple[str | None, PartialDate | None, str | None] | None:
    """City, date and agency of words that stand before a dash; None when they are no dateline."""
    parts = _take_apart(words.strip())
    if parts is None:
        return None
    if not parts.place:
        # "Monday:" opens a diary as often as a report.
        plain = parts.signed and (separator != ":" or parts.agency)
        return (None, parts.date, parts.agency) if plain else None
    if not _is_place(parts.place, bare=not parts.signed):
        return None
    if not parts.signed and (after.strip()[:1].islower() or not _OPENS_SENTENCE.match(after or "A")):
        return None
    return re.split(r"\s*[,\[(]", parts.place)[0], parts.date, parts.agency


def _take_apart(words: str) -> _Parts | None:
    """Take agency and date, in either order, off the end of the words; None when brackets hold something else."""
    opening = _NOT_AGENCY.match(words)
    rest = words[opening.end() :] if opening and opening.end() < len(words) else words
    date, agency, signed = None, None, False
    for _ in range(2):
        if bracketed := _BRACKETED.search(rest):
            inside = (bracketed["round"] or bracketed["slash"]).strip()
            day = _DATE_ALONE.fullmatch(inside)
            agency = agency or (None if day else _agency(inside))
            if not day and not agency:
                return None
            date, signed = (partial_date(day) if day else date), True
            rest = rest[: bracketed.start()]
        if day := _DATE_AT_END.search(rest):
            date, signed = partial_date(day), True
            rest = rest[: day.start("all")]
    return _Parts(rest.strip(" ,.;"), date, agency, signed)


def _is_place(words: str, *, bare: bool) -> bool:
    """Whether words can be a city with its region; without date or agency the city must be in capitals."""
    parts = [p.strip(" []().") for p in re.split(r"[,\[(]", words) if p.strip(" []().")]
    if not 1 <= len(parts) <= 4 or any(c.isdigit() for c in words):
        return False
    if bare and (not parts[0].isupper() or len(parts[0]) < 4 or parts[0] in _lists()[2]):
        return False
    return all(_is_name(part) for part in parts)


def _is_name(part: str) -> bool:
    words = re.split(r"[\s/]+", part)
    capital = [w for w in words if w.lstrip("'’‘\"")[:1].isupper()]
    others = [w for w in words if w not in capital and not w.lower().startswith(("al-", "el-"))]
    return 0 < len(words) <= 5 and bool(capital) and all(w.lower() in _PARTICLES for w in others)


def _agency(name: str) -> str | None:
    """The agency or outlet that a name in brackets stands for."""
    known, outlet_words, _ = _lists()
    if found := known.get(name.casefold()):
        return found
    # Joint reports: "(AP/Reuters)".
    parts = [known.get(p.strip().casefold()) for p in re.split(r"[/&,;|]| and ", name)]
    if len(parts) > 1 and all(parts):
        return "/".join(p for p in parts if p)
    acronym = name.isupper() and 2 <= len(name) <= 6
    return name if acronym or (len(name) <= 40 and name[:1].isupper() and outlet_words & set(name.split())) else None


@cache
def _lists() -> tuple[dict[str, str], frozenset[str], frozenset[str]]:
    data = load_yaml("agencies.yaml")
    return {a.casefold(): a for a in data["agencies"]}, frozenset(data["outlet_words"]), frozenset(data["labels"])
