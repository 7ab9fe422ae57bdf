"""Scored pairs of claims, packed eight bytes a pair, and the sets of claims that they connect.

Whether two claims become one group depends only on claims that a chain of pairs connects with them. So a million claims are
grouped one such set at a time, and their pairs fit in memory.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

_BITS = 24
"""So many bits hold a position: 16 million claims."""
_HIGHEST = 1 << 15
"""Above every score, in thousandths."""
_MASK = (1 << _BITS) - 1

Scored = tuple[int, int, int]
"""Score in thousandths, first and second position."""


class Packed:
    """Scored pairs, each kept once however often it is added."""

    def __init__(self) -> None:
        self._rows = array("Q")

    def add(self, score: int, a: int, b: int) -> None:
        """Keep a pair, a < b; its score lies between -32768 and 32767."""
        self._rows.append((_HIGHEST - score) << 2 * _BITS | a << _BITS | b)

    def strongest_first(self) -> NDArray[np.uint64]:
        """The rows without repetition: the highest score first, and of one score the first positions."""
        return np.unique(np.frombuffer(self._rows, dtype=np.uint64))


def connected(pairs: Packed, positions: int) -> Iterator[list[Scored]]:
    """The pairs of each set of positions that they connect, the strongest first; `positions` are all there can be."""
    rows = pairs.strongest_first()
    if not len(rows):
        return
    first = (rows >> np.uint64(_BITS)) & np.uint64(_MASK)
    second = rows & np.uint64(_MASK)
    roots = _roots(first, second, positions)[first]
    order = np.argsort(roots, kind="stable")
    ends = np.flatnonzero(np.diff(roots[order])) + 1
    for part in np.split(order, ends):
        scores = _HIGHEST - (rows[part] >> np.uint64(2 * _BITS)).astype(np.int64)
        yield list(zip(scores.tolist(), first[part].tolist(), second[part].tolist(), strict=True))


def _roots(first: NDArray[np.uint64], second: NDArray[np.uint64], positions: int) -> NDArray[np.int64]:
    """For each position one that stands for all that it is connected with (union-find with path halving)."""
    above = list(range(positions))
    for a, b in zip(first.tolist(), second.tolist(), strict=True):
        while above[a] != a:
            above[a] = a = above[above[a]]
        while above[b] != b:
            above[b] = b = above[above[b]]
        if a != b:
            above[max(a, b)] = min(a, b)
    for position, up in enumerate(above):
        above[position] = above[up]  # of a lower position, and so set already
    return np.array(above, dtype=np.int64)
