"""Claims into incidents: which belong together, and what they say together."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from truceline.claim import Status
from truceline.incidents import summary
from truceline.incidents.context import with_context
from truceline.incidents.grouping import grouped
from truceline.incidents.incident import Incident
from truceline.incidents.settings import Settings, settings
from truceline.incidents.stored import StoredClaim
from truceline.incidents.tolls import toll
from truceline.incidents.traits import Traits, traits
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
    taken = ((c.told, _said(c), traits(c, using.joining)) for c in claims)
    originals: dict[bytes, Traits] = {}
    copies: dict[str, list[str]] = {}
    for _, said, one in sorted(taken, key=lambda row: row[0]):
        copies.setdefault(originals.setdefault(said, one).id, []).append(one.id)
    told = with_context(list(originals.values()), using.joining.rare)
    return [tuple(i for p in group for i in copies[told[p].id]) for group in grouped(told, using)]


def _said(stored: StoredClaim) -> bytes:
    """A digest of what a claim says and of its text: the same in all copies of one text."""
    claim = stored.claim
    parties = [[e.name for e in entities] for entities in (claim.actor, claim.recipient, claim.sources)]
    said = (stored.text_id, claim.event.value, claim.status.value, stored.quote, stored.trigger, parties)
    return hashlib.blake2b(repr(said).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _as_first_printed(told: Sequence[StoredClaim]) -> list[StoredClaim]:
    """Copies under the name of the publisher that had the text first: what they say in their own voice is its word."""
    first: dict[str, str | None] = {}
    for one in told:
        first.setdefault(one.text_id, one.publisher)
    return [c if c.publisher == first[c.text_id] else replace(c, publisher=first[c.text_id]) for c in told]


def incident_of(members: Iterable[StoredClaim], using: Settings | None = None) -> Incident:
    """What the claims of one incident say together. Raises ValueError for none."""
    using = using or settings()
    told = _as_first_printed(sorted(members, key=lambda c: c.told))
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
