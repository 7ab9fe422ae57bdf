"""What the record holds of an actor under all its names: what it does, what it says, what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Select, func, or_, select

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
        return [_part(connection, role, title, known) for role, title in ROLES.items()]


def _name_numbers(connection: Connection, actor: Actor) -> list[int]:
    wanted = sorted({f" {folded(name)} " for name in actor.names})
    return list(connection.scalars(select(names.c.id).where(names.c.folded.in_(wanted))))


def _claims_in(role: str, known: Sequence[int]) -> Select[tuple[int]]:
    return select(claim_names.c.claim).where(claim_names.c.name.in_(known), claim_names.c.role == role)


def _part(connection: Connection, role: str, title: str, known: Sequence[int]) -> Part:
    mine = or_(claims.c.id.in_(_claims_in(role, known))) & claims.c.shown
    number = func.count()
    events = connection.execute(select(claims.c.event, number).where(mine).group_by(claims.c.event).order_by(number.desc(), claims.c.event))  # fmt: skip
    counted = tuple((str(event), int(n)) for event, n in events)
    newest = (
        select(claims.c.id).where(mine).order_by(claims.c.end.desc().nulls_last(), claims.c.id.desc()).limit(LATEST)
    )
    latest = tuple(each_claim(connection, connection.scalars(newest).all()))
    return Part(role, title, sum(n for _, n in counted), counted, latest)
