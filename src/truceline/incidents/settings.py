"""The settings of data/incidents.yaml: what is compared, with what weight, and when claims are joined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from functools import cache, cached_property
from typing import Any

from truceline.datafiles import load_yaml


@dataclass(frozen=True)
class Joining:
    """When claims are joined; each value is explained in data/incidents.yaml."""

    threshold: float
    attach: float
    clip: float
    representatives: int
    reach: int
    beside: int
    long: int
    block: int
    window: int
    sorts: int
    rare: int


@dataclass(frozen=True)
class Weights:
    """Log-odds of each kind of evidence; each is explained in data/incidents.yaml."""

    bias: float
    other_type: float
    same_mode: float
    other_mode: float
    same_days: float
    next_day: float
    days_apart: float
    published_near: float
    published_late: float
    same_place: float
    other_place: float
    actors: float
    recipients: float
    same_toll: float
    toll_fits: float
    toll_apart: float
    many: float
    words: float
    names: float
    report_context: float
    same_breath: float
    turned: float
    story: float
    strangers: float


@dataclass(frozen=True)
class Settings:
    """All that decides which claims speak of the same happening."""

    weights: Mapping[str, float]
    """The fields of `Weights` by their names."""
    joining: Joining
    families: Mapping[str, tuple[str, ...]]
    """Event type → the families it belongs to."""
    mutual: frozenset[str]
    planned_as: Mapping[str, str]
    """Event type → the type under which it is told while it is only planned."""
    modes: Mapping[str, frozenset[str]]
    """Mode → the modes that reports use for it."""
    own_acts: frozenset[str]

    @cached_property
    def most(self) -> float:
        """The most that parties, words and a report in common can speak for one happening, whatever else does."""
        latest = ("actors", "recipients", "words", "names", "report_context", "same_breath")
        return sum(max(self.weights[name], 0.0) for name in latest)


@dataclass(frozen=True)
class Vocabulary:
    """Words that tell nothing apart, and what sort of party or place a word names."""

    kinds: Mapping[str, str]
    """Word → kind of party."""
    kin: frozenset[frozenset[str]]
    bodies: Mapping[str, str]
    fillers: frozenset[str]
    place_words: frozenset[str]
    wide: frozenset[str]
    stopwords: frozenset[str]
    anybody: frozenset[str]
    """Words for victims of every sort."""
    turns: frozenset[str]
    """Phrases that turn to another happening."""
    totals: frozenset[str]
    """Phrases by which a number counts the victims of a period."""
    one_of_many: frozenset[str]
    """Words by which such a phrase only says how bad one happening was."""


@cache
def _file() -> dict[str, Any]:
    data: dict[str, Any] = load_yaml("incidents.yaml")
    return data


@cache
def settings() -> Settings:
    """The shipped settings. Raises TypeError where the file lacks one or has one too many."""
    data = _file()
    families: dict[str, tuple[str, ...]] = {}
    for family, types in data["families"].items():
        for event in types:
            families[event] = (*families.get(event, ()), family)
    modes: dict[str, frozenset[str]] = {}
    for group in data["modes"]:
        for mode in group:
            modes[mode] = modes.get(mode, frozenset()) | frozenset(group)
    weights = Weights(**{name: float(value) for name, value in data["weights"].items()})
    return Settings(
        weights=asdict(weights),
        joining=Joining(**data["joining"]),
        families=families,
        mutual=frozenset(data["mutual"]),
        planned_as=data["planned_as"],
        modes=modes,
        own_acts=frozenset(data["own_acts"]),
    )


@cache
def vocabulary() -> Vocabulary:
    """The shipped words."""
    data = _file()
    kinds = {word: kind for kind, words in data["kinds"].items() for word in words}
    kin = frozenset(frozenset(pair) for pair in data["kin"])
    rest = {f.name: frozenset(data[f.name]) for f in fields(Vocabulary) if f.name not in ("kinds", "kin", "bodies")}
    return Vocabulary(kinds=kinds, kin=kin, bodies=data["bodies"], **rest)
