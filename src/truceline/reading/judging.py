"""What is judged by those who speak of it: called a crime, found unacceptable, pronounced a landmark; how they feel about it."""

from __future__ import annotations

from truceline.claim import Event
from truceline.language.document import Token
from truceline.reading.candidate import Candidate
from truceline.reading.lexicon import word_class
from truceline.reading.syntax import children, negated, obliques

BY = "judgement: "
REFLEXIVE = frozenset(("himself", "herself", "itself", "themselves", "myself", "ourselves"))


def judgement(word: Token) -> Candidate | None:
    """ "called the move a farce", "spoke of treason", "the arrests were illegal", "is appalled": blame, or praise."""
    if word.pos_ == "VERB" and word.lemma_.lower() in word_class("judging"):
        return _made(word, _judged_as(word), 1.0)
    if word.lower_ in word_class("blaming_feelings") and _is_felt(word):
        return Candidate(word, word, Event.ACCUSE, "disapprove", 0.5, f"{BY}{word.lower_}")
    if word.lower_ in word_class("thankful_feelings") and _is_felt(word):
        return Candidate(word, word, Event.SUPPORT, None, 0.5, f"{BY}{word.lower_}")
    told = children(word, "cop") and children(word, "nsubj", "csubj", "expl") and not negated(word)
    return _made(word, [word], 0.5) if told else None


def _is_felt(word: Token) -> bool:
    """Whether a word of feeling says how its subject feels."""
    return bool(children(word, "nsubj")) and bool(children(word, "cop", "aux"))


def _judged_as(verb: Token) -> list[Token]:
    """The words that say what a thing is called, described as or spoken of as."""
    if any(o.lower_ in REFLEXIVE for o in children(verb, "obj", "nsubj")):
        return []
    named = [*children(verb, "xcomp", "obj", "ccomp"), *obliques(verb, "as", "of")]
    if verb.lemma_.lower() in ("find", "think"):
        named = children(verb, "xcomp")
    return [n for n in named if n.pos_ in ("NOUN", "ADJ", "VERB", "PROPN")]


def _made(word: Token, names: list[Token], strength: float) -> Candidate | None:
    for name in names:
        around = {t.lemma_.lower() for t in (name, *children(name, "amod", "conj"))} | {name.lower_}
        covers = () if name.i == word.i else (name.i,)
        if around & word_class("blame"):
            return Candidate(word, word, Event.ACCUSE, "disapprove", strength, f"{BY}blame", covers=covers)
        if around & word_class("praise"):
            return Candidate(word, word, Event.SUPPORT, None, strength, f"{BY}praise", covers=covers)
    return None
