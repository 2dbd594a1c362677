"""A web page as blocks of visible text, in document order.

A block is what a browser sets apart by line breaks: a paragraph, a heading, a list item, a
cell. Inside a block blanks are collapsed and `<br>` is "\\n". Scripts, styles and templates are
left out; text hidden by the page's own markup is marked, and the caller decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casefile.errors import TooLarge

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST = 200_000  # blocks; the longest pages of the web have some ten thousand
_LEFT_OUT_WORDS = (
    "script style template noscript iframe object embed svg math canvas audio video head"
    " select textarea datalist map"
)
_LEFT_OUT = frozenset(_LEFT_OUT_WORDS.split())
_APART_WORDS = (
    "address article aside blockquote body button caption center dd details dialog dir div dl"
    " dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend"
    " li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
_APART = frozenset(_APART_WORDS.split())
_LINE_END = re.compile(r"[ \t]*\n[ \t\n]*")
_TWO_LINE_ENDS = re.compile(r"[ \t]*\n[ \t]*\n\s*")
# style="display:none", "visibility: hidden"
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# <span class="photo-credit">, "image__copyright", "media-source", "wp-caption-credit"
CREDIT_CLASS = re.compile(
    r"(?:^|[\s_-])(?:credits?|copyright|photographer|photo-?credits?|image-?credits?|photocredit"
    r"|imagecredit|image-source|photo-source|attribution)(?:$|[\s_-])",
    re.IGNORECASE,
)
# class="wp-caption-text", "photo_caption", "image-caption"
CAPTION_CLASS = re.compile(r"caption|cutline", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """A block and what stands around it."""

    text: str
    tag: str  # of the nearest element that sets it apart
    path: tuple[_Element, ...]  # the elements around it, outermost first
    link_share: float  # of its characters, 0 to 1
    hidden: bool

    @property
    def element(self) -> _Element:
        """The nearest element around it."""
        return self.path[-1]

    def inside(self, *tags: str) -> _Element | None:
        """The nearest element of one of `tags` that it stands in."""
        return next((e for e in reversed(self.path) if e.tag in tags), None)


class _Collector:
    """Gathers the words of the block that is open."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.path: list[_Element] = []
        self.links = 0  # how many open elements are links
        self.hiding = 0  # how many open elements hide their content
        self.preformatted = 0
        self._pieces: list[str] = []
        self._linked = 0

    def add(self, text: str | None) -> None:
        """More words of the open block."""
        if text:
            kept = text if self.preformatted else re.sub(r"\s+", " ", text)
            self._pieces.append(kept)
            if self.links:
                self._linked += len(kept.strip())

    def close(self) -> None:
        """End the open block and keep it if there is anything in it."""
        text = "".join(self._pieces)
        linked, self._linked = self._linked, 0
        self._pieces = []
        if not text.strip():
            return
        share = min(1.0, linked / len(text.strip()))
        tag = next((str(e.tag) for e in reversed(self.path) if e.tag in _APART), "body")
        for part in _TWO_LINE_ENDS.split(text):
            words = _LINE_END.sub("\n", re.sub(r"[^\S\n]+", " ", part)).strip()
            if words:
                path = tuple(self.path)
                self.blocks.append(Block(words, tag, path, share, self.hiding > 0))
        if len(self.blocks) > _MOST:
            raise TooLarge("the page has too many parts", found=f"more than {_MOST:,}")


def find_blocks(root: _Element) -> list[Block]:
    """The blocks below `root`, in document order.

    Raises:
        TooLarge: more blocks than any honest page has.
    """
    from lxml import etree

    collector = _Collector()
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event in ("comment", "pi"):
            collector.add(element.tail)
        elif event == "start":
            if element.tag in _LEFT_OUT:
                walk.skip_subtree()
            else:
                _open(collector, element)
        else:
            _close(collector, element)
            collector.add(element.tail if element is not root else None)
    collector.close()
    return collector.blocks


def _open(collector: _Collector, element: _Element) -> None:
    if _is_apart(collector, element):
        collector.close()
    collector.path.append(element)
    collector.links += element.tag == "a"
    collector.preformatted += element.tag == "pre"
    collector.hiding += is_hidden(element)
    if element.tag == "br":
        collector.add("\n") if collector.preformatted else collector._pieces.append("\n")
    collector.add(element.text)


def _close(collector: _Collector, element: _Element) -> None:
    if element.tag in _LEFT_OUT:
        return
    if _is_apart(collector, element):
        collector.close()
    collector.path.pop()
    collector.links -= element.tag == "a"
    collector.preformatted -= element.tag == "pre"
    collector.hiding -= is_hidden(element)


def _is_apart(collector: _Collector, element: _Element) -> bool:
    """Block elements, and a credit inside a figure: it must be quotable by itself."""
    if element.tag in _APART:
        return True
    return is_credit(element) and any(
        e.tag in ("figure", "figcaption") or CAPTION_CLASS.search(e.get("class") or "")
        for e in collector.path
    )


def is_credit(element: _Element) -> bool:
    """Whether an element says by its class or itemprop that it holds a picture's credit."""
    if element.get("itemprop") in ("copyrightHolder", "creditText", "creator"):
        return True
    return CREDIT_CLASS.search(element.get("class") or "") is not None


def is_hidden(element: _Element) -> bool:
    """Whether the markup itself hides an element (style sheets are not read)."""
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and _HIDING_STYLE.search(style) is not None
