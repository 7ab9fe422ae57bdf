"""How certain: actual, negated, future or hypothetical as the innermost source tells it, and on what condition.

Rules look at auxiliaries, negation and governing words, as in work on event factuality (Sauri and Pustejovsky 2009,
FactBank); where they find no sign, the model's status head may speak.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from truceline.claim import Status
from truceline.reading.lexicon import data
from truceline.reading.syntax import (
    case,
    children,
    clause_head,
    coordinated_with,
    is_root,
    negated,
    obliques,
    universal,
)


@dataclass(frozen=True)
class Certainty:
    """A status, the token that shows it, and the rule that read it."""

    status: Status
    sign: Token | None
    by: str


@cache
def words(kind: str) -> frozenset[str]:
    """A word class of data/status.yaml."""
    return frozenset(data("status.yaml")[kind])


def certainty(trigger: Token, anchor: Token, *, own_complement: bool = False) -> Certainty:
    """The status of the event at `trigger`; `anchor` is the verb that carries it (itself, or its light verb).

    `own_complement`: the event is a speech act, whose governing verbs say nothing of whether it was made.
    """
    if anchor.i != trigger.i and anchor.lemma_.lower() in words("about_the_known"):
        # "Nobody claimed the bomb", "could verify seven deaths": what is denied or possible is not the event.
        anchor = trigger
    for look in (_denied, _noun_signs, _modal, _scheduled, _happening, _known, _governed, _in_condition):
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


def _modal(trigger: Token, anchor: Token) -> Certainty | None:
    verb = anchor
    for _ in range(3):
        auxiliaries = [c for c in children(verb, "aux") if c.i < verb.i]
        for c in auxiliaries:
            if c.lower_ in words("future_modals"):
                return Certainty(Status.FUTURE, c, "auxiliary")
            if c.lower_ in words("hypothetical_modals"):
                return Certainty(Status.HYPOTHETICAL, c, "auxiliary")
            if c.lemma_ == "go" or (c.lower_ == "to" and universal(verb) == "root"):
                return Certainty(Status.FUTURE, c, "auxiliary")
        if (to_be := _is_to(verb)) is not None:
            return Certainty(Status.FUTURE, to_be, "be to")
        if universal(verb) == "conj" and not auxiliaries and not children(verb, "nsubj"):
            verb = verb.head
        else:
            return None
    return None


def _scheduled(trigger: Token, anchor: Token) -> Certainty | None:
    """ "The president, who leaves office in August", "the two sides meet on Friday": the present of what is on the calendar."""
    return Certainty(Status.FUTURE, anchor, "present of a schedule") if is_scheduled(anchor) else None


def is_scheduled(verb: Token) -> bool:
    """Whether a verb of coming and going stands in the plain present with a day or month that it has."""
    if verb.tag_ not in ("VBZ", "VBP") or verb.lemma_.lower() not in words("scheduled") or children(verb, "aux"):
        return False
    dated = [o for o in children(verb, "obl") if o.ent_type_ == "DATE" and o.pos_ in ("PROPN", "NUM")]
    return any(
        case(o) in ("in", "on", "") and not any(c.lower_ in ("last", "every") for c in o.children) for o in dated
    )


def _is_to(verb: Token) -> Token | None:
    """The form of "be" in "troops are to leave"; not in "were they to leave"."""
    to = next((c for c in children(verb, "mark") if c.lower_ == "to"), None)
    be = next((c for c in children(verb, "aux", "cop") if c.lower_ in ("is", "are", "was", "were")), None)
    asked = any(be is not None and be.i < c.i < verb.i for c in children(verb, "nsubj"))
    if verb.lemma_ == "blame":
        return None  # "he is to blame" says what is, not what is to come
    return be if to is not None and be is not None and be.i < to.i and not asked else None


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
            _modal(verb, verb)
            or _scheduled(verb, verb)
            or (Certainty(Status.NEGATED, verb, "negation") if negated(verb) else None)
        )
    return None


def takes_place(noun: Token) -> bool:
    """Whether a noun names talks that the main verb of a sentence says will go on or begin."""
    if noun.pos_ != "NOUN" or universal(noun) != "nsubj" or not is_root(noun.head):
        return False
    helpers = {c.lower_ for c in children(noun.head, "aux")}
    ahead = bool(helpers & words("future_modals")) or _is_to(noun.head) is not None
    return ahead and noun.head.lemma_.lower() in words("happening")


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


def _first(token: Token) -> Token:
    """The first member of the coordination that a token really stands in."""
    while universal(token) == "conj" and not is_root(token):
        token = coordinated_with(token) if token.pos_ == "VERB" else token.head
    return token


def _governed(trigger: Token, anchor: Token) -> Certainty | None:
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
            modal = _modal(head, head) if head.pos_ in ("VERB", "AUX", "NOUN", "ADJ") else None
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
    modals = words("future_modals") | words("hypothetical_modals")
    return any(c.lower_ in modals for c in children(verb, "aux")) or any(c.lower_ == "to" for c in verb.children)
