"""What a block of a web page is for, by the names that its page gave to the elements around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from casefile.document import RegionKind
from casefile.intake.blocks import Block
from casefile.intake.furniture import furniture_kind, is_byline
from casefile.reference.tables import load_table

if TYPE_CHECKING:
    from lxml.etree import _Element

_NEAR = 6  # elements outwards that count: a class on <body> says nothing about a paragraph
_TAGS = {
    "nav": RegionKind.NAVIGATION,
    "menu": RegionKind.NAVIGATION,
    "aside": RegionKind.RELATED_LINK,
    "footer": RegionKind.NAVIGATION,
    "form": RegionKind.FOLLOW_BOX,
    "button": RegionKind.SHARE_BAR,
    "dialog": RegionKind.NOTICE,
}


def role_of(block: Block) -> RegionKind | None:
    """The furniture kind (or by-line) that the page's own names give a block; None if none."""
    for element in reversed(block.path[-_NEAR:]):
        if element.tag in ("article", "main", "body", "html"):
            return None
        kind = _role_of_element(element)
        if kind is not None:
            return kind
    return None


def furniture_of(block: Block, *, before_body: bool) -> RegionKind:
    """The kind of a block that is not reporting."""
    by_words = furniture_kind(block.text)
    if by_words is not None:
        return by_words
    if is_byline(block.text):
        return RegionKind.BYLINE
    by_names = role_of(block)
    if by_names is not None:
        return by_names
    around = _outer_role(block.path)
    if around is not None:
        return around
    if block.link_share > 0.8:
        return RegionKind.NAVIGATION if before_body else RegionKind.RELATED_LINK
    return RegionKind.OTHER_FURNITURE


def _outer_role(path: Sequence[_Element]) -> RegionKind | None:
    """Further out only elements count whose tag or ARIA role says what they are."""
    for element in reversed(path):
        kind = _TAGS.get(str(element.tag)) or _ARIA.get(element.get("role") or "")
        if kind is not None:
            return kind
        if element.tag == "header" and not any(e.tag in ("article", "main") for e in path):
            return RegionKind.NAVIGATION
    return None


_ARIA = {
    "navigation": RegionKind.NAVIGATION,
    "menubar": RegionKind.NAVIGATION,
    "search": RegionKind.NAVIGATION,
    "complementary": RegionKind.RELATED_LINK,
    "contentinfo": RegionKind.NAVIGATION,
    "dialog": RegionKind.NOTICE,
    "alertdialog": RegionKind.NOTICE,
}


def _role_of_element(element: _Element) -> RegionKind | None:
    if element.get("rel") == "author" or element.get("itemprop") in ("author", "datePublished"):
        return RegionKind.BYLINE
    href = element.get("href") or ""
    if element.tag == "a" and href.startswith("#") and _skips(element):
        return RegionKind.SKIP_LINK
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if len(names) > 1:
        for kind, pattern in _names():
            if pattern.search(names[:300]):
                return kind
    return _TAGS.get(str(element.tag)) or _ARIA.get(element.get("role") or "")


def _skips(element: _Element) -> bool:
    return any("skip" in str(text).lower() for text in element.itertext())


@cache
def _names() -> tuple[tuple[RegionKind, re.Pattern[str]], ...]:
    """The table's names, each as a whole part of a class or id: "share" in "article__share"."""
    return tuple(
        (
            RegionKind(row["kind"]),
            re.compile(
                rf"(?:^|[\s_-])(?:{'|'.join(row['names'])})(?:$|[\s_-]|[A-Z0-9])", re.IGNORECASE
            ),
        )
        for row in load_table("page_names")["part"]
    )
