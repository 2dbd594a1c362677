"""Spans to labels of word-pieces and back."""

from __future__ import annotations

import numpy as np
import pytest

from casefile.reading.tags import HEADS, columns, labels, size, spans
from casefile.reading.wordpiece import Piece

# "Arn Tesk of Velk": the second word in two pieces
PIECES = (
    Piece(1, 0, 3, 1), Piece(2, 4, 6, 1), Piece(3, 6, 8, 1), Piece(4, 9, 11, 0),
    Piece(5, 12, 16, 1),
)  # fmt: skip
GOES_ON = (False, False, True, False, False)


def chances(*row: int) -> np.ndarray:
    found = np.full((len(row), size("names")), 0.01, np.float32)
    found[np.arange(len(row)), list(row)] = 0.9
    return found


def test_labels_and_back() -> None:
    """What is written as labels is read back the same."""
    gold = [(0, 8, "person"), (12, 16, "place")]
    row = labels("names", PIECES, gold)
    assert row == [1, 2, 2, 0, 5]
    found = spans("names", PIECES, GOES_ON, chances(*row))
    assert [(t.start, t.end, t.type) for t in found] == gold
    assert all(0.9 <= t.score <= 1 for t in found)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ((0, 0, 0, 0, 0), []),
        ((0, 2, 2, 0, 0), [(4, 8, "person")]),  # an I without its B begins one
        ((1, 4, 4, 0, 0), [(0, 3, "person"), (4, 8, "organisation")]),  # I of another type too
        ((0, 1, 0, 0, 0), [(4, 8, "person")]),  # a word's first piece decides for all of it
        ((0, 0, 1, 0, 0), []),
        ((1, 1, 2, 0, 0), [(0, 3, "person"), (4, 8, "person")]),
    ],
)
def test_what_the_model_gives_is_made_whole(
    row: tuple[int, ...], expected: list[tuple[int, int, str]]
) -> None:
    """Spans begin and end with words, whatever the labels are."""
    found = spans("names", PIECES, GOES_ON, chances(*row))
    assert [(t.start, t.end, t.type) for t in found] == expected


def test_of_spans_that_share_pieces_the_first_stays() -> None:
    """Nested gold is given with what counts more before the rest."""
    assert labels("names", PIECES, [(0, 16, "organisation"), (12, 16, "place")]) == [3, 4, 4, 4, 4]


def test_columns_of_heads_lie_side_by_side() -> None:
    """No column is left out or shared."""
    at = 0
    for head, place in columns().items():
        assert (place.start, place.stop) == (at, at + size(head))
        at = place.stop
    assert list(columns()) == list(HEADS)
