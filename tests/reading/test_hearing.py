"""What becomes one list of who says what."""

from __future__ import annotations

from casefile.claim import Stance
from casefile.reading.found import Found
from casefile.reading.hearing import Scene, hear
from casefile.reading.own_author import read_author
from casefile.reading.silences import Silence
from casefile.reading.turns import read_lines

TEXT = "The panel has reasons to believe that they fled."


def found(cue: str) -> Found:
    at = TEXT.index(cue)
    return Found(((0, 9),), ((at, at + len(cue)),), ((TEXT.index("that"), len(TEXT) - 1),), 0.9)


def heard(marked: list[Found], silences: list[Silence]) -> list[tuple[str, Stance | None]]:
    blocks = [(0, len(TEXT))]
    scene = Scene(read_author(TEXT, blocks, (), ""), (), read_lines(TEXT, blocks, ""))
    return [(TEXT[slice(*h.found.cue[0])], h.stance) for h in hear(TEXT, marked, silences, scene)]


def test_half_a_verb_tells_nothing_beside_the_other_half() -> None:
    """An auxiliary with the same content as a verb of thinking is no saying of its own."""
    assert heard([found("has"), found("believe")], []) == [("believe", None)]
    assert heard([found("has")], []) == [("has", None)]


def test_a_rule_may_have_such_a_cue() -> None:
    """ "We | have | nothing to add" is a silence that a rule has heard by its whole phrase."""
    silence = Silence(found("has"), Stance.NOTHING_TO_ANNOUNCE)
    assert heard([], [silence]) == [("has", Stance.NOTHING_TO_ANNOUNCE)]
