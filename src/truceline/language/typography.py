"""One way of writing marks, whatever a publisher's: curly or straight quotation marks, hyphens or dashes, spaces of any width.

Every change puts one character in place of one, so that offsets stay those of the text as given.
"""

from __future__ import annotations

import re
from functools import cache

from truceline.datafiles import load_yaml

_ALIKE = str.maketrans(
    dict.fromkeys("‘’‚‛ʼ´`", "'")
    | dict.fromkeys("„‟″", '"')
    | dict.fromkeys("—―", "–")
    | dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f", " ")
)
_OPENS = re.compile(r'(?<![^\s(\[–\-/])"(?=\S)')
_DASH = re.compile(r"(?<=[^\s–-] )-(?= )")


def plain(text: str) -> str:
    """The text with marks written in one way, as long as before: double quotation marks curly, apostrophes straight."""
    text = text.translate(_ALIKE)
    if '"' in text:
        text = _OPENS.sub("“", text).replace('"', "”")
    return _DASH.sub("–", text)


def as_learnt(word: str) -> str:
    """A word as the encoder mostly met it in training: in lower case, American spelling, with the marks of a typewriter."""
    word = word.lower()
    if word in _weekdays():
        return "monday"  # no day of the week means anything that another does not
    if word in small_numbers():
        return small_numbers()[word]
    if word in compound_numbers():
        return compound_numbers()[word]
    if len(word) < 4:
        return word.translate(_STRAIGHT)
    return american(word) if word.isalpha() else word


@cache
def small_numbers() -> dict[str, str]:
    """Figures from 2 to 20 and the tens, each with its word (data/numbers.yaml)."""
    data = load_yaml("numbers.yaml")
    values = [*data["units"].items(), *data["tens"].items()]
    # Of two spellings of one number the first is the usual one.
    return {str(value): word for word, value in reversed(values) if value > 1}


@cache
def compound_numbers() -> dict[str, str]:
    """Numbers in two words ("fifty-two"), each with its figures."""
    data = load_yaml("numbers.yaml")
    tens = {w: n for w, n in data["tens"].items() if n > 10}
    return {f"{t}-{u}": str(n + m) for t, n in tens.items() for u, m in data["units"].items() if 0 < m < 10}


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(day.lower() for day in load_yaml("times.yaml")["weekdays"])


_STRAIGHT = str.maketrans({"“": '"', "”": '"', "–": "-"})


def american(word: str) -> str:
    """The American spelling of a word in lower case (data/spelling.yaml)."""
    words, patterns = _spelling()
    if (known := words.get(word)) is not None:
        return known
    for pattern, ending in patterns:
        if (found := pattern.fullmatch(word)) is not None:
            return found[1] + ending + found[2]
    return word


@cache
def _spelling() -> tuple[dict[str, str], tuple[tuple[re.Pattern[str], str], ...]]:
    data = load_yaml("spelling.yaml")
    ise, our, re_, doubled = ("|".join(data[k]) for k in ("ise", "our", "re", "doubled"))
    return data["words"], (
        (re.compile(rf"((?:{ise})i)s(e|ed|es|er|ers|ing|ation|ations|ational|able)"), "z"),
        (re.compile(rf"((?:{our})o)u(r\w*)"), ""),
        (re.compile(rf"({re_})re(|s)"), "er"),
        (re.compile(rf"({re_})re(d)"), "ere"),
        (re.compile(rf"({doubled})l(ed|ing|er|ers|or|ors)"), ""),
    )
