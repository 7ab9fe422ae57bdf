"""What a text must be before it is read: words, few enough of them, and English."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from truceline.datafiles import load_yaml
from truceline.errors import InputError
from truceline.report import MAX_TEXT

SHORT = 200
"""A text with fewer letters than this has too little to tell its language by, and is let through."""

SAMPLE = 10_000
"""How much of a text, in code points, its language is told by."""

ENGLISH_SHARE = 0.10
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class LanguageLists:
    """data/languages.yaml."""

    english: frozenset[str]
    near_english: frozenset[str]
    names: dict[str, str]


def require_text(text: str) -> None:
    """Raise InputError unless the text holds words, in whole characters, and is no longer than `MAX_TEXT`."""
    if not text.strip():
        raise InputError("the text is empty", remedy="give the text of a news report")
    if len(text) > MAX_TEXT:
        problem = f"the text has {len(text):,} characters, and one report may have {MAX_TEXT:,}"
        raise InputError(problem, remedy="split it into one report each, for instance as JSON lines")
    if not any(c.isalpha() for c in text):
        holds = "only digits and punctuation" if any(c.isalnum() for c in text) else "only punctuation"
        raise InputError(f"the text holds {holds}, no words", remedy="give the text of a news report")
    if any("\ud800" <= c <= "\udfff" for c in text):
        problem = "the text holds half a character (a lone surrogate)"
        raise InputError(problem, remedy="write it again with a correct \\u escape or as UTF-8")


def require_english(text: str) -> None:
    """Raise InputError, naming the language, when the text is plainly in another one than English."""
    sample = text[:SAMPLE]
    words = _WORD.findall(sample.lower())
    letters = sum(map(len, words))
    latin = sum(c < "ɐ" for word in words for c in word)
    # A script that English is not written in tells even in a short text.
    if letters < SHORT and latin * 2 >= letters:
        return
    lists = _lists()
    if sum(w in lists.english for w in words) >= ENGLISH_SHARE * len(words):
        return
    code = _classify(sample)
    if code in lists.near_english and latin * 2 >= letters:
        return
    language = lists.names.get(code, f'the language "{code}"') if code != "en" else "a script that English does not use"
    raise InputError(f"the text is in {language}, not English", remedy="truceline reads English; translate it first")


def _classify(sample: str) -> str:
    # Loaded only when needed: it takes half a second, and most texts are plainly English.
    import py3langid

    code: str = py3langid.classify(sample)[0]
    return code


@cache
def _lists() -> LanguageLists:
    data = load_yaml("languages.yaml")
    return LanguageLists(frozenset(data["english"]), frozenset(data["near_english"]), data["names"])
