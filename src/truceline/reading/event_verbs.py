"""Verbs that name events, by themselves or with their object."""

from __future__ import annotations

from truceline.claim import Event
from truceline.language import Insight
from truceline.language.document import Token
from truceline.reading.candidate import SPEECH, Candidate
from truceline.reading.endings import ending_by_verb
from truceline.reading.entries import entries, phrase_of
from truceline.reading.event_head import choose
from truceline.reading.lexicon import word_class
from truceline.reading.means import seizure
from truceline.reading.speech import CONVENING, REFUSED_BY_NOT, about, duty, speech_act, talks
from truceline.reading.states import compulsion, detention, responsibility
from truceline.reading.syntax import children, is_root, negated, noun_before, universal


def event_of_verb(verb: Token, insight: Insight | None) -> Candidate | None:
    """The event that a verb names, if any."""
    if told := responsibility(verb) or detention(verb) or ending_by_verb(verb):
        return told
    if verb.lemma_.lower() in word_class("negated_refusals"):
        return Candidate(verb, verb, Event.REJECT, about(verb), 0.5, REFUSED_BY_NOT) if negated(verb) else None
    if gives_words(verb):
        return None
    if made := phrase_of(verb):
        phrase, obj = made
        if obj.lemma_ == "life" and verb.dep_ == "acl:relcl":
            return None  # "an attack in which nine lost their lives": the attack is told by its own word
        if obj.lower_ == "bomber" and phrase.event == "MOBILIZE" and obj.tag_ == "NN":
            return None  # the one who blows himself up, not an aircraft
        # "the truce that they signed": the clause tells the event, its noun only names what it was about.
        trigger = obj if phrase.at_object and obj.i != verb.head.i and obj.lower_ != "one" else verb
        event, mode = Event(phrase.event), phrase.mode
        if event is Event.REJECT and mode is None:
            mode = about(obj)
        covers = tuple(t.i for t in (obj, *children(obj, "compound")) if t.i != trigger.i)
        return Candidate(trigger, verb, event, mode, 1.0, f"{verb.lemma_} + {obj.lemma_}", covers=covers)
    listed = entries(verb)
    if not listed:
        return compulsion(verb) or duty(verb)
    entry = choose(verb, listed, insight)
    event = Event(entry.event)
    by = f"lexicon: {' '.join((verb.lemma_.lower(), *entry.rest))}"
    candidate = Candidate(verb, verb, event, entry.mode, 0.5 if entry.weak else 1.0, by)
    if verb.lemma_.lower() in word_class("taking"):
        return seizure(candidate)
    if event in SPEECH and event is not Event.ACCUSE:
        return speech_act(candidate)
    return talks(candidate) if event is Event.CONSULT else candidate


def gives_words(verb: Token) -> bool:
    """Whether only words are given: "offered no evidence", "gave no reason"."""
    gives = verb.lemma_.lower() in word_class("giving")
    return gives and any(o.lemma_.lower() in word_class("given_words") for o in children(verb, "obj"))


def convenes(verb: Token) -> bool:
    """Whether a participle only tells who held or mediated the talks or agreement before it."""
    if verb.lemma_.lower() not in CONVENING or verb.dep_ not in ("acl", "advcl") or verb.tag_ != "VBN":
        return False
    noun = noun_before(verb)
    while noun is not None:
        if any(e.event in ("CONSULT", "SUPPORT", "CONCEDE", "RETREAT") for e in entries(noun)):
            return True
        noun = noun.head if not is_root(noun) and universal(noun) in ("nmod", "conj", "appos") else None
    return False
