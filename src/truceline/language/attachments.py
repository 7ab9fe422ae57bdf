"""Phrases that the parser hung on the wrong word, where their place in the sentence tells the right one.

A tree depends on every word of a sentence: the same phrase hangs here when a "that" stands before it, and there when none does.
"""

from __future__ import annotations

from truceline.datafiles import word_lists
from truceline.language.columns import listed
from truceline.language.document import Columns

_CLAUSES = frozenset(("ccomp", "advcl", "parataxis", "acl", "acl:relcl", "conj"))
_STOPS = frozenset((",", ";", ":", "“", "”", "–", "(", ")"))
_parties = word_lists("parties.yaml")


def reattach(columns: Columns) -> None:
    """Hang phrases where they belong, by rule."""
    tree = _Tree(columns)
    for i, dep in enumerate(columns.deps):
        if dep == "root":
            tree.lower_source(i)
        elif dep in ("obl", "obl:agent"):
            tree.hang_in_content(i)
            tree.hang_on_number(i)
        elif dep == "obj":
            tree.hang_on_nearer_verb(i)
        elif dep == "advcl" and columns.tags[i] == "VBN":
            tree.hang_on_noun(i)
        elif dep.startswith("nsubj"):
            tree.join_nouns(i)


class _Tree:
    """The columns of a text, with what hangs on each word as the parser saw it."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.below: dict[int, list[int]] = {}
        for i, head in enumerate(columns.heads):
            if head != i:
                self.below.setdefault(head, []).append(i)

    def children(self, head: int, *deps: str) -> list[int]:
        """What hangs on a word by one of the labels."""
        return [i for i in self.below.get(head, ()) if self.columns.deps[i] in deps]

    def preposition(self, noun: int) -> tuple[int, str]:
        """Where the preposition of a noun stands, and the word; -1 and "" where there is none."""
        found = self.children(noun, "case")
        return (found[0], self.columns.words[found[0]].lower()) if found else (-1, "")

    def lower_source(self, noun: int) -> None:
        """ "Three bombs went off, according to a police officer": the clause heads its sentence, not the source."""
        columns, (at, word) = self.columns, self.preposition(noun)
        if word != "according":
            return
        clauses = [
            c for c in (*self.children(noun, *_CLAUSES), *self.children(at, *_CLAUSES)) if columns.pos[c] == "VERB"
        ]
        if clauses:
            columns.heads[clauses[0]], columns.deps[clauses[0]] = clauses[0], "root"
            columns.heads[noun], columns.deps[noun] = clauses[0], "obl"

    def hang_in_content(self, noun: int) -> None:
        """ "Said that troops killed nine rebels on Sunday": a day or place behind the content belongs to it, not to the saying."""
        columns, verb = self.columns, self.columns.heads[noun]
        if columns.pos[noun] != "PROPN" or columns.lemmas[verb].lower() not in listed("saying"):
            return
        content = [c for c in self.children(verb, "ccomp") if verb < c < noun]
        if content and _STOPS.isdisjoint(columns.words[content[-1] + 1 : noun]):
            columns.heads[noun] = content[-1]

    def hang_on_nearer_verb(self, noun: int) -> None:
        """ "Tore through a square and killed nine": the object is the second verb's, where the first has a phrase of its own."""
        columns, first = self.columns, self.columns.heads[noun]
        verbs = [v for v in self.children(first, "conj") if first < v < noun and columns.pos[v] == "VERB"]
        if (
            verbs
            and not self.children(verbs[-1], "obj")
            and any(o < verbs[-1] for o in self.children(first, "obl") if o > first)
        ):
            columns.heads[noun] = verbs[-1]

    def hang_on_number(self, noun: int) -> None:
        """ "Held by thousands of people": of whom they are thousands."""
        columns, (at, word) = self.columns, self.preposition(noun)
        counted = at - 1
        if word != "of" or counted < 0 or columns.lemmas[counted].lower() not in _parties("quantities"):
            return
        if columns.heads[counted] == columns.heads[noun]:
            columns.heads[noun], columns.deps[noun] = counted, "nmod"

    def join_nouns(self, noun: int) -> None:
        """ "The air force bombed": two nouns side by side that a parser takes for two subjects are one."""
        columns, after = self.columns, noun + 1
        pair = columns.words[noun : noun + 2]
        if len(pair) < 2 or not all(w.islower() for w in pair) or columns.pos[noun] != "NOUN":
            return
        if columns.heads[after] == columns.heads[noun] > after and columns.deps[after] == columns.deps[noun]:
            columns.heads[noun], columns.deps[noun] = after, "compound"

    def hang_on_noun(self, participle: int) -> None:
        """ "Fled the village shelled by the army": a participle right behind an object tells of it."""
        columns, noun, verb = self.columns, participle - 1, self.columns.heads[participle]
        if noun <= verb or columns.heads[noun] != verb or columns.deps[noun] not in ("obj", "obl"):
            return
        if columns.pos[noun] in ("NOUN", "PROPN") and not self.children(
            participle, "mark", "nsubj", "nsubj:pass", "aux"
        ):
            columns.heads[participle], columns.deps[participle] = noun, "acl"
