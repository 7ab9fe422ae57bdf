"""Where: places that the text says the event took place in, with their countries."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from truceline.claim import Place
from truceline.gazetteer import country_named, place_country
from truceline.reading.parties import Parties, char_span, trim_name
from truceline.reading.syntax import case, conjuncts, obliques, universal

LOCATIVE = (
    "in",
    "at",
    "near",
    "from",
    "across",
    "outside",
    "inside",
    "around",
    "into",
    "on",
    "over",
    "through",
    "along",
    "throughout",
    "towards",
    "toward",
    "to",
    "between",
    "off",
    "within",
    "north of",
    "south of",
)
STATIC = frozenset(
    (
        "in",
        "at",
        "near",
        "across",
        "outside",
        "inside",
        "around",
        "along",
        "throughout",
        "within",
        "on",
        "off",
        "over",
        "into",
        "from",
    )
)


def places_of(
    parties: Parties, trigger: Token, anchor: Token, also: tuple[Token, ...], hints: Sequence[str]
) -> tuple[Place, ...]:
    """Places governed by the event's words through a preposition of place, or named before an event noun."""
    found: list[Place] = []
    for head in dict.fromkeys((trigger, anchor, *also)):
        for noun in _oblique_places(head):
            _enter(parties, noun, hints, found)
        for m in head.children:
            if (
                universal(m) in ("compound", "obl")
                and m.pos_ == "PROPN"
                and m.ent_type_ in ("GPE", "LOC", "FAC")
                and not case(m)
                and place_country(m.text)
            ):
                _enter(parties, m, hints, found)
    return tuple(found)


def _oblique_places(head: Token) -> list[Token]:
    out = []
    for noun in obliques(head):
        if case(noun) in STATIC:
            out += conjuncts(noun)
            out += _oblique_places(noun) if noun.pos_ in ("NOUN", "PROPN") else []
        elif case(noun) == "of" and noun.pos_ == "PROPN":
            out += conjuncts(noun)
        elif case(noun) in ("on", "against", "at"):
            out += _oblique_places(noun)
    for noun in head.children:
        if universal(noun) == "obj" and noun.pos_ in ("NOUN", "PROPN"):
            out += [p for p in obliques(noun, *STATIC) for p in [p, *_oblique_places(p)]]
            if (
                noun.pos_ == "PROPN"
                and noun.ent_type_ in ("GPE", "LOC", "FAC")
                and head.lemma_
                in ("enter", "seize", "capture", "storm", "overrun", "retake", "shell", "bomb", "bombard")
            ):
                out.append(noun)
    return out


def _enter(parties: Parties, noun: Token, hints: Sequence[str], found: list[Place]) -> None:
    doc, ent = parties.doc, parties.ent_of(noun)
    if ent is not None and ent.label_ in ("GPE", "LOC", "FAC"):
        low, high = ent.start, ent.end
    elif noun.pos_ == "PROPN" and noun.ent_type_ not in ("PERSON", "DATE", "NORP", "ORG", "EVENT"):
        low, high = noun.i, noun.i + 1
        for c in noun.children:
            if universal(c) in ("compound", "flat") and c.text[:1].isupper():
                low, high = min(low, c.i), max(high, c.i + 1)
    else:
        return
    while low < high - 1 and doc[low].lower_ == "the":
        low += 1
    span = char_span(doc, low, high)
    name = trim_name(doc.text[slice(*span)])
    if not name or any(name == p.name for p in found):
        return
    country = country_named(name)
    found.append(Place(name=name, span=span, country=country.iso2 if country else place_country(name, hints)))
