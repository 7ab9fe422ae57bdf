"""The states of a report and the one it is about: those of the gazetteer, and those that only the text tells of.

A name that no gazetteer knows is a state where it owns what only states have: "the Kivandan army", "Ruhemba's ambassador",
"the Government of Sololteca", "neighbouring Kordara".
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace

from truceline import gazetteer
from truceline.language import names
from truceline.language.columns import Table, listed, nouns
from truceline.language.scenes import is_there, mediates, scenes

_ADJECTIVE_ENDS = ("n", "i", "ese", "ish", "ite")
_OWNING, _PART, _TITLE, _DATELINE = 2.0, 1.0, 1.0, 1.5
_OF_PEOPLE = 0.2
"""Weight of a nationality before a person's or a thing's noun ("two Filipino welders"): it tells little of where a report is."""
_SEAT = 0.5
"""Weight of a capital or palace that stands for its government."""
_THERE = 0.25
"""Weight of a capital as a place."""
_IN_NAME = 0.7
"""Weight of a state's name within that of a group or body."""
_LEAD = 0.5
"""Weight of being named in the first sentence."""
_BESIDE = 0.75
"""Weight of naming a state that is told to be a neighbour or a former ruler."""
_WEAKEST_HOME = 0.25
_LONGEST = 3
"""Words that the name of an unknown state has at most ("the government of Aung San Suu Kyi" is no state's)."""
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


def state_key(word: str) -> str:
    """What all words for one state share: its name, or of an unknown one the stem ("Kivanda", "Kivandan"); "" for none."""
    if not word[:1].isupper():
        return ""
    country = (
        gazetteer.country_of_adjective(word) or gazetteer.country_named(word) or gazetteer.country_of_metonym(word)
    )
    return country.name if country else word.lower()[:5]


@dataclass(frozen=True)
class States:
    """The states of one report: `names` by the keys of their words, `home` the one it is about, `issuer` the one whose
    ministry or government publishes it; "" for none. `order`: all, the most spoken of first. `seats`: states by the names of capitals that the report calls so."""

    names: dict[str, str] = field(default_factory=dict)
    home: str = ""
    issuer: str = ""
    order: tuple[str, ...] = ()
    seats: dict[str, str] = field(default_factory=dict)

    def of_key(self, key: str) -> str:
        """The state's name of a word's key, "" when that is no state's."""
        return self.names.get(key, "")

    def of_word(self, word: str) -> str:
        """The state that a name, an adjective or the name of a people belongs to, "" for none."""
        country = gazetteer.country_of_adjective(word) or gazetteer.country_named(word)
        if country:
            return country.name
        name = self.names.get(state_key(word.split()[-1]) if word else "", "")
        return name if name and (word == name or _is_form(word, name)) else ""

    def named(self, text: str) -> str:
        """The state of which a text is the name itself, "" when it is none's."""
        country = gazetteer.country_named(text)
        return country.name if country else text if text in self.names.values() else ""


def find_states(table: Table, title: str = "", publisher: str = "") -> States:
    """The states that a report names; `title` and `publisher` help to tell which one it is about."""
    count: dict[str, float] = defaultdict(float, _dateline(table))
    found: dict[str, str] = {}
    unknown = _Unknown(table)
    i = 0
    while i < len(table.text):
        width = _known_at(table, i, found, count)
        if not width and table.text[i][0].isupper():
            unknown.look(i)
        i += width or 1
    for key, (name, weight) in unknown.states().items():
        found.setdefault(key, name)
        count[name] += weight
    for name, weight in unknown.places().items():
        count[name] += weight if name not in found.values() else 0.0
    _count_title(title, found, count)
    for name, weight in scenes(table, found).items():
        count[name] += weight
    issuing = _issuing_state(publisher, found)
    if issuing:
        found.setdefault(state_key(issuing.split()[-1]), issuing)
    best = max(count, key=lambda n: count[n], default="")
    home = issuing or (best if count[best] >= _WEAKEST_HOME else "")
    if home and home not in found.values():
        found[state_key(home.split()[-1])] = home
    order = sorted(dict.fromkeys(found.values()), key=lambda n: (n != home, -count[n]))
    states = States(found, home, issuing, tuple(order))
    return replace(states, seats=_seats(table, states))


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


def _dateline(table: Table) -> dict[str, float]:
    """The country of the place from which a report is sent ("KABUL, March 4 (Agency) - ...")."""
    place = table.text[0] if table.text else ""
    country = gazetteer.country_of_capital(place.title()) if place.isupper() and len(place) > 2 else None
    return {country.name: _DATELINE} if country else {}


def _is_form(word: str, name: str) -> bool:
    """Whether a word is made from a state's name by an ending ("Kivandan", "Zahrani")."""
    last, stem = word.split()[-1], name.split()[-1].rstrip("aeiouy")
    return last == name.split()[-1] or (last.startswith(stem) and last.lower().endswith(_ADJECTIVE_ENDS))


def _known_at(table: Table, i: int, found: dict[str, str], count: dict[str, float]) -> int:
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
        weight = _THERE if is_there(table, i) else _SEAT
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
        return _OWNING
    return _IN_NAME if _is_in_longer(table, i) else 1.0 + _LEAD * (table.sentence[i] == 0)


def _is_in_longer(table: Table, i: int) -> bool:
    """Whether a state's name is part of the name of a body ("Tehrik-i-Taliban Pakistan")."""
    return any(e.label_ == "ORG" and len(e) > 1 and e.start <= i < e.end for e in table.doc.ents)


