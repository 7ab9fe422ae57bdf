"""Upper layers of their own on the shared encoder: windows of labelled texts, the branch that learns from them, its training.

The lower layers are those of the shipped encoder and stay as they are, so that tags, trees and names do.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import torch
from spacy.tokens import Doc
from torch import Tensor, nn
from torch.nn import functional

from training.batches import encode
from training.corpora import Sentence
from training.network import Network, attention_bias
from truceline.language.event_branch import DEPTH
from truceline.language.pieces import WordPieces, arrays
from truceline.language.segment import cut, segment
from truceline.language.windows import tokens_of, windows_of

INNER, SMOOTHED = 192, 0.05
"""Width of the hidden layer; label smoothing."""
NONE = -1
Inventory = Mapping[str, list[str]]
T = TypeVar("T")
Labeller = Callable[[Doc, T], tuple[dict[str, Tensor], Tensor]]
"""From a text and what is coded of it to the index of each label per token, and how much each token counts."""


@dataclass(frozen=True)
class Window:
    """A window of a coded text: what the encoder's lower layers make of its pieces, the first piece of each word, the
    tokens that the words are, and per word the gold labels (NONE: no label) and how much its event label counts."""

    text: str
    lower: Tensor
    first: Tensor
    tokens: list[int]
    gold: dict[str, Tensor]
    weight: Tensor


@torch.no_grad()
def windows(
    texts: Iterable[tuple[str, str, T]], label: Labeller[T], network: Network, pieces: WordPieces
) -> Iterator[Window]:
    """The windows of texts (id, text, what is coded of it) as reading cuts them."""
    network.eval()
    for id, text, coded in texts:
        found = cut(text)
        gold, weight = label(segment(text), coded)
        for sents in windows_of(found, pieces):
            window = encode([Sentence([found.words[i] for i in s]) for s in sents], pieces)
            inputs = {k: torch.from_numpy(v) for k, v in arrays([window], pieces.cls, pieces.sep).items()}
            lower = network.encoder(inputs["ids"], inputs["shapes"], inputs["mask"])[DEPTH - 1][0]
            at = tokens_of([sents])
            labels = {k: v[at] for k, v in gold.items()}
            yield Window(id, lower.half(), inputs["first"][0], at, labels, weight[at])


class Branch(nn.Module):
    """The encoder's upper layers, trained further, and the heads over all that they make of a word."""

    def __init__(self, network: Network, inventory: Inventory) -> None:
        super().__init__()
        self.layers = nn.ModuleList(copy.deepcopy(layer) for layer in network.encoder.layers[DEPTH:])
        self.width = network.sizes.width * (1 + len(self.layers))
        self.drop = nn.Dropout(0.3)
        self.hidden = nn.Linear(self.width, INNER)
        self.heads = nn.ModuleDict({k: nn.Linear(INNER, len(v)) for k, v in inventory.items()})

    def forward(self, lower: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """Scores of each head [windows, pieces, labels] from the lower layers' vectors [windows, pieces, width]."""
        seen, bias = [lower], attention_bias(mask)
        for layer in self.layers:
            seen.append(layer(seen[-1], bias))
        together = functional.layer_norm(torch.cat(seen, -1), (self.width,))
        inner = self.drop(functional.relu(self.hidden(self.drop(together))))
        return tuple(head(inner) for head in self.heads.values())


def padded(items: list[Window]) -> tuple[Tensor, Tensor]:
    """Lower vectors and mask of some windows as one batch."""
    longest = max(len(w.lower) for w in items)
    lower = torch.zeros(len(items), longest, items[0].lower.shape[1])
    mask = torch.zeros(len(items), longest, dtype=torch.long)
    for row, w in enumerate(items):
        lower[row, : len(w.lower)], mask[row, : len(w.lower)] = w.lower.float(), 1
    return lower, mask


def fit(
    branch: Branch,
    items: list[Window],
    weights: Mapping[str, float],
    *,
    epochs: int,
    rate: float,
    seed: int = 7,
    group: int = 8,
) -> Branch:
    """The branch, having learnt from some windows; `weights`: what each head counts in the loss."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    branch = branch.train()
    new = [p for n, p in branch.named_parameters() if not n.startswith("layers")]
    optimizer = torch.optim.AdamW(
        [{"params": branch.layers.parameters(), "lr": rate}, {"params": new, "lr": 5 * rate}], weight_decay=0.02
    )
    steps = epochs * -(-len(items) // group)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, [rate, 5 * rate], total_steps=steps + 1, pct_start=0.1)
    for _ in range(epochs):
        order = sorted(range(len(items)), key=lambda i: len(items[i].lower) + rng.random() * 20)
        groups = [order[a : a + group] for a in range(0, len(order), group)]
        rng.shuffle(groups)
        for chosen in groups:
            loss = loss_of(branch, [items[i] for i in chosen], weights)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(branch.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    return branch.eval()


def loss_of(branch: Branch, items: list[Window], weights: Mapping[str, float]) -> Tensor:
    """The summed loss of the heads over the words of some windows."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = branch(*padded(items))
    weight = torch.cat([w.weight for w in items])
    total = torch.zeros(())
    for (name, share), said in zip(weights.items(), scores, strict=True):
        words = torch.cat([said[row, w.first].float() for row, w in enumerate(items)])
        gold = torch.cat([w.gold[name] for w in items])
        known = gold != NONE
        if known.any():
            smoothed = SMOOTHED if name == "event" else 0.0
            each = functional.cross_entropy(words[known], gold[known], reduction="none", label_smoothing=smoothed)
            total = total + share * (each * weight[known]).mean()
    return total


@torch.no_grad()
def said_of(branch: Branch, items: list[Window]) -> list[np.ndarray]:
    """Probabilities of all heads side by side, for each window [words, labels]."""
    out = []
    for window in items:
        scores = branch(*padded([window]))
        out.append(np.concatenate([torch.softmax(s[0, window.first], -1).numpy() for s in scores], 1))
    return out
