"""The day and the countries of a report, and how well an actor fits into them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from truceline.actors.actor import Actor, Kind, Role

if TYPE_CHECKING:
    from truceline.actors.proposals import Proposal

_LATE = dt.timedelta(days=60)
"""So long after an office ends reports may still speak of its holder by the last name alone."""
_FORMER = dt.timedelta(days=3653)
_LONG_AFTER = 5
_CONTESTED = 0.85
"""For an actor from elsewhere, when one at home in the report's first country shares the name."""
_TELLING = 0.5
_WEAK, _WORLDWIDE, _ABROAD = 0.65, 0.85, 0.8
"""For a name that means little with no country known, for an actor of the whole world, for an outlet cited abroad."""
_EARLY, _TOO_EARLY = 0.8, 0.25


@dataclass(frozen=True)
class Context:
    """What a report tells of the time and place of its names; both can be unknown."""

    date: dt.date | None = None
    countries: tuple[str, ...] = ()

    def roles(self, actor: Actor, *, former: bool = False) -> tuple[Role, ...]:
        """The offices by which a person can be meant now; with `former`, those that ended in the last ten years too."""
        if self.date is None:
            return ()
        late = _FORMER if former else _LATE
        return tuple(
            r
            for r in actor.roles
            if r.held_on(self.date) or (r.until is not None and r.until < self.date <= r.until + late)
        )


def fit(proposal: Proposal, context: Context, rivals: Iterable[Proposal] = ()) -> float:
    """How well an actor that a name proposes fits its context, 0 to 1."""
    return _place(proposal, context, rivals) * _time(proposal, context)


def _place(p: Proposal, context: Context, rivals: Iterable[Proposal]) -> float:
    """How well the countries fit; a name that means little by itself needs one of its own countries."""
    if not context.countries:
        return 1.0 if p.telling >= _TELLING and not p.shared else _WEAK
    home = _countries(p.actor, context)
    if home is None:
        near = 1.0 if p.telling >= _TELLING else _WORLDWIDE
    else:
        near = _nearness(home, context) or max(p.telling, _ABROAD if p.actor.kind is Kind.OUTLET else 0.0)
    contested = any(r.actor is not p.actor and r.actor.countries[:1] == context.countries[:1] for r in rivals)
    if contested and (home is None or not set(home[:1]) & set(context.countries)):
        near *= _CONTESTED
    return near


def _countries(actor: Actor, context: Context) -> tuple[str, ...] | None:
    """The countries that an actor belongs to on the day, the home first; None for one that acts anywhere."""
    roles = context.roles(actor)
    if roles:
        # Someone's present offices count, not that the UN's Secretary-General once ruled Portugal.
        return (
            None if any(not r.countries for r in roles) else tuple(dict.fromkeys(c for r in roles for c in r.countries))
        )
    return actor.countries or None


def _nearness(countries: tuple[str, ...], context: Context) -> float:
    """1 for an actor in its home country when that is what the report is about, less for lesser ties, 0 for none."""
    home, first = countries[0], context.countries[0]
    if home == first:
        return 1.0
    if home in context.countries:
        return 0.97
    if first in countries:
        return 0.92
    return 0.88 if set(countries) & set(context.countries) else 0.0


def _time(p: Proposal, context: Context) -> float:
    """How well the day fits the years in which the actor exists."""
    if context.date is None:
        return 1.0
    year, since, until = context.date.year, p.actor.since, p.actor.until
    if since is not None and year < since:
        return _EARLY if year == since - 1 else _TOO_EARLY
    if p.actor.kind is Kind.PERSON:
        return _lifetime(p, context.date)
    if until is None or year <= until + 1:
        return 1.0
    # What is over is still told of, by its full name more than by letters that others may use since.
    if p.telling >= 0.8:
        return 0.95 if year <= until + _LONG_AFTER else 0.88
    return 0.9 if year <= until + _LONG_AFTER else 0.7


def _lifetime(p: Proposal, day: dt.date) -> float:
    if p.actor.until is not None and day.year > p.actor.until + 1:
        return 0.8
    starts = [role.since for role in p.actor.roles if role.since]
    if starts and day < min(starts) - dt.timedelta(days=365 * 20):
        return 0.5
    return 1.0
