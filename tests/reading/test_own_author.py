"""Statements whose own author speaks."""

from __future__ import annotations

import pytest

from casefile.reading.own_author import Author, own_act, own_stance, read_author
from casefile.reading.sentences import sentences

OWN = Author(speaks=True, answers=False)
REPLY = Author(speaks=True, answers=True)
NEWS = Author(speaks=False, answers=False)


def author(text: str, outlet: str = "") -> Author:
    whole = tuple(sentences(text, [(0, len(text))]))
    return read_author(text, whole, (), outlet)


@pytest.mark.parametrize(
    ("text", "outlet", "expected"),
    [
        ("Press release. The Chamber sat today.", "", OWN),
        ("The clinic is open. We wrote to the court. We wait.", "", OWN),
        ("The gate is shut.", "Ministry of Ports", OWN),
        ("Reply of the Ministry to questions. The gate is shut.", "", REPLY),
        ("Statement by the brigade. We reject the claim. The gate is shut.", "", REPLY),
        ("The mayor said the gate was shut.", "The Harbour Times", NEWS),
        ("The ministry issued a press pass. The mayor left.", "", NEWS),
    ],
)
def test_signs(text: str, outlet: str, expected: Author) -> None:
    """A heading, the outlet's name or "we" show a statement; rejecting something, an answer."""
    assert author(text, outlet) == expected


@pytest.mark.parametrize(
    ("text", "known", "expected"),
    [
        ("We call on both sides to open the road.", NEWS, ("demands", "We", "call on")),
        ("We categorically reject the claim.", NEWS, ("denies", "We", "categorically reject")),
        ("In view of this, we urge the court to sit.", NEWS, ("demands", "we", "urge")),
        ("The Ministry does not recognise the warrant.", OWN,
         ("rejects", "The Ministry", "does not recognise")),
        ("The Office of the Registrar deplores delay.", OWN, None),
        ("The Council condemns the raid.", OWN, ("accuses", "The Council", "condemns")),
        ("The Council condemns the raid.", NEWS, None),
        ("We wrote to the court.", OWN, None),
    ],
)  # fmt: skip
def test_acts(text: str, known: Author, expected: tuple[str, str, str] | None) -> None:
    """What the author says outright that it does; "the Council" only in its own statement."""
    act = own_act(text, (0, len(text)), known)
    if act is None:
        assert expected is None
        return
    found, stance = act
    words = [text[slice(*spans[0])] for spans in (found.source, found.cue)]
    assert (stance.value, *words) == expected


@pytest.mark.parametrize(
    ("words", "known", "expected"),
    [
        ("Our crews did not fire on the ferry.", REPLY, "denies"),
        ("No order to fire was given.", REPLY, "denies"),
        ("The Ministry has never held a list.", REPLY, "denies"),
        ("Our crews did not fire on the ferry.", OWN, "asserts"),
        ("Our crews did not fire on the ferry.", NEWS, "asserts"),
        ("We have not received the list.", REPLY, "asserts"),
        ("We will not close the gate.", REPLY, "asserts"),
        ("The claim that a list exists is a fabrication.", OWN, "denies"),
        ("There is nothing to add at this stage.", OWN, "nothing_to_announce"),
        ("The gate is shut.", REPLY, "asserts"),
    ],
)
def test_own_voice(words: str, known: Author, expected: str) -> None:
    """A flat negative denies only where the statement answers allegations."""
    assert own_stance(words, known).value == expected
