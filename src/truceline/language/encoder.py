"""The shipped encoder: words of sentences in, scores of every head out, by ONNX Runtime on the CPU."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

from truceline.errors import ModelError
from truceline.language import links
from truceline.language.event_branch import EventBranch
from truceline.language.pieces import WordPieces, arrays, shape

# Later builds of ONNX Runtime than the one locked here report usage to their maker unless told not to before they load.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
import onnxruntime as ort

MODEL_FOLDER = Path(__file__).parent / "model"

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Scores:
    """Scores for the words of one window; `sentence` numbers the sentences within it."""

    sentence: NDArray[np.int64]
    tags: Floats
    arcs: Floats
    dependents: Floats
    heads: Floats


class Encoder:
    """Loads the model once; one call uses one processor core.

    Raises ModelError when a file of the model is missing or damaged.
    """

    def __init__(self, folder: Path = MODEL_FOLDER) -> None:
        try:
            self._labels: dict[str, Any] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
            self.pieces = WordPieces(folder / "tokenizer.json")
            self._blas = ThreadpoolController()
            options = ort.SessionOptions()
            options.intra_op_num_threads = 1
            options.inter_op_num_threads = 1
            options.log_severity_level = 3
            self._session = ort.InferenceSession(
                str(folder / "encoder.onnx"), options, providers=["CPUExecutionProvider"]
            )
            self.branch = EventBranch(folder, options)
        except Exception as error:
            raise ModelError(
                f"the language model cannot be loaded: {error}",
                place=str(folder),
                remedy="reinstall the package; its model files are missing or damaged",
            ) from error

    @cached_property
    def blocks(self) -> dict[str, tuple[slice, list[str]]]:
        """Where each tagging head's scores stand in `Scores.tags`, and its labels."""
        found, at = {}, 0
        # What the branch says of events stands for what the encoder's own heads learnt of them beside the rest.
        for name, labels in (*self._labels["tags"].items(), *self.branch.labels.items()):
            found[name] = (slice(at, at + len(labels)), labels)
            at += len(labels)
        return found

    @cached_property
    def link_parts(self) -> list[slice]:
        """Where each of `links.PARTS` stands in `Scores.tags`: behind the tagging heads, in that order."""
        at = max(where.stop for where, _ in self.blocks.values())
        ends = list(accumulate(links.PARTS.values(), initial=at))
        return [slice(a, b) for a, b in pairwise(ends)]

    @cached_property
    def deprels(self) -> list[str]:
        """Names of the dependency labels."""
        return list(self._labels["deprel"])

    @cached_property
    def _label_layer(self) -> tuple[Floats, Floats]:
        weight = np.array(self._labels["label_weight"], np.float32)
        return weight.T.copy(), np.array(self._labels["label_bias"], np.float32)

    def label(self, scores: Scores, heads: NDArray[np.int64]) -> NDArray[np.int64]:
        """Index of the dependency label of each word, given the words' heads."""
        weight, bias = self._label_layer
        hidden = np.maximum(scores.dependents + scores.heads[heads], 0.0)
        # So small a product gains nothing from several threads, and the idle ones would spin on cores the encoder needs.
        with self._blas.limit(limits=1, user_api="blas"):
            best: NDArray[np.int64] = (hidden @ weight + bias).argmax(1)
        return best

    def run(self, window: list[list[str]]) -> Scores:
        """Scores of one window, a list of sentences of words.

        A window always runs alone: int8 activations are scaled over all that runs together, so a text in a batch
        would be read differently from the same text by itself. May be called from several threads at once.
        """
        inputs = arrays([self._encode(window)], self.pieces.cls, self.pieces.sep)
        sentence = inputs.pop("sentence")
        tags, arcs, dependents, heads, lower = self._session.run(None, inputs)
        events = self.branch(lower, inputs["mask"], inputs["first"][0])
        return Scores(sentence[0], np.concatenate([tags[0], events], 1), arcs[0], dependents[0], heads[0])

    def _encode(self, window: list[list[str]]) -> tuple[list[list[int] | tuple[int, ...]], list[int], list[int]]:
        pieces: list[list[int] | tuple[int, ...]] = []
        shapes, owner = [], []
        for number, words in enumerate(window):
            for i, word in enumerate(words):
                pieces.append(self.pieces(word))
                shapes.append(shape(word, i == 0))
                owner.append(number)
        limit = 500
        if sum(map(len, pieces)) > limit:  # one endless sentence: keep one piece a word, and never more than fit
            pieces = [p[:1] for p in pieces]
            if len(pieces) > limit:
                raise ValueError(f"a sentence of {len(pieces)} words does not fit the encoder")
        return pieces, shapes, owner
