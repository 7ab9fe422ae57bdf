"""The settings of data/analysis.yaml: what counts as treated, what the data must hold, how the estimate is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from truceline.analysis.treat import Treat
from truceline.datafiles import load_yaml
from truceline.processes import Phase, StepKind, TermKind


@dataclass(frozen=True)
class Treatment:
    """What begins a treatment, what ends it, and for how many days it holds where nothing tells its end."""

    words: str
    starts: frozenset[StepKind]
    ends: frozenset[StepKind]
    phases: frozenset[Phase]
    terms: frozenset[TermKind]
    renews: bool
    hold: int


@dataclass(frozen=True)
class Minimum:
    """What the data must hold at least; `inflation` at most."""

    weeks: int
    weeks_treated: int
    weeks_untreated: int
    events: int
    events_treated: int
    events_untreated: int
    eventful: int
    varied: int
    inflation: float


@dataclass(frozen=True)
class Modelling:
    """From how many weeks on a season is fitted, and the bounds of the overdispersion."""

    season_from: int
    overdispersion: tuple[float, float]


@dataclass(frozen=True)
class Inference:
    """How critical values are computed."""

    level: float
    lags: int
    persistent: float
    strongest: float
    cautious: float
    widened: float


@dataclass(frozen=True)
class Windows:
    """The event study: weeks of a block, and blocks before and after."""

    block: int
    before: int
    after: int


@dataclass(frozen=True)
class Changes:
    """Change points: weeks of the shortest stretch, and what a point must gain."""

    shortest: int
    penalty: float


@dataclass(frozen=True)
class Survival:
    """What breaks a ceasefire, and how few give no curve."""

    broken_by: frozenset[StepKind]
    fewest: int


@dataclass(frozen=True)
class Settings:
    """All that decides an analysis."""

    treatments: Mapping[Treat, Treatment]
    share_of_week: float
    minimum: Minimum
    actors: int
    model: Modelling
    inference: Inference
    event_study: Windows
    change_points: Changes
    survival: Survival


@cache
def settings() -> Settings:
    """The shipped settings. Raises TypeError or ValueError where the file lacks one, or has one too many."""
    data: dict[str, Any] = load_yaml("analysis.yaml")
    survival, model = data["survival"], data["model"]
    return Settings(
        treatments={Treat(name): _treatment(said) for name, said in data["treatments"].items()},
        share_of_week=data["share_of_week"],
        minimum=Minimum(**data["minimum"]),
        actors=data["actors"],
        model=Modelling(**model | {"overdispersion": tuple(model["overdispersion"])}),
        inference=Inference(**data["inference"]),
        event_study=Windows(**data["event_study"]),
        change_points=Changes(**data["change_points"]),
        survival=Survival(**survival | {"broken_by": frozenset(map(StepKind, survival["broken_by"]))}),
    )


def _treatment(said: dict[str, Any]) -> Treatment:
    kinds = {
        "starts": frozenset(map(StepKind, said["starts"])),
        "ends": frozenset(map(StepKind, said["ends"])),
        "phases": frozenset(map(Phase, said["phases"])),
        "terms": frozenset(map(TermKind, said["terms"])),
    }
    return Treatment(**said | kinds)
