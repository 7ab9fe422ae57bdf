"""Text into a spaCy `Doc` by the shipped model, or by any other spaCy pipeline of English.

What the shipped model knows beyond a `Doc`'s own fields (attribution, events, roles) stands in an `Insight`
under `doc.user_data`; reading works without it, on the rules alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from truceline.errors import ModelError
from truceline.language import lemmas
from truceline.language.encoder import MODEL_FOLDER, Encoder, Scores
from truceline.language.segment import segment
from truceline.language.trees import best_heads

INSIGHT = "truceline.insight"
BATCH_WINDOWS = 8
"""Windows run at once: enough to fill the processor, few enough to stay in its cache."""

Floats = NDArray[np.float32]


@dataclass
class Insight:
    """Probabilities per token of a Doc, from the model's own heads; rows of white-space tokens are zero.

    `event` [tokens, event labels] with "O" first; `status` [tokens, statuses]; `spans` per attribution layer
    (source, cue, content) the probability of being inside [tokens] and of beginning one [tokens].
    """

    event_labels: list[str]
    status_labels: list[str]
    event: Floats
    status: Floats
    inside: dict[str, Floats]
    begins: dict[str, Floats]
    roles: list[str]
    _role_blocks: list[tuple[int, int, Floats]]
    _word_of_token: NDArray[np.int64]

    def role(self, name: str, trigger: int, token: int) -> float:
        """Probability that a token fills a role ("actor", "recipient", "source") of the event at a trigger token."""
        t, w = int(self._word_of_token[trigger]), int(self._word_of_token[token])
        for start, end, block in self._role_blocks:
            if start <= t < end:
                if not start <= w < end:
                    return 0.0
                return float(1.0 / (1.0 + np.exp(-block[self.roles.index(name), t - start, w - start])))
        return 0.0


class Language(Protocol):
    """Anything that turns texts into parsed Docs."""

    def __call__(self, text: str) -> Doc:
        """Parse one text."""

    def pipe(self, texts: Iterable[str], batch_size: int = ...) -> Iterator[Doc]:
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
            f"no spaCy pipeline can be loaded: {error}", place=name, remedy=f"install it, for example: pip install {name}"
        ) from error
    if not nlp.has_pipe("parser"):
        raise ModelError("this spaCy pipeline has no dependency parser", place=name, remedy="choose one that has")
    return nlp


class ShippedModel:
    """The model in the package: load once, read many."""

    def __init__(self, folder: Path = MODEL_FOLDER, *, threads: int = 0) -> None:
        self.encoder = Encoder(folder, threads)

    def __call__(self, text: str) -> Doc:
        """Parse one text."""
        return self.parse([segment(text)])[0]

    def pipe(self, texts: Iterable[str], batch_size: int = 8) -> Iterator[Doc]:
        """Parse many texts, in order, `batch_size` at a time."""
        batch: list[Doc] = []
        for text in texts:
            batch.append(segment(text))
            if len(batch) >= batch_size:
                yield from self.parse(batch)
                batch = []
        yield from self.parse(batch)

    def parse(self, docs: list[Doc]) -> list[Doc]:
        """Fill segmented Docs (new Docs are returned)."""
        plans = [self._plan(doc) for doc in docs]
        windows = [(d, w) for d, (_, ws) in enumerate(plans) for w in ws]
        order = sorted(range(len(windows)), key=lambda i: sum(map(len, windows[i][1])))
        scores: dict[int, Scores] = {}
        for at in range(0, len(order), BATCH_WINDOWS):
            chosen = order[at : at + BATCH_WINDOWS]
            for i, s in zip(chosen, self.encoder.run([windows[i][1] for i in chosen]), strict=True):
                scores[i] = s
        per_doc: list[list[Scores]] = [[] for _ in docs]
        for i, (d, _) in enumerate(windows):
            per_doc[d].append(scores[i])
        return [self._fill(doc, plan[0], s) for doc, plan, s in zip(docs, plans, per_doc, strict=True)]

    def _plan(self, doc: Doc) -> tuple[NDArray[np.int64], list[list[list[str]]]]:
        """Token index of each word (white space left out), and the windows of sentences of words."""
        sentences: list[list[str]] = []
        tokens: list[int] = []
        for token in doc:
            if token.is_sent_start or not sentences:
                sentences.append([])
            if not token.is_space:
                sentences[-1].append(token.text)
                tokens.append(token.i)
        kept = [s for s in sentences if s]
        return np.array(tokens, np.int64), [kept[a:b] for a, b in self.encoder.windows(kept)]

    def _fill(self, doc: Doc, tokens: NDArray[np.int64], windows: list[Scores]) -> Doc:
        n = len(doc)
        heads = list(range(n))
        deps, pos, tags, lemma = ["dep"] * n, ["SPACE"] * n, [""] * n, [t.text for t in doc]
        entity = ["O"] * n
        at = 0
        for s in windows:
            index = tokens[at : at + len(s.sentence)]
            self._fill_window(s, index.tolist(), (heads, deps, pos, tags, lemma, entity))
            at += len(s.sentence)
        _attach_spaces(doc, heads)
        words, spaces = [t.text for t in doc], [bool(t.whitespace_) for t in doc]
        out = Doc(
            doc.vocab, words, spaces, heads=heads, deps=deps, pos=pos, tags=tags, lemmas=lemma, ents=_repair(entity)
        )
        out.user_data[INSIGHT] = self._insight(n, tokens, windows)
        return out

    def _fill_window(self, s: Scores, index: list[int], fields: tuple[list[int], *tuple[list[str], ...]]) -> None:
        heads, deps, pos, tags, lemma, entity = fields
        tree = best_heads(s.arcs, s.sentence)
        labels = self.encoder.label(s, tree)
        names = self.encoder.deprels
        best = {k: s.tags[:, where].argmax(1).tolist() for k, (where, _) in self.encoder.blocks.items() if k in _TAGGED}
        label = {k: self.encoder.blocks[k][1] for k in best}
        for i, token in enumerate(index):
            heads[token] = index[tree[i]]
            deps[token] = "root" if tree[i] == i else names[labels[i]]
            pos[token] = label["upos"][best["upos"][i]]
            tags[token] = label["xpos"][best["xpos"][i]]
            lemma[token] = lemmas.apply(lemma[token], label["lemma"][best["lemma"][i]])
            entity[token] = label["entity"][best["entity"][i]]

    def _insight(self, n: int, tokens: NDArray[np.int64], windows: list[Scores]) -> Insight:
        blocks = self.encoder.blocks
        stacked = np.concatenate([s.tags for s in windows]) if windows else np.zeros((0, 1), np.float32)

        def probabilities(layer: str) -> Floats:
            where, labels = blocks[layer]
            out = np.zeros((n, len(labels)), np.float32)
            if len(stacked):
                out[tokens] = softmax(stacked[:, where])
            return out

        spans = {k: probabilities(f"span_{k}") for k in ("source", "cue", "content")}
        starts = np.cumsum([0, *(len(s.sentence) for s in windows)])
        word_of_token = np.full(n, -1, np.int64)
        word_of_token[tokens] = np.arange(len(tokens))
        return Insight(
            event_labels=blocks["event"][1],
            status_labels=blocks["status"][1],
            event=probabilities("event"),
            status=probabilities("status"),
            inside={k: 1.0 - v[:, 0] for k, v in spans.items()},
            begins={k: v[:, 1] for k, v in spans.items()},
            roles=self.encoder.roles,
            _role_blocks=[(int(a), int(a) + len(s.sentence), s.roles) for a, s in zip(starts, windows, strict=False)],
            _word_of_token=word_of_token,
        )


_TAGGED = frozenset(("upos", "xpos", "lemma", "entity"))


def softmax(x: Floats) -> Floats:
    """Softmax over the last axis."""
    e = np.exp(x - x.max(-1, keepdims=True))
    out: Floats = e / e.sum(-1, keepdims=True)
    return out


def _attach_spaces(doc: Doc, heads: list[int]) -> None:
    """White-space tokens hang on the word before them in their sentence, or on the one after."""
    for token in doc:
        if token.is_space:
            before = token.i - 1
            while before >= 0 and doc[before].is_space:
                before -= 1
            after = token.i + 1
            while after < len(doc) and doc[after].is_space:
                after += 1
            heads[token.i] = before if before >= 0 else min(after, len(doc) - 1)


def _repair(tags: list[str]) -> list[str]:
    """BIO tags in which no I follows an O or another type."""
    out, previous = [], "O"
    for tag in tags:
        if tag.startswith("I-") and previous[2:] != tag[2:]:
            tag = "B-" + tag[2:]
        out.append(tag)
        previous = tag
    return out
