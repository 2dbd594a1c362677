"""Checking what entries rest on: blobs, the ids of documents, the words of claims."""

from __future__ import annotations

from typing import Any

from casefile.claim import POINTING, ROLES, Claim, claim_id
from casefile.document import Document
from casefile.errors import LedgerDamaged, LedgerError, SpanError
from casefile.ledger.blobs import BlobStore
from casefile.ledger.canonical import read_canonical
from casefile.ledger.report import Tally
from casefile.particulars import Particulars

_MALFORMED = (KeyError, TypeError, ValueError, AttributeError)


class Contents:
    """Checks entries one by one, in the ledger's order; keeps digests, never texts."""

    def __init__(self, blobs: BlobStore, tally: Tally) -> None:
        self._blobs = blobs
        self._tally = tally
        self._lengths: dict[bytes, int] = {}  # digest to length, of blobs that are whole
        self._texts: dict[str, str] = {}  # document id to the digest of its text
        self._last: tuple[str, str] = ("", "")  # document and text: a reading follows its document

    def check(self, fields: dict[str, Any]) -> None:
        """Check one entry's blobs, and what they say where the kind is known."""
        where = f"entry {fields['n']}"
        whole = [self._check_blob(where, blob) for blob in fields["blobs"]]
        if not all(whole):
            return
        try:
            if fields["kind"] == "document.add":
                self._check_document(where, fields)
            elif fields["kind"] == "reading.add":
                self._check_reading(where, fields)
        except LedgerError as error:
            self._tally.problem(where, error.what)
        except SpanError as error:
            self._tally.problem(where, error.what)
        except _MALFORMED:
            what = f"{fields['kind']} lacks a part or has one of the wrong kind"
            self._tally.problem(where, what)

    def unnamed(self) -> int:
        """How many stored blobs no entry has named."""
        return sum(bytes.fromhex(d) not in self._lengths for d in self._blobs.digests())

    def _check_blob(self, where: str, blob: dict[str, Any]) -> bool:
        digest = bytes.fromhex(blob["sha256"])
        if digest not in self._lengths:
            try:
                length = len(self._blobs.get(blob["sha256"]))
            except LedgerError as error:
                next_step = error.next_step or "put it back from a copy of the case"
                self._tally.problem(f"{where}, blob {blob['role']}", error.what, next_step)
                return False
            self._lengths[digest] = length
            self._tally.blobs += 1
            self._tally.blob_bytes += length
        if self._lengths[digest] != blob["length"]:
            self._tally.problem(f"{where}, blob {blob['role']}", "not of the length that is told")
            return False
        return True

    def _check_document(self, where: str, fields: dict[str, Any]) -> None:
        roles = _by_role(fields)
        text = self._blobs.get(roles["text"]).decode("utf-8")
        record = read_canonical(self._blobs.get(roles["record"]))
        document = Document.from_record(record, text)
        told = fields["data"]["document"]
        if document.id != told or told not in fields["refs"]:
            raise LedgerDamaged("bytes and text do not give the document id that is told")
        if document.digest != roles["raw"]:
            raise LedgerDamaged("the record speaks of other bytes than the blob")
        if not _points_inside(document):
            raise LedgerDamaged("a part of the document points outside its text")
        self._texts[document.id] = roles["text"]
        self._last = (document.id, text)
        self._tally.documents += 1

    def _check_reading(self, where: str, fields: dict[str, Any]) -> None:
        reading = read_canonical(self._blobs.get(_by_role(fields)["claims"]))
        data, name = fields["data"], reading["document"]
        said = (data["document"], data["reader"], data["claims"])
        if said != (name, reading["reader"], len(reading["claims"])) or name not in fields["refs"]:
            raise LedgerDamaged("the entry and its claims do not say the same")
        if name not in self._texts:
            raise LedgerDamaged("it reads a document that is not in the ledger before it")
        text = self._text(name)
        for record in reading["claims"]:
            self._check_claim(name, text, record, reading["reader"])
        _check_particulars(reading.get("particulars", {}), len(text))  # earlier releases had none
        self._tally.readings += 1

    def _check_claim(self, name: str, text: str, record: dict[str, Any], reader: str) -> None:
        claim = Claim.from_record(record, name, reader)
        if not claim.cue and not claim.content:
            raise LedgerDamaged("a claim points at no words")
        roles = POINTING if "relay" in record else ROLES  # records of earlier releases have three
        if record["words"].keys() != set(roles):
            raise LedgerDamaged("a claim does not quote its words")
        for role in roles:
            extents = getattr(claim, role)
            if not _in_order(extents, len(text)):
                raise LedgerDamaged("a claim points outside the text or out of order")
            if record["words"][role] != [text[start:end] for start, end in extents]:
                raise LedgerDamaged("the quoted words of a claim are not the words at its place")
            self._tally.quotes += len(extents)
        if claim.id != claim_id(name, claim.source, claim.cue, claim.content):
            raise LedgerDamaged("a claim's id is not that of its words' places")
        self._tally.claims += 1

    def _text(self, name: str) -> str:
        if self._last[0] != name:
            self._last = (name, self._blobs.get(self._texts[name]).decode("utf-8"))
        return self._last[1]


def _by_role(fields: dict[str, Any]) -> dict[str, str]:
    return {blob["role"]: blob["sha256"] for blob in fields["blobs"]}


def _points_inside(document: Document) -> bool:
    length = len(document.text)
    places = [(page.start, page.end) for page in document.pages]
    places += [(flag.start, flag.end) for flag in document.flags]
    for photo in document.photos:
        places += [place for place in (photo.caption, photo.credit) if place is not None]
    return all(0 <= start <= end <= length for start, end in places)


def _in_order(extents: tuple[tuple[int, int], ...], length: int) -> bool:
    at = 0
    for start, end in extents:
        if type(start) is not int or type(end) is not int or not at <= start < end <= length:
            return False
        at = end
    return True


def _check_particulars(record: dict[str, Any], length: int) -> None:
    """Their shape, and that all of them point inside the text."""
    Particulars.from_record(record)
    waiting: list[Any] = [record]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            waiting += value.values()
            if "start" in value and not 0 <= value["start"] < value["end"] <= length:
                raise LedgerDamaged("a particular points outside its text")
