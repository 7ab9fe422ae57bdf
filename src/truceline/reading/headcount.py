"""How many people a noun stands for, counted over coordination ("three soldiers and two rebels": 5)."""

from __future__ import annotations

from collections.abc import Iterable

from truceline.claim import Amount
from truceline.language.columns import nouns
from truceline.language.document import Document, Token
from truceline.reading.harm import harm
from truceline.reading.numbers import AmountMention, add, find_amounts
from truceline.reading.syntax import children, obliques, universal

ONE = Amount(low=1, high=1)
_AMOUNTS = "truceline.amounts"
_PEOPLE_QUANTITY = frozenset(("many", "several", "few", "number", "some", "most", "others"))
_PERSONAL = frozenset(("holder", "leader", "human", "people", "attackers"))
_NOBODY = frozenset(("nobody", "none", "no-one", "one"))
_SINGLE = frozenset(("a", "an", "one", "another"))


def amounts(doc: Document) -> dict[int, AmountMention]:
    """The numbers of a Document by the index of each of their tokens; found once and kept with it."""
    known: dict[int, AmountMention] | None = doc.known.get(_AMOUNTS)
    if known is None:
        known = {}
        for a in find_amounts(doc.text):
            span = doc.char_span(*a.span)
            if span is not None:
                known.update(dict.fromkeys(range(span.start, span.end), a))
        doc.known[_AMOUNTS] = known
    return known


def number_of(noun: Token, *, weak: bool = False) -> Amount | None:
    """How many a noun and all that is coordinated with it are; a single person is one, a bare plural is unknown."""
    if noun.lower_ in _NOBODY and _is_none(noun):
        return None
    total: Amount | None = None
    counted: set[AmountMention] = set()
    for part in _parts(noun):
        own = number_at(part)
        if own is not None:
            total = total if own in counted else add(total, own.amount)
            counted.add(own)
        elif _is_single(part) and (not weak or is_person(part)):
            total = add(total, ONE)
        elif total is not None and part.tag_ in ("NNS", "NNPS", ""):
            # "five soldiers and civilians": at least the five.
            total = Amount(low=total.low, high=None)
    return total


def is_person(noun: Token) -> bool:
    """Whether a noun is a word for people."""
    return (
        noun.pos_ == "PRON"
        or noun.ent_type_ == "PERSON"
        or bool(nouns().classes.get(noun.lemma_.lower(), frozenset()) & _PERSONAL)
    )


def _is_none(noun: Token) -> bool:
    return noun.lower_ != "one" or any(c.lower_ == "no" for c in noun.children)


def _parts(noun: Token) -> Iterable[Token]:
    yield noun
    for c in (*noun.children, *_hung_too_low(noun)):
        if universal(c) == "conj" and any(
            harm(noun.doc[i]) or noun.doc[i].lower_ == "not" for i in range(noun.i + 1, c.i)
        ):
            return
        if universal(c) == "conj" and c.pos_ in ("NOUN", "PROPN", "NUM", "PRON", "ADJ"):
            yield from _parts(c)


def _hung_too_low(noun: Token) -> list[Token]:
    """The member of "four soldiers of the corps and a member of the levies", which a parser hangs on the corps."""
    if number_at(noun) is None:
        return []
    bodies = [o for o in obliques(noun, "of") if o.text[:1].isupper()]
    listed = [c for o in bodies for c in children(o, "conj") if c.pos_ == "NOUN"]
    return [c for c in listed if is_person(c) and any(g.lower_ in _SINGLE or g.pos_ == "NUM" for g in c.children)]


def number_at(noun: Token) -> AmountMention | None:
    """The number that a noun carries, or is ("twelve", "dozens of people", "at least 12 soldiers")."""
    known = amounts(noun.doc)
    if noun.i in known:
        return known[noun.i]
    for c in noun.children:
        if c.i < noun.i and universal(c) in ("nummod", "det", "amod", "advmod", "compound", "nmod") and c.i in known:
            return known[c.i]
    if (before := _partitive(noun, known)) is not None:
        return before
    # "a dozen people" with "dozen" as head, or a number under "hundreds" in "hundreds of Taliban".
    if universal(noun) == "nmod" and noun.head.i in known and any(c.lower_ == "of" for c in noun.children):
        return known[noun.head.i]
    return None


def _partitive(noun: Token, known: dict[int, AmountMention]) -> AmountMention | None:
    """The number before "of" before a noun ("two of his bodyguards"), whatever the tree makes of it."""
    i = noun.i - 1
    while i > 0 and noun.doc[i].pos_ in ("DET", "PRON", "ADJ") and noun.i - i < 4:
        i -= 1
    return known.get(i - 1) if i > 0 and noun.doc[i].lower_ == "of" else None


def _is_single(noun: Token) -> bool:
    """Whether a noun phrase stands for one person."""
    if noun.pos_ == "PROPN":
        return noun.ent_type_ in ("PERSON", "") and noun.tag_ != "NNPS"
    if noun.pos_ in ("PRON", "NUM", "DET"):
        return noun.lower_ in ("he", "she", "him", "her", "one", "himself", "herself", "me", "i")
    if noun.pos_ != "NOUN" or noun.lower_ in _PEOPLE_QUANTITY:
        return False
    plural = noun.tag_ == "NNS" if noun.tag_ else noun.lower_ != noun.lemma_.lower()
    determiners = {c.lower_ for c in noun.children if universal(c) in ("det", "nummod")}
    if plural or determiners & {"no", "any", "every", "each", "all"} or noun.lower_ in _COLLECTIVE:
        return False
    return (
        bool(determiners & _SINGLE)
        or bool(determiners & {"the", "this", "that"})
        or any(c.dep_ == "nmod:poss" or universal(c) == "appos" for c in noun.children)
    )


_COLLECTIVE = frozenset(
    [
        "people",
        "police",
        "family",
        "crowd",
        "staff",
        "personnel",
        "population",
        "majority",
        "group",
        "team",
        "unit",
        "convoy",
        "patrol",
        "army",
        "military",
        "militia",
        "crew",
        "civilian-population",
        "village",
        "community",
        "rest",
        "lot",
        "number",
        "dead",
        "wounded",
        "injured",
        "youth",
        "cattle",
    ]
)
