"""Attachment scores of a network on gold tokens, while training."""

from __future__ import annotations

import torch

from training.batches import Labels, batch
from training.corpora import Document
from training.network import Network
from truceline.language.pieces import WordPieces, pack
from truceline.language.trees import best_heads


@torch.no_grad()
def attachment(network: Network, documents: list[Document], pieces: WordPieces, labels: Labels) -> dict[str, float]:
    """UPOS accuracy, UAS and LAS (with and without label subtypes), punctuation included."""
    network.eval()
    hits = dict.fromkeys(("upos", "xpos", "lemma", "uas", "las", "las_full"), 0)
    total = 0
    device = next(network.parameters()).device
    windows = [d[a:b] for d in documents for a, b in pack([sum(len(pieces(w)) for w in s.words) for s in d], 160)]
    universal = [name.split(":")[0] for name in labels.names["deprel"]]
    for start in range(0, len(windows), 8):
        b = {k: v.to(device) for k, v in batch(windows[start : start + 8], pieces, labels).items()}
        x = network.words(b["ids"], b["shapes"], b["mask"], b["first"])
        scores = network.arcs(x)[:, 0].cpu().numpy()
        sentence, gold = b["sentence"].cpu().numpy(), b["head"].cpu()
        heads = torch.stack([torch.from_numpy(best_heads(s, o)) for s, o in zip(scores, sentence, strict=True)])
        rel = network.labels(x, heads.to(device)).argmax(-1).cpu()
        real = torch.from_numpy(sentence >= 0)
        right = (heads == gold) & real
        want = b["deprel"].cpu()
        same = torch.tensor(
            [
                [universal[r] == (universal[w] if w >= 0 else "") for r, w in zip(rs, ws, strict=False)]
                for rs, ws in zip(rel.tolist(), want.tolist(), strict=False)
            ]
        )
        hits["uas"] += int(right.sum())
        hits["las"] += int((right & same).sum())
        hits["las_full"] += int((right & (rel == want)).sum())
        for layer in ("upos", "xpos", "lemma"):
            hits[layer] += int(((network.tags[layer](x).argmax(-1).cpu() == b[layer].cpu()) & real).sum())
        total += int(real.sum())
    return {k: round(100 * v / total, 2) for k, v in hits.items()}
