"""States that the gazetteer knows, and how much each mention tells of where a report is."""

from __future__ import annotations

from truceline import gazetteer
from truceline.language.columns import Table, listed, nouns
from truceline.language.scenes import is_there, mediates

OWNING = 2.0
_OF_PEOPLE = 0.2
"""Weight of a nationality before a person's or a thing's noun ("two Filipino welders"): it tells little of where a report is."""
SEAT = 0.5
"""Weight of a capital or palace that stands for its government."""
_THERE = 0.25
"""Weight of a capital as a place."""
_IN_NAME = 0.7
"""Weight of a state's name within that of a group or body."""
_LEAD = 0.5
"""Weight of being named in the first sentence."""


def known_at(table: Table, i: int, found: dict[str, str], count: dict[str, float]) -> int:
    """Enter the gazetteer's state that begins at a token; how many tokens it takes, 0 for none."""
    text = table.text[i]
    if not text[0].isupper():
        return 0
    for width in (w for w in (3, 2) if i + w <= len(table.text)):
        several = " ".join(table.text[i : i + width])
        country = gazetteer.country_named(several)
        if country is not None:
            last = i + len(several.removesuffix(" 's").removesuffix(" ’s").split()) - 1
            weight = _weight_of_name(table, last)
        elif (country := gazetteer.country_of_adjective(several)) is not None:
            weight = _weight_of_adjective(table, i + width - 1)
        if country is not None:
            found[country.name] = country.name
            count[country.name] += weight
            return width
    country = gazetteer.country_named(text)
    if country is not None:
        if _is_part_of_longer(table, i):
            # "Northern Ireland" is not Ireland, "Conakry Guinea" might be.
            return 1
        weight = _weight_of_name(table, i)
    elif (country := gazetteer.country_of_adjective(text)) is not None:
        weight = _weight_of_adjective(table, i)
    elif table.pos[i] == "PROPN" and (country := gazetteer.country_of_metonym(text)) is not None:
        weight = _THERE if is_there(table, i) else SEAT
    if country is None:
        return 0
    found[country.name] = country.name
    count[country.name] += weight
    return 1


def _weight_of_name(table: Table, i: int) -> float:
    """How much a state's name tells of where a report is: its army most, its mediation little."""
    if mediates(table, i):
        return _OF_PEOPLE
    if _has_forces(table, i):
        return OWNING
    return _IN_NAME if _is_in_longer(table, i) else 1.0 + _LEAD * (table.sentence[i] == 0)


def _is_in_longer(table: Table, i: int) -> bool:
    """Whether a state's name is part of the name of a body ("Tehrik-i-Taliban Pakistan")."""
    return any(e.label_ == "ORG" and len(e) > 1 and e.start <= i < e.end for e in table.doc.ents)


def _weight_of_adjective(table: Table, i: int) -> float:
    """How much a nationality tells of where a report is: its army much, its citizens little."""
    return OWNING if _has_forces(table, i) and not mediates(table, i) else _OF_PEOPLE


def _has_forces(table: Table, i: int) -> bool:
    """Whether a word tells whose a government, an army or a police is ("Myanmar's military", "the Ugandan army")."""
    owner = table.dep[i] in ("amod", "compound") or (table.dep[i] == "nmod" and table.case(i) in ("of", "'s"))
    return owner and bool(nouns().of(table.lemma[table.head[i]]) & {"government", "troops", "police"})


def _is_part_of_longer(table: Table, i: int) -> bool:
    return i > 0 and table.lower[i - 1] in listed("directions") and table.text[i - 1][0].isupper()
