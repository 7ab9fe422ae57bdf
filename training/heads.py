"""Train the event branch: python -m training.heads [--gold corpus/claims] [--out FILE] [--folds 2]

The branch (language/event_branch.py) says for every word whether it names an event, of which type, mode and status, and which words
say who did it and to whom (training/links.py). It copies the upper layers of the shipped encoder and trains them further; the lower ones
stay as they are, and so do tags, trees and names.
It learns from the train part of the coded reports (corpus/split.yaml) and from the coded sentences, in some forty-five
minutes on a quiet processor core. What the branches of a fold say of the reports that they did not see is kept in build/unseen.npz: the
confidence model is fitted on it (training/calibrate.py). JSON comes last.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.coded import INVENTORY, NONE, TYPES, Texts, Window, folds, links_of, reports, sentences, windows
from training.export import write_int8
from training.links import Link, LinkHeads, loss_of_links
from training.network import Network, attention_bias
from training.shipped import network_of
from truceline.language import links
from truceline.language.encoder import MODEL_FOLDER
from truceline.language.event_branch import BRANCH, DEPTH, LABELS
from truceline.language.pieces import WordPieces
from truceline.language.segment import segment

WEIGHTS = {"event": 1.0, "status": 0.1, "mode": 0.2}
LINKS_COUNT = 0.3
"""How much the links count beside the events."""
INNER, SMOOTHED = 192, 0.05
"""Width of the hidden layer; label smoothing."""
UNSEEN = Path("build/unseen.npz")


class Branch(nn.Module):
    """The encoder's upper layers, trained further, and the heads over all that they make of a word."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.layers = nn.ModuleList(copy.deepcopy(layer) for layer in network.encoder.layers[DEPTH:])
        self.width = network.sizes.width * (1 + len(self.layers))
        self.drop = nn.Dropout(0.3)
        self.hidden = nn.Linear(self.width, INNER)
        self.heads = nn.ModuleDict({k: nn.Linear(INNER, len(v)) for k, v in INVENTORY.items()})
        self.links = LinkHeads(self.width)

    def forward(self, lower: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """Scores of each head [windows, pieces, labels] from the lower layers' vectors [windows, pieces, width], then what
        the links are made of."""
        seen, bias = [lower], attention_bias(mask)
        for layer in self.layers:
            seen.append(layer(seen[-1], bias))
        together = functional.layer_norm(torch.cat(seen, -1), (self.width,))
        inner = self.drop(functional.relu(self.hidden(self.drop(together))))
        return *(head(inner) for head in self.heads.values()), *self.links(together)


def padded(items: list[Window]) -> tuple[Tensor, Tensor]:
    """Lower vectors and mask of some windows as one batch."""
    longest = max(len(w.lower) for w in items)
    lower = torch.zeros(len(items), longest, items[0].lower.shape[1])
    mask = torch.zeros(len(items), longest, dtype=torch.long)
    for row, w in enumerate(items):
        lower[row, : len(w.lower)], mask[row, : len(w.lower)] = w.lower.float(), 1
    return lower, mask


def fit(
    network: Network,
    items: list[Window],
    linked: dict[str, list[Link]],
    *,
    epochs: int,
    rate: float,
    seed: int = 7,
    group: int = 8,
) -> Branch:
    """A branch that has learnt from some windows, which are all of their texts, and from what is linked in them."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    branch = Branch(network).train()
    new = [p for n, p in branch.named_parameters() if not n.startswith("layers")]
    optimizer = torch.optim.AdamW(
        [{"params": branch.layers.parameters(), "lr": rate}, {"params": new, "lr": 5 * rate}], weight_decay=0.02
    )
    plan = [groups for _ in range(epochs) for groups in grouped(items, group, rng)]
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [rate, 5 * rate], total_steps=len(plan) + 1, pct_start=0.1
    )
    for chosen in plan:
        loss = loss_of(branch, chosen, linked)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(branch.parameters(), 1.0)
        optimizer.step()
        schedule.step()
    return branch.eval()


def grouped(items: list[Window], group: int, rng: random.Random) -> list[list[Window]]:
    """Windows in groups of about so many and of about one length, in random order; the windows of a text stay together."""
    texts: dict[str, list[Window]] = {}
    for window in items:
        texts.setdefault(window.text, []).append(window)
    out: list[list[Window]] = [[]]
    for own in sorted(texts.values(), key=lambda ws: max(len(w.lower) for w in ws) + rng.random() * 20):
        if out[-1] and len(out[-1]) + len(own) > group:
            out.append([])
        out[-1].extend(own)
    rng.shuffle(out)
    return out


def loss_of(branch: Branch, items: list[Window], linked: dict[str, list[Link]]) -> Tensor:
    """The summed loss of the heads over the words of some windows, and of the links in their texts."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = branch(*padded(items))
    loss = loss_of_heads(scores[: len(INVENTORY)], items)
    texts: dict[str, list[int]] = {}
    for row, window in enumerate(items):
        texts.setdefault(window.text, []).append(row)
    each = [
        loss_of_links(
            linked[text], *of_text(scores[len(INVENTORY) :], [(r, items[r]) for r in rows]), branch.links.apart
        )
        for text, rows in texts.items()
        if linked[text]
    ]
    return loss + LINKS_COUNT * torch.stack(each).mean() if each else loss


def of_text(
    scores: tuple[Tensor, ...], windows: list[tuple[int, Window]]
) -> tuple[dict[int, int], tuple[Tensor, Tensor, Tensor]]:
    """Of one text, given its windows and their places in a batch: the row of each token, and the rows of what was said."""
    tokens = [t for _, w in windows for t in w.tokens]
    asks, offers, nobody = (torch.cat([s[row, w.first] for row, w in windows]) for s in scores)
    return {t: n for n, t in enumerate(tokens)}, (asks, offers, nobody)


def loss_of_heads(scores: tuple[Tensor, ...], items: list[Window]) -> Tensor:
    """The summed loss of the heads over the words of some windows."""
    weight = torch.cat([w.weight for w in items])
    total = torch.zeros(())
    for (name, share), said in zip(WEIGHTS.items(), scores, strict=True):
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
        scores = branch(*padded([window]))[: len(INVENTORY)]
        out.append(np.concatenate([torch.softmax(s[0, window.first], -1).numpy() for s in scores], 1))
    return out


def trigger_scores(items: list[Window], said: list[np.ndarray], least: float = 0.4) -> dict[str, float]:
    """How well words that name events are found and typed (word by word; optional ones left out)."""
    found = typed = extra = missed = 0
    for window, rows in zip(items, said, strict=True):
        probabilities = rows[:, : len(TYPES)]
        gold, counts = window.gold["event"].numpy(), window.weight.numpy() == 1.0
        yes = 1.0 - probabilities[:, 0] >= least
        best = probabilities[:, 1:].argmax(1) + 1
        right = yes & (gold > 0) & counts
        found, typed = found + int(right.sum()), typed + int((right & (best == gold)).sum())
        extra, missed = extra + int((yes & (gold == 0)).sum()), missed + int((~yes & (gold > 0) & counts).sum())
    whole = 2 * found + extra + missed
    return {"found_f1": round(2 * found / whole, 3), "typed_f1": round(2 * typed / whole, 3)}


def keep_unseen(items: list[Window], said: list[np.ndarray], texts: Texts, path: Path) -> None:
    """Write what was said of reports by branches that had not seen them: one row a token of the reader."""
    rows = {id: np.zeros((len(segment(text)), sum(map(len, INVENTORY.values()))), np.float16) for id, text, _ in texts}
    for window, values in zip(items, said, strict=True):
        rows[window.text][window.tokens] = values
    np.savez_compressed(path, **rows)


def export(branch: Branch, out: Path) -> None:
    """Write the branch as int8 ONNX beside the encoder, with the names of its labels."""
    example = torch.zeros(1, 9, branch.layers[0].norm1.weight.shape[0]), torch.ones(1, 9, dtype=torch.long)
    inputs, outputs = ("lower", "mask"), (*INVENTORY, *links.PARTS)
    axes = {name: {0: "windows", 1: "pieces"} for name in (*inputs, *outputs)}
    # In the graph a head of a ModuleDict goes by its own name.
    write_int8(branch, out / BRANCH, example, (inputs, outputs, axes), float_modules=(*INVENTORY, "links"))
    told = {"labels": INVENTORY, "apart": np.round(branch.links.apart.tolist(), 4).tolist()}
    (out / LABELS).write_text(json.dumps(told) + "\n", encoding="utf-8")


def main() -> None:
    """Parse the command line, cross-validate, train, write, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=Path("corpus/claims"))
    parser.add_argument("--sentences", type=Path, default=Path("corpus/sentences"))
    parser.add_argument("--out", type=Path, default=MODEL_FOLDER)
    parser.add_argument("--folds", type=int, default=2, help="0: keep the file of what unseen branches said")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=2e-4)
    args = parser.parse_args()
    network, pieces = network_of(None), WordPieces(MODEL_FOLDER / "tokenizer.json")
    texts = reports(args.gold, "train")
    UNSEEN.parent.mkdir(exist_ok=True)
    single = sentences(args.sentences)
    items, beside = list(windows(texts, network, pieces)), list(windows(single, network, pieces))
    linked = links_of(texts) | links_of(single)
    figures: dict[str, Any] = {"reports": len(texts), "windows": len(items), "sentences": len(beside)}
    if args.folds:
        fold_of = folds(args.folds)
        said: dict[int, np.ndarray] = {}
        for fold in range(args.folds):
            kept = [w for w in items if fold_of[w.text] != fold]
            branch = fit(network, [*kept, *beside], linked, epochs=args.epochs, rate=args.rate)
            left = [i for i, w in enumerate(items) if fold_of[w.text] == fold]
            said.update(zip(left, said_of(branch, [items[i] for i in left]), strict=True))
            print(
                json.dumps({"fold": fold} | trigger_scores([items[i] for i in left], [said[i] for i in left])),
                flush=True,
            )
        ordered = [said[i] for i in range(len(items))]
        keep_unseen(items, ordered, texts, UNSEEN)
        figures["unseen"] = trigger_scores(items, ordered)
    branch = fit(network, [*items, *beside], linked, epochs=args.epochs, rate=args.rate)
    torch.save(branch.state_dict(), UNSEEN.with_name("events.pt"))
    export(branch, args.out)
    dev = list(windows(reports(args.gold, "dev"), network, pieces))
    print(json.dumps(figures | {"dev": trigger_scores(dev, said_of(branch, dev))}))


if __name__ == "__main__":
    main()
