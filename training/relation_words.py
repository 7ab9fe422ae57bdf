"""A linear model of words, letters and the reader's traits for the relation of a pair."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from training.pairs import ROOTS, Pair, masked


class Words:
    """A linear model of words, letters and the reader's traits: what a small corpus teaches best of rare roots.

    `weights` say how much each pair counts. Traits count twice: there are fewer of them.
    """

    def __init__(self, pairs: Sequence[Pair], traits: Sequence[list[str]], weights: Sequence[float]) -> None:
        self.by_word = TfidfVectorizer(ngram_range=(1, 3), sublinear_tf=True, min_df=2)
        self.by_letter = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=3)
        self.by_trait = CountVectorizer(analyzer=list, binary=True)
        for vocabulary in (self.by_word, self.by_letter):
            vocabulary.fit([masked(p) for p in pairs])
        self.by_trait.fit(traits)
        self.model = LogisticRegression(C=10, max_iter=200, class_weight="balanced")
        self.model.fit(self._seen(pairs, traits), [ROOTS.index(p.root) for p in pairs], sample_weight=list(weights))

    def likely(self, pairs: Sequence[Pair], traits: Sequence[list[str]]) -> np.ndarray:
        """How likely each root is for each pair [pairs, roots]."""
        return np.asarray(self.model.predict_proba(self._seen(pairs, traits)))

    def _seen(self, pairs: Sequence[Pair], traits: Sequence[list[str]]) -> csr_matrix:
        texts = [masked(p) for p in pairs]
        told = 2 * normalize(self.by_trait.transform(traits).astype(float))
        return hstack([self.by_word.transform(texts), self.by_letter.transform(texts), told]).tocsr()
