"""The network: one small BERT encoder (MiniLM-L6) and a linear or bilinear head per task.

Parsing is by biaffine attention over words (Dozat and Manning 2017, https://arxiv.org/abs/1611.01734); roles of
events use the same scorer. A root is its own head. Weights of the encoder start from all-MiniLM-L6-v2
(Wang et al. 2020, https://arxiv.org/abs/2002.10957).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from truceline.language.pieces import SHAPES


@dataclass(frozen=True)
class Sizes:
    """Sizes of the encoder and of the heads' hidden layers."""

    vocabulary: int = 30522
    positions: int = 512
    width: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    arc: int = 256
    label: int = 192
    role: int = 128


class Attention(nn.Module):
    """Multi-head self-attention, written out so that ONNX export and fusion see the usual pattern."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.heads = sizes.heads
        self.query = nn.Linear(sizes.width, sizes.width)
        self.key = nn.Linear(sizes.width, sizes.width)
        self.value = nn.Linear(sizes.width, sizes.width)
        self.out = nn.Linear(sizes.width, sizes.width)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Attend over x [batch, pieces, width] with an additive mask [batch, 1, 1, pieces]."""
        b, n, w = x.shape

        def split(t: Tensor) -> Tensor:
            return t.view(b, n, self.heads, w // self.heads).transpose(1, 2)

        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        if self.training:
            mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype), dropout_p=0.1)
        else:
            scores = q @ k.transpose(-1, -2) / (w // self.heads) ** 0.5 + bias
            mixed = scores.softmax(-1) @ v
        return self.out(mixed.transpose(1, 2).reshape(b, n, w))


def rounded(x: Tensor) -> Tensor:
    """Round each window's activations to 8 bits, as the shipped model does there, with a straight-through gradient.

    What comes out of GELU has a few large values, and rounding it costs the shipped model most of what int8 costs.
    Training with the rounding lets the weights adapt (Jacob et al. 2018, https://arxiv.org/abs/1712.05877).
    """
    with torch.no_grad():
        low, high = x.amin((1, 2), keepdim=True).clamp(max=0), x.amax((1, 2), keepdim=True).clamp(min=0)
        scale = (high - low).float() / 255 + 1e-9
        off = ((x.float() / scale).round() * scale).to(x.dtype) - x
    return x + off


class Layer(nn.Module):
    """One transformer layer, normalised after each part as in BERT."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.attention = Attention(sizes)
        self.norm1 = nn.LayerNorm(sizes.width, eps=1e-12)
        self.up = nn.Linear(sizes.width, sizes.inner)
        self.down = nn.Linear(sizes.inner, sizes.width)
        self.norm2 = nn.LayerNorm(sizes.width, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Transform x [batch, pieces, width]."""
        x = self.norm1(x + self.drop(self.attention(x, bias)))
        inner = functional.gelu(self.up(x))
        return self.norm2(x + self.drop(self.down(rounded(inner) if self.training else inner)))


class Encoder(nn.Module):
    """Word pieces with shapes into vectors."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.words = nn.Embedding(sizes.vocabulary, sizes.width)
        self.places = nn.Embedding(sizes.positions, sizes.width)
        self.shapes = nn.Embedding(SHAPES, sizes.width)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer(sizes) for _ in range(sizes.layers))

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> list[Tensor]:
        """Vectors after each layer, [batch, pieces, width] each."""
        place = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.norm(self.words(ids) + self.places(place)[None] + self.shapes(shapes)))
        bias = attention_bias(mask)
        out = []
        for layer in self.layers:
            x = layer(x, bias)
            out.append(x)
        return out

    def load_minilm(self, folder: Path) -> None:
        """Start from the published weights; the segment embedding, constant here, goes into the positions."""
        w = load_file(folder / "model.safetensors")
        w = {k.removeprefix("bert."): v.float() for k, v in w.items()}
        self.words.weight.data = w["embeddings.word_embeddings.weight"].clone()
        self.places.weight.data = (
            w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0]
        )
        parts = {"norm": "embeddings.LayerNorm"}
        for i in range(len(self.layers)):
            names = {
                "attention.query": "attention.self.query",
                "attention.key": "attention.self.key",
                "attention.value": "attention.self.value",
                "attention.out": "attention.output.dense",
                "norm1": "attention.output.LayerNorm",
                "up": "intermediate.dense",
                "down": "output.dense",
                "norm2": "output.LayerNorm",
            }
            parts |= {f"layers.{i}.{ours}": f"encoder.layer.{i}.{theirs}" for ours, theirs in names.items()}
        for ours, theirs in parts.items():
            module = self.get_submodule(ours)
            module.weight.data = w[f"{theirs}.weight"].clone()  # type: ignore[union-attr]
            module.bias.data = w[f"{theirs}.bias"].clone()  # type: ignore[union-attr]


def attention_bias(mask: Tensor) -> Tensor:
    """0 where the mask is 1, a large negative number where it is 0; [batch, 1, 1, pieces]."""
    return (1.0 - mask[:, None, None, :].float()) * -1e4


class Biaffine(nn.Module):
    """Scores every (word, other word) pair, once per label."""

    def __init__(self, width: int, inner: int, labels: int, drop: float = 0.33) -> None:
        super().__init__()
        self.left, self.right = nn.Linear(width, inner), nn.Linear(width, inner)
        self.drop = nn.Dropout(drop)
        self.weight = nn.Parameter(torch.zeros(labels, inner + 1, inner))
        nn.init.normal_(self.weight, std=inner**-0.5 / 4)

    def forward(self, x: Tensor) -> Tensor:
        """Scores [batch, labels, words, words] of words x [batch, words, width]."""
        a = self.drop(functional.gelu(self.left(x)))
        b = self.drop(functional.gelu(self.right(x)))
        a = torch.cat([a, torch.ones_like(a[..., :1])], -1)
        return (a[:, None] @ self.weight[None]) @ b[:, None].transpose(-1, -2)


class Network(nn.Module):
    """The encoder and all heads. `inventory` names the labels of each tagging head."""

    def __init__(self, inventory: dict[str, list[str]], sizes: Sizes | None = None) -> None:
        super().__init__()
        self.sizes = sizes = sizes or Sizes()
        self.inventory = inventory
        self.encoder = Encoder(sizes)
        self.drop = nn.Dropout(0.2)
        self.tags = nn.ModuleDict(
            {k: nn.Linear(sizes.width, len(v)) for k, v in inventory.items() if k not in ("deprel", "role")}
        )
        self.arcs = Biaffine(sizes.width, sizes.arc, 1)
        self.roles = Biaffine(sizes.width, sizes.role, len(inventory["role"]))
        self.label_dependent = nn.Linear(sizes.width, sizes.label)
        self.label_head = nn.Linear(sizes.width, sizes.label)
        self.label_out = nn.Linear(sizes.label, len(inventory["deprel"]))

    def words(self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """Vectors of words, [batch, words, width]: the last layer at each word's first piece."""
        return self.at_words(self.encoder(ids, shapes, mask)[-1], first)

    def at_words(self, layer: Tensor, first: Tensor) -> Tensor:
        """What a layer makes of each word: its vector at the word's first piece."""
        return torch.gather(layer, 1, first[..., None].expand(-1, -1, layer.shape[-1]))

    def labels(self, x: Tensor, heads: Tensor) -> Tensor:
        """Dependency label scores [batch, words, labels] given each word's head."""
        head = torch.gather(self.label_head(x), 1, heads[..., None].expand(-1, -1, self.sizes.label))
        return self.label_out(self.drop(functional.relu(self.label_dependent(x) + head)))
