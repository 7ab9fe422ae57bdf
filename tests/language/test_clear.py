"""A pipeline with ClearNLP labels is read like the shipped model."""

import pytest
import spacy
from spacy.tokens import Doc

from truceline import Report
from truceline.language.clear import universal_doc
from truceline.reading.reader import read_doc


def doc(rows: str, ents: list[str] | None = None) -> Doc:
    """A Doc from rows of word, lemma, part of speech, head (counted from 0), label."""
    cells = [r.split() for r in rows.strip().splitlines()]
    words, lemmas, pos, heads, deps = zip(*cells, strict=True)
    return Doc(
        spacy.blank("en").vocab,
        list(words),
        heads=[int(h) for h in heads],
        deps=list(deps),
        pos=list(pos),
        lemmas=list(lemmas),
        ents=ents,
    )


PASSIVE = """
Soldiers soldier NOUN 2 nsubjpass
were be AUX 2 auxpass
killed kill VERB 2 ROOT
by by ADP 2 agent
rebels rebel NOUN 3 pobj
in in ADP 2 prep
Gao Gao PROPN 5 pobj
. . PUNCT 2 punct
"""


def test_prepositions_become_marks_of_their_nouns() -> None:
    out = universal_doc(doc(PASSIVE))
    assert [(t.text, t.dep_, t.head.text) for t in out if t.pos_ != "PUNCT"] == [
        ("Soldiers", "nsubj:pass", "killed"),
        ("were", "aux:pass", "killed"),
        ("killed", "root", "killed"),
        ("by", "case", "rebels"),
        ("rebels", "obl:agent", "killed"),
        ("in", "case", "Gao"),
        ("Gao", "obl", "killed"),
    ]


def test_what_follows_a_copula_heads_the_clause() -> None:
    rows = """
    Khan Khan PROPN 1 nsubj
    is be AUX 1 ROOT
    a a DET 3 det
    minister minister NOUN 1 attr
    """
    out = universal_doc(doc(rows))
    assert [(t.text, t.dep_, t.head.text) for t in out] == [
        ("Khan", "nsubj", "minister"),
        ("is", "cop", "minister"),
        ("a", "det", "minister"),
        ("minister", "root", "minister"),
    ]


def test_a_universal_parse_stays_as_it_is() -> None:
    rows = """
    Rebels rebel NOUN 1 nsubj
    attacked attack VERB 1 root
    Gao Gao PROPN 1 obj
    """
    assert [t.dep_ for t in universal_doc(doc(rows))] == ["nsubj", "root", "obj"]


@pytest.mark.parametrize("ents", [None, ["O", "O", "O", "O", "O", "O", "B-GPE", "O"]])
def test_such_a_parse_is_read_into_claims(ents: list[str] | None) -> None:
    parsed = universal_doc(doc(PASSIVE, ents))
    (claim,) = read_doc(Report(id="test", text=parsed.text), parsed).claims
    assert claim.event == "ASSAULT"
    assert [e.name for e in claim.actor] == ["rebels"]
    assert len(claim.recipient) == 1
