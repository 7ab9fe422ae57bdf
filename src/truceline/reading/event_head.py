"""What the model's event head says of a word: how likely it names an event, and of what type."""

from __future__ import annotations

from dataclasses import replace

from truceline.language import Insight
from truceline.language.document import Token
from truceline.reading.candidate import Candidate
from truceline.reading.lexicon import Entry


def with_head(candidate: Candidate, insight: Insight | None) -> Candidate:
    """Add what the event head says, and let it choose where the lexicon's word is ambiguous."""
    if insight is None:
        return candidate
    row = insight.event[candidate.trigger.i]
    labels = insight.event_labels
    here = float(row[labels.index(candidate.event.value)])
    return replace(candidate, seen=float(1.0 - row[labels.index("O")]), seen_type=here)


def choose(token: Token, listed: list[Entry], insight: Insight | None) -> Entry:
    """Among several types of one word, the one that the event head prefers, else the plainest."""
    if len(listed) > 1 and insight is not None:
        row = insight.event[token.i]
        if 1.0 - row[insight.event_labels.index("O")] > 0.3:
            return max(listed, key=lambda e: float(row[insight.event_labels.index(e.event)]))
    return min(listed, key=lambda e: e.weak)
