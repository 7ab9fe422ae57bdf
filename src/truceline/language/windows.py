"""A text in windows: the sentences that the encoder sees together."""

from __future__ import annotations

from itertools import chain

from truceline.language.pieces import WordPieces, pack
from truceline.language.segment import Cut

WINDOW = 160
"""Word pieces per window: about eight sentences of context, as in training."""

Window = list[list[int]]
"""Per sentence the indices of its tokens, white space left out."""


def windows_of(text: Cut, pieces: WordPieces) -> list[Window]:
    """The windows of a text, in order."""
    sentences: Window = []
    starts = True
    for i, word in enumerate(text.words):
        starts = starts or i in text.starts
        if not word.isspace():
            if starts:
                sentences.append([])
            sentences[-1].append(i)
            starts = False
    lengths = [sum(len(pieces(text.words[i])) for i in s) for s in sentences]
    return [sentences[a:b] for a, b in pack(lengths, WINDOW)]


def tokens_of(windows: list[Window]) -> list[int]:
    """The tokens of all windows, in order."""
    return list(chain.from_iterable(chain.from_iterable(windows)))
