"""The registry: all actors, shipped and the user's own, by id, as a tree, and by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path

from truceline.actors.actor import Actor, Kind, Role
from truceline.actors.index import NameIndex
from truceline.actors.loading import shipped
from truceline.actors.names import acronym_key, key, tokens
from truceline.actors.userfile import UserFile, default_path
from truceline.errors import NotFoundError

_LONGEST_SAID = 200


class Registry:
    """Actors by id. `merged` leads from the id of an actor that a person merged into another to that one."""

    def __init__(self, actors: Iterable[Actor], merged: Mapping[str, str] | None = None) -> None:
        self._merged = dict(merged or {})
        self._actors = {actor.id: actor for actor in actors if actor.id not in self._merged}
        self._children: dict[str, list[Actor]] = {}
        for actor in self._actors.values():
            if actor.parent:
                self._children.setdefault(self.resolve(actor.parent), []).append(actor)

    def extended(self, actors: Iterable[Actor], merged: Mapping[str, str] | None = None) -> Registry:
        """This registry with more actors, as a record keeps them; of two with one id the new one counts."""
        both = {actor.id: actor for actor in (*self, *actors)}
        return Registry(both.values(), self._merged | dict(merged or {}))

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._actors.values())

    def __len__(self) -> int:
        return len(self._actors)

    def __contains__(self, id: object) -> bool:
        return isinstance(id, str) and self.resolve(id) in self._actors

    def __getitem__(self, id: str) -> Actor:
        """The actor of an id, or of one merged into it. Raises NotFoundError for an unknown id."""
        found = self._actors.get(self.resolve(id))
        if found is None:
            raise self.unknown(id)
        return found

    def called(self, said: str) -> list[Actor]:
        """The actors that have this id or, letter by letter but for case and accents, this name."""
        if said in self:
            return [self[said]]
        entries = (*self.index.keys.get(key(said), ()), *self.index.acronyms.get(acronym_key(said), ()))
        states = (actor for actor in self if actor.kind is Kind.STATE and key(said) in map(key, actor.names))
        return list({actor.id: actor for actor in (*(entry.actor for entry in entries), *states)}.values())

    def unknown(self, said: str) -> NotFoundError:
        """The error for an id or name that no actor has: it names those that are written alike."""
        near = ", ".join(actor.id for actor in self.nearest(said))
        remedy = f"did you mean {near}?" if near else "`truceline actors list WORDS` finds ids"
        return NotFoundError(f'there is no actor "{said[:100]}"', remedy=remedy)

    def nearest(self, said: str, *, limit: int = 3) -> list[Actor]:
        """The actors whose id or names are written most like what somebody typed, the nearest first."""
        words = said.replace("-", " ")[:_LONGEST_SAID]
        found = {actor.id: actor for actor in self.search(words, limit=limit)}
        for entry in self.index.written_like(words, limit=limit):
            found.setdefault(entry.actor.id, entry.actor)
        return list(found.values())[:limit]

    def resolve(self, id: str) -> str:
        """The id under which an actor is now known, after merging."""
        seen = {id}
        while (into := self._merged.get(id)) is not None and into not in seen:
            seen.add(into)
            id = into
        return id

    def children(self, id: str) -> tuple[Actor, ...]:
        """The parts and factions directly under an actor."""
        return tuple(self._children.get(self.resolve(id), ()))

    def branch(self, id: str) -> tuple[Actor, ...]:
        """An actor and all its parts and factions, however deep."""
        found = [self[id]]
        for actor in found:
            found += [child for child in self.children(actor.id) if child not in found]
        return tuple(found)

    def ancestors(self, id: str) -> tuple[Actor, ...]:
        """The bodies that an actor is a part of, nearest first."""
        found: list[Actor] = []
        parent = self[id].parent
        while parent and parent in self and self[parent] not in found:
            found.append(self[parent])
            parent = found[-1].parent
        return tuple(found)

    def people(self, id: str) -> tuple[tuple[Actor, Role], ...]:
        """The persons who hold or held an office of an actor, each with it, the latest first."""
        found = self._officers.get(self.resolve(id), ())
        return tuple(sorted(found, key=lambda held: held[1].since or dt.date.min, reverse=True))

    @cached_property
    def _officers(self) -> dict[str, list[tuple[Actor, Role]]]:
        found: dict[str, list[tuple[Actor, Role]]] = {}
        for person in self:
            for role in person.roles:
                found.setdefault(self.resolve(role.of), []).append((person, role))
        return found

    def search(
        self, text: str, *, kind: Kind | None = None, country: str | None = None, limit: int = 20
    ) -> tuple[Actor, ...]:
        """Actors whose id or names hold all words of the text, those first that are called just so.

        `country` is an ISO 3166-1 alpha-2 code. An empty text finds all.
        """
        wanted = tokens(text)
        found: list[tuple[int, int, str, Actor]] = []
        for actor in self:
            # Quickly, for most have none of the words.
            if not all(f" {word}" in self._spelled[actor.id] for word in wanted):
                continue
            if (kind and actor.kind is not kind) or (country and country not in actor.countries):
                continue
            rank = self._rank(actor, wanted)
            if rank is not None:
                found.append((rank, len(actor.name), actor.id, actor))
        return tuple(actor for *_, actor in sorted(found, key=lambda row: row[:3])[:limit])

    def _rank(self, actor: Actor, wanted: tuple[str, ...]) -> int | None:
        """0: called so; 1: a name starts so; 2: the words stand in it; None: not found."""
        if not wanted:
            return 1
        ranks = [
            0 if name == wanted else 1 if name[: len(wanted)] == wanted else 2
            for name in self._tokens[actor.id]
            if all(any(t.startswith(w) for t in name) for w in wanted)
        ]
        return min(ranks, default=None)

    @cached_property
    def _tokens(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        return {a.id: tuple(tokens(n) for n in (a.name, *a.aliases, *a.shared, *a.short, a.id)) for a in self}

    @cached_property
    def _spelled(self) -> dict[str, str]:
        """All words of all names of each actor, with a space before each."""
        return {id: "".join(f" {word}" for name in names for word in name) for id, names in self._tokens.items()}

    @cached_property
    def index(self) -> NameIndex:
        """The actors by all their names, built when first asked for."""
        return NameIndex(self)

    def same_name(self, name: str) -> tuple[Actor, ...]:
        """The actors that have this very name, in any spelling of its case, accents and hyphens."""
        return tuple(a for a in self if any(key(n) == key(name) for n in (*a.names, *a.shared)))


@cache
def shipped_registry() -> Registry:
    """The registry of the package, without anybody's additions; read once."""
    return Registry(shipped().values())


def load(path: Path | None = None) -> Registry:
    """The shipped registry with the user's own file over it.

    `path`: the user's file; by default the one that TRUCELINE_ACTORS names, else actors.yaml in the user's data folder;
    where there is none, the shipped registry alone. Raises InputError for a file that cannot be read.
    """
    path = path or default_path()
    if not path.exists():
        return shipped_registry()
    return over(UserFile.read(path))


def over(user: UserFile) -> Registry:
    """The shipped registry with a user's own actors, names, merges and splits over it."""
    return Registry(user.over(shipped_registry()), user.merged)
