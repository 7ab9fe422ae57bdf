"""The event branch of the encoder: which words name an event, of what type, mode and status, and what links them to its parties.

It grows from the encoder's lower layers and has upper ones of its own, so that what is learnt from coded reports
(training/heads.py) leaves tags, trees and names as they are.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from truceline.language import links

Floats = NDArray[np.float32]

BRANCH, LABELS = "events.onnx", "events.json"
DEPTH = 3
"""How many of the encoder's layers the branch shares."""


class EventBranch:
    """Loads the branch; `labels` names those of each of its heads: event ("O" first), status, mode; `apart` is how much distance speaks
    for a link (links.py)."""

    def __init__(self, folder: Path, options: ort.SessionOptions) -> None:
        said = json.loads((folder / LABELS).read_text(encoding="utf-8"))
        self.labels: dict[str, list[str]] = said["labels"]
        self.apart = np.array(said["apart"], np.float32)
        self._session = ort.InferenceSession(str(folder / BRANCH), options, providers=["CPUExecutionProvider"])

    def __call__(self, lower: Floats, mask: NDArray[np.int64], first: NDArray[np.int64]) -> Floats:
        """Scores of all labels, head beside head, then what makes links, for each word of one window, from the lower layers' vectors of
        its pieces.

        `lower` [1, pieces, width], `mask` [1, pieces], `first` [words]: the first piece of each word.
        """
        scores = self._session.run([*self.labels, *links.PARTS], {"lower": lower, "mask": mask})
        return np.concatenate([s[0, first] for s in scores], 1)
