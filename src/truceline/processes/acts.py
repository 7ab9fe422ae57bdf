"""Incidents as acts between sides: who stands where, on which day, and whether it was force."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from truceline.actors import Registry
from truceline.incidents import Named
from truceline.processes.groups import facing, only_groups
from truceline.processes.hearsay import Hearsay
from truceline.processes.mentions import Mentions
from truceline.processes.outline import Outline
from truceline.processes.parties import Placed, Placing, Sort
from truceline.processes.process import Party
from truceline.processes.settings import dyads
from truceline.processes.worlds import at_home, in_own_world


@dataclass(frozen=True)
class Act:
    """An incident with its parties placed on sides.

    `day`: its first day, else when it was first told; `reports` tell it; `countries` are
    those where it was, then those that its reports name; `lands` are the sides of the states where it was.
    """

    incident: Outline
    day: dt.date
    by: tuple[Placed, ...]
    to: tuple[Placed, ...]
    words: str
    """Those of the claim that told it first."""
    reports: tuple[str, ...]
    countries: tuple[str, ...]
    lands: tuple[str, ...]
    force: bool

    @property
    def id(self) -> str:
        """The incident's id."""
        return self.incident.id

    def sides(self, placed: Iterable[Placed] | None = None) -> tuple[str, ...]:
        """The sides of these parties, or of all, in the order of naming."""
        named = (*self.by, *self.to) if placed is None else placed
        return tuple(dict.fromkeys(p.side for p in named if p.side))


@dataclass(frozen=True)
class Acts:
    """All acts in order of time, the sides that they name, and the means to place more."""

    acts: tuple[Act, ...]
    sides: Mapping[str, Placed]
    """Side → one of its parties."""
    placing: Placing
    mentions: Mentions
    facing: Mapping[str, Placed]
    """Group → the state that it fights, where no report ever names one."""
    heard: Hearsay


def acts_of(incidents: Iterable[Outline], heard: Hearsay, registry: Registry) -> Acts:
    """The incidents that have a day, with their parties placed; the same in whatever order they come."""
    found = sorted(incidents, key=lambda i: i.id)
    names = sorted({n for i in found for named in (*i.actors, *i.recipients) for n in (named.name, *named.names)})
    placing = Placing(registry, heard, names)
    acts = [_act(i, i.day, placing, heard) for i in found if i.day]
    acts = only_groups(acts)
    acts = at_home(in_own_world(acts), placing.home_of)
    acts.sort(key=lambda a: (a.day, a.id))
    placed = sorted((p for a in acts for p in (*a.by, *a.to)), key=lambda p: len(p.side_name or ""))
    # A side is called by the longest of its names.
    sides = {p.side: p for p in placed if p.side}
    for land in {land for a in acts for land in a.lands if land not in sides}:
        sides[land] = _land(placing, land)
    for home in [home for group in list(sides) if (home := placing.home_of(group))]:
        sides.setdefault(home.side or "", home)
    unnamed = facing(acts, sides)
    sides.update({state.side: state for state in unnamed.values() if state.side})
    return Acts(tuple(acts), sides, placing, Mentions(_named(acts, sides, placing)), unnamed, heard)


def _named(acts: Iterable[Act], sides: Mapping[str, Placed], placing: Placing) -> Iterator[tuple[str, Placed]]:
    """Every name of every party on a side, and the states where acts were."""
    yield from ((one.side_name or "", one) for one in sides.values())
    for act in acts:
        for named in (*act.incident.actors, *act.incident.recipients):
            one = placing.place(named, act.day, act.countries)
            if one.side in sides:
                yield from ((name, one) for name in (named.name, *named.names))


def _land(placing: Placing, side: str) -> Placed:
    actor = placing.registry[side]
    found = placing.state_of(actor.codes["iso2"]) if "iso2" in actor.codes else None
    # A land is the side of a country's state, or of the group that rules it.
    return found or Placed(Party(side, actor.name, actor.kind.value), Sort.GROUP, side, actor.name)


def _act(incident: Outline, day: dt.date, placing: Placing, heard: Hearsay) -> Act:
    where = dict.fromkeys(place.id for place in incident.where if place.id)
    countries = tuple(where | dict.fromkeys(c for report in incident.reports for c in heard.countries(report)))
    lands = (state.side for c in where if (state := placing.state_of(c, day)))

    def placed(named: Sequence[Named]) -> tuple[Placed, ...]:
        found = (placing.place(n, day, countries) for n in named)
        return tuple({p.party.id: p for p in found}.values())

    return Act(
        incident=incident,
        day=day,
        by=placed(incident.actors),
        to=placed(incident.recipients),
        words=incident.words,
        reports=tuple(sorted(incident.reports)),
        countries=countries,
        lands=tuple(side for side in lands if side),
        force=_is_force(incident),
    )


def _is_force(one: Outline) -> bool:
    """Did it happen, is it force, and is it one attack and not the sum of many?"""
    known = dyads()
    if one.event not in known.force or not one.happened:
        return False
    modes = known.force[one.event]
    long = one.start and one.end and (one.end - one.start).days >= known.longest
    return (modes is None or one.mode in modes) and not long
