"""Words that a person gives, found in a report: nothing is in the record without its words."""

from __future__ import annotations

import re

from truceline.claim import Span
from truceline.errors import UsageError

LONGEST = 2_000
"""Longest words that are looked for, in characters."""


def found_words(words: str, text: str, near: Span | None = None) -> Span | None:
    """Where words stand in a text, apart from line breaks: within `near` first, else nearest to it, else where they are first."""
    parts = words[:LONGEST].split()
    if not parts:
        return None
    pattern = re.compile(r"\s+".join(map(re.escape, parts)))
    spans = [m.span() for m in pattern.finditer(text)]
    if not spans or near is None:
        return spans[0] if spans else None
    start, end = near
    return min(spans, key=lambda s: (max(start - s[0], s[1] - end, 0), abs(s[0] - start)))


def required_words(words: str, text: str, near: Span | None = None, *, option: str) -> Span:
    """The same. Raises UsageError for words that do not stand there, naming the option that gave them."""
    span = found_words(words, text, near)
    if span is None:
        said = " ".join(words.split())[:80]
        raise UsageError(
            f'the report does not say "{said}"', place=option, remedy="give words just as they stand in the report"
        )
    return span
