"""Text into a spaCy `Doc` by the shipped model, or by any other spaCy pipeline of English.

What the shipped model knows beyond a `Doc`'s own fields (attribution, events, roles) stands in an `Insight`
under `doc.user_data`; reading works without it, on the rules alone.
"""

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
from spacy.tokens import Doc

from truceline.errors import ModelError
from truceline.language import lemmas
from truceline.language.clear import ForeignPipeline
from truceline.language.encoder import MODEL_FOLDER, Encoder, Scores
from truceline.language.names import set_names
from truceline.language.segment import segment
from truceline.language.trees import best_heads

INSIGHT = "truceline.insight"
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

    doc: Doc
    tokens: NDArray[np.int64]
    scores: list[Future[Scores]]


class ShippedModel:
    """The model in the package: load once, read many."""

    def __init__(self, folder: Path = MODEL_FOLDER, *, threads: int = 0) -> None:
        self.encoder = Encoder(folder)
        self._threads = ThreadPoolExecutor(threads or os.cpu_count() or 1, thread_name_prefix="truceline")

    def __call__(self, text: str) -> Doc:
        """Parse one text."""
        return self._finish(self._begin(text))

    def pipe(self, texts: Iterable[str], batch_size: int = 8) -> Iterator[Doc]:
        """Parse many texts, in order; up to `batch_size` are under way while the caller works on the one it got."""
        under_way: deque[_Begun] = deque()
        for text in texts:
            under_way.append(self._begin(text))
            if len(under_way) >= batch_size:
                yield self._finish(under_way.popleft())
        while under_way:
            yield self._finish(under_way.popleft())

    def _begin(self, text: str) -> _Begun:
        doc = segment(text)
        tokens, windows = self._plan(doc)
        return _Begun(doc, tokens, [self._threads.submit(self.encoder.run, w) for w in windows])

    def _finish(self, begun: _Begun) -> Doc:
        return self._fill(begun.doc, begun.tokens, [f.result() for f in begun.scores])

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
        _repair_voice(heads, deps, doc)
        _repair_participles(heads, deps, tags, doc)
        _attach_spaces(doc, heads)
        words, spaces = [t.text for t in doc], [bool(t.whitespace_) for t in doc]
        out = Doc(
            doc.vocab, words, spaces, heads=heads, deps=deps, pos=pos, tags=tags, lemmas=lemma, ents=_repair(entity)
        )
        out.user_data[INSIGHT] = self._insight(n, tokens, windows)
        return set_names(out)

    def _fill_window(
        self,
        s: Scores,
        index: list[int],
        fields: tuple[list[int], list[str], list[str], list[str], list[str], list[str]],
    ) -> None:
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
            lemma[token] = lemmas.lemma_of(lemma[token], pos[token], label["lemma"][best["lemma"][i]])
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
            inside={k: v[:, 1:].sum(1) for k, v in spans.items()},
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


def _repair_voice(heads: list[int], deps: list[str], doc: Doc) -> None:
    """A finite verb without "be" or "get" is no passive: its subject acts, and "at least 19 soldiers" is its object."""
    children: dict[int, list[int]] = {}
    for i, head in enumerate(heads):
        if head != i:
            children.setdefault(head, []).append(i)
    for i, dep in enumerate(deps):
        verb = heads[i]
        if (
            dep != "nsubj:pass"
            or deps[verb] in ("acl", "conj", "xcomp")
            or any(deps[c] == "aux:pass" for c in children[verb])
        ):
            continue
        deps[i] = "nsubj"
        for c in children[verb]:
            if c > verb and deps[c] in ("obl:agent", "obl") and all(deps[g] != "case" for g in children.get(c, ())):
                least = any(doc[g].lower_ in ("at", "up", "to") for g in range(verb + 1, c))
                deps[c] = "obj" if least or deps[c] == "obl:agent" else deps[c]


def _repair_participles(heads: list[int], deps: list[str], tags: list[str], doc: Doc) -> None:
    """ "A bomb went off at the market, killing nine": an -ing form behind a comma hangs on the verb, not on the last noun."""
    for i, dep in enumerate(deps):
        if dep != "acl" or tags[i] != "VBG" or i < 2 or doc[i - 1].text != ",":
            continue
        noun = heads[i]
        while deps[noun].startswith(("nmod", "conj")) and tags[heads[noun]].startswith(("NN", "PRP", "CD")):
            noun = heads[noun]
        if deps[noun].startswith(("obl", "obj")) and tags[heads[noun]].startswith("VB"):
            heads[i], deps[i] = heads[noun], "advcl"


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
