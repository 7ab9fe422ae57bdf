"""States that no gazetteer knows: names that own what only states have.

"The Kivandan army", "Ruhemba's ambassador", "the Government of Sololteca", "neighbouring Kordara".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from truceline import gazetteer
from truceline.language import names
from truceline.language.columns import Table, listed, nouns
from truceline.language.state_evidence import Evidence, note, note_label
from truceline.language.states import ADJECTIVE_ENDS, state_key

LAND_ENDS = ("ia", "a", "eti", "land", "stan", "istan")
"""Ends by which the name of a land is made from that of its people."""
_PEOPLE_ENDS = ("ans", "ist", "ists")
"""Ends of the words for a state's people and for those of a conviction ("Zandarans", "Maoists"): no names of states."""
_LONGEST = 3
"""Words that the name of an unknown state has at most ("the government of Aung San Suu Kyi" is no state's)."""


class Unknown:
    """Capitalised words of a report that no gazetteer knows, with what speaks for their being states.

    `owning` counts what only states have, `sure` what makes a state even of a known place, `abroad` what tells that the
    report is of another state, `leading` what a person may own as well ("Assad's army"); `parts` counts what states have and regions too.
    """

    def __init__(self, table: Table) -> None:
        self.table = table
        self.owning: Counter[str] = Counter()
        self.sure: set[str] = set()
        self.leading: Counter[str] = Counter()
        self.abroad: Counter[str] = Counter()
        self.parts: Counter[str] = Counter()
        self.seen: Counter[str] = Counter()
        self.told: Evidence = defaultdict(Counter)
        self.names: set[str] = set()
        self.apart = {
            t.text
            for e in table.doc.ents
            if ((e.label_ == "PERSON" and len(e) > 1) or len(e) > _LONGEST) and all(t.text[:1].isupper() for t in e)
            for t in e
        } | {word for i, word in enumerate(table.text) if _is_somebody(table, i)}

    def look(self, i: int) -> None:
        """Note one capitalised word."""
        if not self._can_be_state(i):
            return
        table, name, outer = self.table, self._name(i), self.table.head[i]
        self.seen[name] += 1
        inside = _is_inside_name(table, i, outer)
        if inside:
            self.told[name]["in a name"] += 1
        else:
            note(self.told[name], table, i, adjective=table.pos[i] == "ADJ" or table.dep[i] == "amod")
        note_label(self.told[name], table, i)
        case = table.case(i)
        apart = table.dep[i] == "nmod" and case in ("of", "'s")
        before = table.dep[i] in ("compound", "amod") and i < outer
        if not before or not table.text[i].endswith(ADJECTIVE_ENDS):
            self.names.add(name)
        if _recalls_envoys(table, i) or _is_left(table, i):
            self.owning[name] += 1
            self.sure.add(name)
        elif _neighbours(table, i):
            self.owning[name] += 1
            self.abroad[name] += 2
        elif (apart or before) and _is_owned_by_states(table, outer) and not inside:
            led = nouns().of(table.lemma[outer]) & {"government", "troops"} and table.text[outer - 1] != "coast"
            if case == "'s" and led and table.doc[i].ent_type_ == "PERSON":
                self.leading[name] += 1
            if any(table.lower[c] in listed("of_provinces") for c in table.children[outer]):
                return
            self.owning[name] += 1
            if table.lemma[outer] in listed("abroad") or any(
                table.lower[c] == "foreign" for c in table.children[outer]
            ):
                self.abroad[name] += 1
            elif apart and nouns().of(table.lemma[outer]) & {"government", "troops"}:
                self.sure.add(name)
        elif (apart and table.lemma[outer] in listed("parts_of_states")) or _ends_state_body(table, i):
            self.parts[name] += 1

    def _can_be_state(self, i: int) -> bool:
        table, word = self.table, self.table.text[i]
        if len(word) < 4 or word.isupper() or word in self.apart or not word.isalpha():
            return False
        if word.endswith(_PEOPLE_ENDS) or (table.tag[i] == "NNPS" and word.endswith("s")):
            return False
        if (
            i
            and table.head[i] == i - 1
            and table.pos[i - 1] == "NOUN"
            and table.lemma[i - 1] not in listed("kinds_of_states")
        ):
            return False  # "the newspaper Zorza"
        if table.pos[i] not in ("PROPN", "ADJ", "NOUN", "X") or (table.pos[i] == "NOUN" and table.opens(i)):
            return False
        if word in listed("never_states") or any(
            word in names.words(kind) for kind in ("titles", "months_days", "organization")
        ):
            return False
        return not nouns().of(table.lemma[i]) and not nouns().of(table.lower[i])

    def _name(self, i: int) -> str:
        """The whole name that a word heads ("New Albion")."""
        table = self.table
        run = [c for c in table.children[i] if table.text[c][0].isupper() and table.dep[c] in ("compound", "flat")]
        run = run or [i - 1] * (i > 0 and table.text[i - 1][0].isupper() and table.lower[i - 1] in listed("directions"))
        low, high = min([i, *run]), max([i, *run])
        return table.words(low, high + 1) if high - low == len(run) <= 2 else table.text[i]

    def states(self) -> dict[str, str]:
        """Sure states: their names by key."""
        found: dict[str, str] = {}
        for name in sorted(self.owning, key=lambda n: (n not in self.names, -self.seen[n])):
            key = state_key(name.split()[-1])
            if gazetteer.place_country(name) and name not in self.sure:
                continue
            if self.leading[name] == self.owning[name] and not self._has_adjective(name, key):
                continue
            found.setdefault(key, self._own_name(name, key))
        return found

    def evidence(self) -> Evidence:
        """What speaks for each unknown name's being that of the state the report is about; all forms of a name together."""
        sure = self.states()
        found: Evidence = {}
        for name in sorted(self.seen, key=lambda n: (n not in self.names, -self.seen[n])):
            key = state_key(name.split()[-1])
            if key not in sure and gazetteer.place_country(name):
                continue
            own = sure.get(key) or next((n for n in found if state_key(n.split()[-1]) == key), None)
            own = own or self._own_name(name, key)
            told = found.setdefault(own, Counter({"unknown": 1, "unknown but sure": int(key in sure)}))
            told.update(self.told[name])
            told.update({"abroad": self.abroad[name], "parts": self.parts[name], "leads": self.leading[name]})
        return {name: +told for name, told in found.items()}

    def _has_adjective(self, name: str, key: str) -> bool:
        return any(n != name and state_key(n) == key and n.endswith(ADJECTIVE_ENDS) for n in self.seen)

    def _own_name(self, word: str, key: str) -> str:
        """The name that a word is or is made from: as the text has it ("Bielava" of "Bielavan"), else by its ending."""
        land = next((n for n in self.names if n.startswith(word) and n[len(word) :] in LAND_ENDS), None)
        if land:
            return land  # "Oghuria", whose people and navy are "Oghur"
        if word in self.names:
            return word[:-1] if word.endswith("an") and word[:-1] in self.names else word
        stem = word.rstrip("n").rstrip("aeiouy")
        for name in self.seen:
            same = state_key(name.split()[-1]) == key and name.startswith(stem)
            if same and name != word and len(name) <= len(word):
                return name
        return word[:-1] if word.endswith("an") else word


