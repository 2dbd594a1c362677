"""Own reports put into a case and read anew, as a later release would read them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from casefile.entry import BlobRef, Draft, canonical_bytes
from casefile.ledger.canonical import read_canonical
from casefile.reading.read import TagsText, read_document
from casefile.search.database import rows
from casefile.search.index import Index
from casefile.workflow.add import add
from casefile.workflow.find import show
from casefile.workflow.workspace import Workspace


def put(case: Workspace, folder: Path, *texts: str) -> None:
    """Add texts as documents, in their order."""
    folder.mkdir(exist_ok=True)
    for text in texts:
        path = folder / f"{len(list(folder.iterdir())) + 1:02}.txt"
        path.write_text(text + "\n", encoding="utf-8")
        assert [a.outcome for a in add(case, [str(path)])] == ["added"]


def read_anew(case: Workspace, number: int, tagger: TagsText) -> None:
    """Append the reading of another reader, and keep up with it."""
    document = show(case, str(number)).document
    read = read_document(document, tagger)
    append_reading(
        case,
        {
            "v": 1,
            "document": document.id,
            "reader": read.reader,
            "claims": [claim.to_record(document) for claim in read.claims],
            "particulars": read.particulars.to_record(),
        },
    )


def append_reading(case: Workspace, reading: dict[str, Any]) -> None:
    """Append a reading as it stands."""
    blob = BlobRef("claims", *case.record.blobs.put(canonical_bytes(reading)))
    data = {k: reading[k] for k in ("document", "reader")} | {"claims": len(reading["claims"])}
    case.record.append([Draft("reading.add", data, (blob,), (reading["document"],))])
    case.keep_up(case.index)


def last_reading(case: Workspace, number: int) -> dict[str, Any]:
    """The latest reading of a document, as its blob has it."""
    document = show(case, str(number)).row.id
    entries = [e for e in case.record.ledger.entries() if e.kind == "reading.add"]
    entry = [e for e in entries if document in e.refs][-1]
    return read_canonical(case.record.blobs.get(entry.blobs[0].sha256))


def rebuilt(case: Workspace) -> Index:
    """A new index in memory, folded from the first entry."""
    fresh = Index.in_memory()
    fresh.keep_up(case.record.ledger.entries(), case.record.blobs.get)
    return fresh


def assert_rebuilds(case: Workspace) -> None:
    """Folding anew gives the rows that keeping up gave."""
    fresh = rebuilt(case)
    assert fresh.digest() == case.index.digest()
    fresh.close()


def column(case: Workspace, query: str, values: Sequence[str | int] = ()) -> list[Any]:
    """The first column of a query to the index."""
    return [row[0] for row in rows(case.index.db, query, values)]


class Mute:
    """A reader that finds no claim at all."""

    reader_id = "mute/2"

    def tag(self, text: str, blocks: Sequence[tuple[int, int]]) -> Any:
        from casefile.reading.tagged import Tagged

        return Tagged(())


class Later:
    """Finds what `SaidReader` finds and "told" besides."""

    reader_id = "later-reader/2"
    _SAID = re.compile(r"((?:The )?[A-Z]\w+(?: [A-Z]\w+)*) (said|told)(?: that)? ([^.\n]+)")

    def tag(self, text: str, blocks: Sequence[tuple[int, int]]) -> Any:
        from casefile.reading.found import Found
        from casefile.reading.tagged import Tagged

        found = []
        for start, end in blocks:
            for match in self._SAID.finditer(text, start, end):
                source, cue, content = (match.span(i) for i in (1, 2, 3))
                found.append(Found((source,), (cue,), (content,), 0.9))
        return Tagged(tuple(found))
