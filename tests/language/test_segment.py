"""Tokens and sentences: what ends a sentence and what does not; offsets never break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.language.segment import MAX_SENTENCE, segment
from truceline.language.typography import plain


def sentences(text: str) -> list[str]:
    return [s.text.strip() for s in segment(text).sents]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He met Gen. Ali. They talked.", ["He met Gen. Ali.", "They talked."]),
        (
            "Lt. Col. John F. Kelly left the U.S. The army stayed.",
            ["Lt. Col. John F. Kelly left the U.S.", "The army stayed."],
        ),
        ('"Stop!" he said. "We go." They went.', ['"Stop!" he said.', '"We go."', "They went."]),
        ("“I will. We must,” she said.", ["“I will.", "We must,” she said."]),
        ("Twelve died (see p. 3). Nobody was held.", ["Twelve died (see p. 3).", "Nobody was held."]),
        ("At 5 a.m. on Monday they left.", ["At 5 a.m. on Monday they left."]),
        (
            "The text was wrapped\nby hand in the middle of a line. It goes on.",
            ["The text was wrapped\nby hand in the middle of a line.", "It goes on."],
        ),
        ("First point\n\nSecond point", ["First point", "Second point"]),
        ("Demands:\n- amnesty\n- release of prisoners", ["Demands:", "- amnesty", "- release of prisoners"]),
        ("No. 5 was hit. No. That was 6.", ["No. 5 was hit.", "No.", "That was 6."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert sentences(text) == [plain(sentence) for sentence in expected]


def test_an_endless_sentence_is_cut() -> None:
    text = "and they fought, " * 500
    assert max(len(s) for s in segment(text).sents) <= 2 * MAX_SENTENCE


@given(st.text(max_size=300))
def test_tokens_read_back_from_any_text(text: str) -> None:
    doc = segment(text)
    assert doc.text == plain(text)
    assert all(plain(text)[t.idx : t.idx + len(t)] == t.text for t in doc)
