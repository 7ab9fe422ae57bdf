"""The words that state a condition on an event: "if the army withdraws", "on condition that", "once it is signed"."""

from __future__ import annotations

from truceline.language.document import Token
from truceline.reading.modality import words
from truceline.reading.syntax import (
    children,
    is_root,
    obliques,
    universal,
)


def condition_of(anchor: Token) -> Token | None:
    """The head of the words that state a condition on the event that `anchor` carries, if any."""
    node = anchor
    for _ in range(3):
        if (found := _condition_at(node)) is not None:
            return found
        if universal(node) in ("xcomp", "ccomp", "obj") and not is_root(node):
            node = node.head
        else:
            break
    return _condition_on_content(anchor) if anchor.lemma_.lower() in words("conditional_acts") else None


def _condition_on_content(verb: Token) -> Token | None:
    """The condition on what is offered or threatened ("offered to leave if the army stopped")."""
    for c in children(verb, "xcomp", "ccomp"):
        if (found := _condition_at(c, strict=True) or _condition_on_content(c)) is not None:
            return found
    return None


def _condition_at(node: Token, *, strict: bool = False) -> Token | None:
    """The head of a condition that depends on one word; `strict`: by its own marker, not by the tense around it."""
    for c in children(node, "advcl"):
        marks = [m.lower_ for m in children(c, "mark", "advmod") if m.i < c.i]
        text = " ".join(marks)
        if any(text.startswith(w) for w in words("strict_markers")) or c.lower_ in ("provided", "providing"):
            return c
        if _is_inverted(c):
            return c
        opened = not strict and marks and marks[0] in ("once", "until", "when", "after", "as") and _not_past(node)
        if opened and c.tag_ == "VBD" and any(a.lower_ in words("future_modals") for a in children(node, "aux")):
            continue  # "will halt its campaign, months after it abandoned a truce"
        if opened and (marks[0] != "as" or "soon" in {t.lower_ for t in c.doc[c.left_edge.i : c.i]}):
            return c
    for c in obliques(node, "on condition", "pending"):
        return c
    for c in obliques(node, "on", "under"):
        if c.lemma_.lower() in ("condition", "proviso", "understanding", "term"):
            return c
    for c in obliques(node, "in"):
        if c.lemma_.lower() in ("event", "case") and not _is_lawsuit(c):
            return c
    for c in children(node, "advmod"):
        if not strict and c.lower_ in ("afterward", "afterwards") and _not_past(node):
            return c
    return None


def _is_lawsuit(case_noun: Token) -> bool:
    """Whether a case is one before a court or of an affair: "summoned him in the case of the attack", "in that case"."""
    if case_noun.lemma_.lower() != "case":
        return False
    known = any(c.lower_ in ("the", "this", "his", "her", "their") for c in case_noun.children)
    return known or any(universal(c) in ("amod", "compound") for c in case_noun.children)


def _is_inverted(clause: Token) -> bool:
    """ "Should he come to harm", "were they to attack", "had they stopped": a condition by word order alone."""
    subjects = children(clause, "nsubj")
    return bool(subjects) and any(
        c.lower_ in ("should", "were", "had") and c.i < subjects[0].i for c in children(clause, "aux", "cop")
    )


def _not_past(verb: Token) -> bool:
    modals = (words("future_modals"), words("hypothetical_modals"))
    helped = any(c.lower_ in kind for c in children(verb, "aux") for kind in modals)
    return helped or any(c.lower_ == "to" for c in verb.children)
