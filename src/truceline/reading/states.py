"""Events told as a state: who is ready to talk, who is in prison, who was behind an attack."""

from __future__ import annotations

from dataclasses import replace

from truceline.claim import Event
from truceline.language.document import Token
from truceline.reading.candidate import Candidate
from truceline.reading.entries import content_of, entries
from truceline.reading.lexicon import states_of, word_class
from truceline.reading.subjects import subject
from truceline.reading.syntax import case, children, is_passive, negated, obliques
from truceline.reading.wording import words


def readiness(word: Token) -> Candidate | None:
    """ "is ready to talk": agreed; "is willing to withdraw": conceded; "is prepared to strike": threatened; "unwilling": refused."""
    lemma = word.lower_
    unready = lemma in word_class("unready")
    if not unready and lemma not in word_class("ready"):
        return None
    purpose = [
        c for c in children(word, "xcomp", "ccomp", "advcl", "csubj") if any(m.lower_ == "to" for m in c.children)
    ]
    if not purpose and not obliques(word, "for", "to"):
        return None
    content = content_of(word)
    if content is None and not purpose:
        return None
    made = Candidate(word, word, Event.AGREE, None, 1.0 if content else 0.5, f"readiness: {lemma}", content=content)
    if unready or negated(word):
        return replace(made, event=Event.REJECT, mode=content if content in ("meet", "yield", "assist") else None)
    if content == "violence":
        return replace(made, event=Event.THREATEN, mode="violence")
    return replace(made, event=Event.CONCEDE) if content == "yield" else made


def state(noun: Token) -> Candidate | None:
    """ "in prison", "behind bars", "on alert", "under fire": what somebody undergoes, told by a noun and its preposition."""
    for known in states_of(noun):
        if case(noun) not in known.cases:
            continue
        carrier = noun if children(noun, "cop") else noun.head
        if carrier.i != noun.i and carrier.lemma_.lower() not in known.verbs:
            continue
        who = subject(carrier)
        if who is None:
            continue
        return Candidate(noun, carrier, known.event, known.mode, 1.0, f"state: {case(noun)} {noun.lower_}")
    return None


def detention(verb: Token) -> Candidate | None:
    """ "are held in the fort", "is holding two welders": people kept against their will; by armed men, abducted."""
    if verb.lemma_.lower() != "hold":
        return None
    held = [subject(verb)] if is_passive(verb) else children(verb, "obj")
    whom = next((h for h in held if h is not None and is_human(h)), None)
    if whom is None or obliques(verb, "up"):
        return None
    armed = any(o.lemma_.lower() in words("fighters") for o in obliques(verb, "by"))
    event, mode = (Event.ASSAULT, "abduct") if armed else (Event.COERCE, "arrest")
    return Candidate(verb, verb, event, mode, 0.5, "people held")


def compulsion(verb: Token) -> Candidate | None:
    """ "were made to break stones", "was forced to sign": what somebody was made to do."""
    acts = [c for c in children(verb, "xcomp") if c.pos_ == "VERB" and any(m.lower_ == "to" for m in c.children)]
    made = verb.lemma_.lower() in word_class("making") and is_passive(verb) and bool(acts)
    who = subject(verb) if made else None
    if who is None or not (is_human(who) or who.pos_ == "PRON"):
        return None
    return Candidate(verb, verb, Event.COERCE, None, 0.5, "compulsion")


def is_human(noun: Token) -> bool:
    """Whether a noun names people: a person by name, a kind of people, a bare number of them."""
    if noun.pos_ == "PROPN":
        return noun.ent_type_ == "PERSON"
    forms = {noun.lower_, noun.lemma_.lower(), noun.lemma_.lower() + "s"}
    kinds = ("people", "military", "police", "fighters", "holders")
    return noun.pos_ == "NUM" or any(forms & words(kind) for kind in kinds)


def responsibility(verb: Token) -> Candidate | None:
    """ "claimed (denied) responsibility for the attack", "took no part in it", "was behind the bombing": the deed, on somebody's word."""
    lemma = verb.lemma_.lower()
    if lemma not in word_class("owning_verbs"):
        return None
    if lemma == "claim" and _by_nobody(verb):
        return None
    for obj in children(verb, "obj"):
        if obj.lemma_.lower() not in word_class("owned_nouns"):
            continue
        deeds = [o for o in [*obliques(obj, "for", "in"), *obliques(verb, "for", "in")] if is_deed(o)]
        if not deeds and verb.dep_ == "acl:relcl" and is_deed(verb.head):
            deeds = [verb.head]
        if not deeds and obj.lemma_.lower() in ("part", "role", "hand"):
            return None
        return _deed(deeds[0] if deeds else verb, verb, f"{lemma} {obj.lemma_.lower()}")
    return None


def _by_nobody(verb: Token) -> bool:
    """ "No group has claimed the attack", "nobody claimed responsibility"."""
    who = subject(verb)
    return negated(verb) or (who is not None and (negated(who) or who.lower_ in ("nobody", "none")))


def authorship(word: Token) -> Candidate | None:
    """ "the group was behind the attack", "is responsible for the bombing": the deed, by the one who is named."""
    responsible = word.lower_ == "responsible"
    if not (responsible or case(word) == "behind") or not children(word, "cop") or subject(word) is None:
        return None
    if responsible:
        deeds = [o for o in obliques(word, "for") if is_deed(o)]
        return replace(_deed(word, word, "responsible for"), claimed=False, covers=(deeds[0].i,)) if deeds else None
    if is_deed(word) or word.lower_ in ("it", "this", "that"):
        return replace(_deed(word, word, "behind"), claimed=False)
    return None


def _deed(deed: Token, anchor: Token, by: str) -> Candidate:
    mode = next((e.mode for e in entries(deed) if e.event == "ASSAULT"), None)
    return Candidate(deed, anchor, Event.ASSAULT, mode, 1.0, by, claimed=True)


def is_deed(noun: Token) -> bool:
    """Whether a noun names violence or force that somebody can own to."""
    return noun.pos_ == "NOUN" and any(e.event in ("ASSAULT", "COERCE", "PROTEST") for e in entries(noun))


__all__ = ["authorship", "compulsion", "detention", "is_deed", "is_human", "readiness", "responsibility", "state"]
