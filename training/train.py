"""Train the English language model: python -m training.train --corpora DIR --out FILE [--minutes M]

One encoder learns all tasks together: each step takes a batch of one corpus and learns what that corpus labels.
Weights are averaged over the steps. Runs on the CPU (bfloat16 where the processor has it) or on a GPU.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from training import corpora
from training.batches import IGNORE, Labels, batches, layers_of
from training.corpora import ROLES, Document
from training.network import Network
from training.parse_score import attachment
from training.shipped import network_of
from truceline.language.pieces import WordPieces

ENTITIES = ("PERSON", "ORG", "GPE", "FAC", "NORP", "EVENT", "DATE")
STATUSES = ["actual", "negated", "future", "hypothetical"]
WEIGHTS = {"upos": 1.0, "xpos": 0.7, "lemma": 0.7, "entity": 1.0, "event": 2.0, "status": 0.7}
OPEN_LAYERS = ("upos", "xpos", "lemma", "deprel")
RARE = {"lemma": 3}


def inventory(sets: dict[str, list[Document]]) -> Labels:
    """Label inventories as met in training; lemma scripts only when met three times."""
    counts: dict[str, Counter[str]] = {layer: Counter() for layer in OPEN_LAYERS}
    for documents in sets.values():
        for sentence in (s for d in documents for s in d):
            for layer, tags in layers_of(sentence).items():
                if layer in counts:
                    counts[layer].update(t for t in tags if t)
    names = {k: sorted(t for t, n in c.items() if n >= RARE.get(k, 1)) for k, c in counts.items()}
    names["entity"] = ["O", *(f"{p}-{k}" for k in ENTITIES for p in "BI")]
    names |= {f"span_{layer}": ["O", "B", "I"] for layer in corpora.SPAN_LAYERS}
    names["event"] = ["O", *sorted(corpora.EVENTS)]
    return Labels(names | {"status": STATUSES, "role": list(ROLES)})


def losses(network: Network, b: dict[str, Tensor]) -> Tensor:
    """The summed loss of a batch over the layers it has labels for."""
    x = network.words(b["ids"], b["shapes"], b["mask"], b["first"])
    x = network.drop(x.float())
    total = x.new_zeros(())
    for layer, head in network.tags.items():
        if layer in b and (b[layer] != IGNORE).any():
            logits = head(x)
            loss = functional.cross_entropy(logits.flatten(0, 1).float(), b[layer].flatten(), ignore_index=IGNORE)
            total = total + WEIGHTS.get(layer, 1.0) * loss
    if "head" in b:
        total = total + tree_loss(network, x, b)
    if "triggers" in b and len(b["triggers"]):
        total = total + role_loss(network, x, b)
    return total


def tree_loss(network: Network, x: Tensor, b: dict[str, Tensor]) -> Tensor:
    """Cross entropy of each word's head among its sentence's words, and of the label given the right head."""
    scores = network.arcs(x)[:, 0].float()
    other = b["sentence"][:, :, None] != b["sentence"][:, None, :]
    scores = scores.masked_fill(other, -1e4)
    arc = functional.cross_entropy(scores.flatten(0, 1), b["head"].flatten(), ignore_index=IGNORE)
    labels = network.labels(x, b["head"].clamp(min=0)).float()
    return arc + functional.cross_entropy(labels.flatten(0, 1), b["deprel"].flatten(), ignore_index=IGNORE)


def role_loss(network: Network, x: Tensor, b: dict[str, Tensor]) -> Tensor:
    """Binary cross entropy of the words that fill each role of each marked trigger."""
    scores = network.roles(x).float()
    rows, words = b["triggers"].T
    picked = scores[rows, :, words]  # triggers, roles, words
    target = torch.zeros_like(scores)
    r, t, k, w = b["roles"].T
    target[r, k, t, w] = 1.0
    same = (b["sentence"][rows, words][:, None] == b["sentence"][rows])[:, None].expand_as(picked)
    loss = functional.binary_cross_entropy_with_logits(picked, target[rows, :, words], reduction="none")
    return 10.0 * loss[same].mean()


def endless(
    documents: list[Document], pieces: WordPieces, labels: Labels, rng: random.Random
) -> Iterator[dict[str, Tensor]]:
    """Batches of a corpus, pass after pass."""
    while True:
        yield from batches(documents, pieces, labels, rng=rng)


def mixture(passes: dict[str, float], sizes: dict[str, int], rng: random.Random) -> list[str]:
    """The order of corpora over all steps: each as often as its passes ask, shuffled."""
    order = [name for name, n in passes.items() for _ in range(int(n * sizes[name]))]
    rng.shuffle(order)
    return order


def optimizer_of(network: Network, rate: float) -> torch.optim.AdamW:
    """AdamW with a higher rate for the new heads than for the pretrained encoder."""
    pretrained = [p for n, p in network.named_parameters() if n.startswith("encoder.") and "shapes" not in n]
    new = [p for n, p in network.named_parameters() if not n.startswith("encoder.") or "shapes" in n]
    groups = [{"params": pretrained, "lr": rate}, {"params": new, "lr": 8 * rate}]
    return torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))


def train(args: argparse.Namespace) -> None:
    """Train on all corpora and write weights, labels and dev scores."""
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    pieces = WordPieces(args.start / "tokenizer.json")
    sets, passes = load_sets(args)
    if args.resume or args.shipped:
        network = network_of(args.resume)
        labels = Labels(network.inventory)
    else:
        labels = inventory(sets)
        network = Network(labels.names)
        network.encoder.load_minilm(args.start)
    network.to(device)
    optimizer = optimizer_of(network, args.rate)
    sizes = {k: sum(1 for _ in batches(d, pieces, labels, rng=random.Random(0))) for k, d in sets.items()}
    order = mixture(passes, sizes, rng)
    streams = {k: endless(d, pieces, labels, rng) for k, d in sets.items()}
    warm = max(1, len(order) // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / warm) * max(0.02, 1 - s / len(order))
    )
    average = copy.deepcopy(network).eval()
    print(json.dumps({"steps": len(order), "batches": sizes, "passes": passes}), flush=True)
    started, running = time.time(), 0.0
    network.train()
    for step, name in enumerate(order, 1):
        b = {k: v.to(device) for k, v in next(streams[name]).items()}
        with torch.autocast(device.type, dtype=torch.bfloat16):
            loss = losses(network, b)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
        optimizer.step()
        schedule.step()
        blend(average, network, min(0.998, step / (step + 20)))
        running += (loss.item() - running) / min(step, 100)
        if step % 100 == 0:
            print(f"step {step}/{len(order)} loss {running:.3f} {time.time() - started:.0f} s", flush=True)
        if step % args.every == 0 or step == len(order):
            dev = corpora.treebank(args.corpora / "ewt" / "dev.conllu")
            print(json.dumps({"step": step} | attachment(average, dev, pieces, labels)), flush=True)
            torch.save({"weights": average.state_dict(), "labels": labels.names}, args.out)


def blend(average: Network, network: Network, keep: float) -> None:
    """Move the averaged weights towards the current ones."""
    with torch.no_grad():
        pairs = list(zip(average.parameters(), network.parameters(), strict=True))
        torch._foreach_lerp_([a for a, _ in pairs], [n for _, n in pairs], 1 - keep)


def load_sets(args: argparse.Namespace) -> tuple[dict[str, list[Document]], dict[str, float]]:
    """The corpora, and how many passes to make over each."""
    where = args.corpora
    sets = {
        "ewt": corpora.treebank(where / "ewt" / "train.conllu"),
        "gum": corpora.treebank(where / "gum" / "train.conllu", entities=True),
        "polnear": corpora.polnear(where / "polnear" / "train"),
        "coded": corpora.coded_sentences(args.own),
        "names": corpora.named_sentences(args.own / "names.txt"),
    }
    asked = dict(zip(("ewt", "gum", "polnear", "coded", "names"), args.passes, strict=True))
    kept = {k: v for k, v in sets.items() if v and asked[k] > 0}
    return kept, {k: asked[k] for k in kept}


def main() -> None:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True, help="folder with ewt/, gum/, polnear/")
    parser.add_argument("--own", type=Path, default=Path("corpus/sentences"), help="our coded sentences")
    parser.add_argument("--start", type=Path, required=True, help="folder of the MiniLM weights and tokenizer")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--resume", type=Path, help="go on from these weights instead of MiniLM")
    parser.add_argument("--shipped", action="store_true", help="go on from the model in the package")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--every", type=int, default=1000, help="steps between dev scores and checkpoints")
    parser.add_argument(
        "--passes", type=float, nargs=5, default=(9, 9, 1.5, 12, 10), help="ewt gum polnear coded names"
    )
    train(parser.parse_args())


if __name__ == "__main__":
    main()
