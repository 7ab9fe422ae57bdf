"""The actor that a person means, who types an id or a name, and what the registry knows of it."""

from __future__ import annotations

from dataclasses import dataclass

from truceline.actors.actor import Actor, Role
from truceline.actors.linking import Linker
from truceline.actors.registry import Registry
from truceline.errors import UsageError


def meant(registry: Registry, said: str) -> Actor:
    """The actor of an id or of any of its names.

    Raises UsageError for a name that several actors have, NotFoundError for one that none has.
    """
    if said in registry:
        return registry[said]
    link = Linker(registry).link(said)
    if link.actor:
        return link.actor
    near = [c.actor.id for c in link.candidates] or [a.id for a in registry.search(said, limit=5)]
    if near:
        raise UsageError(f'"{said[:100]}" may mean several actors', remedy=f"give the id: {', '.join(near)}")
    raise registry.unknown(said)


@dataclass(frozen=True)
class Known:
    """An actor and its place among others.

    `wholes` are the bodies it is part of, nearest first; `parts` its parts and factions, however deep, those of one level
    before those of the next; `people` held its offices, the latest first.
    """

    actor: Actor
    wholes: tuple[Actor, ...]
    parts: tuple[Actor, ...]
    people: tuple[tuple[Actor, Role], ...]


def known(registry: Registry, actor: Actor) -> Known:
    """What the registry knows of an actor."""
    return Known(actor, registry.ancestors(actor.id), registry.branch(actor.id)[1:], registry.people(actor.id))
