"""A document means what a spaCy Doc of the same parse means."""

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from truceline.language.document import Columns, Document, Span

VOCAB = spacy.blank("en").vocab
WORDS = ["Rebels", "left", ".", "The", "army", ",", "he", "said", "\n\n", "stayed"]


@st.composite
def parses(draw: st.DrawFn) -> Columns:
    """Some sentences, in each of which every word hangs on the first or on the word before it."""
    heads: list[int] = []
    for size in draw(st.lists(st.integers(1, 6), min_size=1, max_size=4)):
        start = len(heads)
        heads += [start, *(draw(st.sampled_from((start, i - 1))) for i in range(start + 1, start + size))]
    words = [draw(st.sampled_from(WORDS)) for _ in heads]
    spaces = [draw(st.booleans()) for _ in heads]
    deps = ["root" if head == i else draw(st.sampled_from(("obj", "nsubj:pass"))) for i, head in enumerate(heads)]
    return Columns(words, spaces, heads, deps, ["X"] * len(heads), [""] * len(heads), words)


def spacy_doc(columns: Columns) -> Doc:
    return Doc(VOCAB, list(columns.words), list(columns.spaces), heads=columns.heads, deps=columns.deps)


@settings(max_examples=60, deadline=None)
@given(parses(), st.integers(0, 40), st.integers(1, 12))
def test_a_document_agrees_with_a_spacy_doc(columns: Columns, at: int, length: int) -> None:
    ours, theirs = Document(columns), spacy_doc(columns)
    assert ours.text == theirs.text
    assert [(s.start, s.end, s.root.i, s.text) for s in ours.sents] == [
        (s.start, s.end, s.root.i, s.text) for s in theirs.sents
    ]
    for a, b in zip(ours, theirs, strict=True):
        assert (a.idx, a.lower_, a.dep_, a.is_space, a.is_punct, a.head.i) == (
            b.idx, b.lower_, b.dep_, b.is_space, b.is_punct, b.head.i,
        )  # fmt: skip
        assert [c.i for c in a.children] == [c.i for c in b.children]
        assert [c.i for c in a.subtree] == sorted(c.i for c in b.subtree)
        assert (a.left_edge.i, a.right_edge.i, a.sent.start) == (b.left_edge.i, b.right_edge.i, b.sent.start)
    if at + length <= len(ours.text):
        mine, other = ours.char_span(at, at + length), theirs.char_span(at, at + length, alignment_mode="expand")
        assert mine is not None
        assert (mine.start, mine.end) == (other.start, other.end)


def test_of_names_that_overlap_the_longest_stays() -> None:
    columns = Columns(WORDS[:5], [True] * 5, [0] * 5, ["root", *["dep"] * 4], ["X"] * 5, [""] * 5, WORDS[:5])
    doc = Document(columns)
    doc.set_ents([Span(doc, 0, 2, "ORG"), Span(doc, 1, 4, "PERSON"), Span(doc, 4, 5, "GPE")])
    assert [(e.text, e.label_) for e in doc.ents] == [("left . The", "PERSON"), ("army", "GPE")]
    assert [t.ent_type_ for t in doc] == ["", "PERSON", "PERSON", "PERSON", "GPE"]


def test_neighbours_end_at_the_text() -> None:
    doc = Document(Columns(["No"], [False], [0], ["root"], ["X"], [""], ["no"]))
    with pytest.raises(IndexError):
        doc[0].nbor(-1)
    assert len(doc[1:3]) == 0
