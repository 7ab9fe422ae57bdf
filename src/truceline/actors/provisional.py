"""Provisional actors: parties of a record that the registry does not know, until a person names, merges or splits them.

They are found in a record by `truceline.record.unknown`. What a person decides goes into the user's file as any other
change: from then on the name is linked in every record.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from truceline.actors import edits
from truceline.actors.actor import LONGEST_NAME, Actor, Kind
from truceline.actors.names import is_acronym, key
from truceline.actors.registry import over
from truceline.actors.userfile import UserFile

PREFIX = "unknown-"
"""Ids of provisional actors begin so; no actor of the registry has such an id."""


@dataclass(frozen=True)
class Provisional:
    """A party that no actor is known for.

    `names` are its spellings, the commonest first; `claims` counts those in which it acts or something is done to it,
    from `first` to `last` day, in `countries` (ISO 3166-1 alpha-2, the commonest first). `near` are the ids of actors
    that it may be, where it is in doubt which.
    """

    id: str
    names: tuple[str, ...]
    claims: int
    first: dt.date | None = None
    last: dt.date | None = None
    countries: tuple[str, ...] = ()
    near: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The commonest spelling."""
        return self.names[0]

    def as_actor(self) -> Actor:
        """An actor of an unknown kind with these names."""
        return Actor(id=self.id, name=self.name, kind=Kind.UNKNOWN, aliases=self.names[1:])


def provisional_id(name: str) -> str | None:
    """The id of a party by its name, the same for all its spellings; None where the name has no Latin letters."""
    words = key(name)
    return f"{PREFIX}{words.replace(' ', '-')}"[:LONGEST_NAME].rstrip("-") if words else None


def name(
    user: UserFile,
    found: Provisional,
    called: str | None = None,
    *,
    kind: Kind = Kind.ARMED_GROUP,
    countries: Iterable[str] = (),
    parent: str | None = None,
) -> tuple[UserFile, Actor]:
    """Make an actor of the user's out of a provisional one, under another full name where one is given.

    Raises UsageError as `edits.add` does.
    """
    full = called or found.name
    return edits.add(
        user, full, kind=kind, aliases=_others(found, full), countries=countries, parent=parent
    )  # fmt: skip


def merge(user: UserFile, found: Provisional, into: str) -> tuple[UserFile, Actor]:
    """Say that a provisional actor is one of the registry: its names mean that one. Raises UsageError as `edits.alias` does."""
    actor = over(user)[into]
    for spelling in _others(found, *actor.names):
        user, actor = edits.alias(user, into, spelling)
    return user, actor


def split(
    user: UserFile,
    found: Provisional,
    called: str,
    *,
    countries: Iterable[str],
    kind: Kind = Kind.ARMED_GROUP,
    parent: str | None = None,
) -> tuple[UserFile, Actor]:
    """Make one of several actors out of a name that they share: the name means this one in its countries alone.

    Raises UsageError as `edits.add` does.
    """
    return edits.add(user, called, kind=kind, shared=_others(found, called), countries=countries, parent=parent)


def _others(found: Provisional, *known: str) -> tuple[str, ...]:
    """The spellings that are not found under the known names anyway."""
    taken = {(key(n), is_acronym(n)) for n in known}
    kept: dict[tuple[str, bool], str] = {}
    for spelling in found.names:
        kept.setdefault((key(spelling), is_acronym(spelling)), spelling)
    return tuple(spelling for form, spelling in kept.items() if form not in taken)
