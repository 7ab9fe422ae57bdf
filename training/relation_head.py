"""A head that says how likely each PLOVER root is between a marked source and target, over the encoder's lower layers.

Its layers start from those of the event branch, which have learnt what words name which events (training/heads.py). What is
learnt on PLV is the top layer and the classifier alone: some thousand sentences teach no more, and they teach it fast.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.network import Network, attention_bias
from training.pairs import QUAD, ROOTS, Pair
from truceline.language.event_branch import DEPTH
from truceline.language.pieces import WordPieces, shape
from truceline.language.segment import segment

LONGEST, BATCH = 199, 16
SMOOTHED, QUAD_COUNTS = 0.1, 0.5
"""Label smoothing; how much the quad class, whose likelihood is the sum of its roots', counts beside the root."""

Item = tuple[Tensor, Tensor]
"""Vectors of a pair's pieces after some layer, and their marks: 0 none, 1 source, 2 target."""
_QUADS = torch.tensor([QUAD[r] for r in ROOTS])


def encode(pair: Pair, pieces: WordPieces) -> tuple[list[int], list[int], list[int]]:
    """Piece ids, shapes, and marks of a pair's text."""
    ids, shapes, marks = [pieces.cls], [0], [0]
    for token in segment(pair.text):
        if token.is_space:
            continue
        mark = 0
        for number, place in ((1, pair.source), (2, pair.target)):
            if place and token.idx < place[1] and token.idx + len(token) > place[0]:
                mark = number
        for piece in pieces(token.text):
            ids.append(piece)
            shapes.append(shape(token.text, bool(token.is_sent_start)))
            marks.append(mark)
    return [*ids[:LONGEST], pieces.sep], [*shapes[:LONGEST], 0], [*marks[:LONGEST], 0]


class RelationHead(nn.Module):
    """Copies of upper layers, with vectors that mark source and target, and a classifier over the marked words."""

    def __init__(self, layers: nn.ModuleList, seed: int, width: int = 384) -> None:
        super().__init__()
        torch.manual_seed(seed)
        self.layers = copy.deepcopy(layers)
        self.marks = nn.Embedding(3, width)
        nn.init.normal_(self.marks.weight, std=0.05)
        nn.init.zeros_(self.marks.weight[0])
        self.drop = nn.Dropout(0.2)
        self.hidden = nn.Linear(4 * width, width)
        self.out = nn.Linear(width, len(ROOTS))

    def forward(self, x: Tensor, marks: Tensor, mask: Tensor, start: int = 0) -> Tensor:
        """Root scores [batch, roots] from vectors [batch, pieces, width] that `start` of the layers have made."""
        x = self.through(x, marks, mask, start, len(self.layers))

        def mean(where: Tensor) -> Tensor:
            w = where.float()[..., None]
            return (x * w).sum(1) / w.sum(1).clamp(min=1)

        between = mask.bool() & (marks == 0)
        pooled = torch.cat([x[:, 0], mean(marks == 1), mean(marks == 2), mean(between)], -1)
        return self.out(self.drop(functional.gelu(self.hidden(self.drop(pooled)))))

    def through(self, x: Tensor, marks: Tensor, mask: Tensor, start: int, end: int) -> Tensor:
        """Vectors after the layers from `start` up to `end`."""
        if start == 0:
            x = x + self.marks(marks)
        bias = attention_bias(mask)
        for layer in self.layers[start:end]:
            x = layer(x, bias)
        return x


@torch.no_grad()
def lower(network: Network, pairs: Sequence[Pair], pieces: WordPieces) -> list[Item]:
    """What the encoder's lower layers make of pairs."""
    encoded = [encode(p, pieces) for p in pairs]
    items = [(torch.tensor([ids, shapes]).T, torch.tensor(marks)) for ids, shapes, marks in encoded]
    network.eval()
    return mapped(items, lambda x, marks, mask: network.encoder(x[..., 0], x[..., 1], mask)[DEPTH - 1])


