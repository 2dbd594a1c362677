"""Openers of lines: labels of turns, numbers, times of day."""

from __future__ import annotations

import pytest

from casefile.claim import Claim, Directness, Stance
from casefile.document import Document
from casefile.intake.receive import receive_text
from casefile.reading.read import read_document
from casefile.reading.turns import Lines, read_lines
from tests.world import SaidReader

TALK = (
    "HOST: The gate was shut in May.\n"
    "BAKER: I saw it shut.\n"
    "HOST: Who shut it?\n"
    "BAKER: A guard did. I want to say that nobody rang the bell."
)


def lines_of(text: str, outlet: str = "") -> Lines:
    blocks = []
    at = 0
    for line in text.split("\n"):
        blocks.append((at, at + len(line)))
        at += len(line) + 1
    return read_lines(text, blocks, outlet)


def who(text: str, lines: Lines) -> list[tuple[str, bool]]:
    return [(text[slice(*turn.who)], turn.own) for turn in lines.turns]


def read(text: str) -> tuple[Document, tuple[Claim, ...]]:
    document = receive_text(text)
    return document, read_document(document, SaidReader()).claims


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        (TALK, [("HOST", True), ("BAKER", False)] * 2),
        ("Q: Why?\nA: I do not know.\nQ: Who?\nA: A guard.", [("Q", True), ("A", False)] * 2),
        (
            "Moor: Who rang?\nDole: A guard rang.\nMoor: And then?\nDole: We ran.",
            [("Moor", True), ("Dole", False)] * 2,
        ),
        (
            "Ada Moor (Left): Who rang?\nThe Minister: A guard rang.\nAda Moor: And then?",
            [("Ada Moor", False), ("The Minister", False), ("Ada Moor", False)],
        ),
        ("The town: a report\nThe gate was shut.\nThe guard ran.", []),
        ("Photo: Ada Moor\nPhoto: Ida Dole\nPhoto: a gate", []),
    ],
)
def test_turns(text: str, turns: list[tuple[str, bool]]) -> None:
    """Labels make a conversation where one comes again; word or asking tells own people."""
    assert who(text, lines_of(text)) == turns


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("3. Eleven witnesses came.", "Eleven witnesses came."),
        ("(12) The Commission met.", "The Commission met."),
        ("17:55 The gate was shut.", "The gate was shut."),
        ("3.05pm The gate was shut.", "The gate was shut."),
        ("VERDICT: The gate was open.", "The gate was open."),
        ("11 witnesses came.", "11 witnesses came."),
        ("17:55 on the dot the gate shut.", "17:55 on the dot the gate shut."),
    ],
)
def test_openers_are_not_read(text: str, left: str) -> None:
    """Numbers and times of day are taken away; those of a sentence stay."""
    (block,) = lines_of(text).blocks
    assert text[slice(*block)] == left


def test_lines_without_openers_stay_as_they_are() -> None:
    """Blocks of plain prose, with lines broken in them, are left alone."""
    text = "The gate was shut\nand nobody rang.\n\nIt rained."
    blocks = [(0, 34), (36, len(text))]
    assert read_lines(text, blocks) == Lines(tuple(blocks))


def test_what_guests_and_hosts_say() -> None:
    """Guests' sentences are their claims without a cue; the host's are own voice, and ask."""
    document, claims = read(TALK)
    told = [(c.words("source", document), c.words("cue", document), c.stance) for c in claims]
    assert told == [
        ("", "", Stance.ASSERTS),
        ("BAKER", "", Stance.ASSERTS),
        ("", "", Stance.ASKS),
        ("BAKER", "", Stance.ASSERTS),
        ("I", "want to say", Stance.ASSERTS),
    ]
    assert [c.directness is Directness.OWN_VOICE for c in claims] == [
        True,
        False,
        True,
        False,
        False,
    ]


def test_what_a_guest_tells_of_others_came_through_the_guest() -> None:
    """The label is the relay of another's saying."""
    text = TALK + "\nBAKER: Irena Dole said that nobody was warned."
    document, claims = read(text)
    (claim,) = [c for c in claims if c.words("source", document) == "Irena Dole"]
    assert claim.words("relay", document) == "BAKER"


def test_a_claim_that_is_looked_into() -> None:
    """A fact-check names it by a label, and nobody for it."""
    document, claims = read(
        "CLAIM: The gate was blown up by a boy.\n\nVERDICT: Nothing supports it."
    )
    assert [(c.words("cue", document), c.words("content", document)) for c in claims] == [
        ("CLAIM", "The gate was blown up by a boy"),
        ("", "Nothing supports it."),
    ]


def test_hostile_lines() -> None:
    """Ten thousand labels, one label without words, a label that never ends."""
    text = "A: b.\n" * 10_000
    assert len(lines_of(text).turns) == 10_000
    assert lines_of("Q:").blocks == ((0, 2),)
    assert len(lines_of("A" * 100_000 + ": b").blocks) == 1
