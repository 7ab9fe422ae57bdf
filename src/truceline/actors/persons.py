"""Persons: by their names without titles, with other middle names, or by the last name of somebody in office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from truceline.actors import fuzzy
from truceline.actors.actor import Actor, Kind
from truceline.actors.index import Entry, office
from truceline.actors.names import key, longest_first, sound, tokens, words
from truceline.actors.proposals import FULL_ACRONYM, How, Proposal, called

if TYPE_CHECKING:
    from truceline.actors.context import Context
    from truceline.actors.registry import Registry


@dataclass(frozen=True)
class Title:
    """What stands before a person's name: the office that it names, and whether it is said to be over."""

    office: str | None = None
    former: bool = False


def untitled(name: str) -> tuple[str, Title]:
    """A person's name without the titles before it: "former Prime Minister Imran Khan" → "Imran Khan"."""
    title, lower = Title(), name.lower()
    while True:
        bare = lower.replace(".", "")
        former = next((w for w in words("former") if bare.startswith((w + " ", w + "-"))), None)
        if former:
            name, title = name[len(former) + 1 :], Title(title.office, former=True)
        else:
            word = next((w for w in longest_first("titles") if bare.startswith(w.lower() + " ")), None)
            if word is None:
                return name, title
            # Dots of abbreviations are not in `bare`.
            parts = len(word.split())
            name, title = " ".join(name.split()[parts:]), Title(office(word) or title.office, title.former)
        lower = name.lower()


def by_full_name(name: str, registry: Registry, context: Context) -> Iterator[Proposal]:
    """A person with titles or a description before the name, or with other middle names."""
    bare, title = untitled(name)
    for form in dict.fromkeys((bare, *_described(name))):
        proposals = [p for p in called(form, registry.index) if p.actor.kind is Kind.PERSON] if form != name else []
        proposals = proposals or list(_same_ends(form, registry))
        if proposals:
            yield from (_titled(p, title, context) for p in proposals)
            return


def _described(name: str) -> Iterator[str]:
    """The name at the end of a description: "Taliban spokesman Zabihullah Mujahid"."""
    parts = name.split()
    cut = max((i for i, part in enumerate(parts) if part.lower() in _titles()), default=-1)
    if 0 <= cut < len(parts) - 2:
        yield " ".join(parts[cut + 1 :])


@cache
def _titles() -> frozenset[str]:
    return frozenset(words("titles"))


def _same_ends(name: str, registry: Registry) -> Iterator[Proposal]:
    """Persons whose first and last names are these, with other names between: "Joseph Robinette Biden"."""
    parts = key(name).split()
    if len(parts) < 2 or not name[:1].isupper():
        return
    if len(parts) == 2:
        entries: Iterable[Entry] = registry.index.ends.get((parts[0], parts[-1]), ())
    else:
        entries = registry.index.keys.get(f"{parts[0]} {parts[-1]}", ())
    for entry in entries:
        if entry.actor.kind is Kind.PERSON and not entry.shared:
            yield Proposal(entry.actor, 0.85, How.ALIAS, 0.5)


def _titled(p: Proposal, title: Title, context: Context) -> Proposal:
    """A title that the person holds on the day speaks for a proposal, another speaks against it."""
    if title.office is None or context.date is None or title.former:
        return p
    held = {office(role.title) for role in p.actor.roles_on(context.date)}
    return p if title.office in held else Proposal(p.actor, p.confidence * 0.9, p.how, p.telling, p.shared)


def by_last_name(name: str, registry: Registry, context: Context) -> Iterator[Proposal]:
    """A last name alone, of somebody who held an office on the day: "Khan", "President Ghani"."""
    bare, title = untitled(name)
    if not bare[:1].isupper() or len(tokens(bare)) > 3:
        return
    for actor in registry.index.short.get(key(bare), ()):
        yield _of_short(actor, title, context, 0.85)
    if key(bare) not in registry.index.short and len(key(bare)) >= FULL_ACRONYM:
        for heard in registry.index.by_sound.get(sound(key(bare)), ()):
            if fuzzy.alike(key(bare), heard):
                yield from (_of_short(a, title, context, 0.75) for a in registry.index.short.get(heard, ()))


def _of_short(actor: Actor, title: Title, context: Context, confidence: float) -> Proposal:
    held = {office(role.title) for role in context.roles(actor, former=title.former)}
    if not held:
        confidence *= 0.5
    elif title.office in held:
        confidence += 0.08
    elif title.office:
        confidence *= 0.7
    return Proposal(actor, confidence, How.ROLE, 0.2)
