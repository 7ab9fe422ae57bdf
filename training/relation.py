"""The relation head: the PLOVER root between a marked source and target, on the encoder that `read` uses.

    python -m training.relation --plv FILE.tsv [--weights FILE] [--folds 5]

The lower layers of the shared encoder are taken as they are; the upper ones are copied, and learn the relation with
marker vectors added where the source and the target stand. So the encoder that parses never sees this corpus, and a
fold costs seconds. Trained on PLV's training part and on our own coded sentences.
"""

from __future__ import annotations

import argparse
import copy
import csv
import json
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from sklearn.metrics import f1_score
from torch import Tensor, nn
from torch.nn import functional

from corpus.sentences import load as load_coded
from training.network import Layer, Network, attention_bias
from training.shipped import network_of
from truceline.language.encoder import MODEL_FOLDER
from truceline.language.pieces import WordPieces, shape
from truceline.language.segment import segment

ROOTS = [
    "ACCUSE",
    "AGREE",
    "AID",
    "ASSAULT",
    "COERCE",
    "CONSULT",
    "COOPERATE",
    "MOBILIZE",
    "PROTEST",
    "REJECT",
    "REQUEST",
    "SANCTION",
    "SUPPORT",
    "THREATEN",
    "YIELD",
]
QUAD = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), 0),
    **dict.fromkeys(("COOPERATE", "AID", "YIELD"), 1),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 2),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 3),
}


@dataclass(frozen=True)
class Pair:
    """A text with the character spans of source and target, and the root of their relation."""

    text: str
    source: tuple[int, int]
    target: tuple[int, int] | None
    root: str


def read_plv(path: Path) -> list[Pair]:
    """Pairs of a PLV table; the marks in `marked_sentence` say where source and target stand."""
    pairs = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            pairs.append(unmark(row["marked_sentence"], row["gold_root"]))
    return pairs


def unmark(marked: str, root: str) -> Pair:
    """Take the <s> and <t> marks out of a sentence, remembering their places."""
    text, places = "", {}
    i = 0
    while i < len(marked):
        for mark in ("<s>", "</s>", "<t>", "</t>"):
            if marked.startswith(mark, i):
                places.setdefault(mark, len(text))
                i += len(mark)
                break
        else:
            text += marked[i]
            i += 1
    target = (places["<t>"], places["</t>"]) if "<t>" in places and "</t>" in places else None
    return Pair(text, (places.get("<s>", 0), places.get("</s>", 0)), target, root)


def own_pairs(folder: Path) -> list[Pair]:
    """Pairs of our coded sentences: every event told as such with one actor and one recipient (or two actors)."""
    pairs = []
    for path in sorted(folder.glob("*.txt")):
        if path.stem == "names":
            continue
        for sentence in load_coded(path):
            for e in sentence.events:
                root = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}.get(e.event, e.event)
                two = (e.actors[:1] + e.recipients[:1]) if e.recipients else e.actors[:2]
                if len(two) == 2 and e.status != "negated":
                    pairs.append(Pair(sentence.text, two[0], two[1], root))
    return pairs


def coded_pairs(folder: Path) -> list[Pair]:
    """Pairs of our coded reports: claims whose actor and recipient (or two actors) stand in one sentence."""
    pairs = []
    for path in sorted(folder.glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        text = record["report"]["text"]
        for claim in record["claims"]:
            spans = [
                e["span"]
                for e in (claim["actor"][:1] + claim["recipient"][:1] if claim["recipient"] else claim["actor"][:2])
            ]
            if len(spans) != 2 or not all(spans) or claim["status"] == "negated" or claim.get("event_accept"):
                continue
            low, high = min(s[0] for s in (*spans, claim["span"])), max(s[1] for s in (*spans, claim["span"]))
            if high - low < 400:
                root = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}.get(claim["event"], claim["event"])
                source, target = ((s[0] - low, s[1] - low) for s in spans)
                pairs.append(Pair(text[low:high], source, target, root))
    return pairs


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
def lower(network: Network, pairs: list[Pair], pieces: WordPieces, depth: int) -> list[tuple[Tensor, Tensor]]:
    """Vectors after the encoder's first `depth` layers, and marks, per pair."""
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
        x = network.encoder(ids, shapes, mask)[depth - 1] if depth else None
        for row, i in enumerate(chosen):
            k = len(encoded[i][0])
            out[i] = (x[row, :k].clone(), torch.tensor(encoded[i][2]))  # type: ignore[index]
    return [o for o in out if o is not None]


