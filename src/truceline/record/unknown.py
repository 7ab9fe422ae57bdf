"""Parties of a record that no actor of the registry is known for: provisional actors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from sqlalchemy import Connection, Select, func, select

from truceline.actors import Link, Linker, Provisional, Registry
from truceline.actors.names import key
from truceline.actors.provisional import PREFIX, provisional_id
from truceline.record.linking import countries_by_report, countries_of, linked
from truceline.record.schema import claim_names, claims, names
from truceline.record.stored import StoredClaim, each_claim

LOOKED_AT = 20
"""The latest claims on a party by which it is decided whether it is known, and where it is at home."""
_PARTIES = ("actor", "recipient")
_MOSTLY = 0.5
"""A party that is known in more than this share of its claims is not listed; it is still found by its name."""

Spellings = dict[int, str]
"""Names by their numbers, the commonest first."""


def unknown(
    connection: Connection,
    registry: Registry,
    *,
    words: str = "",
    country: str | None = None,
    limit: int | None = 20,
) -> list[Provisional]:
    """The provisional actors of a record, those in most claims first.

    `words` must stand in a name; `country` (ISO 3166-1 alpha-2) must be named in its claims. A party is one by all
    spellings of its name that differ in case, accents, articles and hyphens alone; names without a capital ("gunmen") are
    none. Raises StoreError.
    """
    linker, wanted = Linker(registry), key(words).split()

    def found() -> Iterator[Provisional]:
        for id, spellings in _spelled(connection).items():
            if all(word in id for word in wanted):
                one = _provisional(connection, linker, id, spellings, least=_MOSTLY)
                if one and (country is None or country.upper() in one.countries):
                    yield one

    return list(islice(found(), limit))


def unknown_one(connection: Connection, registry: Registry, said: str) -> Provisional | None:
    """The provisional actor of an id or a name; None where the record has no such party or it is known. Raises StoreError."""
    id = said if said.startswith(PREFIX) else provisional_id(said)
    spellings = _spelled(connection).get(id or "")
    return _provisional(connection, Linker(registry), str(id), spellings) if spellings else None


def _spelled(connection: Connection) -> dict[str, Spellings]:
    """The spellings of each party by its id, those in most claims first."""
    number = func.count()
    query = (
        select(names.c.id, names.c.name, number)
        .join(claim_names, claim_names.c.name == names.c.id)
        .where(claim_names.c.role.in_(_PARTIES))
        .group_by(names.c.id, names.c.name)
        .order_by(number.desc(), names.c.name)
    )
    found: dict[str, Spellings] = {}
    counted: Counter[str] = Counter()
    for name, spelling, claims_so in connection.execute(query):
        if _is_name(spelling) and (id := provisional_id(spelling)):
            found.setdefault(id, {})[name] = spelling
            counted[id] += claims_so
    return {id: found[id] for id, _ in sorted(counted.items(), key=lambda row: (-row[1], row[0]))}


def _is_name(said: str) -> bool:
    """Whether it is a name and no description: one of its words has a capital, and not only as the first of several."""
    capital = [word[0].isupper() for word in said.split()]
    return any(capital[1:]) or capital == [True]


def _provisional(
    connection: Connection, linker: Linker, id: str, spellings: Spellings, *, least: float = 0.0
) -> Provisional | None:
    """A party as a provisional actor; None where no claim that is shown names it, or where the linker knows it.

    `least`: the share of its claims in which it must be unknown; 0: in one at least.
    """
    count, first, last = connection.execute(
        _shown(spellings).with_only_columns(
            func.count(claims.c.id.distinct()), func.min(claims.c.start), func.max(claims.c.end)
        )
    ).one()
    if not count:
        return None
    latest = _shown(spellings).order_by(claims.c.end.desc().nulls_last(), claims.c.id.desc()).limit(LOOKED_AT)
    looked_at = list(each_claim(connection, dict.fromkeys(connection.scalars(latest))))
    links = list(_links(connection, looked_at, linker, set(spellings.values())))
    open_ones = [link for link in links if link.actor is None]
    if len(open_ones) < least * len(links) or not open_ones:
        return None
    near = dict.fromkeys(c.actor.id for link in open_ones for c in link.candidates)
    return Provisional(id, tuple(spellings.values()), count, first, last, _common(looked_at), tuple(near)[:5])


def _shown(spellings: Iterable[int]) -> Select[tuple[int]]:
    named = claim_names.c.name.in_(sorted(spellings)) & claim_names.c.role.in_(_PARTIES)
    return select(claims.c.id).join(claim_names, claim_names.c.claim == claims.c.id).where(named, claims.c.shown)


def _links(connection: Connection, found: Sequence[StoredClaim], linker: Linker, called: set[str]) -> Iterator[Link]:
    countries = countries_by_report(connection, (c.report for c in found))
    for one in found:
        links = linked(one, countries.get(one.report, ()), linker)
        yield from (link for name, link in links.items() if name in called)


def _common(found: Iterable[StoredClaim]) -> tuple[str, ...]:
    return tuple(country for country, _ in Counter(c for one in found for c in countries_of([one])).most_common(5))
