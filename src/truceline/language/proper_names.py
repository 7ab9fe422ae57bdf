"""Proper names as mentions: their words, the titles before them, and what speaks for the type of thing they name."""

from __future__ import annotations

from collections.abc import Callable

from truceline import gazetteer
from truceline.language import names
from truceline.language.aliases import Name, prepare
from truceline.language.columns import ROLES, Table, listed, nouns
from truceline.language.mentions import Mention, Profile, state_beside
from truceline.language.states import States, state_key

TYPE_OF_LABEL = {
    "PERSON": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
    "EVENT": "other",
}
_OWN_NAMES = frozenset(("armed_names", "media_names"))
_CLOSING = frozenset(("'s", "’s", "'", "’", "-", ")", ","))
Vote = Callable[[str, float], None]
DATELINE = 30
"""Tokens at the beginning of a report in which a name in brackets is the agency that sent it."""


def proper_names(table: Table, states: States) -> list[Profile]:
    """All names of a Doc in text order: its entities, and runs of proper nouns outside them."""
    spans = [(e.start, e.end, e.label_) for e in table.doc.ents if e.label_ in TYPE_OF_LABEL]
    covered = bytearray(len(table.text))
    for e in table.doc.ents:
        covered[e.start : e.end] = b"\x01" * (e.end - e.start)
    spans += [(a, b, "") for a, b in _runs(table, covered)]
    found = [
        p
        for a, b, label in sorted(spans)
        if not _is_nationality(table, a, b, states) and (p := _profile(table, a, b, label)) is not None
    ]
    _note_states(found, states)
    return found


def _runs(table: Table, covered: bytearray) -> list[tuple[int, int]]:
    """Runs of proper nouns outside entities, joined over hyphens; titles and dates are none."""
    apart = names.words("titles") | names.words("months_days")
    stands = [
        pos == "PROPN" and not covered[i] and text not in apart and (len(text) > 1 or text.isupper())
        for i, (pos, text) in enumerate(zip(table.pos, table.text, strict=True))
    ]
    stands.append(False)
    found, i, n = [], 0, len(table.text)
    while i < n:
        end = i + 1
        if not stands[i] or not table.text[i][0].isupper() or nouns().of(table.lemma[i]):
            i = end
            continue
        while end < n and table.sentence[end] == table.sentence[i]:
            if not stands[end] and not (table.text[end] == "-" and stands[end + 1]):
                break
            end += 1
        found.append((i, end))
        i = end
    return found


def _profile(table: Table, start: int, end: int, label: str) -> Profile | None:
    start, end = _trim(table, start, end, label)
    head = next((i for i in range(start, end) if not start <= table.head[i] < end), start)
    text = table.words(start, end).strip("\"“”‘’'()[]")
    if (
        sum(c.isalnum() for c in text) < 2
        or text[0].isdigit()
        or _modifies(table, start, end, label)
        or _is_common(table, start, end)
    ):
        return None
    name = prepare(text)
    covers, titles, gender = _titles(table, start)
    role = 0.3 if table.dep[head] == "compound" and not covers else max(table.role(i) for i in (head, *covers))
    p = Profile(Mention(start, end, head, "proper"), table.lemma[head], table.sentence[head], role, name=name)
    p.covers, p.titles = covers, titles
    p.gender = gender or nouns().given.get(text.split()[0].split("-")[0], "")
    p.plural = table.tag[end - 1] == "NNPS" or (label == "NORP" and text.endswith("s"))
    p.definite = table.child(head, "det") is not None
    p.classes = frozenset(c for w in text.lower().split() for c in nouns().of(w))
    if label == "ORG" and start < DATELINE and table.text[start - 1] == "(":
        p.classes |= {"media"}
    p.state = state_beside(table, head, "of", "in")
    p.votes = _votes(table, p, label)
    return p


def _trim(table: Table, start: int, end: int, label: str) -> tuple[int, int]:
    """A name's tokens without article, possessive mark and titles."""
    titles = names.words("titles")
    while start < end - 1 and table.lower[start] in ("the", "a", "an"):
        start += 1
    while end - 1 > start and table.text[end - 1] in _CLOSING:
        end -= 1
    while label == "PERSON" and end - start > 1 and {table.text[start], table.text[start].rstrip("s")} & titles:
        start += 1
    return start, end


def _modifies(table: Table, start: int, end: int, label: str) -> bool:
    """Whether capitals only qualify a noun: a nationality ("Turkish troops"), two sides ("US-Taliban talks")."""
    head = next((i for i in range(start, end) if not start <= table.head[i] < end), start)
    if table.dep[head] not in ("amod", "compound"):
        return False
    if end - start == 1 and label == "NORP" and table.pos[head] == "ADJ":
        return True
    return "-" in table.text[start:end] and table.text[table.head[head]].islower()


def _is_nationality(table: Table, start: int, end: int, states: States) -> bool:
    """Whether a word only tells whose something is ("the Lusanian newspaper"), where the report knows Lusania."""
    if end - start > 1 or table.dep[start] not in ("amod", "compound"):
        return False
    return states.of_word(table.text[start]) not in ("", table.text[start])


