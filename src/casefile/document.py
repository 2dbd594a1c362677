"""A document: one thing received, and the text settled from it.

Text is settled once, at the door (`casefile.intake`). Every offset in the house
counts Unicode code points of that text, start included, end not.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from casefile.errors import SpanError

_ID_PREFIX = b"casefile/document/v1\x00"


class RegionKind(StrEnum):
    """What a stretch of a document's text is."""

    HEADLINE = "headline"
    BODY = "body"
    BYLINE = "byline"
    CAPTION = "caption"
    CREDIT = "credit"
    SKIP_LINK = "skip_link"
    GALLERY_LABEL = "gallery_label"
    RELATED_LINK = "related_link"
    FOLLOW_BOX = "follow_box"
    SHARE_BAR = "share_bar"
    NAVIGATION = "navigation"
    ADVERT = "advert"
    NOTICE = "notice"
    OTHER_FURNITURE = "other_furniture"

    @property
    def is_read(self) -> bool:
        """Whether readers look for claims in it: the headline and the body."""
        return self in _READ

    @property
    def is_furniture(self) -> bool:
        """Whether it is text of the page that is not reporting."""
        return self not in _REPORTING


_READ = frozenset({RegionKind.HEADLINE, RegionKind.BODY})
_REPORTING = _READ | {RegionKind.BYLINE, RegionKind.CAPTION, RegionKind.CREDIT}


class FlagKind(StrEnum):
    """Characters that can make a text look other than it is. They are kept, and pointed at."""

    BIDI_CONTROL = "bidi_control"
    INVISIBLE = "invisible"
    UNDECODABLE = "undecodable"


@dataclass(frozen=True, slots=True, order=True)
class Region:
    """A stretch of text with its kind; `start` to `end` in code points."""

    start: int
    end: int
    kind: RegionKind


@dataclass(frozen=True, slots=True, order=True)
class Flag:
    """Suspicious characters at `start` to `end`."""

    start: int
    end: int
    kind: FlagKind


