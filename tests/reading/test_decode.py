"""From the model's numbers to attributions."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.reading.decode import (
    Cue,
    Numbers,
    attribution,
    best_labels,
    bridged,
    find_cues,
    joined_blocks,
    tidy,
    with_nested,
    with_quotes,
    within,
)
from casefile.reading.found import Found
from casefile.reading.labels import ROLE, follows
from casefile.reading.wordpiece import Piece

RULED_OUT = -1e8  # below any sum of honest scores


def numbers(rows: list[list[float]]) -> Numbers:
    return np.array(rows, dtype=np.float32)


@pytest.mark.parametrize(
    ("begins", "goes_on", "expected"),
    [
        ([0.1, 0.9, 0.0, 0.1], [0.0, 0.0, 0.8, 0.1], [(1, 2)]),
        ([0.9, 0.9, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0], [(0, 0), (1, 1)]),
        ([0.0, 0.0, 0.0, 0.9], [0.0, 0.0, 0.0, 0.0], [(3, 3)]),
        ([0.4, 0.4, 0.4, 0.4], [0.6, 0.6, 0.6, 0.6], []),
        ([0.5, 0.0, 0.0, 0.0], [0.0, 0.9, 0.9, 0.9], [(0, 3)]),
    ],
)
def test_cues_begin_at_the_threshold_and_run_on(
    begins: list[float], goes_on: list[float], expected: list[tuple[int, int]]
) -> None:
    """A cue begins where its chance reaches the least, and takes pieces that more likely go on."""
    chances = numbers([[1 - b - i, b, i] for b, i in zip(begins, goes_on, strict=True)])
    assert [(c.first, c.last) for c in find_cues(chances, 0.5)] == expected


def test_a_cues_score_is_the_chance_that_it_begins() -> None:
    """The score that travels is the model's own figure for the first piece."""
    (cue,) = find_cues(numbers([[0.25, 0.75, 0.0]]), 0.5)
    assert cue.score == pytest.approx(0.75)


@given(st.data())
def test_best_labels_are_the_best_that_keep_the_rule(data: st.DataObject) -> None:
    """On windows of four pieces, the labels found equal those of trying every sequence."""
    cell = st.integers(-40, 0)
    scores = np.array(
        data.draw(st.lists(st.lists(cell, min_size=7, max_size=7), min_size=4, max_size=4)),
        dtype=np.float32,
    )
    cue = Cue(1, 1, 1.0)
    (found,) = best_labels(scores[None], [cue])

    def worth(labels: tuple[int, ...]) -> float:
        lawful = labels[1] == 0 and all(follows(a, b) for a, b in pairwise((0, *labels)))
        return float(scores[np.arange(4), labels].sum()) if lawful else RULED_OUT

    best = max(worth(labels) for labels in product(range(len(ROLE)), repeat=4))
    assert worth(tuple(found.tolist())) == best


def test_best_labels_of_one_cue_do_not_depend_on_the_others() -> None:
    """Cues of a window are read together but decided alone."""
    scores = np.random.default_rng(5).normal(size=(3, 30, 7)).astype(np.float32)
    cues = [Cue(k, k + 1, 1.0) for k in (2, 9, 20)]
    together = best_labels(scores, cues)
    for k, cue in enumerate(cues):
        assert together[k].tolist() == best_labels(scores[k : k + 1], [cue])[0].tolist()


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("one, two", ((0, 3), (5, 8)), ((0, 8),)),
        ("one and two", ((0, 3), (8, 11)), ((0, 3), (8, 11))),
        ("one ” and", ((0, 3), (6, 9)), ((0, 9),)),
        ("one ...", ((0, 3), (4, 5)), ((0, 5),)),
        ("say , yes", ((4, 5),), ()),
        ("one two", ((4, 7), (0, 3)), ((0, 7),)),
    ],
)
def test_tidy(
    text: str, spans: tuple[tuple[int, int], ...], expected: tuple[tuple[int, int], ...]
) -> None:
    """Stretches with no word between them are one; a stretch without a word is none."""
    assert tidy(text, spans) == expected


@pytest.mark.parametrize(
    ("text", "inside", "expected"),
    [
        ("“It fell,” she said", "It fell", "“It fell,”"),
        ("“It fell”, she said", "It fell", "“It fell”"),
        ('"It fell." Then', "It fell", '"It fell."'),
        ("She said it fell, and left", "it fell", "it fell"),
        ("«It fell»", "It fell", "«It fell»"),
    ],
)
def test_quotation_marks_that_touch_are_taken_in(text: str, inside: str, expected: str) -> None:
    """A quotation has its marks, as annotators mark it; a comma alone is not taken."""
    at = text.index(inside)
    ((start, end),) = with_quotes(text, ((at, at + len(inside)),))
    assert text[start:end] == expected


TEXT = "He said: “One. FOLLOW US Two.” End"
WINDOW = tuple(
    Piece(9, TEXT.index(w), TEXT.index(w) + len(w), 0)
    for w in ("He", "said", ":", "“", "One", "Two", "”")
)


