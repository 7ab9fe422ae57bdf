"""How sure a claim is: a logistic model over what spoke for it, fitted on coded reports (training/calibrate.py)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache

from truceline.claim import Entity, Event
from truceline.datafiles import load_yaml
from truceline.reading.candidate import Candidate


@dataclass(frozen=True)
class Signals:
    """What speaks for a claim, as numbers."""

    strong: float
    weak: float
    seen: float
    seen_type: float
    actor: float
    named_actor: float
    recipient: float
    verb: float
    sourced: float
    event: Event
    has_head: bool

    @staticmethod
    def of(c: Candidate, actors: tuple[Entity, ...], recipients: tuple[Entity, ...], sourced: bool) -> Signals:
        """The signals of a candidate with its parties."""
        return Signals(
            strong=float(c.strength >= 1.0),
            weak=float(c.strength == 0.5),
            seen=_logit(c.seen),
            seen_type=_logit(c.seen_type),
            actor=float(bool(actors)),
            named_actor=float(any(w[:1].isupper() for e in actors for w in e.name.split())),
            recipient=float(bool(recipients)),
            verb=float(c.trigger.pos_ == "VERB"),
            sourced=float(sourced),
            event=c.event,
            has_head=c.seen is not None,
        )


def _logit(p: float | None) -> float:
    if p is None:
        return 0.0
    p = min(max(p, 1e-3), 1 - 1e-3)
    return math.log(p / (1 - p))


@cache
def _model(with_head: bool) -> dict[str, float]:
    weights: dict[str, float] = load_yaml("confidence.yaml")["with_head" if with_head else "rules_only"]
    return weights


def confidence(s: Signals) -> float:
    """Probability that a careful coder would code this event with this type."""
    weights = _model(s.has_head)
    z = weights["bias"] + weights.get(s.event.value, 0.0)
    z += sum(weights.get(k, 0.0) * v for k, v in vars(s).items() if isinstance(v, float))
    return 1.0 / (1.0 + math.exp(-z))


def keep(s: Signals) -> bool:
    """Whether a candidate becomes a claim at all."""
    return confidence(s) >= float(_model(s.has_head)["keep"])