def _is_common(table: Table, start: int, end: int) -> bool:
    """Whether capitals are a common noun that points to a name ("the Council"), or only open a sentence."""
    words = table.text[start:end]
    if all(w in names.words("titles") or w == "-" for w in words):
        return True
    if len(words) > 1:
        return False
    classes = nouns().of(table.lemma[start]) or nouns().of(table.lower[start])
    if classes and not classes & _OWN_NAMES:
        return True
    return table.opens(start) and table.dep[start] in ("compound", "amod") and table.pos[start] != "PROPN"


def _titles(table: Table, start: int) -> tuple[tuple[int, ...], tuple[tuple[str, str], ...], str]:
    """Tokens of the titles and role nouns right before a name, the offices they tell with a state's key, and a sex."""
    covers: list[int] = []
    gender = ""
    while (i := start - len(covers) - 1) >= 0 and _is_title(table, i):
        word = table.lower[i].rstrip(".")
        gender = gender or ("f" if word in listed("female") else "m" if word in listed("male") else "")
        covers.append(i)
    if not covers:
        return (), (), ""
    first = covers[-1]
    before = table.text[first - 1] if first else ""
    if before in ("'s", "’s") and first >= 2:
        before = table.text[first - 2]
    office = " ".join(table.lower[first:start]).replace(" - ", "-")
    return tuple(covers), ((office, state_key(before)),), gender


def _is_title(table: Table, i: int) -> bool:
    text, titles = table.text[i], names.words("titles")
    if text in titles or (text == "-" and i > 0 and table.text[i - 1] in titles):
        return True
    office = bool(nouns().of(table.lemma[i]) & {"holder", "leader"})
    return office and table.pos[i] in ("NOUN", "PROPN") and table.tag[i] != "NNS"


def _votes(table: Table, p: Profile, label: str) -> dict[str, float]:
    """For which type a name's label, words, titles and surroundings speak, and how strongly."""
    votes: dict[str, float] = {}

    def vote(kind: str, weight: float) -> None:
        votes[kind] = votes.get(kind, 0.0) + weight

    assert p.name is not None
    head = p.mention.head
    if label:
        vote(f"label:{TYPE_OF_LABEL[label]}", 2.0)
    if p.titles:
        vote("person", 4.0)
    if p.gender:
        vote("person", 1.5)
    _vote_by_words(p.name, label, vote)
    if table.case(head) in ("in", "at", "near"):
        vote("place", 0.7)
    if p.mention.start == 0 and p.name.text.isupper() and table.text[p.mention.end : p.mention.end + 1] == [","]:
        # A dateline.
        vote("place", 4.0)
    if _has_age(table, p.mention.end):
        vote("person", 4.0)
    if _is_who(table, head):
        vote("person", 2.5)
    if not p.titles and gazetteer.place_country(p.name.text):
        vote("place", 1.5)
    if table.dep[head] in ("nsubj", "obj", "iobj") and gazetteer.country_of_metonym(p.name.text):
        vote("state", 4.0)
    if table.dep[head] == "nsubj" and table.lemma[table.head[head]] in listed("saying"):
        vote("place", -0.7)
    _vote_by_owned(table, head, vote)
    return votes


def _is_who(table: Table, head: int) -> bool:
    """Whether a clause tells of a name as of somebody ("Landaverde, who died in March")."""
    clauses = (c for c in table.children[head] if table.dep[c] == "acl" and c > head)
    return any(table.lower[w] in ("who", "whom") for c in clauses for w in table.children[c])


def _has_age(table: Table, end: int) -> bool:
    """Whether an age between commas follows a name ("Banović, 58, told")."""
    age = table.text[end : end + 3]
    return len(age) == 3 and age[0] == "," and age[1].isdigit() and len(age[1]) == 2 and age[2] in (",", ".")


def _vote_by_words(name: Name, label: str, vote: Vote) -> None:
    parts = name.text.split()
    if len(name.words) == 1 and name.words[0][0] == "=":
        vote("state", 5.0)
    if name.acronym:
        vote("organization", 1.5)
    if any("armed_names" in nouns().of(w.lower()) for w in parts[:-1]):
        vote("group", 3.0)
    for c in nouns().of(parts[-1].lower()):
        if nouns().types[c] in ("organization", "group", "place"):
            vote(nouns().types[c], 3.0 if c == "armed_names" else 1.5)
    if label != "PERSON" and any(w in names.words("organization") for w in parts):
        vote("organization", 1.5)


def _vote_by_owned(table: Table, head: int, vote: Vote) -> None:
    """What a name owns tells what it is: an army makes a state, a leader a group."""
    outer = table.head[head]
    if outer == head:
        return
    owned, kinds = table.lemma[outer], nouns().of(table.lemma[outer])
    if table.dep[head] == "compound" and "armed" in kinds:
        vote("group", 2.0)
    if table.dep[head] != "nmod" or table.case(head) not in ("of", "'s"):
        return
    if kinds & {"government", "troops"} and owned != "force":
        vote("state", 4.0)
    elif owned in listed("state_owned"):
        vote("state", 2.0)
    elif owned in listed("group_owned"):
        vote("organization", 1.5)


def _note_states(found: list[Profile], states: States) -> None:
    """Names of the report's states are states, whatever the entity head makes of them, and so are capitals that act."""
    for p in found:
        if p.name is not None and p.name.text in states.seats and p.role >= ROLES["nsubj"]:
            p.votes["state"] = p.votes.get("state", 0.0) + 6.0
        if p.name is not None and states.named(p.name.text):
            p.votes["state"] = p.votes.get("state", 0.0) + 6.0
