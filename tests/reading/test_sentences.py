"""Sentences."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.reading.sentences import sentences


def split(text: str) -> list[str]:
    return [text[s:e] for s, e in sentences(text, [(0, len(text))])]


@pytest.mark.parametrize(
    "parts",
    [
        ["The crane fell.", "Nobody was hurt."],
        ["Mr. Xi will visit.", "The U.N. Security Council met on Nov. 7 in the hall."],
        ["“It looks that way.”", "Kyiv has conducted trials."],
        ["Was it hit?", "“No!” he said.", "They left at 5 p.m.", "Then it rained."],
        ["Judge J. R. Moor presided.", "Art. 8 applies.", "It cost 3.5 million."],
        ["He paused…", "Then he left."],
    ],
)
def test_stops_that_end_a_sentence_and_stops_that_do_not(parts: list[str]) -> None:
    """Abbreviations, initials, decimals and marks after the stop."""
    assert split(" ".join(parts)) == parts


def test_a_sentence_never_crosses_a_block() -> None:
    """Two paragraphs without a stop are two sentences."""
    assert [e for _, e in sentences("one two\n\nthree", [(0, 7), (9, 14)])] == [7, 14]


@given(st.text(alphabet=" .!?”“\nabcABC1", max_size=60))
def test_all_that_is_not_blank_lies_in_exactly_one(text: str) -> None:
    """In order, apart, without blanks at the edges, and nothing lost."""
    found = list(sentences(text, [(0, len(text))]))
    assert all(s < e and text[s:e] == text[s:e].strip() for s, e in found)
    assert all(e <= s for (_, e), (s, _) in pairwise(found))
    assert "".join("".join(text[s:e].split()) for s, e in found) == "".join(text.split())
