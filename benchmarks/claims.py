"""Score the reader on coded reports: python -m benchmarks.claims GOLD_DIR [--part dev] [--misses] [--model NAME]

GOLD_DIR holds claim records (docs/claim-format.md). The figures are those of benchmarks/score.py. JSON comes last.
`--part` scores only the reports of that part of our own (corpus/split.yaml).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from benchmarks.score import load, score
from corpus.split import PARTS, only
from truceline import Report
from truceline.reading.reader import Reader


def predictions(gold: dict[str, Any], model: str | None = None, least: float = 0.0) -> dict[str, Any]:
    """What the reader says of the same reports, as claim records."""
    reports = [Report.model_validate(g["report"]) for g in gold.values()]
    records = Reader(model).read_many(reports)
    out = {}
    for record in records:
        plain = record.to_dict()
        plain["claims"] = [c for c in plain["claims"] if c["confidence"] >= least]
        out[record.report.id] = plain
    return out


def main() -> None:
    """Parse the command line, read, score, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--part", choices=PARTS, help="only the reports of this part")
    parser.add_argument("--misses", action="store_true", help="print every claim that was missed or differs")
    parser.add_argument("--model", help="a spaCy pipeline in place of the shipped model")
    parser.add_argument("--min-confidence", type=float, default=0.0)
    args = parser.parse_args()
    gold = load(args.gold)
    gold = only(args.part, gold) if args.part else gold
    predicted = predictions(gold, args.model, args.min_confidence)

    def show(report: str, kind: str, g: dict[str, Any] | None, p: dict[str, Any] | None) -> None:
        text = gold[report]["report"]["text"]
        print(f"--- {kind} {report}")
        for label, c in (("gold", g), ("read", p)):
            if c:
                names = {k: "; ".join(e["name"] for e in c[k]) for k in ("actor", "recipient", "sources")}
                print(
                    f"  {label}: {c['event']}/{c['mode']} {c['status']} [{text[slice(*c['trigger'])]}] {names} | {text[slice(*c['span'])][:110]!r}"
                )

    result = score(gold, predicted, show if args.misses else lambda *a: None)
    print(json.dumps({"reports": len(gold)} | result, indent=1))


if __name__ == "__main__":
    main()
