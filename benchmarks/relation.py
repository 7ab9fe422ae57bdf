"""Cross-validate the relation head on PLV: python -m benchmarks.relation FILE.tsv [--folds 5]

The PLOVER root of the relation between a marked source and target, by heads on the encoder that `read` uses
(training/relation.py says how). It trains, so it needs the training environment (`make model-setup`), and some twelve minutes of
one processor core. JSON comes last, a line a fold: the figures over all folds so far.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Hand the table to training.relation."""
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    try:
        from training import relation
    except ImportError as error:
        sys.exit(f"{error}: run this in the training environment (make model-setup)")
    sys.argv = [sys.argv[0], "--plv", *sys.argv[1:]]
    relation.main()


if __name__ == "__main__":
    main()
