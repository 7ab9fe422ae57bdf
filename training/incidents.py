"""Fit the weights by which claims are joined to incidents: python -m training.incidents [--ridge 30]

A logistic regression over pairs of claims of corpus/incidents/tune, the coded ones and those that the shipped reader reads there:
does a pair tell one happening? All settings are moved into the same weeks first, since in a record many wars go on at once.
A ridge keeps the weights near those set by hand, the stronger the fewer pairs speak. Prints the weights for
data/incidents.yaml, and B-cubed figures where each setting is grouped by weights fitted on the others.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from scipy.optimize import minimize

from benchmarks.clusters import Labels
from benchmarks.incidents import coded, in_the_same_weeks, read, setting_of
from corpus.happenings import told
from truceline.incidents import Settings, StoredClaim, groups_of, settings
from truceline.incidents.blocking import candidates
from truceline.incidents.context import with_context
from truceline.incidents.evidence import disagree, log_odds
from truceline.incidents.spots import nearness
from truceline.incidents.traits import traits

BY_HAND = {
    "bias": -2.4, "other_type": -2.0, "same_mode": 0.5, "other_mode": -1.6, "same_days": 2.2, "next_day": -3.2,
    "days_apart": -4.5, "published_near": 1.0, "published_late": -2.0, "same_place": 2.6, "other_place": -4.0, "actors": 1.3,
    "recipients": 1.4, "same_toll": 1.6, "toll_fits": 0.6, "toll_apart": -0.8, "many": -5.0, "words": 3.2, "names": 1.6,
    "report_context": 3.0, "same_breath": -1.2, "turned": -3.0,
}  # fmt: skip
"""Set by hand on an earlier, smaller corpus/incidents/tune."""
NOT_BY_HAND = {"story": 1, "strangers": -1}
"""Weights of which nothing was known but whether they speak for or against."""
_WIDE = 4.0
"""How much more freely than others these may move."""
NAMES = (*BY_HAND, *NOT_BY_HAND)
PRIOR = np.array([BY_HAND.get(name, 0.0) for name in NAMES])
FREE = np.array([max(1.0, abs(BY_HAND[n])) if n in BY_HAND else _WIDE for n in NAMES])
BOUNDS = [(0.0, None) if BY_HAND.get(n, NOT_BY_HAND.get(n, 0)) > 0 else (None, 0.0) for n in NAMES]


@dataclass(frozen=True)
class Pairs:
    """Pairs of claims: what each weight is multiplied with, whether they are one happening, and the settings of the two."""

    x: np.ndarray
    one: np.ndarray
    of: list[tuple[str, str]]

    def without(self, setting: str) -> Pairs:
        """The pairs in which a setting has no part."""
        kept = np.array([setting not in both for both in self.of])
        return Pairs(self.x[kept], self.one[kept], [both for both in self.of if setting not in both])


def pairs_of(claims: Sequence[StoredClaim], labels: Labels) -> Pairs:
    """The labelled pairs that one family of events could join: all of each setting, and those of two that would be compared."""
    using = settings()
    rows = sorted(claims, key=lambda c: c.told)
    seen = with_context([traits(c, using.joining) for c in rows], using.joining.rare)
    near = nearness(one.spots for one in seen)
    alone = [replace(using, weights={name: float(name == of) for name in NAMES}) for of in NAMES]
    wanted = {(min(p), max(p)) for p in candidates(seen, using)} | set(_of_settings(rows, using))
    kept = [
        (a, b)
        for a, b in sorted(wanted)
        if rows[a].id in labels and rows[b].id in labels and not disagree(seen[a], seen[b], near)
    ]
    x = np.array([[log_odds(seen[a], seen[b], unit, near) for unit in alone] for a, b in kept])
    one = np.array([float(labels[rows[a].id] == labels[rows[b].id]) for a, b in kept])
    return Pairs(x, one, [(setting_of(rows[a]), setting_of(rows[b])) for a, b in kept])


def _of_settings(rows: Sequence[StoredClaim], using: Settings) -> Iterable[tuple[int, int]]:
    by_setting: dict[str, list[int]] = defaultdict(list)
    for position, row in enumerate(rows):
        by_setting[setting_of(row)].append(position)
    for members in by_setting.values():
        for a, b in combinations(members, 2):
            if set(using.families[rows[a].claim.event]) & set(using.families[rows[b].claim.event]):
                yield a, b


def fit(pairs: Pairs, ridge: float) -> dict[str, float]:
    """The weights with the greatest likelihood less a ridge around those set by hand."""

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        odds, off = pairs.x @ w, (w - PRIOR) / FREE
        value = (np.logaddexp(0, odds) - pairs.one * odds).sum() + ridge * off @ off
        return value, pairs.x.T @ (1 / (1 + np.exp(-odds)) - pairs.one) + 2 * ridge * off / FREE

    found = minimize(loss, PRIOR, jac=True, method="L-BFGS-B", bounds=BOUNDS).x
    return dict(zip(NAMES, map(float, found), strict=True))


def joined(sets: Sequence[Pairs]) -> Pairs:
    """Pairs of several sets of claims as one."""
    return Pairs(
        np.vstack([s.x for s in sets]), np.concatenate([s.one for s in sets]), [both for s in sets for both in s.of]
    )


def held_out(
    claims: Sequence[StoredClaim], labels: Labels, weights_without: Callable[[str], dict[str, float]]
) -> tuple[float, float]:
    """B-cubed precision and recall over claims of every setting, each grouped by weights that never saw it."""
    shares = []
    happening: dict[object, set[str]] = defaultdict(set)
    for id, label in labels.items():
        happening[label].add(id)
    for setting in sorted({setting_of(c) for c in claims}):
        own = {c.id for c in claims if setting_of(c) == setting}
        for ids in groups_of(claims, replace(settings(), weights=weights_without(setting))):
            group = {i for i in ids if i in labels}
            for right in (group & happening[labels[i]] for i in group & own):
                shares.append((len(right) / len(group), len(right) / len(happening[labels[next(iter(right))]])))
    precision, recall = np.mean(shares, axis=0)
    return float(precision), float(recall)


def main() -> None:
    """Parse the command line, fit, print the weights and the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ridge", type=float, default=30.0)
    args = parser.parse_args()
    reports = told("tune")
    sets = {name: take(reports) for name, take in (("coded", coded), ("read", read))}
    sets = {name: (in_the_same_weeks(claims), labels) for name, (claims, labels) in sets.items()}
    pairs = joined([pairs_of(*claims) for claims in sets.values()])
    for name, weight in fit(pairs, args.ridge).items():
        print(f"  {name}: {weight:.1f}")
    held = {s: fit(pairs.without(s), args.ridge) for s in sorted({s for both in pairs.of for s in both})}
    for name, (claims, labels) in sets.items():
        precision, recall = held_out(claims, labels, held.__getitem__)
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{name}, each setting by weights fitted on the others: B3 {precision:.3f} {recall:.3f} {f1:.3f}")


if __name__ == "__main__":
    main()
