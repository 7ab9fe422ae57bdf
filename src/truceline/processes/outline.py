"""What conflicts look at of an incident: small enough to hold all incidents of a record at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from truceline.claim import Event
from truceline.incidents import Incident, Named, Standing, StoredClaim, Toll


@dataclass(frozen=True, slots=True)
class Outline:
    """An incident without its figures and voices, with what its claims add.

    `day`: its first day, else when it was first told; `reports` tell it, in their order; `words` are those of the claim that
    told it first. `where`, `actors` and `recipients` name no claims; `killed` and `injured` have no figures.
    """

    id: str
    event: Event
    mode: str | None
    standing: Standing
    happened: bool
    start: dt.date | None
    end: dt.date | None
    day: dt.date | None
    where: tuple[Named, ...]
    actors: tuple[Named, ...]
    recipients: tuple[Named, ...]
    killed: Toll | None
    injured: Toll | None
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    words: str


def outline(incident: Incident, told: Sequence[StoredClaim]) -> Outline:
    """The outline of an incident; `told` are its claims, in the order of telling."""
    first = min((c.published for c in told if c.published), default=None)
    return Outline(
        id=incident.id,
        event=incident.event,
        mode=incident.mode,
        standing=incident.standing,
        happened=incident.happened,
        start=incident.start,
        end=incident.end,
        day=incident.start or incident.not_after or first,
        where=_names(incident.where),
        actors=_names(incident.actors),
        recipients=_names(incident.recipients),
        killed=_range(incident.killed),
        injured=_range(incident.injured),
        claims=incident.claims,
        reports=tuple(dict.fromkeys(c.report_id for c in told)),
        words=told[0].quote if told else "",
    )


def _names(named: Iterable[Named]) -> tuple[Named, ...]:
    return tuple(_name(one.name, one.names, one.id) for one in named)


@lru_cache(maxsize=1 << 16)
def _name(name: str, names: tuple[str, ...], id: str | None) -> Named:
    return Named(name, names, id, ())


def _range(toll: Toll | None) -> Toll | None:
    return _toll(toll.low, toll.high, toll.disputed) if toll else None


@lru_cache(maxsize=1 << 12)
def _toll(low: int, high: int | None, disputed: bool) -> Toll:
    return Toll((), low, high, disputed)
