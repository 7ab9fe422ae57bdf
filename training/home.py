"""Fit which state a report is about: python -m training.home --gold corpus/claims [--without 047-056 247-306]

A conditional logit over the states that a report names (language/home_state.py). What is right is told by the bodies that coders
named: the state whose government, military and police they name most. A report whose state is nowhere named teaches that "none"
is right. Fitted with a ridge by L-BFGS; figures are cross-validated over reports. Writes data/home.yaml.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from scipy.optimize import minimize

from benchmarks.score import load
from truceline import gazetteer
from truceline.language import Language
from truceline.language import load as load_language
from truceline.language.columns import Table
from truceline.language.home_state import scale
from truceline.language.state_evidence import Evidence
from truceline.language.states_told import told_of

OUT = Path("src/truceline/data/home.yaml")
HEADER = """# How much each kind of evidence speaks for a state's being the one a report is about (language/state_evidence.py): weights of a
# conditional logit over the states that a report names and none (language/home_state.py), fitted by training/home.py on coded reports.
"""
_BODY = re.compile(r"(?:Government|Military|Police) of (?:the )?(.+)")
_BARE = re.compile(r"(?:The |Its |His )?[^A-Z]*(?:Government|Army|Military|Police|State)?[^A-Z]*")
"""Words that name a body without its state: "the army", "the Government"."""
_NEARLY = 0.8
"""A state whose bodies are named nearly as often as the one named most is right as well."""


@dataclass
class Choice:
    """One report: a row per state that may be meant, the last for none, and which are right."""

    x: np.ndarray
    right: np.ndarray


def coded_states(record: dict[str, Any]) -> set[str]:
    """The states whose bodies the coders named most: where the report's own words name no state, if there are such."""
    bare: Counter[str] = Counter()
    times: Counter[str] = Counter()
    for claim in record["claims"]:
        for entity in (*claim["actor"], *claim["recipient"], *claim["sources"]):
            if body := _BODY.match(entity["name"]):
                country = gazetteer.country_named(body[1])
                name = country.name if country else body[1]
                times[name] += 1
                if entity["span"] and _BARE.fullmatch(record["report"]["text"][slice(*entity["span"])]):
                    bare[name] += 1
    counted = bare or times
    return {name for name, n in counted.items() if n >= _NEARLY * max(counted.values())}


def told(gold: dict[str, Any], language: Language) -> list[tuple[Evidence, set[str]]]:
    """The evidence that each report gives, and the states that are right; reports without any body of a state left out."""
    found = []
    for record in gold.values():
        if right := coded_states(record):
            report = record["report"]
            table = Table(language(report["text"]))
            found.append((told_of(table, report.get("title") or "", report.get("publisher") or "")[1], right))
    return found


def choices(reports: list[tuple[Evidence, set[str]]], kinds: list[str]) -> list[Choice]:
    """The reports as matrices."""
    found = []
    for evidence, right in reports:
        rows = [[scale(of[k]) for k in kinds] for of in evidence.values()]
        x = np.array([*rows, [0.0] * len(kinds)])
        y = np.array([*(name in right for name in evidence), not (set(evidence) & right)])
        found.append(Choice(x, y))
    return found


def fit(data: list[Choice], ridge: float) -> np.ndarray:
    """The weights with the greatest likelihood less a ridge."""

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        value, slope = ridge * w @ w / 2, ridge * w
        for c in data:
            s = c.x @ w
            p = np.exp(s - s.max())
            p /= p.sum()
            right = p[c.right].sum()
            value -= np.log(right)
            slope = slope + c.x.T @ (p - np.where(c.right, p / right, 0.0))
        return value, slope

    weights: np.ndarray = minimize(loss, np.zeros(data[0].x.shape[1]), jac=True, method="L-BFGS-B").x
    return weights


def share_right(data: list[Choice], w: np.ndarray) -> list[bool]:
    """Of each report, whether the right state is chosen."""
    return [bool(c.right[int((c.x @ w).argmax())]) for c in data]


def main() -> None:
    """Parse the command line, fit, write, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=Path("corpus/claims"))
    parser.add_argument(
        "--without", nargs="*", default=[], help="ranges of report numbers that are not to be fitted on"
    )
    parser.add_argument("--ridge", type=float, default=4.0)
    args = parser.parse_args()
    left_out = [tuple(r.split("-")) for r in args.without]
    gold = {k: v for k, v in load(args.gold).items() if not any(a <= k[:3] <= b for a, b in left_out)}
    reports = told(gold, load_language())
    kinds = sorted({k for evidence, _ in reports for of in evidence.values() for k in of})
    data = choices(reports, kinds)
    right = [
        ok
        for n in range(5)
        for ok in share_right(data[n::5], fit([c for i, c in enumerate(data) if i % 5 != n], args.ridge))
    ]
    weights = {k: round(float(v), 2) for k, v in zip(kinds, fit(data, args.ridge), strict=True)}
    OUT.write_text(HEADER + yaml.safe_dump({"weights": weights}), encoding="utf-8")
    print(json.dumps({"reports": len(data), "right_cross_validated": round(float(np.mean(right)), 3)}))


if __name__ == "__main__":
    main()
