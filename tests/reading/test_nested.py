"""Sayings within another's."""

from __future__ import annotations

import pytest

from casefile.reading.found import Found
from casefile.reading.nested import inner_sayings


def inner(text: str, cue: str = "said", taken: str = "") -> list[tuple[str, str, str]]:
    at = text.index(cue)
    outer = Found(((0, at - 1),), ((at, at + len(cue)),), ((at + len(cue) + 1, len(text)),), 1.0)
    items = [outer]
    if taken:
        there = text.index(taken), text.index(taken) + len(taken)
        items.append(Found((), (there,), (), 1.0))
    found = inner_sayings(text, items)
    return [tuple(text[slice(*s[0])] for s in (f.source, f.cue, f.content)) for f in found]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The clerk said that the abbot had denied that he fled",
            [("the abbot", "had denied", "that he fled")],
        ),
        (
            "The clerk said that Ada Moor told staff to wait",
            [("Ada Moor", "told staff", "to wait")],
        ),
        ("The clerk said that he had denied that he fled", []),
        ("The clerk said that the abbot fled", []),
        ("The clerk said that the gate was said to be shut", []),
    ],
)
def test_inner_sayings(text: str, expected: list[tuple[str, str, str]]) -> None:
    """Somebody and a verb of saying at the content's beginning; a pronoun mostly is the clerk."""
    assert inner(text) == expected


def test_what_is_found_already_is_left() -> None:
    """No saying twice."""
    assert inner("The clerk said that the abbot had denied that he fled", taken="had denied") == []
