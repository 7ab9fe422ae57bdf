"""Values that figures and number words of a text tell, from data/numbers.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from truceline.datafiles import load_yaml

TOKEN = re.compile(r"\d[\d,.  ]*\d(?=\D|$)|\d|[^\W\d_]+(?:[-'’.][^\W\d_]+)*\.?|[^\w\s]")
_GROUPED = re.compile(r"\d{1,3}(?:[,  ]\d{3})+|\d+")
_DECIMAL = re.compile(r"(\d+)\.(\d+)")
_DASHES = frozenset("-–—−")
_ARTICLES = frozenset(("a", "an", "one"))


class Word(NamedTuple):
    """A word or mark of a text, at [start, end)."""

    text: str
    lower: str
    start: int
    end: int


class Value(NamedTuple):
    """A value told by words [.., at): its range, whether one word "a", "an" or "one" tells it, whether digits do."""

    low: int | None
    high: int | None
    at: int
    article: bool = False
    digits: bool = False
    vague: bool = False


@dataclass(frozen=True)
class _Book:
    units: dict[str, int]
    magnitudes: dict[str, int]
    vague: dict[str, int]
    phrases: dict[tuple[str, ...], tuple[int, int | None]]
    longest_phrase: int
    before: dict[tuple[str, ...], str]
    after: dict[tuple[str, ...], str]
    starts: frozenset[str]
    sets: dict[str, frozenset[str]]


@cache
def number_lists() -> _Book:
    """The word lists of data/numbers.yaml, read once."""
    data: dict[str, Any] = load_yaml("numbers.yaml")
    tens, units = data["tens"], data["units"]
    compound = {f"{t}-{u}": a + b for t, a in tens.items() for u, b in units.items() if 0 < b < 10}
    phrases: dict[tuple[str, ...], tuple[int, int | None]] = {
        tuple(k.split()): (v, None) for k, v in data["vague_phrases"].items()
    }
    phrases |= {tuple(k.split()): (v, v) for k, v in data["exact_phrases"].items()}
    keys = ("money_before", "money_after", "share_after", "measure_after", "label_before", "months", "year_before")
    words = units | tens | compound
    vague = {k: v for k, v in data["vague"].items() if v is not None}
    return _Book(
        units=words,
        magnitudes=data["magnitudes"],
        vague=vague,
        phrases=dict(sorted(phrases.items(), key=lambda p: -len(p[0]))),
        longest_phrase=max(map(len, phrases)),
        before={tuple(p.split()): kind for kind, listed in data["before"].items() for p in listed},
        after={tuple(p.split()): kind for kind, listed in data["after"].items() for p in listed},
        starts=frozenset((*words, *vague, *data["magnitudes"], *(p[0] for p in phrases), *_ARTICLES)),
        sets={k: frozenset(str(w).lower() if k != "money_before" else str(w) for w in data[k]) for k in keys},
    )


def value_at(words: list[Word], i: int) -> Value | None:
    """The value that begins at a word, None when none does."""
    word = words[i].lower
    if word[0].isdigit():
        return _digits(words, i)
    book = number_lists()
    if word not in book.starts:
        return None
    following = tuple(w.lower for w in words[i : i + book.longest_phrase])
    for phrase, (low, high) in book.phrases.items():
        if following[: len(phrase)] == phrase:
            end = i + len(phrase)
            if phrase[-1] in book.magnitudes and word in ("a", "one"):
                break
            return _magnified(words, Value(low, high, end, vague=high is None))
    if word in book.vague:
        return _magnified(words, Value(book.vague[word], None, i + 1, vague=True))
    return _worded(words, i)


_CLOSING = (",", ".", "\u00a0", "\u2009")


def _digits(words: list[Word], i: int) -> Value | None:
    text = words[i].text.rstrip("".join(_CLOSING))
    if _GROUPED.fullmatch(text):
        value = int(re.sub(r"\D", "", text))
        return _magnified(words, Value(value, value, i + 1, digits=True))
    decimal = _DECIMAL.fullmatch(text)
    after = words[i + 1].lower if i + 1 < len(words) else ""
    size = number_lists().magnitudes.get(after, 0)
    if decimal and size >= 1000:
        value = int(decimal[1]) * size + int(decimal[2]) * size // 10 ** len(decimal[2])
        return Value(value, value, i + 2, digits=True)
    return None


def _magnified(words: list[Word], value: Value) -> Value:
    """The value times the magnitude words that follow it ("3 million", "several hundred", "two dozen")."""
    low, high, at = value.low, value.high, value.at
    sizes = number_lists().magnitudes
    while at < len(words) and words[at].lower in sizes and low is not None:
        size = sizes[words[at].lower]
        low, high, at = low * size, None if high is None else high * size, at + 1
    return Value(low, high, at, value.article, value.digits, value.vague)


def _worded(words: list[Word], i: int) -> Value | None:
    """A value in words: "twelve", "a hundred and fifty", "two thousand three hundred"."""
    book, total, part, at = number_lists(), 0, 0, i
    sizes = book.magnitudes
    while at < len(words):
        word = words[at].lower
        following = words[at + 1].lower if at + 1 < len(words) else ""
        if word in book.units and (part == 0 or _fits_below(part, book.units[word])):
            part += book.units[word]
        elif (word == "a" and at == i and (following in sizes or following not in book.units)) or (
            word == "an" and at == i
        ):
            part = 1
        elif word in sizes and part > 0:
            part *= sizes[word]
            if sizes[word] >= 1000:
                total, part = total + part, 0
        elif not (word == "and" and at > i and words[at - 1].lower in sizes and following in book.units):
            break
        at += 1
    if at == i or total + part == 0:
        return None
    single = at == i + 1 and words[i].lower in _ARTICLES
    return Value(total + part, total + part, at, article=single)


def _fits_below(part: int, unit: int) -> bool:
    """Whether a word can go on a number: "hundred" + "fifty", "twenty" + "one"."""
    return (part % 100 == 0 and unit < 100) or (part % 10 == 0 and part % 100 >= 20 and unit < 10)


def range_end(words: list[Word], value: Value) -> Value | None:
    """The second value of "10 to 15", "10-15", "17 or 18", "between 10 and 20"."""
    at = value.at
    if at + 1 >= len(words) or value.vague or value.low is None:
        return None
    joint = words[at].lower
    opened = value.at >= 2 and any(w.lower == "between" for w in words[max(0, value.at - 3) : value.at])
    if joint not in ("to", "or") and joint not in _DASHES and not (joint == "and" and opened):
        return None
    second = value_at(words, at + 1)
    if second is None or second.vague or second.high is None or second.article or second.high <= value.low:
        return None
    low = value.low
    if second.high >= 1000 * low and second.high % 1000 == 0:
        # "2 to 3 million": the magnitude holds for both.
        low *= number_lists().magnitudes.get(words[second.at - 1].lower, 1)
    return Value(low, second.high, second.at, digits=second.digits)
