"""A web page: its visible text, settled by us in document order, with a kind for every block.

What is reporting is decided with trafilatura (Barbaresi 2021): a block is body if the library's
extract has its words. Then three things are mended that the library does not aim at: captions
and credits are told apart, furniture that slipped in is taken out by its wording, and a
paragraph is put back that was lost between two kept ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from casefile.document import Imprint, Photo, Region, RegionKind
from casefile.errors import DamagedInput, EmptyInput, TooLarge
from casefile.intake.blocks import Block, find_blocks
from casefile.intake.encodings import decode_page
from casefile.intake.furniture import furniture_kind, is_byline
from casefile.intake.metadata import json_ld, read_imprint
from casefile.intake.photos import Piece, build_photos, caption_pieces
from casefile.intake.roles import furniture_of, role_of
from casefile.intake.settled import Settled

if TYPE_CHECKING:
    from lxml.etree import _Element

_APART = "\n\n"  # between blocks
_RUN = 4  # words in a run that is looked for in the library's extract
_SHARE = 0.5  # of a block's runs that must be found
_REPEATED = 9  # runs; shorter lines may well come twice
_DEEPEST = 900  # elements inside each other; browsers stop at 512
_MASTHEAD = 80  # code points of a line above the headline
_STOPS = tuple('.!?…”"’:')
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Extract:
    """What trafilatura made of a page."""

    text: str
    fields: dict[str, Any]


def warm_up() -> None:
    """Load the libraries, before the jail shuts its doors."""
    read_web_page(b"<html><body><article><p>" + b"Nine ships left the port. " * 20 + b"</p>")


def read_web_page(data: bytes, address: str = "") -> Settled:
    """Settle the text of a page and find its parts.

    Args:
        address: where it was fetched from; relative addresses are resolved against it.

    Raises:
        EmptyInput: nothing visible in it.
        DamagedInput: no page can be made of the bytes.
        TooLarge: too many or too deep elements.
    """
    source = decode_page(data).text
    root = _parse(source)
    extract = _extract(source, address)
    objects = list(json_ld(root))
    imprint = read_imprint(root, address, extract.fields)
    blocks, kinds = _judge(find_blocks(root), extract.text, imprint)
    if not blocks:
        raise EmptyInput(
            "the page shows no text",
            found=f"{len(data)} bytes of markup",
            next_step="save it from a browser after it has loaded",
        )
    pieces = _pieces(blocks, kinds)
    return _settle(blocks, pieces, objects, imprint, address)


def _parse(source: str) -> _Element:
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    try:
        root = html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise DamagedInput(
            "no page can be made of it",
            found=f"{len(source)} characters of markup",
            next_step="save it again from a browser",
        ) from error
    _check_depth(root)
    return root


def _check_depth(root: _Element) -> None:
    from lxml import etree

    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            raise TooLarge(
                "the page's elements lie too deep in each other",
                found=f"more than {_DEEPEST}",
                next_step="save the page as text and add that",
            )


def _extract(source: str, address: str) -> Extract:
    """The library's main text and fields; nothing if it finds none."""
    import trafilatura

    found = trafilatura.bare_extraction(
        source, url=address or None, with_metadata=True, include_comments=False
    )
    if found is None or isinstance(found, dict):
        return Extract("", {})
    fields = {n: getattr(found, n, None) for n in ("title", "author", "date", "sitename")}
    return Extract(found.text or "", fields)


def _judge(
    blocks: Sequence[Block], extract: str, imprint: Imprint
) -> tuple[list[Block], list[RegionKind]]:
    """Blocks to keep, with their kinds. Hidden ones are kept only where they are the article
    (pages that open it by script)."""
    kinds: list[RegionKind | None] = [None] * len(blocks)
    _mark_headline(blocks, kinds, imprint.headline)
    _mark_body(blocks, kinds, extract)
    _drop_mastheads(blocks, kinds)
    _fill_gaps(blocks, kinds)
    _drop_hidden_asides(blocks, kinds)
    body = [n for n, kind in enumerate(kinds) if kind is RegionKind.BODY]
    first = body[0] if body else len(blocks)
    kept, judged = [], []
    for number, block in enumerate(blocks):
        kind = kinds[number]
        if block.hidden and kind is not RegionKind.BODY:
            continue
        kept.append(block)
        judged.append(kind or furniture_of(block, before_body=number < first))
    return kept, judged


def _mark_headline(blocks: Sequence[Block], kinds: list[RegionKind | None], stated: str) -> None:
    """The h1 that says what the metadata say; else the first h1; else a heading that does."""
    wanted = _words(stated)
    best, best_score = None, 0.0
    for number, block in enumerate(blocks):
        if block.hidden or not re.fullmatch("h[1-4]", block.tag):
            continue
        score = _overlap(_words(block.text), wanted) + (0.5 if block.tag == "h1" else 0.0)
        if score > best_score and (score > 0.7 or block.tag == "h1"):
            best, best_score = number, score
    if best is not None:
        kinds[best] = RegionKind.HEADLINE


