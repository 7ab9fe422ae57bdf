"""With what an attack was made: the PLOVER mode that weapons and those who bear them tell ("jets bombed", "killed by a mine")."""

from __future__ import annotations

from dataclasses import replace

from truceline.claim import Event
from truceline.datafiles import load_yaml
from truceline.language.document import Token
from truceline.reading.candidate import Candidate
from truceline.reading.lexicon import word_class
from truceline.reading.states import is_human
from truceline.reading.subjects import subject
from truceline.reading.syntax import case, children, conjuncts, is_passive, obliques

MEANS: dict[str, str] = {
    word: mode for mode, listed in load_yaml("constructions.yaml")["means"].items() for word in listed
}
AS_TOLD = frozenset((None, "explosives", "heavy-weapons"))
"""Modes that a word of attack tells only roughly, so that aircraft or a bomber's belt in its clause say more."""
PEOPLE = frozenset(("him", "her", "them", "me", "us", "he", "she", "they", "who", "whom"))
"""Pronouns of people."""
TELLING = frozenset(("aerial", "suicide-attack"))


def mode_of_attack(made: Candidate) -> str | None:
    """The mode of an attack by its means; the one told by its own word where that says more."""
    trigger, anchor, told = made.trigger, made.anchor, made.mode
    if trigger.lemma_.lower() in word_class("capturing"):
        return _of_capture(trigger)
    if told == "firearms" and made.covers:
        # "exchanged artillery fire", whether or not the parser joins the two nouns.
        return next((MEANS[w] for i in made.covers if (w := trigger.doc[i - 1].lower_) in MEANS), told)
    if told not in AS_TOLD:
        return told
    if any(c.lower_ in ("himself", "herself", "themselves") for c in anchor.children):
        return "suicide-attack"  # "blew himself up"
    found = [MEANS[w] for t in _beside(trigger, anchor) for w in (t.lower_, t.lemma_.lower()) if w in MEANS]
    if told is None:
        return found[0] if found else None
    return next((m for m in found if m in TELLING), told)


def seizure(candidate: Candidate) -> Candidate:
    """ "seized the border town of Am Zoer": taken by force; "seized two priests": abducted; "seized a cargo": as it is."""
    verb = candidate.trigger
    taken = [subject(verb)] if is_passive(verb) else children(verb, "obj")
    for what in (t for t in taken if t is not None):
        if what.ent_type_ in ("GPE", "LOC") or any(
            n.ent_type_ in ("GPE", "LOC") for n in children(what, "nmod") if case(n) == "of"
        ):
            return replace(candidate, event=Event.ASSAULT, mode="seize")
        if is_human(what) or what.lower_ in PEOPLE or what.lemma_.lower() in word_class("captives"):
            return replace(candidate, event=Event.ASSAULT, mode="abduct")
    return candidate


def more_telling(mode: str | None, other: str | None) -> str | None:
    """The more telling of two modes of one event: the first, unless it says less than the other."""
    return other if other is not None and (mode is None or (mode in AS_TOLD and other in TELLING)) else mode


def _of_capture(trigger: Token) -> str | None:
    """ "captured four soldiers": abducted; "captured the town": seized."""
    if trigger.pos_ != "VERB":
        return None if any(is_human(o) for o in obliques(trigger, "of")) else "seize"
    taken = [subject(trigger)] if is_passive(trigger) else children(trigger, "obj")
    known = [t for t in taken if t is not None]
    return None if not known else "abduct" if any(is_human(t) for t in known) else "seize"


def _beside(trigger: Token, anchor: Token) -> list[Token]:
    """The words that can name the means: modifiers, doer, and what stands with a preposition of means."""
    near = [*children(trigger, "compound", "amod")]
    for word in dict.fromkeys((trigger, anchor)):
        near += [n for o in obliques(word, "with", "by", "from", "in", "using", "of") for n in _with_modifiers(o)]
        near += [
            n
            for c in children(word, "advcl", "acl")
            if c.lower_ == "using"
            for o in children(c, "obj")
            for n in _with_modifiers(o)
        ]
    who = subject(anchor) if anchor.pos_ in ("VERB", "AUX") and not is_passive(anchor) else None
    return near + (_with_modifiers(who) if who is not None and who.i != trigger.i else [])


def _with_modifiers(noun: Token) -> list[Token]:
    return [m for n in conjuncts(noun) for m in (n, *children(n, "compound", "amod"))]
