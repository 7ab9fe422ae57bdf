"""Which states a report speaks of, and which one it is about.

Those of the gazetteer count (`known_states`), and those that only the text tells of (`unknown_states`).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from truceline import gazetteer
from truceline.language.columns import Table, listed
from truceline.language.home_state import home_of
from truceline.language.known_states import Known
from truceline.language.state_evidence import Evidence, compare, entitle, entitle_unknown, set_places, surest
from truceline.language.statements import parts_of
from truceline.language.states import States, state_key
from truceline.language.unknown_states import Unknown

_OF_STATE = re.compile(
    rf"\bof (?:the )?(?:(?:[A-Z]\w+ )*(?:{'|'.join(sorted(listed('forms_of_states')))}) of (?:the )?)?((?:[^\W\d_a-z][\w’'-]*\s?)+)$"
)
"""The state at the end of the name of its ministry or of itself ("Kingdom of Norzang")."""


def find_states(table: Table, title: str = "", publisher: str = "") -> States:
    """The states that a report names; `title` and `publisher` help to tell which one it is about."""
    found, evidence = told_of(table, title, publisher)
    issuing = issuing_state(publisher, found)
    if issuing:
        found.setdefault(state_key(issuing.split()[-1]), issuing)
    best, scores = home_of(evidence)
    home = issuing or best
    if home and home not in found.values():
        found[state_key(home.split()[-1])] = home
    order = sorted(dict.fromkeys(found.values()), key=lambda n: (n != home, -scores.get(n, 0.0)))
    states = States(found, home, issuing, tuple(order))
    return replace(states, seats=_seats(table, states))


def told_of(table: Table, title: str = "", publisher: str = "") -> tuple[dict[str, str], Evidence]:
    """The names of sure states by their keys, and what speaks for each state's, and each unsure name's, being the report's."""
    known, unknown = Known(), Unknown(table)
    i = 0
    while i < len(table.text):
        width = known.look(table, i)
        if not width and table.text[i][0].isupper():
            unknown.look(i)
        i += width or 1
    names = known.names | unknown.states()
    evidence = known.evidence | unknown.evidence()
    if capital := _dateline(table):
        evidence.setdefault(capital, Counter())["dateline"] += 1
    entitle(evidence, title, names)
    entitle_unknown(evidence, title, "only the title")
    if _is_of_state(publisher):
        entitle_unknown(evidence, publisher, "only the publisher")
    set_places(evidence, table, names)
    evidence = surest(evidence)
    compare(evidence, table.sentence[-1] + 1 if table.sentence else 1)
    return names, evidence


def _seats(table: Table, states: States) -> dict[str, str]:
    """Capitals that the report tells of: "Ostrana, the Orvenian capital", "the capital, Doln", "the capital of Orvenia"."""
    found: dict[str, str] = {}
    for i, lemma in enumerate(table.lemma):
        if lemma != "capital" or table.pos[i] != "NOUN":
            continue
        owner = next((s for c in table.children[i] if (s := states.of_word(table.text[c]))), states.home)
        first = min([i, *(c for c in table.children[i] if table.dep[c] in ("det", "amod", "compound"))])
        before, after = first - 2, i + 2
        set_off = [before] if before >= 0 and table.text[first - 1] == "," else []
        set_off += [after] if table.text[i + 1 : i + 2] == [","] and table.text[i + 3 : i + 4] in ([","], ["."]) else []
        for name in set_off:
            if owner and table.pos[name] == "PROPN" and table.text[name] not in states.names.values():
                found[table.text[name]] = owner
    return found


def _dateline(table: Table) -> str:
    """The country of the place from which a report is sent ("KABUL, March 4 (Agency) - ..."), "" for none."""
    place = table.text[0] if table.text else ""
    country = gazetteer.country_of_capital(place.title()) if place.isupper() and len(place) > 2 else None
    return country.name if country else ""


def issuing_state(publisher: str, found: dict[str, str]) -> str:
    """The state of a ministry or government that publishes, "" when the publisher is none."""
    parts = parts_of(publisher)
    of_states = [p for p in parts if _is_of_state(p)]
    of_states.sort(key=lambda p: not listed("forms_of_states") & set(p.split()))
    behind = [p for p in parts if of_states and p not in of_states and not listed("organs") & set(p.lower().split())]
    for part in (*of_states, *(f"of {p}" for p in behind[-1:])):
        of = _OF_STATE.search(part)
        if of is None or listed("never_states") & set(of[1].split()):
            continue
        country = gazetteer.country_named(of[1].strip())
        return country.name if country else of[1].strip()
    return next((found[k] for p in of_states for w in p.split() if (k := state_key(w)) in found), "")


def _is_of_state(publisher: str) -> bool:
    """Whether a ministry, a presidency or the like publishes."""
    return any(w in listed("state_publishers") for w in publisher.split())
