"""What the shipped model knows of a text beyond its tree: events and attribution, as probabilities.

Reading works without it, on the rules alone.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from truceline.language.links import Links

Floats = NDArray[np.float32]


LIKELY_MODE = 0.4
"""How likely a mode must be to be given; on the train part, by branches that never saw it, none higher does better."""


class Insight:
    """Probabilities per token of a document, from the model's own heads; rows of white-space tokens are zero.

    Made of the `scores` of all heads side by side [words, labels], the head's place and labels in them by its name, the
    token of each word, the number of tokens, and the links between words. What no rule asks for is not worked out.
    """

    def __init__(
        self,
        scores: Floats,
        heads: dict[str, tuple[slice, list[str]]],
        token_of_word: NDArray[np.int64],
        tokens: int,
        links: Links | None = None,
    ) -> None:
        self._scores = scores
        self._heads = heads
        self._token_of_word = token_of_word
        self._tokens = tokens
        self.links = links

    def _probabilities(self, head: str) -> Floats:
        where, labels = self._heads[head]
        out = np.zeros((self._tokens, len(labels)), np.float32)
        if len(self._scores):
            out[self._token_of_word] = softmax(self._scores[:, where])
        return out

    @property
    def event_labels(self) -> list[str]:
        """The types of events, "O" (none) first."""
        return self._heads["event"][1]

    @cached_property
    def event(self) -> Floats:
        """Of each token the probability of naming an event of each type [tokens, event labels]."""
        return self._probabilities("event")

    @cached_property
    def mode(self) -> Floats:
        """Of each token the probability of each mode that its event may have [tokens, modes]."""
        return self._probabilities("mode")

    def mode_of(self, token: int, event: str) -> str | None:
        """The mode that an event of this type at a token has likely enough; None for none."""
        names = self._heads["mode"][1]
        own = [i for i, name in enumerate(names) if not i or name.startswith(f"{event}.")]
        best = max(own, key=lambda i: float(self.mode[token, i]))
        return (names[best].partition(".")[2] or None) if self.mode[token, best] >= LIKELY_MODE else None

    @cached_property
    def likeliest(self) -> list[tuple[str, float]]:
        """For each token the type of event that it names most likely, and how likely it names one at all."""
        best = (self.event[:, 1:].argmax(1) + 1).tolist()
        some = (1.0 - self.event[:, 0]).tolist()
        return [(self.event_labels[k], p) for k, p in zip(best, some, strict=True)]

    def inside(self, layer: str) -> Floats:
        """Of each token the probability of standing inside a span of attribution: source, cue or content."""
        found: Floats = self._probabilities(f"span_{layer}")[:, 1:].sum(1)
        return found

    def begins(self, layer: str) -> Floats:
        """Of each token the probability of beginning such a span."""
        return self._probabilities(f"span_{layer}")[:, 1]


def softmax(x: Floats) -> Floats:
    """Softmax over the last axis."""
    e = np.exp(x - x.max(-1, keepdims=True))
    out: Floats = e / e.sum(-1, keepdims=True)
    return out
