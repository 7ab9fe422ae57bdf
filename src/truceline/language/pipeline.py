"""Text into a parsed `Document` by the shipped model, or by any spaCy pipeline of English."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from truceline.errors import ModelError
from truceline.language import lemmas
from truceline.language.clear import ForeignPipeline
from truceline.language.document import Columns, Document, Span
from truceline.language.encoder import MODEL_FOLDER, Encoder, Scores
from truceline.language.insight import Insight
from truceline.language.links import Floats, Links
from truceline.language.names import set_names
from truceline.language.numbered_names import repair_numbered_names
from truceline.language.repairs import entities, repair
from truceline.language.segment import Cut, cut
from truceline.language.trees import best_heads
from truceline.language.windows import tokens_of, windows_of


class Language(Protocol):
    """Anything that turns texts into parsed documents."""

    def __call__(self, text: str) -> Document:
        """Parse one text."""

    def pipe(self, texts: Iterable[str], batch_size: int = ...) -> Iterator[Document]:
        """Parse many texts, in order."""


def load(name: str | None = None, *, threads: int = 0) -> Language:
    """The shipped model, or the installed spaCy pipeline of that name. Raises ModelError."""
    if name is None:
        return ShippedModel(threads=threads)
    import spacy

    try:
        nlp = spacy.load(name)
    except Exception as error:
        raise ModelError(
            f"no spaCy pipeline can be loaded: {error}",
            place=name,
            remedy=f"install it, for example: pip install {name}",
        ) from error
    if not nlp.has_pipe("parser"):
        raise ModelError("this spaCy pipeline has no dependency parser", place=name, remedy="choose one that has")
    return ForeignPipeline(nlp)


@dataclass(frozen=True)
class _Begun:
    """A segmented text whose windows are being run."""

    text: Cut
    tokens: NDArray[np.int64]
    scores: list[Future[Scores]]


class ShippedModel:
    """The model in the package: load once, read many."""

    def __init__(self, folder: Path = MODEL_FOLDER, *, threads: int = 0) -> None:
        self.encoder = Encoder(folder)
        self._threads = ThreadPoolExecutor(threads or os.cpu_count() or 1, thread_name_prefix="truceline")

    def __call__(self, text: str) -> Document:
        """Parse one text."""
        return self._finish(self._begin(text))

    def pipe(self, texts: Iterable[str], batch_size: int = 8) -> Iterator[Document]:
        """Parse many texts, in order; up to `batch_size` are under way while the caller works on the one it got."""
        under_way: deque[_Begun] = deque()
        for text in texts:
            under_way.append(self._begin(text))
            if len(under_way) >= batch_size:
                yield self._finish(under_way.popleft())
        while under_way:
            yield self._finish(under_way.popleft())

    def _begin(self, text: str) -> _Begun:
        found = cut(text)
        windows = windows_of(found, self.encoder.pieces)
        words = [[[found.words[i] for i in sentence] for sentence in window] for window in windows]
        tokens = np.array(tokens_of(windows), np.int64)
        return _Begun(found, tokens, [self._threads.submit(self.encoder.run, w) for w in words])

    def _finish(self, begun: _Begun) -> Document:
        return self._fill(begun.text, begun.tokens, [f.result() for f in begun.scores])

    def _fill(self, text: Cut, tokens: NDArray[np.int64], windows: list[Scores]) -> Document:
        n = len(text.words)
        columns = Columns(
            words=text.words,
            spaces=text.spaces,
            heads=list(range(n)),
            deps=["dep"] * n,
            pos=["SPACE"] * n,
            tags=[""] * n,
            lemmas=list(text.words),
        )
        entity = ["O"] * n
        at = 0
        for s in windows:
            index = tokens[at : at + len(s.sentence)]
            self._fill_window(s, index.tolist(), columns, entity)
            at += len(s.sentence)
        repair(columns)
        repair_numbered_names(columns, entity)
        out = Document(columns)
        out.set_ents(Span(out, a, b, label) for a, b, label in entities(entity))
        scores = np.concatenate([s.tags for s in windows]) if windows else np.zeros((0, 1), np.float32)
        out.insight = Insight(scores, self.encoder.blocks, tokens, n, self._links(scores, tokens) if windows else None)
        return set_names(out)

    def _links(self, scores: Floats, tokens: NDArray[np.int64]) -> Links:
        asks, offers, nobody = (scores[:, where] for where in self.encoder.link_parts)
        return Links(asks, offers, nobody, self.encoder.branch.apart, tokens)

    def _fill_window(self, s: Scores, index: list[int], columns: Columns, entity: list[str]) -> None:
        heads = best_heads(s.arcs, s.sentence)
        tree, labels = heads.tolist(), self.encoder.label(s, heads).tolist()
        names = self.encoder.deprels
        best = {k: s.tags[:, where].argmax(1).tolist() for k, (where, _) in self.encoder.blocks.items() if k in _TAGGED}
        label = {k: self.encoder.blocks[k][1] for k in best}
        for i, token in enumerate(index):
            columns.heads[token] = index[tree[i]]
            columns.deps[token] = "root" if tree[i] == i else names[labels[i]]
            columns.pos[token] = label["upos"][best["upos"][i]]
            columns.tags[token] = label["xpos"][best["xpos"][i]]
            rule = label["lemma"][best["lemma"][i]]
            columns.lemmas[token] = lemmas.lemma_of(columns.words[token], columns.pos[token], rule)
            entity[token] = label["entity"][best["entity"][i]]


_TAGGED = frozenset(("upos", "xpos", "lemma", "entity"))
