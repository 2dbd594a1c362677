"""The label codec: spans to labels of pieces, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.reading.labels import ROLE, anchor, covered, follows, roles, stretches
from casefile.reading.wordpiece import Piece

TEXT_PIECES = tuple(Piece(100 + k, 10 * k, 10 * k + 9, 0) for k in range(40))


@st.composite
def marked(draw: st.DrawFn) -> dict[str, tuple[tuple[int, int], ...]]:
    """Spans of the three roles over whole pieces, none sharing a piece, the cue in one stretch."""
    borders = draw(st.lists(st.integers(0, 40), min_size=6, max_size=12, unique=True).map(sorted))
    runs = [(a, b) for a, b in zip(borders[::2], borders[1::2], strict=False)]
    names = ["cue"] + [draw(st.sampled_from(("source", "content"))) for _ in runs[1:]]
    order = draw(st.permutations(names))
    found: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
    for (first, stop), name in zip(runs, order, strict=True):
        found[name].append((TEXT_PIECES[first].start, TEXT_PIECES[stop - 1].end))
    return {name: tuple(spans) for name, spans in found.items()}


@given(marked())
def test_spans_come_back_from_their_labels(spans: dict[str, tuple[tuple[int, int], ...]]) -> None:
    """Source and content that keep to whole pieces are the same after labels and back."""
    labels = roles(TEXT_PIECES, spans["source"], spans["cue"], spans["content"])
    assert stretches(TEXT_PIECES, labels, "source") == spans["source"]
    assert stretches(TEXT_PIECES, labels, "content") == spans["content"]


@given(marked())
def test_labels_of_spans_keep_the_bio_rule(spans: dict[str, tuple[tuple[int, int], ...]]) -> None:
    """No label that the codec makes is one that the decoder forbids after the one before it."""
    labels = roles(TEXT_PIECES, spans["source"], spans["cue"], spans["content"])
    assert all(follows(a, b) for a, b in zip([0, *labels], labels, strict=False))


@given(marked())
def test_the_anchor_is_never_labelled(spans: dict[str, tuple[tuple[int, int], ...]]) -> None:
    """Pieces of the cue's first stretch stay "O": the model is told where they are."""
    first, last = anchor(TEXT_PIECES, spans["cue"]) or (0, -1)
    labels = roles(TEXT_PIECES, spans["source"], spans["cue"], spans["content"])
    assert labels[first : last + 1] == [0] * (last - first + 1)
    assert last >= first


def test_later_stretches_of_a_cue_are_labelled() -> None:
    """ "called ... a liar": the second stretch of a cue comes back as cue, the first does not."""
    labels = roles(TEXT_PIECES, (), ((0, 9), (40, 59)), ())
    assert stretches(TEXT_PIECES, labels, "cue") == ((40, 59),)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [(10, 19, [1]), (18, 21, [1, 2]), (19, 20, []), (0, 400, list(range(40)))],
)
def test_covered_means_sharing_a_character(start: int, end: int, expected: list[int]) -> None:
    """A piece is covered when it shares a character with the span; touching is not sharing."""
    assert covered(TEXT_PIECES, start, end) == expected


def test_anchor_is_the_first_stretch_inside_the_window() -> None:
    """A cue whose first stretch lies outside is anchored at the next; wholly outside gives None."""
    assert anchor(TEXT_PIECES, ((900, 905), (20, 39))) == (2, 3)
    assert anchor(TEXT_PIECES, ((900, 905),)) is None


@pytest.mark.parametrize("role", ["source", "content", "cue"])
def test_an_i_without_its_b_marks_nothing(role: str) -> None:
    """Labels that begin with an I give no span: a span has a first piece."""
    inside = ROLE.index(f"I-{role}")
    assert not follows(0, inside)
    assert stretches(TEXT_PIECES[:3], [inside, inside, 0], role) == ()


def test_an_i_after_a_gap_does_not_reach_back() -> None:
    """Labels B O I give one span of one piece: what lies between is not swept in."""
    assert stretches(TEXT_PIECES[:3], [3, 0, 4], "content") == ((0, 9),)


def test_two_stretches_that_touch_stay_two() -> None:
    """B after I begins a new span, so that neighbours of one role are not run together."""
    assert stretches(TEXT_PIECES[:4], [3, 4, 3, 4], "content") == ((0, 19), (20, 39))
