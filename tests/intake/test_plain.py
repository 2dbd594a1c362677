"""Paragraphs of plain text."""

from __future__ import annotations

from casefile.document import RegionKind
from casefile.intake.plain import paragraphs, read_plain

LONG = "The port office said on Monday that two of the grain stores had been hit in the night, " * 2


def _texts(text: str) -> list[str]:
    return [text[s:e] for s, e in paragraphs(text)]


def test_blank_lines_part_paragraphs() -> None:
    """Whatever the line ends are; blanks around a paragraph are outside of it."""
    assert _texts("  One.\r\n\r\n\tTwo. \n \n\nThree.") == ["One.", "Two.", "Three."]


def test_single_line_ends_part_paragraphs_of_long_lines() -> None:
    """A text that never wraps has one paragraph a line."""
    assert len(_texts(f"{LONG}\n{LONG}\n{LONG}")) == 3


def test_wrapped_lines_are_one_paragraph() -> None:
    """Lines that end because the next word did not fit belong together."""
    wrapped = "\n".join(
        [
            "The port office said on Monday that two of",
            "the grain stores had been hit in the night and",
            "that nobody was killed in either of the two,",
            "while eleven workers had to be taken to the",
            "hospital.",
            "",
            "The mayor said that repairs would take until",
            "the end of the summer at the least.",
        ]
    )
    assert len(_texts(wrapped)) == 2


def test_short_lines_are_not_wrapped_lines() -> None:
    """A list of short lines is as many paragraphs."""
    assert len(_texts("Grain\nOil\nCoal and other goods of all kinds\nSteel\nSalt")) == 5


def test_the_first_line_without_a_stop_is_the_headline() -> None:
    """It is read, and goes into the imprint; with a stop it is a paragraph."""
    settled = read_plain(f"Port closed after strike\n\n{LONG}\n\n{LONG}")
    assert settled.regions[0].kind is RegionKind.HEADLINE
    assert settled.imprint.headline == "Port closed after strike"
    assert read_plain(f"Port closed.\n\n{LONG}\n\n{LONG}").imprint.headline == ""
