"""The names of places: which words make up the name or the description of the place that a noun stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from truceline.datafiles import word_lists
from truceline.gazetteer import country_named, country_of_adjective, place_country
from truceline.language.document import Token
from truceline.reading.parties import Parties
from truceline.reading.syntax import case, children, first_conjunct, noun_phrase, universal

PLACES = ("GPE", "LOC", "FAC")
AT = ("in", "at", "near", "off", "around", "outside", "across", "along")
"""Prepositions behind which a name that nobody knows is a place's."""
BARE = frozenset(("the", "a", "an", "his", "her", "its", "their", "our", "my", "this", "that", "these", "those"))
_AMOUNT = frozenset(("least", "most", "more", "than", "about", "nearly", "almost"))


words = word_lists("placewords.yaml")


@cache
def place_nouns() -> frozenset[str]:
    """Nouns that are places, with a name or without."""
    return words("kinds") | words("sites")


@dataclass(frozen=True)
class Spot:
    """A place in the text: tokens [low, high) that name or describe it."""

    low: int
    high: int
    named: bool


def name_at(parties: Parties, noun: Token) -> Spot | None:
    """The proper name that a noun is, or that its kind stands with ("Khairpat province")."""
    ent = parties.ent_of(noun)
    if case(noun) in AT and (name := _of_two_names(noun)) is not None:
        return name
    if noun.pos_ == "PROPN":
        if ent is not None and ent.label_ in PLACES:
            low = min(ent.start, _capitals(noun)[0])  # "Democratic" may stand before what was taken for the name
            return Spot(low, _over_hyphens(noun, ent.end), True)
        low, high = _capitals(noun)
        if (country_named(noun.doc[low:high].text)) is not None:
            return Spot(low, high, True)
        named_kind = case(noun) == "of" and (noun.head.lemma_.lower() in words("kinds") or _is_of_town(parties, noun))
        named_kind = named_kind or (universal(noun) == "appos" and noun.head.pos_ == "NUM")
        named_kind = named_kind or (high - low > 1 and noun.lower_ in place_nouns())
        plainly = named_kind or (case(noun) in AT and noun.doc[low - 1].lower_ == case(noun))
        plainly = plainly or is_taken(parties, noun)
        return Spot(low, high, True) if plainly and noun.ent_type_ not in ("DATE", "TIME", "NORP") else None
    if noun.lemma_.lower() not in place_nouns():
        return None
    parts = [c for c in _named_by(noun) if c.text[:1].isupper() and country_of_adjective(c.text) is None]
    if not parts or (parts[-1].ent_type_ in ("ORG", "PERSON") and noun.lemma_.lower() not in words("kinds")):
        return None
    inside = parties.ent_of(parts[-1])
    low, high = _capitals(parts[-1])
    if inside is not None and inside.label_ in PLACES:
        low, high = inside.start, inside.end - (inside.end - 1 == noun.i)
    if noun.i == high and noun.lemma_.lower() not in words("kinds") and noun.lower_ not in words("kinds"):
        high += 1  # "Oslo airport" is not all of Oslo; "Khairpat province" is Khairpat
    return Spot(min(low, _start_of_name(parts)), high, True)


def _is_of_town(parties: Parties, noun: Token) -> bool:
    """Whether a name behind "the post of" is the place's and not an owner's ("the camps of the Third Brigade")."""
    ent = parties.ent_of(noun)
    owner = children(noun, "det") or (ent is not None and ent.label_ == "PERSON" and len(ent) > 1)
    return not owner and noun.head.lemma_.lower() in place_nouns() - words("abroad")


def is_taken(parties: Parties, noun: Token) -> bool:
    """Whether a name that nobody knows is a place by what is done to it ("overran Kolambugan"), or by another mention.

    "Attacked X" and "an attack on X" leave open whether X is a place: then the report names it as one elsewhere.
    """
    first = first_conjunct(noun)
    verb = first.head.lemma_.lower()
    done = universal(first) == "obj" or first.dep_ == "nsubj:pass"
    if done and verb in words("of_places_only"):
        return True
    aimed = case(first) in ("on", "against", "of", "to") or (done and verb in words("of_places"))
    if not aimed or any(e.label_ not in PLACES and len(e) > 1 and e.text.endswith(noun.text) for e in parties.ents):
        return False
    return place_country(noun.text) is not None or any(e.label_ in PLACES and e.text == noun.text for e in parties.ents)


