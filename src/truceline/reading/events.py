"""What happened: words that name an event, with its PLOVER type and mode.

Two voices are heard. The lexicon and its constructions name events and explain themselves; the model's event head
says for every word how likely it is a trigger, and of what type. Each candidate carries both; `reader` decides.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from truceline.claim import Event
from truceline.language import INSIGHT, Insight
from truceline.reading.candidate import SPEECH, Candidate
from truceline.reading.endings import ending_by_state, ending_by_verb
from truceline.reading.lexicon import Entry, entries, is_light, is_suffering, phrase_of, word_class, written
from truceline.reading.means import mode_of_attack, seizure
from truceline.reading.retellings import toll
from truceline.reading.roles import is_human
from truceline.reading.speech import CONVENING, about, speech_act, talks
from truceline.reading.states import authorship, detention, readiness, responsibility, state
from truceline.reading.status import condition_of
from truceline.reading.syntax import (
    case,
    children,
    first_conjunct,
    is_root,
    noun_before,
    obliques,
    universal,
)
from truceline.reading.telling import Telling

SEEN_ALONE = 0.5
"""Least probability with which the event head alone makes a candidate; the confidence model weighs it further."""


NAMING = frozenset(("VERB", "AUX", "NOUN", "PROPN", "ADJ", "PRON"))
"""Parts of speech that can name an event."""


def find_events(doc: Doc, telling: Telling, skip: range | None = None) -> list[Candidate]:
    """Every candidate of a report in text order; tokens in `skip` (the dateline) are left out."""
    insight: Insight | None = doc.user_data.get(INSIGHT)
    found: dict[int, Candidate] = {}
    asked = _questions(doc)
    for token in doc:
        if token.is_space or token.i in asked or (skip and token.i in skip):
            continue
        for candidate in _at(token, telling, insight):
            known = found.get(candidate.trigger.i)
            if known is None or candidate.strength > known.strength:
                found[candidate.trigger.i] = candidate
    return _without_contents(_without_parts(list(found.values())))


def _without_parts(candidates: list[Candidate]) -> list[Candidate]:
    """Leave out what only the event head knows, where it is part of what the lexicon names: "*tear* gas", "shot *dead*"."""
    known = {i for c in candidates if c.strength for i in (c.trigger.i, c.anchor.i, *c.covers)}
    return [c for c in candidates if c.strength or not _belongs(c.trigger, known)]


def _belongs(token: Token, known: set[int]) -> bool:
    if token.pos_ == "VERB":
        return universal(token) in ("obj", "xcomp") and token.i == token.head.i + 1 and token.head.i in known
    return bool({token.i - 1, token.i + 1, token.head.i} & known)


def _questions(doc: Doc) -> set[int]:
    """Tokens of the main clauses of questions, which tell nothing."""
    out: set[int] = set()
    for mark in doc:
        if mark.text != "?":
            continue
        root = mark.sent.root
        who = children(root, "nsubj")
        if who and any(c.i < who[0].i for c in children(root, "aux", "cop")):
            out |= _main_clause(root)
    return out


def _main_clause(token: Token) -> set[int]:
    below = children(token, "conj", "xcomp", "obj", "obl", "nsubj")
    return {token.i}.union(*(_main_clause(c) for c in below))


def _at(token: Token, telling: Telling, insight: Insight | None) -> list[Candidate]:
    if token.pos_ not in NAMING or _convenes(token):
        return []
    made = authorship(token) if token.pos_ in ("NOUN", "ADJ", "PRON") else None
    if made is None and token.pos_ in ("ADJ", "VERB"):
        made = readiness(token)
    noun = token.pos_ in ("NOUN", "PROPN") or _taken_for_verb(token)
    if made is None and not noun and (token.pos_ in ("VERB", "AUX") or token.lower_ == "dead"):
        made = _verb(token, insight)
    elif made is None and noun:
        made = state(token) or ending_by_state(token) or _noun(token, insight)
    if made is None:
        made = toll(token) or _seen_only(token, insight)
    if made is None:
        return []
    if made.event is Event.ASSAULT:
        made = replace(made, mode=mode_of_attack(made))
    return [_with_head(made, insight)]


def _taken_for_verb(token: Token) -> bool:
    """ "on strike", "in protest at ...": a noun that the tagger takes for a verb has a preposition all the same."""
    return token.pos_ == "VERB" and token.tag_ != "VBG" and case(token) in ("on", "in", "under", "at")


def _with_head(candidate: Candidate, insight: Insight | None) -> Candidate:
    """Add what the event head says, and let it choose where the lexicon's word is ambiguous."""
    if insight is None:
        return candidate
    row = insight.event[candidate.trigger.i]
    labels = insight.event_labels
    here = float(row[labels.index(candidate.event.value)])
    return replace(candidate, seen=float(1.0 - row[labels.index("O")]), seen_type=here)


