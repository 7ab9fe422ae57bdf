"""Nouns that name events, and the light verbs that lend them a subject ("carried out an attack")."""

from __future__ import annotations

from dataclasses import replace

from truceline.claim import Event
from truceline.language import Insight
from truceline.language.document import Token
from truceline.reading.candidate import Candidate
from truceline.reading.entries import entries, is_light, is_suffering, written
from truceline.reading.event_head import choose
from truceline.reading.lexicon import Entry, word_class
from truceline.reading.speech import about, talks
from truceline.reading.syntax import case, children, first_conjunct, is_root, noun_before, obliques, universal


def event_of_noun(noun: Token, insight: Insight | None) -> Candidate | None:
    """The event that a noun names, if any."""
    if _is_part_of_name(noun) or is_modifier(noun):
        return None
    if noun.lemma_.lower() == "death" and case(noun) == "to":
        return None  # "hacked to death", "sentenced to death": the verb tells it
    if case(noun) == "of" and noun.head.lemma_.lower() in word_class("truces"):
        return None  # "a cessation of hostilities"
    if noun.lemma_.lower() == "accord" and any(c.lower_ == "own" for c in noun.children):
        return None  # "of its own accord"
    if _is_kept(noun) or _is_mentioned(noun) or _is_told_there(noun) or _is_cause(noun):
        return None
    listed = entries(noun) or _of_modifier(noun)
    if not listed:
        return None
    entry = choose(noun, listed, insight)
    event, mode = Event(entry.event), entry.mode
    if event is Event.PROTEST and case(noun) == "in" and not children(noun, "det"):
        return None  # "on strike in protest at the law"
    if event is Event.ASSAULT and noun.lemma_.lower() == "strike" and _of_labour(noun):
        event, mode = Event.PROTEST, "strike"
    anchor, _ = carrier(noun)
    strength = 0.5 if entry.weak and not (noun.lower_ == "war" and case(noun) == "at") else 1.0
    made = Candidate(noun, anchor, event, mode, strength, f"lexicon: {' '.join((*entry.rest, noun.lemma_.lower()))}")
    if event is Event.CONSULT:
        return talks(made)
    if event is Event.REQUEST:
        return replace(made, mode=about(noun) or "change")
    if event is Event.REJECT and mode is None:
        return replace(made, mode=about(noun))
    return made


def _is_kept(noun: Token) -> bool:
    """ "must keep its promise": one made before."""
    kept = universal(noun) == "obj" and noun.head.lemma_.lower() in word_class("keeping")
    return kept and any(e.event == "AGREE" for e in entries(noun))


def _is_told_there(noun: Token) -> bool:
    """ "told a news conference": nobody meets there but those who report."""
    beside = {c.lower_ for c in children(noun, "compound", "amod")}
    return noun.lemma_.lower() == "conference" and bool(beside & {"news", "press"})


def _is_cause(noun: Token) -> bool:
    """ "met at the request of X": why something else was done."""
    return case(noun) in ("at", "upon") and any(e.event in ("REQUEST", "AGREE") for e in entries(noun))


def _is_mentioned(noun: Token) -> bool:
    """ "two weeks into the ceasefire", "a paper on a truce", "by its truce with the army": what is told of something else."""
    if written(noun) not in word_class("truces") or is_root(noun) or children(noun, "acl"):
        return False
    how, head = case(noun), noun.head
    if universal(noun) == "nmod" and how in ("of", "on", "about", "for", "to"):
        return head.lemma_.lower() in word_class("mentions") and not obliques(noun, "between", "with")
    owned = any(c.dep_ == "nmod:poss" for c in noun.children)
    return how == "into" or (how in ("by", "through", "despite") and owned and universal(noun) == "obl")


def _of_labour(strike: Token) -> bool:
    """Whether a strike is one of workers: "a strike by teachers", "strikes and demonstrations"."""
    beside = [
        *children(strike, "compound", "nmod", "amod"),
        *children(first_conjunct(strike), "conj"),
        first_conjunct(strike),
    ]
    if _stops_life(strike):
        return True
    protests = any(e.event == "PROTEST" and not e.rest for t in beside if t.i != strike.i for e in entries(t))
    return protests or any(t.lemma_.lower() in word_class("labour") for t in beside)


def _stops_life(strike: Token) -> bool:
    """Whether a strike is over something, or shuts what people use: "a strike over pay", "the strike shut roads"."""
    if any(c.lower_ in word_class("from_the_air") for c in children(strike, "compound", "amod")):
        return False
    shuts = universal(strike) == "nsubj" and strike.head.lemma_.lower() in word_class("shutting")
    return (shuts or bool(obliques(strike, "over"))) and not obliques(strike, "on", "against")


def _of_modifier(noun: Token) -> list[Entry]:
    """ "a mediation effort", "the peace bid": an event that its modifier names."""
    if noun.lemma_.lower() not in word_class("undertakings"):
        return []
    return next((found for m in children(noun, "compound") if (found := entries(m))), [])


def _is_part_of_name(noun: Token) -> bool:
    """ "Liberation Front", "Ceasefire Monitoring Committee": the word belongs to a name, not to an event."""
    return noun.pos_ == "PROPN" or (
        noun.ent_type_ in ("ORG", "PERSON", "FAC", "GPE") and noun.text[:1].isupper() and not noun.is_sent_start
    )


def is_modifier(noun: Token) -> bool:
    """ "attack helicopter", "peace talks": the head noun names the event, if any does."""
    return universal(noun) == "compound" and noun.head.pos_ in ("NOUN", "PROPN")


def carrier(noun: Token) -> tuple[Token, str]:
    """The light verb that lends an event noun its subject, and how the noun hangs on it; else the noun itself."""
    node = first_conjunct(noun)
    if is_root(node):
        return noun, ""
    label, head = universal(node), node.head
    if label == "nmod" and case(node) == "of" and head.lemma_.lower() in word_class("measures"):
        return carrier(head)
    for after in children(head, "acl", "advcl"):
        # "died in the attack, conducted by ...": a participle that the parser hung on the verb.
        if is_light(after) and after.tag_ == "VBN" and head.pos_ == "VERB" and noun_before(after) == noun:
            return after, "passive subject"
    if head.pos_ in ("VERB", "AUX") and label in ("obj", "obl", "nsubj", "xcomp"):
        if label == "obj" and (is_light(head) or is_suffering(head)):
            return head, "suffered" if is_suffering(head) else "object"
        if label == "nsubj" and "pass" in node.dep_ and is_light(head):
            return head, "passive subject"
        if label == "obl" and case(node) == "with" and head.lemma_.lower() in word_class("answering"):
            return head, "object"
        if label == "obl" and (is_suffering(head) or is_light(head)) and case(node) in ("under", "in", "to", "into"):
            return head, "suffered" if is_suffering(head) else "object"
    return noun, ""


def carrier_relation(noun: Token) -> str:
    """How an event noun hangs on its light verb: "object", "passive subject", "suffered", or ""."""
    return carrier(noun)[1]
