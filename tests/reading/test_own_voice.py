"""What the outlet says itself, and what is still to come."""

from __future__ import annotations

import pytest

from casefile.claim import Outlook
from casefile.reading.outlook import outlook_of
from casefile.reading.own_voice import own_voice
from casefile.reading.sentences import sentences

TEXT = (
    "The bridge fell. Moscow says it was old, and very narrow. "
    "Rain, he said, fell on and on for days."
)


def own(*attributed: tuple[int, int]) -> list[str]:
    found = own_voice(TEXT, sentences(TEXT, [(0, len(TEXT))]), [tuple(attributed)])
    return [TEXT[s:e] for s, e in found]


def span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def test_what_nobody_is_quoted_for_is_the_outlets_own() -> None:
    """With no attribution, all sentences are."""
    assert len(own()) == 3


def test_a_sentence_that_opens_with_a_speaker_is_theirs() -> None:
    """Even where little of it was taken in."""
    assert own(span("Moscow"), span("says")) == [
        "The bridge fell.",
        "Rain, he said, fell on and on for days.",
    ]


def test_the_greater_part_decides() -> None:
    """More than half attributed: not the outlet's; less than half: the outlet's, whole."""
    assert len(own(span("he said"))) == 3
    assert len(own(span("he said, fell on and on for days"))) == 2


@pytest.mark.parametrize(
    ("words", "pending"),
    [
        ("The court is planning to seek warrants", True),
        ("China’s president could visit as soon as next week", True),
        ("the warrants were expected to arrive soon", True),
        ("We will let you know", True),
        ("the crane fell on Sunday", False),
        ("thousands of children were brought across the border", False),
        ("he would see 20 wounded on a bad day", False),
    ],
)
def test_outlook(words: str, pending: bool) -> None:
    """Planned, sought, expected or possible is pending; told as done or as a habit is not."""
    assert (outlook_of(words) is Outlook.PENDING) == pending
