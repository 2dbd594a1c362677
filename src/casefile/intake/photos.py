"""Photos of a web page: which blocks are caption and credit, and the picture they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from casefile.document import Photo, RegionKind
from casefile.intake.blocks import CAPTION_CLASS, Block, is_credit
from casefile.intake.credits import caption_date, split_credit
from casefile.intake.metadata import iso_moment, types_of

if TYPE_CHECKING:
    from lxml.etree import _Element

# Captions outside <figure>: <div class="wp-caption"><img><p class="wp-caption-text">
_HOLDER_CLASS = re.compile(
    r"(?:^|[\s_-])(?:wp-caption|figure|photo|image|picture|media|gallery|slide)", re.IGNORECASE
)
_SOURCES = ("src", "data-src", "data-original", "data-lazy-src", "data-srcset", "srcset")
_WIDE = frozenset({"html", "body", "main", "article", "section"})
_LONGEST_CAPTION = 1_500  # code points of all words around a picture
_LONGEST = 2_000  # code points of an address or a description


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a block that is caption or credit; `start` and `end` in the block's text."""

    block: int
    start: int
    end: int
    kind: RegionKind


def caption_pieces(blocks: Sequence[Block], number: int) -> list[Piece]:
    """Caption and credit in a block, in order; nothing if it belongs to no picture."""
    block = blocks[number]
    holder = picture_holder(block)
    if holder is None:
        return []
    whole = Piece(number, 0, len(block.text), RegionKind.CAPTION)
    if any(is_credit(e) for e in _below(block.path, holder)):
        return [Piece(number, 0, len(block.text), RegionKind.CREDIT)]
    parts = split_credit(block.text, is_caption=True)
    if parts is None:
        return [whole]
    pieces = []
    if parts.caption is not None:
        pieces.append(Piece(number, *parts.caption, RegionKind.CAPTION))
    if parts.credit is not None:
        pieces.append(Piece(number, *parts.credit, RegionKind.CREDIT))
    return pieces


def picture_holder(block: Block) -> _Element | None:
    """The element that holds a picture together with this block's words, if the block is its
    caption or credit; a paragraph of the article is not one."""
    figure = block.inside("figure")
    if figure is not None:
        return figure if _is_caption_in(figure, block) else None
    for place, element in enumerate(block.path):
        if _says_caption(element) and element.tag not in _WIDE and not _is_long(element):
            around = block.path[max(0, place - 3) : place]
            with_picture = [e for e in around if next(e.iter("img"), None) is not None]
            near = with_picture[-1] if with_picture else None
            if near is not None and _HOLDER_CLASS.search(near.get("class") or ""):
                return near
            return element if element.tag in ("p", "div", "span") else None
    return None


def _is_caption_in(figure: _Element, block: Block) -> bool:
    """A figure can also hold a quotation, a table, or, left open, the rest of the article: words
    count in a figcaption, under a caption's or credit's class, or alone beside a picture."""
    if block.inside("blockquote", "table") is not None or block.tag in ("h1", "h2"):
        return False
    caption = block.inside("figcaption")
    if caption is not None:
        return not _is_long(caption)
    if any(_says_caption(e) for e in _below(block.path, figure)):
        return not _is_long(figure)
    has_picture = next(figure.iter("img", "picture"), None) is not None
    return has_picture and next(figure.iter("figcaption"), None) is None and not _is_long(figure)


def _is_long(element: _Element) -> bool:
    length = 0
    for text in element.itertext():
        length += len(text)
        if length > _LONGEST_CAPTION:
            return True
    return False


def build_photos(
    pieces: Iterable[tuple[Piece, int]],
    blocks: Sequence[Block],
    objects: Sequence[dict[str, Any]],
    address: str,
) -> tuple[Photo, ...]:
    """Photos from caption pieces, grouped by the element that holds the picture.

    Args:
        pieces: each with the place of its block in the document's text.
        objects: the page's JSON-LD, for the day a picture was made.
        address: of the page, for relative addresses.
    """
    grouped: dict[int, list[tuple[Piece, int]]] = {}
    holders: dict[int, _Element] = {}
    for piece, offset in pieces:
        holder = picture_holder(blocks[piece.block])
        if holder is not None:
            grouped.setdefault(id(holder), []).append((piece, offset))
            holders[id(holder)] = holder
    made = _made_days(objects)
    return tuple(
        _photo(holders[key], group, blocks, made, address) for key, group in grouped.items()
    )


def _photo(
    holder: _Element,
    group: Sequence[tuple[Piece, int]],
    blocks: Sequence[Block],
    made: dict[str, str],
    address: str,
) -> Photo:
    places: dict[RegionKind, tuple[int, int]] = {}
    words = ""
    for piece, offset in group:
        extent = (offset + piece.start, offset + piece.end)
        if piece.kind not in places:
            places[piece.kind] = extent
            if piece.kind is RegionKind.CAPTION:
                words = blocks[piece.block].text[piece.start : piece.end]
    picture = next(holder.iter("img"), None)
    alt = " ".join((picture.get("alt") or "").split())[:_LONGEST] if picture is not None else ""
    source = _source(picture, address) if picture is not None else ""
    return Photo(
        caption=places.get(RegionKind.CAPTION),
        credit=places.get(RegionKind.CREDIT),
        alt=alt,
        address=source,
        date=caption_date(words) or made.get(source, ""),
    )


def _source(picture: _Element, address: str) -> str:
    """The picture's address; placeholders written into the page itself are passed over."""
    for name in _SOURCES:
        value = (picture.get(name) or "").strip().split(" ")[0].split(",")[0]
        if value and not value.startswith(("data:", "javascript:", "about:", "blob:")):
            try:
                return urljoin(address, value)[:_LONGEST]
            except ValueError:
                return ""
    return ""


def _made_days(objects: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Days on which pictures were made, by address, where the page's data states them."""
    days = {}
    for value in objects:
        if "imageobject" in types_of(value):
            made = iso_moment(str(value.get("dateCreated") or ""))[:10]
            source = value.get("contentUrl") or value.get("url")
            if made and isinstance(source, str):
                days[source] = made
    return days


def _says_caption(element: _Element) -> bool:
    return CAPTION_CLASS.search(element.get("class") or "") is not None or is_credit(element)


def _below(path: Sequence[_Element], holder: _Element) -> Sequence[_Element]:
    """The elements of `path` inside `holder`."""
    place = next((n for n, e in enumerate(path) if e is holder), -1)
    return path[place + 1 :]
