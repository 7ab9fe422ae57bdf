"""How many: figures and number words of a text as ranges.

"at least 12" has no upper end, "up to 30" no lower one, "about 50" is 50. Years, dates, times, shares, money, ages, ordinals,
measures and numbers that label a thing are left out. Words are read from data/numbers.yaml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from truceline.claim import Amount, Span
from truceline.gazetteer import load_yaml

_TOKEN = re.compile(r"\d[\d,.  ]*\d(?=\D|$)|\d|[^\W\d_]+(?:[-'’.][^\W\d_]+)*\.?|[^\w\s]")
_GROUPED = re.compile(r"\d{1,3}(?:[,  ]\d{3})+|\d+")
_DECIMAL = re.compile(r"(\d+)\.(\d+)")
_DASHES = frozenset("-–—−")
_ARTICLES = frozenset(("a", "an", "one"))


@dataclass(frozen=True)
class AmountMention:
    """A number in a text: offsets of its words, and the range it tells (an open end is None).

    `vague` says that a word like "dozens" told it, no figure.
    """

    span: Span
    low: int | None
    high: int | None
    vague: bool = False

    @property
    def amount(self) -> Amount:
        """The range alone."""
        return Amount(low=self.low, high=self.high)


@dataclass(frozen=True)
class _Word:
    text: str
    lower: str
    start: int
    end: int


@dataclass(frozen=True)
class _Value:
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
    before: dict[tuple[str, ...], str]
    after: dict[tuple[str, ...], str]
    starts: frozenset[str]
    sets: dict[str, frozenset[str]]


@cache
def _book() -> _Book:
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
        before={tuple(p.split()): kind for kind, listed in data["before"].items() for p in listed},
        after={tuple(p.split()): kind for kind, listed in data["after"].items() for p in listed},
        starts=frozenset((*words, *vague, *data["magnitudes"], *(p[0] for p in phrases), *_ARTICLES)),
        sets={k: frozenset(str(w).lower() if k != "money_before" else str(w) for w in data[k]) for k in keys},
    )


def find_amounts(text: str, *, articles: bool = False) -> list[AmountMention]:
    """Numbers that count something, in text order. With `articles`, "a", "an" and "one" count as 1."""
    words = [_Word(m[0], m[0].lower(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
    found: list[AmountMention] = []
    i = 0
    while i < len(words):
        value = _value(words, i)
        if value is None:
            i += 1
            continue
        second = _range_end(words, value)
        last = second or value
        if (articles or not value.article or second) and not _is_no_count(text, words, i, last):
            found.append(_mention(words, i, value, second))
        i = last.at
    return found


def add(a: Amount | None, b: Amount | None) -> Amount | None:
    """The sum of two ranges; an end that is open in one is open in the sum. None counts as nothing told."""
    if a is None or b is None:
        return a or b
    low = None if a.low is None or b.low is None else a.low + b.low
    high = None if a.high is None or b.high is None else a.high + b.high
    return Amount(low=low, high=high)


def _value(words: list[_Word], i: int) -> _Value | None:
    """The value that begins at a word, None when none does."""
    word = words[i].lower
    if word[0].isdigit():
        return _digits(words, i)
    book = _book()
    if word not in book.starts:
        return None
    for phrase, (low, high) in book.phrases.items():
        if tuple(w.lower for w in words[i : i + len(phrase)]) == phrase:
            end = i + len(phrase)
            if phrase[-1] in book.magnitudes and word in ("a", "one"):
                break
            return _magnified(words, _Value(low, high, end, vague=high is None))
    if word in book.vague:
        return _magnified(words, _Value(book.vague[word], None, i + 1, vague=True))
    return _worded(words, i)


_CLOSING = (",", ".", "\u00a0", "\u2009")


def _digits(words: list[_Word], i: int) -> _Value | None:
    text = words[i].text.rstrip("".join(_CLOSING))
    if _GROUPED.fullmatch(text):
        value = int(re.sub(r"\D", "", text))
        return _magnified(words, _Value(value, value, i + 1, digits=True))
    decimal = _DECIMAL.fullmatch(text)
    after = words[i + 1].lower if i + 1 < len(words) else ""
    size = _book().magnitudes.get(after, 0)
    if decimal and size >= 1000:
        value = int(decimal[1]) * size + int(decimal[2]) * size // 10 ** len(decimal[2])
        return _Value(value, value, i + 2, digits=True)
    return None


def _magnified(words: list[_Word], value: _Value) -> _Value:
    """The value times the magnitude words that follow it ("3 million", "several hundred", "two dozen")."""
    low, high, at = value.low, value.high, value.at
    sizes = _book().magnitudes
    while at < len(words) and words[at].lower in sizes and low is not None:
        size = sizes[words[at].lower]
        low, high, at = low * size, None if high is None else high * size, at + 1
    return _Value(low, high, at, value.article, value.digits, value.vague)


def _worded(words: list[_Word], i: int) -> _Value | None:
    """A value in words: "twelve", "a hundred and fifty", "two thousand three hundred"."""
    book, total, part, at = _book(), 0, 0, i
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
    return _Value(total + part, total + part, at, article=single)


def _fits_below(part: int, unit: int) -> bool:
    """Whether a word can go on a number: "hundred" + "fifty", "twenty" + "one"."""
    return (part % 100 == 0 and unit < 100) or (part % 10 == 0 and part % 100 >= 20 and unit < 10)


def _range_end(words: list[_Word], value: _Value) -> _Value | None:
    """The second value of "10 to 15", "10-15", "17 or 18", "between 10 and 20"."""
    at = value.at
    if at + 1 >= len(words) or value.vague or value.low is None:
        return None
    joint = words[at].lower
    opened = value.at >= 2 and any(w.lower == "between" for w in words[max(0, value.at - 3) : value.at])
    if joint not in ("to", "or") and joint not in _DASHES and not (joint == "and" and opened):
        return None
    second = _value(words, at + 1)
    if second is None or second.vague or second.high is None or second.article or second.high <= value.low:
        return None
    low = value.low
    if second.high >= 1000 * low and second.high % 1000 == 0:
        # "2 to 3 million": the magnitude holds for both.
        low *= _book().magnitudes.get(words[second.at - 1].lower, 1)
    return _Value(low, second.high, second.at, digits=second.digits)


def _mention(words: list[_Word], i: int, value: _Value, second: _Value | None) -> AmountMention:
    low, high = (second.low, second.high) if second else (value.low, value.high)
    at = second.at if second else value.at
    first, kind = _modifier_before(words, i)
    last, later = _modifier_after(words, at)
    kind = later or kind
    if kind == "low":
        high = None
    elif kind == "high":
        low, high = None, high if high is not None else low
    return AmountMention((words[first].start, words[last - 1].end), low, high, value.vague)


def _modifier_before(words: list[_Word], i: int) -> tuple[int, str | None]:
    """Where the words that qualify a value begin, and what they make of it."""
    first, kind = i, None
    while first > 0:
        for length in (4, 3, 2, 1):
            phrase = tuple(w.lower for w in words[max(0, first - length) : first])
            found = _book().before.get(phrase) if len(phrase) == length else None
            if found:
                # "at least some 30", "up to about 20": the bound rules over the estimate.
                kind = found if kind in (None, "exact") else kind
                first -= length
                break
        else:
            break
    if first > 0 and words[first - 1].lower in ("between", "from"):
        first -= 1
    return first, kind


def _modifier_after(words: list[_Word], at: int) -> tuple[int, str | None]:
    for phrase, kind in _book().after.items():
        if tuple(w.lower for w in words[at : at + len(phrase)]) == phrase:
            return at + len(phrase), kind
    return at, None


def _is_no_count(text: str, words: list[_Word], i: int, value: _Value) -> bool:
    """Whether a value is a date, share, sum, age, measure, ordinal, year or label."""
    sets = _book().sets
    before = words[i - 1] if i else _Word("", "", 0, 0)
    after = words[value.at] if value.at < len(words) else _Word("", "", len(text), len(text))
    glued_before = i > 0 and before.end == words[i].start
    glued_after = value.at < len(words) and after.start == words[value.at - 1].end
    if (
        before.text in sets["money_before"]
        or after.lower in sets["money_after"]
        or after.lower.rstrip(".") in sets["share_after"]
    ):
        return True
    if after.lower in sets["measure_after"] or (after.text == "'s" and value.digits):
        return True
    if glued_after and (after.text[0].isalnum() or (after.text in "-‑:/" and _joined(text, after))):
        return True
    if glued_before and (before.text in "/:.-#" or before.text[-1].isalnum()):
        return True
    if before.lower in sets["label_before"] and (value.digits or before.lower == "aged"):
        return True
    return value.digits and (_is_date(words, i, value, before, after) or _is_age(words, i, value, before, after))


def _joined(text: str, mark: _Word) -> bool:
    """Whether a hyphen or colon after a number goes on in a word ("30-year-old", "10:30")."""
    return mark.end < len(text) and text[mark.end].isalnum()


def _is_date(words: list[_Word], i: int, value: _Value, before: _Word, after: _Word) -> bool:
    months = _book().sets["months"]
    low, high = value.low or 0, value.high or 0
    if high <= 31 and (
        (after.lower.rstrip(".") in months and after.text[0].isupper())
        or (before.lower.rstrip(".") in months and before.text[0].isupper())
    ):
        return True
    if 1900 <= low <= 2099 and high <= 2099 and "," not in words[i].text:
        counts = (
            after.text.isalpha()
            and after.text.islower()
            and after.lower.endswith(("s", "people", "men", "women", "children", "police"))
        )
        month = before.lower.rstrip(".") in months or (before.text == "," and i >= 2 and words[i - 2].text.isdigit())
        return month or not counts or before.lower in ("in", "since")
    return False


def _is_age(words: list[_Word], i: int, value: _Value, before: _Word, after: _Word) -> bool:
    """Whether a figure stands between commas after a name ("Khan, 45, said")."""
    if before.text != "," or after.text not in (",", ".", ")") or (value.high or 0) > 110 or i < 2:
        return False
    return words[i - 2].text[0].isupper()
