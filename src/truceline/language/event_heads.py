"""The event heads: which words name an event, of what type and status, from what the encoder's upper layers make of them.

One hidden layer over the last four layers of the encoder, which stays as it is: so what is learnt from coded reports
(training/heads.py) leaves tags, trees and names as they were.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

HEADS = "heads.npz"
UPPER = (2, 3, 4, 5)
"""The encoder's layers that the heads see."""


@dataclass(frozen=True)
class EventHeads:
    """Weights of the heads; `events` names the event labels ("O" first), `statuses` the statuses."""

    events: list[str]
    statuses: list[str]
    hidden: tuple[Floats, Floats]
    event: tuple[Floats, Floats]
    status: tuple[Floats, Floats]

    @staticmethod
    def load(path: Path) -> EventHeads:
        """The heads that `save` wrote. Raises OSError, KeyError or ValueError for a file that is none."""
        with np.load(path, allow_pickle=False) as file:
            labels = json.loads(str(file["labels"]))
            layers = {k: (file[f"{k}_weight"], file[f"{k}_bias"]) for k in ("hidden", "event", "status")}
        whole = {k: (w.astype(np.float32), b.astype(np.float32)) for k, (w, b) in layers.items()}
        return EventHeads(labels["event"], labels["status"], whole["hidden"], whole["event"], whole["status"])

    @staticmethod
    def none() -> EventHeads:
        """Heads that know no label, for an encoder without them."""
        nothing = np.zeros((0, 0), np.float32), np.zeros(0, np.float32)
        return EventHeads([], [], nothing, nothing, nothing)

    def save(self, path: Path) -> None:
        """Write the weights in half precision."""
        arrays: dict[str, Any] = {"labels": np.array(json.dumps({"event": self.events, "status": self.statuses}))}
        for name, (weight, bias) in (("hidden", self.hidden), ("event", self.event), ("status", self.status)):
            arrays |= {f"{name}_weight": weight.astype(np.float16), f"{name}_bias": bias.astype(np.float16)}
        np.savez_compressed(path, **arrays)

    def __call__(self, vectors: Floats) -> tuple[Floats, Floats]:
        """Probabilities of event labels and of statuses for each word, from its vectors [words, layers * width]."""
        mean, spread = vectors.mean(1, keepdims=True), vectors.std(1, keepdims=True)
        weight, bias = self.hidden
        inner = np.maximum((vectors - mean) / (spread + 1e-5) @ weight + bias, 0.0)
        return softmax(inner @ self.event[0] + self.event[1]), softmax(inner @ self.status[0] + self.status[1])


def softmax(x: Floats) -> Floats:
    """Softmax over the last axis."""
    e = np.exp(x - x.max(-1, keepdims=True))
    out: Floats = e / e.sum(-1, keepdims=True)
    return out
