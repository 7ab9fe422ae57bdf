"""One happening told twice in one sentence is one claim: "attacked a convoy, killing five", "died in the attack"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from truceline.claim import Event
from truceline.reading.lexicon import data
from truceline.reading.parties import words
from truceline.reading.syntax import case, is_root, universal

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
    by_trigger = {d.candidate.trigger.i: d for d in drafts}
    into: dict[int, int] = {}
    also: dict[int, list[Token]] = {}
    for d in drafts:
        other = _told_with(d, by_trigger)
        target = _root(other.candidate.trigger.i, into) if other is not None else None
        if target is None or target == d.candidate.trigger.i:
            continue
        into[d.candidate.trigger.i] = target
        by_trigger[target] = _joined(by_trigger[target], d)
        also.setdefault(target, []).extend([d.candidate.trigger, *also.pop(d.candidate.trigger.i, [])])
    kept = (d.candidate.trigger.i for d in drafts if d.candidate.trigger.i not in into)
    return [Merged(by_trigger[i], tuple(also.get(i, ()))) for i in kept]


def _root(i: int, into: dict[int, int]) -> int:
    while i in into:
        i = into[i]
    return i


def _joined(kept: Draft, other: Draft) -> Draft:
    """The kept draft, with roles that only the other one tells."""
    return replace(
        kept,
        actors=kept.actors or other.actors,
        recipients=kept.recipients
        if kept.arguments.actor_by == "two sides"
        else other.recipients
        if other.recipients and _only_things(kept)
        else kept.recipients or other.recipients,
        sources=kept.sources or other.sources,
        score=max(kept.score, other.score),
    )


def _only_things(draft: Draft) -> bool:
    """Whether the target is a place or a thing, so that the people who came to harm say more."""
    return all(
        t.lemma_.lower() in words("things") or t.ent_type_ in ("GPE", "LOC", "FAC") for t in draft.arguments.recipients
    )


def _told_with(d: Draft, others: dict[int, Draft]) -> Draft | None:
    """The draft that a harm word ("killed", "died") gives the outcome of, if one is in its clause."""
    token = d.candidate.trigger
    if d.candidate.event is not Event.ASSAULT or (token.lemma_.lower() not in HARM and token.lower_ != "dead"):
        return None
    for c in token.children:
        label = universal(c)
        if label == "nsubj" and (found := _assault(c, others)):
            return found
        if (
            label == "obl"
            and case(c) in ("in", "during", "by", "from", "after", "amid")
            and (found := _assault(c, others))
        ):
            return found
        if (
            label == "advcl"
            and any(m.lower_ in ("when", "after", "as") for m in c.children)
            and (found := _assault(c, others))
        ):
            return found
    if token.dep_ == "acl:relcl" and any(c.lower_ == "which" for c in token.subtree):
        before = [
            d for i, d in others.items() if token.sent.start <= i < token.i and d.candidate.trigger.pos_ == "NOUN"
        ]
        if before and (found := _assault(before[-1].candidate.trigger, others)):
            return found
    label, head = universal(token), token.head
    if not is_root(token) and label in ("advcl", "conj", "acl", "xcomp", "parataxis"):
        if label == "advcl" and any(universal(m) == "mark" for m in token.children):
            return None
        if found := _assault(head, others):
            return found
    return None


def _assault(token: Token, others: dict[int, Draft]) -> Draft | None:
    found = others.get(token.i)
    return found if found is not None and found.candidate.event is Event.ASSAULT else None
