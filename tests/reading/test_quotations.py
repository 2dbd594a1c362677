"""Quotation marks, and how direct a claim is."""

from __future__ import annotations

import pytest

from casefile.claim import Directness
from casefile.reading.directness import directness
from casefile.reading.quotations import quotations


def quoted(text: str) -> list[str]:
    return [text[s:e] for s, e in quotations(text, [(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said: “It fell.” Then “no”.", ["“It fell.”", "“no”"]),
        ('"It fell," he said.', ['"It fell,"']),
        ("„Es fiel“, sagte er.", ["„Es fiel“"]),
        ("Il dit « non ».", ["« non »"]),
        ("‘No,’ he said of the soldier’s list.", ["‘No,’"]),
        ("the soldiers’ list and the ‘90s", []),
        ("“It fell at noon and", ["“It fell at noon and"]),
        ('a 5" gun', []),
    ],
)
def test_marks(text: str, found: list[str]) -> None:
    """Pairs of any style; apostrophes and inches are none; an open quotation runs to the end."""
    assert quoted(text) == found


def test_ten_thousand_marks_that_nothing_closes() -> None:
    """Each is looked at once."""
    assert quoted("‘x " * 10_000) == []
    assert len(quoted("“x " * 10_000)) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It fell at noon,”", "direct"),
        ("it fell at noon", "indirect"),
        ("the situation was “tough, very tough”", "mixed"),
        ("warrants were expected in the “short term” if approved", "mixed"),
    ],
)
def test_directness(text: str, expected: str) -> None:
    """By how much of the content stands in quotation marks."""
    extent = ((0, len(text)),)
    assert directness(text, extent, quotations(text, extent)) is Directness(expected)