@dataclass(frozen=True, slots=True)
class Page:
    """Where page `number` (from 1) of a paged document stands in the text."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture shown in a document.

    `caption` and `credit` are `(start, end)` in the document's text, so that they can be
    quoted; `date` is an ISO day that the caption or the page's data states in full, or "".
    """

    caption: tuple[int, int] | None = None
    credit: tuple[int, int] | None = None
    alt: str = ""
    address: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What is said about a document: by its own bytes or, for the fields named in `told`,
    by the person who added it. "" and () mean that nobody says.

    `published` and `modified` are ISO 8601, as precise as the source states them (a day, or a
    moment with its offset). They are never guessed from the clock.
    """

    headline: str = ""
    authors: tuple[str, ...] = ()
    outlet: str = ""
    published: str = ""
    modified: str = ""
    language: str = ""
    topics: tuple[str, ...] = ()
    address: str = ""
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """How the bytes came: the name they had (never a folder), the address they were fetched
    from, the archive they lay in, and when they were received (UTC, ISO 8601)."""

    name: str = ""
    address: str = ""
    container: str = ""
    received: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One thing received. Build with `settle`; `id` follows from the bytes and the text."""

    id: str
    digest: str  # SHA-256 of the bytes, hex
    media_type: str
    text: str
    regions: tuple[Region, ...]
    photos: tuple[Photo, ...] = ()
    pages: tuple[Page, ...] = ()
    flags: tuple[Flag, ...] = ()
    imprint: Imprint = field(default_factory=Imprint)
    origin: Origin = field(default_factory=Origin)

    @classmethod
    def settle(
        cls,
        digest: str,
        media_type: str,
        text: str,
        regions: Iterable[Region],
        **rest: Any,
    ) -> Self:
        """Fix the text and the id.

        Raises:
            SpanError: a region or page lies outside the text, regions overlap or are out of order.
        """
        ordered = tuple(regions)
        _check_regions(ordered, len(text))
        return cls(
            id=document_id(digest, text),
            digest=digest,
            media_type=media_type,
            text=text,
            regions=ordered,
            **rest,
        )

    def read_blocks(self) -> list[tuple[int, int]]:
        """The stretches that readers read, in order."""
        return [(r.start, r.end) for r in self.regions if r.kind.is_read]

    def page_of(self, position: int) -> int | None:
        """The page number that a position stands on; None where the document has no pages."""
        for page in self.pages:
            if page.start <= position < page.end:
                return page.number
        return None

    def span(self, start: int, end: int) -> Span:
        """The span of this document from `start` to `end`."""
        span = Span(self.id, start, end)
        span.quote(self)
        return span

    def to_record(self) -> dict[str, Any]:
        """The document without its bytes and text, for canonical JSON."""
        return {
            "v": 1,
            "document": self.id,
            "digest": self.digest,
            "media_type": self.media_type,
            "regions": [[r.start, r.end, r.kind.value] for r in self.regions],
            "photos": [_photo_record(p) for p in self.photos],
            "pages": [[p.number, p.start, p.end] for p in self.pages],
            "flags": [[f.start, f.end, f.kind.value] for f in self.flags],
            "imprint": {name: _plain(getattr(self.imprint, name)) for name in Imprint.__slots__},
            "origin": {name: getattr(self.origin, name) for name in Origin.__slots__},
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any], text: str) -> Self:
        """The reverse of `to_record`; the id is computed again and compared.

        Raises:
            SpanError: the record does not belong to this text.
        """
        document = cls.settle(
            record["digest"],
            record["media_type"],
            text,
            (Region(s, e, RegionKind(k)) for s, e, k in record["regions"]),
            photos=tuple(_photo(p) for p in record["photos"]),
            pages=tuple(Page(n, s, e) for n, s, e in record["pages"]),
            flags=tuple(Flag(s, e, FlagKind(k)) for s, e, k in record["flags"]),
            imprint=Imprint(**{k: _frozen(v) for k, v in record["imprint"].items()}),
            origin=Origin(**record["origin"]),
        )
        if document.id != record["document"]:
            raise SpanError(
                "a document's record and its text do not belong together",
                found=f"{document.id[:10]} for {record['document'][:10]}",
                next_step="run 'casefile verify'",
            )
        return document


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where words stand: document id, start, end (code points, end not included)."""

    document: str
    start: int
    end: int

    def quote(self, document: Document) -> str:
        """The exact words.

        Raises:
            SpanError: another document, or outside its text.
        """
        if document.id != self.document:
            raise SpanError(
                "a span was asked for words of another document",
                found=f"{document.id[:10]} for {self.document[:10]}",
            )
        if not 0 <= self.start < self.end <= len(document.text):
            raise SpanError(
                f"no words at {self.start} to {self.end} of document {self.document[:10]}",
                found=f"a text of {len(document.text)} code points",
            )
        return document.text[self.start : self.end]


def document_id(digest: str, text: str) -> str:
    """The id of a document: SHA-256 over the digest of the bytes and the digest of the text.

    The same text from a better page reader keeps the id; another text makes another document
    of the same bytes, so that nothing that points into the old text ever moves.
    """
    of_text = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return hashlib.sha256(_ID_PREFIX + f"{digest}\x00{of_text}".encode()).hexdigest()


def _check_regions(regions: Sequence[Region], length: int) -> None:
    at = 0
    for region in regions:
        if not at <= region.start < region.end <= length:
            raise SpanError(
                "regions of a document must be in order, apart, and inside its text",
                found=f"{region.kind} at {region.start} to {region.end} after {at} of {length}",
            )
        at = region.end


def _photo_record(photo: Photo) -> dict[str, Any]:
    return {name: _plain(getattr(photo, name)) for name in Photo.__slots__}


def _photo(record: Mapping[str, Any]) -> Photo:
    return Photo(**{k: _frozen(v) for k, v in record.items()})


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
