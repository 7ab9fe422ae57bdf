"""Write the trained network as an int8 ONNX file: python -m training.export --weights FILE --start DIR --out DIR

The graph takes word pieces and gives, per word, the tag scores of all heads side by side, the arc scores, the two
projections that score dependency labels, and per word piece what the lower layers make of it, for the event branch. Matrix products are quantised to int8 per channel
with dynamic activation ranges (ONNX Runtime's quantize_dynamic); LayerNorm and softmax stay in float.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer as fusion
from torch import Tensor, nn

from training.network import Network, Sizes
from truceline.language.event_branch import DEPTH

INPUTS = ("ids", "shapes", "mask", "first")
OUTPUTS = ("tags", "arcs", "dependents", "heads", "lower")


class Exported(nn.Module):
    """The network as one call from input arrays to output arrays."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """All scores for a batch of windows."""
        layers = self.network.encoder(ids, shapes, mask)
        x = self.network.at_words(layers[-1], first)
        tags = torch.cat([head(x) for head in self.network.tags.values()], -1)
        arcs = self.network.arcs(x)[:, 0]
        lower = layers[DEPTH - 1]
        return tags, arcs, self.network.label_dependent(x), self.network.label_head(x), lower


def export(weights: Path, start: Path, out: Path) -> None:
    """Export, fuse, quantise; write encoder.onnx, tokenizer.json and labels.json to `out`."""
    saved = torch.load(weights, map_location="cpu", weights_only=True)
    network = Network(saved["labels"])
    network.load_state_dict(saved["weights"])
    network.eval()
    example = (torch.ones(2, 9, dtype=torch.long),) * 3 + (torch.tensor([[1, 2, 3, 5], [1, 2, 4, 0]]),)
    pieces, words = {0: "windows", 1: "pieces"}, {0: "windows", 1: "words"}
    axes = {"ids": pieces, "shapes": pieces, "mask": pieces, "first": words, "tags": words, "dependents": words}
    axes |= {"heads": words, "arcs": words | {2: "words"}, "lower": pieces}
    out.mkdir(parents=True, exist_ok=True)
    write_int8(
        Exported(network),
        out / "encoder.onnx",
        example,
        (INPUTS, OUTPUTS, axes),
        # The bilinear scorers multiply 4-d weights, which the int8 kernels do not take.
        float_modules=("arcs", *network.tags),
    )
    head = {
        "tags": {k: saved["labels"][k] for k in network.tags},
        "deprel": saved["labels"]["deprel"],
        "role": saved["labels"]["role"],
        "label_weight": network.label_out.weight.tolist(),
        "label_bias": network.label_out.bias.tolist(),
    }
    (out / "labels.json").write_text(json.dumps(head, ensure_ascii=False) + "\n", encoding="utf-8")
    shutil.copy(start / "tokenizer.json", out / "tokenizer.json")
    for file in sorted(out.iterdir()):
        print(f"{file.name}: {file.stat().st_size / 1e6:.1f} MB")


def write_int8(
    module: nn.Module,
    path: Path,
    example: tuple[Tensor, ...],
    names: tuple[Sequence[str], Sequence[str], dict[str, dict[int, str]]],
    float_modules: Iterable[str],
) -> None:
    """Export a module that holds layers of the encoder, fuse and quantise it, and write it as ONNX.

    `names`: of inputs, of outputs, and of their dynamic axes. `float_modules`: top modules that are small and stay float, heads above
    all: ONNX Runtime 1.23 gives wrong numbers in the last columns of int8 products of 17 labels where the processor has AMX.
    """
    inputs, outputs, axes = names
    sizes = Sizes()
    with tempfile.TemporaryDirectory() as scratch:
        full, fused = Path(scratch) / "full.onnx", Path(scratch) / "fused.onnx"
        torch.onnx.export(
            module, example, str(full), input_names=inputs, output_names=outputs, dynamic_axes=axes,
            opset_version=17, dynamo=False,
        )  # fmt: skip
        model = fusion.optimize_model(
            str(full), model_type="bert", num_heads=sizes.heads, hidden_size=sizes.width, opt_level=1
        )
        print("fused:", model.get_fused_operator_statistics())
        model.save_model_to_file(str(fused))
        small = tuple(f"/{name}/" for name in float_modules)
        quantize_dynamic(
            str(fused),
            str(path),
            weight_type=QuantType.QInt8,
            per_channel=True,
            nodes_to_exclude=[n.name for n in model.model.graph.node if n.name.startswith(small)],
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
    onnx.checker.check_model(onnx.load(str(path)))


def main() -> None:
    """Parse the command line and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("src/truceline/language/model"))
    args = parser.parse_args()
    export(args.weights, args.start, args.out)


if __name__ == "__main__":
    main()
