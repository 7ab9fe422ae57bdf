"""The event lexicon: which words and constructions name which PLOVER event.

Read from data/events.yaml and data/constructions.yaml, whose headers say where they come from.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from truceline.claim import Event
from truceline.datafiles import load_yaml, word_lists
from truceline.language.document import Token


@dataclass(frozen=True)
class Entry:
    """A word or several that name an event; `rest` must stand with the head word."""

    rest: tuple[str, ...]
    event: str
    mode: str | None
    weak: bool


@dataclass(frozen=True)
class Phrase:
    """A verb and the objects with which it names an event; `at_object`: the object is the trigger; `by_subject`: they are its subjects."""

    objects: frozenset[str]
    event: str
    mode: str | None
    at_object: bool
    by_subject: bool


@dataclass(frozen=True)
class State:
    """A state that a noun with one of the prepositions tells ("in prison"), and the verbs that put somebody there."""

    cases: frozenset[str]
    verbs: frozenset[str]
    event: Event
    mode: str | None


@dataclass(frozen=True)
class Lexicon:
    """Entries by part of speech and head lemma, phrases by verb, and the word classes of constructions."""

    verbs: dict[str, tuple[Entry, ...]]
    nouns: dict[str, tuple[Entry, ...]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], Phrase], ...]]
    light: frozenset[tuple[str, ...]]
    suffering: frozenset[tuple[str, ...]]
    content: dict[str, str]
    states: dict[str, tuple[State, ...]]
    classes: dict[str, frozenset[str]]


role_words = word_lists("roles.yaml")


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    words, built = load_yaml("events.yaml"), load_yaml("constructions.yaml")
    verbs: dict[str, list[Entry]] = {}
    nouns: dict[str, list[Entry]] = {}
    for event, parts in words.items():
        for kind, table in (("verbs", verbs), ("nouns", nouns)):
            weak = frozenset(f"{parts.get('weak') or ''} {parts.get(f'weak_{kind}') or ''}".split())
            for mode, listed in (parts.get(kind) or {}).items():
                for word in str(listed).split():
                    if word != "~":
                        _enter(table, word, Entry((), event, None if mode == "~" else mode, word in weak), kind)
    phrases: dict[str, list[tuple[tuple[str, ...], Phrase]]] = {}
    classes = {kind: frozenset(listed) for kind, listed in built["classes"].items()}
    for row in built["phrases"]:
        nouns_of = _spelled_out(row.get("objects") or row["subjects"], classes)
        made = Phrase(nouns_of, row["event"], row.get("mode"), row.get("at") == "object", "subjects" in row)
        for verb in row["verbs"]:
            head, *rest = verb.split("_")
            phrases.setdefault(head, []).append((tuple(rest), made))
    states: dict[str, list[State]] = {}
    for row in built["states"]:
        told = State(frozenset(row["cases"]), frozenset(row["verbs"]), Event(row["event"]), row.get("mode"))
        for noun in row["nouns"]:
            states.setdefault(noun, []).append(told)
    return Lexicon(
        verbs={k: tuple(sorted(v, key=lambda e: -len(e.rest))) for k, v in verbs.items()},
        nouns={k: tuple(sorted(v, key=lambda e: -len(e.rest))) for k, v in nouns.items()},
        phrases={k: tuple(sorted(v, key=lambda p: -len(p[0]))) for k, v in phrases.items()},
        light=frozenset(tuple(v.split("_")) for v in built["light_verbs"]),
        suffering=frozenset(tuple(v.split("_")) for v in built["suffering_verbs"]),
        content={word: kind for kind, listed in reversed(list(built["content"].items())) for word in listed},
        states={k: tuple(v) for k, v in states.items()},
        classes=classes,
    )


def _spelled_out(words: list[str], classes: dict[str, frozenset[str]]) -> frozenset[str]:
    """Words, with "@class" replaced by the words of that class."""
    return frozenset(w for word in words for w in (classes[word[1:]] if word.startswith("@") else (word,)))


def word_class(kind: str) -> frozenset[str]:
    """A class of words that constructions are made with (data/constructions.yaml)."""
    return lexicon().classes[kind]


def states_of(noun: Token) -> tuple[State, ...]:
    """The states that a noun can tell with a preposition."""
    return lexicon().states.get(noun.lemma_.lower(), ())


def _enter(table: dict[str, list[Entry]], word: str, entry: Entry, kind: str) -> None:
    parts = word.split("_")
    head = parts[-1] if kind == "nouns" else parts[0]
    rest = tuple(parts[:-1] if kind == "nouns" else parts[1:])
    known = table.setdefault(head, [])
    # The first listing of a word wins within a type; a mode told by a later line replaces "no mode".
    for i, other in enumerate(known):
        if other.rest == rest and other.event == entry.event:
            if other.mode is None and entry.mode:
                known[i] = Entry(rest, entry.event, entry.mode, other.weak)
            return
    known.append(Entry(rest, entry.event, entry.mode, entry.weak))
