"""How far two independent coders agree: python -m benchmarks.agreement [FIRST SECOND]

FIRST and SECOND are folders of coding sheets (corpus/sheets and corpus/second when not given); reports that both hold
are scored, one coding against the other and the other way round, and averaged: the ceiling for a program. JSON comes last.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from benchmarks.score import score
from corpus.sheets import compile_sheet


def codings(first: Path, second: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """The claim records of both coders, of the reports that both coded."""
    shared = [p for p in sorted(first.glob("*.yaml")) if (second / p.name).exists()]
    return tuple(  # type: ignore[return-value]
        {record["report"]["id"]: record for path in shared for record, _ in [compile_sheet(folder / path.name)]}
        for folder in (first, second)
    )


def agreement(a: dict[str, Any], b: dict[str, Any]) -> dict[str, float]:
    """F1 or share of every figure of benchmarks/score.py, averaged over both directions."""
    both = [score(gold, said, lambda *_: None) for gold, said in ((a, b), (b, a))]
    return {k: round(sum(s[k].get("f1", s[k].get("share", 0.0)) for s in both) / 2, 3) for k in both[0]}


def main() -> None:
    """Parse the command line and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("first", type=Path, nargs="?", default=Path("corpus/sheets"))
    parser.add_argument("second", type=Path, nargs="?", default=Path("corpus/second"))
    args = parser.parse_args()
    a, b = codings(args.first, args.second)
    print(json.dumps({"reports": len(a)} | agreement(a, b)))


if __name__ == "__main__":
    main()