@torch.no_grad()
def deeper(head: RelationHead, items: Sequence[Item], end: int) -> list[Item]:
    """What a head's layers up to `end` make of the lower layers' vectors."""
    return mapped(items, lambda x, marks, mask: head.eval().through(x, marks, mask, 0, end))


def mapped(items: Sequence[Item], make: Callable[[Tensor, Tensor, Tensor], Tensor]) -> list[Item]:
    """Items with the vectors that `make` gives for a batch, made in batches of about the same length."""
    order = sorted(range(len(items)), key=lambda i: len(items[i][1]))
    out = list(items)
    for at in range(0, len(order), 2 * BATCH):
        chosen = order[at : at + 2 * BATCH]
        made = make(*padded([items[i] for i in chosen]))
        for row, i in enumerate(chosen):
            marks = items[i][1]
            out[i] = (made[row, : len(marks)].clone(), marks)
    return out


def padded(items: Sequence[Item]) -> tuple[Tensor, Tensor, Tensor]:
    """Vectors, marks and mask of some pairs as one batch."""
    longest = max(len(marks) for _, marks in items)
    x = torch.zeros(len(items), longest, items[0][0].shape[1], dtype=items[0][0].dtype)
    marks, mask = (torch.zeros(len(items), longest, dtype=torch.long) for _ in range(2))
    for row, (v, m) in enumerate(items):
        x[row, : len(m)], marks[row, : len(m)], mask[row, : len(m)] = v, m, 1
    return x, marks, mask


@dataclass(frozen=True)
class Examples:
    """Pairs as heads take them, with their roots, and how much each counts."""

    items: list[Item]
    roots: list[int]
    weights: list[float]

    def __add__(self, other: Examples) -> Examples:
        return Examples(self.items + other.items, self.roots + other.roots, self.weights + other.weights)


def fit(head: RelationHead, examples: Examples, *, epochs: int, seed: int, start: int = 0) -> RelationHead:
    """Train a head from layer `start` up, in place; what is new in it learns five times as fast as the copied layers."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    head.train()
    head.layers.eval()  # dropout inside the layers takes a third more time and gains nothing here
    rate = 1e-4
    upper = [p for layer in head.layers[start:] for p in layer.parameters()]
    new = [*head.hidden.parameters(), *head.out.parameters(), *(head.marks.parameters() if start == 0 else ())]
    groups = [{"params": upper, "lr": rate}, {"params": new, "lr": 5 * rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    steps = epochs * -(-len(examples.items) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / (0.1 * steps)) * max(0.0, 1 - s / steps)
    )
    for _ in range(epochs):
        for chosen in batches(examples.items, rng):
            loss = loss_of(head, examples, chosen, start)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*upper, *new], 1.0)
            optimizer.step()
            schedule.step()
    return head.eval()


def batches(items: Sequence[Item], rng: random.Random) -> list[list[int]]:
    """Indices in groups of about the same length, in random order."""
    order = sorted(range(len(items)), key=lambda i: len(items[i][1]) + rng.random() * 8)
    groups = [order[a : a + BATCH] for a in range(0, len(order), BATCH)]
    rng.shuffle(groups)
    return groups


def loss_of(head: RelationHead, examples: Examples, chosen: list[int], start: int) -> Tensor:
    """The mean loss of root and quad class over some pairs."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        said = head(*padded([examples.items[i] for i in chosen]), start)
    gold = torch.tensor([examples.roots[i] for i in chosen])
    root = functional.cross_entropy(said.float(), gold, reduction="none", label_smoothing=SMOOTHED)
    of_quad = torch.softmax(said.float(), -1) @ functional.one_hot(_QUADS).float()
    quad = functional.nll_loss(torch.log(of_quad + 1e-6), _QUADS[gold], reduction="none")
    return ((root + QUAD_COUNTS * quad) * torch.tensor([examples.weights[i] for i in chosen])).mean()


@torch.no_grad()
def likely(head: RelationHead, items: Sequence[Item], start: int = 0) -> Tensor:
    """How likely each root is for each pair [pairs, roots]."""
    parts = [head(*padded(items[a : a + 64]), start) for a in range(0, len(items), 64)]
    return torch.softmax(torch.cat(parts), -1)
