"""The terms ledger: what each side demands, offers, refuses, accepts or makes a condition, in whose words, since when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from truceline.claim import Event
from truceline.incidents import StoredClaim
from truceline.incidents.settings import vocabulary
from truceline.incidents.tolls import speaker
from truceline.processes.process import Side, Step, StepKind, Term, TermKind

_KINDS = {
    StepKind.DEMAND: TermKind.DEMAND,
    StepKind.OFFER: TermKind.OFFER,
    StepKind.REFUSAL: TermKind.REFUSAL,
    StepKind.ACCEPTANCE: TermKind.ACCEPTANCE,
}
_ANSWERS = frozenset((StepKind.ACCEPTANCE, StepKind.REFUSAL, StepKind.IMPLEMENTATION))
_OPEN = frozenset((TermKind.DEMAND, TermKind.OFFER, TermKind.CONDITION))
_DEEDS = frozenset((Event.RETREAT, Event.COOPERATE, Event.AID, Event.COERCE))
_WORD = re.compile(r"[a-z]{4,}")
_STEM = 6
_SHARED = 2
"""An answer shares this many words with what it answers."""


@dataclass(frozen=True)
class Answer:
    """A step that may answer a term: its day, on which sides those stand who take it, and the stems of its words."""

    day: dt.date
    sides: frozenset[str]
    stems: frozenset[str]


def terms_of(steps: Sequence[Step], sides: Iterable[Side], claims: Mapping[str, StoredClaim]) -> tuple[Term, ...]:
    """The lines of the ledger in order of time; each ends with the first answer of the other side that speaks of it."""
    side_of = {party.id: side.id for side in sides for party in side.parties}
    found = [term for step in steps for term in _terms(step, claims)]
    names = frozenset(_stems(" ".join(p.name for side in sides for p in side.parties)))
    answers = [
        Answer(step.start, frozenset(side_of[p] for p in step.by if p in side_of), _stems(step.words))
        for step in steps
        if step.kind in _ANSWERS and not step.planned
    ]
    return tuple(replace(t, until=_answered(t, answers, side_of, names)) for t in found)


def _terms(step: Step, claims: Mapping[str, StoredClaim]) -> Iterable[Term]:
    told = [claims[c] for c in step.claims if c in claims]
    best = next((c for c in told if c.quote == step.words), None)
    if best and step.kind is StepKind.OFFER and best.claim.event in _DEEDS:
        return  # what has been done is no term
    voice = speaker(best) if best else ""
    for party in step.by:
        if kind := _KINDS.get(step.kind):
            yield Term(
                party, kind, step.words, step.condition, step.to, step.start, None, voice, step.incident, step.claims
            )
        if step.condition:
            yield Term(
                party, TermKind.CONDITION, step.condition, None, step.to, step.start, None, voice, step.incident, step.claims
            )  # fmt: skip


def _answered(
    term: Term, answers: Iterable[Answer], side_of: Mapping[str, str], names: frozenset[str]
) -> dt.date | None:
    if term.kind not in _OPEN:
        return None
    own, words = side_of.get(term.party), _stems(term.words) - names
    fitting = (a for a in answers if a.day >= term.since and a.sides - {own} and len(words & a.stems) >= _SHARED)
    return next((a.day for a in fitting), None)


def _stems(words: str) -> frozenset[str]:
    stop = vocabulary().stopwords
    return frozenset(w[:_STEM] for w in _WORD.findall(words.lower()) if w not in stop)
