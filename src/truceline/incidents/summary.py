"""What most claims of an incident agree on: its days, its kind, its parties and places."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from truceline.claim import Entity, Event
from truceline.incidents.incident import Named
from truceline.incidents.names import Name, likeness
from truceline.incidents.spots import NOWHERE, spots, spots_likeness
from truceline.incidents.stored import StoredClaim

_ONE = 0.8
"""Names this much alike are listed as one."""
_DAY = dt.timedelta(days=1)
T = TypeVar("T", bound=Hashable)


def days(members: Iterable[StoredClaim]) -> tuple[dt.date, dt.date] | tuple[None, None]:
    """The days that most of the claims cover, first and last; the earliest such days if there are several."""
    edges: Counter[dt.date] = Counter()
    last = dt.date.min
    for when in (c.claim.when for c in members if c.claim.when):
        edges[when.start] += 1
        last = max(last, when.end)
        if when.end < dt.date.max:
            edges[when.end + _DAY] -= 1
    marks = sorted(edges)
    if not marks:
        return None, None
    best, covering = (0, last, last), 0
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        covering += edges[mark]
        if covering > best[0]:
            best = (covering, mark, following - _DAY if following else last)
    return best[1], best[2]


def kind(members: Sequence[StoredClaim]) -> tuple[Event, str | None]:
    """The event type that most of the claims give; the mode that most of these give, if a third of them give it."""
    event = _commonest(c.claim.event for c in members)
    modes = [c.claim.mode for c in members if c.claim.event == event]
    told = Counter(mode for mode in modes if mode).most_common(1)
    return event, told[0][0] if told and 3 * told[0][1] >= len(modes) else None


def _commonest(values: Iterable[T]) -> T:
    return Counter(values).most_common(1)[0][0]


@dataclass
class _Entry:
    names: Counter[str] = field(default_factory=Counter)
    ids: Counter[str] = field(default_factory=Counter)
    claims: dict[str, None] = field(default_factory=dict)

    def add(self, name: str, id: str | None, claim: str) -> None:
        self.names[name] += 1
        if id:
            self.ids[id] += 1
        self.claims[claim] = None

    def named(self) -> Named:
        ordered = tuple(name for name, _ in self.names.most_common())
        id = self.ids.most_common(1)[0][0] if self.ids else None
        return Named(ordered[0], ordered[1:], id, tuple(self.claims))


def parties(members: Iterable[StoredClaim], of: Callable[[StoredClaim], Iterable[Entity]]) -> tuple[Named, ...]:
    """The parties that `of` takes out of the claims, names of one party together, most often named first."""

    def same(a: Name, b: Name) -> bool:
        return a.key == b.key or likeness(a, b) >= _ONE

    entries: list[tuple[Name, _Entry]] = []
    for member in members:
        for entity in of(member):
            actor = member.actors.get(entity.name)
            entry = _entry(entries, member.name(entity.name), same)
            entry.add(entity.name, actor, member.id)
    return _listed(entry for _, entry in entries)


def places(members: Iterable[StoredClaim]) -> tuple[Named, ...]:
    """Where the claims say that it was, spellings of one place together, most often named first; `id` is the country."""

    def same(a: str, b: str) -> bool:
        return a == b or spots_likeness(spots([a]), spots([b]), NOWHERE) == 1

    entries: list[tuple[str, _Entry]] = []
    for member in members:
        for place in member.claim.where:
            _entry(entries, place.name, same).add(place.name, place.country, member.id)
    return _listed(entry for _, entry in entries)


def _entry(entries: list[tuple[T, _Entry]], name: T, same: Callable[[T, T], bool]) -> _Entry:
    for known, entry in entries:
        if same(known, name):
            return entry
    entries.append((name, _Entry()))
    return entries[-1][1]


def _listed(entries: Iterator[_Entry]) -> tuple[Named, ...]:
    return tuple(sorted((e.named() for e in entries), key=lambda n: -len(n.claims)))
