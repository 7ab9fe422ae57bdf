"""One happening told twice in one sentence is one claim: "attacked a convoy, killing five", "died in the attack"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from truceline.claim import Event
from truceline.reading.lexicon import data
from truceline.reading.syntax import case, first_conjunct, is_root, universal

if TYPE_CHECKING:
    from truceline.reading.reader import Draft


@dataclass(frozen=True)
class Merged:
    """A draft, and the other triggers that told the same event."""

    draft: Draft
    also: tuple[Token, ...] = ()


HARM = frozenset(data("casualties.yaml")["harm_lemmas"])


def merge(drafts: list[Draft]) -> list[Merged]:
    """Join the drafts of each sentence that tell of one event."""
    out: list[Merged] = []
    taken: set[int] = set()
    by_trigger = {d.candidate.trigger.i: d for d in drafts}
    for d in drafts:
        other = _told_with(d, by_trigger)
        if other is not None and other.candidate.trigger.i not in taken:
            taken.add(d.candidate.trigger.i)
            by_trigger[other.candidate.trigger.i] = _joined(by_trigger[other.candidate.trigger.i], d)
            out.append(Merged(other, (d.candidate.trigger,)))
    also: dict[int, list[Token]] = {}
    for m in out:
        also.setdefault(m.draft.candidate.trigger.i, []).extend(m.also)
    return [
        Merged(by_trigger[d.candidate.trigger.i], tuple(also.get(d.candidate.trigger.i, ())))
        for d in drafts
        if d.candidate.trigger.i not in taken
    ]


def _joined(kept: Draft, other: Draft) -> Draft:
    """The kept draft, with roles that only the other one tells."""
    return replace(
        kept,
        actors=kept.actors or other.actors,
        recipients=kept.recipients or other.recipients,
        sources=kept.sources or other.sources,
        score=max(kept.score, other.score),
    )


def _told_with(d: Draft, others: dict[int, Draft]) -> Draft | None:
    """The draft that a harm word ("killed", "died") gives the outcome of, if one is in its clause."""
    token = d.candidate.trigger
    if d.candidate.event is not Event.ASSAULT or token.lemma_.lower() not in HARM and token.lower_ != "dead":
        return None
    for c in token.children:
        label = universal(c)
        if label == "nsubj" and (found := _assault(c, others)):
            return found
        if label == "obl" and case(c) in ("in", "during", "by", "from", "after", "amid") and (found := _assault(c, others)):
            return found
        if label == "advcl" and any(m.lower_ in ("when", "after", "as") for m in c.children) and (found := _assault(c, others)):
            return found
    label, head = universal(token), token.head
    if not is_root(token) and label in ("advcl", "conj", "acl", "xcomp", "parataxis"):
        if label == "advcl" and any(universal(m) == "mark" for m in token.children):
            return None
        if found := _assault(first_conjunct(token).head if label == "conj" and False else head, others):
            return found
    return None


def _assault(token: Token, others: dict[int, Draft]) -> Draft | None:
    found = others.get(token.i)
    return found if found is not None and found.candidate.event is Event.ASSAULT else None
