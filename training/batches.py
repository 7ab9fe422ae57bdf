"""Documents into padded training batches: windows of consecutive sentences, with every label the corpus has."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from training.corpora import SPAN_LAYERS, Document, Sentence
from truceline.language.lemmas import script
from truceline.language.pieces import WordPieces, arrays, pack, shape

IGNORE = -100


@dataclass(frozen=True)
class Labels:
    """The label inventories, and from label to index."""

    names: dict[str, list[str]]

    def index(self, layer: str, label: str | None) -> int:
        """Index of a label; IGNORE when it is None or unknown."""
        return self._table[layer].get(label, IGNORE) if label is not None else IGNORE

    def __post_init__(self) -> None:
        object.__setattr__(self, "_table", {k: {v: i for i, v in enumerate(vs)} for k, vs in self.names.items()})


def layers_of(sentence: Sentence) -> dict[str, list[str | None]]:
    """The tag of every word in every tagging layer that the sentence has."""
    found: dict[str, list[str | None]] = {}
    for layer in ("upos", "xpos", "deprel", "entity", "event", "status"):
        if (tags := getattr(sentence, layer)) is not None:
            found[layer] = list(tags)
    if sentence.lemma is not None and sentence.upos is not None:
        found["lemma"] = [script(w, m) for w, m in zip(sentence.words, sentence.lemma, strict=True)]
    for layer in SPAN_LAYERS:
        if layer in sentence.spans:
            found[f"span_{layer}"] = list(sentence.spans[layer])
    return found


def windows_of(documents: list[Document], pieces: WordPieces, rng: random.Random, limit: int) -> list[Document]:
    """Cut documents into windows of random size up to `limit` pieces, so that any amount of context is met."""
    windows = []
    for document in documents:
        size = rng.choice((40, limit // 2, limit, limit))
        lengths = [sum(len(pieces(w)) for w in s.words) for s in document]
        windows += [document[a:b] for a, b in pack(lengths, size)]
    return windows


def batches(
    documents: list[Document],
    pieces: WordPieces,
    labels: Labels,
    *,
    rng: random.Random,
    limit: int = 160,
    budget: int = 1400,
) -> Iterator[dict[str, Tensor]]:
    """One pass over the documents in random order, as batches of at most about `budget` word pieces."""
    windows = windows_of(documents, pieces, rng, limit)
    sizes = [sum(len(pieces(w)) for s in window for w in s.words) + 2 for window in windows]
    order = sorted(range(len(windows)), key=lambda i: (sizes[i] + rng.randint(0, 12), i))
    groups: list[list[int]] = [[]]
    for i in order:
        if groups[-1] and (len(groups[-1]) + 1) * max(sizes[i], *(sizes[j] for j in groups[-1])) > budget:
            groups.append([])
        if sizes[i] < 500:
            groups[-1].append(i)
    rng.shuffle(groups)
    for group in groups:
        if group:
            yield batch([windows[i] for i in group], pieces, labels)


def batch(windows: list[Document], pieces: WordPieces, labels: Labels) -> dict[str, Tensor]:
    """Encoder inputs and targets of some windows. Heads count within the window; roles are (row, trigger, role, word)."""
    inputs = arrays([encode(w, pieces) for w in windows], pieces.cls, pieces.sep)
    out = {k: torch.from_numpy(v) for k, v in inputs.items()}
    shape_of = inputs["first"].shape
    targets: dict[str, np.ndarray] = {}
    roles, triggers = [], []
    for row, window in enumerate(windows):
        offset = 0
        for sentence in window:
            for layer, tags in layers_of(sentence).items():
                target = targets.setdefault(layer, np.full(shape_of, IGNORE, np.int64))
                target[row, offset : offset + len(tags)] = [labels.index(layer, t) for t in tags]
            if sentence.head is not None:
                target = targets.setdefault("head", np.full(shape_of, IGNORE, np.int64))
                target[row, offset : offset + len(sentence.words)] = [h + offset for h in sentence.head]
            for trigger, role, word in sentence.roles or ():
                roles.append((row, trigger + offset, role, word + offset))
            if sentence.event:
                tags = sentence.event
                triggers += [(row, i + offset) for i, t in enumerate(tags) if t != "O" and (i == 0 or tags[i - 1] != t)]
            offset += len(sentence.words)
    out |= {k: torch.from_numpy(v) for k, v in targets.items()}
    if triggers:
        out["triggers"], out["roles"] = torch.tensor(triggers), torch.tensor(roles or [[0, 0, 0, 0]][:0]).view(-1, 4)
    return out


def encode(window: Document, pieces: WordPieces) -> tuple[list[tuple[int, ...]], list[int], list[int]]:
    """Piece ids, shapes and sentence numbers of a window's words."""
    ids, shapes, owner = [], [], []
    for number, sentence in enumerate(window):
        for i, word in enumerate(sentence.words):
            ids.append(pieces(word))
            shapes.append(shape(word, i == 0))
            owner.append(number)
    return ids, shapes, owner
