"""Sayings that only "was quoted as saying" shows."""

from __future__ import annotations

from casefile.reading.found import Found
from casefile.reading.quotations import quotations
from casefile.reading.relayed import relayed_sayings

TEXT = "“The road is open,” General Arn Tesk was quoted as saying by the army’s press centre."


def sayings(text: str, known: tuple[Found, ...] = ()) -> list[tuple[str, str, str]]:
    whole = [(0, len(text))]
    found = relayed_sayings(text, known, whole, quotations(text, whole))
    return [
        tuple(" | ".join(text[s:e] for s, e in role) for role in (f.source, f.cue, f.content))  # type: ignore[misc]
        for f in found
    ]


def test_who_was_quoted_as_saying_it() -> None:
    """The speaker is whom the centre quotes; the words are those in quotation marks."""
    assert sayings(TEXT) == [("General Arn Tesk", "was quoted as saying", "“The road is open,”")]


def test_what_is_known_is_not_found_again() -> None:
    """The model's finding of the same cue stays the only one."""
    cue = TEXT.index("quoted")
    assert sayings(TEXT, (Found((), ((cue, cue + 6),), ((0, 4),), 0.9),)) == []


def test_without_quotation_marks_nothing_is_guessed() -> None:
    """No words in marks, no content; a price that is quoted is none."""
    assert sayings("General Arn Tesk was quoted by the press centre.") == []
    assert sayings("Wheat was quoted at 210 by the exchange.") == []
