"""How well a grouping agrees with the right one: B-cubed, pairwise and BLANC figures.

B-cubed: Bagga and Baldwin 1998, "Algorithms for Scoring Coreference Chains", and Amigó et al. 2009, "A comparison of
extrinsic clustering evaluation metrics based on formal constraints". BLANC: Recasens and Hovy 2011, "BLANC:
Implementing the Rand index for coreference evaluation", extended to items of only one side by Luo et al. 2014, "An
Extension of BLANC to System Mentions". tests/incidents/test_clusters.py holds published examples.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from math import comb

Labels = Mapping[str, Hashable]
"""Item → its group."""


@dataclass(frozen=True)
class Figure:
    """Precision and recall, and the F1 they make unless the metric has its own."""

    precision: float
    recall: float
    f1: float

    def rounded(self) -> dict[str, float]:
        """For printing."""
        return {"precision": round(self.precision, 4), "recall": round(self.recall, 4), "f1": round(self.f1, 4)}


def f1(precision: float, recall: float) -> Figure:
    """A figure with the harmonic mean of precision and recall."""
    total = precision + recall
    return Figure(precision, recall, 2 * precision * recall / total if total else 0.0)


def _shared(gold: Labels, found: Labels) -> Counter[tuple[Hashable, Hashable]]:
    return Counter((gold[item], found[item]) for item in gold if item in found)


def b_cubed(gold: Labels, found: Labels) -> Figure:
    """B-cubed over items; an item that only one side has counts against the other side's figure."""
    right, made = Counter(gold.values()), Counter(found.values())
    shared = _shared(gold, found)
    precision = sum(n * n / made[f] for (_, f), n in shared.items()) / max(1, len(found))
    recall = sum(n * n / right[g] for (g, _), n in shared.items()) / max(1, len(gold))
    return f1(precision, recall)


def _links(labels: Labels) -> int:
    return sum(comb(n, 2) for n in Counter(labels.values()).values())


def _both_link(gold: Labels, found: Labels) -> int:
    return sum(comb(n, 2) for n in _shared(gold, found).values())


def pairwise(gold: Labels, found: Labels) -> Figure:
    """Precision and recall of the pairs of items put together."""
    both, made, right = _both_link(gold, found), _links(found), _links(gold)
    return f1(both / made if made else 1.0, both / right if right else 1.0)


def blanc(gold: Labels, found: Labels) -> Figure:
    """The mean of the figures on pairs put together and on pairs kept apart."""
    together = pairwise(gold, found)
    right = comb(len(gold), 2) - _links(gold)
    made = comb(len(found), 2) - _links(found)
    common = sum(item in found for item in gold)
    in_common = {item: label for item, label in gold.items() if item in found}
    found_in_common = {item: label for item, label in found.items() if item in gold}
    both = comb(common, 2) - _links(in_common) - _links(found_in_common) + _both_link(gold, found)
    apart = f1(both / made if made else 1.0, both / right if right else 1.0)
    if not right and not made:
        return together
    if not _links(gold) and not _links(found):
        return apart
    mean = ((x + y) / 2 for x, y in zip(_values(together), _values(apart), strict=True))
    return Figure(*mean)


def _values(figure: Figure) -> tuple[float, float, float]:
    return figure.precision, figure.recall, figure.f1
