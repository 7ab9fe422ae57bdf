"""What is told in a report on somebody's word, and the chain of sources that any word of it has."""

from __future__ import annotations

from dataclasses import dataclass, field

from truceline.claim import Source


@dataclass
class Attribution:
    """One telling: its sources (outermost first), the tokens told, and the cue that says so."""

    sources: list[Source]
    told: set[int]
    cue: int
    by: str
    confidence: float = 0.9
    verb: str = ""


@dataclass
class Telling:
    """Everything told in a report on somebody's word."""

    attributions: list[Attribution]
    cues: set[int] = field(default_factory=set)
    """Tokens that serve as cue or source and are no events themselves."""
    heard: dict[int, list[Source]] = field(default_factory=dict)
    """By the verb of what somebody did in speaking, the outlet that he said it to."""

    def of(self, token: int) -> list[Attribution]:
        """The attributions that cover a token, outermost first."""
        found = [a for a in self.attributions if token in a.told and a.cue != token]
        return sorted(found, key=lambda a: (sum(a.cue in b.told for b in found), -len(a.told), a.cue))

    def chain(self, token: int) -> tuple[list[Source], list[Attribution]]:
        """The source chain of a token, outermost first, each source once, and the attributions it came from."""
        chain: list[Source] = []
        used = self.of(token)
        for attribution in used:
            for source in attribution.sources:
                if all(source.name != s.name for s in chain):
                    chain.append(source)
        return chain, used
