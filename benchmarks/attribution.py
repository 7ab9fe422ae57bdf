"""Score attribution spans in PolNeAR format: python -m benchmarks.attribution DIR

DIR holds text/*.txt and attributions/*.ann (brat stand-off). Scored are the heads that `read` uses, on their own tokens:
token-wise and span-wise precision, recall and F1 for source, cue and content. Where several annotators coded an article, each
of their files counts. JSON comes last.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np

from training.brat import SPAN_LAYERS, attribution_spans
from truceline.language import Insight, ShippedModel


def runs(inside: np.ndarray, begins: np.ndarray) -> set[tuple[int, int]]:
    """Token ranges [start, end) of consecutive inside tokens, a new one at each beginning."""
    found, start = set(), None
    for i, (now, new) in enumerate(zip([*inside, False], [*begins, False], strict=True)):
        if start is not None and (not now or new):
            found.add((start, i))
            start = None
        if now and start is None:
            start = i
    return found


def evaluate(folder: Path) -> dict[str, dict[str, dict[str, float]]]:
    """Token and span P/R/F1 per layer."""
    language = ShippedModel()
    tallies: dict[str, Counter[str]] = {layer: Counter() for layer in SPAN_LAYERS}
    for file in sorted((folder / "text").glob("*.txt")):
        doc = language(file.read_text(encoding="utf-8"))
        insight: Insight = doc.insight
        for annotation in sorted((folder / "attributions").glob(f"{file.stem}*.ann")):
            gold = attribution_spans(annotation)
            for layer, tally in tallies.items():
                said = insight.inside(layer) > 0.5
                want, starts = np.zeros(len(doc), bool), np.zeros(len(doc), bool)
                for a, b in gold[layer]:
                    inside = [t.i for t in doc if t.idx < b and t.idx + len(t) > a and not t.is_space]
                    want[inside] = True
                    starts[inside[:1]] = True
                predicted = runs(said, insight.begins(layer) > 0.5)
                spans = runs(want, starts)
                tally.update(tp=int((said & want).sum()), said=int(said.sum()), want=int(want.sum()))
                tally.update(span_tp=len(predicted & spans), span_said=len(predicted), span_want=len(spans))
    return {
        layer: {"token": prf(t["tp"], t["said"], t["want"]), "span": prf(t["span_tp"], t["span_said"], t["span_want"])}
        for layer, t in tallies.items()
    }


def prf(tp: int, said: int, want: int) -> dict[str, float]:
    """Precision, recall and F1."""
    p, r = tp / max(said, 1), tp / max(want, 1)
    return {"p": round(p, 4), "r": round(r, 4), "f1": round(2 * p * r / (p + r) if p + r else 0.0, 4)}


def main() -> None:
    """Parse the command line, evaluate, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    print(json.dumps(evaluate(parser.parse_args().folder)))


if __name__ == "__main__":
    main()
