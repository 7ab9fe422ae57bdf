"""A record of invented wars with talks, for benchmarks of what is shown of a record: claims, incidents and conflicts.

Claims go through the same code as `truceline add`, and what is concluded of them through that of `truceline incidents rebuild`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict
from itertools import islice

from benchmarks.find import AT_ONCE, CLAIMS_A_REPORT, Generator
from truceline import Amount, Claim, Entity, Event, Place, Record, Source, Status, When
from truceline.actors import Actor, Kind, Registry, shipped_registry
from truceline.processes.rebuilding import rebuild
from truceline.record import Store

WARS = 40
FIRST, DAYS = dt.date(2012, 1, 1), 3_600
_EVENTS = (
    (Event.ASSAULT, None), (Event.ASSAULT, "explosives"), (Event.ASSAULT, "heavy-weapons"), (Event.CONSULT, "meet"), (Event.REQUEST, "release"),
    (Event.CONCEDE, "amnesty"), (Event.AGREE, "ceasefire"), (Event.REJECT, "ceasefire"), (Event.ACCUSE, None),
)  # fmt: skip
_WEIGHTS = (45, 15, 10, 10, 5, 3, 2, 2, 8)


class Wars(Generator):
    """Makes up reports of wars between a group and a state, the same ones on every run."""

    def __init__(self, registry: Registry, seed: int = 20211002) -> None:
        super().__init__(seed)
        groups = [a for a in registry if a.kind is Kind.ARMED_GROUP and a.countries and a.parent is None]
        self.wars = [(group, _state(registry, group)) for group in groups[:WARS]]

    def _claim(self, start: int, sentence: str, day: dt.date) -> Claim:
        # Later reports of the same days tell of the same happenings: war, day and kind of event say which.
        chance = self.random
        group, state = chance.choices(self.wars, weights=range(WARS, 0, -1))[0]
        event, mode = chance.choices(_EVENTS, weights=_WEIGHTS)[0]
        when = FIRST + dt.timedelta(days=(day - dt.date(2005, 1, 1)).days * DAYS // 7300)
        sides = (Entity(name=group.name),), (Entity(name=state),)
        low = chance.randrange(1, 60)
        sources = ((), (Source(name=group.name, kind="organization"),), (Source(name=state, kind="organization"),),
                   (Source(name="an official", kind="unnamed"),))  # fmt: skip
        return Claim(
            span=(start, start + len(sentence) - 1), trigger=(start, start + 4), event=event, mode=mode,
            actor=sides[0], recipient=sides[1], sources=chance.choice(sources), when=When(start=when, end=when),
            status=chance.choices(list(Status), weights=(80, 5, 10, 5))[0],
            where=(Place(name=f"Town {chance.randrange(300)}", country=group.countries[0]),),
            killed=Amount(low=low, high=low) if event is Event.ASSAULT and chance.random() < 0.7 else None,
            confidence=round(chance.uniform(0.4, 1.0), 3),
        )  # fmt: skip


def _state(registry: Registry, group: Actor) -> str:
    """The name of the armed forces that a group fights."""
    of_country = (a for a in registry if a.kind is Kind.MILITARY and group.countries[0] in a.countries)
    return next((a.name for a in of_country), "the army")


def records(number: int, registry: Registry) -> Iterator[Record]:
    """Records with so many claims."""
    return islice(Wars(registry).records(), number // CLAIMS_A_REPORT)


def fill(store: Store, number: int) -> dict[str, int]:
    """Store this many claims and what is concluded of them; how many of each there are."""
    registry = shipped_registry()
    keep_claims(store, number, registry)
    return asdict(rebuild(store, registry))


def keep_claims(store: Store, number: int, registry: Registry) -> None:
    """Store this many claims."""
    found = records(number, registry)
    while part := list(islice(found, AT_ONCE)):
        for _ in store.add_records(part, whole=True):
            pass
