"""Two sets of events side by side: per dyad and month, how many events and how many dead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from truceline.claim import Claim, Event, Status
from truceline.exchange.sides import Pair, sides, sides_of_claim
from truceline.incidents import Incident
from truceline.incidents.names import Name, likeness, parsed

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "dyad", "month", "events_ours", "events_theirs", "deaths_low_ours", "deaths_low_theirs", "deaths_high_ours",
    "deaths_high_theirs",
)  # fmt: skip
_ONE = 0.6
"""Names this much alike are one side; the military of a state and its government are (0.7)."""


@dataclass(frozen=True)
class DyadEvent:
    """One event between two sides: its first day and how many died, at least and at most."""

    sides: Pair
    day: dt.date
    low: int
    high: int


def event_of_incident(incident: Incident) -> DyadEvent | None:
    """A violent incident as an event between two sides; None where it is not, has no day, or nobody says it happened."""
    pair, toll = sides(incident), incident.killed
    if incident.event is not Event.ASSAULT or pair is None or incident.start is None or not incident.happened:
        return None
    low = toll.low if toll else 0
    high = toll.high if toll and toll.high is not None else max(low, _greatest(incident))
    return DyadEvent(pair, incident.start, low, high)


def _greatest(incident: Incident) -> int:
    figures = incident.killed.figures if incident.killed else ()
    return max((f.amount.high or f.amount.low or 0 for f in figures if f.state == "stands"), default=0)


def event_of_claim(claim: Claim) -> DyadEvent | None:
    """A claim of violence, as imported from a dataset, as an event; None where it has no day or not two sides."""
    pair = sides_of_claim(claim)
    if claim.event is not Event.ASSAULT or claim.status is not Status.ACTUAL or pair is None or claim.when is None:
        return None
    low = (claim.killed.low if claim.killed else None) or 0
    high = claim.killed.high if claim.killed else None
    return DyadEvent(pair, claim.when.start, low, high if high is not None else low)


def compare(ours: Iterable[DyadEvent], theirs: Iterable[DyadEvent]) -> pd.DataFrame:
    """Per dyad and month: events and deaths (sums of the lower and of the upper bounds), ours against theirs.

    A dyad is two sides in any order; their names are matched by spelling, initials and state, and shown as the other
    dataset writes them. Rows are in the order of dyad and month; columns are `COLUMNS`.
    """
    import pandas as pd

    known = _Known()
    rows = [*_rows(theirs, "theirs", known), *_rows(ours, "ours", known)]
    if not rows:
        return pd.DataFrame(columns=list(COLUMNS))
    keys = ["dyad", "month"]
    counted = pd.DataFrame(rows, columns=["dyad", "month", "whose", "events", "deaths_low", "deaths_high"])
    table = counted.pivot_table(index=keys, columns="whose", aggfunc="sum", fill_value=0)
    table.columns = pd.Index(["_".join(map(str, column)) for column in table.columns.to_flat_index()])
    return table.reset_index().reindex(columns=list(COLUMNS), fill_value=0).sort_values(keys, ignore_index=True)


def _rows(events: Iterable[DyadEvent], whose: str, known: _Known) -> Iterator[tuple[str, str, str, int, int, int]]:
    for event in events:
        dyad = " - ".join(sorted(map(known.name, event.sides)))
        yield dyad, event.day.strftime("%Y-%m"), whose, 1, event.low, event.high


class _Known:
    """The names met so far: a new spelling of one of them is shown as that one."""

    def __init__(self) -> None:
        self.shown: dict[str, str] = {}
        self.by_word: dict[str, list[tuple[Name, str]]] = {}

    def name(self, said: str) -> str:
        if said not in self.shown:
            self.shown[said] = self._found(parsed(said), said)
        return self.shown[said]

    def _found(self, name: Name, said: str) -> str:
        words = sorted({*name.tokens(), *name.kinds})
        near = [entry for word in words for entry in self.by_word.get(word, ())]
        best = max(near, key=lambda entry: likeness(entry[0], name), default=None)
        if best and (likeness(best[0], name) >= _ONE or best[0].key == name.key):
            return best[1]
        for word in words:
            self.by_word.setdefault(word, []).append((name, said))
        return said
