"""The recipe as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile.claim import Claim, Directness, SpeakerKind, Stance
from casefile.document import Document, Origin
from casefile.intake.receive import receive, receive_text
from casefile.reading.read import read_document
from casefile.reading.tagger import Tagger
from tests.world import SaidReader

SEED = Path(__file__).parents[3] / "shared/seed/article.txt"
PAGE = (
    "Skip to main content\n\nIrena Dole said that “nobody” was warned.\n\n"
    "The navy did not respond to a request for comment.\n\nThe town has two hospitals.\n"
)


def test_claims_come_by_position_with_their_names() -> None:
    """The model's finding, the rule's and the outlet's own, each with stance, kind, directness."""
    document = receive_text(PAGE)
    claims = read_document(document, SaidReader()).claims
    assert [(c.stance, c.directness, c.speaker_kind) for c in claims] == [
        (Stance.ASSERTS, Directness.MIXED, SpeakerKind.NAMED_PERSON),
        (Stance.DID_NOT_RESPOND, Directness.INDIRECT, SpeakerKind.ORGANISATION),
        (Stance.ASSERTS, Directness.OWN_VOICE, SpeakerKind.OUTLET),
    ]
    (reader,) = {c.reader for c in claims}
    assert reader.startswith("rules/2; said-reader/1; gazetteer/1 sha256:")


def test_furniture_is_not_read() -> None:
    """No claim touches a region that is not read."""
    document = receive_text(PAGE)
    read = document.read_blocks()
    for claim in read_document(document, SaidReader()).claims:
        for role in ("source", "cue", "content"):
            for span in claim.spans(role):
                assert any(s <= span.start and span.end <= e for s, e in read)


@pytest.fixture(scope="module")
def seed() -> tuple[Document, tuple[Claim, ...]]:
    """The page the work starts from, read by the shipped model."""
    if not SEED.exists():
        pytest.skip("needs ../shared/seed/article.txt, which is not beside this checkout")
    document = receive(SEED.read_bytes(), Origin(name="article.txt"))
    return document, read_document(document, Tagger.open()).claims


@pytest.mark.parametrize(
    ("stance", "speaker", "times"),
    [
        (Stance.DECLINES_TO_COMMENT, "The office of the prosecutor at the ICC", 1),
        (Stance.DID_NOT_RESPOND, "Russia’s Defence Ministry", 1),
        (Stance.DID_NOT_RESPOND, "The Chinese Foreign Ministry", 1),
        (Stance.DID_NOT_RESPOND, "Ukraine’s president’s office", 1),
        (Stance.CANNOT_CONFIRM, "Reuters", 1),
        (Stance.NOTHING_TO_ANNOUNCE, "The Kremlin", 1),
        (Stance.DENIES, "Russia", 1),
        (Stance.DEFINES, "The U.N. genocide convention", 1),
    ],
)
def test_the_seed(
    seed: tuple[Document, tuple[Claim, ...]], stance: Stance, speaker: str, times: int
) -> None:
    """Every denial, refusal, missing reply and missing confirmation, with the right speaker."""
    document, claims = seed
    found = [c for c in claims if c.stance is stance and c.words("source", document) == speaker]
    assert len(found) == times
    if stance is not Stance.DID_NOT_RESPOND:
        assert sum(c.stance is stance for c in claims) == 1


def test_the_seeds_unnamed_source(seed: tuple[Document, tuple[Claim, ...]]) -> None:
    """The claim about the warrants is an unnamed source's, and not the outlet's own."""
    document, claims = seed
    said = next(c for c in claims if "planning to seek the arrest" in c.words("content", document))
    assert said.words("source", document) == "a source"
    assert said.speaker_kind is SpeakerKind.UNNAMED


def test_the_same_again_gives_the_same_claims(seed: tuple[Document, tuple[Claim, ...]]) -> None:
    """Reading is a pure function of document and model."""
    document, claims = seed
    assert read_document(document, Tagger.open()).claims == claims
