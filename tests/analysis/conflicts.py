"""Conflicts and their weeks for the tests of the analysis: attacks simulated with a known effect of talks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from truceline.incidents import Standing
from truceline.processes import Bin, Conflict, Party, Phase, PhaseSpan, Side, Step, StepKind

FIRST = dt.date(2021, 1, 4)
WEEK = dt.timedelta(7)


def step(kind: StepKind, day: dt.date, end: dt.date | None = None, **rest: Any) -> Step:
    """A step that happened on a day."""
    told: dict[str, Any] = {
        "kind": kind, "incident": f"i{day:%y%m%d}", "start": day, "end": end, "by": ("rebels",), "to": ("state",), "hosts": (),
        "mediators": (), "standing": Standing.REPORTED, "planned": False, "condition": None, "words": "", "claims": (),
    }  # fmt: skip
    return Step(**(told | rest))


def span(phase: Phase, start: dt.date, end: dt.date | None) -> PhaseSpan:
    """A phase from a day to a day, as a person set it."""
    return PhaseSpan(phase, start, end, "rule", "because", (), (), set_by="Ada")


def conflict(
    *,
    steps: Iterable[Step] = (),
    phases: Iterable[PhaseSpan] = (),
    last: dt.date | None = None,
    rebels: str = "Northern Front",
    terms: Iterable[Any] = (),
) -> Conflict:
    """A conflict between a state and rebels."""
    sides = (
        Side("state", "State", (Party("state", "State"),)),
        Side("rebels", rebels, (Party("rebels", rebels),)),
    )
    return Conflict(
        id="c1", name=f"State – {rebels}", sides=sides, countries=("MLI",), first=FIRST, last=last, violence=(),
        steps=tuple(steps), phases=tuple(phases), terms=tuple(terms),
    )  # fmt: skip


def week(number: int, attacks: int, *, by: Mapping[str, int] | None = None, killed: int = 0) -> Bin:
    """A week of so many attacks."""
    start = FIRST + number * WEEK
    return Bin(
        start=start, end=start + dt.timedelta(6), attacks=attacks, killed_low=killed, killed_high=killed, injured_low=0, steps=0,
        phase=Phase.NO_CONTACT, attacks_by=by or {}, killed_by={},
    )  # fmt: skip


def talks(*pieces: tuple[int, int]) -> list[PhaseSpan]:
    """Phases of talks from the first day of a week to the last day of another."""
    return [span(Phase.TALKS, FIRST + a * WEEK, FIRST + b * WEEK + dt.timedelta(6)) for a, b in pieces]


def fought(
    weeks: int, phases: Iterable[PhaseSpan], *, factor: float = 1.0, mean: float = 8.0, seed: int = 1
) -> list[Bin]:
    """Weeks with attacks of a mean, times `factor` on days of the phases; two in three are the rebels'."""
    chance = np.random.default_rng(seed)
    spans = list(phases)
    made = []
    for number in range(weeks):
        day = FIRST + number * WEEK
        on = any(s.start <= day and (s.end is None or day <= s.end) for s in spans)
        attacks = int(chance.poisson(chance.gamma(5, mean / 5) * (factor if on else 1.0)))
        rebels = int(chance.binomial(attacks, 2 / 3))
        by = {"rebels": rebels, "state": attacks - rebels}
        made.append(week(number, attacks, by=by, killed=int(chance.poisson(2 * attacks))))
    return made
