"""The words that state a claim: the clause of its trigger, without those who tell it."""

from __future__ import annotations

from truceline.claim import Span
from truceline.language.document import Document, Token
from truceline.reading.syntax import children, clause_head, universal
from truceline.reading.telling import Telling
from truceline.reading.wording import char_span

ASIDE = frozenset(("parataxis", "conj", "cc", "ccomp", "discourse"))


def clause_tokens(trigger: Token, anchor: Token, telling: Telling, also: tuple[Token, ...] = ()) -> list[int]:
    """Indices of the tokens of the trigger's own clause, and of the clauses of what was merged into it."""
    head = _clause_of(trigger, anchor)
    inside = _collect(head, {trigger.i, anchor.i, *(t.i for t in also)}, telling.cues)
    for token in also:
        inside |= _collect(_clause_of(token, token), {token.i}, telling.cues) if token.i not in inside else set()
    inside |= {t.i for t in trigger.subtree if t.i not in telling.cues and not t.is_space}
    return sorted(inside)


def _clause_of(trigger: Token, anchor: Token) -> Token:
    """The head of the clause that states the event; an event noun far from any verb states it by itself."""
    if anchor.pos_ in ("VERB", "AUX", "ADJ") and anchor.i != trigger.i:
        return anchor
    if trigger.pos_ in ("VERB", "AUX", "ADJ"):
        return trigger
    node = trigger
    for _ in range(2):
        label = universal(node)
        if label in ("nsubj", "obj", "obl") and (node.head.pos_ in ("VERB", "AUX") or children(node.head, "aux")):
            return node.head
        if label in ("nmod", "appos", "compound", "conj"):
            node = node.head
        else:
            break
    return clause_head(trigger) if universal(trigger) in ("root", "ccomp") else trigger


def _collect(token: Token, needed: set[int], cues: set[int]) -> set[int]:
    """The subtree of a clause without coordinated clauses, asides and attributions, unless an event word is inside."""
    kept = [token]
    for head in kept:
        for c in head.children:
            apart = (universal(c) in ASIDE and c.pos_ in ("VERB", "AUX", "CCONJ")) or c.i in cues
            if not c.is_space and not (apart and needed.isdisjoint(t.i for t in c.subtree)):
                kept.append(c)
    return {t.i for t in kept if not t.is_space}


def span_of(doc: Document, clause: list[int], trigger: Token) -> Span:
    """Offsets of a clause's words: the run of the sentence from its first to its last word."""
    sentence = trigger.sent
    inside = [i for i in clause if sentence.start <= i < sentence.end] or [trigger.i]
    low, high = inside[0], inside[-1] + 1
    while high - 1 > trigger.i and doc[high - 1].is_punct:
        high -= 1
    while low < trigger.i and (doc[low].is_punct or universal(doc[low]) in ("cc", "mark")):
        low += 1
    return char_span(doc, low, high)
