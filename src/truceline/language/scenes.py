"""In which states the places of a report lie, and which states only mediate: what tells whose "the police" are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from truceline import gazetteer
from truceline.language.columns import Table, listed

_LOCATIVES = ("in", "at", "near", "outside", "inside", "around")


def places_told(table: Table, known: dict[str, str]) -> Iterator[tuple[str, str, int]]:
    """The states in which the report's places lie, with the kind of evidence and its count: of `known` states, and of any where all are real."""
    by_code = {c.iso2: c.name for c in gazetteer.countries()}
    real = set(by_code.values())
    hints = tuple(code for code, name in by_code.items() if name in known.values())
    anywhere = all(name in real for name in known.values())
    found: Counter[tuple[str, str]] = Counter()
    seen: set[str] = set()
    for place, opens in _places(table):
        if gazetteer.country_of_metonym(place) or gazetteer.country_named(place):
            continue
        name = by_code.get(gazetteer.place_country(place, hints) or "", "")
        if name and (name in known.values() or anywhere):
            found[name, "place"] += place not in seen
            found[name, "place opens"] += opens
            seen.add(place)
    return ((name, kind, n) for (name, kind), n in found.items() if n)


def _places(table: Table) -> Iterator[tuple[str, bool]]:
    """The names of places, each with whether it opens the report: entities, and what follows a preposition of place."""
    inside = {i for e in table.doc.ents for i in range(e.start, e.end)}
    for e in table.doc.ents:
        if e.label_ in ("GPE", "LOC", "FAC"):
            sets = table.case(e.root.i) in _LOCATIVES or (e.start == 0 and table.text[0].isupper())
            yield e.text, sets and table.sentence[e.start] == 0
    for i, text in enumerate(table.text):
        if table.pos[i] == "PROPN" and i not in inside and is_there(table, i):
            yield text, table.sentence[i] == 0


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
