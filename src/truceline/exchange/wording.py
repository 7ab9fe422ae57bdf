"""Rows of other datasets put into words: a report that says what the row says, with the place of every word."""

from __future__ import annotations

from dataclasses import dataclass, field

from truceline.claim import Span

LONGEST = 5_000
"""Longest text taken over from one field, in code points."""


@dataclass
class Wording:
    """A text that grows by parts and knows where each stands."""

    parts: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, words: str) -> Span:
        """Append words, cut at LONGEST, and say where they stand."""
        words = words[:LONGEST]
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        return (start, self.length)

    @property
    def text(self) -> str:
        """All words so far."""
        return "".join(self.parts)
