"""Windows: as much text as the model sees at once.

Whole paragraphs are packed together up to a number of word-pieces, so that a speaker named in one
paragraph can be found from the next. A paragraph that is too long alone is cut between sentences,
and a sentence that is too long between words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from casefile.reading.wordpiece import Piece, WordPiece

MAX_PIECES = 254  # with the two marks at the ends, 256 positions

Window = tuple[Piece, ...]


def windows(text: str, blocks: Iterable[tuple[int, int]], cutter: WordPiece) -> Iterator[Window]:
    """The windows over `blocks` (paragraphs: code points of `text`, in order)."""
    packed: list[Piece] = []
    for part in _parts(text, blocks, cutter):
        if packed and len(packed) + len(part) > MAX_PIECES:
            yield tuple(packed)
            packed = []
        packed += part
    if packed:
        yield tuple(packed)


def _parts(
    text: str, blocks: Iterable[tuple[int, int]], cutter: WordPiece
) -> Iterator[Sequence[Piece]]:
    """Pieces of whole paragraphs, or of sentences of those that are too long."""
    for start, end in blocks:
        whole = cutter.pieces(text, start, end)
        if len(whole) <= MAX_PIECES:
            yield whole
            continue
        cuts = [m.end() for m in _sentence_ends().finditer(text, start, end)]
        for first, last in zip([start, *cuts], [*cuts, end], strict=True):
            sentence = cutter.pieces(text, first, last)
            for at in range(0, len(sentence), MAX_PIECES):
                yield sentence[at : at + MAX_PIECES]


@cache
def _sentence_ends() -> re.Pattern[str]:
    """Blanks after a full stop and before a capital: rough, and good enough to cut long text."""
    return re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")
