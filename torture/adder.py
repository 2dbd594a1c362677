"""A child that adds documents without end and prints what was acknowledged.

Run as `python -m torture.adder CASE SEED`. Each line on standard output is one acknowledged entry:
its number and its leaf hash, printed only after `Record.append` came back.
"""

from __future__ import annotations

import random
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from casefile.document import Document, Region, RegionKind
from casefile.entry import BlobRef, Draft, canonical_bytes
from casefile.errors import LedgerBusy
from casefile.ledger.merkle import leaf_hash
from casefile.ledger.record import Record


def add_document(record: Record, name: str, size: int) -> list[tuple[int, str]]:
    """Add one made-up document of `size` characters; numbers and leaf hashes acknowledged."""
    text = f"{name}\n\n" + "The mayor said that it rained. " * (size // 31 + 1)
    raw = text.encode("utf-16")
    stored = record.blobs.put(raw)
    regions = [Region(0, len(text), RegionKind.BODY)]
    document = Document.settle(stored.sha256, "text/plain", text, regions)
    reading = {"v": 1, "document": document.id, "reader": "torture", "claims": []}
    blobs = [BlobRef("raw", *stored)]
    for role, data in (
        ("text", text.encode("utf-8")),
        ("record", canonical_bytes(document.to_record())),
    ):
        blobs.append(BlobRef(role, *record.blobs.put(data)))
    claims = BlobRef("claims", *record.blobs.put(canonical_bytes(reading)))
    told = {"document": document.id, "reader": "torture", "claims": 0}
    receipts = record.append(
        [
            Draft("document.add", {"document": document.id}, tuple(blobs), (document.id,)),
            Draft("reading.add", told, (claims,), (document.id,)),
        ]
    )
    bodies = record.ledger.bodies(receipts[0].n)
    pairs = zip(receipts, bodies, strict=False)  # others may have appended meanwhile
    return [(receipt.n, leaf_hash(body).hex()) for receipt, body in pairs]


def main() -> None:
    """Add until killed."""
    folder, seed = Path(sys.argv[1]), sys.argv[2]
    draw = random.Random(seed)
    record = Record.open(folder, lambda: datetime.now(UTC))
    print("open", flush=True)
    for number in count():
        try:
            acks = add_document(record, f"document {seed}-{number}", draw.randint(1, 20_000))
        except LedgerBusy:
            continue
        print("\n".join(f"{n} {leaf}" for n, leaf in acks), flush=True)


if __name__ == "__main__":
    main()
