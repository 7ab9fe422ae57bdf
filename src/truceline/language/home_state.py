"""Which state a report is about: the one for which most speaks, by weights learnt from coded reports (data/home.yaml).

What speaks for a state is counted by kind: its name as a subject, as an owner, after "in", in the title, in the first sentence,
in the dateline; its adjective before "army"; places that lie in it. States that no gazetteer knows take part as well.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache

from truceline import gazetteer
from truceline.language.columns import Table, listed, nouns
from truceline.language.scenes import is_there, mediates, places_told
from truceline.language.states import ADJECTIVE_ENDS, state_key

Evidence = dict[str, Counter[str]]
"""By the name of a state, how often each kind of evidence speaks for it."""

_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_DATELINE_WORDS = 9


@dataclass
class Told:
    """States of the gazetteer that a report names: `names` by key, and the evidence for each."""

    names: dict[str, str] = field(default_factory=dict)
    evidence: Evidence = field(default_factory=lambda: defaultdict(Counter))


def known_at(table: Table, i: int, told: Told) -> int:
    """Enter the gazetteer's state that begins at a token; how many tokens it takes, 0 for none."""
    if not table.text[i][0].isupper():
        return 0
    for width in (w for w in (3, 2, 1) if i + w <= len(table.text)):
        several = " ".join(table.text[i : i + width])
        last = i + len(several.removesuffix(" 's").removesuffix(" ’s").split()) - 1
        if (country := gazetteer.country_named(several)) is not None:
            if width == 1 and _is_part_of_longer(table, i):
                return 1  # "Northern Ireland" is not Ireland
            note(told.evidence[country.name], table, last, adjective=False)
        elif (country := gazetteer.country_of_adjective(several)) is not None:
            note(told.evidence[country.name], table, i + width - 1, adjective=True)
        elif width == 1 and table.pos[i] == "PROPN" and (country := gazetteer.country_of_metonym(several)) is not None:
            told.evidence[country.name]["capital there" if is_there(table, i) else "capital acts"] += 1
        if country is not None:
            told.names[country.name] = country.name
            return width
    return 0


def _is_part_of_longer(table: Table, i: int) -> bool:
    return i > 0 and table.lower[i - 1] in listed("directions") and table.text[i - 1][0].isupper()


def note(evidence: Counter[str], table: Table, i: int, *, adjective: bool) -> None:
    """Enter what one mention of a state tells, by the word that heads it."""
    head, dep, case = table.head[i], table.dep[i], table.case(i)
    owner = dep in ("amod", "compound") or (dep == "nmod" and case in ("of", "'s"))
    if mediates(table, i):
        kind = "mediates"
    elif owner and nouns().of(table.lemma[head]) & {"government", "troops", "police"}:
        kind = "owns forces"
    elif owner and table.lemma[head] in listed("state_owned"):
        kind = "owns what states have"
    elif adjective:
        kind = "adjective"
    elif any(e.label_ == "ORG" and len(e) > 1 and e.start <= i < e.end for e in table.doc.ents):
        kind = "in a name"
    elif is_there(table, i):
        kind = "there"
    elif dep == "nsubj":
        kind = "acts"
    elif case == "'s":
        kind = "owner"
    else:
        kind = "named"
    evidence[kind] += 1
    if table.sentence[i] == 0:
        evidence[f"first sentence: {'there' if kind == 'there' else 'adjective' if adjective else 'named'}"] += 1
    if not table.sentence[i] and i < _DATELINE_WORDS and {"(", "-", "–", "—"} & set(table.text[i : i + 8]):
        evidence["dateline"] += 1


def entitle(told: Evidence, title: str, names: dict[str, str]) -> None:
    """Enter what the title tells of the states that the text names."""
    found = list(_WORD.finditer(title))
    for n, m in enumerate(found):
        word = m[0].removesuffix("'s").removesuffix("’s")
        name = names.get(state_key(word)) or next((n for n in told if n == word), None)
        if name:
            before = found[n - 1][0].lower() if n else ""
            metonym = gazetteer.country_of_metonym(word) is not None
            there = before in ("in", "near", "across", "outside")
            told[name]["title: capital" if metonym else "title: there" if there else "title"] += 1


def entitle_unknown(told: Evidence, text: str, kind: str) -> None:
    """Enter the state that only a title or a publisher's name tells of: "Report on the Mission in Ixtapan"."""
    for m in _IN_TITLE.finditer(text):
        if m[1] not in told and not gazetteer.place_country(m[1]) and gazetteer.country_named(m[1]) is None:
            told[m[1]].update({kind: 1, "unknown": 1})


_IN_TITLE = re.compile(r"\b(?:in|for|of|from|across) ((?:[^\W\d_a-z][\w’'-]+ ?){1,2})(?=$|[^\w])")


def compare(told: Evidence) -> None:
    """Enter which state is named most and which first, and which not at all but for its places."""
    def named(e: Counter[str]) -> int:
        return sum(n for k, n in e.items() if k in MENTIONS)

    times = {name: named(e) for name, e in told.items()}
    ranked = sorted(times.values(), reverse=True)
    for name, e in told.items():
        if times[name] == 0:
            e["only its places"] = 1
        elif times[name] == ranked[0]:
            e["named most"] = 1
            e["named most by far"] = int(len(ranked) == 1 or ranked[0] >= 2 * ranked[1])


MENTIONS = frozenset(
    ("mediates", "owns forces", "owns what states have", "adjective", "in a name", "there", "acts", "owner", "named", "capital there", "capital acts")
)


def set_places(told: Evidence, table: Table, known: dict[str, str]) -> None:
    """Enter what the places tell that the report names: each by the state in which it lies."""
    for name, kind, times in places_told(table, known):
        told[name][kind] += times


@cache
def weights() -> dict[str, float]:
    """How much each kind of evidence counts."""
    loaded: dict[str, float] = gazetteer.load_yaml("home.yaml")["weights"]
    return loaded


def scale(times: float) -> float:
    """How much a kind of evidence weighs that is met so often: each time less than the time before."""
    return math.log2(1 + times)


def score(evidence: Counter[str]) -> float:
    """How much speaks for a state."""
    known = weights()
    return sum(known.get(kind, 0.0) * scale(times) for kind, times in evidence.items())


def is_adjective(word: str) -> bool:
    """Whether a word may be an adjective made from a state's name."""
    return word.endswith(ADJECTIVE_ENDS)