def _mark_body(blocks: Sequence[Block], kinds: list[RegionKind | None], extract: str) -> None:
    if not extract.strip():
        for number, block in enumerate(blocks):
            if kinds[number] is None and _looks_like_body(block):
                kinds[number] = RegionKind.BODY
        return
    runs, lines = _runs(_words(extract)), _short_lines(extract)
    seen: set[tuple[str, ...]] = set()
    for number, block in enumerate(blocks):
        if kinds[number] is not None or not _is_in(block.text, runs, lines):
            continue
        own = _runs(_words(block.text))
        # A paragraph that comes again word for word is a second copy of the article.
        again = len(own) >= _REPEATED and len(own - seen) <= 0.1 * len(own)
        if not again and not _is_furniture(block):
            kinds[number] = RegionKind.BODY
            seen |= own


def _drop_mastheads(blocks: Sequence[Block], kinds: list[RegionKind | None]) -> None:
    """Short lines that end in no stop, above the headline, are the page's head, not the article:
    "North Coast Post", "Local · World · Tides". Old templates give them no element of their own."""
    headline = next((n for n, kind in enumerate(kinds) if kind is RegionKind.HEADLINE), 0)
    for number in range(headline):
        text = blocks[number].text.rstrip()
        if kinds[number] is RegionKind.BODY and len(text) < _MASTHEAD and text[-1:] not in _STOPS:
            kinds[number] = None


def _is_in(text: str, runs: set[tuple[str, ...]], lines: set[tuple[str, ...]]) -> bool:
    """Whether the library's extract has these words: most runs of four, or a whole short line."""
    words = _words(text)
    if len(words) < _RUN:
        return tuple(words) in lines
    own = [tuple(words[n : n + _RUN]) for n in range(len(words) - _RUN + 1)]
    return sum(run in runs for run in own) >= _SHARE * len(own)


def _is_furniture(block: Block) -> bool:
    """Furniture or a by-line by its wording, among what the library kept."""
    return furniture_kind(block.text) is not None or is_byline(block.text)


def _fill_gaps(blocks: Sequence[Block], kinds: list[RegionKind | None]) -> None:
    """A paragraph between two body blocks of the same parent is body: the library lost it."""
    for number in range(1, len(blocks) - 1):
        block = blocks[number]
        if kinds[number] is not None or block.tag != "p" or block.hidden or block.link_share > 0.5:
            continue
        before, after = blocks[number - 1], blocks[number + 1]
        between = kinds[number - 1] is kinds[number + 1] is RegionKind.BODY
        if not between or not _parent(before) is _parent(block) is _parent(after):
            continue
        if not _is_furniture(block) and role_of(block) is None:
            kinds[number] = RegionKind.BODY


def _drop_hidden_asides(blocks: Sequence[Block], kinds: list[RegionKind | None]) -> None:
    """Hidden text is the article only if it is most of it (a page that opens it by script);
    otherwise it is something that nobody was meant to see."""
    body = [n for n, kind in enumerate(kinds) if kind is RegionKind.BODY]
    hidden = [n for n in body if blocks[n].hidden]
    if 2 * sum(len(blocks[n].text) for n in hidden) <= sum(len(blocks[n].text) for n in body):
        for number in hidden:
            kinds[number] = None


def _looks_like_body(block: Block) -> bool:
    """Where the library finds nothing (short pages): prose outside of furniture."""
    if block.hidden or block.link_share > 0.5 or _is_furniture(block):
        return False
    return role_of(block) is None and block.inside("nav", "aside", "footer", "figure") is None


def _parent(block: Block) -> _Element | None:
    return block.element.getparent() if block.element.tag == "p" else None


def _pieces(blocks: Sequence[Block], kinds: Sequence[RegionKind]) -> list[Piece]:
    """Every block as one piece, or as caption and credit."""
    pieces: list[Piece] = []
    for number, (block, kind) in enumerate(zip(blocks, kinds, strict=True)):
        # What the library took for the article is no caption, unless the page says figcaption.
        may_be = kind is not RegionKind.HEADLINE and (
            kind is not RegionKind.BODY or block.inside("figcaption") is not None
        )
        found = caption_pieces(blocks, number) if may_be else []
        pieces += found or [Piece(number, 0, len(block.text), kind)]
    return pieces


def _settle(
    blocks: Sequence[Block],
    pieces: Sequence[Piece],
    objects: Sequence[dict[str, Any]],
    imprint: Imprint,
    address: str,
) -> Settled:
    """Put the text together, and say where every piece stands in it."""
    places, at = [], 0
    for block in blocks:
        places.append(at)
        at += len(block.text) + len(_APART)
    regions = tuple(
        Region(places[p.block] + p.start, places[p.block] + p.end, p.kind) for p in pieces
    )
    of_photos = [
        (p, places[p.block]) for p in pieces if p.kind in (RegionKind.CAPTION, RegionKind.CREDIT)
    ]
    photos: tuple[Photo, ...] = build_photos(of_photos, blocks, objects, address)
    text = _APART.join(block.text for block in blocks)
    return Settled(text, regions, photos, imprint=imprint)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[n : n + _RUN]) for n in range(len(words) - _RUN + 1)}


def _short_lines(extract: str) -> set[tuple[str, ...]]:
    """Lines, and cells of tables ("|" parts them in the extract), of fewer words than a run."""
    parts = re.split(r"[\n|]", extract)
    return {words for words in (tuple(_words(p)) for p in parts) if 0 < len(words) < _RUN}


def _overlap(first: Sequence[str], second: Sequence[str]) -> float:
    """Shared words over all words, 0 to 1."""
    one, other = set(first), set(second)
    return len(one & other) / len(one | other) if one and other else 0.0
