"""What a speech act is about: part of it, and not an event of its own."""

from __future__ import annotations

from truceline.claim import Event
from truceline.language.document import Token
from truceline.reading.candidate import SPEECH, Candidate
from truceline.reading.conditions import condition_of
from truceline.reading.syntax import case, children, universal


def without_contents(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates without those that only tell what another, a speech act, is about, or its condition."""
    ordered = sorted(candidates, key=lambda c: c.trigger.i)
    covered = {i for c in ordered for i in c.covers}
    ordered = [c for c in ordered if c.trigger.i not in covered]
    hidden: set[int] = set()
    for c in ordered:
        if not _plain(c):
            continue  # what only the model, or only a common word, takes for an act of speech hides nothing
        if c.event in SPEECH and c.event is not Event.ACCUSE:
            hidden |= _complement(c.trigger)
        elif c.event is Event.ACCUSE:
            hidden |= {p.i for p in children(c.trigger, "xcomp", "advcl") if _is_same_speech(p, ordered)}
        if c.anchor.i != c.trigger.i:
            hidden.add(c.anchor.i)
        condition = condition_of(c.anchor)
        if condition is not None and universal(condition) == "advcl":
            hidden |= _without_asides(condition)
    return [c for c in ordered if c.trigger.i not in hidden or c.claimed]


def _plain(c: Candidate) -> bool:
    """Whether a word names its event plainly, or commonly and the event head takes it for one."""
    return c.strength >= 1 or (c.strength > 0 and (c.seen is None or c.seen >= LIKELY))


LIKELY = 0.1
"""How likely the event head must take a common word for an event."""


def _is_same_speech(purpose: Token, candidates: list[Candidate]) -> bool:
    """Whether an infinitive says once more what its verb does: "summoned the ambassador to protest"."""
    to = any(m.lower_ == "to" for m in purpose.children)
    return to and any(c.trigger.i == purpose.i and c.event is Event.ACCUSE for c in candidates)


SCENES = frozenset(("in", "at", "after", "during", "amid", "following", "since", "as", "despite", "over"))
"""Prepositions whose noun tells when or why a speech act was made, not what it is about."""


def _complement(word: Token) -> set[int]:
    """Tokens of what a speech act asks, refuses or promises, without clauses that tell more about its words."""
    out: set[int] = set()
    for c in word.children:
        label = universal(c)
        asked = (
            label in ("xcomp", "ccomp")
            or (label in ("obj", "obl") and c.i > word.i)
            or c.dep_ == "nsubj:pass"  # "a halt to the raids was demanded"
            or (label in ("acl", "nmod") and word.pos_ == "NOUN" and not _told_of(c))
            or (label == "advcl" and any(m.lower_ == "to" for m in c.children))
        )
        if asked and not (label == "obl" and case(c) in SCENES):
            out |= _without_asides(c)
    return out


def _told_of(clause: Token) -> bool:
    """ "to lift the curfew imposed in May": what a participle or relative clause tells of a thing has happened."""
    return clause.dep_ == "acl:relcl" or (universal(clause) == "acl" and clause.tag_ == "VBN")


def _without_asides(token: Token) -> set[int]:
    out = {token.i}
    for c in token.children:
        if _told_of(c) or universal(c) in ("advcl", "parataxis", "appos"):
            continue
        if universal(c) == "obl" and case(c) in ("after", "following", "since", "amid", "over", "despite"):
            continue
        out |= _without_asides(c)
    return out
