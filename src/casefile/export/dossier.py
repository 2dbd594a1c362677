"""A dossier: everything that a case shows, as values, ready to be set as HTML or PDF.

The workflow fills a `Dossier` from the case; the renderers take it as it is and ask nothing else,
neither clock nor disk. So the same ledger gives the same bytes.

    documents      numbered D1, D2, …; their claims D1-1, D1-2, …
    incidents      I1, I2, …           parties       P1, P2, …
    allegations    A1, A2, …           proceedings   F1, F2, …

Numbers are anchors: whatever names a claim leads to its exact words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

from casefile.claim import Extents
from casefile.errors import CaseError
from casefile.export.dossier_law import DossierAllegation, DossierProceeding
from casefile.export.dossier_told import ChronologyRow, Decided, DossierIncident, DossierParty

PRESUMPTION = (
    "Everyone named here is presumed innocent until finally convicted by a court (Rome Statute, "
    "Article 66). Nothing in this dossier is a finding about anyone."
)
"""Stands at the head of everything that shows a person beside a crime."""

_CLAIM = re.compile(r"D[1-9][0-9]{0,8}-[1-9][0-9]{0,8}\Z")
_OTHER = re.compile(r"[IPAF][1-9][0-9]{0,8}\Z")


@dataclass(frozen=True, slots=True)
class NumberedClaim:
    """A claim with its exact words. Offsets count code points of the settled text, end excluded."""

    number: str  # "D3-12"; also its anchor
    speaker: str  # in short, as lists show it; "" for the outlet's own voice
    speaker_kind: str  # a value of `claim.SpeakerKind`
    stance: str  # a value of `claim.Stance`
    directness: str  # a value of `claim.Directness`
    words: str  # of the content, pieces joined by " … "; "" where there is none
    extents: Extents  # of those words, or of the cue where there are none
    source: str = ""  # words that name the speaker
    cue: str = ""
    relay: str = ""
    condition: str = ""
    certainty: str = "not_read"  # a value of `claim.Certainty`
    time: str = "not_read"  # a value of `claim.ContentTime`
    asked: str = ""
    page: int | None = None  # of a paged document
    decided: Decided | None = None
    context: str = ""  # the sentence or sentences that it stands in; "" shows none


@dataclass(frozen=True, slots=True)
class DossierPhoto:
    """A picture shown in a document. The picture itself is not in the dossier."""

    caption: str = ""
    credit: str = ""
    date: str = ""  # ISO day that caption or page state


@dataclass(frozen=True, slots=True)
class NumberedDocument:
    """A document with its imprint, its digest, and its claims in the order of the text."""

    number: int  # 1, 2, …: "D1", "D2", … are its anchors
    title: str
    digest: str  # SHA-256 of the bytes received, hex
    entry: int  # of the ledger, from 0
    name: str = ""  # of the file received
    outlet: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""  # ISO 8601
    modified: str = ""
    received: str = ""
    address: str = ""
    media_type: str = ""
    language: str = ""  # BCP 47, "" where not known
    told: tuple[str, ...] = ()  # fields that a person told when adding it
    photos: tuple[DossierPhoto, ...] = ()
    furniture: str = ""  # what of the page was set aside and not read
    hidden: str = ""  # characters that can make a text look other than it is
    copy: str = ""  # "prints the text of D1", "" for none
    claims: tuple[NumberedClaim, ...] = ()

    @property
    def anchor(self) -> str:
        """Its number as it is cited: "D3"."""
        return f"D{self.number}"


@dataclass(frozen=True, slots=True)
class CustodyEntry:
    """One entry of the ledger; `leaf` is its hash in the tree, hex."""

    n: int
    kind: str
    at: str  # ISO 8601, asserted by whoever appended it
    by: str  # pseudonym
    leaf: str
    blobs: tuple[tuple[str, str], ...] = ()  # role, SHA-256 in hex


@dataclass(frozen=True, slots=True)
class Custody:
    """The record behind the dossier: entries, the signed head, the log key's public half."""

    entries: tuple[CustodyEntry, ...] = ()
    checkpoint: str = ""  # the whole signed note
    log_key: str = ""  # the one line of keys/log.pub


