"""Which state a report is about: the one for which most speaks, by weights learnt from coded reports (data/home.yaml).

A conditional logit (McFadden 1974, Conditional logit analysis of qualitative choice behavior): each state that a report names,
and "none of them" with nothing for it, scores the sum of its evidence (`state_evidence`), each kind by its weight.
"""

from __future__ import annotations

import math
from collections import Counter
from functools import cache

from truceline import gazetteer
from truceline.datafiles import load_yaml
from truceline.language.state_evidence import Evidence

PASSING = 8
"""Sentences to each mention of a state above which a report only names it in passing."""


def home_of(evidence: Evidence) -> tuple[str, dict[str, float]]:
    """The state for which most speaks, "" when nothing speaks enough for any; and the score of each."""
    scores = {name: score(told) for name, told in evidence.items()}
    best = max(scores, key=lambda n: scores[n], default="")
    # "Police in Nairobi arrested twenty": little speaks for Kenya, but nothing for any other.
    alone = len(scores) == 1 and gazetteer.country_named(best) is not None and not _in_passing(evidence[best])
    return (best if alone or scores.get(best, 0.0) > 0.0 else ""), scores


def _in_passing(told: Counter[str]) -> bool:
    """Whether a long report names a state once: the town where exiles live, the maker of a rifle."""
    return told["sentences to a mention"] > PASSING


def score(told: Counter[str]) -> float:
    """How much speaks for a state, against none."""
    known = _weights()
    return sum(known.get(kind, 0.0) * scale(times) for kind, times in told.items())


def scale(times: float) -> float:
    """How much a kind of evidence weighs that is met so often: each time less than the time before."""
    return math.log2(1 + times)


@cache
def _weights() -> dict[str, float]:
    loaded: dict[str, float] = load_yaml("home.yaml")["weights"]
    return loaded