def _seen_only(token: Token, insight: Insight | None) -> Candidate | None:
    """A trigger that only the event head knows."""
    if insight is None or token.pos_ not in ("VERB", "NOUN") or (token.pos_ == "NOUN" and _is_modifier(token)):
        return None
    row = insight.event[token.i]
    best = int(row.argmax())
    label = insight.event_labels[best]
    if label == "O" or row[best] < SEEN_ALONE or _only_moves(token):
        return None
    anchor = _carrier(token)[0] if token.pos_ == "NOUN" else token
    return Candidate(token, anchor, Event(label), None, 0.0, "event head")


def _only_moves(verb: Token) -> bool:
    """Whether a verb tells how a thing moved ("the bus plunged into a ravine"), and of no one's being hurt by it."""
    moved = [*children(verb, "obj"), *(c for c in children(verb, "nsubj") if c.dep_ == "nsubj:pass")]
    return verb.lemma_.lower() in word_class("motions") and not any(is_human(m) for m in moved)


# Verbs


def _verb(verb: Token, insight: Insight | None) -> Candidate | None:
    if told := responsibility(verb) or detention(verb) or ending_by_verb(verb):
        return told
    if _gives_words(verb):
        return None
    if made := phrase_of(verb):
        phrase, obj = made
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
        return None
    entry = _choose(verb, listed, insight)
    event = Event(entry.event)
    by = f"lexicon: {' '.join((verb.lemma_.lower(), *entry.rest))}"
    candidate = Candidate(verb, verb, event, entry.mode, 0.5 if entry.weak else 1.0, by)
    if verb.lemma_.lower() in word_class("taking"):
        return seizure(candidate)
    if event in SPEECH and event is not Event.ACCUSE:
        return speech_act(candidate)
    return talks(candidate) if event is Event.CONSULT else candidate


def _gives_words(verb: Token) -> bool:
    """Whether only words are given: "offered no evidence", "gave no reason"."""
    given = children(verb, "obj")
    return verb.lemma_.lower() in word_class("giving") and any(
        o.lemma_.lower() in word_class("given_words") for o in given
    )


def _convenes(verb: Token) -> bool:
    """Whether a participle only tells who held or mediated the talks or agreement before it."""
    if verb.lemma_.lower() not in CONVENING or verb.dep_ not in ("acl", "advcl") or verb.tag_ != "VBN":
        return False
    noun = noun_before(verb)
    while noun is not None:
        if any(e.event in ("CONSULT", "SUPPORT", "CONCEDE", "RETREAT") for e in entries(noun)):
            return True
        noun = noun.head if not is_root(noun) and universal(noun) in ("nmod", "conj", "appos") else None
    return False


def _choose(token: Token, listed: list[Entry], insight: Insight | None) -> Entry:
    """Among several types of one word, the one that the event head prefers, else the plainest."""
    if len(listed) > 1 and insight is not None:
        row = insight.event[token.i]
        if 1.0 - row[insight.event_labels.index("O")] > 0.3:
            return max(listed, key=lambda e: float(row[insight.event_labels.index(e.event)]))
    return min(listed, key=lambda e: e.weak)


# Nouns


