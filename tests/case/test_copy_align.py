"""Passages that two lists of words share: where, how long, across which edits."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from casefile.case.copy_align import Passage, in_order, is_misprint, passages

Words = list[str]


def own(prefix: str, count: int) -> Words:
    """Words that stand nowhere else."""
    return [f"{prefix}{n}" for n in range(count)]


SHARED = own("s", 12)
MORE = own("m", 10)


def places(found: list[Passage]) -> list[tuple[int, int, int, int]]:
    return [(p.start, p.end, p.other_start, p.other_end) for p in found]


def test_a_shared_run_is_found_where_it_stands() -> None:
    """Its places in both lists, all its words equal."""
    one, other = own("a", 4) + SHARED + own("b", 3), own("c", 9) + SHARED
    (found,) = passages(one, other, 5)
    assert found == Passage(4, 16, 9, 21, same=12, longest=12)


@pytest.mark.parametrize(
    ("edit", "other_edit"),
    [(["x"], ["y"]), ([], ["y", "z"]), (["x", "y", "z"], []), (["harbour"], ["harb0ur"])],
)
def test_a_small_edit_is_bridged(edit: Words, other_edit: Words) -> None:
    """Words put in, left out or changed do not end a passage."""
    one, other = SHARED + edit + MORE, SHARED + other_edit + MORE
    (found,) = passages(one, other, 5)
    assert places([found]) == [(0, len(one), 0, len(other))]
    misprint = edit == ["harbour"]
    assert found.same == len(SHARED) + len(MORE) + misprint


def test_a_sentence_put_in_ends_a_passage() -> None:
    """What is longer than an edit is somebody's own text."""
    one, other = SHARED + own("x", 15) + MORE, SHARED + own("y", 14) + MORE
    assert len(passages(one, other, 5)) == 2


def test_passages_may_stand_in_another_order() -> None:
    """Both are found; only the heavier one stands in order."""
    one, other = SHARED + own("x", 9) + MORE, MORE + own("y", 9) + SHARED
    found = passages(one, other, 5)
    assert places(found) == [(0, 12, 19, 31), (21, 31, 0, 10)]
    assert in_order(found) == 12
    assert in_order(passages(one, one, 5)) == len(one)
    assert in_order([]) == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (own("a", 30), own("b", 30)),
        ([], []),
        (["a"], ["a"]),
        (["a", "b"] * 2 + own("x", 9), [*own("y", 9), "a", "b"]),
        (own("a", 20), own("a", 20)[::-1]),
        (SHARED[:4] + own("x", 9), own("y", 9) + SHARED[:4]),
    ],
)
def test_what_is_too_short_is_no_passage(one: Words, other: Words) -> None:
    """Fewer equal words than asked for, words in another order, nothing at all."""
    assert passages(one, other, 5) == []


@pytest.mark.parametrize("seed", range(12))
def test_passages_overlap_in_neither_text(seed: int) -> None:
    """Of edited, moved and repeated text, each word of both is used once."""
    rng = random.Random(seed)
    one = rng.choices(own("w", 40), k=200)
    other = one[100:160] + own("x", 5) + one[20:90] + one[100:130]
    for at in rng.sample(range(len(other)), 12):
        other[at] = "changed"
    for here, there in ((one, other), (other, one)):
        found = passages(here, there, 5)
        for places_ in (
            sorted((p.start, p.end) for p in found),
            sorted((p.other_start, p.other_end) for p in found),
        ):
            assert all(before[1] <= after[0] for before, after in pairwise(places_))
        assert all(5 <= p.same <= min(p.end - p.start, p.other_end - p.other_start) for p in found)
        assert in_order(found) <= sum(p.same for p in found)


@pytest.mark.parametrize(
    ("word", "other", "is_one"),
    [
        ("harbour", "harb0ur", True),
        ("minister", "minster", True),
        ("bridge", "br1dge", True),
        ("army", "navy", False),
        ("two", "twa", False),
        ("killed", "wounded", False),
        ("north", "south", False),
        ("attacked", "attack", False),
    ],
)
def test_misprints(word: str, other: str, is_one: bool) -> None:
    """A letter wrong, lost or doubled in a long word; short words are never misprints."""
    assert is_misprint(word, other) is is_one is is_misprint(other, word)


def test_words_that_stand_everywhere_seed_nothing() -> None:
    """A hostile text of one repeated run costs no square of its length."""
    words = ["of", "the", "sea"] * 30_000
    assert passages(words, words[:50_000], 5) == []
