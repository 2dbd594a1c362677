"""Whether a speaker's own words are quoted."""

from __future__ import annotations

from bisect import bisect_right

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
        letters += sum(map(str.isalnum, text[start:end]))
        at = max(0, bisect_right(quoted, (start, len(text))) - 1)
        while at < len(quoted) and quoted[at][0] < end:
            first, last = max(start, quoted[at][0]), min(end, quoted[at][1])
            inside += sum(map(str.isalnum, text[first:last]))
            at += 1
    if not letters or inside < _NEXT_TO_NOTHING * letters:
        return Directness.INDIRECT
    return Directness.DIRECT if inside >= _NEARLY_ALL * letters else Directness.MIXED
