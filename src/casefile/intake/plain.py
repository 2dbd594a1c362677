"""Plain text, also a page copied as text: paragraphs as regions. The text is not touched."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from casefile.document import Imprint, Region, RegionKind
from casefile.intake.furniture import label_paragraphs
from casefile.intake.settled import Settled

# A line with its words; line ends are \n, \r\n, \r, form feed and Unicode's own two.
_LINE = re.compile(r"[^\n\r\x0c\u2028\u2029]+")
_WIDEST = 120  # code points: nobody wraps wider
_WRAPPED = 0.8  # share of line ends that were forced by the width

Extent = tuple[int, int]


def read_plain(text: str) -> Settled:
    """Find paragraphs and their kinds, photos and the headline.

    >>> [r.kind.value for r in read_plain("Share\\n\\nThe port is closed.").regions]
    ['share_bar', 'body']
    """
    regions, photos = label_paragraphs(text, paragraphs(text))
    return Settled(text, regions, photos, imprint=_imprint(text, regions))


def paragraphs(text: str) -> list[Extent]:
    """Extents of the paragraphs, without blanks around them, in order.

    A paragraph is a line, unless the lines were wrapped at a width; then it is what stands
    between blank lines.
    """
    lines = _lines(text)
    if not _is_wrapped(text, lines):
        return lines
    joined: list[Extent] = []
    for start, end in lines:
        if joined and not _blank_line(text[joined[-1][1] : start]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _lines(text: str) -> list[Extent]:
    found = []
    for match in _LINE.finditer(text):
        line = match[0]
        kept = line.strip()
        if kept:
            start = match.start() + len(line) - len(line.lstrip())
            found.append((start, start + len(kept)))
    return found


def _blank_line(between: str) -> bool:
    return between.replace("\r\n", "\n").count("\n") > 1 or "\x0c" in between


def _is_wrapped(text: str, lines: Sequence[Extent]) -> bool:
    """Whether line ends come from a width: the next line's first word would not have fitted."""
    width = max((end - start for start, end in lines), default=0)
    if not 30 <= width <= _WIDEST:
        return False
    forced = followed = 0
    for (start, end), (after, after_end) in pairwise(lines):
        if _blank_line(text[end:after]):
            continue
        followed += 1
        word = text[after:after_end].split(None, 1)[0]
        forced += end - start + 1 + len(word) > width - 4
    return followed >= 3 and forced >= _WRAPPED * followed


def _imprint(text: str, regions: Sequence[Region]) -> Imprint:
    headline = next((text[r.start : r.end] for r in regions if r.kind is RegionKind.HEADLINE), "")
    return Imprint(headline=" ".join(headline.split()))
