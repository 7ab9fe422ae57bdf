"""Makes incidents, contradictions and conflicts of a record anew, in memory that hardly grows with what the claims say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from truceline.actors import Registry
from truceline.incidents import StoredClaim, groups_of, incident_of
from truceline.incidents.contradictions import about_belonging, of_incident
from truceline.incidents.drafts import Drafts
from truceline.incidents.of_record import told_claims
from truceline.incidents.shelf import Shelf
from truceline.processes.conflicts import conflicts_among
from truceline.processes.hearsay import Hearsay
from truceline.processes.of_record import keep_conflicts
from truceline.processes.outline import Outline, outline
from truceline.processes.texts import texts_in
from truceline.record import Store
from truceline.record.concluded import replace_all
from truceline.record.stamping import marks


@dataclass(frozen=True)
class Rebuilt:
    """What was made of what."""

    conflicts: int
    incidents: int
    claims: int


def rebuild(store: Store, registry: Registry) -> Rebuilt:
    """Make all incidents, contradictions and conflicts of a record anew from its claims, all or none: the same ones in
    whatever order the reports came. Raises StoreError.

    Others may write meanwhile, until all is made and only has to be kept.
    """
    with store.database.reading() as connection:
        made_of = marks(connection)
    heard = Hearsay(registry)
    with Shelf() as told, Drafts() as drafts:
        groups = groups_of(heard.hear(told.put(claim)) for claim in told_claims(store, registry))
        outlines = [_drafted(drafts, [told[id] for id in ids]) for ids in groups]
        drafts.add_statements(about_belonging(sorted(heard.belonging, key=lambda c: c.told)))
        made = conflicts_among(outlines, heard, told, registry, texts_in(store))
        with store.database.writing() as connection:
            replace_all(connection, drafts.incidents(), drafts.disputes(), made_of=made_of)
            keep_conflicts(connection, made)
        return Rebuilt(len(made), len(outlines), len(told))


def _drafted(drafts: Drafts, members: Sequence[StoredClaim]) -> Outline:
    """Make an incident of its claims, set it aside, and give what conflicts look at of it."""
    incident, by_id = incident_of(members), {claim.id: claim for claim in members}
    told = [by_id[id] for id in incident.claims]
    drafts.add(incident, of_incident(incident, told))
    return outline(incident, told)
