"""Windows over paragraphs."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.reading.windows import MAX_PIECES, Window, windows
from casefile.reading.wordpiece import WordPiece

CUTTER = WordPiece({"[UNK]": 0, "word": 1, ".": 2, "end": 3})


def laid_out(paragraphs: list[str], between: str = "\n") -> tuple[str, list[tuple[int, int]]]:
    """Paragraphs as one text and where each stands in it."""
    text, blocks = "", []
    for paragraph in paragraphs:
        blocks.append((len(text), len(text) + len(paragraph)))
        text += paragraph + between
    return text, blocks


def read(paragraphs: list[str], between: str = "\n") -> list[Window]:
    return list(windows(*laid_out(paragraphs, between), CUTTER))


def test_short_paragraphs_share_a_window() -> None:
    """A speaker named in one paragraph can be found from the next."""
    assert [len(w) for w in read(["word word", "word"])] == [3]


def test_a_paragraph_that_does_not_fit_goes_to_the_next_window_whole() -> None:
    """Paragraphs that fit a window alone are never cut."""
    assert [len(w) for w in read(["word " * 200, "word " * 100, "word " * 50])] == [200, 150]
    sentences = "Word word. "  # sentences of the second would fit behind the first
    assert [len(w) for w in read([sentences * 70, sentences * 30])] == [210, 90]


def test_a_window_may_be_full_to_the_last_piece() -> None:
    """The limit itself still fits."""
    assert [len(w) for w in read(["word " * (MAX_PIECES - 1), "word"])] == [MAX_PIECES]
    assert [len(w) for w in read(["word " * MAX_PIECES, "word"])] == [MAX_PIECES, 1]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    """Each window of a long paragraph but the last ends at the end of a sentence."""
    sentence = "Word " * 29 + "word. "
    found = read([sentence * 20])
    text, _ = laid_out([sentence * 20])
    assert len(found) > 1
    assert {text[w[-1].start] for w in found} == {"."}


def test_a_sentence_longer_than_a_window_is_cut_between_words() -> None:
    """Text without full stops is read too, in windows that are full."""
    assert [len(w) for w in read(["word " * 600])] == [MAX_PIECES, MAX_PIECES, 600 - 2 * MAX_PIECES]


def test_text_between_blocks_is_not_read() -> None:
    """Furniture gives no piece."""
    pieces = [p for w in read(["word word", "word"], between=" end ") for p in w]
    assert [p.id for p in pieces] == [1, 1, 1]


def test_blank_blocks_give_no_window() -> None:
    """Nothing to read is nothing to run."""
    assert read([]) == []
    assert read(["", "  "]) == []


@settings(deadline=None)  # time is measured in benchmarks
@given(st.lists(st.integers(0, 700), max_size=6), st.integers(1, 60))
def test_every_piece_is_in_one_window_in_order(sizes: list[int], each: int) -> None:
    """Whatever the paragraphs, windows hold all pieces once, in order, never too many."""
    paragraphs = [
        " ".join("Word." if k % each == 0 else "word" for k in range(size)) for size in sizes
    ]
    text, blocks = laid_out(paragraphs)
    found = list(windows(text, blocks, CUTTER))
    assert all(0 < len(w) <= MAX_PIECES for w in found)
    whole = [p for start, end in blocks for p in CUTTER.pieces(text, start, end)]
    assert [p for w in found for p in w] == whole
