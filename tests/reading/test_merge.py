"""Two finders, one list."""

from __future__ import annotations

import pytest

from casefile.claim import Stance
from casefile.reading.found import Found
from casefile.reading.merge import merge, tidy
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


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("the general, who left", "the general, who", "the general"),
        ("a medic before treating him", "a medic before treating him", "a medic"),
        ("the envoy when asked", "the envoy when asked", "the envoy"),
        ("09:40 The army says", "40 The army", "The army"),
        ("Press release\n\nThe Court", "Press release\n\nThe Court", "The Court"),
        ("the man who knew", "the man who knew", "the man who knew"),
    ],
)
def test_sources_end_where_the_name_ends(text: str, source: str, expected: str) -> None:
    """What hangs on a speaker's name without naming anybody is none of it."""
    start = text.index(source)
    item = Found(((start, start + len(source)),), ((0, 1),), (), 0.8)
    (tidied,) = tidy(text, [item], [])
    assert [text[s:e] for s, e in tidied.source] == [expected]


def test_the_last_of_two_names_may_be_another_sayings_speaker() -> None:
    """ "Reported by the Post and Reuters could not confirm it": the Post alone reported."""
    text = "reported by the Post and Reuters could not confirm it"
    item = Found(((12, 32),), ((0, 8),), (), 0.8)
    rule = Silence(Found(((25, 32),), ((33, 50),), ((51, 53),), 0.9), Stance.CANNOT_CONFIRM)
    (tidied,) = tidy(text, [item], [rule])
    assert [text[s:e] for s, e in tidied.source] == ["the Post"]


def test_the_same_words_twice_are_one() -> None:
    """A claim's id is its words: doubles would be the same claim."""
    assert len(merge([MODEL, MODEL], [])) == 1
    assert len(merge([MODEL, MODEL], [RULE])) == 1


def test_an_asking_that_a_silence_tells_is_no_claim_of_its_own() -> None:
    """`Asked | about it, | he | hung up`: the silence holds what was asked."""
    asking = Found((), ((0, 5),), ((6, 14),), 0.7)
    silence = Silence(Found(((16, 18),), ((19, 26),), ((6, 14),), 0.9), Stance.DECLINES_TO_COMMENT)
    assert [h.found for h in merge([asking], [silence])] == [silence.found]


def test_a_cue_of_several_words_is_the_rules() -> None:
    """Where the model's content begins in the rule's cue ("kept | silent"), the rule's stand."""
    short = Found(((0, 5),), ((6, 10),), ((11, 25),), 0.8)
    (heard,) = merge([short], [RULE])
    assert heard.found == RULE.found