def _named_by(noun: Token) -> list[Token]:
    """The words that may name a place of a noun's kind: its own, else the name right beside it ("the river Niger")."""
    capital = noun.lemma_.lower() == "capital"
    # "the Norland capital" is the capital of Norland, and has another name.
    labels = ("flat", "appos") if capital else ("compound", "flat", "appos")
    parts = [c for c in children(noun, *labels) if c.pos_ == "PROPN"]
    # "the region, Amina Diallo, said" is no name of the region.
    if parts := [
        c for c in parts if universal(c) != "appos" or c.ent_type_ != "PERSON" or c.i == 0 or c.nbor(-1).text != ","
    ]:
        return parts
    before, after = noun.doc[max(noun.i - 1, 0) : noun.i], noun.doc[noun.i + 1 : noun.i + 4]
    if capital:
        aside = [t.text == "," for t in after] == [True, False, True] and after[1].pos_ == "PROPN"
        return [after[1]] if aside else []
    for t in before:
        if t.pos_ == "PROPN" and t.head == noun.head and universal(t) == universal(noun):
            return [t]
    return [t for t in after[:1] if t.head == noun and t.ent_type_ in PLACES]


def _start_of_name(parts: Sequence[Token]) -> int:
    """Where a name of several words begins ("Deh Rawud", "Tell-e Bala"): words side by side, hyphens between them."""
    own = {t.i for part in parts for t in part.subtree if t.pos_ == "PROPN" or t.text == "-"}
    low = parts[-1].i
    while low - 1 in own:
        low -= 1
    return low


def name_behind_of(noun: Token) -> Spot | None:
    """The name right behind "the settlement of", where the tree hangs it on another word."""
    doc, low = noun.doc, noun.i + 2
    if low >= len(doc) or doc[low - 1].lower_ != "of" or doc[low].pos_ != "PROPN":
        return None
    return Spot(low, _over_hyphens(doc[low], low + 1), True)


def _of_two_names(noun: Token) -> Spot | None:
    """ "the Line of Control": a common noun with a capital, and what it is of."""
    doc, high = noun.doc, noun.i + 2
    capital = noun.text[:1].isupper() and bool(children(noun, "det")) and noun.lower_ not in words("kinds")
    if not capital or high >= len(doc) or doc[high - 1].lower_ != "of" or not doc[high].text[:1].isupper():
        return None
    while high < len(doc) and doc[high].text[:1].isupper():
        high += 1
    return Spot(_capitals(noun)[0], high, True)


def _over_hyphens(noun: Token, high: int) -> int:
    """The end of a name that goes on over hyphens ("Nahr-e Saraj")."""
    doc = noun.doc
    while high < len(doc) and (doc[high].text == "-" or doc[high - 1].text == "-") and not doc[high - 1].whitespace_:
        high += 1
    while (
        "-" in doc[noun.i : high].text
        and high < len(doc)
        and doc[high].pos_ == "PROPN"
        and doc[high].head.i >= noun.i
        and doc[high].text[:1].isupper()
    ):
        high += 1
    return high


def _capitals(noun: Token) -> tuple[int, int]:
    """The capitalised words that make up the name whose head a noun is."""
    low, high = noun.i, noun.i + 1
    for c in noun.children:
        if universal(c) in ("compound", "flat", "amod", "nummod") and c.text[:1].isupper():
            low, high = min(low, c.i), max(high, c.i + 1)
            low = min([low, *(own.i for own in c.children if universal(own) == "compound" and own.text[:1].isupper())])
    return low, high


def named_before(parties: Parties, noun: Token) -> Spot | None:
    """The name of "the province" where an earlier sentence names one of that kind ("Khairpat province")."""
    known = any(c.lower_ in ("the", "that") for c in children(noun, "det")) and not children(
        noun, "amod", "nmod", "acl"
    )
    if not known or noun.lemma_.lower() not in place_nouns():
        return None
    for earlier in reversed(noun.doc[: noun.i]):
        if earlier.lemma_ == noun.lemma_ and earlier.pos_ in ("NOUN", "PROPN"):
            of = [c for c in children(earlier, "nmod") if case(c) == "of"]
            named = [s for t in (earlier, *of) if (s := name_at(parties, t)) is not None]
            if named:
                return named[0]
            if children(earlier, "amod", "compound"):
                return description(earlier)
    if noun.lemma_.lower() not in words("settled"):
        return None
    before = [e for e in parties.ents if e.end <= noun.i and e.label_ == "GPE" and country_named(e.text) is None]
    return Spot(before[-1].start, before[-1].end, True) if before else None


def description(noun: Token) -> Spot:
    """A place without a name, by its words without article, owner and what comes after it."""
    low, high = noun_phrase(noun)[0], noun.i + 1
    while low < noun.i and _adds_nothing(noun.doc[low]):
        low += 1
    return Spot(low, high, False)


def _adds_nothing(word: Token) -> bool:
    """Whether a word before a place tells nothing of which one it is ("his", "near", "at least")."""
    return word.lower_ in BARE or word.lower_ in _AMOUNT or word.pos_ in ("ADP", "DET", "PRON")