def _noun(noun: Token, insight: Insight | None) -> Candidate | None:
    if _is_part_of_name(noun) or _is_modifier(noun):
        return None
    if noun.lemma_.lower() == "death" and case(noun) == "to":
        return None  # "hacked to death", "sentenced to death": the verb tells it
    if case(noun) == "of" and noun.head.lemma_.lower() in word_class("truces"):
        return None  # "a cessation of hostilities"
    if _is_kept(noun) or _is_mentioned(noun):
        return None
    listed = entries(noun) or _of_modifier(noun)
    if not listed:
        return None
    entry = _choose(noun, listed, insight)
    event, mode = Event(entry.event), entry.mode
    if event is Event.PROTEST and case(noun) == "in" and not children(noun, "det"):
        return None  # "on strike in protest at the law"
    if event is Event.ASSAULT and noun.lemma_.lower() == "strike" and _of_labour(noun):
        event, mode = Event.PROTEST, "strike"
    anchor, _ = _carrier(noun)
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


def _is_modifier(noun: Token) -> bool:
    """ "attack helicopter", "peace talks": the head noun names the event, if any does."""
    return universal(noun) == "compound" and noun.head.pos_ in ("NOUN", "PROPN")


def _carrier(noun: Token) -> tuple[Token, str]:
    """The light verb that lends an event noun its subject, and how the noun hangs on it; else the noun itself."""
    node = first_conjunct(noun)
    if is_root(node):
        return noun, ""
    label, head = universal(node), node.head
    if label == "nmod" and case(node) == "of" and head.lemma_.lower() in word_class("measures"):
        return _carrier(head)
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
    return _carrier(noun)[1]


# What a speech act is about is part of it, not an event of its own


def _without_contents(candidates: list[Candidate]) -> list[Candidate]:
    ordered = sorted(candidates, key=lambda c: c.trigger.i)
    covered = {i for c in ordered for i in c.covers}
    ordered = [c for c in ordered if c.trigger.i not in covered]
    hidden: set[int] = set()
    for c in ordered:
        if c.event in SPEECH and c.event is not Event.ACCUSE:
            hidden |= _complement(c.trigger)
        elif c.event is Event.ACCUSE:
            hidden |= {p.i for p in children(c.trigger, "xcomp", "advcl") if _is_same_speech(p, ordered)}
        if c.anchor.i != c.trigger.i:
            hidden.add(c.anchor.i)
        condition = condition_of(c.anchor)
        if condition is not None and universal(condition) == "advcl":
            hidden |= _without_asides(condition)
    return [c for c in ordered if c.trigger.i not in hidden or c.claimed]


def _is_same_speech(purpose: Token, candidates: list[Candidate]) -> bool:
    """Whether an infinitive says once more what its verb does: "summoned the ambassador to protest"."""
    to = any(m.lower_ == "to" for m in purpose.children)
    return to and any(c.trigger.i == purpose.i and c.event is Event.ACCUSE for c in candidates)


SCENES = frozenset(("in", "at", "after", "during", "amid", "following", "since", "as", "despite", "over"))
"""Prepositions whose noun tells when or why a speech act was made, not what it is about."""


def _complement(word: Token) -> set[int]:
    """Tokens of what a speech act asks, refuses or promises, without clauses that tell more about its words."""
    out: set[int] = set()
    for c in word.children:
        label = universal(c)
        asked = (
            label in ("xcomp", "ccomp")
            or (label in ("obj", "obl") and c.i > word.i)
            or (label in ("acl", "nmod") and word.pos_ == "NOUN" and not _told_of(c))
            or (label == "advcl" and any(m.lower_ == "to" for m in c.children))
        )
        if asked and not (label == "obl" and case(c) in SCENES):
            out |= _without_asides(c)
    return out


def _told_of(clause: Token) -> bool:
    """ "to lift the curfew imposed in May": what a participle or relative clause tells of a thing has happened."""
    return clause.dep_ == "acl:relcl" or (universal(clause) == "acl" and clause.tag_ == "VBN")


def _without_asides(token: Token) -> set[int]:
    out = {token.i}
    for c in token.children:
        if _told_of(c) or universal(c) in ("advcl", "parataxis", "appos"):
            continue
        if universal(c) == "obl" and case(c) in ("after", "following", "since", "amid", "over", "despite"):
            continue
        out |= _without_asides(c)
    return out


__all__ = ["CONVENING", "Candidate", "carrier_relation", "find_events"]