def taken(cue: Cue, labels: list[int], blocks: list[tuple[int, int]]) -> list[tuple[str, ...]]:
    """Words of source, cue and content."""
    found = attribution(TEXT, WINDOW, cue, labels, joined_blocks(TEXT, blocks))
    if found is None:
        return []
    return [
        tuple(TEXT[s:e] for s, e in spans) for spans in (found.source, found.cue, found.content)
    ]


def test_no_span_runs_over_text_that_is_not_read() -> None:
    """Content on both sides of furniture comes in two parts, without the furniture."""
    cut = TEXT.index(" FOLLOW"), TEXT.index("Two")
    blocks = [(0, cut[0]), (cut[1], TEXT.index(" End"))]
    found = taken(Cue(1, 1, 1.0), [1, 0, 0, 3, 4, 4, 4], blocks)
    assert found == [("He",), ("said",), ("“One.", "Two.”")]


def test_no_quotation_mark_is_taken_from_text_that_is_not_read() -> None:
    """A mark beside a block belongs to what is not read."""
    block = (0, TEXT.index(".” End"))
    assert taken(Cue(1, 1, 1.0), [1, 0, 0, 0, 0, 3, 0], [block])[2] == ("Two",)


def test_a_cue_without_a_word_stays() -> None:
    """A colon can report a saying; an attribution always points at its cue."""
    assert taken(Cue(2, 2, 1.0), [1, 0, 0, 3, 4, 0, 0], [(0, len(TEXT))])[1] == (":",)


def test_an_attribution_without_content_is_none() -> None:
    """Nothing said, or a lone mark, is no attribution."""
    whole = [(0, len(TEXT))]
    assert taken(Cue(1, 1, 1.0), [1, 0, 0, 0, 0, 0, 0], whole) == []
    assert taken(Cue(1, 1, 1.0), [1, 0, 0, 3, 0, 0, 0], whole) == []


def test_paragraphs_with_blanks_between_them_are_read_as_one() -> None:
    """A quotation that runs over paragraphs is one span; words between cut it."""
    assert joined_blocks("one\n\ntwo x four", [(0, 3), (5, 8), (11, 15)]) == ((0, 8), (11, 15))


@given(
    st.lists(st.integers(0, 60), max_size=12, unique=True).map(sorted),
    st.lists(st.integers(0, 60), max_size=12, unique=True).map(sorted),
)
def test_within_keeps_exactly_the_characters_in_both(spans: list[int], blocks: list[int]) -> None:
    """A character is kept when a span and readable text both hold it, and only then."""

    def paired(borders: list[int]) -> tuple[tuple[int, int], ...]:
        return tuple(zip(borders[::2], borders[1::2], strict=False))

    def held(pairs: tuple[tuple[int, int], ...]) -> set[int]:
        return {k for start, end in pairs for k in range(start, end)}

    kept = within(paired(spans), paired(blocks))
    assert held(kept) == held(paired(spans)) & held(paired(blocks))
    assert all(start < end for start, end in kept)


def test_a_content_with_an_attribution_inside_is_made_whole() -> None:
    """What the source says begins with the court: what the court plans belongs to it too."""
    text = "The court is planning to ask for warrants, a source said. It rained."
    planned = Found(((0, 9),), ((10, 21),), ((22, 41),), 1.0)
    said = Found(((43, 51),), ((52, 56),), ((0, 9),), 1.0)
    plain, whole = with_nested(text, [planned, said])
    assert plain == planned
    assert text[slice(*whole.content[0])] == "The court is planning to ask for warrants"
    assert len(whole.content) == 1


def test_a_content_is_not_made_whole_across_its_own_cue_or_a_stop() -> None:
    """An attribution that lies round the cue, or runs into the next sentence, is left alone."""
    text = "The court, a source said, is planning to ask. It plans more."
    round_it = Found(((0, 9),), ((26, 37),), ((38, 44),), 1.0)
    said = Found(((11, 19),), ((20, 24),), ((0, 9),), 1.0)
    assert with_nested(text, [round_it, said])[1] == said
    beyond = Found(((0, 9),), ((46, 54),), ((55, 59),), 1.0)
    assert with_nested(text, [beyond, Found((), ((60, 61),), ((0, 9),), 1.0)])[1].content == (
        (0, 9),
    )


def test_a_content_is_in_pieces_only_round_its_own_telling_or_a_stop() -> None:
    """Words left out for no reason are taken in; the reporting clause and stops keep apart."""
    text = "The court is ready and will ask, he said, for warrants. It rained."
    assert bridged(text, ((0, 9), (23, 31)), ((33, 35), (36, 40))) == ((0, 31),)
    assert bridged(text, ((0, 31), (42, 54)), ((33, 35), (36, 40))) == ((0, 31), (42, 54))
    assert bridged(text, ((42, 54), (56, 65)), ()) == ((42, 54), (56, 65))
