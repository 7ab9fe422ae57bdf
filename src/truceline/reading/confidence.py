"""How sure a claim is: a logistic model over what speaks for it, fitted on coded reports (training/calibrate.py)."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from truceline.claim import Entity, Event
from truceline.datafiles import load_yaml
from truceline.reading.syntax import is_root, universal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from truceline.reading.merge import Merged
    from truceline.reading.telling import Telling

Signals = dict[str, float]
"""What speaks for a claim and against it, by name."""
WITH_HEAD, RULES_ONLY = "with_head", "rules_only"


def judged(merged: Merged, telling: Telling) -> Merged:
    """The draft with its confidence."""
    return replace(merged, score=confidence(signals(merged, telling)))


def signals(merged: Merged, telling: Telling) -> Signals:
    """What speaks for a draft: how its event was found, how its words stand, who takes part, on whose word."""
    d, c = merged.draft, merged.draft.candidate
    out = {
        "strength": c.strength,
        "told again": float(len(merged.also)),
        "actors": float(len(d.actors)),
        "recipients": float(len(d.recipients)),
        "named actors": _named(d.actors),
        "named recipients": _named(d.recipients),
        "written actors": float(sum(e.span is not None for e in d.actors)),
        "sources": float(len(d.sources)),
        "in a cue": float(c.trigger.i in telling.cues),
        "root": float(is_root(c.trigger)),
        "anchor is root": float(is_root(c.anchor)),
        "relative clause": float(c.anchor.dep_ == "acl:relcl"),
        f"event: {c.event.value}": 1.0,
        f"found: {_way(c.by)}": 1.0,
        f"word: {c.trigger.pos_} {universal(c.trigger)}": 1.0,
        f"status: {d.certainty.status.value}": 1.0,
        f"status by: {d.certainty.by}": 1.0,
        f"actor by: {d.arguments.actor_by or 'nothing'}": 1.0,
        f"recipient by: {d.arguments.recipient_by or 'nothing'}": 1.0,
    }
    if c.seen is not None and c.seen_type is not None:
        # The branch knows common words best, and a construction of several words little.
        own = _logit(c.seen_type)
        out |= {"seen": _logit(c.seen), "seen with this type": own, f"seen with this type, {_way(c.by)}": own}
    return out


def _way(by: str) -> str:
    """The way in which an event was found, without its words; rare constructions together."""
    way = "verb + object" if " + " in by else by.partition(":")[0]
    return way if way in WAYS else "construction"


WAYS = frozenset(("lexicon", "verb + object", "event head", "state", "readiness", "judgement", "toll"))


def _named(entities: Iterable[Entity]) -> float:
    return float(sum(any(w[:1].isupper() for w in e.name.split()) for e in entities))


def _logit(p: float) -> float:
    p = min(max(p, 1e-3), 1 - 1e-3)
    return math.log(p / (1 - p))


@cache
def _model(name: str) -> dict[str, float]:
    weights: dict[str, float] = load_yaml("confidence.yaml")[name]
    return weights


def confidence(s: Signals) -> float:
    """Probability that a careful coder would code this event with this type."""
    weights = _model(WITH_HEAD if "seen" in s else RULES_ONLY)
    z = weights["bias"] + sum(weights.get(k, 0.0) * v for k, v in s.items())
    return 1.0 / (1.0 + math.exp(-z))


def is_kept(merged: Merged) -> bool:
    """Whether a draft becomes a claim at all."""
    candidate = merged.draft.candidate
    keep = float(_model(RULES_ONLY if candidate.seen is None else WITH_HEAD)["keep"])
    plain = _way(candidate.by) in ("lexicon", "event head")
    of_peace = candidate.event in PEACE and candidate.strength >= 1
    return merged.score >= (keep if plain and not of_peace else min(keep, KEEP_RARE))


KEEP_RARE = 0.12
"""Least confidence of what a construction of several words names ("put an end to the talks"), and of talks, truces and accords that
the lexicon names plainly: these are rare in what the branch and this model learnt from, and processes are made of them."""
PEACE = frozenset((Event.CONSULT, Event.SUPPORT, Event.RETREAT))
