"""Nothing is in the record without its words: every span of every claim lies in the text, whatever the text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from truceline import Report
from truceline.reading.reader import Reader

PIECES = [
    "KABUL, Oct 2 (Reuters) - ", "The army", "Gunmen", "Prime Minister Imran Khan", "the Taliban", " killed ", " attacked ",
    "12 soldiers", "dozens of people", " said ", "according to officials", ", ", ". ", "\n\n", "\n", "“", "”", '"', "'", "(", ")",
    " on Monday", " in Gao", " if ", "the rebels lay down their arms", " would ", " not ", "talks between A and B", " denied ",
    "responsibility for the attack", "\u200b", "\u202e", "\u00a0", "😀", "é", "e\u0301", "中文", "12", "...", "—", "•", "\t", "a" * 40,
]  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), min_size=1, max_size=40))
def test_every_span_of_every_claim_lies_in_the_text_and_reads_back(reader: Reader, pieces: list[str]) -> None:
    text = "".join(pieces)
    if not any(c.isalnum() for c in text):
        return
    record = reader.read(Report(id="test", text=text))
    assert record.report.text == text
    for claim in record.claims:
        for start, end in claim.spans():
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip()
        assert claim.span[0] <= claim.trigger[0] < claim.trigger[1] <= claim.span[1]


@pytest.mark.parametrize(
    "text",
    [
        '"' * 400 + "attack",
        "“He said: ‘she said: “they killed him”’”" * 30,
        "12 13 14 2021",
        "The army killed three rebels in the north, said the Afghan",
        '"We attacked." "We won."',
        "x " * 5000,
    ],
)
def test_odd_texts_are_read_without_error(reader: Reader, text: str) -> None:
    assert reader.read(Report(id="test", text=text)).report.text == text
