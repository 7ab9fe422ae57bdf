"""Claims into incidents: which belong together, and what they say together."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable

from truceline.claim import Status
from truceline.incidents import summary
from truceline.incidents.grouping import grouped
from truceline.incidents.incident import Incident
from truceline.incidents.settings import Settings, settings
from truceline.incidents.stored import StoredClaim
from truceline.incidents.tolls import toll
from truceline.incidents.traits import traits
from truceline.incidents.voices import standing, voices


def incidents_of(claims: Iterable[StoredClaim], using: Settings | None = None) -> tuple[Incident, ...]:
    """The incidents that claims tell of, by their first day, undated ones last.

    The same claims give the same incidents in whatever order they come. For very many claims, `groups_of` and
    `incident_of` do the same in two steps, without holding every claim at once.
    """
    using = using or settings()
    by_id = {c.id: c for c in claims}
    found = [incident_of([by_id[i] for i in ids], using) for ids in groups_of(by_id.values(), using)]
    return tuple(sorted(found, key=lambda i: (i.start or dt.date.max, i.id)))


def groups_of(claims: Iterable[StoredClaim], using: Settings | None = None) -> list[tuple[str, ...]]:
    """The ids of the claims of each incident, each claim in exactly one; keeps only what is compared of a claim."""
    using = using or settings()
    ordered = sorted(((c.told, traits(c, using.joining)) for c in claims), key=lambda pair: pair[0])
    told = [one for _, one in ordered]
    return [tuple(told[i].id for i in group) for group in grouped(told, using)]


def incident_of(members: Iterable[StoredClaim], using: Settings | None = None) -> Incident:
    """What the claims of one incident say together. Raises ValueError for none."""
    using = using or settings()
    told = sorted(members, key=lambda c: c.told)
    if not told:
        raise ValueError("an incident has at least one claim")
    happened = [c for c in told if c.claim.status is Status.ACTUAL]
    leading = happened or told
    event, mode = summary.kind(leading)
    start, end = summary.days(leading)
    heard = voices(told)
    return Incident(
        id=incident_id(leading[0].id),
        event=event,
        mode=mode,
        standing=standing(told, heard, mutual=event in using.mutual),
        start=start,
        end=end,
        not_after=min((c.published for c in happened if c.published), default=None),
        where=summary.places(leading),
        actors=summary.parties(leading, lambda c: c.claim.actor),
        recipients=summary.parties(leading, lambda c: c.claim.recipient),
        killed=toll(told, lambda c: c.killed),
        injured=toll(told, lambda c: c.injured),
        voices=heard,
        claims=tuple(c.id for c in told),
        denials=tuple(c.id for c in told if c.claim.status is Status.NEGATED),
        plans=tuple(c.id for c in told if c.claim.status in (Status.FUTURE, Status.HYPOTHETICAL)),
    )


def incident_id(first_claim: str) -> str:
    """The id of an incident, made from that of the claim that told it first: later claims leave it as it is."""
    return "i" + hashlib.sha256(first_claim.encode()).hexdigest()[:16]
