"""The terms ledger: what each side demands, offers, refuses, accepts or makes a condition, in whose words, since when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

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
_WORD = re.compile(r"[a-z]{4,}")
_STEM = 6
_SHARED = 2
"""An answer shares this many words with what it answers."""


def terms_of(steps: Sequence[Step], sides: Iterable[Side], claims: Mapping[str, StoredClaim]) -> tuple[Term, ...]:
    """The lines of the ledger in order of time; each ends with the first answer of the other side that speaks of it."""
    side_of = {party.id: side.id for side in sides for party in side.parties}
    found = [term for step in steps for term in _terms(step, claims)]
    names = frozenset(_stems(" ".join(p.name for side in sides for p in side.parties)))
    return tuple(replace(t, until=_answered(t, steps, side_of, names)) for t in found)


def _terms(step: Step, claims: Mapping[str, StoredClaim]) -> Iterable[Term]:
    told = [claims[c] for c in step.claims if c in claims]
    best = next((c for c in told if c.quote == step.words), None)
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


def _answered(term: Term, steps: Sequence[Step], side_of: Mapping[str, str], names: frozenset[str]) -> dt.date | None:
    if term.kind not in _OPEN:
        return None
    own, words = side_of.get(term.party), _stems(term.words) - names
    for step in steps:
        other = any(side_of.get(p) not in (own, None) for p in step.by)
        answers = other and not step.planned and step.kind in _ANSWERS and step.start >= term.since
        if answers and len(words & _stems(step.words)) >= _SHARED:
            return step.start
    return None


def _stems(words: str) -> frozenset[str]:
    stop = vocabulary().stopwords
    return frozenset(w[:_STEM] for w in _WORD.findall(words.lower()) if w not in stop)
