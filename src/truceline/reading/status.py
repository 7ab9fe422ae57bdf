"""How certain: actual, negated, future or hypothetical as the innermost source tells it, and on what condition.

Rules look at auxiliaries, negation and governing words, as in work on event factuality (Sauri and Pustejovsky 2009,
FactBank); where they find no sign, the model's status head may speak.
"""

from __future__ import annotations

from truceline.claim import Status
from truceline.language.document import Token
from truceline.reading.governors import by_governor
from truceline.reading.modality import Certainty, by_auxiliary, by_schedule, words
from truceline.reading.syntax import (
    case,
    children,
    clause_head,
    is_root,
    negated,
    universal,
)


def certainty(trigger: Token, anchor: Token, *, own_complement: bool = False) -> Certainty:
    """The status of the event at `trigger`; `anchor` is the verb that carries it (itself, or its light verb).

    `own_complement`: the event is a speech act, whose governing verbs say nothing of whether it was made.
    """
    if anchor.i != trigger.i and anchor.lemma_.lower() in words("about_the_known"):
        # "Nobody claimed the bomb", "could verify seven deaths": what is denied or possible is not the event.
        anchor = trigger
    for look in (_denied, _noun_signs, by_auxiliary, by_schedule, _happening, _known, by_governor, _in_condition):
        found = look(trigger, anchor)
        if found is not None:
            asked = own_complement and found.status is Status.HYPOTHETICAL and _lower(found.sign) in words("demanding")
            purpose = own_complement and found.by == "purpose"
            return Certainty(Status.ACTUAL, found.sign, "asked for in saying it") if asked or purpose else found
    return Certainty(Status.ACTUAL, None, "told as fact")


def _lower(token: Token | None) -> str:
    return token.lower_ if token is not None else ""


def _denied(trigger: Token, anchor: Token) -> Certainty | None:
    for token in dict.fromkeys((trigger, anchor)):
        if negated(token):
            return Certainty(Status.NEGATED, token, "negation")
    if universal(trigger) == "acl" and trigger.head.lower_ in ("nobody", "nothing", "none"):
        return Certainty(Status.NEGATED, trigger.head, "negation")  # "there is nobody to talk to"
    for c in anchor.children:
        if universal(c) == "nsubj" and c.lower_ in ("nobody", "none", "neither", "nothing"):
            return Certainty(Status.NEGATED, c, "negation")
        if universal(c) in ("nsubj", "obj") and negated(c) and c.i != trigger.i and c.pos_ == "NOUN":
            return Certainty(Status.NEGATED, c, "negation")
        if universal(c) == "obl" and negated(c) and case(c) == "to" and c.i > anchor.i:
            return Certainty(Status.NEGATED, c, "negation")  # "agreed to no ceasefire"
    return None


def _noun_signs(trigger: Token, anchor: Token) -> Certainty | None:
    for c in trigger.children:
        if universal(c) in ("amod", "det", "compound", "acl"):
            word = c.lower_
            for kind, status in (
                ("negative", Status.NEGATED),
                ("future", Status.FUTURE),
                ("hypothetical", Status.HYPOTHETICAL),
            ):
                if word in words(f"{kind}_adjectives"):
                    if word == "any" and anchor.i == trigger.i:
                        continue
                    return Certainty(status, c, "adjective")
    return None


def _happening(trigger: Token, anchor: Token) -> Certainty | None:
    """What is said of the verb by which an event noun takes place ("talks will resume", "a meeting was planned")."""
    if trigger.pos_ != "NOUN" or is_root(trigger) or trigger.i != anchor.i:
        return None
    verb, label = trigger.head, universal(trigger)
    if verb.pos_ not in ("VERB", "AUX") and not children(verb, "aux"):
        return None  # a tagger may take "will last" for an adjective
    if trigger.dep_ == "nsubj:pass" and verb.lemma_.lower() in words("future_governors"):
        return Certainty(Status.FUTURE, verb, "governing word")
    takes_place = label == "nsubj" and verb.lemma_.lower() in words("happening")
    if takes_place or (label == "obl" and case(trigger) in ("on", "under", "into")):
        return (
            by_auxiliary(verb, verb)
            or by_schedule(verb, verb)
            or (Certainty(Status.NEGATED, verb, "negation") if negated(verb) else None)
        )
    return None


def _known(trigger: Token, anchor: Token) -> Certainty | None:
    """An event spoken of as known ("the curfew imposed in March"), whatever is demanded or feared of it."""
    if trigger.pos_ != "NOUN" or trigger.i != anchor.i:
        return None
    if not any(c.lower_ == "the" or c.dep_ == "nmod:poss" for c in children(trigger, "det", "nmod")):
        return None
    for c in children(trigger, "acl"):
        past = c.tag_ == "VBD" or (c.tag_ == "VBN" and not any(m.tag_ == "MD" for m in c.children))
        if past:
            return Certainty(Status.ACTUAL, c, "told as known")
    return None


def _in_condition(trigger: Token, anchor: Token) -> Certainty | None:
    node = clause_head(anchor)
    for _ in range(3):
        if node.dep_ == "acl:relcl" and node.tag_ == "VBD":
            return None  # "if they free the people whom they arrested": these were
        if universal(node) == "advcl":
            mark = " ".join(m.lower_ for m in children(node, "mark", "advmod") if m.i < node.i)
            if any(
                mark.startswith(w) or mark == w
                for w in ("if", "unless", "provided", "whether", "lest", "until", "in case", "once")
            ):
                if mark == "until" and anchor.tag_ in ("VBD", "VBN"):
                    return None
                return Certainty(Status.HYPOTHETICAL, node, "inside a condition")
        if universal(node) == "ccomp" and any(m.lower_ in ("whether", "if") for m in children(node, "mark")):
            return Certainty(Status.HYPOTHETICAL, node, "whether")
        if is_root(node):
            return None
        node = clause_head(node.head)
    return None
