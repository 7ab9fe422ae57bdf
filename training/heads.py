"""Train the event heads: python -m training.heads [--gold corpus/claims] [--out FILE] [--folds 3]

The heads (language/event_heads.py) say for every word whether it names an event, of which type and status, from the
upper layers of the shipped encoder, which stays as it is. They learn from the train part of the coded reports (corpus/split.yaml) and
from the coded sentences, in a minute or two on a processor core. What the heads of a fold say of the reports they did not see
is kept in build/unseen.npz: the confidence model is fitted on it (training/calibrate.py). JSON comes last.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from corpus.sentences import load as load_coded
from corpus.split import only
from training.corpora import EVENTS
from truceline.claim import Status
from truceline.language.encoder import MODEL_FOLDER, Encoder
from truceline.language.event_heads import HEADS, EventHeads
from truceline.language.segment import segment

LABELS = ["O", *sorted(EVENTS)]
STATUSES = [s.value for s in Status]
HIDDEN, SMOOTHED = 192, 0.05
OPTIONAL = 0.4
"""How much an event counts that a careful coder may leave out."""
UNSEEN = Path("build/unseen.npz")
Span = tuple[int, int]


@dataclass(frozen=True)
class Text:
    """A coded text: vectors of its tokens, and each token's event label, its weight, and status (-1: none)."""

    id: str
    vectors: Tensor
    event: Tensor
    weight: Tensor
    status: Tensor


@dataclass(frozen=True)
class Coded:
    """An event as coded: its words, type, status, and how much it counts."""

    trigger: Span
    event: str
    status: str
    weight: float = 1.0


def text_of(encoder: Encoder, id: str, text: str, coded: list[Coded]) -> Text:
    """A coded text as the heads take it. Tokens are those of the reader; white space has a vector of zeros."""
    doc = segment(text)
    sentences = [[t for t in s if not t.is_space] for s in doc.sents]
    sentences = [s for s in sentences if s]
    words = [[t.text for t in s] for s in sentences]
    parts = [encoder.vectors(words[a:b]) for a, b in encoder.windows(words)]
    vectors = np.zeros((len(doc), parts[0].shape[1] if parts else 1), np.float32)
    places = [t.i for s in sentences for t in s]
    vectors[places] = np.concatenate(parts)
    event, status = np.zeros(len(doc), np.int64), np.full(len(doc), -1, np.int64)
    weight = np.ones(len(doc), np.float32)
    plain = _function_words()
    for c in coded:
        inside = [t for t in doc if not t.is_space and t.idx < c.trigger[1] and t.idx + len(t) > c.trigger[0]]
        naming = [t for t in inside if t.lower_ not in plain and not t.is_punct] or inside
        for t in naming:
            event[t.i], status[t.i], weight[t.i] = LABELS.index(c.event), STATUSES.index(c.status), c.weight
    return Text(id, *(torch.from_numpy(a) for a in (vectors, event, weight, status)))


def _function_words() -> frozenset[str]:
    from spacy.lang.en.stop_words import STOP_WORDS

    return frozenset(STOP_WORDS)


def reports(gold: Path, encoder: Encoder, part: str) -> list[Text]:
    """The coded reports of a part of the corpus."""
    records = {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in sorted(gold.glob("*.json"))}
    return [text_of(encoder, id, r["report"]["text"], _coded(r["claims"])) for id, r in only(part, records).items()]


def _coded(claims: list[dict[str, Any]]) -> list[Coded]:
    return [
        Coded(tuple(c["trigger"]), c["event"], c["status"], OPTIONAL if c.get("optional") else 1.0) for c in claims
    ]


def sentences(folder: Path, encoder: Encoder) -> list[Text]:
    """Our coded sentences."""
    files = [p for p in sorted(folder.glob("*.txt")) if p.stem != "names"]
    return [
        text_of(encoder, "", c.text, [Coded(e.trigger, e.event, e.status) for e in c.events])
        for path in files
        for c in load_coded(path)
    ]


