"""What a person changes in the registry: add an actor, give one another name, merge two, split one.

Every change is written to the user's file; the shipped registry never changes. Actors of a database (record) can be
changed by the same functions on a `UserFile` that is kept there: they take one and give the changed one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from pydantic import ValidationError

from truceline.actors.actor import Actor, Kind
from truceline.actors.names import is_acronym, key, slug
from truceline.actors.registry import Registry, over
from truceline.actors.userfile import UserFile, changed, default_path
from truceline.errors import UsageError


def add(
    user: UserFile,
    name: str,
    *,
    kind: Kind = Kind.ARMED_GROUP,
    aliases: Iterable[str] = (),
    shared: Iterable[str] = (),
    countries: Iterable[str] = (),
    parent: str | None = None,
    since: int | None = None,
    until: int | None = None,
    id: str | None = None,
) -> tuple[UserFile, Actor]:
    """A new actor of the user's. Raises UsageError for an id that is taken, an unknown parent or a value that does not fit."""
    registry = over(user)
    try:
        actor = Actor(
            id=id or slug(name), name=name, kind=kind, aliases=tuple(aliases), shared=tuple(shared),
            countries=tuple(c.upper() for c in countries), parent=registry[parent].id if parent else None, since=since,
            until=until,
        )  # fmt: skip
    except ValidationError as error:
        first = error.errors()[0]
        raise UsageError(f"{first['loc'][0]}: {first['msg']}", place=name[:100]) from None
    if actor.id in registry:
        raise UsageError(
            f"there is an actor {actor.id} already", remedy="give another id, or add the name to that one as an alias"
        )
    return changed(user, actors=(*(a.model_dump() for a in user.actors), actor.model_dump())), actor


def alias(user: UserFile, id: str, name: str) -> tuple[UserFile, Actor]:
    """Another name for an actor, shipped or own. Raises UsageError for an unknown actor or a name that another has."""
    registry = over(user)
    actor = registry[id]
    others = [other for other in _called(registry, name) if other.id != actor.id and _together(other, actor)]
    if others:
        raise UsageError(
            f"{name!r} means {others[0].id} already", remedy="merge the two, or take the name from that one by a split"
        )
    names = tuple(dict.fromkeys((*user.aliases.get(actor.id, ()), name)))
    new = changed(user, aliases=user.aliases | {actor.id: names})
    return new, over(new)[actor.id]


def merge(user: UserFile, source: str, into: str) -> tuple[UserFile, Actor]:
    """Make two actors one: the names of `source` mean `into` from now on. Raises UsageError for unknown ones or one and the same."""
    registry = over(user)
    old, kept = registry[source], registry[into]
    if old.id == kept.id:
        raise UsageError(f"{source} and {into} are one actor already")
    if kept in registry.branch(old.id):
        raise UsageError(f"{kept.id} is a part of {old.id}", remedy="merge the part into the whole")
    new = changed(user, merged=user.merged | {old.id: kept.id})
    return new, over(new)[kept.id]


def split(
    user: UserFile,
    id: str,
    name: str,
    *,
    names: Iterable[str] = (),
    kind: Kind | None = None,
    parent: str | None = None,
) -> tuple[UserFile, Actor]:
    """Make a new actor out of some names of one that turns out to be two.

    An id that was merged into another is taken out of it again by `unmerge`. Raises UsageError for names that the actor does not
    have.
    """
    actor = over(user)[id]
    taken = tuple(names)
    if missing := [n for n in taken if n not in (*actor.aliases, *actor.shared, *actor.short)]:
        raise UsageError(
            f"{actor.id} has no other name {missing[0]!r}", remedy=f"`truceline actors show {actor.id}` lists them"
        )
    kept = tuple(n for n in user.aliases.get(actor.id, ()) if n not in taken)
    own = tuple(
        a.model_dump() | {"aliases": [n for n in a.aliases if n not in taken]} if a.id == actor.id else a.model_dump()
        for a in user.actors
    )
    without = (
        user.without | {actor.id: tuple(dict.fromkeys((*user.without.get(actor.id, ()), *taken)))}
        if taken
        else user.without
    )
    lessened = changed(user, actors=own, aliases=user.aliases | {actor.id: kept}, without=without)
    return add(lessened, name, kind=kind or actor.kind, aliases=taken, countries=actor.countries, parent=parent)


def unmerge(user: UserFile, id: str) -> tuple[UserFile, Actor]:
    """Undo a merge: `id` is an actor of its own again. Raises UsageError when it was not merged."""
    if id not in user.merged:
        raise UsageError(f"{id[:100]} was not merged into another")
    new = changed(user, merged={old: into for old, into in user.merged.items() if old != id})
    return new, over(new)[id]


def on_file(change: Callable[[UserFile], tuple[UserFile, Actor]], path: Path | None = None) -> Actor:
    """Make a change to the user's file (by default the user's own) and write it, whole or not at all.

    Raises UsageError for a change that cannot be made, InputError for a file that cannot be read or written.
    """
    path = path or default_path()
    new, actor = change(UserFile.read(path))
    new.write(path)
    return actor


def _called(registry: Registry, name: str) -> list[Actor]:
    """The actors that a name means alone."""
    return [
        a
        for a in registry.same_name(name)
        if any(key(n) == key(name) and is_acronym(n) == is_acronym(name) for n in a.names)
    ]


def _together(first: Actor, second: Actor) -> bool:
    """Whether two actors can be meant in the same report: in one country and at one time."""
    apart = (first.until is not None and second.since is not None and first.until < second.since) or (
        second.until is not None and first.since is not None and second.until < first.since
    )
    somewhere = not first.countries or not second.countries or bool(set(first.countries) & set(second.countries))
    return somewhere and not apart