def padded(items: list[tuple[Tensor, Tensor]]) -> tuple[Tensor, Tensor, Tensor]:
    """Vectors, marks and mask of some pairs as one batch."""
    n = max(len(m) for _, m in items)
    x = torch.zeros(len(items), n, items[0][0].shape[1])
    marks, mask = torch.zeros(len(items), n, dtype=torch.long), torch.zeros(len(items), n, dtype=torch.long)
    for row, (v, m) in enumerate(items):
        x[row, : len(m)], marks[row, : len(m)], mask[row, : len(m)] = v, m, 1
    return x, marks, mask


def fit(
    layers: list[nn.Module],
    items: list[tuple[Tensor, Tensor]],
    roots: list[int],
    weights: list[float],
    *,
    epochs: int,
    rate: float,
    seed: int,
) -> RelationHead:
    """Train a head on pairs with importance weights."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    head = RelationHead(layers).train()
    upper = [p for n, p in head.named_parameters() if n.startswith("layers")]
    new = [p for n, p in head.named_parameters() if not n.startswith("layers")]
    optimizer = torch.optim.AdamW([{"params": upper, "lr": rate}, {"params": new, "lr": 5 * rate}], weight_decay=0.01)
    steps = epochs * ((len(items) + 15) // 16)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / (0.1 * steps)) * max(0.0, 1 - s / steps)
    )
    for _ in range(epochs):
        order = sorted(range(len(items)), key=lambda i: len(items[i][1]) + rng.random() * 8)
        groups = [order[a : a + 16] for a in range(0, len(order), 16)]
        rng.shuffle(groups)
        for group in groups:
            x, marks, mask = padded([items[i] for i in group])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores = head(x, marks, mask)
            loss = functional.cross_entropy(
                scores.float(), torch.tensor([roots[i] for i in group]), reduction="none", label_smoothing=0.1
            )
            loss = (loss * torch.tensor([weights[i] for i in group])).mean()
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    return head.eval()


@torch.no_grad()
def predict(head: RelationHead, items: list[tuple[Tensor, Tensor]]) -> list[int]:
    """The best root of each pair."""
    out = []
    for a in range(0, len(items), 64):
        out += head(*padded(items[a : a + 64])).argmax(-1).tolist()
    return out


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
    parser.add_argument("--weights", type=Path, help="weights of a training run, in place of the package's model")
    parser.add_argument("--plv", type=Path, required=True)
    parser.add_argument("--own", type=Path, default=Path("corpus/sentences"))
    parser.add_argument("--depth", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--only", type=int, default=99, help="stop after this many folds")
    args = parser.parse_args()
    network = network_of(args.weights)
    pieces = WordPieces(MODEL_FOLDER / "tokenizer.json")
    pairs = read_plv(args.plv)
    own = [*own_pairs(args.own), *coded_pairs(args.own.parent / "claims")]
    items, extra = lower(network, pairs, pieces, args.depth), lower(network, own, pieces, args.depth)
    layers: list[Layer] = list(network.encoder.layers[args.depth :])  # type: ignore[arg-type]
    roots = [ROOTS.index(p.root) for p in pairs]
    own_roots = [ROOTS.index(p.root) for p in own]
    gold: list[int] = []
    said: list[int] = []
    for number, held in enumerate(folds_of(len(pairs), args.folds)[: args.only]):
        out = set(held.tolist())
        train = [i for i in range(len(pairs)) if i not in out]
        head = fit(
            layers,
            [items[i] for i in train] + extra,
            [roots[i] for i in train] + own_roots,
            [1.0] * len(train) + [0.5] * len(own),
            epochs=args.epochs,
            rate=args.rate,
            seed=number,
        )
        gold += [roots[i] for i in held]
        said += predict(head, [items[i] for i in held])
        print(json.dumps({"fold": number} | scores(gold, said)), flush=True)


if __name__ == "__main__":
    main()
