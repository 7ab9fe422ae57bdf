"""The relation classifier: the PLOVER root between a marked source and target, on the encoder that `read` uses.

    python -m training.relation --plv FILE.tsv [--folds 5] [--seed 0]

The lower layers of the shared encoder are taken as they are, and so the encoder that parses never sees this corpus. On them
stand three heads (training/relation_head.py): one begins as the event branch's layers, one too but sees the two parties
renamed, one begins as the parser's layers. All first learn our own pairs (`corpus/sentences`, `corpus/claims`,
`corpus/relations`), then their tops learn PLV's training part. They, and a linear model of words and of what the reader makes
of the sentence (training/relation_words.py), say how likely each root is; their sum decides.
"""

from __future__ import annotations

import argparse
import copy
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.metrics import f1_score
from torch import nn

from training.network import Network
from training.pairs import QUAD, ROOTS, Pair, coded_pairs, own_pairs, read_plv, renamed
from training.relation_head import Examples, Item, RelationHead, deeper, fit, likely, lower
from training.relation_words import Words
from training.shipped import shipped_branch, shipped_network
from training.traits import traits
from truceline.language.encoder import MODEL_FOLDER
from truceline.language.event_branch import DEPTH
from truceline.language.pieces import WordPieces
from truceline.reading.reader import Reader

KEPT = 2
"""A head's layers that PLV leaves as our own pairs have made them."""
TOPS = 3
"""How many times a head's top learns PLV, each time from another seed: their mean sways less than one does."""
CODED_COUNT, OWN_COUNT = 0.6, 0.3
"""How much a pair of our coded texts counts beside one of `corpus/relations`; how much one of ours beside one of PLV's."""
WORDS_COUNT = 1.5
"""How much the linear model's word counts beside a head's; chosen on these folds for two earlier heads, of 0.5, 1 and 1.5."""


@dataclass(frozen=True)
class Corpora:
    """The pairs to learn from: PLV's, those of our coded sentences and reports, our relation pairs."""

    plv: list[Pair]
    coded: list[Pair]
    relations: list[Pair]

    @property
    def own(self) -> list[Pair]:
        """All that are ours."""
        return [*self.coded, *self.relations]


@dataclass(frozen=True)
class Taught:
    """A head that has learnt our own pairs, and what its kept layers make of PLV's."""

    head: RelationHead
    plv: list[Item]


@dataclass(frozen=True)
class Prepared:
    """All that the folds share: none of it has learnt from PLV."""

    corpora: Corpora
    taught: list[Taught]
    traits: dict[Pair, list[str]]


def prepared(corpora: Corpora, seed: int) -> Prepared:
    """Teach the heads our own pairs, and read all pairs."""
    reader = Reader(threads=1)
    seen = {p: traits(p, reader) for p in (*corpora.plv, *corpora.own)}
    again = Corpora(*([renamed(p) for p in pairs] for pairs in (corpora.plv, corpora.coded, corpora.relations)))
    network = shipped_network()
    branch, upper = shipped_branch(), network.encoder.layers[DEPTH:]
    starts = ((corpora, branch), (again, branch), (corpora, upper))
    return Prepared(corpora, [taught(network, c, layers, seed + n) for n, (c, layers) in enumerate(starts)], seen)


def taught(network: Network, corpora: Corpora, layers: nn.ModuleList, seed: int) -> Taught:
    """A head on copies of some upper layers that has learnt our own pairs."""
    pieces = WordPieces(MODEL_FOLDER / "tokenizer.json")
    counts = [CODED_COUNT] * len(corpora.coded) + [1.0] * len(corpora.relations)
    own = Examples(lower(network, corpora.own, pieces), [ROOTS.index(p.root) for p in corpora.own], counts)
    head = fit(RelationHead(layers, seed), own, epochs=4, seed=seed)
    return Taught(head, deeper(head, lower(network, corpora.plv, pieces), KEPT))


def told_of_held(known: Prepared, held: Sequence[int], seed: int) -> np.ndarray:
    """How likely each root is for the PLV pairs held out, by all that learnt from the others [pairs, roots]."""
    pairs, out = known.corpora.plv, set(held)
    train = [i for i in range(len(pairs)) if i not in out]
    said = [by_head(t, pairs, train, held, seed) for t in known.taught]
    learnt, asked = [*(pairs[i] for i in train), *known.corpora.own], [pairs[i] for i in held]
    counts = [1.0] * len(train) + [OWN_COUNT] * len(known.corpora.own)
    words = Words(learnt, [known.traits[p] for p in learnt], counts)
    return np.sum(said, 0) + WORDS_COUNT * words.likely(asked, [known.traits[p] for p in asked])


def by_head(known: Taught, pairs: list[Pair], train: Sequence[int], held: Sequence[int], seed: int) -> np.ndarray:
    """What a taught head says of the pairs held out once its top has learnt the others, in the mean over some seeds."""
    roots = [ROOTS.index(pairs[i].root) for i in train]
    examples = Examples([known.plv[i] for i in train], roots, [1.0] * len(train))
    asked = [known.plv[i] for i in held]
    tops = (fit(copy.deepcopy(known.head), examples, epochs=6, seed=seed + 100 * n, start=KEPT) for n in range(TOPS))
    return np.mean([likely(head, asked, KEPT).numpy() for head in tops], 0)


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


def main() -> None:
    """Cross-validate on a PLV table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plv", type=Path, required=True)
    parser.add_argument(
        "--own", type=Path, default=Path("corpus"), help="folder of our own sentences, claims, relations"
    )
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--only", type=int, help="stop after this many folds")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    coded = [*own_pairs(args.own / "sentences"), *coded_pairs(args.own / "claims")]
    relations = [p for path in sorted((args.own / "relations").glob("*.tsv")) for p in read_plv(path)]
    known = prepared(Corpora(read_plv(args.plv), coded, relations), args.seed)
    gold: list[int] = []
    said: list[int] = []
    for number, held in enumerate(folds_of(len(known.corpora.plv), args.folds)[: args.only]):
        gold += [ROOTS.index(known.corpora.plv[i].root) for i in held]
        said += decide(told_of_held(known, held.tolist(), 10 * args.seed + number))
        print(json.dumps({"fold": number} | scores(gold, said)), flush=True)


if __name__ == "__main__":
    main()
