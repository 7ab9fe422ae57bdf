"""A document as columns, and the noun classes of data/nouns.yaml: what the rules of coreference look at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from truceline.datafiles import load_yaml
from truceline.language.document import Document

# How salient a syntactic role makes a noun, from 0 to 1 (the order is that of Lappin and Leass 1994).
ROLES = {
    "nsubj": 1.0,
    "nsubj:pass": 0.95,
    "root": 0.8,
    "obj": 0.65,
    "obl:agent": 0.65,
    "iobj": 0.6,
    "obl": 0.55,
    "nmod:poss": 0.55,
    "nmod": 0.45,
}
OTHER_ROLE = 0.45
_TRANSPARENT = frozenset(("conj", "appos", "flat", "compound"))


@dataclass(frozen=True)
class Nouns:
    """data/nouns.yaml by word: `classes` of a lemma, the `types` of a class, `given` names' sex, and plain `lists`."""

    classes: dict[str, frozenset[str]]
    types: dict[str, str]
    given: dict[str, str]
    lists: dict[str, frozenset[str]]

    def of(self, word: str) -> frozenset[str]:
        """The classes of a lemma."""
        return self.classes.get(word, frozenset())


@cache
def nouns() -> Nouns:
    """The noun classes, read once."""
    data = load_yaml("nouns.yaml")
    classes: dict[str, set[str]] = {}
    for name, entry in data["classes"].items():
        for word in entry["words"]:
            classes.setdefault(word, set()).add(name)
    return Nouns(
        classes={w: frozenset(c) for w, c in classes.items()},
        types={name: entry["type"] for name, entry in data["classes"].items()},
        given=dict.fromkeys(data["male_names"], "m") | dict.fromkeys(data["female_names"], "f"),
        lists={k: frozenset(v) for k, v in data.items() if isinstance(v, list)},
    )


def listed(kind: str) -> frozenset[str]:
    """A plain list of data/nouns.yaml."""
    return nouns().lists[kind]


class Table:
    """The columns of a document as lists.

    `dep` holds universal labels, `full` those with subtypes; `children` leave white space out.
    """

    def __init__(self, doc: Document) -> None:
        tokens = list(doc)
        self.doc = doc
        self.text = [t.text for t in tokens]
        self.lower = [t.lower_ for t in tokens]
        self.lemma = [t.lemma_.lower() for t in tokens]
        self.pos = [t.pos_ for t in tokens]
        self.tag = [t.tag_ for t in tokens]
        self.full = [t.dep_ for t in tokens]
        self.dep = [t.label for t in tokens]
        self.head = [t.head.i for t in tokens]
        self.children: list[list[int]] = [[] for _ in tokens]
        for i, h in enumerate(self.head):
            if h != i and self.pos[i] != "SPACE":
                self.children[h].append(i)
        self.sentence = [0] * len(tokens)
        for n, sent in enumerate(doc.sents):
            self.sentence[sent.start : sent.end] = [n] * (sent.end - sent.start)

    def words(self, start: int, end: int) -> str:
        """The text of tokens [start, end) with single spaces."""
        return " ".join(self.doc[start:end].text.split())

    def opens(self, i: int) -> bool:
        """Whether a token is the first word of its sentence."""
        return i == 0 or self.sentence[i - 1] != self.sentence[i] or self.pos[i - 1] == "SPACE"

    def child(self, i: int, *deps: str) -> int | None:
        """The first dependent with one of the labels."""
        return next((c for c in self.children[i] if self.dep[c] in deps), None)

    def case(self, i: int) -> str:
        """The preposition of a noun, "" when it has none; the possessive mark counts as "'s"."""
        c = self.child(i, "case")
        return "" if c is None else ("'s" if self.lower[c] in ("'s", "’s", "'", "’") else self.lower[c])

    def role(self, i: int) -> float:
        """How salient the syntactic role of a noun makes it, from 0 to 1."""
        for _ in range(4):
            if self.dep[i] not in _TRANSPARENT or self.head[i] == i:
                break
            i = self.head[i]
        return ROLES.get(self.full[i], ROLES.get(self.dep[i], OTHER_ROLE))
