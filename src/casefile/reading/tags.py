"""The tag codec: typed spans to labels of word-pieces, and back.

One head of the model a task, each with its own types; a piece is outside ("O"), begins a span of a
type or goes on with it. Spans of one head do not overlap. `training/` takes this codec too, so that
training and use cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from casefile.reading.labels import covered
from casefile.reading.wordpiece import Piece

Numbers = NDArray[np.float32]

HEADS: Mapping[str, tuple[str, ...]] = {
    "names": ("person", "organisation", "place"),
    # The same types with descriptions: "the rebels", "wounded soldiers", "the village".
    "parties": ("person", "organisation", "place"),
    "times": ("time",),
    "actions": ("occurrence", "reporting", "state"),
    # Who and what an attack is told of: of whom, of which body, on what, on whom, with what.
    "fillers": ("actor", "body", "target", "affected", "instrument"),
}


@dataclass(frozen=True, slots=True)
class Tag:
    """A span of one head at `start` to `end`, with its type; `score` is 0 to 1, higher is surer."""

    start: int
    end: int
    type: str
    score: float


def columns() -> dict[str, slice]:
    """Where each head stands among the model's columns."""
    ends = np.cumsum([size(head) for head in HEADS]).tolist()
    starts = [0, *ends[:-1]]
    return {h: slice(s, e) for h, s, e in zip(HEADS, starts, ends, strict=True)}


def size(head: str) -> int:
    """How many labels a head has: O, and B and I of each type."""
    return 1 + 2 * len(HEADS[head])


def labels(head: str, pieces: Sequence[Piece], spans: Iterable[tuple[int, int, str]]) -> list[int]:
    """A label for each piece. Of spans that share pieces, the one that is given first stays.

    Args:
        spans: (start, end, type) in code points.
    """
    row = [0] * len(pieces)
    for start, end, kind in spans:
        inside = covered(pieces, start, end)
        if any(row[k] for k in inside):
            continue
        begin = 1 + 2 * HEADS[head].index(kind)
        for count, k in enumerate(inside):
            row[k] = begin + (count > 0)
    return row


def spans(
    head: str, pieces: Sequence[Piece], goes_on: Sequence[bool], chances: Numbers
) -> list[Tag]:
    """The best spans of a head that begin and end with words; each word follows its first piece.

    Args:
        goes_on: for each piece, whether it goes on with the word of the piece before it.
        chances: pieces × labels of this head, each row adding up to 1.
    """
    best = _best(chances, goes_on)
    if not any(best):
        return []
    found: list[list[int]] = []  # first piece, last piece, begin label
    for k, (before, label) in enumerate(pairwise([0, *best])):
        if label % 2 == 1 and not goes_on[k]:
            found.append([k, k, label])
        elif label and before in (label, label - 1) and found:
            found[-1][1] = k
    return [_tag(head, pieces, chances, goes_on, *place) for place in found]


def _tag(
    head: str,
    pieces: Sequence[Piece],
    chances: Numbers,
    goes_on: Sequence[bool],
    first: int,
    last: int,
    begin: int,
) -> Tag:
    of_words = [
        float(chances[k, begin] + chances[k, begin + 1])
        for k in range(first, last + 1)
        if not goes_on[k]
    ]
    score = sum(of_words) / len(of_words)
    kind = HEADS[head][(begin - 1) // 2]
    return Tag(pieces[first].start, pieces[last].end, kind, score)


def _best(chances: Numbers, goes_on: Sequence[bool]) -> list[int]:
    """A label for each piece: the likeliest of each word's first piece, B or I as it must be.

    An I after another type or after O becomes a B, as spans begin somewhere; later pieces of a word
    take their first piece's type.
    """
    likeliest = chances.argmax(axis=1).tolist()
    if not any(likeliest):
        return [0] * len(likeliest)
    best: list[int] = []
    before = 0
    for label, inside in zip(likeliest, goes_on, strict=True):
        if inside:
            label = before + 1 if before % 2 == 1 else before
        elif label and label % 2 == 0 and before not in (label, label - 1):
            label -= 1
        best.append(label)
        before = label
    return best