@dataclass(frozen=True, slots=True)
class MadeFrom:
    """The head of the ledger that a dossier was made from."""

    log: str  # "casefile/0123456789abcdef"
    entries: int
    root: str  # hex
    at: str  # ISO 8601 moment of the last entry; also the time that the PDF carries


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that is shown. Lists are shown in the order given."""

    case: str
    made_from: MadeFrom
    as_of: str = ""  # ISO day or moment that answers hold for; "" is the head's
    presumption: str = PRESUMPTION
    limits: tuple[str, ...] = ()  # what this dossier lacks: subsets, unread parts, flags
    readers: tuple[str, ...] = ()  # who found the claims: reader and digest of its model
    documents: tuple[NumberedDocument, ...] = ()
    chronology: tuple[ChronologyRow, ...] = ()
    incidents: tuple[DossierIncident, ...] = ()
    parties: tuple[DossierParty, ...] = ()
    allegations: tuple[DossierAllegation, ...] = ()
    proceedings: tuple[DossierProceeding, ...] = ()
    custody: Custody = field(default_factory=Custody)

    def claims(self) -> dict[str, NumberedClaim]:
        """Every claim by its number."""
        return {claim.number: claim for doc in self.documents for claim in doc.claims}

    def anchors(self) -> frozenset[str]:
        """Every number that can be pointed at."""
        documents = {document.anchor for document in self.documents}
        return frozenset({*self.claims(), *documents, *_row_numbers(self)})


def check_numbers(dossier: Dossier) -> None:
    """Every number stands once and has its form; every claim or row pointed at is in the dossier.

    Raises:
        CaseError: a number is malformed or stands twice, or something points at nothing.
    """
    seen: set[str] = set()
    for number in _given(dossier):
        if number in seen:
            raise _wrong("a number stands twice in the dossier", number)
        seen.add(number)
    known = dossier.anchors()
    for number in _pointed_at(dossier):
        if number not in known:
            raise _wrong("the dossier points at something that is not in it", number)


def _row_numbers(dossier: Dossier) -> Iterator[str]:
    yield from (row.number for row in dossier.incidents)
    yield from (row.number for row in dossier.parties)
    yield from (row.number for row in dossier.allegations)
    yield from (row.number for row in dossier.proceedings)


def _given(dossier: Dossier) -> Iterator[str]:
    for document in dossier.documents:
        yield document.anchor
        for claim in document.claims:
            belongs = claim.number.startswith(f"{document.anchor}-")
            if not belongs or not _CLAIM.match(claim.number):
                raise _wrong(f"a claim of {document.anchor} has no number of it", claim.number)
            yield claim.number
    for number in _row_numbers(dossier):
        if not _OTHER.match(number):
            raise _wrong("a row of the dossier has no number like I1, P1, A1 or F1", number)
        yield number


_POINTERS = frozenset({"claims", "incidents", "incident", "party", "allegations"})


def _pointed_at(value: Any) -> Iterator[str]:
    """The numbers in every field that points, however deep."""
    if isinstance(value, tuple):
        for item in value:
            yield from _pointed_at(item)
    elif is_dataclass(value):
        for part in fields(value):
            held = getattr(value, part.name)
            if part.name in _POINTERS:
                numbers = held if isinstance(held, tuple) else (held,)
                yield from (n for n in numbers if isinstance(n, str) and n)
            yield from _pointed_at(held)


def _wrong(what: str, number: str) -> CaseError:
    simple = number.isascii() and number.replace("-", "").isalnum()
    shown = number[:24] if simple else "other characters"
    return CaseError(
        what, found=shown, next_step="run 'casefile verify', then report it as a fault"
    )
