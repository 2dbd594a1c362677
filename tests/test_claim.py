"""Claims."""

from __future__ import annotations

from dataclasses import replace

import pytest

from casefile.claim import (
    Certainty,
    Claim,
    ContentTime,
    Directness,
    Outlook,
    SpeakerKind,
    Stance,
    claim_id,
)
from casefile.document import Document, Region, RegionKind
from casefile.entry import canonical_bytes
from casefile.errors import SpanError

TEXT = "“It fell,” the mayor said, “at noon.”"
DOCUMENT = Document.settle("00", "text/plain", TEXT, [Region(0, len(TEXT), RegionKind.BODY)])


def make(**change: object) -> Claim:
    fields: dict[str, object] = {
        "source": ((11, 20),),
        "cue": ((21, 25),),
        "content": ((0, 10), (27, 37)),
        "stance": Stance.ASSERTS,
        "directness": Directness.DIRECT,
        "speaker_kind": SpeakerKind.UNNAMED,
        "outlook": Outlook.SETTLED,
        "score": 0.875,
        "reader": "r/1",
    }
    return Claim.point(DOCUMENT, **(fields | change))  # type: ignore[arg-type]


def test_a_claim_gives_its_exact_words() -> None:
    """Pieces of one role are joined visibly, never silently."""
    claim = make()
    assert claim.words("source", DOCUMENT) == "the mayor"
    assert claim.words("content", DOCUMENT) == "“It fell,” … “at noon.”"
    assert claim.start == 0


def test_the_id_covers_document_and_spans_only() -> None:
    """A decision outlives score, reader and stance; moved words are another claim."""
    claim = make()
    same = make(score=0.1, reader="r/2", stance=Stance.DENIES)
    assert claim.id == same.id
    assert make(content=((0, 10),)).id != claim.id
    assert make(source=(), cue=((11, 20), (21, 25))).id != claim.id


def test_the_id_is_pinned() -> None:
    """The id of a known claim never changes between releases."""
    known = "1bdf26e8fba50d4daa84b2a4be764374d06d8bf3dd35605fa47947cccca3e003"
    assert claim_id("d", ((0, 1),), (), ((2, 3), (5, 7))) == known


@pytest.mark.parametrize(
    "change",
    [
        {"cue": (), "content": ()},
        {"content": ((0, 99),)},
        {"content": ((5, 5),)},
        {"content": ((27, 37), (0, 10))},
    ],
)
def test_a_claim_that_cannot_point_is_not_built(change: dict[str, object]) -> None:
    """No words, words outside the text, or pieces out of order: no claim."""
    with pytest.raises(SpanError):
        make(**change)


def test_a_record_brings_the_claim_back() -> None:
    """The record holds words for people, and offsets that give the claim again."""
    claim = make()
    record = claim.to_record(DOCUMENT)
    canonical_bytes(record)
    assert record["words"]["content"] == ["“It fell,”", "“at noon.”"]
    assert Claim.from_record(record, DOCUMENT.id, "r/1") == claim
    assert Claim.from_record(record, DOCUMENT.id, "r/2") == replace(claim, reader="r/2")


def test_relay_and_condition_point_too() -> None:
    """Their words are in the record; they do not change the id, and cannot lie outside the text."""
    claim = make(
        relay=((11, 20),),
        condition=((27, 36),),
        certainty=Certainty.POSSIBLE,
        time=ContentTime.FUTURE,
        asked="by Monday",
    )
    record = claim.to_record(DOCUMENT)
    canonical_bytes(record)
    assert record["words"]["relay"] == ["the mayor"]
    assert record["words"]["condition"] == ["“at noon."]
    assert Claim.from_record(record, DOCUMENT.id, "r/1") == claim
    assert claim.id == make().id
    with pytest.raises(SpanError):
        make(relay=((0, 99),))


def test_a_record_of_an_earlier_release_is_read() -> None:
    """What it did not read says so, and is not taken for a finding."""
    record = make().to_record(DOCUMENT)
    for key in ("relay", "condition", "certainty", "time", "asked"):
        del record[key]
    claim = Claim.from_record(record, DOCUMENT.id, "r/1")
    assert (claim.relay, claim.condition, claim.asked) == ((), (), "")
    assert (claim.certainty, claim.time) == (Certainty.NOT_READ, ContentTime.NOT_READ)
