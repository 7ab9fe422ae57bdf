"""The claims of a record as incidents want them, and incidents into the record and out of it.

Claims imported from datasets are left out: they are others' conclusions from reports, to be compared with and not to be counted
among the voices.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from sys import intern

from pydantic import TypeAdapter
from sqlalchemy import Connection, func, select

from truceline.actors import Actor, Kind, Link, Linker, Registry
from truceline.incidents.contradictions import Contradiction
from truceline.incidents.incident import Incident
from truceline.incidents.stored import StoredClaim
from truceline.record import IncidentQuery, Query, Store
from truceline.record import StoredClaim as Kept
from truceline.record.concluded import kept, kept_disputes, kept_one, kept_with
from truceline.record.database import in_parts
from truceline.record.linking import countries_of, linked
from truceline.record.readers import is_dataset
from truceline.record.schema import claims, texts
from truceline.record.search import conditions, numbers
from truceline.record.stored import claim_query, to_claim

_JSON = TypeAdapter(Incident)
_DISPUTE = TypeAdapter(Contradiction)
_PLAIN: TypeAdapter[Incident | Contradiction] = TypeAdapter(Incident | Contradiction)
_AT_ONCE = 1000
_OF_STATES = frozenset((Kind.STATE, Kind.GOVERNMENT, Kind.MILITARY, Kind.POLICE, Kind.PARLIAMENT))


def told_claims(store: Store, registry: Registry) -> Iterator[StoredClaim]:
    """The current claims of reports that nobody rejected, as they stand, with who their names are. Raises StoreError.

    They come report by report, those of one report in the order of telling, and are not held.
    """
    linker = Linker(registry)
    with store.database.reading() as connection:
        by_report = groupby(_kept_claims(connection), key=lambda row: row[0].report)
        for _, group in by_report:
            rows = list(group)
            told = _of_report([one for one, _ in rows], {one.group: hash[:16] for one, hash in rows}, linker)
            yield from sorted(told, key=lambda c: c.told)


def _kept_claims(connection: Connection) -> Iterator[tuple[Kept, str]]:
    """Claims as the record keeps them, report by report, each with the digest of its text, or of the one that this copies."""
    wanted = (
        select(claims.c.id).where(*conditions(connection, Query(copies=True))).order_by(claims.c.version, claims.c.id)
    )
    # Numbers of texts follow the order in which they came; their digests do not.
    copied = texts.alias("copied")
    query = claim_query().add_columns(copied.c.hash)
    query = query.join(copied, copied.c.id == func.coalesce(texts.c.copy_of, texts.c.id))
    for part in in_parts(list(connection.scalars(wanted)), _AT_ONCE):
        rows = connection.execute(query.where(claims.c.id.in_(part)).order_by(claims.c.version, claims.c.id))
        for row in rows.mappings():
            if not is_dataset(row["reader"]):
                yield to_claim(row), row["hash"]


def _of_report(found: Sequence[Kept], hashes: dict[int, str], linker: Linker) -> Iterable[StoredClaim]:
    countries = countries_of(found)
    for one in found:
        links = linked(one, countries, linker)
        yield StoredClaim(
            id=one.id,
            # What is kept of a million claims is a few bytes less where they share their words.
            report_id=intern(one.report),
            text_id=hashes[one.group],
            publisher=intern(one.publisher) if one.publisher else None,
            published=one.published,
            claim=one.claim,
            quote=one.words,
            actors={name: link.actor.id for name, link in links.items() if link.actor and not _of_state(link.actor)},
            speaks_for=dict(_speaking(links, linker.registry)),
            condition=one.condition,
            wholes=_wholes(links, linker.registry),
        )


def _of_state(actor: Actor) -> bool:
    return actor.kind in _OF_STATES


def _speaking(links: dict[str, Link], registry: Registry) -> Iterable[tuple[str, str]]:
    """For whom a name speaks: a person for the body whose office it holds.

    Bodies of states go by the registry's name and not by id, for of names "Military of X" and "Government of X" it is known
    that they are of one side.
    """
    for name, link in links.items():
        if link.role and link.role.of in registry:
            body = registry[link.role.of]
            yield name, body.name if _of_state(body) else body.id
        elif link.actor and _of_state(link.actor):
            yield name, link.actor.name


def _wholes(links: dict[str, Link], registry: Registry) -> dict[str, tuple[str, ...]]:
    """Of what bodies those named, or those whose offices they hold, are parts; bodies of states go by their names."""
    named = (link.actor for link in links.values() if link.actor)
    held = (registry[link.role.of] for link in links.values() if link.role and link.role.of in registry)
    found = {actor.id: registry.ancestors(actor.id) for actor in (*named, *held) if not _of_state(actor)}
    return {id: tuple(whole.id for whole in above) for id, above in found.items() if above}


def incidents_in(store: Store, query: IncidentQuery | None = None, limit: int | None = None) -> list[Incident]:
    """The incidents of a record that fit, the latest first, as they were last made. Raises UsageError, StoreError."""
    with store.database.reading() as connection:
        return [_JSON.validate_json(data) for data in kept(connection, query or IncidentQuery(), limit)]


def incidents_with(store: Store, query: Query) -> list[Incident]:
    """The incidents that a claim which fits tells of, by their first day. Raises UsageError, StoreError."""
    with store.database.reading() as connection:
        return [_JSON.validate_json(data) for data in kept_with(connection, numbers(connection, query))]


def incident_in(store: Store, id: str) -> Incident:
    """An incident, by its id or the beginning of it. Raises NotFoundError, UsageError, StoreError."""
    with store.database.reading() as connection:
        return _JSON.validate_json(kept_one(connection, id))


def plain(one: Incident | Contradiction) -> dict[str, object]:
    """An incident or contradiction as plain JSON values."""
    return dict(_PLAIN.dump_python(one, mode="json"))


def contradictions_in(store: Store) -> list[Contradiction]:
    """In what the sources of a record disagreed when incidents were last made, by incident. Raises StoreError."""
    with store.database.reading() as connection:
        return [_DISPUTE.validate_json(data) for data in kept_disputes(connection)]
