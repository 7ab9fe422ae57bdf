"""Fit the confidence model: python -m training.calibrate --gold corpus/claims [--part train] [--check DIR]

A claim's confidence is the probability that a careful coder would code that event with that type, from what speaks for
it (reading/confidence.py). A ridge logistic regression is fitted on every candidate that the reader finds in the coded
reports, also those it would leave out. What the event branch say of a report is
that of branches which never saw it (training/heads.py). Figures are cross-validated over reports; `--check` adds the
reliability curve on records that nothing was fitted on. Writes data/confidence.yaml.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from benchmarks.score import load, pairs_of, right_event
from corpus.split import PARTS, only
from training.coded import INVENTORY
from training.heads import UNSEEN
from truceline import Report
from truceline.language import Language
from truceline.language.document import Document
from truceline.reading.confidence import RULES_ONLY, WITH_HEAD, Signals, signals
from truceline.reading.drafts import drafts_of
from truceline.reading.finishing import finish
from truceline.reading.merge import merge
from truceline.reading.reader import Reader, prepare, says_something
from truceline.reading.relevance import is_political, on_topic

OUT = Path("src/truceline/data/confidence.yaml")
FEWEST = 12
"""Candidates that must have a signal for it to get a weight."""
HEADER = """# Weights of the confidence model (a logistic regression over what speaks for a claim), fitted by training/calibrate.py on
# the coded reports of corpus/claims; `keep` is the least confidence with which a candidate becomes a claim.
"""


class Unseen:
    """A language whose event branch has not seen the report: what it says comes from `said`, by text."""

    def __init__(self, language: Language, said: dict[str, np.ndarray]) -> None:
        self.language = language
        self.said = said

    def __call__(self, text: str) -> Document:
        """Parse one text."""
        doc = self.language(text)
        if doc.insight is not None and (said := self.said.get(text)) is not None:
            widths = [len(v) for v in INVENTORY.values()]
            parts = dict(zip(INVENTORY, np.split(said, np.cumsum(widths)[:-1], axis=1), strict=True))
            doc.insight.event, doc.insight.mode = parts["event"], parts["mode"]
        return doc


@dataclass(frozen=True)
class Candidates:
    """Every candidate claim of some reports: its signals, whether gold has it, its report; and how many claims gold has."""

    signals: list[Signals]
    right: np.ndarray
    report: np.ndarray
    wanted: int


def candidates(gold: dict[str, Any], language: Language | Unseen) -> Candidates:
    """What the reader considers in coded reports; what gold calls optional is left out."""
    found: list[Signals] = []
    right: list[bool] = []
    group: list[int] = []
    wanted = 0
    for n, record in enumerate(gold.values()):
        report = Report.model_validate(record["report"])
        doc = on_topic(language(report.text), language)
        wanted += sum(not c.get("optional") for c in record["claims"])
        if not is_political(doc):
            continue
        reading = prepare(report, doc)
        made = [(m, finish(reading, m)) for m in merge(drafts_of(reading))]
        made = [(m, c) for m, c in made if says_something(m, c)]
        plain = [c.model_dump(mode="json") | {"n": i} for i, (_, c) in enumerate(made)]
        paired = pairs_of(record["claims"], plain)
        good = {p["n"] for g, p in paired if right_event(g, p)}
        free = {p["n"] for g, p in paired if g.get("optional")}
        for i, (m, _) in enumerate(made):
            if i not in free:
                found.append(signals(m, reading.telling))
                right.append(i in good)
                group.append(n)
    return Candidates(found, np.array(right), np.array(group), wanted)


def unseen(gold: dict[str, Any], language: Language, path: Path = UNSEEN) -> Unseen:
    """The language with what branches say of these reports that never saw them. Raises OSError without training/heads.py's file."""
    with np.load(path) as file:
        return Unseen(language, {r["report"]["text"]: file[k].astype(np.float32) for k, r in gold.items() if k in file})


def names_of(found: list[Signals], *, with_head: bool) -> list[str]:
    """The signals that are common enough to weigh."""
    times = Counter(k for s in found for k, v in s.items() if v)
    return sorted(k for k, n in times.items() if n >= FEWEST and (with_head or not k.startswith("seen")))


def matrix(found: list[Signals], names: list[str]) -> np.ndarray:
    """One row a candidate, one column a signal."""
    return np.array([[s.get(k, 0.0) for k in names] for s in found])


def fit(x: np.ndarray, y: np.ndarray) -> LogisticRegression:
    """The ridge logistic regression of confidence."""
    return LogisticRegression(C=0.1, max_iter=3000).fit(x, y)


KEEP = 0.52
"""The least confidence of a claim: the best event F1 on dev lies a little lower, that of older reports higher. Who wants surer ones asks for them (--min-confidence)."""


def f1_of(p: np.ndarray, y: np.ndarray, wanted: int) -> float:
    """The event F1 of the claims that are kept."""
    return float(2 * y[p >= KEEP].sum() / max(1, (p >= KEEP).sum() + wanted))


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
    parser.add_argument("--check", type=Path, help="records for the reliability curve, never fitted on")
    args = parser.parse_args()
    language = Reader().language
    everything = load(args.gold)
    gold = only(args.part, everything)
    known = candidates(gold, unseen(gold, language))
    checks = {"dev": candidates(only("dev", everything), language)}
    if args.check:
        checks["check"] = candidates(load(args.check), language)
    out: dict[str, dict[str, float]] = {}
    figures: dict[str, Any] = {"candidates": len(known.right), "right": int(known.right.sum()), "gold": known.wanted}
    for name in (WITH_HEAD, RULES_ONLY):
        names = names_of(known.signals, with_head=name == WITH_HEAD)
        x, y = matrix(known.signals, names), known.right
        p = np.zeros(len(y))
        for train, test in GroupKFold(5).split(x, y, known.report):
            p[test] = fit(x[train], y[train]).predict_proba(x[test])[:, 1]
        curve, error = reliability(p[p >= KEEP], y[p >= KEEP])
        figures[name] = {"event_f1": round(f1_of(p, y, known.wanted), 3), "ece": round(error, 3), "curve": curve}
        model = fit(x, y)
        weights = dict(zip(names, model.coef_[0].tolist(), strict=True))
        out[name] = {k: round(v, 3) for k, v in {"bias": float(model.intercept_[0]), **weights, "keep": KEEP}.items()}
        for where, fresh in checks.items():
            q = model.predict_proba(matrix(fresh.signals, names))[:, 1]
            curve, error = reliability(q[q >= KEEP], fresh.right[q >= KEEP], bins=5)
            figures[name][where] = {"ece": round(error, 3), "curve": curve}
    text = yaml.safe_dump(out, sort_keys=False, allow_unicode=True)
    OUT.write_text(HEADER + text, encoding="utf-8")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
