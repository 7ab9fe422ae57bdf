"""The relation classifier: the PLOVER root between a marked source and target, on the encoder that `read` uses.

    python -m training.relation --plv FILE.tsv [--weights FILE] [--folds 5]

The lower layers of the shared encoder are taken as they are; the upper ones are copied, and learn the relation with
marker vectors added where the source and the target stand: so the encoder that parses never sees this corpus. Two such
heads that learned in different ways, and a linear model of words and of what the reader makes of the sentence, say how likely each
root is; their sum decides. Trained on
PLV's training part and on our own coded sentences (`corpus/sentences`, `corpus/claims`, `corpus/relations`).
"""

from __future__ import annotations

import argparse
import copy
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.preprocessing import normalize
from torch import Tensor, nn
from torch.nn import functional

from training.network import Layer, Network, attention_bias
from training.pairs import QUAD, ROOTS, Pair, coded_pairs, masked, own_pairs, read_plv
from training.shipped import network_of
from training.traits import traits
from truceline.language.encoder import MODEL_FOLDER
from truceline.language.pieces import WordPieces, shape
from truceline.language.segment import segment
from truceline.reading.reader import Reader

DEPTH = 3
"""The encoder's layers that heads take as they are."""


def encode(pair: Pair, pieces: WordPieces) -> tuple[list[int], list[int], list[int]]:
    """Piece ids, shapes, and marks (0 none, 1 source, 2 target) of a pair's text."""
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
    return [*ids[:199], pieces.sep], [*shapes[:199], 0], [*marks[:199], 0]


class RelationHead(nn.Module):
    """Copies of the encoder's upper layers, with markers, and a classifier over the marked words."""

    def __init__(self, layers: list[nn.Module], width: int = 384) -> None:
        super().__init__()
        self.layers = nn.ModuleList(copy.deepcopy(layer) for layer in layers)
        self.marks = nn.Embedding(3, width)
        nn.init.normal_(self.marks.weight, std=0.05)
        nn.init.zeros_(self.marks.weight[0])
        self.drop = nn.Dropout(0.2)
        self.hidden = nn.Linear(4 * width, width)
        self.out = nn.Linear(width, len(ROOTS))

    def forward(self, x: Tensor, marks: Tensor, mask: Tensor) -> Tensor:
        """Root scores [batch, roots] from lower-layer vectors x [batch, pieces, width]."""
        x = x + self.marks(marks)
        bias = attention_bias(mask)
        for layer in self.layers:
            x = layer(x, bias)

        def mean(where: Tensor) -> Tensor:
            w = where.float()[..., None]
            return (x * w).sum(1) / w.sum(1).clamp(min=1)

        between = mask.bool() & (marks == 0)
        pooled = torch.cat([x[:, 0], mean(marks == 1), mean(marks == 2), mean(between)], -1)
        return self.out(self.drop(functional.gelu(self.hidden(self.drop(pooled)))))


@torch.no_grad()
def lower(network: Network, pairs: list[Pair], pieces: WordPieces) -> list[tuple[Tensor, Tensor]]:
    """Vectors after the encoder's lower layers, and marks, per pair."""
    network.eval()
    encoded = [encode(p, pieces) for p in pairs]
    out: list[tuple[Tensor, Tensor] | None] = [None] * len(pairs)
    order = sorted(range(len(pairs)), key=lambda i: len(encoded[i][0]))
    for at in range(0, len(order), 32):
        chosen = order[at : at + 32]
        n = max(len(encoded[i][0]) for i in chosen)
        ids, shapes, mask = (torch.zeros(len(chosen), n, dtype=torch.long) for _ in range(3))
        for row, i in enumerate(chosen):
            k = len(encoded[i][0])
            ids[row, :k], shapes[row, :k], mask[row, :k] = torch.tensor(encoded[i][0]), torch.tensor(encoded[i][1]), 1
        x = network.encoder(ids, shapes, mask)[DEPTH - 1]
        for row, i in enumerate(chosen):
            k = len(encoded[i][0])
            out[i] = (x[row, :k].clone(), torch.tensor(encoded[i][2]))
    return [o for o in out if o is not None]


