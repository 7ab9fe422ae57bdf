"""The gazetteer of states: their names, adjectives, capitals and forces, as reports write them.

Read from data/countries.yaml, whose header says what stands there. `truceline.places` builds on it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from typing import Any

from truceline.datafiles import load_yaml

_LETTERS = str.maketrans(
    dict(zip("øØłŁđĐðıəƏ", "oOlLdDdiaA", strict=True))
    | {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "ŋ": "ng"}
    | dict.fromkeys("’‘ʼʻ`´ʿʾ", "'")
)
_JOINTS = str.maketrans({"-": " ", "'": None})
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"(?:'s|’s|(?<=s)['’])$")


@dataclass(frozen=True)
class Country:
    """A state, or a territory that reports treat as one, and the words that stand for it.

    `capital_speaks` is false where the capital's name does not stand for the government ("Brussels").
    """

    name: str
    iso2: str
    article: bool = False
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    capital: str | None = None
    capital_aliases: tuple[str, ...] = ()
    capital_speaks: bool = True
    metonyms: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    military: tuple[str, ...] = ()
    military_metonyms: tuple[str, ...] = ()
    police: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        """The short name and all aliases."""
        return (self.name, *self.aliases)

    def capitals(self) -> tuple[str, ...]:
        """The seat of government in all spellings."""
        return (self.capital, *self.capital_aliases) if self.capital else self.capital_aliases


def plain(name: str) -> str:
    """The name in ASCII letters: "Şırnak" is "Sirnak"; what has no Latin letter falls out."""
    if name.isascii():
        return name
    return "".join(c for c in unicodedata.normalize("NFKD", name.translate(_LETTERS)) if c.isascii())


def fold(name: str) -> str:
    """The key under which spellings of one name meet: ASCII, lower case, no apostrophes, spaces for hyphens."""
    return " ".join(plain(name).lower().translate(_JOINTS).split())


def _country(name: str, entry: dict[str, Any]) -> Country:
    if unknown := set(entry) - {f.name for f in fields(Country)}:
        raise ValueError(f"countries.yaml, {name}: unknown fields {sorted(unknown)}")
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
    return Country(name=name, **values)


@cache
def countries() -> tuple[Country, ...]:
    """All states of data/countries.yaml, read once."""
    return tuple(_country(name, entry) for name, entry in load_yaml("countries.yaml")["states"].items())


def _is_abbreviation(name: str) -> bool:
    return len(name) <= 10 and name.isupper() and " " not in name


@dataclass(frozen=True)
class _Index:
    """Countries by one kind of word: abbreviations by their exact letters, other words in any case."""

    words: dict[str, Country]
    abbreviations: dict[str, Country]

    def find(self, name: str) -> Country | None:
        name = _POSSESSIVE.sub("", _ARTICLE.sub("", name.strip()))
        if not name[:1].isupper():
            return None
        return self.abbreviations.get(name.replace(".", "")) or self.words.get(fold(name))


def _index(words_of: Callable[[Country], Iterable[str]]) -> _Index:
    index = _Index({}, {})
    for country in countries():
        for word in words_of(country):
            if _is_abbreviation(word):
                index.abbreviations.setdefault(word.replace(".", ""), country)
            else:
                index.words.setdefault(fold(word), country)
    return index


@cache
def _indexes() -> dict[str, _Index]:
    return {
        "name": _index(Country.names),
        "adjective": _index(lambda c: c.adjectives),
        "metonym": _index(lambda c: (*c.metonyms, *(c.capitals() if c.capital_speaks else ()))),
        "capital": _index(Country.capitals),
        "body": _index(lambda c: c.bodies),
        "military": _index(lambda c: (*c.military, *c.military_metonyms)),
        "police": _index(lambda c: c.police),
    }


@lru_cache(maxsize=20_000)
def _find(kind: str, name: str) -> Country | None:
    return _indexes()[kind].find(name)


def country_named(name: str) -> Country | None:
    """The state of a name or alias, with or without "the"; capitalised, and abbreviations ("US") in exact case."""
    return _find("name", name)


def country_of_adjective(word: str) -> Country | None:
    """The state that an adjective or a name of its people belongs to ("Filipinos"), None if it fits several."""
    return _find("adjective", word)


def country_of_metonym(word: str) -> Country | None:
    """The state whose government a capital, a palace or a street stands for ("Ankara", "Downing Street")."""
    return _find("metonym", word)


def country_of_capital(name: str) -> Country | None:
    """The state whose seat of government is the place of this name."""
    return _find("capital", name)


def country_of_body(name: str) -> Country | None:
    """The state that a parliament, ministry or office with a name of its own belongs to ("Knesset", "FSB")."""
    return _find("body", name)


def military_named(name: str) -> Country | None:
    """The state whose armed forces a proper name or a place stands for ("Tatmadaw", "Thai Navy", "Pentagon")."""
    return _find("military", name) or _force(name, "force_words")


def police_named(name: str) -> Country | None:
    """The state whose police a proper name stands for ("Carabinieri", "Afghan National Police")."""
    return _find("police", name) or _force(name, "police_words")


@cache
def _force_pattern(kind: str) -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(load_yaml("countries.yaml")[kind], key=len, reverse=True))
    before = r"(?:(?:Royal )?(?P<state>.+?)(?:['’]s)? (?:Royal )?|(?:National |Royal )?)"
    return re.compile(rf"{before}(?:{words})(?: of (?P<whose>.+))?", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def _force(name: str, kind: str) -> Country | None:
    """The state in "<state> Army" and "Army of <state>"; None for "Free Syrian Army", whose rest is no state."""
    if len(name) > 100:
        return None
    match = _force_pattern(kind).fullmatch(_ARTICLE.sub("", name.strip()))
    if match is None or bool(match["state"]) == bool(match["whose"]):
        return None
    state = match["state"] or match["whose"]
    return country_named(state) or country_of_adjective(state)


def the(name: str) -> str:
    """A state's name as it stands in a sentence: "the United States", "Pakistan"."""
    country = country_named(name)
    return f"the {name}" if country and country.article and not name.startswith("the ") else name


def government_name(country: Country) -> str:
    """The name of the state as a party: "Government of the Philippines"."""
    return f"Government of {the(country.name)}"


def military_name(country: Country) -> str:
    """The name of the state's armed forces as a party: "Military of Pakistan"."""
    return f"Military of {the(country.name)}"


def police_name(country: Country) -> str:
    """The name of the state's police as a party: "Police of Pakistan"."""
    return f"Police of {the(country.name)}"


def place_country(name: str, hints: Iterable[str] = ()) -> str | None:
    """The ISO 3166-1 alpha-2 code of the country that a place lies in; see `truceline.places.place_country`."""
    from truceline.places import place_country as find

    return find(name, tuple(hints))
