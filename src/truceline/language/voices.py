"""Who says "I", "we" and "you" outside quotation marks in an interview: the one who is asked."""

from __future__ import annotations

from dataclasses import dataclass

from truceline.language.clusters import Cluster, Clusters
from truceline.language.columns import Table
from truceline.language.quotes import quoted

_FIRST = frozenset(("i", "me", "my", "mine", "myself"))
SECOND_PERSON = frozenset(("you", "your", "yours", "yourself"))


@dataclass(frozen=True)
class Voices:
    """The one interviewed, and in which tokens' sentences (`asked`) "you" means that one."""

    interviewed: Cluster | None
    asked: frozenset[int]
    quoted: frozenset[int]

    def of(self, i: int, word: str) -> Cluster | None:
        """Whom a first or second person outside quotation marks means in an interview."""
        if i in self.quoted or (word in SECOND_PERSON and i not in self.asked):
            return None
        return self.interviewed


def hear(clusters: Clusters) -> Voices:
    """Whether a report is an interview, and whose."""
    table = clusters.table
    inside = frozenset(i for a, b in quoted(table) for i in range(a, b))
    turns = [(p.start, p.end) for p in table.doc.paragraphs()]
    asked = [t for t in turns if _is_question(table, t, inside)]
    answers = any(table.lower[i] in _FIRST and i not in inside for t in turns if t not in asked for i in range(*t))
    if not asked or not answers or asked[0] == turns[0]:
        return Voices(None, frozenset(), inside)
    first = asked[0][0]
    persons = [c for c in clusters.clusters if c.type == "person" and c.names and c.start < first]
    return Voices(
        min(persons, key=lambda c: c.start, default=None), frozenset(i for t in asked for i in range(*t)), inside
    )


def _is_question(table: Table, turn: tuple[int, int], inside: frozenset[int]) -> bool:
    """Whether a paragraph is an interviewer's: marked so, or a question or address to "you" without an "I"."""
    start, end = turn
    if table.text[start] in ("Q", "Question") and table.text[start + 1 : start + 2] in ([":"], ["."]):
        return True
    spoken = {table.lower[i] for i in range(start, end) if i not in inside}
    if spoken & _FIRST or table.text[start] in ("A", "Answer"):
        return False
    return table.text[end - 1] == "?" or (bool(spoken & SECOND_PERSON) and end - start < 60)