def padded(items: list[tuple[Tensor, Tensor]]) -> tuple[Tensor, Tensor, Tensor]:
    """Vectors, marks and mask of some pairs as one batch."""
    n = max(len(m) for _, m in items)
    x = torch.zeros(len(items), n, items[0][0].shape[1])
    marks, mask = torch.zeros(len(items), n, dtype=torch.long), torch.zeros(len(items), n, dtype=torch.long)
    for row, (v, m) in enumerate(items):
        x[row, : len(m)], marks[row, : len(m)], mask[row, : len(m)] = v, m, 1
    return x, marks, mask


@dataclass(frozen=True)
class Examples:
    """Pairs as the heads take them: vectors and marks, roots, and how much each counts."""

    items: list[tuple[Tensor, Tensor]]
    roots: list[int]
    weights: list[float]

    def __add__(self, other: Examples) -> Examples:
        return Examples(self.items + other.items, self.roots + other.roots, self.weights + other.weights)


def fit(head: RelationHead, examples: Examples, *, epochs: int, rate: float, seed: int) -> RelationHead:
    """Train a head further, in place; what is new in it learns five times as fast as the copied layers."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    head.train()
    items, count = examples.items, len(examples.items)
    upper = [p for n, p in head.named_parameters() if n.startswith("layers")]
    new = [p for n, p in head.named_parameters() if not n.startswith("layers")]
    optimizer = torch.optim.AdamW([{"params": upper, "lr": rate}, {"params": new, "lr": 5 * rate}], weight_decay=0.01)
    steps = epochs * ((count + 15) // 16)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / (0.1 * steps)) * max(0.0, 1 - s / steps)
    )
    for _ in range(epochs):
        order = sorted(range(count), key=lambda i: len(items[i][1]) + rng.random() * 8)
        groups = [order[a : a + 16] for a in range(0, count, 16)]
        rng.shuffle(groups)
        for group in groups:
            x, marks, mask = padded([items[i] for i in group])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                said = head(x, marks, mask)
            gold = torch.tensor([examples.roots[i] for i in group])
            loss = functional.cross_entropy(said.float(), gold, reduction="none", label_smoothing=0.1)
            loss = (loss * torch.tensor([examples.weights[i] for i in group])).mean()
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    return head.eval()


@torch.no_grad()
def likely(head: RelationHead, items: Sequence[tuple[Tensor, Tensor]]) -> np.ndarray:
    """How likely each root is for each pair [pairs, roots]."""
    parts = [torch.softmax(head(*padded(list(items[a : a + 64]))), -1) for a in range(0, len(items), 64)]
    return torch.cat(parts).numpy()


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


def decide(likely: np.ndarray) -> list[int]:
    """The likeliest root of the quad class that is likeliest by the sum of its roots."""
    quads = np.array([QUAD[r] for r in ROOTS])
    sums = np.stack([likely[:, quads == q].sum(1) for q in range(4)], 1)
    return [int(i) for i in (likely * (quads[None] == sums.argmax(1)[:, None])).argmax(1)]


def scores(gold: list[int], said: list[int]) -> dict[str, float]:
    """Macro F1 over roots and over quad classes."""
    quads = [QUAD[r] for r in ROOTS]
    return {
        "roots": round(float(f1_score(gold, said, average="macro")), 4),
        "quad": round(float(f1_score([quads[g] for g in gold], [quads[s] for s in said], average="macro")), 4),
        "n": len(gold),
    }


def folds_of(n: int, k: int, seed: int = 13) -> list[np.ndarray]:
    """A fixed random split of n pairs into k parts."""
    return np.array_split(np.random.default_rng(seed).permutation(n), k)


@dataclass(frozen=True)
class Corpora:
    """The pairs that a head learns from: those of PLV not held out, our coded sentences and reports, our relation pairs."""

    plv: list[Pair]
    coded: list[Pair]
    relations: list[Pair]


class Machine:
    """Everything that heads start from: the encoder, its layers, and vectors of all pairs below the copied ones, made once."""

    def __init__(self, network: Network, corpora: Corpora) -> None:
        self.network, self.corpora = network, corpora
        self.pieces = WordPieces(MODEL_FOLDER / "tokenizer.json")
        self._vectors: dict[str, list[tuple[Tensor, Tensor]]] = {}
        self._taught: RelationHead | None = None
        self._reader = Reader(threads=1)
        self._traits: dict[Pair, list[str]] = {}

    def examples(self, name: str, weight: float, chosen: Sequence[int] | None = None) -> Examples:
        """The pairs of a corpus (or those chosen) as heads take them."""
        pairs: list[Pair] = getattr(self.corpora, name)
        if name not in self._vectors:
            self._vectors[name] = lower(self.network, pairs, self.pieces)
        kept = range(len(pairs)) if chosen is None else chosen
        vectors = self._vectors[name]
        return Examples([vectors[i] for i in kept], [ROOTS.index(pairs[i].root) for i in kept], [weight] * len(kept))

    def head(self, seed: int) -> RelationHead:
        """A new head on copies of the upper layers."""
        torch.manual_seed(seed)
        layers: list[Layer] = list(self.network.encoder.layers[DEPTH:])  # type: ignore[arg-type]
        return RelationHead(layers)

    def traits(self, pair: Pair) -> list[str]:
        """What the reader makes of a pair."""
        if pair not in self._traits:
            self._traits[pair] = traits(pair, self._reader)
        return self._traits[pair]

    def taught(self) -> RelationHead:
        """A copy of the head that has learned all our own pairs and none of PLV's."""
        if self._taught is None:
            own = self.examples("coded", 0.6) + self.examples("relations", 1.0)
            self._taught = fit(self.head(0), own, epochs=4, rate=1e-4, seed=0)
        return copy.deepcopy(self._taught)


