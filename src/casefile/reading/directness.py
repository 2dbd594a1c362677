"""Whether a speaker's own words are quoted."""

from __future__ import annotations

from casefile.claim import Directness, Extents

_NEARLY_ALL = 0.9
_NEXT_TO_NOTHING = 0.05


def directness(text: str, content: Extents, quoted: Extents) -> Directness:
    """Direct, indirect or mixed, by the share of the content's letters that stand in quotes.

    Args:
        quoted: stretches in quotation marks, in order (`quotations`).
    """
    letters = inside = 0
    for start, end in content:
        for at in range(start, end):
            if text[at].isalnum():
                letters += 1
                inside += any(s <= at < e for s, e in quoted if s <= at)
    if not letters or inside < _NEXT_TO_NOTHING * letters:
        return Directness.INDIRECT
    return Directness.DIRECT if inside >= _NEARLY_ALL * letters else Directness.MIXED
