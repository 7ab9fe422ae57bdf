"""Figures that count nothing: dates, shares, sums, ages, measures, ordinals, years and labels."""

from __future__ import annotations

from truceline.reading.number_words import Value, Word, number_lists


def is_no_count(text: str, words: list[Word], i: int, value: Value) -> bool:
    """Whether a value is a date, share, sum, age, measure, ordinal, year or label."""
    sets = number_lists().sets
    before = words[i - 1] if i else Word("", "", 0, 0)
    after = words[value.at] if value.at < len(words) else Word("", "", len(text), len(text))
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


def _joined(text: str, mark: Word) -> bool:
    """Whether a hyphen or colon after a number goes on in a word ("30-year-old", "10:30")."""
    return mark.end < len(text) and text[mark.end].isalnum()


def _is_date(words: list[Word], i: int, value: Value, before: Word, after: Word) -> bool:
    months = number_lists().sets["months"]
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


def _is_age(words: list[Word], i: int, value: Value, before: Word, after: Word) -> bool:
    """Whether a figure stands between commas after a name ("Khan, 45, said")."""
    if before.text != "," or after.text not in (",", ".", ")") or (value.high or 0) > 110 or i < 2:
        return False
    return words[i - 2].text[0].isupper()
