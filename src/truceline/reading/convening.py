"""Who takes part in talks besides the two who talk: mediators, hosts, guarantors; and talks named in passing."""

from __future__ import annotations

from collections.abc import Iterator

from truceline.language.document import Token
from truceline.reading.lexicon import role_words
from truceline.reading.roles import possessives
from truceline.reading.speech import CONVENING
from truceline.reading.subjects import objects, subject
from truceline.reading.syntax import RELATIVE, case, children, conjuncts, is_passive, obliques, universal


def conveners(noun: Token, anchor: Token) -> list[Token]:
    """Mediators and hosts: "mediated by Y", "with A and B as guarantors", "under Y's mediation"."""
    found = [agent for clause in _participles(noun) for agent in obliques(clause, "by")]
    found += [t for part in _parts(noun) for c in children(part, "acl") for t in _who_convenes(c)]
    for verb in dict.fromkeys(
        (noun, anchor, *children(noun, "acl"), *((noun.head,) if universal(noun) == "nsubj" else ()))
    ):
        found += third_parties(verb)
    return found


def _who_convenes(clause: Token) -> list[Token]:
    """The hosts of "talks which the bishops chaired"."""
    relative = clause.dep_ == "acl:relcl" and clause.lemma_.lower() in CONVENING and not is_passive(clause)
    return [s for s in children(clause, "nsubj") if relative and s.lower_ not in RELATIVE]


def third_parties(verb: Token) -> list[Token]:
    """Those who stand by at a verb or noun of talking: guarantors, inviting and mediating parties."""
    found: list[Token] = []
    # A parser may hang both "with" and "as" on the guarantors of "with A and B as guarantors".
    standing = [o for o in obliques(verb) if _is_third_party(o)]
    if any(c.lower_ == "as" for o in standing for c in children(o, "case")):
        beside = [o for o in obliques(verb) if o not in standing]
        found += [o for o in beside if any(t.lower_ == "with" for t in o.doc[max(0, o.i - 3) : o.i])]
    found += [o for o in obliques(verb, "with") if any(_is_third_party(c) for c in obliques(o, "as"))]
    for noun in obliques(verb, "at", "under", "through", "by", "with", "in"):
        if noun.lemma_.lower() in role_words("watching" if case(noun) == "in" else "auspices"):
            found += [*obliques(noun, "of"), *possessives(noun)][:1]
    if verb.dep_ == "acl:relcl" and case(verb.head) == "under" and verb.head.lemma_.lower() in role_words("auspices"):
        # "It was under his mediation that they met."
        found += possessives(verb.head)[:1]
    return found


def _is_third_party(noun: Token) -> bool:
    """Whether a noun names one who stands by at talks: "mediator", "guarantor"."""
    return noun.lemma_.lower() in role_words("third_parties")


def _participles(noun: Token) -> Iterator[Token]:
    """ "mediated by" after a noun of talking, or after the parties that its phrase names."""
    # "Three days of talks, hosted by Thailand and mediated by Norway".
    whole = [noun.head] if case(noun) == "of" and noun.head.pos_ == "NOUN" else []
    for part in (*_parts(noun), *whole):
        clauses = [c for clause in children(part, "acl") if clause.dep_ != "acl:relcl" for c in conjuncts(clause)]
        yield from (c for c in clauses if c.lemma_.lower() in CONVENING)


def _parts(noun: Token) -> list[Token]:
    """A noun of talking, and the parties that its phrase names."""
    return [noun, *(c for n in children(noun, "nmod") for c in conjuncts(n))]


def talkers(noun: Token) -> list[Token]:
    """Who talks where the talks only frame what was said: "A apologised to B in a telephone call"."""
    if universal(noun) != "obl" or case(noun) not in ("in", "during", "at") or noun.head.pos_ != "VERB":
        return [o for o in obliques(noun, "of") if o.pos_ == "PROPN" or o.ent_type_ == "ORG"]
    verb = noun.head
    who = subject(verb)
    if who is None:
        return []
    named = [o for o in (*objects(verb), *obliques(verb, "to")) if o.ent_type_ in ("PERSON", "ORG", "GPE")]
    return [who, *named[:1]]
