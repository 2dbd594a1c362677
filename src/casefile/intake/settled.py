"""What a reader of one kind of bytes makes of them, and its form across the jail's border."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from casefile.document import Imprint, Page, Photo, Region, RegionKind


@dataclass(frozen=True, slots=True)
class Settled:
    """The text of a document, with what is known about its parts. Not yet a Document: digest,
    origin and what the person tells are added by `receive`."""

    text: str
    regions: tuple[Region, ...]
    photos: tuple[Photo, ...] = ()
    pages: tuple[Page, ...] = ()
    imprint: Imprint = field(default_factory=Imprint)

    def to_record(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "text": self.text,
            "regions": [[r.start, r.end, r.kind.value] for r in self.regions],
            "photos": [[p.caption, p.credit, p.alt, p.address, p.date] for p in self.photos],
            "pages": [[p.number, p.start, p.end] for p in self.pages],
            "imprint": {name: getattr(self.imprint, name) for name in Imprint.__slots__},
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """The reverse. The record comes from a process that read hostile bytes: every value is
        checked for its type.

        Raises:
            ValueError: not a record that `to_record` makes.
        """
        try:
            return cls(
                text=_text(record["text"]),
                regions=tuple(
                    Region(int(s), int(e), RegionKind(k)) for s, e, k in record["regions"]
                ),
                photos=tuple(_photo(*fields) for fields in record["photos"]),
                pages=tuple(Page(int(n), int(s), int(e)) for n, s, e in record["pages"]),
                imprint=_imprint(record["imprint"]),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError("not a settled document") from error


def _photo(caption: Any, credit: Any, alt: Any, address: Any, date: Any) -> Photo:
    return Photo(_extent(caption), _extent(credit), _text(alt), _text(address), _text(date))


def _extent(value: Any) -> tuple[int, int] | None:
    if value is None:
        return None
    start, end = value
    return int(start), int(end)


def _imprint(fields: Mapping[str, Any]) -> Imprint:
    kept: dict[str, Any] = {}
    for name in Imprint.__slots__:
        value = fields[name]
        kept[name] = tuple(map(_text, value)) if isinstance(value, list) else _text(value)
    return Imprint(**kept)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value
