"""Changes of a text that leave what it claims as it was, but for what the change itself names. Pure functions, text in and text out.

A function gives the text back unchanged where it finds nothing that it may soundly change. Words: benchmarks/changes.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from truceline.datafiles import load_yaml

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January February March April May June July August September October November December "
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec"
)


@cache
def words() -> Any:
    """The words of benchmarks/changes.yaml."""
    return yaml.safe_load(Path(__file__).with_name("changes.yaml").read_text(encoding="utf-8"))


def whole_words(found: str) -> str:
    """A pattern for some words where they are no part of a longer one ("Tarrin", not "Tarrins" or "al-Tarrin")."""
    return rf"(?<![\w-])(?:{found})(?![\w-])"


def put(text: str, instead: Mapping[str, str]) -> str:
    """A text with words replaced, in whatever case they stand; the case is kept ("Defence" becomes "Defense")."""
    pattern = whole_words("|".join(map(re.escape, sorted(instead, key=len, reverse=True))))
    return re.sub(pattern, lambda m: in_case_of(m[0], instead[m[0].lower()]), text, flags=re.I)


def in_case_of(model: str, word: str) -> str:
    """A word in the case of another."""
    if model.isupper() and len(model) > 1:
        return word.upper()
    return upper_first(word) if model[0].isupper() else word


def upper_first(text: str) -> str:
    """A text with a capital at its start."""
    return text[:1].upper() + text[1:]


# Names


def renamed(text: str, old: str, new: str) -> str:
    """A text in which one word of a name is another, wherever it stands."""
    return re.sub(whole_words(re.escape(old)), new, text)


def may_be_renamed(text: str, old: str, new: str) -> bool:
    """Whether no related form of the old word is left behind ("Zalesian" beside "Zalesia"), and the new one is new."""
    left = renamed(text, old, new)
    return left != text and old[:5].lower() not in left.lower() and new.lower() not in text.lower()


def another_name(name: str, *, person: bool) -> tuple[str, str] | None:
    """The word of a name to put another in place of, and that other; None for a name with no word that may change."""
    parts = name.split()
    if len(parts) < 2 or not all(p[0].isupper() or p in ("of", "the", "for", "and") for p in parts):
        return None
    proper = [p for p in parts if len(p) > 3 and p.isalpha() and p[0].isupper() and not in_dictionary(p)]
    if person or len(proper) == len(parts):
        return (parts[-1], by_first_letter("family_names", parts[-1])) if parts[-1].isalpha() else None
    if parts[0] in words()["kindred"]:
        return parts[0], words()["kindred"][parts[0]]
    return (proper[0], by_first_letter("proper_words", proper[0])) if proper else None


def by_first_letter(kind: str, word: str) -> str:
    """The name of a list that begins as a word does; for letters with marks, the first."""
    found: list[str] = words()[kind]
    return next((name for name in found if name[0] == word[0]), found[0])


def in_dictionary(word: str) -> bool:
    """Whether a word is one of English, in any form."""
    import lemminflect

    return bool(lemminflect.getAllLemmas(word.lower()))


# Days of the week


def movable_weekdays(text: str) -> list[str]:
    """The days of the week which the text names only to say when, and never beside a date."""
    before, after = "|".join(words()["before_weekday"]), "|".join(words()["after_weekday"])
    found = []
    for day in WEEKDAYS:
        every = len(re.findall(rf"\b{day}", text))
        plain = (
            rf"\b(?:{before}) {day}\b(?!,? (?:the )?\d|,? (?:{MONTHS.replace(' ', '|')})|[-‘’']?s?[- ](?:{after})\b)"
        )
        if every and every == len(re.findall(plain, text, re.I)):
            found.append(day)
    return found


def other_weekday(text: str, day: str) -> str:
    """A day that the text does not name, as far from the given one as may be."""
    start = WEEKDAYS.index(day)
    return next((d for step in (3, 2, 4, 5, 1, 6) if (d := WEEKDAYS[(start + step) % 7]) not in text), day)


# Paragraphs


def with_paragraph_at_end(text: str, paragraph: str) -> str:
    """A text with a paragraph more."""
    return f"{text.rstrip()}\n\n{paragraph.strip()}"


def with_paragraph_inside(text: str, paragraph: str) -> str:
    """A text with a paragraph more before one that points back to nothing: which begins with a name or a number."""
    parts = text.split("\n\n")
    for i in range(len(parts) // 2, len(parts)):
        first = re.match(r"[A-Z]\w+|\d+", parts[i])
        if first and not in_dictionary(first[0]):
            return "\n\n".join([*parts[:i], paragraph.strip(), *parts[i:]])
    return text


# Spelling, quotation marks, dashes


@cache
def american() -> dict[str, str]:
    """American for British spellings."""
    return dict(words()["spelling"])


@cache
def british() -> dict[str, str]:
    """British for American spellings, where the American is no word of its own in Britain."""
    both_ways = {
        "ton",
        "tons",
        "check",
        "story",
        "tire",
        "tires",
        "while",
        "learned",
        "burned",
        "mold",
        "meter",
        "meters",
        "program",
    }
    return {american: british for british, american in words()["spelling"].items() if american not in both_ways}


def to_american(text: str) -> str:
    """A text in American spelling."""
    return put(text, american())


def to_british(text: str) -> str:
    """A text in British spelling."""
    return put(text, british())


def to_curly(text: str) -> str:
    """A text with typographic quotation marks and apostrophes."""
    text = re.sub(r'(^|[\s(\[—–-])"', r"\1“", text, flags=re.M).replace('"', "”")
    return re.sub(r"(^|[\s(\[—–“])'(?!\d\ds)", r"\1‘", text, flags=re.M).replace("'", "’")


def to_straight(text: str) -> str:
    """A text with the quotation marks and apostrophes of a typewriter."""
    return text.translate({ord("“"): '"', ord("”"): '"', ord("‘"): "'", ord("’"): "'"})


def to_hyphens(text: str) -> str:
    """A text whose dashes between words are hyphens with spaces, as agencies write."""
    return re.sub(r" – | ?— ?", " - ", text)


def to_dashes(text: str) -> str:
    """A text whose hyphens with spaces between words are dashes."""
    return text.replace(" - ", " – ")


# Numbers


@cache
def number_words() -> dict[str, int]:
    """Words of the numbers from two to ninety-nine."""
    lists = load_yaml("numbers.yaml")
    tens = {w: n for w, n in lists["tens"].items() if w != "fourty"}
    units = {w: n for w, n in lists["units"].items() if n > 1}
    joined = {f"{t}-{u}": n + m for t, n in tens.items() for u, m in lists["units"].items() if 0 < m < 10}
    return units | tens | joined


def to_digits(text: str) -> str:
    """A text with numbers in digits ("12 soldiers") that stood in words inside a sentence."""
    pattern = whole_words("|".join(sorted(number_words(), key=len, reverse=True))) + r"(?= [a-z])"
    return put_at(text, pattern, lambda found: str(number_words()[found]))


def to_number_words(text: str) -> str:
    """A text with whole numbers under a hundred in words ("twelve soldiers") that stood in digits inside a sentence."""
    spelt = {str(n): w for w, n in number_words().items()}
    pattern = r"(?<![\w.,:;/$€£#%°“\"(+*–-])(?<!\n)(?:[2-9]|[1-9]\d)(?= [a-z])"
    return put_at(text, pattern, lambda found: spelt[found])


def put_at(text: str, pattern: str, new: Any) -> str:
    """A text with each number that counts something replaced; neighbours may show that it does not ("the two", "June 17")."""

    def replaced(match: re.Match[str]) -> str:
        before = re.findall(r"[\w.,;:'’\"”-]+", text[max(0, match.start() - 30) : match.start()])
        after = re.match(r" ([a-z.]+)", text[match.end() :])
        if (
            not before
            or before[-1][-1] in '.:"”'
            or (before[-1][0].isupper() and before[-1].lower() not in words()["opens_number"])
        ):
            return match[0]
        if before[-1].lower() in words()["no_number_after"] or (after and after[1] in words()["no_number_before"]):
            return match[0]
        return str(new(match[0]))

    return re.sub(pattern, replaced, text)


def numbers_alike(text: str) -> str:
    """A name or trigger with every number in digits, to compare by."""
    pattern = whole_words("|".join(sorted(number_words(), key=len, reverse=True)))
    return re.sub(pattern, lambda m: str(number_words()[m[0].lower()]), text, flags=re.I)


# Tellings


def tellings(source: str, clause: str) -> Iterator[str]:
    """Sentences that tell a clause on the word of a source: first "X said that …", then the same said otherwise."""
    first, told = upper_first(source), upper_first(clause)
    yield f"{first} said that {clause}."
    yield f"{first} said {clause}."
    yield f"{told}, {source} said."
    yield f"According to {source}, {clause}."
    yield f"{told}, according to {source}."


def more_tellings(source: str, clause: str) -> Iterator[str]:
    """The sentences of `tellings`, and further ones: inverted, with the day or the hearers of the saying, "in the words of"."""
    first, told = upper_first(source), upper_first(clause)
    yield from tellings(source, clause)
    yield f"{told}, said {source}."
    yield f"{first} said on Tuesday that {clause}."
    yield f"{told}, {source} said on Tuesday."
    yield f"{first} told reporters that {clause}."
    yield f"{told}, {source} told reporters."
    yield f"In the words of {source}, {clause}."
    yield f"{told}, as {source} put it."
