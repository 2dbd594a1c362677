"""What a finder of attributions gives: spans and a score, before anything is named."""

from __future__ import annotations

from dataclasses import dataclass

from casefile.claim import Extents


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution. `source` may be empty; `score` is 0 to 1, higher is surer."""

    source: Extents
    cue: Extents
    content: Extents
    score: float
