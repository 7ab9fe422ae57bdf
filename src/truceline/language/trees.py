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
    if _is_tree(heads.tolist()):
        return heads
    nearest = np.where(np.eye(n, dtype=bool), -np.inf, scores).argmax(1)
    best: Index | None = None
    best_score = -np.inf
    for root in np.argsort(-scores.diagonal())[: min(n, 3)].tolist():
        greedy = nearest.copy()
        greedy[root] = root
        if _total(scores, greedy) <= best_score:
            continue  # the best heads alone, cycles and all, are no better than the best tree so far
        candidate = _spanning(scores, root)
        score = _total(scores, candidate)
        if score > best_score:
            best, best_score = candidate, score
    assert best is not None
    return best


def _total(scores: Scores, heads: Index) -> float:
    return float(scores[np.arange(len(heads)), heads].sum())


def _is_tree(heads: list[int]) -> bool:
    roots = [i for i, head in enumerate(heads) if head == i]
    return len(roots) == 1 and _cycle(heads, roots[0]) is None


def _spanning(scores: Scores, root: int) -> Index:
    """Chu-Liu/Edmonds with a fixed root."""
    n = len(scores)
    work = scores.astype(np.float64).copy()
    np.fill_diagonal(work, -np.inf)
    work[root, :] = -np.inf
    work[root, root] = 0.0
    heads: Index = work.argmax(1)
    found = _cycle(heads.tolist(), root)
    if found is None:
        return heads
    cycle = np.array(found)
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


def _cycle(heads: list[int], root: int) -> list[int] | None:
    """Words of a cycle, each the head of the one before; None where all heads lead to the root."""
    state = [0] * len(heads)
    state[root] = 2
    for start in range(len(heads)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = heads[node]
        if state[node] == 1:
            return path[path.index(node) :]
        for node in path:
            state[node] = 2
    return None
