"""Look things up: lists of documents and claims, and one document with what was read in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casefile.claim import Claim
from casefile.document import Document
from casefile.entry import parse_canonical
from casefile.errors import CaseError
from casefile.search.rows import ClaimFilter, ClaimRow, DocumentRow
from casefile.workflow.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Shown:
    """A document with the claims that the latest reading found in it."""

    row: DocumentRow
    document: Document
    claims: tuple[Claim, ...]


def documents(case: Workspace) -> list[DocumentRow]:
    """All documents of the case, in the order of adding."""
    return case.index.documents()


def claims(case: Workspace, wanted: ClaimFilter | None = None) -> Iterator[ClaimRow]:
    """The claims that a filter lets through, by document and position.

    Raises:
        CaseError: the filter names a document that is not there.
    """
    return case.index.claims(wanted or ClaimFilter())


def claim_by_label(case: Workspace, label: str) -> ClaimRow:
    """The claim that a person means by "12-4": document and claim.

    Raises:
        CaseError: there is none.
    """
    number, _, ordinal = label.partition("-")
    if number.isdecimal() and ordinal.isdecimal():
        for row in case.index.claims(ClaimFilter(document=number)):
            if row.ordinal == int(ordinal):
                return row
    raise CaseError("no such claim", found=label, next_step="'casefile claims' shows them as 12-4")


def show(case: Workspace, wanted: str) -> Shown:
    """One document, by its number or the start of its id or name, from the record itself.

    Raises:
        CaseError: none or several are meant.
    """
    row = case.index.find_document(wanted)
    document: Document | None = None
    found: tuple[Claim, ...] = ()
    for entry in case.record.ledger.entries(row.n):
        if row.id not in entry.refs:
            continue
        blobs = {b.role: b.sha256 for b in entry.blobs}
        if entry.kind == "document.add":
            text = case.record.blobs.get(blobs["text"]).decode("utf-8")
            record = parse_canonical(case.record.blobs.get(blobs["record"]))
            document = Document.from_record(record, text)
        elif entry.kind == "reading.add":
            reading = parse_canonical(case.record.blobs.get(blobs["claims"]))
            reader = reading["reader"]
            found = tuple(Claim.from_record(c, row.id, reader) for c in reading["claims"])
    assert document is not None  # the index row was folded from its entry
    return Shown(row, document, found)
