"""Suspicious characters are kept and pointed at."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from casefile.document import FlagKind
from casefile.intake.characters import find_flags


def test_each_kind_is_found_where_it_stands() -> None:
    """Runs of one kind are one flag; line ends, tabs and blanks are none."""
    text = "a\u202e\u202db \u200b\u00adc\ufffd\n\td\x07"
    assert [(f.start, f.end, f.kind) for f in find_flags(text)] == [
        (1, 3, FlagKind.BIDI_CONTROL),
        (5, 7, FlagKind.INVISIBLE),
        (8, 9, FlagKind.UNDECODABLE),
        (12, 13, FlagKind.INVISIBLE),
    ]


def test_a_flood_ends_in_one_flag() -> None:
    """Past the limit the last flag reaches to the end, so that nothing is left unmarked."""
    flags = find_flags("a\u200b" * 10, most=3)
    assert len(flags) == 3
    assert flags[-1].end == 20


@given(st.text())
def test_flags_are_in_order_and_inside(text: str) -> None:
    """Any text: flags are ordered, apart and within it."""
    at = 0
    for flag in find_flags(text):
        assert at <= flag.start < flag.end <= len(text)
        at = flag.end
