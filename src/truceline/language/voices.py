"""Who says "I", "we" and "you" outside quotation marks in an interview: the one who is asked."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from truceline.language.aliases import Name
from truceline.language.clusters import Cluster, Clusters
from truceline.language.columns import Table
from truceline.language.quotes import quoted

_FIRST = frozenset(("i", "me", "my", "mine", "myself"))
SECOND_PERSON = frozenset(("you", "your", "yours", "yourself"))


Turn = tuple[int, int]


@dataclass(frozen=True)
class Voices:
    """The one interviewed, in which tokens "you" means that one (`asked`), and in which "I" and "we" do (`told`)."""

    interviewed: Cluster | None
    asked: frozenset[int]
    told: frozenset[int]
    quoted: frozenset[int]

    def of(self, i: int, word: str) -> Cluster | None:
        """Whom a first or second person outside quotation marks means in an interview."""
        meant = i in (self.asked if word in SECOND_PERSON else self.told)
        return self.interviewed if meant and i not in self.quoted else None


def hear(clusters: Clusters) -> Voices:
    """Whether a report is an interview, and whose."""
    table = clusters.table
    inside = frozenset(i for a, b in quoted(table) for i in range(a, b))
    turns = [(p.start, p.end) for p in table.doc.paragraphs()]
    if (labelled := _labelled(clusters, turns)) is not None:
        who, asked, told = labelled
        return Voices(who, _tokens(asked), _tokens(told), inside)
    asked = [t for t in turns if _is_question(table, t, inside)]
    answers = any(table.lower[i] in _FIRST and i not in inside for t in turns if t not in asked for i in range(*t))
    if not asked or not answers or asked[0] == turns[0]:
        return Voices(None, frozenset(), frozenset(), inside)
    first = asked[0][0]
    persons = [c for c in clusters.clusters if c.type == "person" and c.names and c.start < first]
    return Voices(min(persons, key=lambda c: c.start, default=None), _tokens(asked), _tokens(turns), inside)


def _tokens(turns: list[Turn]) -> frozenset[int]:
    return frozenset(i for t in turns for i in range(*t))


def _labelled(clusters: Clusters, turns: list[Turn]) -> tuple[Cluster, list[Turn], list[Turn]] | None:
    """Who is interviewed where turns begin with the speakers' names or initials ("BL: We have met"): with what is asked and told."""
    labels = {t: label for t in turns if (label := _label(clusters.table, t))}
    times = Counter(labels.values())
    often = {label for label, n in times.items() if n > 1}
    persons = [c for c in clusters.named() if c.type == "person"]
    bearers = (
        (label, c) for label in sorted(often) for c in persons if any(_bears(n, label) for n in c.names.values())
    )
    label, who = next(bearers, ("", None))
    if who is None or len(often) < 2:
        return None
    asked = [t for t, other in labels.items() if other in often and other != label]
    return who, asked, [t for t, own in labels.items() if own == label]


def _label(table: Table, turn: Turn) -> str:
    """The word before the colon with which a turn begins, "" for none."""
    start, end = turn
    begins = start + 1 < end and table.text[start + 1] == ":" and table.text[start][0].isupper()
    return table.text[start] if begins else ""


def _bears(name: Name, label: str) -> bool:
    """Whether a label is the initials or the last word of a person's name."""
    words = name.text.split()
    return label in ("".join(w[0] for w in words), words[-1], words[-1].upper())


def _is_question(table: Table, turn: tuple[int, int], inside: frozenset[int]) -> bool:
    """Whether a paragraph is an interviewer's: marked so, or a question or address to "you" without an "I"."""
    start, end = turn
    if table.text[start] in ("Q", "Question") and table.text[start + 1 : start + 2] in ([":"], ["."]):
        return True
    spoken = {table.lower[i] for i in range(start, end) if i not in inside}
    if spoken & _FIRST or table.text[start] in ("A", "Answer"):
        return False
    return table.text[end - 1] == "?" or (bool(spoken & SECOND_PERSON) and end - start < 60)
