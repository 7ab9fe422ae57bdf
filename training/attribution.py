"""Let a branch learn who says what before it learns events: python -m training.attribution --polnear DIR [--out FILE]

PolNeAR (Newell, Margolin and Ruths 2018, https://aclanthology.org/L18-1524) marks sources, cues and contents in a million words of
political news: far more than our coded reports have. The event branch (training/heads.py) starts from what its upper layers
learn there; the attribution heads themselves are not kept, since those of the encoder are as good. Some fifteen minutes on a
quiet core. JSON comes last: token F1 on PolNeAR's dev part.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from training.branch import Branch, Window, fit, said_of, windows
from training.brat import SPAN_LAYERS, attribution_spans
from training.shipped import network_of
from truceline.language.encoder import MODEL_FOLDER
from truceline.language.pieces import WordPieces

START = Path("build/attribution.pt")
INVENTORY = {layer: ["O", "B", "I"] for layer in SPAN_LAYERS}
WEIGHTS = dict.fromkeys(SPAN_LAYERS, 0.6)
Spans = dict[str, list[tuple[int, int]]]


def articles(folder: Path) -> list[tuple[str, str, Spans]]:
    """Id, text and character spans of PolNeAR's articles; one annotator's file an article."""
    found = []
    for file in sorted((folder / "text").glob("*.txt")):
        coded = sorted((folder / "attributions").glob(f"{file.stem}*.ann"))
        if coded:
            found.append((file.stem, file.read_text(encoding="utf-8"), attribution_spans(coded[0])))
    return found


def labels(doc: Any, spans: Spans) -> tuple[dict[str, Tensor], Tensor]:
    """Per token its BIO label in each layer; every token counts alike."""
    gold = {layer: torch.zeros(len(doc), dtype=torch.long) for layer in SPAN_LAYERS}
    for layer, places in spans.items():
        for start, end in sorted(places, key=lambda s: s[0] - s[1]):
            inside = [t.i for t in doc if not t.is_space and t.idx < end and t.idx + len(t) > start]
            gold[layer][inside] = 2
            gold[layer][inside[:1]] = 1
    return gold, torch.ones(len(doc))


def token_f1(items: list[Window], said: list[np.ndarray]) -> dict[str, float]:
    """Token F1 of each layer."""
    figures = {}
    for n, layer in enumerate(SPAN_LAYERS):
        yes = np.concatenate([rows[:, 3 * n + 1 : 3 * n + 3].sum(1) >= 0.5 for rows in said])
        gold = np.concatenate([w.gold[layer].numpy() > 0 for w in items])
        figures[layer] = round(float(2 * (yes & gold).sum() / (yes.sum() + gold.sum())), 4)
    return figures


def main() -> None:
    """Parse the command line, train, write, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--polnear", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=START)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--rate", type=float, default=3e-4)
    args = parser.parse_args()
    network, pieces = network_of(None), WordPieces(MODEL_FOLDER / "tokenizer.json")
    train, dev = (list(windows(articles(args.polnear / part), labels, network, pieces)) for part in ("train", "dev"))
    torch.manual_seed(7)
    branch = fit(Branch(network, INVENTORY), train, WEIGHTS, epochs=args.epochs, rate=args.rate)
    args.out.parent.mkdir(exist_ok=True)
    torch.save(branch.state_dict(), args.out)
    print(json.dumps({"windows": len(train), "dev": token_f1(dev, said_of(branch, dev))}))


if __name__ == "__main__":
    main()
