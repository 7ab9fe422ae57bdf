"""When two names stand for one thing: acronyms, shorter forms, spellings a letter or two apart.

Names are compared by their words in plain lower-case letters, nationalities replaced by their state ("Pakistani
Taliban" and "Tehrik-i-Taliban Pakistan" share both words). The kinds of evidence are those of the name sieves of Lee et
al. (2013), Deterministic coreference resolution based on entity-centric, precision-ranked rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from truceline import gazetteer
from truceline.language.columns import listed

_STATE_FORM = re.compile(
    r"(the )?([\w'’-]+ ){0,3}(republic|kingdom|state|emirate|sultanate|federation|commonwealth) of (the )?"
)
_SPLIT = re.compile(r"[\s\-–/.,]+")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True)
class Name:
    """A proper name prepared for comparison.

    `words` leave out articles and small words, `initials` holds the first letters of all words; `states` are the
    states that it names; `acronym` says whether it is one (USA, ISIL, UNSMIL).
    """

    text: str
    words: tuple[str, ...]
    initials: str
    long_initials: str
    states: frozenset[str]
    acronym: bool


@lru_cache(maxsize=20_000)
def prepare(text: str) -> Name:
    """The name prepared for comparison."""
    words: list[str] = []
    states: set[str] = set()
    initials = long_initials = ""
    for part in _SPLIT.split(text):
        word = gazetteer.plain(_POSSESSIVE.sub("", part)).replace("'", "")
        if not word:
            continue
        long_initials += word[0].lower()
        country = gazetteer.country_of_adjective(word) or gazetteer.country_named(word)
        lower = word.lower()
        if lower in listed("small_words") and (lower == word or not words):
            continue
        initials += lower[0]
        if country:
            states.add(country.name)
            words.append(f"={country.name}")
        else:
            words.append(lower[:-1] if len(lower) > 5 and lower.endswith("s") and not lower.endswith("ss") else lower)
    if whole := gazetteer.country_named(text):
        states, words = {whole.name}, [f"={whole.name}"]
    elif len(words) == 1 and states:
        # "Armenians" are not Armenia.
        words = [f"~{words[0][1:]}"]
    return Name(text, tuple(words), initials, long_initials, frozenset(states), is_acronym(text))


def is_acronym(text: str) -> bool:
    """Whether a name is an abbreviation by its letters ("SDF", "M12J", "U.N.")."""
    letters = text.replace(".", "")
    return (
        2 <= len(letters) <= 8
        and letters.isalnum()
        and letters[0].isalpha()
        and sum(c.isupper() or c.isdigit() for c in letters) >= max(2, len(letters) - 2)
    )


def same(a: Name, b: Name) -> bool:
    """Whether two names are the same but for article, accents, nationality form or plural."""
    return bool(a.words) and a.words == b.words


def contradict(a: Name, b: Name) -> bool:
    """Whether two names tell of different states ("Afghan Taliban", "Pakistani Taliban")."""
    return bool(a.states and b.states and not (a.states & b.states))


def abbreviates(short: Name, full: Name) -> bool:
    """Whether an acronym's letters are the initials of a name, small words counted or not."""
    if not short.acronym or len(full.words) < 2 or full.acronym:
        return False
    letters = short.text.replace(".", "").lower()
    if letters in (full.initials, full.long_initials):
        return True
    return (
        len(letters) >= 3
        and letters[0] == full.initials[:1]
        and len(letters) >= len(full.initials) - 1
        and _inside(letters, full)
    )


def _inside(letters: str, full: Name) -> bool:
    """Whether the letters stand in order among the beginnings of the words ("TTP" for Tehrik-i-Taliban Pakistan)."""
    rest = iter(full.long_initials)
    return all(c in rest for c in letters)


def shortens_person(short: Name, full: Name) -> bool:
    """Whether a name is the surname, the last names or the given name of a fuller one."""
    a, b = short.words, full.words
    if not a or len(a) >= len(b) or short.acronym:
        return False
    return (
        b[-len(a) :] == a
        or (len(a) == 1 and b[0] == a[0] and len(b) == 2)
        or (len(a) >= 2 and a[0] == b[0] and set(a) < set(b))
    )


def shortens_body(short: Name, full: Name) -> bool:
    """Whether a name is a shorter form of an organization's or group's fuller one.

    Its last words ("the Front"), or its first words where only filler or "of ..." follows ("Institute of Peace"), or
    its words with the same state. Never where what is left out tells bodies apart ("Syrian Army", "Free Syrian Army").
    """
    a, b = short.words, full.words
    if not a or len(a) >= len(b) or short.acronym or contradict(short, full):
        return False
    if all(w in listed("state_bodies") or w[0] == "=" for w in a):
        return a[0][0] != "=" and len(a) == 1 and b[-1:] == a and not full.states
    if b[-len(a) :] == a:
        before = full.text[: -len(short.text)].lower() if full.text.endswith(short.text) else ""
        # "Dobra" is the Republic of Dobra, "Azamar" not the Army of Azamar.
        return not before.endswith((" of ", " for ", " of the ", " in ")) or _STATE_FORM.fullmatch(before) is not None
    if b[: len(a)] == a:
        rest = full.text[len(short.text) :].lstrip() if full.text.startswith(short.text) else ""
        return rest.startswith(("of ", "for ")) or all(w in listed("fillers") for w in b[len(a) :])
    return bool(short.states) and len(a) >= 2 and set(a) < set(b)


def misspells(a: Name, b: Name) -> bool:
    """Whether two names differ by a slip in words of four letters or more ("Kahn", "Khan"); never two places."""
    if len(a.words) != len(b.words) or a.words == b.words or a.states or b.states or a.acronym or b.acronym:
        return False
    slips = [(x, y) for x, y in zip(a.words, b.words, strict=True) if x != y]
    # Words that agree make a slip of two letters elsewhere in the name likelier.
    lenient = 6 if len(slips) < len(a.words) else 7
    return len(slips) <= 2 and all(_near(x, y, lenient) for x, y in slips)


def _near(x: str, y: str, lenient: int) -> bool:
    shorter = min(len(x), len(y))
    if x.startswith(y) or y.startswith(x):
        # "Kivanda" and "Kivandan": a form of the word, no slip.
        return False
    return x[0] == y[0] and shorter >= 4 and distance(x, y) <= (1 if shorter < lenient else 2)


def distance(x: str, y: str) -> int:
    """Edits between two words, a swap of neighbours counting one (optimal string alignment)."""
    if abs(len(x) - len(y)) > 2:
        return 3
    before: list[int] = []
    row = list(range(len(y) + 1))
    for i, c in enumerate(x, 1):
        before, last = row, before
        row = [i]
        for j, d in enumerate(y, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (c != d))
            if i > 1 and j > 1 and c == y[j - 2] and x[i - 2] == d:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
