"""Word-pieces with offsets into the text as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.reading.wordpiece import WordPiece

WORDS = [
    "[UNK]", "the", "harbour", "burn", "##ed", "##s", "un", "##know", "##n", "cafe", "zoe", ".",
    ",", "“", "”", "-", "'", "_", "3", "##0", "東", "京", "strasse", "i", "a", "b",
]  # fmt: skip
VOCABULARY = {word: number for number, word in enumerate(WORDS)}


def spelled(text: str, cutter: WordPiece | None = None) -> list[tuple[str, str]]:
    """Each piece as its spelling in the vocabulary and the words of the text it stands for."""
    pieces = (cutter or WordPiece(VOCABULARY)).pieces(text, 0, len(text))
    return [(WORDS[p.id], text[p.start : p.end]) for p in pieces]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The harbour burned.", [("the", "The"), ("harbour", "harbour"), ("burn", "burn"),
                                 ("##ed", "ed"), (".", ".")]),
        ("“The”", [("“", "“"), ("the", "The"), ("”", "”")]),
        ("Café", [("cafe", "Café")]),
        # An accent of its own after the last letter belongs to no piece.
        ("Cafe\u0301 burns", [("cafe", "Cafe"), ("burn", "burn"), ("##s", "s")]),
        ("ZOË", [("zoe", "ZOË")]),
        ("30", [("3", "3"), ("##0", "0")]),
        ("東京", [("東", "東"), ("京", "京")]),
        ("the_the", [("the", "the"), ("_", "_"), ("the", "the")]),
        ("xyz the", [("[UNK]", "xyz"), ("the", "the")]),
        ("", []),
        (" \n\t ", []),
    ],
)  # fmt: skip
def test_pieces_and_the_words_they_stand_for(text: str, expected: list[tuple[str, str]]) -> None:
    """Pieces are the longest known, without case and accents; offsets are those of the text."""
    assert spelled(text) == expected


@pytest.mark.parametrize(
    ("word", "case"), [("the", 0), ("The", 1), ("THE", 2), ("A", 1), ("“", 0), ("3", 0)]
)
def test_case_of_a_word(word: str, case: int) -> None:
    """0 lower or no letters, 1 Capitalised (a single capital too), 2 UPPER."""
    assert [p.case for p in WordPiece(VOCABULARY).pieces(word, 0, len(word))] == [case]


def test_every_piece_of_a_word_has_the_words_case() -> None:
    """ "ed" in "Burned" is written small, but the word is Capitalised."""
    assert [p.case for p in WordPiece(VOCABULARY).pieces("Burned", 0, 6)] == [1, 1]


def test_a_word_of_more_than_a_hundred_letters_is_one_unknown_piece() -> None:
    """Rubbish without blanks does not become thousands of pieces."""
    assert len(spelled("3" + "0" * 99)) == 100
    assert spelled("3" + "0" * 100) == [("[UNK]", "3" + "0" * 100)]


def test_offsets_count_code_points_from_the_start_of_the_text() -> None:
    """A part is read at its place; signs beyond the basic plane count as one."""
    text = "🜁🜁 the harbour"
    pieces = WordPiece(VOCABULARY).pieces(text, 3, 6)
    assert [(p.start, p.end) for p in pieces] == [(3, 6)]


@given(st.text(max_size=60))
def test_pieces_stand_in_order_inside_the_text(text: str) -> None:
    """For any text whatever: no piece is empty, leaves the text, or begins before an earlier one.

    They may overlap: one sign can be several letters (Hangul), which pieces may share.
    """
    pieces = WordPiece(VOCABULARY).pieces(text, 0, len(text))
    assert all(0 <= p.start < p.end <= len(text) for p in pieces)
    assert [p.start for p in pieces] == sorted(p.start for p in pieces)


@given(st.lists(st.text(max_size=12), max_size=8))
def test_remembering_words_changes_nothing(texts: list[str]) -> None:
    """A cutter that has seen other words cuts as a new one does."""
    used = WordPiece(VOCABULARY)
    for text in texts:
        assert spelled(text, used) == spelled(text)
    for text in texts:
        assert spelled(text, used) == spelled(text)
