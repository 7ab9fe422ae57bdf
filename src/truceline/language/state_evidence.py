"""What speaks for a state's being the one a report is about, counted by kind.

Its name as a subject, as an owner, after "in", in the title, in the first sentence, in the dateline; its adjective before
"army"; places that lie in it. States that no gazetteer knows take part as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from truceline import gazetteer
from truceline.language.columns import Table, listed, nouns
from truceline.language.names import words as name_words
from truceline.language.scenes import is_there, mediates, places_told
from truceline.language.states import state_key

Evidence = dict[str, Counter[str]]
"""By the name of a state, how often each kind of evidence speaks for it."""

MENTIONS = frozenset(
    ("mediates", "owns forces", "owns what states have", "adjective", "in a name", "there", "acts",
     "owner", "named", "capital there", "capital acts")
)  # fmt: skip
"""Kinds that are mentions: of each mention one."""
SIGNS = frozenset(
    (
        "owns forces",
        "owns what states have",
        "parts",
        "acts",
        "owner",
        "title: there",
        "only the title",
        "only the publisher",
    )
)
"""Kinds without one of which a name that no gazetteer knows is not taken for a state's."""
_BY_LABEL = {
    "GPE": "like a place",
    "LOC": "like a place",
    "NORP": "like a people",
    "PERSON": "like a person",
    "ORG": "like a body",
}
_DATELINE_WORDS = 9
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_IN_TITLE = re.compile(
    r"\b(?:in|for|of|from|across) ((?:[^\W\d_a-z][\w’'-]+)(?: [^\W\d_a-z][\w’'-]+)?)(?= ?(?:$|[^\w ]|[a-z]))"
)


def note(told: Counter[str], table: Table, i: int, *, adjective: bool) -> None:
    """Enter what one mention of a state tells, by the word that heads it."""
    _enter(told, table, i, _kind(table, i, adjective=adjective), "adjective" if adjective else "named")


def note_label(told: Counter[str], table: Table, i: int) -> None:
    """Enter what kind of name the model takes an unknown name for."""
    if (label := _BY_LABEL.get(table.doc[i].ent_type_)) is not None:
        told[label] += 1


def note_capital(told: Counter[str], table: Table, i: int) -> None:
    """Enter what one mention of a state's capital or palace tells."""
    there = is_there(table, i)
    _enter(told, table, i, "capital there" if there else "capital acts", "there" if there else "named")


def _enter(told: Counter[str], table: Table, i: int, kind: str, opening: str) -> None:
    told[kind] += 1
    if table.sentence[i] == 0:
        told[f"first sentence: {'there' if kind == 'there' else opening}"] += 1
        if i < _DATELINE_WORDS and {"(", "-", "–", "—"} & set(table.text[i : i + 8]):
            told["dateline"] += 1


def _kind(table: Table, i: int, *, adjective: bool) -> str:
    """What the place of a mention in its sentence tells."""
    head, dep, case = table.head[i], table.dep[i], table.case(i)
    owner = dep in ("amod", "compound") or (dep == "nmod" and case in ("of", "'s"))
    if mediates(table, i):
        return "mediates"
    if owner and nouns().of(table.lemma[head]) & {"government", "troops", "police"}:
        return "owns forces"
    if owner and table.lemma[head] in listed("state_owned"):
        return "owns what states have"
    if adjective:
        return "adjective"
    if any(e.label_ == "ORG" and len(e) > 1 for e in table.doc.ents if e.start <= i < e.end):
        return "in a name"
    if is_there(table, i):
        return "there"
    return "acts" if dep == "nsubj" else "owner" if case == "'s" else "named"


def entitle(evidence: Evidence, title: str, names: Mapping[str, str]) -> None:
    """Enter what the title tells of the states that the text names, and of those of the gazetteer that only the title names."""
    before = ""
    for word in _words_of(title):
        country = gazetteer.country_named(word) or gazetteer.country_of_adjective(word)
        name = names.get(state_key(word)) or next((n for n in evidence if n == word), country.name if country else None)
        if name:
            capital = gazetteer.country_of_metonym(word) is not None
            there = before in ("in", "near", "across", "outside")
            told = evidence.setdefault(name, Counter())
            told["title: capital" if capital else "title: there" if there else "title"] += 1
        before = word.lower()


def _words_of(title: str) -> Iterator[str]:
    """The words of a title without possessive endings, names of countries in one piece."""
    found = [m[0].removesuffix("'s").removesuffix("’s") for m in _WORD.finditer(title)]
    i = 0
    while i < len(found):
        several = (n for n in (3, 2) if i + n <= len(found) and gazetteer.country_named(" ".join(found[i : i + n])))
        width = next(several, 1)
        yield " ".join(found[i : i + width])
        i += width


def entitle_unknown(evidence: Evidence, text: str, kind: str) -> None:
    """Enter a state of which only the title or the publisher's name tells: "Report on the Mission in Ixtapan"."""
    for m in _IN_TITLE.finditer(text):
        name, words = m[1], m[1].split()
        known = gazetteer.place_country(name) or any(gazetteer.country_named(w) for w in (name, *words))
        none = any(w in listed("never_states") or w in name_words("titles") for w in words)
        if name not in evidence and not known and not none:
            evidence[name] = Counter({kind: 1, "unknown": 1})


def set_places(evidence: Evidence, table: Table, known: dict[str, str]) -> None:
    """Enter what the places tell that the report names: each by the state in which it lies."""
    for name, kind, times in places_told(table, known):
        evidence.setdefault(name, Counter())[kind] += times


def surest(evidence: Evidence) -> Evidence:
    """The evidence without unknown names to which nothing happens that is of states; and, where the report tells an unknown
    state for sure, without all that may be towns or persons. A state of which nothing but one place in passing tells is left
    out too: towns of one name lie in many states, and talks about others are held in Geneva."""
    sure = any(told["unknown but sure"] and not told["abroad"] for told in evidence.values())
    return {
        name: told
        for name, told in evidence.items()
        if told != Counter({"place": 1})
        and (not told["unknown"] or told["unknown but sure"] or (not sure and _may_be_state(told)))
    }


def _may_be_state(told: Counter[str]) -> bool:
    """Whether a name that nothing tells for sure is a state's may be one: it does what states do, and is not rather a person's."""
    return bool(SIGNS & told.keys()) and told["like a person"] + told["like a body"] <= told["like a place"]


def compare(evidence: Evidence, sentences: int) -> None:
    """Enter which state is named most, which seldom, and which not at all but for its places."""
    times = {name: sum(n for kind, n in told.items() if kind in MENTIONS) for name, told in evidence.items()}
    most = max(times.values(), default=0)
    for name, told in evidence.items():
        told["any"] = 1
        if times[name] == 0:
            told["only its places"] = 1
            continue
        told["sentences to a mention"] = sentences // times[name]
        told["named most"] = int(times[name] == most)
