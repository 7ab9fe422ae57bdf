"""What the record holds of an actor under all its names: what it does, what it says, what is said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select

from truceline.actors import Actor
from truceline.record import StoredClaim
from truceline.record.identity import folded
from truceline.record.schema import claim_names, claims, names
from truceline.record.stored import each_claim
from truceline.web.pages.visit import Visit

LATEST = 8
ROLES = {"actor": "What it does", "source": "What it says", "recipient": "What is done to it"}


@dataclass(frozen=True)
class Part:
    """The claims in which an actor has one role: how many, of which types, and the latest."""

    role: str
    title: str
    number: int
    events: tuple[tuple[str, int], ...]
    latest: tuple[StoredClaim, ...]


def parts_of(visit: Visit, actor: Actor) -> list[Part]:
    """What the record holds of an actor, role by role. Names that others share are left out."""
    with visit.store.database.reading() as connection:
        known = _name_numbers(connection, actor)
        counted = _counted(connection, known) if known else {}
        return [_part(connection, role, known, counted.get(role, {})) for role in ROLES]


def _name_numbers(connection: Connection, actor: Actor) -> list[int]:
    wanted = sorted({f" {folded(name)} " for name in actor.names})
    return list(connection.scalars(select(names.c.id).where(names.c.folded.in_(wanted))))


def _named(of: Select[Any], known: Sequence[int]) -> Select[Any]:
    """A query for claims in which somebody of these names has a role."""
    return of.join(claim_names, claim_names.c.claim == claims.c.id).where(claim_names.c.name.in_(known), claims.c.shown)


def _counted(connection: Connection, known: Sequence[int]) -> Mapping[str, dict[str, int]]:
    """How many claims of each type of event there are in each role."""
    number = func.count(claims.c.id.distinct())
    query = _named(select(claim_names.c.role, claims.c.event, number.label("number")), known)
    wanted = query.where(claim_names.c.role.in_(ROLES)).group_by(claim_names.c.role, claims.c.event)
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in connection.execute(wanted.order_by(number.desc(), claims.c.event)):
        found[row.role][row.event] = row.number
    return found


def _part(connection: Connection, role: str, known: Sequence[int], events: Mapping[str, int]) -> Part:
    newest = _named(select(claims.c.id, claims.c.end).distinct(), known).where(claim_names.c.role == role)
    latest = newest.order_by(claims.c.end.desc().nulls_last(), claims.c.id.desc()).limit(LATEST)
    found = tuple(each_claim(connection, connection.scalars(latest))) if events else ()
    return Part(role, ROLES[role], sum(events.values()), tuple(events.items()), found)
