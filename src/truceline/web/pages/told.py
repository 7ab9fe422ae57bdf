"""Claims for pages: looked up by id or by filter, with the report and the incident of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select

from truceline.record import StoredClaim
from truceline.record.database import in_parts
from truceline.record.schema import claims, incident_claims
from truceline.record.stored import each_claim
from truceline.web.pages.visit import Visit


def claims_of(visit: Visit, refs: Sequence[str]) -> list[StoredClaim]:
    """The claims of these ids, in that order; those that are gone are left out."""
    with visit.store.database.reading() as connection:
        numbers: dict[str, int] = {}
        for part in in_parts(list(refs)):
            rows = connection.execute(select(claims.c.ref, claims.c.id).where(claims.c.ref.in_(part)))
            numbers |= {row.ref: row.id for row in rows}
        return list(each_claim(connection, [numbers[r] for r in refs if r in numbers]))


def incidents_of(visit: Visit, refs: Iterable[str]) -> dict[str, str]:
    """The incident that each claim tells of, as incidents were last made."""
    found: dict[str, str] = {}
    with visit.store.database.reading() as connection:
        for part in in_parts(list(refs)):
            query = (
                select(claims.c.ref, incident_claims.c.incident)
                .join(incident_claims, incident_claims.c.claim == claims.c.id)
                .where(claims.c.ref.in_(part))
            )
            found |= {row.ref: row.incident for row in connection.execute(query)}
    return found
