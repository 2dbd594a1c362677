"""An amount, and how word lists become patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Amount:
    """How many, from `low` to `high` (None for an open end); `per` is "100" in per cent.

    `first` and `last` enclose the number words alone, `start` and `end` also their hedge.
    """

    start: int
    end: int
    first: int
    last: int
    low: int | None
    high: int | None
    hedge: str
    rule: str
    per: str = ""
    digits: bool = False


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
