"""The stance of an attribution."""

from __future__ import annotations

import pytest

from casefile.claim import Stance
from casefile.reading.stance import stance, verb_forms
from casefile.reference.tables import load_table

TABLE = load_table("stances")["stance"]


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [
        ("said", "the crane fell", "asserts"),
        ("told", "the wounded came by boat", "asserts"),
        ("said", "it did not fire on the ferry", "asserts"),
        ("denied", "shelling the school", "denies"),
        ("has repeatedly denied", "that any list exists", "denies"),
        ("did not deny", "that he was there", "asserts"),
        ("dismissed", "the allegations as a fabrication", "denies"),
        ("called", "the report baseless", "denies"),
        ("rejected", "the court’s jurisdiction", "rejects"),
        ("deny", "the rebels a safe haven in the hills", "asserts"),
        ("denied", "giving the rebels a safe haven", "denies"),
        ("rejected", "the accusations", "denies"),
        ("declined", "to comment", "declines_to_comment"),
        ("refused", "to say whether the list was complete", "declines_to_comment"),
        ("said", "it had no comment", "declines_to_comment"),
        ("would neither confirm nor deny", "the flight", "declines_to_comment"),
        ("has declined", "to ascribe blame for the war", "refuses"),
        ("refused", "to withdraw", "refuses"),
        ("did not immediately respond", "to a request for comment", "did_not_respond"),
        ("could not be reached", "for comment", "did_not_respond"),
        ("could not independently verify", "the footage", "cannot_confirm"),
        ("said", "it could not confirm the toll", "cannot_confirm"),
        ("said", "it had nothing to announce yet", "nothing_to_announce"),
        ("confirmed", "that two buses had left", "confirms"),
        ("did not confirm", "the date", "asserts"),
        ("admitted", "that the depot was hit by his own side", "admits"),
        ("accused", "the navy of sinking the ferry", "accuses"),
        ("doubted", "that the truce would hold", "doubts"),
        ("presents", "the camps as a holiday programme", "presents_as"),
        ("defines", "forcible transfer as an act of genocide", "defines"),
        ("called on", "both sides to open a corridor", "demands"),
        ("calls", "on all states to share their lists", "demands"),
        ("noted", "that there was no reply to the letter", "asserts"),
        ("pleaded not guilty to", "the charge", "denies"),
        ("would not", "name the officer", "declines_to_comment"),
        ("cannot", "say when the next count will be", "cannot_confirm"),
        ("is suspected", "of giving the order", "accuses"),
        ("has vowed", "not to withdraw", "promises"),
        ("is planning", "to seek warrants", "plans"),
        ("expects", "a ruling by spring", "expects"),
        ("asked", "whether the list was complete", "asks"),
        ("said", "the accusation was false", "denies"),
        ("said", "“These are lies,”", "denies"),
        ("said", "there was no truth in the rumour", "denies"),
        ("said", "it had nothing to do with the raid", "denies"),
        ("said", "the list was kept in a false wall", "asserts"),
        ("denied", "him medical care", "asserts"),
        ("was denied", "a visa", "asserts"),
        ("denied", "any role in the raid", "denies"),
        ("rejected", "the report’s advice", "rejects"),
        ("does not accept", "the ruling", "rejects"),
        ("said", "“I’ve got nothing to announce today”", "nothing_to_announce"),
        ("said", "“I have nothing to say about that”", "declines_to_comment"),
        ("says", "“No comment”", "declines_to_comment"),
        ("said", "he could neither confirm nor rule it out", "cannot_confirm"),
        ("declined both times", "to say who signed", "declines_to_comment"),
        ("did not return", "to the village", "asserts"),
        ("gave", "no answer", "did_not_respond"),
        ("said", "the town must open the gate", "demands"),
        ("said", "he must have been there", "asserts"),
        ("describes", "the camps as a rescue", "presents_as"),
        ("held", "the brigade responsible", "accuses"),
    ],
)
def test_cues(cue: str, content: str, expected: str) -> None:
    """The cue's words decide, read with the beginning of the content; a negated verb does not."""
    assert stance(cue, content) is Stance(expected)


def test_the_table_holds_every_stance_once_with_definition_and_examples() -> None:
    """The closed list and its table are the same list."""
    assert sorted(row["name"] for row in TABLE) == sorted(s.value for s in Stance)
    for row in TABLE:
        assert row["definition"].endswith(".")
        assert row["examples"]


def test_a_judge_who_dismisses_charges_denies_nothing() -> None:
    """A court turns claims down; a party denies them."""
    assert stance("dismissed", "the claims", "The judge") is Stance.REJECTS
    assert stance("dismissed", "the claims", "The brigade") is Stance.DENIES


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("deny", "denied"),
        ("plan", "planning"),
        ("promise", "promised"),
        ("press", "presses"),
        ("call on", "called on"),
        ("admit", "admitted"),
        ("question", "questioned"),
    ],
)
def test_verb_forms(verb: str, form: str) -> None:
    """Regular forms are made by rule."""
    assert form in verb_forms(verb)
