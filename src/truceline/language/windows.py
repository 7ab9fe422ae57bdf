"""A text in windows: the sentences that the encoder sees together."""

from __future__ import annotations

from itertools import chain

from truceline.language.pieces import WordPieces, pack
from truceline.language.segment import Cut

WINDOW = 160
"""Word pieces per window: about eight sentences of context, as in training."""
ENOUGH = 48
"""Word pieces with which a window may end where a paragraph does. What a paragraph says is then read the same
whatever stands further up or down in the report."""

Window = list[list[int]]
"""Per sentence the indices of its tokens, white space left out."""


def windows_of(text: Cut, pieces: WordPieces) -> list[Window]:
    """The windows of a text, in order."""
    sentences: Window = []
    breaks: set[int] = set()
    starts, broken = True, False
    for i, word in enumerate(text.words):
        starts = starts or i in text.starts
        if word.isspace():
            broken = broken or "\n" in word
            continue
        if starts:
            if broken:
                breaks.add(len(sentences))
            sentences.append([])
        sentences[-1].append(i)
        starts = broken = False
    lengths = [sum(len(pieces(text.words[i])) for i in s) for s in sentences]
    return [sentences[a:b] for a, b in pack(lengths, WINDOW, breaks, ENOUGH)]


def tokens_of(windows: list[Window]) -> list[int]:
    """The tokens of all windows, in order."""
    return list(chain.from_iterable(chain.from_iterable(windows)))
