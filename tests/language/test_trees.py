"""Dependency trees: one root, no cycle, and the best tree where the greedy heads are none."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from truceline.language.trees import best_heads, tree


def is_tree(heads: list[int]) -> bool:
    roots = [i for i, h in enumerate(heads) if h == i]
    if len(roots) != 1:
        return False
    for i in range(len(heads)):
        node, steps = i, 0
        while heads[node] != node and steps <= len(heads):
            node, steps = heads[node], steps + 1
        if node != roots[0]:
            return False
    return True


square = st.integers(1, 5).flatmap(lambda n: arrays(np.float32, (n, n), elements=st.floats(-5, 5, width=32)))


@given(square)
def test_any_scores_give_a_tree(scores: np.ndarray) -> None:
    assert is_tree(tree(scores).tolist())


@given(
    st.integers(2, 4).flatmap(
        lambda n: arrays(np.float32, (n, n), elements=st.integers(-50, 50).map(float), unique=True)
    )
)
def test_a_cyclic_choice_is_mended_at_the_least_cost_of_its_root(scores: np.ndarray) -> None:
    n = len(scores)
    found = tree(scores).tolist()
    root = next(i for i, h in enumerate(found) if h == i)
    rival = max(
        (
            sum(float(scores[i, h]) for i, h in enumerate(heads))
            for heads in itertools.product(range(n), repeat=n)
            if heads[root] == root and is_tree(list(heads))
        ),
    )
    assert sum(float(scores[i, h]) for i, h in enumerate(found)) >= rival - 1e-3


def test_sentences_of_a_window_get_trees_of_their_own() -> None:
    scores = np.random.default_rng(1).normal(size=(7, 7)).astype(np.float32)
    heads = best_heads(scores, np.array([0, 0, 0, 1, 1, -1, -1]))
    assert is_tree(heads[:3].tolist())
    assert is_tree([h - 3 for h in heads[3:5].tolist()])
