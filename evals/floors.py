"""Floors: what was reached once must be reached again. They may only rise.

`floors.json` holds for each figure its floor and the digest of the gold it was measured on. A
floor is the measured value less a margin, because the int8 arithmetic differs a little between
processors. For a figure where lower is better the floor is a ceiling, and falls.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from evals.corpora_digests import digest, gold_of
from evals.figures import Figure

FILE = Path(__file__).with_name("floors.json")
MARGIN = 0.005  # of a share: half a point
MARGIN_OTHER = 0.02  # of the value, where the figure has a unit of its own
UNKNOWN_GOLD = "evals/corpora_digests.py does not say which gold it rests on"


@dataclass(frozen=True, slots=True)
class Floor:
    """The least that a figure may be (the most, where lower is better), on one gold."""

    floor: float
    corpus: str  # names of its files, joined by ", "
    digest: str


def load(file: Path = FILE) -> dict[str, Floor]:
    """All floors by the figure's key; none where there is no file."""
    if not file.exists():
        return {}
    return {key: Floor(**row) for key, row in json.loads(file.read_text("utf-8")).items()}


def save(floors: Mapping[str, Floor], file: Path = FILE) -> None:
    """Write them by key, so that a change shows as one line."""
    rows: dict[str, Any] = {key: asdict(floors[key]) for key in sorted(floors)}
    lines = ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in rows.items())
    file.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


def trouble(figure: Figure, floor: Floor | None, corpora: Path) -> str:
    """What is wrong with a figure against its floor, in words; "" where nothing is.

    Words that begin with "below" or "above" say that the floor is broken; others that it
    could not be compared.
    """
    if floor is None:
        return ""
    if digest(gold_of(figure.key), corpora) != floor.digest:
        return f"not compared: {floor.corpus} is not the gold of the floor"
    if figure.higher_is_better and figure.value < floor.floor:
        return f"below its floor of {floor.floor:g}"
    if not figure.higher_is_better and figure.value > floor.floor:
        return f"above its ceiling of {floor.floor:g}"
    return ""


def is_broken(said: str) -> bool:
    """Whether what `trouble` says is a broken floor."""
    return said.startswith(("below", "above"))


def raised(
    floors: Mapping[str, Floor], figures: Iterable[Figure], corpora: Path
) -> tuple[dict[str, Floor], list[str]]:
    """Floors raised to what was measured, and a line for each change or refusal.

    A floor never gets easier, and one whose gold has changed stays: take its line out of the
    file by hand, in a commit that says why.
    """
    fresh, said = dict(floors), []
    for figure in figures:
        names = gold_of(figure.key)
        found = digest(names, corpora)
        if not found:
            said.append(f"{figure.key}: no floor, {UNKNOWN_GOLD}")
            continue
        known, value = floors.get(figure.key), with_margin(figure)
        if known is not None and known.digest != found:
            said.append(f"{figure.key}: kept, {known.corpus} has changed since it was set")
        elif known is None or _is_harder(value, known.floor, figure.higher_is_better):
            fresh[figure.key] = Floor(value, ", ".join(names), found)
            said.append(f"{figure.key}: {'none' if known is None else known.floor} to {value}")
    return fresh, said


def with_margin(figure: Figure) -> float:
    """The floor that a measured value gives.

    >>> with_margin(Figure("a/b", "", 0.7837)), with_margin(Figure("a/b", "", 10.0, unit="m"))
    (0.778, 9.8)
    """
    margin = MARGIN_OTHER * abs(figure.value) if figure.unit else MARGIN
    if figure.higher_is_better:
        return max(0.0, math.floor(round((figure.value - margin) * 1000, 6)) / 1000)
    return math.ceil(round((figure.value + margin) * 1000, 6)) / 1000


def _is_harder(value: float, known: float, higher_is_better: bool) -> bool:
    return value > known if higher_is_better else value < known
