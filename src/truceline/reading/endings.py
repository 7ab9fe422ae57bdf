"""What is ended: talks put an end to, a truce declared over, an agreement that is a dead letter, disarmament put on hold."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from truceline.claim import Event
from truceline.datafiles import load_yaml
from truceline.language.document import Token
from truceline.reading.candidate import Candidate
from truceline.reading.entries import written
from truceline.reading.subjects import subject
from truceline.reading.syntax import case, children, is_passive, obliques, universal

ENDED = "ended: "
"""How the rules that name an ending begin."""
UNBOUND = f"{ENDED}no longer bound by "


@cache
def _book() -> dict[str, frozenset[str]]:
    return {kind: frozenset(listed) for kind, listed in load_yaml("constructions.yaml")["endings"].items()}


def ending_by_verb(verb: Token) -> Candidate | None:
    """ "declared the truce over", "put an end to the talks", "put its disarmament on hold", "ended the talks"."""
    lemma = verb.lemma_.lower()
    found = None
    if lemma in _book()["declaring"]:
        found = next((o for o in _objects(verb) if _endable(o) and _over_after(o)), None)
    if found is None and lemma in _book()["putting"]:
        found = _put_aside(verb)
    if found is None and lemma in _book()["ending"] and not _by_both(verb):
        found = next((o for o in _objects(verb) if _kind(o) == "talks"), None)
    if found is None:
        return None
    what = _endable(found) or found
    return Candidate(verb, verb, Event.REJECT, _mode(what), 1.0, f"{ENDED}{lemma} {what.lemma_}", covers=(what.i,))


def ending_by_bond(word: Token) -> Candidate | None:
    """ "no longer bound by the truce", "will no longer observe the agreement": who was held by it is so no more."""
    lemma = word.lemma_.lower()
    bound = word.lower_ in _book()["bonds"]
    if not bound and lemma not in _book()["keeping"]:
        return None
    anchor = word.head if bound and universal(word) == "xcomp" else word
    held = [o for w in (word, anchor) for o in obliques(w, "by", "to", "with")]
    held += [] if bound else _objects(word)
    what = next((n for o in held if (n := _endable(o))), None)
    if what is None or _kind(what) == "talks" or not _no_longer(word):
        return None
    return Candidate(word, anchor, Event.REJECT, _mode(what), 1.0, f"{UNBOUND}{what.lemma_}", covers=(what.i,))


def _no_longer(word: Token) -> bool:
    """ "no longer", "no more", "not ... any longer", of a word or of the verb that it is said with ("considers itself bound")."""
    verb = word.head if universal(word) == "xcomp" else word
    said = " ".join(t.lower_ for w in {word, verb} for c in children(w, "advmod") for t in c.subtree)
    return any(more in said for more in ("longer", "more"))


def ending_by_state(noun: Token) -> Candidate | None:
    """ "the truce is over", "the agreement is a dead letter": what is no longer in force."""
    state = noun.head
    if _kind(noun) == "truces" and _is_no_more(noun):
        return Candidate(noun, state, Event.REJECT, _mode(noun), 1.0, f"{ENDED}no {noun.lemma_} any more")
    if not _kind(noun) or universal(noun) != "nsubj" or not children(state, "cop"):
        return None
    closed = _kind(noun) == "talks" and state.lower_ in _book()["closed"]
    if closed or not _is_over(state):
        return None  # talks that are over may have ended well
    return Candidate(noun, state, Event.REJECT, _mode(noun), 1.0, f"{ENDED}{noun.lemma_} is {state.lower_}")


def ending_by_noun(noun: Token) -> Candidate | None:
    """ "The collapse of the ceasefire", "the breakdown of the talks"."""
    if written(noun) not in _book()["ruin"] or case(noun) in (
        "since",
        "after",
        "before",
        "until",
        "following",
        "despite",
    ):
        return None  # "the first meeting since the collapse of the truce"
    what = next((o for o in obliques(noun, "of") if _kind(o)), None)
    if what is None:
        return None
    by = f"{ENDED}{noun.lemma_} of {what.lemma_}"
    return Candidate(noun, noun, Event.REJECT, _mode(what), 1.0, by, covers=(what.i,))


def _is_no_more(noun: Token) -> bool:
    """ "There is no ceasefire any more", "there is no longer a truce"."""
    there = [t for t in noun.head.children if t.dep_ == "expl" or t.lower_ == "there"]
    words = " ".join(t.lower_ for t in noun.sent)
    return bool(there) and any(f" {more}" in words for more in ("any more", "anymore", "any longer", "no longer a"))


def performed(candidate: Candidate, cue: str | None, speaker: str, actors: Iterable[str]) -> bool:
    """Whether who tells of an ending ends it by saying so: who declares it, or one of the sides itself."""
    told = candidate.by.startswith(ENDED) and candidate.trigger.pos_ == "NOUN"
    return told and (cue in _book()["performing"] or speaker in actors)


def _objects(verb: Token) -> list[Token]:
    return children(verb, "nsubj" if is_passive(verb) else "obj")


def _kind(noun: Token) -> str | None:
    """Which kind of peace process a noun names: talks, truces, accords, steps; None for none."""
    word = written(noun)
    return next((kind for kind in ("talks", "truces", "accords", "steps") if word in _book()[kind]), None)


def _endable(noun: Token) -> Token | None:
    """The process that a noun names, or that it is a part of ("the second stage of its disarmament")."""
    return next((n for n in (noun, *obliques(noun, "of")) if _kind(n)), None)


def _mode(noun: Token) -> str | None:
    return {"talks": "meet", "truces": "yield", "steps": "yield"}.get(_kind(noun) or "")


def _over_after(noun: Token) -> bool:
    """Whether "over", "dead" and the like are said of a noun: no preposition, as in "over Easter"."""
    for word in noun.doc[noun.i + 1 : noun.sent.end]:
        if (word.is_punct and word.text not in "()\"'“”‘’") or word.pos_ in ("VERB", "AUX"):
            return False
        if word.lower_ in _book()["over"]:
            after = word.nbor() if word.i + 1 < noun.sent.end else None
            return after is None or after.pos_ not in ("DET", "NOUN", "PROPN", "PRON", "NUM", "ADJ")
    return False


def _is_over(state: Token) -> bool:
    """Whether a predicate says that something is no more: "over", "a dead letter", "in tatters"."""
    if state.lower_ in _book()["over"]:
        return not (state.pos_ == "ADP" and children(state, "obl", "nmod"))
    if state.lower_ in _book()["letters"]:
        return any(c.lower_ in _book()["over"] for c in children(state, "amod", "compound"))
    return case(state) in ("at", "in", "on") and state.lower_ in _book()["states"]


def _put_aside(verb: Token) -> Token | None:
    """What is put an end to, put on hold or brought to an end."""
    for end in children(verb, "obj"):
        if end.lower_ in _book()["ends"]:
            ended = [*obliques(end, "to", "on"), *obliques(verb, "to", "on")]
            return next((o for o in ended if _endable(o)), None)
    into = [o for o in obliques(verb, "on", "to") if o.lower_ in (*_book()["ends"], *_book()["states"])]
    return next((o for o in _objects(verb) if into and _endable(o)), None)


def _by_both(verb: Token) -> bool:
    """ "The two delegations ended the talks": they closed a round, and nobody broke it off."""
    who = subject(verb)
    return who is None or bool(children(who, "conj")) or who.lemma_.lower() in _book()["sides"]
