"""Whether the estimate says how sure it is: python -m benchmarks.estimator [--runs N] [--weeks N…] [--kind NAME] [--plan NAME] [--effect E] [--seed N]

Weekly attacks are simulated with a known effect of talks (none, -30 %, -60 %), in series of several kinds and with talks at
several times; the estimator of `truceline.analysis` is run on each. `covers` is the share of 95 % intervals that hold the true
effect, `alarms` the share that exclude no effect where there is none, `power` where there is one, `width` the middle interval's
high end over its low end. Refused series are counted and left out. JSON comes last.

The simulation shares no code with the estimator: the rate is exp(constant + trend + season + effect [+ autoregression]), each
week's own rate is gamma-distributed about it, and attacks are Poisson.
"""

from __future__ import annotations

import argparse
import json
import time
import zlib
from dataclasses import dataclass

import numpy as np

from truceline.analysis.design import TREATED, design
from truceline.analysis.inference import estimate
from truceline.analysis.model import fitted
from truceline.analysis.refusal import refusals

EFFECTS = (0.0, -0.3, -0.6)


@dataclass(frozen=True)
class Kind:
    """A kind of series: attacks a week, trend a year (log), season's height (log), overdispersion, autoregression and its spread."""

    name: str
    mean: float = 6
    trend: float = 0
    season: float = 0
    overdispersion: float = 0.2
    persistence: float = 0
    spread: float = 0


KINDS = (
    Kind("plain"),
    Kind("trend and season", trend=0.5, season=0.5),
    Kind("overdispersed, trend and season", trend=0.5, season=0.5, overdispersion=0.8),
    Kind("autocorrelated", overdispersion=0.1, persistence=0.5, spread=0.4),
)


@dataclass(frozen=True)
class Plan:
    """When there are talks: shares of the whole time."""

    name: str
    weeks: int
    pieces: tuple[tuple[float, float], ...]

    def treated(self) -> np.ndarray:
        """Is each week treated?"""
        on = np.zeros(self.weeks, dtype=bool)
        for start, end in self.pieces:
            on[round(start * self.weeks) : round(end * self.weeks)] = True
        return on


_ONCE, _THRICE, _ON = ((0.4, 0.65),), ((0.2, 0.35), (0.5, 0.6), (0.75, 0.95)), ((0.5, 1.0),)
PLANS = (
    Plan("one spell", 80, _ONCE),
    Plan("three spells", 104, _THRICE),
    Plan("from the middle on", 104, _ON),
    Plan("one spell", 156, _ONCE),
)


def simulated(chance: np.random.Generator, kind: Kind, on: np.ndarray, effect: float) -> np.ndarray:
    """Attacks a week."""
    time_ = np.arange(len(on))
    rate = np.log(kind.mean) + kind.trend * (time_ - len(on) / 2) / 52 + np.log1p(effect) * on
    rate += kind.season * np.sin(2 * np.pi * time_ / 52.18 + chance.uniform(0, 2 * np.pi))
    if kind.spread:
        rate += _autoregression(chance, kind, len(on)) - kind.spread**2 / 2
    own = chance.gamma(1 / kind.overdispersion, kind.overdispersion, len(on))
    return chance.poisson(np.exp(rate) * own).astype(float)


def _autoregression(chance: np.random.Generator, kind: Kind, weeks: int) -> np.ndarray:
    shocks = chance.standard_normal(weeks) * np.sqrt(1 - kind.persistence**2)
    level, levels = chance.standard_normal(), np.empty(weeks)
    for week in range(weeks):
        level = kind.persistence * level + shocks[week]
        levels[week] = level
    return kind.spread * levels


def measured(plan: Plan, kind: Kind, effect: float, runs: int, seed: int = 0) -> dict[str, object]:
    """One cell of the grid."""
    on = plan.treated()
    name = f"{plan.name}, {plan.weeks} weeks; {kind.name}; {effect:+.0%}"
    chance = np.random.default_rng([zlib.crc32(name.encode()), seed])
    covers, excludes, widths, begun = 0, 0, [], time.process_time()
    for _ in range(runs):
        attacks = simulated(chance, kind, on, effect)
        if refusals(attacks, on, what="attacks", under="talks"):
            continue
        found = estimate(fitted(attacks, design(on)), TREATED)
        covers += found.low <= np.log1p(effect) <= found.high
        excludes += not found.low <= 0 <= found.high
        widths.append(np.exp(found.high - found.low))
    made = len(widths)
    return {
        "plan": plan.name,
        "weeks": plan.weeks,
        "kind": kind.name,
        "effect": effect,
        "runs": made,
        "refused": runs - made,
        "covers": round(int(covers) / made, 3),
        "power" if effect else "alarms": round(int(excludes) / made, 3),
        "width": round(float(np.median(widths)), 2),
        "milliseconds": round(1000 * (time.process_time() - begun) / runs, 1),
    }


def main() -> None:
    """Parse the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--weeks", type=int, nargs="*", help="only series of so many weeks")
    parser.add_argument("--kind", choices=[k.name for k in KINDS], help="only series of this kind")
    parser.add_argument("--plan", choices=sorted({p.name for p in PLANS}), help="only with talks at these times")
    parser.add_argument("--effect", type=float, choices=EFFECTS, help="only with this effect")
    parser.add_argument("--seed", type=int, default=0, help="other series of the same cells")
    args = parser.parse_args()
    cells = []
    for plan in (p for p in PLANS if (not args.weeks or p.weeks in args.weeks) and args.plan in (None, p.name)):
        for kind in (k for k in KINDS if args.kind in (None, k.name)):
            for effect in (e for e in EFFECTS if args.effect in (None, e)):
                cells.append(measured(plan, kind, effect, args.runs, args.seed))
                print(cells[-1], flush=True)
    print(json.dumps(cells, indent=1))


if __name__ == "__main__":
    main()
