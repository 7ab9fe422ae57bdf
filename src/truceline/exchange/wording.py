"""Rows of other datasets put into words: a report that says what the row says, with the place of every word."""

from __future__ import annotations

from dataclasses import dataclass, field

from truceline.claim import Place, Span
from truceline.gazetteer import country_named

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


def add_place(words: Wording, before: str, place: str, country: str, *, state_of: str) -> tuple[Place, ...]:
    """Append where it was, as far as that is told; the place of a claim. `state_of` is the country's name by itself."""
    if not (place or country):
        return ()
    words.add(before)
    span = words.add(place or country)
    if place and country:
        words.add(f", {country}")
    state = country_named(state_of)
    return (Place(name=place or country, span=span, country=state.iso2 if state else None),)
