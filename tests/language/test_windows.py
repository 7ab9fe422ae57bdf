"""How a text is cut into the windows that the encoder sees."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from truceline.language.encoder import MODEL_FOLDER
from truceline.language.pieces import WordPieces
from truceline.language.segment import cut
from truceline.language.windows import WINDOW, tokens_of, windows_of

PIECES = WordPieces(MODEL_FOLDER / "tokenizer.json")
SENTENCE = (
    "The minister said on Monday that the talks with the rebels of the north would go on for another week in Geneva. "
)
PARAGRAPH = SENTENCE * 3


@given(
    st.lists(
        st.sampled_from(
            ["Talks began. ", "A bomb exploded in the market.\n", "\n\n", "“No,” he said. ", "x" * 30 + " "]
        )
    )
)
def test_every_word_stands_in_one_window_in_order(parts: list[str]) -> None:
    found = cut("".join(parts))
    assert tokens_of(windows_of(found, PIECES)) == [i for i, w in enumerate(found.words) if not w.isspace()]


def test_no_window_is_longer_than_the_encoder_learnt_from() -> None:
    found = cut(SENTENCE * 40)
    sizes = [sum(len(PIECES(found.words[i])) for s in window for i in s) for window in windows_of(found, PIECES)]
    assert max(sizes) <= WINDOW


def test_a_paragraph_is_seen_alike_wherever_it_stands() -> None:
    def seen(text: str) -> list[list[str]]:
        found = cut(text)
        return [[found.words[i] for s in window for i in s] for window in windows_of(found, PIECES)]

    other = "Snow fell in the hills. Trains were late. " * 5
    alone = seen(PARAGRAPH)
    assert seen(other + "\n\n" + PARAGRAPH)[-len(alone) :] == alone
