"""The force of a conflict by day."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from truceline.processes.acts import Act
from truceline.processes.series import Tally


def tallies_of(violence: Iterable[Act], sides: Sequence[str]) -> tuple[Tally, ...]:
    """The incidents of force between two sides, counted by day; by party only where a party of the two is named."""
    by_day: dict[dt.date, list[Act]] = defaultdict(list)
    for act in violence:
        by_day[act.day].append(act)
    return tuple(_tally(day, by_day[day], sides) for day in sorted(by_day))


def _tally(day: dt.date, acts: Sequence[Act], sides: Sequence[str]) -> Tally:
    attacks_by, killed_by = Counter[str](), Counter[str]()
    for act in acts:
        low = act.incident.killed.low if act.incident.killed else 0
        for party in {p.party.id for p in act.by if p.side in sides}:
            attacks_by[party] += 1
            killed_by[party] += low
    killed = [a.incident.killed for a in acts if a.incident.killed]
    highs = [k.high for k in killed]
    return Tally(
        day=day,
        attacks=len(acts),
        killed_low=sum(k.low for k in killed),
        killed_high=None if None in highs else sum(h for h in highs if h is not None),
        injured_low=sum(a.incident.injured.low for a in acts if a.incident.injured),
        attacks_by=tuple(sorted(attacks_by.items())),
        killed_by=tuple(sorted((p, n) for p, n in killed_by.items() if n)),
    )
