"""Whose word the record rests on: each source with its claims, and how often others contradict what it tells."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from truceline.record.schema import claim_names, claims, contradictions, incident_claims, names, versions
from truceline.web.pages.visit import Visit


@dataclass(frozen=True)
class Speaker:
    """A source under one name: its claims, the reports they are in, and those that tell of incidents in dispute."""

    name: str
    claims: int
    reports: int
    contested: int

    @property
    def share(self) -> float:
        """The part of its claims that tell of incidents on which sources disagree."""
        return self.contested / self.claims if self.claims else 0.0


def speakers(visit: Visit) -> list[Speaker]:
    """All sources, those on whose word most rests first; a chain counts for everybody in it."""
    return visit.remembered(lambda: _counted(visit), "speakers")


def _counted(visit: Visit) -> list[Speaker]:
    in_dispute = select(contradictions.c.incident).where(contradictions.c.incident.is_not(None))
    disputed = (
        select(incident_claims.c.claim.label("claim")).where(incident_claims.c.incident.in_(in_dispute)).subquery("disputed")
    )
    number = func.count(claims.c.id.distinct())
    query = (
        select(names.c.name, number, func.count(versions.c.report.distinct()), func.count(disputed.c.claim.distinct()))
        .select_from(claim_names)
        .join(claims, claims.c.id == claim_names.c.claim)
        .join(versions, versions.c.id == claims.c.version)
        .join(names, names.c.id == claim_names.c.name)
        .outerjoin(disputed, disputed.c.claim == claims.c.id)
        .where(claim_names.c.role == "source", claims.c.shown)
        .group_by(names.c.id, names.c.name)
        .order_by(number.desc(), names.c.name)
    )
    with visit.store.database.reading() as connection:
        return [Speaker(*row) for row in connection.execute(query)]
