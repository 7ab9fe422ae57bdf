"""The settings of data/conflicts.yaml and data/phases.yaml."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from truceline.claim import Event
from truceline.datafiles import load_yaml
from truceline.processes.process import Phase, StepKind

_NEAR = r"(?:\W+[\w'’-]+){0,4}?\W+"
_AFTER = r"(?:\W+(?!(?:that|which|who|since|after|before|until|when|while)\b)[\w'’-]+){0,10}?\W+"
_OBJECT = r"(?:\s+(?!(?:with|by|through|under|after|before|in|to|and|on|for)\b)[\w'’-]+){0,4}?\s+"


@dataclass(frozen=True)
class StepRule:
    """A line of `steps` in data/phases.yaml, whose header says what each field means; `then` is None for nothing."""

    events: frozenset[Event]
    modes: frozenset[str | None] | None
    words: tuple[str, ...]
    near: tuple[str, str] | None
    subject: tuple[str, ...] | None
    object: tuple[str, str] | None
    without: tuple[str, ...]
    trigger: str | None
    sides: str | None
    done: bool
    denied: bool
    then: StepKind | None


@dataclass(frozen=True)
class PhaseRule:
    """Which steps, told by which words (None: any), lead from which phases into which, how many days later, and why."""

    name: str
    of: frozenset[Phase]
    steps: frozenset[StepKind]
    words: str | None
    after: int
    to: Phase
    why: str


@dataclass(frozen=True)
class Lapse:
    """After how many days without a step that keeps it up a phase is over, and what follows."""

    days: int
    keeps: frozenset[StepKind]
    to: Phase


@dataclass(frozen=True)
class Rules:
    """All of data/phases.yaml but its words."""

    steps: tuple[StepRule, ...]
    agreed: frozenset[StepKind]
    phases: tuple[PhaseRule, ...]
    lapses: Mapping[Phase, Lapse]
    answered: int
    shortest: int
    resumed: int
    made: tuple[str, ...]


@dataclass(frozen=True)
class Ruling:
    """Which state a group rules, in which spans of days (the last day None: until now)."""

    of: str
    held: tuple[tuple[dt.date, dt.date | None], ...]

    def on(self, day: dt.date) -> bool:
        """Does it rule on this day?"""
        return any(start <= day and (end is None or day <= end) for start, end in self.held)


@dataclass(frozen=True)
class Dyads:
    """The settings of data/conflicts.yaml."""

    force: Mapping[Event, frozenset[str | None] | None]
    """Types that are force → their modes; None: all."""
    longest: int
    background: tuple[int, int]
    """Days before all else, and incidents, that are only background."""
    share: float
    both: frozenset[str]
    state: frozenset[str]
    organized: frozenset[str]
    services: frozenset[str]
    armed: frozenset[str]
    speaking: frozenset[str]
    roles: frozenset[str]
    offices: frozenset[str]
    ruling: Mapping[str, Ruling]


@cache
def rules() -> Rules:
    """The shipped rules of steps and phases. Raises ValueError or KeyError for a line that says what is unknown."""
    data = load_yaml("phases.yaml")
    return Rules(
        steps=tuple(_step_rule(row) for row in data["steps"]),
        agreed=frozenset(map(StepKind, data["agreed"])),
        phases=tuple(_phase_rule(name, row) for name, row in data["phases"].items()),
        lapses={Phase(name): _lapse(row) for name, row in data["lapses"].items()},
        answered=int(data["answered"]),
        shortest=int(data["shortest"]),
        resumed=int(data["resumed"]),
        made=tuple(data["made"]),
    )


def _step_rule(row: Mapping[str, Any]) -> StepRule:
    then = row["then"]
    pairs = {name: _two(row[name]) if name in row else None for name in ("near", "object")}
    return StepRule(
        events=frozenset(map(Event, row["event"])),
        modes=frozenset(row["mode"]) if "mode" in row else None,
        words=tuple(row.get("words", ())),
        subject=tuple(row["subject"]) if "subject" in row else None,
        without=tuple(row.get("without", ())),
        trigger=row.get("trigger"),
        sides=str(row["sides"]) if "sides" in row else None,
        done=bool(row.get("done", False)),
        denied=bool(row.get("denied", False)),
        then=None if then == "nothing" else StepKind(then),
        **pairs,
    )


def _two(names: Sequence[str]) -> tuple[str, str]:
    one, other = names
    return one, other


def _phase_rule(name: str, row: Mapping[str, Any]) -> PhaseRule:
    return PhaseRule(
        name=name,
        of=frozenset(map(Phase, row["from"])),
        steps=frozenset(map(StepKind, row["steps"])),
        words=row.get("words"),
        after=int(row.get("after", 0)),
        to=Phase(row["to"]),
        why=row["why"],
    )


def _lapse(row: Mapping[str, Any]) -> Lapse:
    return Lapse(int(row["days"]), frozenset(map(StepKind, row["keeps"])), Phase(row["to"]))


@cache
def dyads() -> Dyads:
    """The shipped settings of conflicts."""
    data = load_yaml("conflicts.yaml")
    force = {Event(name): None if modes == "all" else frozenset(modes) for name, modes in data["force"].items()}
    words = {
        name: frozenset(data[name])
        for name in ("both", "state", "organized", "services", "armed", "speaking", "roles", "offices")
    }
    ruling = {group: Ruling(row["of"], tuple(map(_held, row["held"]))) for group, row in data["ruling"].items()}
    return Dyads(
        force=force,
        longest=int(data["longest"]),
        background=(int(data["background"]["gap"]), int(data["background"]["most"])),
        share=float(data["share"]),
        ruling=ruling,
        **words,
    )


def _held(span: str) -> tuple[dt.date, dt.date | None]:
    start, _, end = span.partition("/")
    return dt.date.fromisoformat(start), dt.date.fromisoformat(end) if end else None


@cache
def _classes() -> dict[str, str]:
    return {name: _any_of(listed) for name, listed in load_yaml("phases.yaml")["words"].items()}


def _any_of(listed: Iterable[str]) -> str:
    longest_first = sorted(listed, key=len, reverse=True)
    words = (re.escape(w).replace(r"\*", r"[\w'’-]*").replace(r"\ ", r"\s+") for w in longest_first)
    return rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])"


@cache
def pattern(name: str) -> re.Pattern[str]:
    """What finds a word of a class of data/phases.yaml. Raises KeyError for an unknown class."""
    return re.compile(_classes()[name], re.IGNORECASE)


@cache
def near_pattern(one: str, other: str) -> re.Pattern[str]:
    """What finds words of two classes within four words of each other, in either order."""
    a, b = _classes()[one], _classes()[other]
    return re.compile(f"{a}{_NEAR}{b}|{b}{_NEAR}{a}", re.IGNORECASE)


@cache
def subject_pattern(*names: str) -> re.Pattern[str]:
    """What finds a word of each class up to ten words after one of the class before it, within a clause."""
    return re.compile(_AFTER.join(_classes()[name] for name in names), re.IGNORECASE)


@cache
def object_pattern(verb: str, noun: str) -> re.Pattern[str]:
    """What finds a word of the second class after one of the first, with no more than articles and adjectives between."""
    return re.compile(_classes()[verb] + _OBJECT + _classes()[noun], re.IGNORECASE)
