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

    `event` [tokens, event labels] with "O" first; `status` [tokens, statuses]; `spans` per attribution layer
    (source, cue, content) the probability of being inside [tokens] and of beginning one [tokens].
    """

    event_labels: list[str]
    status_labels: list[str]
    event: Floats
    status: Floats
    inside: dict[str, Floats]
    begins: dict[str, Floats]

    @cached_property
    def likeliest(self) -> list[tuple[str, float]]:
        """For each token the type of event that it names most likely, and how likely it names one at all."""
        best = (self.event[:, 1:].argmax(1) + 1).tolist()
        some = (1.0 - self.event[:, 0]).tolist()
        return [(self.event_labels[k], p) for k, p in zip(best, some, strict=True)]
