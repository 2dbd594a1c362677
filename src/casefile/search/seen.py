"""What a fold is given: one reading of one document, opened once for all folds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casefile.case.told import ToldEvent
from casefile.claim import Claim
from casefile.document import Region, RegionKind
from casefile.entry import Entry
from casefile.particulars import Particulars
from casefile.search.rows import ClaimRow, DocumentRow
from casefile.search.told_events import Telling, told_events


@dataclass(frozen=True, slots=True)
class ReadingSeen:
    """A reading beside its document's text, as the ledger holds them.

    `n` is the entry of the reading; `at` its time, UTC, ISO 8601. `number` is the document's.
    `speakers` are short names of the claims' speakers, by claim id.
    """

    n: int
    at: str
    document: str
    number: int
    published: str
    outlet: str
    authors: tuple[str, ...]
    text: str
    regions: tuple[Region, ...]
    claims: tuple[Claim, ...]
    particulars: Particulars
    told: tuple[ToldEvent, ...]
    speakers: Mapping[str, str]
    read_words_of: Callable[[str], str]  # `read_words` of an earlier document, by id


@dataclass(frozen=True, slots=True)
class Opened:
    """What the blobs of a reading and its document hold."""

    reading: Mapping[str, Any]
    record: Mapping[str, Any]
    text: str
    read_words_of: Callable[[str], str]


def reading_seen(
    entry: Entry, document: DocumentRow, opened: Opened, rows: Sequence[ClaimRow]
) -> ReadingSeen:
    """One reading as the folds take it.

    Args:
        rows: the rows that the index made of the same reading, for the speakers' short names.
    """
    reader = opened.reading["reader"]
    claims = tuple(Claim.from_record(c, document.id, reader) for c in opened.reading["claims"])
    particulars = Particulars.from_record(opened.reading.get("particulars", {}))
    speakers = {row.id: row.speaker for row in rows}
    telling = Telling(document.id, document.published, opened.text, claims, particulars, speakers)
    return ReadingSeen(
        n=entry.n,
        at=entry.at,
        document=document.id,
        number=document.number,
        published=document.published,
        outlet=document.outlet,
        authors=tuple(opened.record["imprint"]["authors"]),
        text=opened.text,
        regions=tuple(Region(s, e, RegionKind(k)) for s, e, k in opened.record["regions"]),
        claims=claims,
        particulars=particulars,
        told=told_events(telling),
        speakers=speakers,
        read_words_of=opened.read_words_of,
    )


def read_words(text: str, regions: Sequence[Region]) -> str:
    """The text with what is not read (furniture, captions) blanked: places stay where they are."""
    kept: list[str] = []
    at = 0
    for region in regions:
        if region.kind.is_read:
            kept += [" " * (region.start - at), text[region.start : region.end]]
            at = region.end
    return "".join(kept)
