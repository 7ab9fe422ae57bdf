"""Truces that stand: "a ceasefire is in force", "the truce took effect at dawn", "the ceasefire is holding"."""

from __future__ import annotations

from functools import cache

from truceline.claim import Event
from truceline.datafiles import load_yaml
from truceline.language.document import Token
from truceline.reading.candidate import Candidate
from truceline.reading.entries import written
from truceline.reading.lexicon import word_class
from truceline.reading.syntax import case, children, obliques, universal


@cache
def _book() -> dict[str, frozenset[str]]:
    return {kind: frozenset(listed) for kind, listed in load_yaml("constructions.yaml")["standing"].items()}


def standing(noun: Token) -> Candidate | None:
    """A truce that is told to be or to come into force, by the clause that it is the subject of."""
    if written(noun) not in word_class("truces") or universal(noun) != "nsubj":
        return None
    head = noun.head
    state = _stands(head) if head.pos_ in ("VERB", "AUX") else _is_in(head)
    return Candidate(noun, head, Event.RETREAT, "ceasefire", 1.0, f"standing: {noun.lemma_.lower()}") if state else None


def _is_in(state: Token) -> bool:
    """ "is in force": a copula with one of the states."""
    return state.lower_ in _book()["states"] and case(state) == "in" and bool(children(state, "cop"))


def _stands(verb: Token) -> bool:
    lemma = verb.lemma_.lower()
    if lemma in _book()["alone"]:
        return True
    states = (*children(verb, "obj"), *obliques(verb, "in", "into"))
    return lemma in _book()["into"] and any(s.lower_ in _book()["states"] for s in states)
