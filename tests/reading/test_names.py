"""Names of what the model marked."""

from __future__ import annotations

import pytest

from casefile.reading.names import NameType, whole_names
from casefile.reading.tags import Tag


def names(text: str, *marked: tuple[str, str, float]) -> list[tuple[str, str]]:
    tags, at = [], 0
    for words, kind, score in marked:
        at = text.index(words, at)
        tags.append(Tag(at, at + len(words), kind, score))
    return [(text[n.start : n.end], n.type.value) for n in whole_names(text, tags)]


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        (
            "Arn Tesk said", (("Arn", "person", 0.9), ("Tesk", "person", 0.8)),
            [("Arn Tesk", "person")],
        ),
        (
            "Velk Air Base", (("Velk", "place", 0.6), ("Air Base", "organisation", 0.9)),
            [("Velk Air Base", "organisation")],
        ),
        (
            "Velk, Ostrava", (("Velk", "place", 0.9), ("Ostrava", "place", 0.9)),
            [("Velk", "place"), ("Ostrava", "place")],
        ),
        ("Arn\nTesk", (("Arn\nTesk", "person", 0.9),), [("Arn", "person"), ("Tesk", "person")]),
        ("Arn said", (("Arn", "person", 0.4),), []),  # too unsure
    ],
)  # fmt: skip
def test_whole_names(
    text: str, marked: tuple[tuple[str, str, float], ...], expected: list[tuple[str, str]]
) -> None:
    """Side by side on a line they are one; the type with more letters behind it wins."""
    assert names(text, *marked) == expected


def test_scores_stay_between_0_and_1() -> None:
    """Blanks inside a name add nothing."""
    (name,) = whole_names("Arn Tesk", [Tag(0, 3, "person", 1.0), Tag(4, 8, "person", 1.0)])
    assert name.type is NameType.PERSON
    assert 0.8 < name.score <= 1
