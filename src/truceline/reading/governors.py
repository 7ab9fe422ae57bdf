"""Words that govern an event and make it planned, feared or denied: "agreed to", "fears of", "refused to"."""

from __future__ import annotations

from truceline.claim import Status
from truceline.language.document import Token
from truceline.reading.modality import Certainty, by_auxiliary, words
from truceline.reading.syntax import (
    children,
    coordinated_with,
    is_root,
    negated,
    universal,
)


def _first(token: Token) -> Token:
    """The first member of the coordination that a token really stands in."""
    while universal(token) == "conj" and not is_root(token):
        token = coordinated_with(token) if token.pos_ == "VERB" else token.head
    return token


def by_governor(trigger: Token, anchor: Token) -> Certainty | None:
    """What the words above an event in its sentence say of it, up to four of them."""
    node = anchor
    for _ in range(4):
        node = _first(node)
        infinitive = any(c.lower_ == "to" for c in node.children)
        around = [*node.children, *(node.head.children if universal(node) == "xcomp" else ())]
        if infinitive and any(c.lower_ == "yet" for c in around):
            return Certainty(Status.NEGATED, node, "have yet to")
        if is_root(node):
            return None
        label = universal(node)
        head = node.head
        if node.pos_ != "VERB" and head.lemma_.lower() in words("about_the_known"):
            return None
        if infinitive and label == "xcomp" and head.lemma_ == "be" and head.lower_ in ("is", "are", "was", "were"):
            return Certainty(Status.FUTURE, head, "be to")
        if label in ("xcomp", "ccomp", "csubj", "acl", "advcl", "obj", "nmod", "obl", "compound") and (
            found := _governor(head, node, label)
        ):
            return found
        if label == "acl" and head.pos_ == "NOUN" and any(c.lower_ == "no" for c in children(head, "det")):
            return Certainty(Status.NEGATED, head, "negated governor")
        if label == "advcl" and infinitive and node.pos_ == "VERB":
            return Certainty(Status.FUTURE, node, "purpose")
        if label == "acl" and infinitive and node.pos_ == "VERB" and head.pos_ == "NOUN":
            return Certainty(Status.FUTURE, node, "infinitive of a noun")
        if label in ("xcomp", "obj") or (
            label in ("nmod", "compound", "obl") and node.pos_ != "VERB" and head.pos_ == "NOUN"
        ):
            modal = by_auxiliary(head, head) if head.pos_ in ("VERB", "AUX", "NOUN", "ADJ") else None
            if modal:
                return modal
            if negated(head):
                return Certainty(Status.NEGATED, head, "negated governor")
            node = head
        else:
            return None
    return None


def _governor(head: Token, node: Token, label: str) -> Certainty | None:
    lemma = head.lemma_.lower()
    if label in ("nmod", "obl", "advcl", "acl") and not _complement_like(head, node, label):
        return None
    if (
        label == "ccomp"
        and lemma in ("announce", "expect", "agree", "hope", "fear", "warn", "suggest", "decide")
        and lemma not in ("hope", "fear")
    ):
        return None
    if lemma == "call" and label in ("obj", "xcomp") and not any(c.lower_ == "to" for c in node.children):
        # "what it calls an operation" names, and calls for nothing.
        return None
    for kind, status in (
        ("negative", Status.NEGATED),
        ("future", Status.FUTURE),
        ("hypothetical", Status.HYPOTHETICAL),
    ):
        if kind == "negative" and negated(head):
            continue
        if lemma in words(f"{kind}_governors"):
            if (
                label in ("obj", "nmod", "compound", "obl")
                and lemma in ("order", "announce", "discuss", "set", "resolve", "schedule")
                and node.pos_ != "VERB"
                and kind != "negative"
            ):
                return (
                    Certainty(Status.FUTURE, head, "governing word")
                    if lemma in ("order", "schedule", "announce") and kind == "future"
                    else None
                )
            return Certainty(status, head, "governing word")
    return None


def _complement_like(head: Token, node: Token, label: str) -> bool:
    """Whether an oblique or clause completes its governor's meaning ("plans for talks") rather than sets its scene."""
    marks = {c.lower_ for c in node.children if universal(c) in ("case", "mark")}
    if label == "advcl":
        return bool(marks & {"from", "to", "of"})
    if label == "acl":
        return "to" in marks or "of" in marks
    if label == "obl":
        return bool(marks & {"from", "for", "of", "about"})
    return bool(marks & {"of", "for", "on", "against", "to"}) or not marks
