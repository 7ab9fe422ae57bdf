"""Which incident each claim tells of, for pages."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from truceline.record.database import in_parts
from truceline.record.schema import claims, incident_claims
from truceline.web.pages.visit import Visit


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
