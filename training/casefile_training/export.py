"""Export: `python -m casefile_training.export --checkpoint runs/a/checkpoint.pt`.

Writes the two ONNX graphs, the encoder with int8 weights, the vocabulary and the card's data into
the package, with a digest for each. The threshold is chosen on the tune slice by
`casefile_training.evaluate` and given here.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from casefile_training.corpus import TEACHES
from casefile_training.net import Net, tag_chances
from casefile_training.train import encoder_folder, new_net

NAME = "reading/2"
FILES = ("encoder.onnx", "roles.onnx", "vocab.txt")
_OPSET = 17


class Encode(nn.Module):
    """One window in; vectors, cue chances and tag chances out."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, case: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        vectors = self.net.encode(ids, case, None)
        return vectors, self.net.cue(vectors).softmax(-1), tag_chances(self.net.tags(vectors))


class Product(nn.Module):
    """A convolution as one matrix product over shifted copies: int8 engines have that fast."""

    def __init__(self, layer: nn.Conv1d) -> None:
        super().__init__()
        self.taps, self.step = layer.kernel_size[0], layer.dilation[0]
        self.edge = int(layer.padding[0])
        self.weight = nn.Parameter(layer.weight.permute(2, 1, 0).reshape(-1, layer.out_channels))
        self.bias = layer.bias

    def forward(self, seen: Tensor) -> Tensor:
        """From and to cues × width × pieces."""
        wide = nn.functional.pad(seen, (self.edge, self.edge)).transpose(1, 2)
        ends = [k * self.step - 2 * self.edge or None for k in range(self.taps)]
        shifted = [wide[:, k * self.step : end] for k, end in enumerate(ends)]
        return (torch.cat(shifted, 2) @ self.weight + self.bias).transpose(1, 2)


class Roles(nn.Module):
    """Vectors of one window and its cues in; scores of roles and of steps between them out."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.head = net.roles

    def forward(self, vectors: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, Tensor]:
        scores: Tensor = self.head(vectors, None, first, last)
        return scores, self.head.transitions()


@dataclass(frozen=True, slots=True)
class Graph:
    """What an export needs to know of a module."""

    inputs: dict[str, Tensor]
    outputs: tuple[str, ...]
    free: dict[str, dict[int, str]]  # which dimensions change from call to call


def load_net(checkpoint: Path) -> Net:
    """The averaged weights of a run, for use."""
    parts = torch.load(checkpoint, weights_only=True, map_location="cpu")
    net = new_net()
    net.load_state_dict(parts["average"])
    return net.eval()


def write_graph(module: nn.Module, graph: Graph, path: Path) -> None:
    """Trace a module into an ONNX file."""
    torch.onnx.export(
        module,
        tuple(graph.inputs.values()),
        str(path),
        input_names=list(graph.inputs),
        output_names=list(graph.outputs),
        dynamic_axes=graph.free,
        opset_version=_OPSET,
        dynamo=False,
    )


def export(net: Net, folder: Path) -> None:
    """Both graphs into `folder`; the encoder's weights as int8, a scale for each channel."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    sample = torch.arange(1000, 1012)[None]
    one = {0: "pieces"}
    encode = Graph(
        {"ids": sample, "case": torch.zeros_like(sample)},
        ("vectors", "chances", "tags"),
        {n: {1: "pieces"} for n in ("ids", "case", "vectors", "chances", "tags")},
    )
    roles = Graph(
        {
            "vectors": torch.zeros(12, net.encoder.config.hidden_size),
            "first": torch.tensor([3, 7]),
            "last": torch.tensor([4, 7]),
        },
        ("scores", "steps"),
        {
            "vectors": one,
            "first": {0: "cues"},
            "last": {0: "cues"},
            "scores": {0: "cues", 1: "pieces"},
        },
    )
    with tempfile.TemporaryDirectory() as spare, torch.no_grad():
        full = Path(spare) / "full.onnx"
        write_graph(Encode(net), encode, full)
        quantize_dynamic(
            str(full),
            str(folder / "encoder.onnx"),
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
            nodes_to_exclude=_small_heads(full),
        )
        net.roles.near = Product(net.roles.near)
        net.roles.wider = nn.ModuleList(Product(layer) for layer in net.roles.wider)
        write_graph(Roles(net), roles, full)
        quantize_dynamic(
            str(full),
            str(folder / "roles.onnx"),
            weight_type=QuantType.QInt8,
            per_channel=True,
            nodes_to_quantize=_products(full),
        )
    shutil.copyfile(encoder_folder() / "vocab.txt", folder / "vocab.txt")


def _small_heads(path: Path) -> list[str]:
    """The matrix products of the cue and tag heads: too small to be worth less exact numbers."""
    import onnx

    nodes = onnx.load(str(path)).graph.node
    return [n.name for n in nodes if n.op_type == "MatMul" and n.name.startswith(("/cue", "/tags"))]


def _products(path: Path) -> list[str]:
    """The matrix products that were convolutions: nearly all of the role head's work."""
    import onnx

    nodes = onnx.load(str(path)).graph.node
    return [
        n.name for n in nodes if n.op_type == "MatMul" and ("/near" in n.name or "/wider" in n.name)
    ]


def write_card(folder: Path, threshold: float, facts: dict[str, Any]) -> None:
    """`model.json`: name, threshold, digests, and the facts of the run."""
    digests = {name: sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    heads = sorted({head for name in facts["corpora"] for head in TEACHES[name]})
    card = {
        "name": NAME,
        "threshold": threshold,
        "heads": heads,
        "files": digests,
        "training": facts,
    }
    text = json.dumps(card, indent=1, sort_keys=True) + "\n"
    (folder / "model.json").write_text(text, encoding="utf-8")


def main() -> None:
    """Read the command line and export."""
    shipped = Path(__file__).parents[2] / "src/casefile/reading/model"
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--folder", type=Path, default=shipped)
    parser.add_argument("--threshold", type=float, default=0.7)
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    export(load_net(given.checkpoint), given.folder)
    parts = torch.load(given.checkpoint, weights_only=True, map_location="cpu")
    write_card(given.folder, given.threshold, {"steps": parts["step"], **parts["plan"]})
    for name in (*FILES, "model.json"):
        print(f"{name}: {(given.folder / name).stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
