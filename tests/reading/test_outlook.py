"""When the main event of a content happens, seen from the saying."""

from __future__ import annotations

import pytest

from casefile.claim import Stance
from casefile.reading.outlook import content_time
from casefile.reading.predicate import predicate


@pytest.mark.parametrize(
    ("cue", "content", "stance", "time"),
    [
        ("declined", "to comment", "declines_to_comment", "past"),
        ("declines", "to comment", "declines_to_comment", "present"),
        ("would not", "say why", "declines_to_comment", "past"),
        ("will not", "comment on it", "declines_to_comment", "present"),
        ("said it did not", "comment", "declines_to_comment", "present"),
        ("has not replied to", "two letters", "did_not_respond", "past"),
        ("did not reply", "", "did_not_respond", "past"),
        ("had nothing to announce", "", "nothing_to_announce", "present"),
        ("could not verify", "the film", "cannot_confirm", "past"),
        ("cannot verify", "the film", "cannot_confirm", "present"),
        ("cannot confirm", "that he fled", "cannot_confirm", "past"),
        ("cannot confirm", "reports that he fled", "cannot_confirm", "past"),
        ("could not say", "whether the list exists", "cannot_confirm", "present"),
        ("refused", "to show the list", "refuses", "past"),
        ("demanded", "that the list be published", "demands", "future"),
        ("promised", "to go", "promises", "future"),
        ("said", "it was ready", "asserts", "present"),
        ("said", "it had been ready", "asserts", "past"),
        ("said", "it held no list", "asserts", "present"),
        ("said", "it held a service on Sunday", "asserts", "past"),
        ("said", "it would be ready", "asserts", "future"),
        ("said", "the gate was destroyed", "asserts", "past"),
        ("says", "it was ready", "asserts", "past"),
        ("said", "we'll go", "asserts", "future"),
        ("denies", "owning a list", "denies", "present"),
        ("denies", "it", "denies", "past"),
        ("accuses", "the guards of starving the town", "accuses", "present"),
        ("accuses", "the guards of having starved the town", "accuses", "past"),
        ("asked", "whether the gate was shut", "asks", "past"),
        ("", "What do they say", "asks", "present"),
        ("", "Will you go", "asks", "future"),
        ("", "The gate has been open since May", "asserts", "present"),
        ("", "The gate has been destroyed since May", "asserts", "past"),
        ("", "It is correct that 17 files were lost", "asserts", "past"),
        ("", "The list, which was lost in May, is a copy", "asserts", "present"),
    ],
)
def test_content_time(cue: str, content: str, stance: str, time: str) -> None:
    """Silences go by their cue, contents by their own verb, as English moves it after "said"."""
    assert content_time(cue, predicate(content), Stance(stance)).value == time


def test_a_quotation_keeps_its_own_tense() -> None:
    """Nothing is moved in a quotation: "I thought it was shut" is past."""
    told = predicate("“I thought it was shut,”")
    assert content_time("said", told, Stance.ASSERTS, quoted=True).value == "past"
    assert content_time("said", told, Stance.ASSERTS).value == "present"
