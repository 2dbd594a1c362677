"""Telling a government from a place."""

from __future__ import annotations

import pytest

from casefile.reading.parties.mention_governments import government_rule
from casefile.reading.parties.mention_words import words_of


def rule(marked: str, is_source: bool = False) -> str:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    return government_rule(words_of(text, [(0, len(text))]), start, end, is_source)


@pytest.mark.parametrize(
    "marked",
    [
        "[Moscow] would be certain to reject it.",
        "The [U.S.] said so.",
        "The [U.S.] on Tuesday said so.",
        "They fear that [Oslo] still refuses.",
        "[Algeria] firmly opposes any role.",
        "It came with [Moscow]’s invasion.",
        "It would reduce [Kyiv]’s ability to fight.",
        "They urged [Beijing] to wait.",
        "The bank denied money to [Oslo], he said.",
        "Its ties with [Beijing] are old.",
        "Talks between Bern and [Oslo] failed.",
        "The ban was imposed by [Oslo].",
        "They need permission from [Bern].",
        "[Oslo] is ready to talk.",
        "[Norway], which rejected the plan, left.",
        "Bern and [Oslo] hope for peace.",
        "Three [U.S.] officials left.",
    ],
)
def test_governments(marked: str) -> None:
    """Who acts, owns acts, is addressed or has dealings is a government."""
    assert rule(marked)


@pytest.mark.parametrize(
    "marked",
    [
        "He lives in [Moscow].",
        "Near [Kyiv] a bridge fell.",
        "He flew to [Moscow], where he stayed.",
        "The train from [Oslo] was late.",
        "People in [Oslo] said so.",
        "Those who travel to [Oslo] could be late.",
        "[Oslo]’s streets were empty.",
        "The north of [Norway] is cold.",
        "It rained. [Oslo], Norway.",
        "Visitors reached [Bern] at noon.",
        "A street in central [Oslo] was closed.",
        "A street in central [Oslo] has been closed.",
    ],
)
def test_places(marked: str) -> None:
    """Where something is, comes from or goes to is a place."""
    assert rule(marked) == ""


def test_a_source_is_a_government() -> None:
    """What speaks is no place, whatever stands around it."""
    assert rule("[Oslo] – nothing.", is_source=True) == "speaks"
