"""How fast this machine multiplies int8 matrices, and how near the encoder comes to it.

The limit is measured, not looked up: the same engine on one thread multiplies bare uint8 × int8
matrices (`MatMulInteger`) of the shapes that the encoder has, and one large square one. The graph
is so small that its protobuf bytes are written here by hand; no further library is needed. The
encoder's own work is counted from the engine's profile of a window: which operations ran, on what
shapes, for how long. One multiplication with its addition is two operations (GOP = 10^9 of them).
"""

from __future__ import annotations

import json
import math
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

Shape = tuple[int, int, int]  # rows, inner, columns
SQUARE: Shape = (1024, 1024, 1024)
_UINT8, _INT8, _INT32 = 2, 3, 6  # ONNX numbers of types


def limit(shapes: Iterable[Shape], seconds: float = 0.4) -> dict[Shape, float]:
    """GOP/s of bare int8 multiplications on one thread: the best of many, for each shape."""
    return {shape: _speed(shape, seconds) for shape in shapes}


def _speed(shape: Shape, seconds: float) -> float:
    rows, inner, columns = shape
    session = onnxruntime.InferenceSession(
        _graph(shape), _options(), providers=["CPUExecutionProvider"]
    )
    given = {"a": np.random.default_rng(1).integers(0, 256, (rows, inner), dtype=np.uint8)}
    best, end = math.inf, time.perf_counter() + seconds
    while time.perf_counter() < end:
        start = time.perf_counter()
        session.run(None, given)
        best = min(best, time.perf_counter() - start)
    return 2 * rows * inner * columns / best / 1e9


@dataclass(frozen=True, slots=True)
class Window:
    """The encoder's run over one window: seconds, by kind of operation; its int8 work."""

    pieces: int
    seconds: float  # of the whole run, the best one
    parts: dict[str, float]  # seconds in each operation, a run
    work: dict[Shape, int]  # how often each int8 multiplication runs

    @property
    def operations(self) -> float:
        """int8 operations of one run, in 10^9."""
        return sum(2 * math.prod(shape) * times for shape, times in self.work.items()) / 1e9

    @property
    def int8_seconds(self) -> float:
        return sum(value for name, value in self.parts.items() if _is_int8(name))


def encoder_window(model: Path, given: dict[str, Any], runs: int = 8) -> Window:
    """Profile the encoder over one window, on one thread."""
    plain = onnxruntime.InferenceSession(str(model), _options(), providers=["CPUExecutionProvider"])
    best = math.inf
    for _ in range(runs):
        start = time.perf_counter()
        plain.run(None, given)
        best = min(best, time.perf_counter() - start)
    parts, work = _profile(model, given, runs)
    # The profile's own writing makes each run longer: its parts are scaled to the plain run.
    scale = best / sum(parts.values())
    parts = {name: value * scale for name, value in parts.items()}
    return Window(given["ids"].shape[1], best, parts, work)


def _profile(
    model: Path, given: dict[str, Any], runs: int
) -> tuple[dict[str, float], dict[Shape, int]]:
    with tempfile.TemporaryDirectory() as spare:
        options = _options()
        options.enable_profiling = True
        options.profile_file_prefix = f"{spare}/profile"
        session = onnxruntime.InferenceSession(
            str(model), options, providers=["CPUExecutionProvider"]
        )
        for _ in range(runs):
            session.run(None, given)
        events = json.loads(Path(session.end_profiling()).read_text(encoding="utf-8"))
    times: dict[str, list[int]] = {}
    shapes: dict[str, tuple[str, Any]] = {}
    for event in events:
        if event.get("cat") == "Node" and event["name"].endswith("_kernel_time"):
            times.setdefault(event["name"], []).append(event["dur"])
            shapes[event["name"]] = event["args"]["op_name"], event["args"]["input_type_shape"]
    parts: Counter[str] = Counter()
    work: Counter[Shape] = Counter()
    for node, (operation, inputs) in shapes.items():
        parts[operation] += min(times[node])
        if _is_int8(operation):
            work[_shape(inputs)] += 1
    return {name: micro / 1e6 for name, micro in parts.items()}, dict(work)


def _is_int8(operation: str) -> bool:
    return operation in ("MatMulInteger", "MatMulIntegerToFloat", "DynamicQuantizeMatMul")


def _shape(inputs: list[dict[str, list[int]]]) -> Shape:
    """From the types and shapes of a multiplication's inputs; its weights may be packed away."""
    first = next(iter(inputs[0].values()))
    rows, inner = math.prod(first[:-1]), first[-1]
    columns = max(one["int8"][-1] for one in inputs if one.get("int8"))
    return rows, inner, columns


def _options() -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return options


def _graph(shape: Shape) -> bytes:
    """An ONNX model with one MatMulInteger: a (uint8, rows × inner) times constant weights."""
    rows, inner, columns = shape
    weights = np.random.default_rng(2).integers(-127, 128, (inner, columns), dtype=np.int8)
    node = _text(1, "a") + _text(1, "b") + _text(2, "y") + _text(4, "MatMulInteger")
    constant = _number(1, inner) + _number(1, columns) + _number(2, _INT8)
    constant += _text(8, "b") + _bytes(9, weights.tobytes())
    graph = _bytes(1, node) + _text(2, "limit") + _bytes(5, constant)
    graph += _bytes(11, _value("a", _UINT8, (rows, inner)))
    graph += _bytes(12, _value("y", _INT32, (rows, columns)))
    return _number(1, 8) + _bytes(7, graph) + _bytes(8, _text(1, "") + _number(2, 13))


def _value(name: str, kind: int, shape: tuple[int, ...]) -> bytes:
    sizes = b"".join(_bytes(1, _number(1, size)) for size in shape)
    return _text(1, name) + _bytes(2, _bytes(1, _number(1, kind) + _bytes(2, sizes)))


def _number(field: int, value: int) -> bytes:
    return bytes([field << 3]) + bytes(_varint(value))


def _bytes(field: int, value: bytes) -> bytes:
    return bytes([field << 3 | 2]) + bytes(_varint(len(value))) + value


def _text(field: int, value: str) -> bytes:
    return _bytes(field, value.encode())


def _varint(value: int) -> Iterator[int]:
    while value > 127:
        yield value & 127 | 128
        value >>= 7
    yield value
