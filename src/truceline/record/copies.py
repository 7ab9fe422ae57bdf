"""Near-copies: texts that share most of their runs of three words, found without comparing all with all.

MinHash and banding as in Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3; the hash functions are
multiply-shift (Dietzfelbinger et al. 1997). With 32 bands of 4 rows, texts of Jaccard similarity 0.5 meet in a band
with probability 0.87, of 0.6 with 0.99, of 0.1 with 0.003.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from truceline.record.identity import folded

BANDS, ROWS = 32, 4
WORDS = 3
"""Words in a run (shingle)."""

ALIKE = 0.5
"""Jaccard similarity from which two texts are copies: one agency's story with another opening, or a line cut."""

CONTAINED = 0.8
"""Share of the shorter text from which it is a cut copy of the longer one."""

LONG_ENOUGH = 30
"""Runs of words that a text must have for a cut of it to be told from a set phrase."""

DAYS_APART = 5
"""A story is syndicated within days. Later look-alikes are the next of a series, as weekly bulletins are."""

_SIZE = BANDS * ROWS
_BLOCK = 4096
_RANDOM = np.random.default_rng(20211002)
_FACTORS = _RANDOM.integers(1, 2**63, size=_SIZE, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
_ADDED = _RANDOM.integers(0, 2**63, size=_SIZE, dtype=np.uint64)


@dataclass(frozen=True)
class Signature:
    """A text's MinHash values and the number of its distinct runs of words."""

    values: NDArray[np.uint32]
    shingles: int

    def to_bytes(self) -> bytes:
        """The values as stored: 32-bit numbers, little-endian."""
        return self.values.astype("<u4").tobytes()

    @classmethod
    def from_bytes(cls, data: bytes, shingles: int) -> Signature:
        """The signature of what `to_bytes` gave."""
        return cls(np.frombuffer(data, dtype="<u4").astype(np.uint32), shingles)

    def bands(self) -> list[int]:
        """Keys, in 63 bits, of which near-copies share at least one."""
        rows = self.values.astype("<u4").reshape(BANDS, ROWS)
        digests = (hashlib.blake2b(bytes([i]) + rows[i].tobytes(), digest_size=8).digest() for i in range(BANDS))
        return [int.from_bytes(d) >> 1 for d in digests]

    def likeness(self, other: Signature) -> float:
        """Estimated Jaccard similarity of two texts (standard error at most 0.044)."""
        return float(np.mean(self.values == other.values))


def signature(text: str) -> Signature:
    """The MinHash signature of a text."""
    words = folded(text).split()
    runs = {" ".join(words[i : i + WORDS]) for i in range(max(1, len(words) - WORDS + 1))}
    hashes = np.fromiter((zlib.crc32(run.encode()) for run in sorted(runs)), dtype=np.uint64, count=len(runs))
    least = np.full(_SIZE, 2**32 - 1, dtype=np.uint32)
    for start in range(0, len(hashes), _BLOCK):
        block = hashes[start : start + _BLOCK, None]
        least = np.minimum(least, ((block * _FACTORS + _ADDED) >> np.uint64(32)).astype(np.uint32).min(axis=0))
    return Signature(least, len(runs))


def are_copies(one: Signature, other: Signature) -> bool:
    """Whether two texts are versions of one text: alike as wholes, or the shorter one mostly part of the longer."""
    likeness = one.likeness(other)
    if likeness >= ALIKE:
        return True
    shorter = min(one.shingles, other.shingles)
    shared = likeness / (1 + likeness) * (one.shingles + other.shingles)
    return shorter >= LONG_ENOUGH and shared / shorter >= CONTAINED
