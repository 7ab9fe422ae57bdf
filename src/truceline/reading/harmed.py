"""Whom a word of harm harms: where the grammar of the word puts them (object, passive subject, complement)."""

from __future__ import annotations

from truceline.language.document import Token
from truceline.reading.harm import words
from truceline.reading.headcount import number_at
from truceline.reading.syntax import children, first_conjunct, is_passive, obliques, universal


def harmed_by(token: Token) -> Token | None:
    """The noun for those whom a harm word harms."""
    label, lower = universal(token), token.lower_
    if lower in words("dead_words") or (lower in words("injured_words") and token.pos_ != "VERB"):
        return _in_state(token)
    if token.pos_ in ("NOUN", "PROPN"):
        inner = obliques(token, "of")
        return token if number_at(token) else (inner[0] if inner else None)
    lemma = token.lemma_.lower()
    if lemma in words("die_verbs") and not (lemma in words("kill_verbs") and children(token, "obj")):
        return who_is_harmed(token) or (_modified(token) if label == "acl" else None)
    if is_passive(token) or any(c.dep_ == "nsubj:pass" for c in token.children):
        return who_is_harmed(token) or (_modified(token) if label == "acl" else None)
    found = children(token, "obj")
    if found:
        return found[0]
    if label in ("conj", "xcomp") and token.head.pos_ in ("VERB", "AUX", "ADJ") and _is_elliptic(token):
        return who_is_harmed(token)
    return None


def _modified(participle: Token) -> Token:
    """The noun that a participle tells of: a whole list where its first member is counted ("95 civilians and 20 soldiers killed")."""
    first = first_conjunct(participle.head)
    return first if number_at(first) is not None else participle.head


def _is_elliptic(token: Token) -> bool:
    """Whether a participle goes on a passive ("were killed and more than 400 wounded")."""
    return any(universal(c) in ("nsubj", "nummod") for c in token.children)


def who_is_harmed(token: Token) -> Token | None:
    """The subject of a predicate, its own or the one shared with the predicate it is coordinated with."""
    own = children(token, "nsubj")
    if own:
        return _antecedent(own[0], token)
    if universal(token) == "conj" and token.head.pos_ in ("VERB", "AUX", "ADJ"):
        return who_is_harmed(token.head)
    if universal(token) == "xcomp" and is_passive(token) and token.head.pos_ == "VERB":
        # "some 500 are said to have been killed"
        return who_is_harmed(token.head)
    return None


def _antecedent(noun: Token, verb: Token) -> Token:
    """For "who" and "which", the noun that the relative clause modifies."""
    if noun.lower_ in ("who", "which", "that", "whom") and verb.dep_ == "acl:relcl":
        return verb.head
    return noun


def _in_state(token: Token) -> Token | None:
    """Who is dead or wounded: a number on the word itself, the noun it stands with, or what a verb left so."""
    if number_at(token) is not None:
        return token
    own = children(token, "nsubj")
    if own:
        return own[0]
    head = token.head
    if universal(token) in ("amod", "acl", "appos") and head.pos_ in ("NOUN", "PROPN", "NUM"):
        return head
    if head.pos_ in ("VERB", "AUX") and universal(token) in ("xcomp", "obj", "advmod", "compound", "conj", "obl"):
        # "left 12 people dead", "shot dead two men", "three men were shot dead".
        objects = [o for o in children(head, "obj") if o.i != token.i]
        if objects:
            return objects[0]
        if is_passive(head):
            return who_is_harmed(head) or (_modified(head) if universal(head) == "acl" else None)
        return token if universal(token) == "obj" else None
    if universal(token) == "conj":
        return None
    inner = obliques(token, "of")
    return inner[0] if inner else None
