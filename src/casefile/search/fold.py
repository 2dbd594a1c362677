"""From entries to rows: pure functions over an entry and the blobs that it names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from casefile.claim import AUTHOR, Certainty, ContentTime, Directness, SpeakerKind
from casefile.document import RegionKind
from casefile.entry import Entry, parse_canonical
from casefile.reading.speakers import speaker_name
from casefile.search.rows import ClaimRow, DocumentRow

_TITLE = 100  # code points of text that stand in for a headline


def document_row(entry: Entry, number: int, read_blob: Callable[[str], bytes]) -> DocumentRow:
    """The row of a "document.add" entry."""
    blobs = {b.role: b.sha256 for b in entry.blobs}
    record = parse_canonical(read_blob(blobs["record"]))
    text = read_blob(blobs["text"]).decode("utf-8")
    imprint, origin = record["imprint"], record["origin"]
    regions = [(s, e, RegionKind(k)) for s, e, k in record["regions"]]
    return DocumentRow(
        number=number,
        id=record["document"],
        n=entry.n,
        digest=record["digest"],
        name=origin["name"],
        container=origin["container"],
        address=imprint["address"] or origin["address"],
        outlet=imprint["outlet"],
        headline=imprint["headline"] or _first_line(text, regions),
        published=imprint["published"],
        received=origin["received"],
        media_type=record["media_type"],
        words=sum(len(text[s:e].split()) for s, e, kind in regions if kind.is_read),
        furniture=sum(kind.is_furniture for _, _, kind in regions),
        photos=len(record["photos"]),
        flags=len(record["flags"]),
        claims=0,
    )


def claim_rows(reading: Mapping[str, Any], document: DocumentRow) -> list[ClaimRow]:
    """The rows of one reading of a document."""
    parties = reading.get("particulars", {}).get("parties", ())
    names = {party["id"]: party["name"] for party in parties}
    found = [_claim_row(r, reading["reader"], document, names) for r in reading["claims"]]
    found.sort(key=lambda row: (row.position, row.id))
    return [replace(row, ordinal=place) for place, row in enumerate(found, 1)]


def _claim_row(
    record: Mapping[str, Any], reader: str, document: DocumentRow, names: Mapping[str, str]
) -> ClaimRow:
    words = {role: " … ".join(pieces) for role, pieces in record["words"].items()}
    kind = SpeakerKind(record["speaker_kind"])
    own = record["directness"] == Directness.OWN_VOICE or record.get("speaker") == AUTHOR
    party = record.get("speaker", "")
    if own:
        speaker = document.outlet or "the outlet"
    else:
        speaker = speaker_name(words["source"], kind, names.get(party, ""))
    starts = [s for role in ("source", "cue", "content") for s, _ in record[role]]
    return ClaimRow(
        id=record["id"],
        document=document.id,
        number=document.number,
        position=min(starts),
        outlet=document.outlet,
        published=document.published,
        speaker=speaker,
        speaker_kind=kind.value,
        source=words["source"],
        cue=words["cue"],
        content=words["content"],
        stance=record["stance"],
        directness=record["directness"],
        outlook=record["outlook"],
        score=record["score"],
        reader=reader,
        relay=words.get("relay", ""),
        condition=words.get("condition", ""),
        certainty=record.get("certainty", Certainty.NOT_READ),
        time=record.get("time", ContentTime.NOT_READ),
        asked=record.get("asked", ""),
        party=party,
    )


def _first_line(text: str, regions: list[tuple[int, int, RegionKind]]) -> str:
    """What to call a document that names no headline: the start of what is read of it."""
    for start, end, kind in regions:
        if kind.is_read:
            words = " ".join(text[start:end].split())
            return words if len(words) <= _TITLE else words[: _TITLE - 1].rstrip() + "…"
    return ""
