"""What happened: words that name an event, with its PLOVER type and mode.

Two voices are heard. The lexicon and its constructions name events and explain themselves; the model's event head
says for every word how likely it is a trigger, and of what type. Each candidate carries both; `reader` decides.
"""

from __future__ import annotations

from dataclasses import replace

from truceline.claim import Event
from truceline.language import Insight
from truceline.language.document import Document, Token
from truceline.reading.candidate import Candidate
from truceline.reading.endings import ending_by_bond, ending_by_noun, ending_by_state
from truceline.reading.entries import entries
from truceline.reading.event_head import with_head
from truceline.reading.event_nouns import carrier, event_of_noun, is_modifier
from truceline.reading.event_verbs import convenes, event_of_verb, gives_words
from truceline.reading.judging import judgement
from truceline.reading.lexicon import word_class
from truceline.reading.means import mode_of_attack
from truceline.reading.retellings import bare_count, denies, toll
from truceline.reading.roles import is_human
from truceline.reading.speech_contents import without_contents
from truceline.reading.standing import standing
from truceline.reading.states import authorship, readiness, state
from truceline.reading.syntax import case, children, universal
from truceline.reading.telling import Telling

SEEN_ALONE = 0.3
"""Least probability with which the event head alone makes a candidate; the confidence model weighs it further."""
NAMING = frozenset(("VERB", "AUX", "NOUN", "PROPN", "ADJ", "PRON"))
"""Parts of speech that can name an event."""


def find_events(doc: Document, telling: Telling, skip: range | None = None) -> list[Candidate]:
    """Every candidate of a report in text order; tokens in `skip` (the dateline) are left out."""
    insight = doc.insight
    found: dict[int, Candidate] = {}
    asked = _questions(doc)
    for token in doc:
        if token.is_space or token.i in asked or (skip and token.i in skip):
            continue
        for candidate in _at(token, telling, insight):
            known = found.get(candidate.trigger.i)
            if known is None or _weight(candidate) > _weight(known):
                found[candidate.trigger.i] = candidate
    return without_contents(_without_parts(list(found.values())))


def _weight(candidate: Candidate) -> tuple[float, bool]:
    """How much a candidate counts beside another of the same word: a construction says more than its noun alone."""
    return candidate.strength, bool(candidate.covers) or " + " in candidate.by


def _without_parts(candidates: list[Candidate]) -> list[Candidate]:
    """Leave out what only the event head knows, where it is part of what the lexicon names: "*tear* gas", "shot *dead*"."""
    known = {i for c in candidates if c.strength for i in (c.trigger.i, c.anchor.i, *c.covers)}
    return [c for c in candidates if c.strength or not _belongs(c.trigger, known)]


def _belongs(token: Token, known: set[int]) -> bool:
    if token.pos_ == "VERB":
        return (
            universal(token) in ("obj", "xcomp", "compound") and token.i == token.head.i + 1 and token.head.i in known
        )
    return bool({token.i - 1, token.i + 1, token.head.i} & known)


def _questions(doc: Document) -> set[int]:
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
    if token.pos_ == "NUM" and (count := bare_count(token)) is not None:
        return [count]
    if token.pos_ not in NAMING or convenes(token) or _told_by_verb(token):
        return []
    made = judgement(token) or toll(token)
    if made is None and token.pos_ in ("NOUN", "ADJ", "PRON"):
        made = authorship(token)
    if made is None and token.pos_ in ("ADJ", "VERB"):
        made = readiness(token) or ending_by_bond(token)
    noun = token.pos_ in ("NOUN", "PROPN") or _taken_for_verb(token)
    if made is None and not noun and (token.pos_ in ("VERB", "AUX") or token.lower_ == "dead"):
        made = event_of_verb(token, insight)
    elif made is None and noun:
        made = (
            state(token)
            or ending_by_state(token)
            or ending_by_noun(token)
            or standing(token)
            or event_of_noun(token, insight)
        )
    if made is None:
        made = _seen_only(token, insight)
    if made is None:
        return []
    if made.event is Event.ASSAULT:
        made = replace(made, mode=mode_of_attack(made))
    seen = with_head(made, insight)
    if seen.mode is None and insight is not None:
        seen = replace(seen, mode=insight.mode_of(token.i, seen.event.value))
    return [seen]


def _told_by_verb(word: Token) -> bool:
    """ "shot dead": the verb tells it."""
    return word.lower_ == "dead" and any(e.event == "ASSAULT" for e in (entries(word.head) if word.i else ()))


def _taken_for_verb(token: Token) -> bool:
    """ "on strike", "in protest at ...": a noun that the tagger takes for a verb has a preposition all the same."""
    return token.pos_ == "VERB" and token.tag_ != "VBG" and case(token) in ("on", "in", "under", "at")


def _seen_only(token: Token, insight: Insight | None) -> Candidate | None:
    """A trigger that only the event head knows."""
    if insight is None or token.pos_ not in ("VERB", "NOUN") or (token.pos_ == "NOUN" and is_modifier(token)):
        return None
    label, sure = insight.likeliest[token.i]
    if sure < SEEN_ALONE or _only_moves(token) or denies(token) or _tells_the_press(token) or gives_words(token):
        return None
    anchor = carrier(token)[0] if token.pos_ == "NOUN" else token
    return Candidate(token, anchor, Event(label), None, 0.0, "event head")


def _tells_the_press(verb: Token) -> bool:
    """ "declined to comment", "asked not to be named": said to reporters, and no act."""
    return any(c.lemma_.lower() in word_class("of_the_press") for c in children(verb, "xcomp"))


def _only_moves(verb: Token) -> bool:
    """Whether a verb tells how a thing moved ("the bus plunged into a ravine"), and of no one's being hurt by it."""
    moved = [*children(verb, "obj"), *(c for c in children(verb, "nsubj") if c.dep_ == "nsubj:pass")]
    return verb.lemma_.lower() in word_class("motions") and not any(is_human(m) for m in moved)
