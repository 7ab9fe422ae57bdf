"""What the shipped model knows of a text beyond its tree: events, statuses, roles and attribution, as probabilities.

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
    roles: list[str]
    _role_blocks: list[tuple[int, int, Floats]]
    _word_of_token: NDArray[np.int64]

    @cached_property
    def likeliest(self) -> list[tuple[str, float]]:
        """For each token the event label for which most speaks, and its probability."""
        best = self.event.argmax(1).tolist()
        return [(self.event_labels[k], p) for k, p in zip(best, self.event.max(1).tolist(), strict=True)]

    def role(self, name: str, trigger: int, token: int) -> float:
        """Probability that a token fills a role ("actor", "recipient", "source") of the event at a trigger token."""
        t, w = int(self._word_of_token[trigger]), int(self._word_of_token[token])
        for start, end, block in self._role_blocks:
            if start <= t < end:
                if not start <= w < end:
                    return 0.0
                return float(1.0 / (1.0 + np.exp(-block[self.roles.index(name), t - start, w - start])))
        return 0.0
