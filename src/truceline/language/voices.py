"""Who says "I", "we" and "you" outside quotation marks in an interview: the one who is asked."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass

from truceline.language import names
from truceline.language.aliases import Name, prepare
from truceline.language.clusters import Cluster, Clusters
from truceline.language.columns import Table
from truceline.language.quotes import quoted

_FEWEST = 2
"""Least number of questions that make an interview."""
_LONGEST_LABEL = 4
_DASHES = ("-", "–", "—")
"""Marks with which an answer may begin."""
_ASKING, _ANSWERING = ("Q", "QUESTION"), ("A", "ANSWER")
_QUOTATION = re.compile(r"[\"“«].*?[\"”»]|(?:^|(?<=\W))['‘].*?['’](?=\W|$)")
_NAME = re.compile(r"[^\W\d_a-z][\w-]*(?:['’](?!s\b)\w+)?(?: [^\W\d_a-z][\w-]*(?:['’](?!s\b)\w+)?)*(?!['’]s\b)\b")
_FIRST = frozenset(("i", "me", "my", "mine", "myself"))
SECOND_PERSON = frozenset(("you", "your", "yours", "yourself"))


Turn = tuple[int, int]


@dataclass(frozen=True)
class Voices:
    """Who is interviewed (`name`, and `interviewed` where the text names that one too), in which tokens "you" means that one
    (`asked`), and in which "I" and "we" do (`told`)."""

    interviewed: Cluster | None
    name: Name | None
    asked: frozenset[int]
    told: frozenset[int]
    quoted: frozenset[int]

    def means(self, i: int, word: str) -> bool:
        """Whether a first or second person outside quotation marks means the one interviewed."""
        return i in (self.asked if word in SECOND_PERSON else self.told) and i not in self.quoted

    def of(self, i: int, word: str) -> Cluster | None:
        """Whom a first or second person outside quotation marks means in an interview, where the text names that one."""
        return self.interviewed if self.means(i, word) else None


def hear(clusters: Clusters, title: str = "") -> Voices:
    """Whether a report is an interview, and whose."""
    table = clusters.table
    inside = frozenset(i for a, b in quoted(table) for i in range(a, b))
    turns = [(p.start, p.end) for p in table.doc.paragraphs()]
    label, asked, told = _labelled(table, turns) or ("", *_unlabelled(table, turns, inside))
    if not asked or not told:
        return Voices(None, None, frozenset(), frozenset(), inside)
    persons = [c for c in clusters.named() if c.type == "person"]
    named = [n for n in _titled(title) if not label or _bears(n, label)]
    who = (
        _bearer(persons, label)
        or next((c for n in named for c in persons if _bearer([c], n.text.split()[-1])), None)
        or (
            None
            if named or label
            else min((c for c in persons if c.start < asked[0][0]), key=lambda c: c.start, default=None)
        )
    )
    return Voices(who, None if who else next(iter(named), None), _tokens(asked), _tokens(told), inside)


def _tokens(turns: list[Turn]) -> frozenset[int]:
    return frozenset(i for t in turns for i in range(*t))


def _unlabelled(table: Table, turns: list[Turn], inside: frozenset[int]) -> tuple[list[Turn], list[Turn]]:
    """What is asked, and all that may be answer, where nothing but the words tells the turns apart."""
    asked = [t for t in turns if _is_question(table, t, inside)]
    answers = any(table.lower[i] in _FIRST and i not in inside for t in turns if t not in asked for i in range(*t))
    # A statement may say "you" in many paragraphs, but asks little.
    after = dict(itertools.pairwise(turns))
    put = [
        t
        for t in asked
        if _ends_asking(table, t) or _is_marked(table, t[0]) or table.text[after.get(t, t)[0]] in _DASHES
    ]
    return (asked, turns) if answers and len(put) >= _FEWEST and asked[0] != turns[0] else ([], [])


def _labelled(table: Table, turns: list[Turn]) -> tuple[str, list[Turn], list[Turn]] | None:
    """Turns that begin with the speakers' names, initials or parts ("BL: We have met"): who answers, what is asked and told."""
    labels = {t: label for t in turns if (label := _label(table, t))}
    times = Counter(labels.values())
    often = [label for label, n in times.most_common() if n > 1]
    if len(often) < 2:
        return None
    first = Counter(label for t, label in labels.items() if _ends_asking(table, t))
    asks = next((label for label in often if label.upper() in _ASKING), max(often, key=lambda label: first[label]))
    answers = next((label for label in often if label != asks), "")
    asked = [t for t, label in labels.items() if label == asks]
    told = [t for t, label in labels.items() if label == answers]
    return ("" if answers.upper() in _ANSWERING else answers), asked, told


def _label(table: Table, turn: Turn) -> str:
    """The last of the words before the colon with which a turn begins, "" for none: who speaks goes by a whole name first."""
    start, end = turn
    colon = next((i for i in range(start + 1, min(start + 1 + _LONGEST_LABEL, end)) if table.text[i] == ":"), None)
    if colon is None or not all(w[0].isupper() or w == "." for w in table.text[start:colon]):
        return ""
    return table.text[colon - 1]


def _bearer(persons: list[Cluster], label: str) -> Cluster | None:
    """The first person whose name a label is, or is the last word or the initials of."""
    return next((c for c in persons if label and any(_bears(n, label) for n in c.names.values())), None)


def _bears(name: Name, label: str) -> bool:
    words, word = name.text.casefold().split(), label.casefold()
    return word == words[-1] or (len(word) > 1 and word == "".join(w[0] for w in words))


def _titled(title: str) -> list[Name]:
    """The persons whom a title names outside quotation marks, and not as owners: "Ana Ruiz: 'We lied'"; not of "Ruiz's envoy"."""
    found = []
    for run in _NAME.finditer(_QUOTATION.sub(" ", title)):
        words = run[0].split()
        plain = [w for w in words if w not in names.words("titles")]
        titled = len(plain) < len(words) or title[run.end() : run.end() + 1] == ":"
        if plain and (titled or 1 < len(plain) < _LONGEST_LABEL):
            found.append(prepare(" ".join(plain)))
    return found


def _ends_asking(table: Table, turn: Turn) -> bool:
    """Whether a paragraph ends with a question mark, be it within emphasis or a quotation."""
    start, end = turn
    return "?" in table.text[max(start, end - 3) : end]


def _is_marked(table: Table, start: int, marks: tuple[str, ...] = _ASKING) -> bool:
    """Whether a paragraph opens with the mark of its part ("Q:", "A.")."""
    word = table.text[start].upper()
    return word.rstrip(".") in marks and (word.endswith(".") or table.text[start + 1 : start + 2] in ([":"], ["."]))


def _is_question(table: Table, turn: tuple[int, int], inside: frozenset[int]) -> bool:
    """Whether a paragraph is an interviewer's: marked so, or a question or address to "you" without an "I"."""
    start, end = turn
    if _is_marked(table, start):
        return True
    spoken = {table.lower[i] for i in range(start, end) if i not in inside}
    if spoken & _FIRST or _is_marked(table, start, _ANSWERING):
        return False
    return _ends_asking(table, turn) or (bool(spoken & SECOND_PERSON) and end - start < 60)