def _weight_of_adjective(table: Table, i: int) -> float:
    """How much a nationality tells of where a report is: its army much, its citizens little."""
    return _OWNING if _has_forces(table, i) and not mediates(table, i) else _OF_PEOPLE


def _has_forces(table: Table, i: int) -> bool:
    """Whether a word tells whose a government, an army or a police is ("Myanmar's military", "the Ugandan army")."""
    owner = table.dep[i] in ("amod", "compound") or (table.dep[i] == "nmod" and table.case(i) in ("of", "'s"))
    return owner and bool(nouns().of(table.lemma[table.head[i]]) & {"government", "troops", "police"})


def _is_part_of_longer(table: Table, i: int) -> bool:
    return i > 0 and table.lower[i - 1] in listed("directions") and table.text[i - 1][0].isupper()


class _Unknown:
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
        self.names: set[str] = set()
        self.apart = {
            t.text
            for e in table.doc.ents
            if ((e.label_ == "PERSON" and len(e) > 1) or len(e) > _LONGEST) and all(t.text[:1].isupper() for t in e)
            for t in e
        }

    def look(self, i: int) -> None:
        """Note one capitalised word."""
        if not self._can_be_state(i):
            return
        table, name, outer = self.table, self._name(i), self.table.head[i]
        self.seen[name] += 1
        case = table.case(i)
        apart = table.dep[i] == "nmod" and case in ("of", "'s")
        before = table.dep[i] in ("compound", "amod") and i < outer
        if not before or not table.text[i].endswith(_ADJECTIVE_ENDS):
            self.names.add(name)
        if _recalls_envoys(table, i) or _is_left(table, i):
            self.owning[name] += 1
            self.sure.add(name)
        elif _neighbours(table, i):
            self.owning[name] += 1
            self.abroad[name] += 2
        elif (apart or before) and _is_owned_by_states(table, outer) and not _is_inside_name(table, i, outer):
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
        if table.pos[i] not in ("PROPN", "ADJ", "NOUN", "X") or (table.pos[i] == "NOUN" and table.opens(i)):
            return False
        if word in names.words("titles") | names.words("months_days") | names.words("organization") | listed(
            "never_states"
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

    def states(self) -> dict[str, tuple[str, float]]:
        """Sure states: by key their name, and how much speaks for the report's being about them."""
        found: dict[str, tuple[str, float]] = {}
        for name in sorted(self.owning, key=lambda n: (n not in self.names, -self.seen[n])):
            key = state_key(name.split()[-1])
            if gazetteer.place_country(name) and name not in self.sure:
                continue
            if self.leading[name] == self.owning[name] and not self._has_adjective(name, key):
                continue
            own = name if name in self.names else self._own_name(name, key)
            known, weight = found.get(key, (own, 0.0))
            seen = self.seen[name] * (_BESIDE if self.abroad[name] else 1)
            found[key] = (known, weight + _OWNING * (self.owning[name] - self.abroad[name]) + seen)
        for name, times in self.seen.items():
            key = state_key(name.split()[-1])
            if key in found and name not in self.owning:
                found[key] = (found[key][0], found[key][1] + times)
        return found

    def _has_adjective(self, name: str, key: str) -> bool:
        return any(n != name and state_key(n) == key and n.endswith(_ADJECTIVE_ENDS) for n in self.seen)

    def _own_name(self, adjective: str, key: str) -> str:
        """The name from which an adjective is made: as the text has it, else by its ending ("Salavoan")."""
        stem = adjective.rstrip("n").rstrip("aeiouy")
        for name in self.seen:
            same = state_key(name.split()[-1]) == key and name.startswith(stem)
            if same and name != adjective and len(name) <= len(adjective):
                return name
        return adjective[:-1] if adjective.endswith("an") else adjective

    def places(self) -> dict[str, float]:
        """Names that may be those of states: places with provinces, districts, a north and a south."""
        return {
            name: _PART * times + 0.1 * self.seen[name]
            for name, times in self.parts.items()
            if not gazetteer.place_country(name)
        }


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
    if table.dep[i] != "nsubj":
        return False
    own = [c for c in table.children[table.head[i]] if c > i and table.dep[c] in ("obj", "obl")]
    return any(
        table.lemma[c] in listed("own_of_states")
        and any(table.full[p] == "nmod:poss" and table.lower[p] == "its" for p in table.children[c])
        for c in own
    )


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


def _count_title(title: str, found: dict[str, str], count: dict[str, float]) -> None:
    for word in _WORD.findall(title):
        key = state_key(word.removesuffix("'s").removesuffix("’s"))
        name = found.get(key) or next((n for n in count if n == word), None)
        if name:
            metonym = gazetteer.country_of_metonym(word) is not None
            count[name] += _SEAT if metonym else _TITLE


def _issuing_state(publisher: str, found: dict[str, str]) -> str:
    """The state of a ministry or government that publishes, "" when the publisher is none."""
    if not any(w in listed("state_publishers") for w in publisher.split()):
        return ""
    of = re.search(r"\bof (?:the Republic of |the )?((?:[^\W\d_a-z][\w’'-]*\s?)+)$", publisher)
    if of is None:
        return next((found[k] for w in publisher.split() if (k := state_key(w)) in found), "")
    country = gazetteer.country_named(of[1].strip())
    return country.name if country else of[1].strip()
