"""An incident: what claims of one happening say of it, and on whose word."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from truceline.claim import Amount, Event, Status


class Standing(StrEnum):
    """How far an incident is established. Nobody here says what is true, only who says so.

    confirmed: both sides, or all parties of talks and accords, say that it happened. denied: somebody says that it
    did not, or that the party named did not do it. claimed: only one side says that it happened. reported: somebody who
    is no party to it says so. planned: nobody says yet that it happened. possible: told only as a condition or a fear.
    """

    CONFIRMED = "confirmed by both sides"
    CLAIMED = "claimed by one side"
    DENIED = "denied"
    REPORTED = "reported"
    PLANNED = "planned"
    POSSIBLE = "possible"


Side = Literal["actor", "recipient", "other"]


@dataclass(frozen=True)
class Voice:
    """Somebody on whose word claims rest: the innermost source, or the publisher where none is cited.

    `key` is the same for one voice in all reports; `status` is what it says last; copies of one text count once in
    `texts`.
    """

    key: str
    name: str
    side: Side
    status: Status
    texts: int
    claims: tuple[str, ...]


FigureState = Literal["stands", "superseded", "part", "total"]


@dataclass(frozen=True)
class Figure:
    """A number that a voice tells on a day.

    `state`: it stands; the same voice told a later one (superseded); the voice told a larger one in the same report
    (part); or it counts the victims of a period, and others those of this happening (total).
    """

    amount: Amount
    voice: str
    by: str
    told: dt.date | None
    state: FigureState
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Toll:
    """Killed or injured: every figure told, and the range of those that stand.

    `high` is None where the greatest is told as a lower bound ("at least 200"). `disputed`: two voices' standing
    figures cannot both be true.
    """

    figures: tuple[Figure, ...]
    low: int
    high: int | None
    disputed: bool


@dataclass(frozen=True)
class Named:
    """A party or a place under the name told most often, its other names, its registry id or country, and who says so."""

    name: str
    names: tuple[str, ...]
    id: str | None
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Incident:
    """One happening, as its claims tell it.

    `start` and `end` enclose the days that most claims agree on; both None where no claim gives any. `not_after` is the
    day on which it was first told as happened. `claims` are all members in the order of telling; `denials` and `plans`
    are those among them that deny it or foretell it.
    """

    id: str
    event: Event
    mode: str | None
    standing: Standing
    start: dt.date | None
    end: dt.date | None
    not_after: dt.date | None
    where: tuple[Named, ...]
    actors: tuple[Named, ...]
    recipients: tuple[Named, ...]
    killed: Toll | None
    injured: Toll | None
    voices: tuple[Voice, ...]
    claims: tuple[str, ...]
    denials: tuple[str, ...]
    plans: tuple[str, ...]

    @property
    def happened(self) -> bool:
        """Does anybody say that it happened?"""
        return any(v.status is Status.ACTUAL for v in self.voices)
