"""One measured figure, and how a task's module gives them to the table.

Every `evals/NAME.py` has `measure(corpora) -> list[Figure]`; `evals/table.py` runs them all, sets
each figure beside its floor (`floors.json`), what we want to reach and what peers reached.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. `value` is 0 to 1 unless `unit` says otherwise."""

    key: str  # "times/platinum/value": stable, names the floor
    title: str  # for people: "TempEval-3 platinum dev, value F1"
    value: float
    counts: str = ""  # "58 right of 66 found, 69 gold"
    reach: float | None = None  # what the issue asks for
    peers: str = ""  # "HeidelTime .847 (dev), .712 (held)"
    unit: str = ""  # "" for a share, else "per 1,000 words", …
    higher_is_better: bool = True
    examples: tuple[str, ...] = ()  # ids of items that went wrong, for telling gains from losses
