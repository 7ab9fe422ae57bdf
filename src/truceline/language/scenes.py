"""In which states the places of a report lie, and which states only mediate: what tells whose "the police" are."""

from __future__ import annotations

from collections import Counter

from truceline import gazetteer
from truceline.language.columns import Table, listed

SCENE = 0.3
"""What one mention of a place says for the report's being about its state."""
ALONE = 1.0
"""What it says where the report names no state at all."""
_LOCATIVES = ("in", "at", "near", "outside", "inside", "around")


def scenes(table: Table, known: dict[str, str]) -> Counter[str]:
    """How much the places that a report names speak for each state: of `known` ones, else of any where it names none."""
    by_code = {c.iso2: c.name for c in gazetteer.countries()}
    hints = tuple(code for code, name in by_code.items() if name in known.values())
    found: Counter[str] = Counter()
    for place in _places(table):
        if gazetteer.country_of_metonym(place) or gazetteer.country_named(place):
            continue
        name = by_code.get(gazetteer.place_country(place, hints) or "", "")
        if name and (name in known.values() or not known):
            found[name] += SCENE if known else ALONE
    return found


def _places(table: Table) -> list[str]:
    """The names of places: entities of that kind, and what follows a preposition of place."""
    ents = table.doc.ents
    inside = {i for e in ents for i in range(e.start, e.end)}
    bare = [
        t
        for i, t in enumerate(table.text)
        if table.pos[i] == "PROPN" and i not in inside and table.case(i) in _LOCATIVES
    ]
    return [e.text for e in ents if e.label_ in ("GPE", "LOC", "FAC")] + bare


def is_there(table: Table, i: int) -> bool:
    """Whether a name tells only where something is ("in Kabul"), and does not stand for whoever rules there."""
    return table.case(i) in _LOCATIVES


def mediates(table: Table, i: int) -> bool:
    """Whether the owner or bearer of a name is told to mediate between others: no report is about him for that."""
    for _ in range(6):
        if table.lemma[i] in listed("mediating"):
            return True
        head = table.head[i]
        if head == i:
            return False
        if table.dep[i] == "nsubj":
            part = [head, *(c for c in table.children[head] if table.dep[c] in ("obj", "xcomp"))]
            part += [c for p in part[1:] for c in table.children[p] if table.dep[c] == "nmod"]
            return any(table.lemma[p] in listed("mediating") for p in part)
        if table.pos[head] in ("VERB", "AUX"):
            return False
        i = head
    return False
