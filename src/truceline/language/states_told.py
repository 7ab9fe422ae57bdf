"""Which states a report speaks of, and which one it is about.

Those of the gazetteer count (`known_states`), and those that only the text tells of (`unknown_states`).
"""

from __future__ import annotations

import re
from dataclasses import replace

from truceline import gazetteer
from truceline.language.columns import Table, listed
from truceline.language.home_state import Told, compare, entitle, entitle_unknown, known_at, score, set_places
from truceline.language.states import States, state_key
from truceline.language.unknown_states import Unknown



def find_states(table: Table, title: str = "", publisher: str = "") -> States:
    """The states that a report names; `title` and `publisher` help to tell which one it is about."""
    told, unknown = told_of(table, title, publisher)
    found = told.names | unknown.states()
    issuing = _issuing_state(publisher, found)
    if issuing:
        found.setdefault(state_key(issuing.split()[-1]), issuing)
    scores = {name: score(evidence) for name, evidence in told.evidence.items()}
    best = max(scores, key=lambda n: scores[n], default="")
    home = issuing or (best if scores.get(best, 0.0) > 0.0 else "")
    if home and home not in found.values():
        found[state_key(home.split()[-1])] = home
    order = sorted(dict.fromkeys(found.values()), key=lambda n: (n != home, -scores.get(n, 0.0)))
    states = States(found, home, issuing, tuple(order))
    return replace(states, seats=_seats(table, states))


def told_of(table: Table, title: str = "", publisher: str = "") -> tuple[Told, Unknown]:
    """What a report tells of states: those of the gazetteer with all evidence, of unknown ones too, and the unknown ones."""
    told, unknown = Told(), Unknown(table)
    i = 0
    while i < len(table.text):
        width = known_at(table, i, told)
        if not width and table.text[i][0].isupper():
            unknown.look(i)
        i += width or 1
    capital = _dateline(table)
    if capital:
        told.evidence[capital]["dateline"] += 1
    told.evidence.update(unknown.evidence())
    entitle(told.evidence, title, told.names | unknown.states())
    entitle_unknown(told.evidence, title, "only the title: there")
    entitle_unknown(told.evidence, publisher, "only the publisher")
    set_places(told.evidence, table, told.names | unknown.states())
    compare(told.evidence)
    return told, unknown


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


def _issuing_state(publisher: str, found: dict[str, str]) -> str:
    """The state of a ministry or government that publishes, "" when the publisher is none."""
    if not any(w in listed("state_publishers") for w in publisher.split()):
        return ""
    of = re.search(r"\bof (?:the Republic of |the )?((?:[^\W\d_a-z][\w’'-]*\s?)+)$", publisher)
    if of is None:
        return next((found[k] for w in publisher.split() if (k := state_key(w)) in found), "")
    country = gazetteer.country_named(of[1].strip())
    return country.name if country else of[1].strip()
