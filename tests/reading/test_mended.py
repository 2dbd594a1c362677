"""Mends of what the model gives, by the words alone."""

from __future__ import annotations

import pytest

from casefile.claim import Extents
from casefile.reading.found import Found
from casefile.reading.mended import mended, said_words


def at(text: str, words: str | None) -> Extents:
    """Where words stand; pieces apart by " | "."""
    found, start = [], 0
    for piece in (words or "").split(" | "):
        if piece:
            start = text.index(piece, start)
            found.append((start, start + len(piece)))
    return tuple(found)


def told(text: str, source: str, cue: str, content: str) -> Found:
    return Found(at(text, source), at(text, cue), at(text, content), 0.9)


def words(text: str, found: Found) -> tuple[str, str, str]:
    roles = (found.source, found.cue, found.content)
    source, cue, content = (" | ".join(text[s:e] for s, e in role) for role in roles)
    return source, cue, content


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        (
            "12. The panel found no trace.",
            ("12. The panel", "found", "no trace"),
            ("The panel", "found", "no trace"),
        ),
        (
            "Room 12. The panel found no trace.",  # no paragraph's number
            ("12. The panel", "found", "no trace"),
            ("12. The panel", "found", "no trace"),
        ),
        (
            "The claim that it fell is old.",
            ("The", "claim", "that it fell"),
            ("", "claim", "that it fell"),
        ),
        (
            "the Courier and said it fell",
            ("the Courier and", "said", "it fell"),
            ("the Courier", "said", "it fell"),
        ),
        (
            "Ms Orel is alleged to have run the camp.",
            ("Ms Orel", "is alleged", "to have run the camp"),
            ("", "is alleged", "Ms Orel | to have run the camp"),
        ),
        (
            "Ms Orel was told to leave.",  # she was told: no hearsay
            ("Ms Orel", "was told", "to leave"),
            ("Ms Orel", "was told", "to leave"),
        ),
        (
            "We do not know how many fell.",
            ("We", "do", "how many fell"),
            ("We", "do not know", "how many fell"),
        ),
        (
            "We did not say how many fell.",
            ("We", "say", "how many fell"),
            ("We", "did not say", "how many fell"),
        ),
        (
            "We told them how many fell.",
            ("We", "told", "how many fell"),
            ("We", "told", "how many fell"),
        ),
        (
            "The Post is reporting, citing two envoys, that he fled.",
            ("The Post is reporting", "citing", "two envoys, that he fled"),
            ("two envoys", "citing", "that he fled"),
        ),
    ],
)
def test_mends(text: str, before: tuple[str, str, str], after: tuple[str, str, str]) -> None:
    """Each mend on a sentence that needs it, and near misses that stay as they are."""
    (found,) = mended(text, [told(text, *before)])
    assert words(text, found) == after


def test_cues_side_by_side_are_one() -> None:
    """ "has" and "documented" with the same content tell once; other contents stay apart."""
    text = "Lantern has documented the removal."
    one = told(text, "Lantern", "has", "documented the removal")
    two = told(text, "Lantern", "documented", "the removal")
    (found,) = mended(text, [one, two])
    assert words(text, found) == ("Lantern", "has documented", "the removal")
    other = told(text, "Lantern", "documented", "the")
    assert len(mended(text, [one, other])) == 2


def test_the_words_between_cue_and_content_tell_the_stance() -> None:
    """ "call | on the court | to act": one or two small words, none after a mark."""
    text = "We call on Orel to act. We ask, again, that he act."
    assert said_words(text, told(text, "We", "call", "Orel to act")) == "call on"
    assert said_words(text, told(text, "We", "ask", "that he act")) == "ask"
