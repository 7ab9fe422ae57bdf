"""A conflict and its process: who fights whom, and what they say and do to end it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from truceline.incidents import Standing


class Phase(StrEnum):
    """Where a process stands. The rules that tell them apart are in data/phases.yaml."""

    NO_CONTACT = "no contact"
    EXPLORATORY = "exploratory"
    TALKS = "talks"
    CEASEFIRE = "ceasefire"
    AGREEMENT = "agreement"
    IMPLEMENTATION = "implementation"
    BROKEN_DOWN = "broken down"


class StepKind(StrEnum):
    """What an incident does to a process."""

    CONTACT = "contact"
    TALKS = "talks"
    DEMAND = "demand"
    OFFER = "offer"
    REFUSAL = "refusal"
    ACCEPTANCE = "acceptance"
    CEASEFIRE = "ceasefire"
    EXTENSION = "extension"
    VIOLATION = "violation"
    CEASEFIRE_END = "end of ceasefire"
    AGREEMENT = "agreement"
    IMPLEMENTATION = "implementation"
    BREAKDOWN = "breakdown"


class TermKind(StrEnum):
    """What a party does with a term: it demands, offers, refuses or accepts it, or makes it a condition."""

    DEMAND = "demand"
    OFFER = "offer"
    CONDITION = "condition"
    REFUSAL = "refusal"
    ACCEPTANCE = "acceptance"


@dataclass(frozen=True)
class Party:
    """An actor in a conflict; `parent` is the id of the party of the same side that it is a faction or a body of."""

    id: str
    name: str
    kind: str | None = None
    parent: str | None = None


@dataclass(frozen=True)
class Side:
    """One side of a dyad: the party it is named after, and those that belong to it or fight beside it."""

    id: str
    name: str
    parties: tuple[Party, ...]


@dataclass(frozen=True)
class Step:
    """An incident of a process: what it does, from whom to whom (ids of parties), where, with whose help, in which words.

    `end` is the last day of what it sets, where it is told ("a month-long ceasefire"); None where it is not. `planned`: it
    is told only as what will or may happen. `condition` and `words` are those of the claim that tells it best. `local`: a
    ceasefire of one place only, which moves no phase.
    """

    kind: StepKind
    incident: str
    start: dt.date
    end: dt.date | None
    by: tuple[str, ...]
    to: tuple[str, ...]
    hosts: tuple[str, ...]
    mediators: tuple[str, ...]
    standing: Standing
    planned: bool
    condition: str | None
    words: str
    claims: tuple[str, ...]
    local: bool = False


@dataclass(frozen=True)
class Term:
    """A line of the terms ledger: what a party (its id) demands, offers, refuses, accepts or makes a condition, since when.

    `voice` is on whose word; `until` the day on which it was met, withdrawn or refused, where the record tells.
    """

    party: str
    kind: TermKind
    words: str
    condition: str | None
    to: tuple[str, ...]
    since: dt.date
    until: dt.date | None
    voice: str
    incident: str
    claims: tuple[str, ...]


@dataclass(frozen=True)
class PhaseSpan:
    """A phase from its first day to its last (None: it goes on), why it began, and the claims that support it.

    `rule` names the rule in data/phases.yaml; `set_by` the person who set the phase in its place.
    """

    phase: Phase
    start: dt.date
    end: dt.date | None
    rule: str
    why: str
    incidents: tuple[str, ...]
    claims: tuple[str, ...]
    set_by: str | None = None


@dataclass(frozen=True)
class Conflict:
    """Two sides that fight, the incidents between them, and the process between them.

    `violence` holds the ids of the incidents of force, in order of time; `steps`, `phases` and `terms` are the process. `id`
    comes from the two sides and stays the same however often conflicts are made anew.
    """

    id: str
    name: str
    sides: tuple[Side, Side]
    countries: tuple[str, ...]
    first: dt.date | None
    last: dt.date | None
    violence: tuple[str, ...]
    steps: tuple[Step, ...]
    phases: tuple[PhaseSpan, ...]
    terms: tuple[Term, ...]

    @property
    def taken(self) -> tuple[Step, ...]:
        """The steps that are told as done: those that lists, pages and time lines count. Planned ones are not among them."""
        return tuple(s for s in self.steps if not s.planned)


@dataclass(frozen=True)
class Bin:
    """A week or a month of a conflict: incidents of force, the killed as a range, steps of the process, the phase.

    `end` is the last day. `attacks_by` and `killed_by` count by the acting party's id; a killed range's high end is None
    where only a lower bound is told. `phase` is the one of most of its days.
    """

    start: dt.date
    end: dt.date
    attacks: int
    killed_low: int
    killed_high: int | None
    injured_low: int
    steps: int
    phase: Phase
    attacks_by: Mapping[str, int] = field(default_factory=dict, hash=False)
    killed_by: Mapping[str, int] = field(default_factory=dict, hash=False)
