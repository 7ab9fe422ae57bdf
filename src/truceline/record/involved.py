"""What an actor does, what is done to it and what it says, in the claims of a record."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, select

from truceline.actors import Actor, Known, Link, Linker, Registry, known
from truceline.record.database import in_parts
from truceline.record.identity import folded
from truceline.record.linking import countries_by_report, linked
from truceline.record.schema import claim_names, claims, names
from truceline.record.stored import StoredClaim, each_claim

LOOKED_AT = 500
"""Claims that bear one of its names and are looked at, the latest first, to find those that mean the actor."""
_AT_ONCE = 50


@dataclass(frozen=True)
class Involved:
    """An actor with the claims on it, the latest first: what it does, what is done to it, and what it or its people say."""

    known: Known
    does: tuple[StoredClaim, ...]
    suffers: tuple[StoredClaim, ...]
    says: tuple[StoredClaim, ...]


def involved(
    connection: Connection, registry: Registry, actor: Actor, *, parts: bool = False, limit: int = 10
) -> Involved:
    """An actor of the registry with at most `limit` claims of each sort; with `parts`, also those on its parts.

    Claims are found by its names, and looked at only where the linker takes the name, on the claim's day and in its
    countries, for this actor. Raises StoreError.
    """
    about, linker = known(registry, actor), Linker(registry)
    meant = [actor, *about.parts] if parts else [actor]
    ids = frozenset(a.id for a in meant)
    own = _numbers(connection, (n for a in meant for n in _names(a)))
    people = [person for a in meant for person, _ in registry.people(a.id)]
    voices = own | _numbers(connection, (n for person in people for n in _names(person)))

    def means(link: Link | None) -> bool:
        return link is not None and link.actor is not None and link.actor.id in ids

    def speaks(link: Link | None) -> bool:
        return means(link) or (link is not None and link.role is not None and registry.resolve(link.role.of) in ids)

    def told(role: str, named: Mapping[int, str]) -> tuple[StoredClaim, ...]:
        fits = speaks if role == "source" else means
        found = _linked(connection, _latest(connection, role, named), linker, frozenset(named.values()))
        return tuple(islice((c for c, links in found if any(fits(links.get(n)) for n in _in_role(c, role))), limit))

    return Involved(about, told("actor", own), told("recipient", own), told("source", voices))


def _names(actor: Actor) -> tuple[str, ...]:
    return (actor.name, *actor.aliases, *actor.shared, *actor.short)


def _numbers(connection: Connection, called: Iterable[str]) -> dict[int, str]:
    """The record's names that are these, by their numbers, apart from case, accents, hyphens and a "the" before them."""
    plain = {folded(name) for name in called}
    forms = sorted(f" {form} " for name in plain if name for form in (name, f"the {name}"))
    return {
        row.id: row.name
        for part in in_parts(forms)
        for row in connection.execute(select(names.c.id, names.c.name).where(names.c.folded.in_(part)))
    }


def _latest(connection: Connection, role: str, numbers: Collection[int]) -> list[int]:
    so_named = select(claim_names.c.claim).where(claim_names.c.name.in_(sorted(numbers)), claim_names.c.role == role)
    query = select(claims.c.id).where(claims.c.shown, claims.c.id.in_(so_named))
    latest = query.order_by(claims.c.end.desc().nulls_last(), claims.c.id.desc()).limit(LOOKED_AT)
    return list(connection.scalars(latest)) if numbers else []


def _linked(
    connection: Connection, numbers: Sequence[int], linker: Linker, among: frozenset[str]
) -> Iterator[tuple[StoredClaim, dict[str, Link]]]:
    for start in range(0, len(numbers), _AT_ONCE):
        found = list(each_claim(connection, numbers[start : start + _AT_ONCE]))
        countries = countries_by_report(connection, (c.report for c in found))
        yield from ((c, linked(c, countries.get(c.report, ()), linker, among)) for c in found)


def _in_role(found: StoredClaim, role: str) -> Iterator[str]:
    claim = found.claim
    entities = {"actor": claim.actor, "recipient": claim.recipient, "source": claim.sources}[role]
    yield from (entity.name for entity in entities)
