"""Two finders, one list."""

from __future__ import annotations

from casefile.claim import Stance
from casefile.reading.found import Found
from casefile.reading.merge import merge
from casefile.reading.silences import Silence

MODEL = Found(((0, 5),), ((6, 14),), ((15, 25),), 0.8)
RULE = Silence(Found(((0, 5),), ((6, 14),), ((15, 30),), 0.9), Stance.DECLINES_TO_COMMENT)


def test_where_both_speak_the_rule_names_and_the_models_words_stay() -> None:
    """Same cue and speaker: the model's spans with the rule's stance, once."""
    (heard,) = merge([MODEL], [RULE])
    assert (heard.found, heard.stance) == (MODEL, Stance.DECLINES_TO_COMMENT)


def test_another_speaker_is_settled_by_the_rule() -> None:
    """The rule's speaker is bound to the very phrase."""
    stray = Found(((40, 45),), ((6, 14),), ((15, 25),), 0.8)
    (heard,) = merge([stray], [RULE])
    assert heard.found == RULE.found


def test_each_finder_adds_what_the_other_missed() -> None:
    """Different cues stand side by side, by position."""
    later = Found(((50, 55),), ((56, 60),), ((61, 70),), 0.7)
    heard = merge([later], [RULE])
    assert [h.stance for h in heard] == [Stance.DECLINES_TO_COMMENT, None]


def test_the_same_words_twice_are_one() -> None:
    """A claim's id is its words: doubles would be the same claim."""
    assert len(merge([MODEL, MODEL], [])) == 1
    assert len(merge([MODEL, MODEL], [RULE])) == 1
