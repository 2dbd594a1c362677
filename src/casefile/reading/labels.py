"""The label codec: spans of an attribution to labels of word-pieces, and back.

Two label sets. `CUE` marks where cues begin: the first stretch of each attribution's cue. `ROLE` is
read once for each such cue, and marks what belongs to it: source, content, and further stretches
of the cue. Because roles are read for one cue at a time, two attributions can share a source, and
one can stand inside the content of another. `training/` takes this codec too, so that training and
use cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from casefile.claim import Extents
from casefile.reading.wordpiece import Piece

CUE = ("O", "B-cue", "I-cue")
ROLE = ("O", "B-source", "I-source", "B-content", "I-content", "B-cue", "I-cue")
_BEGINS = {"source": 1, "content": 3, "cue": 5}


def covered(pieces: Sequence[Piece], start: int, end: int) -> list[int]:
    """Positions of the pieces that share a character with `start` to `end`."""
    return [k for k, piece in enumerate(pieces) if piece.start < end and piece.end > start]


def anchor(pieces: Sequence[Piece], cue: Iterable[tuple[int, int]]) -> tuple[int, int] | None:
    """First and last position of the first stretch of a cue; None where it is not in the window."""
    for start, end in cue:
        inside = covered(pieces, start, end)
        if inside:
            return inside[0], inside[-1]
    return None


def roles(
    pieces: Sequence[Piece],
    source: Iterable[tuple[int, int]],
    cue: Iterable[tuple[int, int]],
    content: Iterable[tuple[int, int]],
) -> list[int]:
    """A `ROLE` label for each piece. The anchor itself stays "O": the model is told where it is.

    Where roles share a piece, source goes before content and cue before both.
    """
    labels = [0] * len(pieces)
    first = anchor(pieces, cue)
    for role, stretches in (("content", content), ("source", source), ("cue", cue)):
        for start, end in stretches:
            for count, k in enumerate(covered(pieces, start, end)):
                labels[k] = _BEGINS[role] + (count > 0)
    if first is not None:
        for k in range(first[0], first[1] + 1):
            labels[k] = 0
    return labels


def stretches(pieces: Sequence[Piece], labels: Sequence[int], role: str) -> Extents:
    """The stretches of text that carry a role: from each B to the last I that follows it."""
    begin = _BEGINS[role]
    found: list[tuple[int, int]] = []
    inside = False
    for piece, label in zip(pieces, labels, strict=True):
        if label == begin:
            found.append((piece.start, piece.end))
            inside = True
        elif label == begin + 1 and inside:
            found[-1] = (found[-1][0], piece.end)
        else:
            inside = False
    return tuple(found)


def follows(before: int, label: int) -> bool:
    """Whether a `ROLE` label may stand after another: an I needs its own B or I before it."""
    return label == 0 or label % 2 == 1 or before in (label - 1, label)
