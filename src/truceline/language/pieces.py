"""Words into the encoder's word pieces, with what lower-casing loses kept as a shape per word."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from truceline.language.typography import as_learnt, compound_numbers, small_numbers

MAX_PIECES_PER_WORD = 12
"""A longer word (a URL, a hash) is cut: its first pieces say enough."""

SHAPES = 16
"""Number of shape ids: eight kinds of casing, each also for the first word of a sentence."""


@lru_cache(maxsize=200_000)
def shape(word: str, first: bool) -> int:
    """The casing of a word as a small id; `first` says that it begins a sentence, where capitals say less."""
    if not any(c.isalnum() for c in word):
        kind = 6
    elif word in small_numbers():
        kind = 1
    elif any(c.isdigit() for c in word) or word.lower() in compound_numbers():
        kind = 5
    elif word.islower():
        kind = 1
    elif word.isupper():
        kind = 3 if len(word) > 1 else 7
    elif word.istitle():
        kind = 2
    else:
        kind = 4
    return kind + (8 if first else 0)


class WordPieces:
    """Cuts words into piece ids; remembers words, since news repeats itself."""

    def __init__(self, tokenizer_file: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer_file))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._known: dict[str, tuple[int, ...]] = {}
        self.cls: int = self._tokenizer.token_to_id("[CLS]") or 0
        self.sep: int = self._tokenizer.token_to_id("[SEP]") or 0
        self._unknown: tuple[int, ...] = (self._tokenizer.token_to_id("[UNK]") or 0,)

    def __call__(self, word: str) -> tuple[int, ...]:
        """The piece ids of one word, at least one."""
        ids = self._known.get(word)
        if ids is None:
            encoded = self._tokenizer.encode(as_learnt(word), add_special_tokens=False).ids
            ids = tuple(encoded[:MAX_PIECES_PER_WORD]) or self._unknown
            if len(self._known) < 200_000:
                self._known[word] = ids
        return ids


def pack(lengths: list[int], limit: int) -> list[tuple[int, int]]:
    """Group consecutive sentences into windows of at most `limit` pieces (a longer sentence stands alone).

    Takes the piece length of each sentence; gives [first, last) sentence index ranges.
    """
    windows, start, size = [], 0, 0
    for i, n in enumerate(lengths):
        if size and size + n > limit:
            windows.append((start, i))
            start, size = i, 0
        size += n
    if start < len(lengths):
        windows.append((start, len(lengths)))
    return windows


def arrays(
    windows: list[tuple[list[list[int] | tuple[int, ...]], list[int], list[int]]], cls: int, sep: int
) -> dict[str, np.ndarray]:
    """Pad windows into the encoder's input arrays.

    A window is (piece ids per word, shape per word, sentence number per word). Gives `ids`, `shapes`, `mask`
    [windows, pieces], and per word `first` (index of its first piece) and `sentence` (-1 where padded).
    """
    n_pieces = max(sum(map(len, w[0])) for w in windows) + 2
    n_words = max(len(w[0]) for w in windows)
    out = {k: np.zeros((len(windows), n_pieces), np.int64) for k in ("ids", "shapes", "mask")}
    out["first"] = np.zeros((len(windows), n_words), np.int64)
    out["sentence"] = np.full((len(windows), n_words), -1, np.int64)
    for row, (pieces, shapes, sentence) in enumerate(windows):
        ids, kinds, first = [cls], [0], []
        for word, kind in zip(pieces, shapes, strict=True):
            first.append(len(ids))
            ids.extend(word)
            kinds.extend([kind] * len(word))
        ids.append(sep)
        kinds.append(0)
        out["ids"][row, : len(ids)] = ids
        out["shapes"][row, : len(ids)] = kinds
        out["mask"][row, : len(ids)] = 1
        out["first"][row, : len(first)] = first
        out["sentence"][row, : len(first)] = sentence
    return out
