"""An actor as lines to be read, and as JSON: names, offices, its parts as a tree, and the people in office."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from truceline.tables import day, printable

if TYPE_CHECKING:
    from truceline.actors import Actor, Known, Role


def actor_object(about: Known) -> dict[str, Any]:
    """An actor as JSON: its fields, `wholes`, `parts` as a tree of ids and names, `people` with offices and days."""
    return about.actor.model_dump(mode="json", exclude_defaults=True) | {
        "wholes": [whole.id for whole in about.wholes],
        "parts": _tree(about.actor.id, about.parts),
        "people": [_held(person, role) for person, role in about.people],
    }


def _tree(id: str, parts: Iterable[Actor]) -> list[dict[str, Any]]:
    under = [part for part in parts if part.parent == id]
    return [{"id": part.id, "name": part.name, "parts": _tree(part.id, parts)} for part in under]


def _held(person: Actor, role: Role) -> dict[str, Any]:
    held = {"id": person.id, "name": person.name, "title": role.title}
    return held | {"since": _iso(role.since), "until": _iso(role.until)}


def _iso(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None


def actor_lines(about: Known) -> Iterator[str]:
    """An actor, a line for each thing that is known of it."""
    actor = about.actor
    head = (actor.id, actor.kind.value, " ".join(actor.countries), years(actor), "your own" if actor.own else "")
    yield printable(actor.name)
    yield "  " + " · ".join(part for part in head if part)
    listed = (
        ("also", "; ".join(actor.aliases)),
        ("shared names", "; ".join(actor.shared)),
        ("for short", "; ".join(actor.short)),
        ("part of", " < ".join(whole.id for whole in about.wholes)),
        ("codes", "; ".join(f"{name} {code}" for name, code in actor.codes.items())),
    )
    yield from (f"  {name}: {printable(text)}" for name, text in listed if text)
    yield from (f"  {printable(f'{role.title} ({role.of}), {_term(role)}')}" for role in actor.roles)
    if about.parts:
        yield "  parts:"
        yield from _branches(_tree(actor.id, about.parts), depth=2)
    if about.people:
        yield "  in office:"
        yield from (f"    {printable(f'{p.name} ({p.id}), {role.title}, {_term(role)}')}" for p, role in about.people)


def _branches(tree: list[dict[str, Any]], *, depth: int) -> Iterator[str]:
    for part in tree:
        yield "  " * depth + printable(f"{part['name']} ({part['id']})")
        yield from _branches(part["parts"], depth=depth + 1)


def years(actor: Actor) -> str:
    """The years in which an actor exists: "2007–"; "" where none are known."""
    return f"{actor.since or ''}–{actor.until or ''}" if actor.since or actor.until else ""


def _term(role: Role) -> str:
    return f"{_date(role.since)} – {_date(role.until)}".strip()


def _date(date: dt.date | None) -> str:
    return day(date) if date else ""
