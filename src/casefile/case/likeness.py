"""How alike two tellings are: a score, and the reasons that it is the sum of."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from casefile.particulars import Reason

_LARGEST = 30.0  # a sum beyond this changes no shown digit


@dataclass(frozen=True, slots=True)
class Likeness:
    """A suggestion's score with what speaks for it (above 0) and against it (below 0).

    `score` is 0 to 1, a half where the weights of the reasons balance. It compares suggestions; it
    is no probability that two tellings are of one happening, and says nothing of what took place.
    """

    score: float
    reasons: tuple[Reason, ...]

    @classmethod
    def of(cls, reasons: Iterable[Reason]) -> Self:
        """From reasons: their weights are added up, the heaviest come first."""
        kept = tuple(sorted(reasons, key=lambda r: (-abs(r.weight), r.what)))
        return cls(squashed(sum(r.weight for r in kept)), kept)

    def reasons_key(self) -> tuple[tuple[str, float], ...]:
        """The reasons for sorting: equal scores are taken in one order everywhere."""
        return tuple((r.what, r.weight) for r in self.reasons)

    def to_record(self) -> dict[str, Any]:
        """For canonical JSON: decimals as strings."""
        return {
            "score": f"{self.score:.4f}",
            "reasons": [{"what": r.what, "weight": f"{r.weight:.4f}"} for r in self.reasons],
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """The reverse of `to_record`."""
        reasons = (Reason(r["what"], float(r["weight"])) for r in record["reasons"])
        return cls(float(record["score"]), tuple(reasons))


def average(several: Sequence[Likeness]) -> Likeness:
    """One likeness from some to the members of a group: each reason weighs its mean over all.

    The order of `several` does not matter. Without any, there is no reason and the score is 0.
    """
    if not several:
        return Likeness(0.0, ())
    weights: dict[str, list[float]] = {}
    for likeness in several:
        for reason in likeness.reasons:
            weights.setdefault(reason.what, []).append(reason.weight)
    # fsum: the same sum in any order, to the last bit.
    means = (Reason(w, round(math.fsum(x) / len(several), 4)) for w, x in sorted(weights.items()))
    return Likeness.of(means)


def nearer_half(several: Sequence[Likeness]) -> Likeness:
    """The average over the nearer half, rounded up: one odd telling does not keep others out."""
    ordered = sorted(several, key=lambda x: (-x.score, x.reasons_key()))
    return average(ordered[: (len(ordered) + 1) // 2])


def squashed(total: float) -> float:
    """A sum of weights as a score from 0 to 1, with four decimals so that machines agree."""
    bounded = max(-_LARGEST, min(_LARGEST, total))
    return round(1.0 / (1.0 + math.exp(-bounded)), 4)