def _is_owned_by_states(table: Table, i: int) -> bool:
    """Whether a noun is something that only states have."""
    lemma = table.lemma[i]
    if lemma == "force":
        return any(table.lower[c] in ("armed", "air") for c in table.children[i])
    if lemma == "staff":
        return table.text[i - 1] == "General"
    before = {table.lower[c] for c in table.children[i]}
    if "national" in before or (lemma == "guard" and "coast" in before):
        # "The national dialogue of Bokoni", "Akitsuma's coast guard".
        return True
    return bool(nouns().of(lemma) & {"government", "troops", "police"}) or lemma in listed("state_owned")


def _recalls_envoys(table: Table, i: int) -> bool:
    """Whether a name is the subject of a deed with what only its own state has ("Tashvar recalled its ambassador")."""
    return any(table.lemma[c] in listed("own_of_states") for c in _own_things(table, i, ("its",)))


def _is_somebody(table: Table, i: int) -> bool:
    """Whether a name is a person's by a title or by what is his or hers ("General Doumba", "Aslan called on his fighters")."""
    if not table.text[i][0].isupper():
        return False
    titled = i > 0 and table.head[i - 1] == i and table.text[i - 1] in names.words("titles")
    return titled or any(True for _ in _own_things(table, i, ("his", "her")))


def _own_things(table: Table, i: int, owners: tuple[str, ...]) -> Iterator[int]:
    """What the subject of a deed does it with, where that is told to be its own."""
    if table.dep[i] != "nsubj":
        return
    for c in table.children[table.head[i]]:
        owned = (p for p in table.children[c] if table.full[p] == "nmod:poss")
        if c > i and table.dep[c] in ("obj", "obl") and any(table.lower[p] in owners for p in owned):
            yield c


def _is_left(table: Table, i: int) -> bool:
    """Whether others want to leave what a name stands for: "to separate Mendialdea from Garonia"."""
    return table.case(i) == "from" and table.lemma[table.head[i]] in listed("leaving_states")


def _is_inside_name(table: Table, i: int, outer: int) -> bool:
    """Whether a word only qualifies a capitalised noun ("Transitional Government"), or a state that calls itself one."""
    if table.dep[i] in ("compound", "amod") and table.text[outer][0].isupper():
        return True
    if table.text[outer][0].isupper() and any(
        table.text[c] in listed("of_group_armies") for c in table.children[outer]
    ):
        return True
    before = table.lower[max(0, outer - 4) : outer]
    # "The self-rule government of Avannaa" calls itself nothing that others deny it.
    return any(w in listed("self_styled") for w in before) and before[-3:] != ["self", "-", "rule"]


def _neighbours(table: Table, i: int) -> bool:
    """Whether a name is told to be next to the state that the report is about, or once to have ruled it."""
    before = table.lower[max(0, i - 4) : i]
    neighbouring = ("neighbouring", "neighboring")
    if "colonial" in before:
        return True  # "its former colonial ruler, Vestmark"
    if before[-1:] and (before[-1] in neighbouring or (before[-1] == "of" and set(before) & set(neighbouring))):
        return True
    return before[-1:] == ["with"] and before[-2:-1] in (["border"], ["frontier"])


def _ends_state_body(table: Table, i: int) -> bool:
    """Whether "of X" ends the name of a body such as states have ("the National Front of Quelba")."""
    start = max(0, i - 6)
    before = table.text[start : i - 1]
    return table.lower[i - 1] == "of" and any(w in listed("state_courts") for w in before)
