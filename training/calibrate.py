"""Fit the confidence model: python -m training.calibrate --gold corpus/claims [--part train] [--first 035] [--check DIR]

A claim's confidence is the probability that a careful coder would code that event with that type, from what speaks for
it (reading/confidence.py). A ridge logistic regression is fitted on every candidate that the reader finds in the coded
reports, also those it would leave out; `keep` is the threshold with the best event F1. Figures are cross-validated over
reports; `--check` adds the reliability curve on records that nothing was fitted on. Writes data/confidence.yaml.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from benchmarks.score import load, pairs_of, right_event
from corpus.split import PARTS, only
from truceline import Report
from truceline.reading.confidence import Signals
from truceline.reading.drafts import drafts_of
from truceline.reading.finishing import finish
from truceline.reading.merge import merge
from truceline.reading.reader import Reader, is_political, prepare, says_something

FIELDS = ("strong", "weak", "seen", "seen_type", "actor", "named_actor", "recipient", "verb", "sourced")
OUT = Path("src/truceline/data/confidence.yaml")
HEADER = """# Weights of the confidence model (a logistic regression over what speaks for a claim), fitted by training/calibrate.py on
# the coded reports of corpus/claims; `keep` is the least confidence with which a candidate becomes a claim.
"""


def candidates(gold: dict[str, Any], reader: Reader) -> tuple[list[Signals], np.ndarray, np.ndarray, int]:
    """Signals of every candidate claim, whether gold has it, the number of its report, and how many gold has."""
    signals: list[Signals] = []
    right: list[bool] = []
    group: list[int] = []
    wanted = 0
    for n, record in enumerate(gold.values()):
        report = Report.model_validate(record["report"])
        doc = reader.language(report.text)
        wanted += sum(not c.get("optional") for c in record["claims"])
        if not is_political(doc):
            continue
        reading = prepare(report, doc)
        made = [(m, finish(reading, m)) for m in merge(drafts_of(reading))]
        made = [(m, c) for m, c in made if says_something(m, c)]
        plain = [c.model_dump(mode="json") | {"n": i} for i, (_, c) in enumerate(made)]
        paired = pairs_of(record["claims"], plain)
        good = {p["n"] for g, p in paired if right_event(g, p)}
        free = {p["n"] for g, p in paired if g.get("optional")} - good
        for i, (m, _) in enumerate(made):
            if i not in free:
                signals.append(m.draft.signals)
                right.append(i in good)
                group.append(n)
    return signals, np.array(right), np.array(group), wanted


def matrix(signals: list[Signals], types: list[str], *, with_head: bool) -> np.ndarray:
    """One row a candidate: its signals, and its type as indicator columns of a tenth of the scale (a stronger ridge)."""
    rows = []
    for s in signals:
        values = asdict(s)
        plain = [0.0 if f.startswith("seen") and not with_head else values[f] for f in FIELDS]
        rows.append([*plain, *(0.5 * (s.event.value == t) for t in types)])
    return np.array(rows)


def fit(x: np.ndarray, y: np.ndarray) -> LogisticRegression:
    """The ridge logistic regression of confidence."""
    return LogisticRegression(C=1.0, max_iter=2000).fit(x, y)


def best_threshold(p: np.ndarray, y: np.ndarray, wanted: int) -> tuple[float, float]:
    """The threshold with the best event F1, from about one half on, and that F1."""
    steps = np.arange(0.45, 0.8, 0.01)  # what is likelier wrong than right is no claim
    f1 = [2 * y[p >= t].sum() / max(1, (p >= t).sum() + wanted) for t in steps]
    best = int(np.argmax(f1))
    return float(steps[best]), float(f1[best])


def reliability(p: np.ndarray, y: np.ndarray, bins: int = 10) -> tuple[list[dict[str, float]], float]:
    """The reliability curve (mean confidence and share right per bin) and the expected calibration error.

    Guo et al. 2017, On Calibration of Modern Neural Networks, https://arxiv.org/abs/1706.04599.
    """
    rows, error = [], 0.0
    for low in np.linspace(0, 1, bins, endpoint=False):
        inside = (p >= low) & (p < low + 1 / bins + (low + 1 / bins >= 1))
        if inside.any():
            rows.append(
                {
                    "from": round(float(low), 1),
                    "n": int(inside.sum()),
                    "confidence": round(float(p[inside].mean()), 3),
                    "right": round(float(y[inside].mean()), 3),
                }
            )
            error += inside.mean() * abs(p[inside].mean() - y[inside].mean())
    return rows, float(error)


def main() -> None:
    """Parse the command line, fit, write, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=Path("corpus/claims"))
    parser.add_argument("--part", choices=PARTS, default="train", help="the part of the coded reports to fit on")
    parser.add_argument(
        "--first", default="", help="fit on reports from this id on: rules were tuned on those before it"
    )
    parser.add_argument("--check", type=Path, help="records for the reliability curve, never fitted on")
    args = parser.parse_args()
    reader = Reader()
    gold = only(args.part, load(args.gold))
    signals, y, group, wanted = candidates({k: v for k, v in gold.items() if k >= args.first}, reader)
    types = sorted({s.event.value for s in signals})
    out: dict[str, dict[str, float]] = {}
    figures: dict[str, Any] = {"candidates": len(y), "right": int(y.sum()), "gold": wanted}
    for name in ("with_head", "rules_only"):
        x = matrix(signals, types, with_head=name == "with_head")
        p = np.zeros(len(y))
        for train, test in GroupKFold(5).split(x, y, group):
            p[test] = fit(x[train], y[train]).predict_proba(x[test])[:, 1]
        keep, f1 = best_threshold(p, y, wanted)
        kept = p >= keep
        curve, error = reliability(p[kept], y[kept])
        figures[name] = {"event_f1": round(f1, 3), "keep": round(keep, 2), "ece": round(error, 3), "curve": curve}
        model = fit(x, y)
        weights = dict(zip([*FIELDS, *types], model.coef_[0].tolist(), strict=True))
        weights |= {t: weights[t] * 0.5 for t in types}
        out[name] = {"bias": float(model.intercept_[0]), **weights, "keep": keep}
        out[name] = {k: round(v, 3) for k, v in out[name].items()}
        if args.check:
            fresh, right, _, _ = candidates(load(args.check), reader)
            q = model.predict_proba(matrix(fresh, types, with_head=name == "with_head"))[:, 1]
            curve, error = reliability(q[q >= keep], right[q >= keep], bins=5)
            figures[name] |= {"check_ece": round(error, 3), "check_curve": curve}
    OUT.write_text(HEADER + yaml.safe_dump(out, sort_keys=False, width=150), encoding="utf-8")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
