"""What a terminal may be sent."""

from __future__ import annotations

import pytest

from casefile.cli.terminal import one_line, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain – “words”", "plain – “words”"),
        ("\x1b]0;title\x07", "⟨1B⟩]0;title⟨07⟩"),
        ("left\u202eright", "left⟨202E⟩right"),
        ("zero\u200bwidth", "zero⟨200B⟩width"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("\x9b31m", "⟨9B⟩31m"),
    ],
)
def test_what_is_hidden_is_spelled_out(text: str, shown: str) -> None:
    """No control or invisible character of a document reaches the terminal."""
    assert visible(text) == shown


def test_one_line_folds_white_space() -> None:
    """A cell holds one line, whatever the document holds."""
    assert one_line("a\n\n b\t c\u2028d") == "a b c⟨2028⟩d"
