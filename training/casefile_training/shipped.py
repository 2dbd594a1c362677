"""Take up the weights of an exported model, to train on from them.

A checkpoint is 200 MB and is not kept in git; the exported model is. Its int8 weights, turned back
into numbers, are a starting point as good as the checkpoint they came from.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

_ROLE_MATRICES = {"piece_gate": "piece_gate", "cue": "cue", "out": "out"}


def load_exported(net: nn.Module, folder: Path) -> list[str]:
    """Copy all weights that the exported graphs hold into `net`; returns the names left as new."""
    import onnx

    found: dict[str, Tensor] = {}
    for graph, prefix in (("encoder.onnx", "net."), ("roles.onnx", "head.")):
        model = onnx.load(str(folder / graph)).graph
        arrays = {i.name: onnx.numpy_helper.to_array(i) for i in model.initializer}
        for name, value in _plain(arrays).items():
            if name.startswith(prefix):
                key = name.removeprefix(prefix)
                found[key if prefix == "net." else f"roles.{key}"] = torch.from_numpy(value)
        for node in model.node:
            if node.op_type in ("MatMul", "MatMulInteger"):
                weight = _plain(arrays).get(node.input[1].removesuffix("_quantized"))
                if weight is not None:
                    found[_parameter(node.name)] = torch.from_numpy(weight.T.copy())
    state = net.state_dict()
    for name, value in found.items():
        if name in state and state[name].shape == value.shape:
            state[name] = value
    net.load_state_dict(state)
    return [name for name in state if name not in found]


def _plain(arrays: dict[str, NDArray[np.generic]]) -> dict[str, NDArray[np.float32]]:
    """Arrays as 32-bit numbers: quantised ones by their scale and zero point."""
    plain = {}
    for name, value in arrays.items():
        if name.endswith("_quantized"):
            stem = name.removesuffix("_quantized")
            scale, zero = arrays[f"{stem}_scale"], arrays[f"{stem}_zero_point"]
            numbers = value.astype(np.float32) - zero.astype(np.float32)
            plain[stem] = (numbers * scale.astype(np.float32)).astype(np.float32)
        elif not name.endswith(("_scale", "_zero_point")):
            plain[name] = value.astype(np.float32)
    return plain


def _parameter(node: str) -> str:
    """The weight that a matrix product uses, by the path that the export gave its node."""
    parts = [p for p in node.removesuffix("_quant").split("/") if p and p != "MatMul"]
    if parts[0] == "head":
        return f"roles.{'.'.join(parts[1:])}.weight"
    return f"{'.'.join(parts)}.weight"
