"""The shipped model as a torch network: its int8 weights, each times its scale. What learns on top of them learns on
the very encoder that `read` uses, and needs no file that is not in the package."""

from __future__ import annotations

import json
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from training.network import Layer, Network, Sizes
from truceline.language.encoder import MODEL_FOLDER
from truceline.language.event_branch import BRANCH, DEPTH

Weights = dict[str, Tensor]


def shipped_network(folder: Path = MODEL_FOLDER) -> Network:
    """The network of the package's model, in float. Raises KeyError when the graph lacks a weight."""
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    network = Network({**labels["tags"], "deprel": labels["deprel"], "role": labels["role"]})
    graph = onnx.load(str(folder / "encoder.onnx")).graph
    stored = weights_in(graph)
    found = {k.removeprefix("network."): v for k, v in stored.items() if k.startswith("network.")}
    names = [k.removesuffix("_quantized") for k in found if k.endswith("_quantized")]
    found |= {k: whole(stored, f"network.{k}") for k in names}
    for i in range(network.sizes.layers):
        found |= {f"encoder.layers.{i}.{k}": v for k, v in attention(stored, i).items()}
    found |= {f"tags.{k}" if k.split(".")[0] in labels["tags"] else k: v for k, v in products(graph, stored).items()}
    found |= {
        "label_out.weight": torch.tensor(labels["label_weight"]),
        "label_out.bias": torch.tensor(labels["label_bias"]),
    }
    # The role scorer learns beside the others and is not shipped: here it starts anew.
    own = network.state_dict()
    learnt = {k: v for k, v in own.items() if not k.startswith("roles.")}
    network.load_state_dict(own | {k: found[k].float().reshape(v.shape) for k, v in learnt.items()})
    return network.eval()


def shipped_branch(folder: Path = MODEL_FOLDER) -> nn.ModuleList:
    """The event branch's own layers, in float. Raises KeyError when the graph lacks a weight."""
    sizes = Sizes()
    layers = nn.ModuleList(Layer(sizes) for _ in range(sizes.layers - DEPTH))
    graph = onnx.load(str(folder / BRANCH)).graph
    stored = weights_in(graph)
    found = stored | products(graph, stored)
    # The first layer's input is the graph's own, so that its attention is not fused.
    for i in range(1, len(layers)):
        found |= {f"layers.{i}.{k}": v for k, v in attention(stored, i - 1).items()}
    layers.load_state_dict({k: found[f"layers.{k}"].float().reshape(v.shape) for k, v in layers.state_dict().items()})
    return layers.eval()


def network_of(weights: Path | None) -> Network:
    """The network of a training run's weights file, or of the package when none is given."""
    if weights is None:
        return shipped_network()
    saved = torch.load(weights, map_location="cpu", weights_only=True)
    network = Network(saved["labels"])
    network.load_state_dict(saved["weights"])
    return network.eval()


def weights_in(graph: onnx.GraphProto) -> Weights:
    """All that a graph stores, by name."""
    return {i.name: torch.from_numpy(numpy_helper.to_array(i).copy()) for i in graph.initializer}


def whole(stored: Weights, name: str) -> Tensor:
    """A weight in float: as stored, or from int8 by (value - zero point) * scale."""
    if name in stored:
        return stored[name]
    quantized, zero = stored[f"{name}_quantized"].float(), stored[f"{name}_zero_point"].float()
    return (quantized - zero) * stored[f"{name}_scale"]


def attention(stored: Weights, number: int) -> Weights:
    """Query, key and value of a layer's attention, which the export joins into one product and numbers."""
    weight = whole(stored, f"Attention_{number}_qkv_weight").T.chunk(3)
    bias = stored[f"Attention_{number}_qkv_bias"].chunk(3)
    parts = [f"attention.{p}" for p in ("query", "key", "value")]
    return {f"{p}.weight": w for p, w in zip(parts, weight, strict=True)} | {
        f"{p}.bias": b for p, b in zip(parts, bias, strict=True)
    }


def products(graph: onnx.GraphProto, stored: Weights) -> Weights:
    """The weights of linear layers (stored transposed) and of bilinear scorers (stored as they are), by the module's name."""
    found: Weights = {}
    for node in graph.node:
        if node.op_type in ("MatMulInteger", "MatMul") and node.input[1].startswith("onnx::"):
            module = node.name.strip("/").removesuffix("/MatMul_quant").removesuffix("/MatMul").replace("/", ".")
            weight = whole(stored, node.input[1].removesuffix("_quantized"))
            found[f"{module}.weight"] = weight.T if weight.dim() == 2 else weight
    return found
