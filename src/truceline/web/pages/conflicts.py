"""Conflicts as pages show them: looked up once for as long as the record stays the same, and the days that are shown."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from truceline.errors import UsageError
from truceline.processes import of_record as processes
from truceline.processes.of_record import Every, Happening
from truceline.processes.process import Bin, Conflict, Side
from truceline.web.charts.geography import locate
from truceline.web.charts.map import Spot
from truceline.web.pages.visit import Visit

FEW_DAYS = 400
"""A conflict of more days than this is shown by month unless weeks are asked for."""


@dataclass(frozen=True)
class Shown:
    """Which days of a conflict are shown, by week or by month; None: from its first day, to its last."""

    since: dt.date | None = None
    until: dt.date | None = None
    every: Every | None = None

    @classmethod
    def asked(cls, since: str, until: str, every: str) -> Shown:
        """What an address asks for. Raises UsageError for what is no day, no interval, or neither week nor month."""
        if every not in ("", "week", "month"):
            raise UsageError(f'"{every[:20]}" is no step of time', remedy="take week or month")
        first, last = _day(since), _day(until)
        if first and last and first > last:
            raise UsageError("the days end before they begin", remedy="put the earlier day first")
        return cls(first, last, "week" if every == "week" else "month" if every == "month" else None)

    def within(self, conflict: Conflict) -> tuple[dt.date, dt.date] | None:
        """The first and the last day that are shown; None for a conflict without dates."""
        if conflict.first is None or conflict.last is None:
            return None
        first = max(self.since or conflict.first, conflict.first)
        return first, max(min(self.until or conflict.last, conflict.last), first)

    def step(self, conflict: Conflict) -> Every:
        """By week or by month."""
        days = self.within(conflict)
        few = days is None or (days[1] - days[0]).days <= FEW_DAYS
        return self.every or ("week" if few else "month")


def _day(said: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(said) if said else None
    except ValueError:
        raise UsageError(f'"{said[:20]}" is no day', remedy="write a day as YYYY-MM-DD") from None


def conflict(visit: Visit, id: str) -> Conflict:
    """A conflict by its id or the beginning of it. Raises NotFoundError, UsageError."""
    return processes.conflict_in(visit.store, id)


def conflicts_of(visit: Visit, party: str) -> list[tuple[str, str]]:
    """Id and name of the conflicts that an actor is a party to."""

    def made() -> dict[str, list[tuple[str, str]]]:
        listed = {one.id: one.name for one in processes.list_in(visit.store)}
        of = processes.conflicts_of_parties(visit.store)
        return {party: [(id, listed[id]) for id in ids if id in listed] for party, ids in of.items()}

    return visit.remembered(made, "parties", of="concluded").get(party, [])


def series(visit: Visit, one: Conflict, shown: Shown) -> Sequence[Bin]:
    """The bins of the days that are shown."""
    days = shown.within(one)
    if days is None:
        return ()
    every = shown.step(one)
    since, until = (days[0] if shown.since else None), (days[1] if shown.until else None)
    return visit.remembered(
        lambda: processes.series_in(visit.store, one.id, every=every, since=since, until=until),
        "series", one.id, every, since, until, of="concluded",
    )  # fmt: skip


def violence(visit: Visit, one: Conflict, shown: Shown) -> list[Happening]:
    """The incidents of force in the days that are shown, in order of time."""
    found = visit.remembered(lambda: processes.force_in(visit.store, one), "violence", one.id, of="concluded")
    days = shown.within(one)
    return [h for h in found if days and h.start and days[0] <= h.start <= days[1]]


def spots(found: Iterable[Happening], countries: Sequence[str]) -> tuple[list[Spot], int]:
    """The places of incidents for the map, and how many incidents have no place that anybody could find."""
    counted: Counter[tuple[str, str | None]] = Counter()
    killed: Counter[tuple[str, str | None]] = Counter()
    lost = 0
    for one in found:
        if one.place is None:
            lost += 1
            continue
        key = (one.place, one.country)
        counted[key] += 1
        killed[key] += one.killed
    placed = []
    for (name, country), number in counted.most_common():
        where = locate(name, country) or (locate(name, countries[0]) if countries else None)
        if where is None:
            lost += number
        else:
            placed.append(Spot(name, where, number, killed[name, country]))
    return placed, lost


def party_names(one: Conflict) -> dict[str, str]:
    """The names of all parties of a conflict by id."""
    return {p.id: p.name for side in one.sides for p in side.parties}


def by_side(one: Conflict, bins: Iterable[Bin]) -> list[tuple[Side, list[tuple[str, str, int, int]]]]:
    """Attacks and killed by acting party: for each side its parties (id, name), and last what is of neither side."""
    attacks: Counter[str] = Counter()
    killed: Counter[str] = Counter()
    for b in bins:
        attacks.update(b.attacks_by)
        killed.update(b.killed_by)
    sides = [(s, [(p.id, p.name, attacks.pop(p.id, 0), killed.pop(p.id, 0)) for p in s.parties]) for s in one.sides]
    if attacks:
        rest = [(id, id, number, killed[id]) for id, number in attacks.most_common()]
        sides.append((Side("others", "Others and unknown", ()), rest))
    return sides
