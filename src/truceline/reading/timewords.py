"""Words that name times, from data/times.yaml, and the regular expression made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from truceline.datafiles import load_yaml


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
def pattern() -> re.Pattern[str]:
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
        "same": rf"(?i:(?:the\s+same|that(?:\s+(?:same|very))?)\s+(?:{unit}|morning|afternoon|evening)|(?:the\s+)?next\s+(?:day|night|morning|evening)"
        rf"|the\s+(?:following|previous|preceding)\s+(?:{unit}|morning|afternoon|evening)|the\s+(?:day|night|week|month|year)\s+(?:before|after)(?=\s*[,.;)]))\b",
        "shortly": r"(?i:within\s+(?:hours|minutes)|(?:(?:a\s+few|some|several)\s+)?hours\s+(?:later|earlier|afterwards?))\b",
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
        # The first test is for speed: most places in a text are not the start of a word.
        r"(?=[0-9A-Za-z])(?:(?<![\w$€£-])|(?<=-)(?:(?<=\b[Mm]id-)|(?<=\bearly-)|(?<=\blate-)))(?<!\d[.,/])(?:"
        + "|".join(f"(?P<{k}>{p})" for k, p in kinds.items())
        + ")"
    )
