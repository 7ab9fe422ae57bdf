"""Actors by name: exact keys, acronyms, short names of persons, offices, and words for fuzzy spelling."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from truceline import gazetteer
from truceline.actors.actor import Actor, Kind, Role
from truceline.actors.names import acronym_key, is_acronym, key, sound, words

_SPREAD = 0.35
"""How fast a word loses weight with every further actor that has it in a name."""
_COUNTRY = 0.5
_NEAR = 0.7
"""From this likeness on a name may be what somebody meant to type."""


@dataclass(frozen=True)
class Entry:
    """One name of one actor. `shared`: others have it too; `acronym`: it is one; `main`: it is the actor's first name."""

    actor: Actor
    name: str
    shared: bool = False
    acronym: bool = False
    main: bool = False


@lru_cache(maxsize=5_000)
def office(title: str) -> str | None:
    """The class of an office: "Special Envoy for Syria" is "envoy", "premier" is "prime minister"."""
    padded = f" {title.lower()} "
    for name, listed in words("offices").items():
        if any(f" {word} " in padded for word in listed):
            return str(name)
    return None


def _of_country(word: str) -> bool:
    """Whether a word is a country's name or adjective: it tells two bodies of one name apart."""
    name = word.capitalize()
    return gazetteer.country_named(name) is not None or gazetteer.country_of_adjective(name) is not None


class NameIndex:
    """Everything that linking looks names up in. States themselves are left out: their governments act for them."""

    def __init__(self, actors: Iterable[Actor]) -> None:
        self.keys: dict[str, list[Entry]] = defaultdict(list)
        self.acronyms: dict[str, list[Entry]] = defaultdict(list)
        self.short: dict[str, list[Actor]] = defaultdict(list)
        self.ends: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        self.offices: dict[str, list[tuple[Actor, Role]]] = defaultdict(list)
        for actor in actors:
            if actor.kind is not Kind.STATE:
                self._add(actor)

    def _add(self, actor: Actor) -> None:
        for name in dict.fromkeys((*actor.names, *actor.shared)):
            shared = name in actor.shared
            entry = Entry(actor, name, shared, is_acronym(name), name == actor.name and not shared)
            if entry.acronym:
                self.acronyms[acronym_key(name)].append(entry)
            else:
                self.keys[key(name)].append(entry)
        if actor.kind is Kind.PERSON:
            self._add_person(actor)

    def _add_person(self, actor: Actor) -> None:
        for short in actor.short:
            self.short[key(short)].append(actor)
        for name in actor.names:
            parts = key(name).split()
            if len(parts) > 2:
                self.ends[parts[0], parts[-1]].append(Entry(actor, name))
        for role in actor.roles:
            if (kind := office(role.title)) is not None:
                self.offices[kind].append((actor, role))

    @cached_property
    def weights(self) -> dict[str, float]:
        """How much a word of a name tells: 1 for one that a single actor has, less the more have it ("front")."""
        seen: Counter[str] = Counter()
        for name, entries in self.keys.items():
            seen.update({word: len({e.actor.id for e in entries}) for word in set(name.split())})
        return {
            word: max(1 / (1 + _SPREAD * (count - 1)), _COUNTRY if _of_country(word) else 0)
            for word, count in seen.items()
        }

    @cached_property
    def by_word(self) -> dict[str, list[str]]:
        """The keys that a word stands in."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in self.keys:
            for word in set(name.split()):
                found[word].append(name)
        return found

    def written_like(self, said: str, *, limit: int) -> list[Entry]:
        """Entries whose names are written most like what somebody typed, by edits; none where nothing comes near."""
        wanted, near = key(said), acronym_key(said)
        scored = [
            *process.extract(
                wanted, self.keys.keys(), scorer=OSA.normalized_similarity, score_cutoff=_NEAR, limit=limit
            ),
            *process.extract(
                near, self.acronyms.keys(), scorer=OSA.normalized_similarity, score_cutoff=_NEAR, limit=limit
            ),
        ]
        scored.sort(key=lambda row: (-row[1], row[0]))
        return [entry for name, _, _ in scored for entry in (self.keys.get(name) or self.acronyms.get(name) or ())]

    @cached_property
    def by_length(self) -> dict[int, tuple[str, ...]]:
        """All words of all keys by their length."""
        found: dict[int, list[str]] = defaultdict(list)
        for word in self.by_word:
            found[len(word)].append(word)
        return {length: tuple(listed) for length, listed in found.items()}

    @cached_property
    def by_sound(self) -> dict[str, tuple[str, ...]]:
        """All words of all keys, and all last names, by what transliterations have in common."""
        found: dict[str, list[str]] = defaultdict(list)
        for word in dict.fromkeys((*self.by_word, *self.short)):
            found[sound(word)].append(word)
        return {heard: tuple(listed) for heard, listed in found.items()}
