"""Small records to test with: a ticking clock, documents with claims, added as `casefile` does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from casefile.claim import Claim, Directness, Outlook, SpeakerKind, Stance
from casefile.document import Document, Origin, Region, RegionKind
from casefile.entry import BlobRef, Draft, canonical_bytes
from casefile.ledger.receipt import Receipt
from casefile.ledger.record import Record

READER = "reader of the tests/1"
TEXTS = (
    "Harbour closed\n\nThe mayor said that the harbour was shelled. The ministry denied it.\n",
    "A spokesman said – “Москва” 🛑 knew nothing. The court declined to comment.\n",
    "The envoy said talks would go on.\n",
)


class Clock:
    """Starts at a fixed moment and moves one second each time it is asked."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 9, 0, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def counted_bytes(length: int) -> bytes:
    """Bytes that are the same on every run, where a case draws its name and key."""
    return bytes(range(1, length + 1))


def make_record(folder: Path, *texts: str) -> Record:
    """A new case with these texts in it."""
    record = Record.create(folder, folder.name, "p_1", Clock(), counted_bytes)
    for text in texts:
        add_text(record, text)
    return record


def settle(text: str) -> Document:
    """A plain-text document, all of it body."""
    regions = [Region(0, len(text), RegionKind.BODY)]
    digest = sha256(text.encode("utf-16")).hexdigest()
    origin = Origin(name="a.txt", received="2026-11-24T09:00:00Z")
    return Document.settle(digest, "text/plain", text, regions, origin=origin)


def read(document: Document) -> list[Claim]:
    """A claim for each " said ": the words before it, it, and the words to the next stop."""
    claims, at = [], 0
    while (cue := document.text.find(" said ", at)) >= 0:
        start = max(document.text.rfind(". ", 0, cue) + 2, document.text.rfind("\n", 0, cue) + 1)
        start = max(start if start > 1 else 0, 0)
        end = document.text.find(".", cue)
        claims.append(
            Claim.point(
                document,
                source=((start, cue),),
                cue=((cue + 1, cue + 5),),
                content=((cue + 6, end),),
                stance=Stance.ASSERTS,
                directness=Directness.INDIRECT,
                speaker_kind=SpeakerKind.UNNAMED,
                outlook=Outlook.SETTLED,
                score=0.5,
                reader=READER,
            )
        )
        at = end
    return claims


def add_text(record: Record, text: str) -> list[Receipt]:
    """Blobs first, then the document and its reading in one commit."""
    document = settle(text)
    claims = read(document)
    reading = {
        "v": 1,
        "document": document.id,
        "reader": READER,
        "claims": [claim.to_record(document) for claim in claims],
    }
    blobs = (
        put(record, "raw", text.encode("utf-16")),
        put(record, "text", text.encode("utf-8")),
        put(record, "record", canonical_bytes(document.to_record())),
    )
    data = {"document": document.id, "media_type": document.media_type}
    told = {"document": document.id, "reader": READER, "claims": len(claims)}
    claims_blob = put(record, "claims", canonical_bytes(reading))
    return record.append(
        [
            Draft("document.add", data, blobs, (document.id,)),
            Draft("reading.add", told, (claims_blob,), (document.id,)),
        ]
    )


def put(record: Record, role: str, data: bytes) -> BlobRef:
    """Store a blob and name it."""
    return BlobRef(role, *record.blobs.put(data))
