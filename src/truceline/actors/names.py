"""Spellings of names: the keys under which two spellings of one name meet."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

import yaml

from truceline import gazetteer

_NO_LETTER = re.compile(r"[^a-z0-9]+")
_SPELLINGS = (
    ("isation", "ization"),
    ("defence", "defense"),
    ("centre", "center"),
    ("labour", "labor"),
    ("programme", "program"),
)
_JOINTS = re.compile(r"[\s()\-/.–—]")
_ABD = re.compile(r"^abd(?:ul|el|al|ur|ar|us|as|un|an|ir|ol|or|oul|our)?(?=[bcdfghjklmnpqrstvwxz])")
_SOUNDS = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        (r"(.)\1+", r"\1"),
        (r"ph", "f"),
        (r"sch|sh|ch|c(?=[ei])|z", "s"),
        (r"[kg]h|q|ck|c", "k"),
        (r"dj|g(?=[eiy])", "j"),
        (r"(?<=.)h", ""),
        (r"w", "v"),
        (r"^[aeiou]", "a"),
        (r"(?<=.)[aeiouy]", ""),
    )
)
"""Letters that transliterations exchange, and the vowels inside words, which they spell at will."""


def words(kind: str) -> Any:
    """A word class of registry/words.yaml."""
    return _words()[kind]


@cache
def _words() -> dict[str, Any]:
    data: dict[str, Any] = read_yaml("words.yaml")
    return data


@cache
def longest_first(kind: str) -> tuple[str, ...]:
    """The words of a class, the longest first, so that "prime minister" comes before "minister"."""
    return tuple(sorted(words(kind), key=len, reverse=True))


@cache
def _small() -> frozenset[str]:
    return frozenset(words("small"))


def read_yaml(name: str) -> Any:
    """A shipped file of the registry folder."""
    from importlib.resources import files

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((files("truceline.actors") / "registry" / name).read_text(encoding="utf-8"), Loader=loader)


def tokens(name: str) -> tuple[str, ...]:
    """The words of a name in ASCII and small letters, without apostrophes: "Sant'Egidio" is one word."""
    plain = gazetteer.plain(name.replace("’", "'").replace("ʼ", "'")).lower().replace("'", "")
    return tuple(_NO_LETTER.sub(" ", plain).split())


@lru_cache(maxsize=50_000)
def key(name: str) -> str:
    """The key of a name: no case, accents, hyphens, articles or small words, American spelling.

    "Tehreek-e-Taliban Pakistan" → "tehreek taliban pakistan", "al-Shabaab" → "shabaab".
    """
    found = tokens(name)
    kept = tuple(t for t in found if t not in _small()) or found
    joined = " ".join(kept)
    for british, american in _SPELLINGS:
        joined = joined.replace(british, american)
    return joined


def slug(name: str) -> str:
    """The id that a name gives: "Lord's Resistance Army" → "lords-resistance-army"."""
    return "-".join(tokens(name))


def is_acronym(name: str) -> bool:
    """Whether a name is written as one: "TTP", "F.A.R.C.", "SPLM/A-IO", "NSCN (IM)", "M23", "JuA"."""
    letters = _JOINTS.sub("", name)
    if not 1 < len(letters) <= 12 or not letters.isalnum() or not letters.isascii() or len(name.split()) > 2:
        return False
    upper = sum(c.isupper() for c in letters)
    digits = sum(c.isdigit() for c in letters)
    small = len(letters) - upper - digits
    return upper >= 1 and upper + digits >= 2 and (small <= 1 if len(letters) <= 5 else small <= 2)


def acronym_key(name: str) -> str:
    """The key of an acronym: capitals without dots, hyphens and brackets."""
    return _JOINTS.sub("", name).upper()


@lru_cache(maxsize=50_000)
def sound(token: str) -> str:
    """What stays of a word in every transliteration: "khan" and "kahn" are both "kn"; "tehreek" and "tehrik" "trk"."""
    token = _ABD.sub("abd", token)
    for pattern, letter in _SOUNDS:
        token = pattern.sub(letter, token)
    return token