def beside_coded(machine: Machine, train: list[int], seed: int) -> RelationHead:
    """A head that learns PLV and our coded sentences at once."""
    examples = machine.examples("plv", 1.0, train) + machine.examples("coded", 0.5)
    return fit(machine.head(seed), examples, epochs=8, rate=1e-4, seed=seed)


def after_own(machine: Machine, train: list[int], seed: int) -> RelationHead:
    """A head that learns all our own pairs first, then PLV beside our relation pairs."""
    examples = machine.examples("plv", 1.0, train) + machine.examples("relations", 0.3)
    return fit(machine.taught(), examples, epochs=5, rate=7e-5, seed=seed)


HEADS = (beside_coded, after_own)
WORDS_COUNT = 1.5
"""How much the linear model's word counts beside a head's; set on the same folds, of 0.5, 1 and 1.5."""


def told_of_held(machine: Machine, held: Sequence[int], seed: int) -> np.ndarray:
    """How likely each root is for the PLV pairs held out, by all that learned from the others [pairs, roots]."""
    pairs, out = machine.corpora.plv, set(held)
    train = [i for i in range(len(pairs)) if i not in out]
    own = [*machine.corpora.coded, *machine.corpora.relations]
    seen = [machine.traits(pairs[i]) for i in train] + [machine.traits(p) for p in own]
    words = Words([pairs[i] for i in train] + own, seen, [1.0] * len(train) + [0.3] * len(own))
    total = WORDS_COUNT * words.likely([pairs[i] for i in held], [machine.traits(pairs[i]) for i in held])
    for learn in HEADS:
        head = learn(machine, train, seed)
        total = total + likely(head, machine.examples("plv", 1.0, held).items)
    return total


def main() -> None:
    """Cross-validate on a PLV table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, help="weights of a training run, in place of the package's model")
    parser.add_argument("--plv", type=Path, required=True)
    parser.add_argument(
        "--own", type=Path, default=Path("corpus"), help="folder of our own sentences, claims, relations"
    )
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--only", type=int, default=99, help="stop after this many folds")
    args = parser.parse_args()
    coded = [*own_pairs(args.own / "sentences"), *coded_pairs(args.own / "claims")]
    relations = [p for path in sorted((args.own / "relations").glob("*.tsv")) for p in read_plv(path)]
    corpora = Corpora(read_plv(args.plv), coded, relations)
    machine = Machine(network_of(args.weights), corpora)
    gold: list[int] = []
    said: list[int] = []
    for number, held in enumerate(folds_of(len(corpora.plv), args.folds)[: args.only]):
        gold += [ROOTS.index(corpora.plv[i].root) for i in held]
        said += decide(told_of_held(machine, held.tolist(), number))
        print(json.dumps({"fold": number} | scores(gold, said)), flush=True)


if __name__ == "__main__":
    main()
