"""The claims of a record as incidents want them, and incidents into the record and out of it.

Claims imported from datasets are left out: they are others' conclusions from reports, to be compared with and not to be counted
among the voices.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from pydantic import TypeAdapter
from sqlalchemy import Connection, select

from truceline.actors import Actor, Kind, Link, Linker, Registry
from truceline.incidents.build import incidents_of
from truceline.incidents.contradictions import Contradiction, contradictions_of
from truceline.incidents.incident import Incident
from truceline.incidents.stored import StoredClaim
from truceline.record import IncidentQuery, Query, Store
from truceline.record import StoredClaim as Kept
from truceline.record.concluded import DisputeRow, IncidentRow, kept, kept_one, kept_with, replace_all
from truceline.record.linking import countries_of, linked
from truceline.record.readers import is_dataset
from truceline.record.schema import texts
from truceline.record.search import numbers
from truceline.record.stamping import Marks, marks
from truceline.record.stored import each_claim

_JSON = TypeAdapter(Incident)
_DISPUTE = TypeAdapter(Contradiction)
_PLAIN: TypeAdapter[Incident | Contradiction] = TypeAdapter(Incident | Contradiction)
_OF_STATES = frozenset((Kind.STATE, Kind.GOVERNMENT, Kind.MILITARY, Kind.POLICE, Kind.PARLIAMENT))


def told_claims(store: Store, registry: Registry) -> list[StoredClaim]:
    """The current claims of reports that nobody rejected, as they stand, with who their names are. Raises StoreError."""
    with store.database.reading() as connection:
        found = list(each_claim(connection, sorted(numbers(connection, Query(copies=True)))))
        # Numbers of texts follow the order in which they came; their digests do not.
        hashes = dict(connection.execute(select(texts.c.id, texts.c.hash)).tuples().all())
    linker = Linker(registry)
    by_report = groupby((c for c in found if not is_dataset(c.reader)), key=lambda c: c.report)
    return [told for _, group in by_report for told in _of_report(list(group), hashes, linker)]


def _of_report(found: Sequence[Kept], hashes: dict[int, str], linker: Linker) -> Iterable[StoredClaim]:
    countries = countries_of(found)
    for one in found:
        links = linked(one, countries, linker)
        yield StoredClaim(
            id=one.id,
            report_id=one.report,
            text_id=hashes[one.group][:16],
            publisher=one.publisher,
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


@dataclass(frozen=True)
class Rebuilt:
    """What incidents were made of what."""

    incidents: int
    claims: int


def rebuild(store: Store, registry: Registry) -> Rebuilt:
    """Make all incidents of a record anew, all or none: the same ones in whatever order the reports came.

    Conflicts, which are concluded from incidents, go; `truceline.processes.of_record.remake` makes both. Raises StoreError.
    """
    made_of = come_so_far(store)
    told = told_claims(store, registry)
    found = incidents_of(told)
    disputes = contradictions_of(found, told)
    with store.database.writing() as connection:
        keep(connection, found, disputes, made_of=made_of)
    return Rebuilt(len(found), len(told))


def come_so_far(store: Store) -> Marks:
    """How far a record has come; taken before claims are read, so that what comes in between is told as a change."""
    with store.database.reading() as connection:
        return marks(connection)


def keep(
    connection: Connection, found: Iterable[Incident], disputes: Iterable[Contradiction], *, made_of: Marks
) -> None:
    """Put these incidents, and the contradictions in them, in place of all that a record keeps."""
    replace_all(connection, [_row(one) for one in found], [_dispute(one) for one in disputes], made_of=made_of)


def _row(one: Incident) -> IncidentRow:
    killed = one.killed
    values = {
        "id": one.id, "event": one.event.value, "mode": one.mode, "standing": one.standing.name.lower(),
        "start": one.start, "end": one.end, "killed_low": killed.low if killed else None,
        "killed_high": killed.high if killed else None, "data": _JSON.dump_json(one).decode(),
    }  # fmt: skip
    return IncidentRow(values, one.claims)


def _dispute(one: Contradiction) -> DisputeRow:
    return DisputeRow(one.dispute.value, one.incident, _DISPUTE.dump_json(one).decode())


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


def contradictions_in(store: Store, registry: Registry) -> tuple[Contradiction, ...]:
    """All in which the sources of a record disagree now. Raises StoreError."""
    told = told_claims(store, registry)
    return contradictions_of(incidents_of(told), told)
