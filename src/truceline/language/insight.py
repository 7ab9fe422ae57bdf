"""What the shipped model knows of a text beyond its tree: events, statuses and attribution, as probabilities.

Reading works without it, on the rules alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass
class Insight:
    """Probabilities per token of a document, from the model's own heads; rows of white-space tokens are zero.

    `event` [tokens, labels["event"]] with "O" first, `status` and `mode` likewise ("COERCE.arrest"); `spans` per attribution layer
    (source, cue, content) the probability of being inside [tokens] and of beginning one [tokens].
    """

    labels: dict[str, list[str]]
    event: Floats
    status: Floats
    mode: Floats
    inside: dict[str, Floats]
    begins: dict[str, Floats]

    @property
    def event_labels(self) -> list[str]:
        """The types of events that `event` knows, "O" (none) first."""
        return self.labels["event"]

    def mode_of(self, token: int, event: str) -> str | None:
        """The mode that an event of this type at a token has most likely; None when it has none."""
        names = self.labels["mode"]
        own = [i for i, name in enumerate(names) if name == names[0] or name.startswith(f"{event}.")]
        best = max(own, key=lambda i: float(self.mode[token, i]))
        return names[best].partition(".")[2] or None

    @cached_property
    def likeliest(self) -> list[tuple[str, float]]:
        """For each token the type of event that it names most likely, and how likely it names one at all."""
        best = (self.event[:, 1:].argmax(1) + 1).tolist()
        some = (1.0 - self.event[:, 0]).tolist()
        return [(self.event_labels[k], p) for k, p in zip(best, some, strict=True)]
