"""What the model's event head says of a word: how likely it names an event, and of what type."""

from __future__ import annotations

from dataclasses import replace

from truceline.claim import Event
from truceline.language import Insight
from truceline.language.document import Token
from truceline.reading.candidate import Candidate
from truceline.reading.lexicon import Entry
from truceline.reading.syntax import negated


def with_head(candidate: Candidate, insight: Insight | None) -> Candidate:
    """Add what the event head says; where it is sure of another type than the lexicon's word has, its type stands."""
    if insight is None:
        return candidate
    row, labels = insight.event[candidate.trigger.i], insight.event_labels
    best, _ = insight.likeliest[candidate.trigger.i]
    here, other = float(row[labels.index(candidate.event.value)]), float(row[labels.index(best)])
    plain = candidate.by.startswith("lexicon") and not candidate.covers
    if best == Event.REJECT.value and negated(candidate.anchor):
        plain = False  # "will not negotiate": the rules of refusal know it
    if plain and other > max(SURE_OF_TYPE, TIMES_SURER * here):
        by = f"{candidate.by}; type by event head"
        candidate, here = replace(candidate, event=Event(best), mode=None, by=by), other
    return replace(candidate, seen=float(1.0 - row[labels.index("O")]), seen_type=here)


SURE_OF_TYPE, TIMES_SURER = 0.6, 8.0
"""How likely another type must be, and how much likelier than the word's own."""


def choose(token: Token, listed: list[Entry], insight: Insight | None) -> Entry:
    """Among several types of one word, the one that the event head prefers, else the plainest."""
    if len(listed) > 1 and insight is not None:
        row = insight.event[token.i]
        if 1.0 - row[insight.event_labels.index("O")] > 0.3:
            return max(listed, key=lambda e: float(row[insight.event_labels.index(e.event)]))
    return min(listed, key=lambda e: e.weak)
