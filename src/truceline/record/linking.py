"""Who the names in stored claims are: linked by the registry, each on its day and in its countries."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from sqlalchemy import Connection, select

from truceline.actors import Link, Linker
from truceline.claim import Source
from truceline.record.database import in_parts
from truceline.record.schema import claim_data, claims, reports, versions
from truceline.record.stored import StoredClaim

_COUNTRY = re.compile(r'"country":"([A-Z]{2})"')
"""A place's country in a claim's JSON, where only places have one: to read all of it takes a hundred times as long."""


def linked(
    found: StoredClaim, countries: Iterable[str], linker: Linker, among: Collection[str] | None = None
) -> dict[str, Link]:
    """Who the parties and sources of a claim are, by name: on its day, in its country first, then in those of its report.

    With `among`, only those names are looked at.
    """
    claim = found.claim
    day = claim.when.start if claim.when else found.published
    near = dict.fromkeys([*(p.country for p in claim.where if p.country), *countries])
    entities = (*claim.sources, *claim.actor, *claim.recipient)
    kinds = {e.name: e.kind if isinstance(e, Source) else None for e in entities if among is None or e.name in among}
    return {name: linker.link(name, date=day, countries=near, kind=kind) for name, kind in kinds.items()}


def countries_of(found: Iterable[StoredClaim]) -> tuple[str, ...]:
    """The countries that claims name as places, in their order."""
    return tuple(dict.fromkeys(p.country for one in found for p in one.claim.where if p.country))


def countries_by_report(connection: Connection, keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The countries that the current versions of reports name as places, in the order of their claims."""
    told: dict[str, dict[str, None]] = {}
    for part in in_parts(sorted(set(keys))):
        query = (
            select(reports.c.key, claim_data.c.data)
            .join(versions, versions.c.report == reports.c.id)
            .join(claims, claims.c.version == versions.c.id)
            .join(claim_data, claim_data.c.claim == claims.c.id)
            .where(reports.c.key.in_(part), versions.c.current, claims.c.state != "gone")
            .where(claim_data.c.data.contains('"country":"'))
            .order_by(claims.c.span_start, claims.c.id)
        )
        for key, data in connection.execute(query):
            told.setdefault(key, {}).update(dict.fromkeys(_COUNTRY.findall(data)))
    return {key: tuple(countries) for key, countries in told.items()}
