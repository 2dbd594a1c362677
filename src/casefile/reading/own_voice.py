"""The outlet's own claims: sentences that nobody is quoted for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from casefile.claim import Extents
from casefile.reading.sentences import sentences

_FEWEST_WORDS = 3
_COVERED = 0.5


def own_voice(
    text: str, blocks: Iterable[tuple[int, int]], attributed: Iterable[Extents]
) -> Iterator[tuple[int, int]]:
    """Sentences of which less than half of the letters belong to an attribution.

    Such a sentence is given whole, the attributed part included: half a sentence would say what
    nobody wrote. A sentence that opens with an attribution ("Moscow says …") is its speaker's,
    however little of it the reader took in. Sentences of fewer than three words are left out.

    Args:
        attributed: the spans (all roles) of each attribution.
    """
    taken = sorted(extent for extents in attributed for extent in extents)
    for start, end in sentences(text, blocks):
        words = re.findall(r"\w+", text[start:end])
        if len(words) < _FEWEST_WORDS:
            continue
        letters = sum(len(word) for word in words)
        opening = start + len(words[0]) + 1
        if any(start <= s <= opening and e <= end for s, e in taken):
            continue
        if _letters_in(text, (start, end), taken) < _COVERED * letters:
            yield start, end


def _letters_in(text: str, sentence: tuple[int, int], taken: list[tuple[int, int]]) -> int:
    """Letters of the sentence that lie in any of the stretches, each counted once."""
    count, at = 0, sentence[0]
    for start, end in taken:
        first, last = max(start, at), min(end, sentence[1])
        if first < last:
            count += sum(c.isalnum() or c == "_" for c in text[first:last])
            at = last
    return count
