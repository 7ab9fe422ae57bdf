"""Links from a word that names an event to the words of who did it and to whom, as the event branch sees them.

For each role a word asks and every word of the report offers; what they have in common, and how far apart they stand, say how
likely the one's party is the other, against nobody's being told. The form of biaffine parsers of semantic graphs (Dozat and
Manning 2018, https://aclanthology.org/P18-2077), over a whole report; learned by training/links.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

ROLES = ("actor", "recipient")
WIDTH = 48
"""How many numbers of an asking and an offering word are compared for each role."""
PARTS = {"asks": len(ROLES) * WIDTH, "offers": len(ROLES) * WIDTH, "nobody": len(ROLES)}
"""What the branch says of each word for links, and in how many numbers."""
STEPS = (-400, -160, -80, -40, -20, -10, -5, -2, 0, 1, 3, 6, 11, 21, 41, 81, 161)
"""Where one step of distance, in words after the event's, ends and the next begins."""


@dataclass(frozen=True)
class Links:
    """Of every word of a text what it asks for and offers in each role [words, roles * width] and how much speaks for nobody
    [words, roles]; how much each step of distance speaks for a word [roles, steps + 1]; the token of each word, in order."""

    asks: Floats
    offers: Floats
    nobody: Floats
    apart: Floats
    token_of_word: NDArray[np.int64]

    def likely(self, trigger: Sequence[int], role: str, most: int | None = None) -> tuple[dict[int, float], float]:
        """How likely each token names the one in a role of the event that some tokens name, likeliest first, and how likely nobody
        is told; `most` bounds the tokens given. Raises ValueError when none of the trigger's tokens is a word.
        """
        number = ROLES.index(role)
        words = np.flatnonzero(np.isin(self.token_of_word, trigger))
        if not len(words):
            raise ValueError(f"no word among the tokens {list(trigger)}")
        own = slice(number * WIDTH, (number + 1) * WIDTH)
        scores = self.offers[:, own] @ self.asks[words, own].mean(0) / np.sqrt(WIDTH)
        far = np.searchsorted(STEPS, np.arange(len(scores)) - words[0], side="left")
        scores = np.append(scores + self.apart[number, far], self.nobody[words, number].mean())
        chances = np.exp(scores - scores.max())
        chances /= chances.sum()
        first = np.argsort(-chances[:-1], kind="stable")[:most]
        return dict(zip(self.token_of_word[first].tolist(), chances[first].tolist(), strict=True)), float(chances[-1])
