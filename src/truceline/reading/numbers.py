"""How many: figures and number words of a text as ranges.

"at least 12" has no upper end, "up to 30" no lower one, "about 50" is 50. Years, dates, times, shares, money, ages, ordinals,
measures and numbers that label a thing are left out. Words are read from data/numbers.yaml.
"""

from __future__ import annotations

from dataclasses import dataclass

from truceline.claim import Amount, Span
from truceline.reading.no_counts import is_no_count
from truceline.reading.number_words import TOKEN, Value, Word, number_lists, range_end, value_at


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


def find_amounts(text: str, *, articles: bool = False) -> list[AmountMention]:
    """Numbers that count something, in text order. With `articles`, "a", "an" and "one" count as 1."""
    words = [Word(m[0], m[0].lower(), *m.span()) for m in TOKEN.finditer(text)]
    found: list[AmountMention] = []
    i = 0
    while i < len(words):
        value = value_at(words, i)
        if value is None:
            i += 1
            continue
        second = range_end(words, value)
        last = second or value
        if (articles or not value.article or second) and not is_no_count(text, words, i, last):
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


def _mention(words: list[Word], i: int, value: Value, second: Value | None) -> AmountMention:
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


def _modifier_before(words: list[Word], i: int) -> tuple[int, str | None]:
    """Where the words that qualify a value begin, and what they make of it."""
    first, kind = i, None
    while first > 0:
        for length in (4, 3, 2, 1):
            phrase = tuple(w.lower for w in words[max(0, first - length) : first])
            found = number_lists().before.get(phrase) if len(phrase) == length else None
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


def _modifier_after(words: list[Word], at: int) -> tuple[int, str | None]:
    for phrase, kind in number_lists().after.items():
        if tuple(w.lower for w in words[at : at + len(phrase)]) == phrase:
            return at + len(phrase), kind
    return at, None
