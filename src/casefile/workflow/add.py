"""Take documents in: receive, read, append. One document is one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from casefile.document import Document, Origin
from casefile.entry import BlobRef, Draft, canonical_bytes
from casefile.errors import BadInput, FetchError, LedgerError
from casefile.intake.collect import Item, collect
from casefile.intake.ftm import MEDIA_TYPE, READER, read_ftm
from casefile.intake.receive import Told, check_told, disagreements, receive
from casefile.reading.read import Reading, read_document
from casefile.workflow.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one input: `outcome` is "added", "known" or "failed"."""

    name: str
    outcome: str
    number: int = 0  # of the document, for people to type
    claims: int = 0
    note: str = ""  # the error, or what a person should know
    receipt: str = ""


_KNOWN = "the same bytes are in the case already; nothing was added"
_KNOWN_TOLD = f"{_KNOWN}, and what you say about it was not applied"
_NOT_TRIED = "not tried, because the record could not be written; add it again"


def add(
    case: Workspace,
    inputs: Iterable[str],
    *,
    told: Told | None = None,
    tell: Callable[[int, int], None] | None = None,
) -> list[Added]:
    """Add documents from paths (folders and zip archives are opened) and web addresses.

    A bad input is reported and the rest goes on; nothing of it is stored.

    Args:
        told: what the person says about these documents; fills in what the bytes do not tell.
        tell: called with (done, all) after every input.

    Raises:
        BadInput: what the person says is of the wrong form; nothing was tried.
    """
    told = told or Told()
    check_told(told)
    items = list(_gather(case, inputs))
    report: list[Added] = []
    for number, item in enumerate(items, 1):
        try:
            report.append(_add_one(case, item, told))
        except LedgerError as error:
            # What was added before stays added; trying further would only repeat the error.
            report.append(Added(item.origin.name, "failed", note=str(error)))
            report += [Added(i.origin.name, "failed", note=_NOT_TRIED) for i in items[number:]]
            break
        if tell is not None:
            tell(number, len(items))
    return report


def _gather(case: Workspace, inputs: Iterable[str]) -> Iterator[Item]:
    for wanted in inputs:
        if wanted.startswith(("http://", "https://")):
            yield _fetch(case, wanted)
        else:
            yield from collect([wanted])


def _fetch(case: Workspace, address: str) -> Item:
    from casefile.intake.fetch import Fetcher

    origin = Origin(name=address.rsplit("/", 1)[-1] or "page", address=address)
    try:
        fetched = (case.fetcher or Fetcher()).fetch(address)
    except FetchError as error:
        return Item(origin, error=error)
    return Item(
        replace(origin, address=fetched.final_url), data=fetched.body, capture=fetched.to_record()
    )


def _add_one(case: Workspace, item: Item, told: Told) -> Added:
    name = item.origin.name
    try:
        data = item.read()
        known = case.index.holds(sha256(data).hexdigest())
        if known is not None:
            note = _KNOWN if told == Told() else _KNOWN_TOLD
            return Added(name, "known", known.number, known.claims, note)
        origin = replace(item.origin, received=_moment(case))
        document = receive(data, origin, told, jail=case.jail)
    except (BadInput, FetchError) as error:
        return Added(name, "failed", note=str(error))
    except OSError as error:
        unread = BadInput("the file cannot be read", found=error.strerror or "")
        return Added(name, "failed", note=str(unread))
    reading, problems = _read(case, data, document)
    receipt = _store(case, data, document, reading, item.capture)
    case.keep_up(case.index)
    row = case.index.holds(document.digest)
    number = row.number if row else 0
    note = "; ".join([*problems, *disagreements(document.imprint, told)])
    return Added(name, "added", number, len(reading.claims), note, receipt)


def _read(case: Workspace, data: bytes, document: Document) -> tuple[Reading, tuple[str, ...]]:
    """The reading of a document, and what of it could not be read."""
    if document.media_type == MEDIA_TYPE:  # its entities say themselves what they are
        found = read_ftm(data)
        return Reading((), found.particulars, READER), found.problems
    return read_document(document, case.tagger), ()


def _store(
    case: Workspace,
    data: bytes,
    document: Document,
    read: Reading,
    capture: Mapping[str, Any] | None,
) -> str:
    """Blobs first, then both entries in one commit; returns the last receipt's text."""
    blobs = [
        _put(case, "raw", data),
        _put(case, "text", document.text.encode("utf-8")),
        _put(case, "record", canonical_bytes(document.to_record())),
    ]
    if capture is not None:
        blobs.append(_put(case, "capture", canonical_bytes(dict(capture))))
    reading = {
        "v": 1,
        "document": document.id,
        "reader": read.reader,
        "claims": [claim.to_record(document) for claim in read.claims],
        "particulars": read.particulars.to_record(),
    }
    claims_blob = _put(case, "claims", canonical_bytes(reading))
    drafts = [
        Draft(
            "document.add",
            {"document": document.id, "media_type": document.media_type},
            tuple(blobs),
            (document.id,),
        ),
        Draft(
            "reading.add",
            {"document": document.id, "reader": read.reader, "claims": len(read.claims)},
            (claims_blob,),
            (document.id,),
        ),
    ]
    return case.record.append(drafts)[-1].to_text()


def _put(case: Workspace, role: str, data: bytes) -> BlobRef:
    digest, length = case.record.blobs.put(data)
    return BlobRef(role, digest, length)


def _moment(case: Workspace) -> str:
    return case.clock().isoformat(timespec="milliseconds").replace("+00:00", "Z")
