"""From arc scores to dependency trees: one root a sentence, no cycles.

The best head of every word is a tree nearly always; only where it is not, the maximum spanning tree is found by
Chu-Liu and Edmonds (Edmonds 1967, J. Res. Nat. Bur. Standards 71B).
"""

from __future__ import annotations

import itertools

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Index = NDArray[np.int64]


def best_heads(scores: Scores, sentence: Index) -> Index:
    """Head of every word in a window, as an index into it; a root is its own head.

    `scores[i, j]` says how well word j heads word i (the diagonal: how well i is a root); `sentence` numbers each
    word's sentence and is -1 for padding, whose head is 0.
    """
    heads = np.zeros(len(sentence), np.int64)
    words = int((sentence >= 0).sum())
    starts = [0, *(np.flatnonzero(np.diff(sentence[:words])) + 1).tolist(), words]
    for a, b in itertools.pairwise(starts):
        if b > a:
            heads[a:b] = a + tree(scores[a:b, a:b])
    return heads


def tree(scores: Scores) -> Index:
    """The best single-rooted tree over one sentence's arc scores; the root is its own head."""
    n = len(scores)
    heads: Index = scores.argmax(1)
    if _is_tree(heads):
        return heads
    best: Index | None = None
    best_score = -np.inf
    for root in np.argsort(-scores.diagonal())[: min(n, 3)]:
        candidate = _spanning(scores, int(root))
        score = float(scores[np.arange(n), candidate].sum())
        if score > best_score:
            best, best_score = candidate, score
    assert best is not None
    return best


def _is_tree(heads: Index) -> bool:
    roots = np.flatnonzero(heads == np.arange(len(heads)))
    if len(roots) != 1:
        return False
    up = heads
    for _ in range(max(1, int(np.ceil(np.log2(len(heads) + 1))))):
        up = up[up]
    return bool((up == roots[0]).all())


def _spanning(scores: Scores, root: int) -> Index:
    """Chu-Liu/Edmonds with a fixed root."""
    n = len(scores)
    work = scores.astype(np.float64).copy()
    np.fill_diagonal(work, -np.inf)
    work[root, :] = -np.inf
    work[root, root] = 0.0
    heads: Index = work.argmax(1)
    cycle = _cycle(heads, root)
    if cycle is None:
        return heads
    inside = np.zeros(n, bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    k = len(outside)
    place = {int(node): i for i, node in enumerate(outside)}
    own = work[cycle, heads[cycle]]
    small = np.full((k + 1, k + 1), -np.inf)
    small[:k, :k] = work[np.ix_(outside, outside)]
    small[:k, k] = work[np.ix_(outside, cycle)].max(1)
    enter = work[np.ix_(cycle, outside)] - own[:, None]
    small[k, :k] = enter.max(0)
    best_in = enter.argmax(0)
    best_out = work[np.ix_(outside, cycle)].argmax(1)
    solved = _spanning(small, place[root])
    result: Index = heads.copy()
    for i, node in enumerate(outside):
        result[node] = cycle[best_out[i]] if solved[i] == k else outside[solved[i]]
    entry = int(solved[k])
    result[cycle[best_in[entry]]] = outside[entry]
    result[root] = root
    return result


def _cycle(heads: Index, root: int) -> Index | None:
    state = np.zeros(len(heads), np.int8)
    state[root] = 2
    for start in range(len(heads)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return np.array(path[path.index(node) :])
        state[path] = 2
    return None