class Network(nn.Module):
    """The heads while they learn."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.width = width
        self.drop = nn.Dropout(0.3)
        self.hidden = nn.Linear(width, HIDDEN)
        self.event = nn.Linear(HIDDEN, len(LABELS))
        self.status = nn.Linear(HIDDEN, len(STATUSES))

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Scores of event labels and statuses [words, labels] of words x [words, width]."""
        x = functional.layer_norm(x, (self.width,))
        inner = self.drop(functional.relu(self.hidden(self.drop(x))))
        return self.event(inner), self.status(inner)

    def heads(self) -> EventHeads:
        """The weights as reading takes them."""
        layers = {n: (getattr(self, n).weight, getattr(self, n).bias) for n in ("hidden", "event", "status")}
        plain = {n: (w.detach().numpy().T.copy(), b.detach().numpy()) for n, (w, b) in layers.items()}
        return EventHeads(LABELS, STATUSES, plain["hidden"], plain["event"], plain["status"])


def fit(texts: list[Text], *, epochs: int, rate: float = 1e-3, seed: int = 7, group: int = 4) -> Network:
    """Heads that have learnt from some texts."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    network = Network(texts[0].vectors.shape[1])
    optimizer = torch.optim.AdamW(network.parameters(), lr=rate, weight_decay=0.05)
    # Sentences are a tenth of a report long: as many words a step, whatever stands in it.
    long = [t for t in texts if t.id]
    short = [t for t in texts if not t.id]
    size = 10 * group
    steps = epochs * (-(-len(long) // group) + -(-len(short) // size))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps + 1, pct_start=0.1)
    network.train()
    for _ in range(epochs):
        rng.shuffle(long)
        rng.shuffle(short)
        groups = [long[a : a + group] for a in range(0, len(long), group)]
        groups += [short[a : a + size] for a in range(0, len(short), size)]
        rng.shuffle(groups)
        for batch in groups:
            x, event, weight, status = (
                torch.cat([getattr(t, k) for t in batch]) for k in ("vectors", "event", "weight", "status")
            )
            said, how = network(x)
            loss = functional.cross_entropy(said, event, reduction="none", label_smoothing=SMOOTHED)
            loss = (loss * weight).mean()
            if (status >= 0).any():
                loss = loss + 0.1 * functional.cross_entropy(how[status >= 0], status[status >= 0])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    return network.eval()


def trigger_scores(texts: list[Text], heads: list[EventHeads], least: float = 0.4) -> dict[str, float]:
    """How well words that name events are found and typed (token by token; optional ones left out)."""
    found = typed = extra = missed = 0
    for text, head in zip(texts, heads, strict=True):
        said = head(text.vectors.numpy())[0]
        gold, counts = text.event.numpy(), text.weight.numpy() == 1.0
        yes = 1.0 - said[:, 0] >= least
        best = said[:, 1:].argmax(1) + 1
        right = yes & (gold > 0) & counts
        found, typed = found + int(right.sum()), typed + int((right & (best == gold)).sum())
        extra, missed = extra + int((yes & (gold == 0)).sum()), missed + int((~yes & (gold > 0) & counts).sum())
    whole = 2 * found + extra + missed
    return {"found_f1": round(2 * found / whole, 3), "typed_f1": round(2 * typed / whole, 3)}


def main() -> None:
    """Parse the command line, cross-validate, train, write, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=Path("corpus/claims"))
    parser.add_argument("--sentences", type=Path, default=Path("corpus/sentences"))
    parser.add_argument("--out", type=Path, default=MODEL_FOLDER / HEADS)
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=8)
    args = parser.parse_args()
    encoder = Encoder(blind=True)
    texts, beside = reports(args.gold, encoder, "train"), sentences(args.sentences, encoder)
    dev = reports(args.gold, encoder, "dev")
    unseen: dict[str, np.ndarray] = {}
    judges: list[EventHeads] = [EventHeads.__new__(EventHeads)] * len(texts)
    for fold in range(args.folds):
        kept = [t for i, t in enumerate(texts) if i % args.folds != fold]
        head = fit([*kept, *beside], epochs=args.epochs).heads()
        for i in range(fold, len(texts), args.folds):
            judges[i] = head
            unseen[texts[i].id] = np.concatenate(head(texts[i].vectors.numpy()), 1)
    heads = fit([*texts, *beside], epochs=args.epochs).heads()
    heads.save(args.out)
    UNSEEN.parent.mkdir(exist_ok=True)
    np.savez_compressed(UNSEEN, **{k: v.astype(np.float16) for k, v in unseen.items()})
    figures = {"reports": len(texts), "unseen": trigger_scores(texts, judges)}
    print(json.dumps(figures | {"dev": trigger_scores(dev, [heads] * len(dev))}))


if __name__ == "__main__":
    main()
