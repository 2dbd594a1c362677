"""PDF with a text layer: text page by page, as pdfium reads it, paragraphs from the layout.

Lines stay lines: words parted at a line's end stay parted, because the text is evidence. Only
regions say which lines belong together. Pages are parted by a form feed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from casefile.document import Imprint, Page, Region, RegionKind
from casefile.errors import BadInput, DamagedInput, EncryptedInput, TooLarge
from casefile.intake.furniture import furniture_kind
from casefile.intake.limits import DOCUMENT_LIMITS
from casefile.intake.settled import Settled

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_BETWEEN = "\n\f"  # pages
_GAP = 1.35  # times the usual step between lines: more is a new paragraph
_LEADING = 1.2  # times the height: the step where a page has too few lines to tell
_TALLER = 1.25  # times the height: another size of type is another paragraph
_SHORT = 0.8  # of the width: a line that ends here with a stop ends its paragraph
_EDGE_LINES = 2  # at the top and at the foot of a page, where running heads stand
_REPEATS = 0.5  # of the pages, at least three
_STOP = re.compile(r"[.!?:…][\"”’'»)\]]*$")
# "12", "- 12 -", "Page 3 of 10", "Seite 3/10", "S/2023/100 3"
_PAGE_NUMBER = re.compile(
    r"(?:page|p\.|seite|pag\.)?[\s–—-]*\d{1,4}(?:\s*(?:of|/|von|de)\s*\d{1,4})?[\s–—-]*", re.I
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; `top` and `bottom` in points from the page's foot, 0 where unknown."""

    text: str
    left: float
    right: float
    bottom: float
    top: float


def warm_up() -> None:
    """Load the library, before the jail shuts its doors."""
    import pypdfium2  # noqa: F401


def read_pdf(data: bytes, address: str = "") -> Settled:
    """Settle the text of a PDF, with the extents of its pages.

    Raises:
        EncryptedInput: a password would be needed.
        DamagedInput: no PDF, or broken beyond repair.
        TooLarge: too many pages.
        BadInput: no text layer (a scan).
    """
    document = _open(data)
    try:
        pages = [_lines_of(document, number) for number in range(len(document))]
        title = _title(document)
    finally:
        document.close()
    if not any(line.text.strip() for page in pages for line in page):
        raise BadInput(
            "the PDF has no text layer",
            found=f"{len(pages)} pages of pictures",
            next_step="run it through OCR and add the result; OCR is not in this release",
        )
    return _settle(pages, title)


def _open(data: bytes) -> PdfDocument:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise EncryptedInput(
                "the PDF is encrypted", next_step="save a copy without a password and add that"
            ) from error
        raise _damaged("its structure cannot be read") from error
    if count > DOCUMENT_LIMITS.pages:
        document.close()
        found = f"{count:,} pages, at most {DOCUMENT_LIMITS.pages:,}"
        raise TooLarge("the PDF has too many pages", found=found, next_step="split it")
    if count == 0:
        raise _damaged("it has no pages")
    return document


def _damaged(found: str) -> DamagedInput:
    return DamagedInput(
        "the PDF is damaged", found=found, next_step="get it again, or print it to a new PDF"
    )


def _lines_of(document: PdfDocument, number: int) -> list[Line]:
    import pypdfium2

    try:
        page = document[number]
        words = page.get_textpage()
        text = words.get_text_range()
    except pypdfium2.PdfiumError as error:
        raise _damaged(f"page {number + 1} cannot be read") from error
    lines: list[Line] = []
    at = 0
    # pdfium writes \r\n at a line's end and U+FFFE where a word is parted by a hyphen.
    for raw in re.split(r"(\r\n|\n|\r|\ufffe)", text):
        if raw in ("\r\n", "\n", "\r"):
            at += len(raw)
        elif raw == "\ufffe":
            at += 1
            if lines:
                last = lines[-1]
                lines[-1] = Line(last.text + "-", last.left, last.right, last.bottom, last.top)
        else:
            if raw.strip():
                lines.append(_line(words, raw, at))
            at += len(raw)
    words.close()
    page.close()
    return lines


def _line(words: Any, raw: str, at: int) -> Line:
    """A line with its place, from the boxes of its first and last letters."""
    import pypdfium2

    lead = len(raw) - len(raw.lstrip())
    text = re.sub(r"[\x00\ufffe\uffff]", "", raw.strip())
    try:
        first = words.get_charbox(at + lead, loose=True)
        last = words.get_charbox(at + len(raw.rstrip()) - 1, loose=True)
    except (pypdfium2.PdfiumError, IndexError, ValueError):
        return Line(text, 0, 0, 0, 0)
    return Line(text, first[0], last[2], first[1], first[3])


def _settle(pages: Sequence[Sequence[Line]], title: str) -> Settled:
    repeated = _running_lines(pages)
    parts: list[str] = []
    regions: list[Region] = []
    extents: list[Page] = []
    at = 0
    for number, lines in enumerate(pages, 1):
        text = "\n".join(line.text for line in lines)
        regions += _regions(lines, at, repeated)
        # A page that shows nothing still is one; its form feed stands for it.
        extents.append(Page(number, at, at + len(text) + len(_BETWEEN)))
        parts.append(text)
        at += len(text) + len(_BETWEEN)
    whole = _BETWEEN.join(parts)
    if extents:
        extents[-1] = Page(extents[-1].number, extents[-1].start, len(whole))
    regions = _with_headline(whole, regions, title)
    headline = next((whole[r.start : r.end] for r in regions if r.kind is RegionKind.HEADLINE), "")
    imprint = Imprint(headline=" ".join(headline.split()))
    return Settled(whole, tuple(regions), pages=tuple(extents), imprint=imprint)


def _regions(lines: Sequence[Line], at: int, repeated: frozenset[str]) -> list[Region]:
    """A page's paragraphs and its running lines."""
    found: list[Region] = []
    step, right = _usual_step(lines), max((line.right for line in lines), default=0.0)
    previous: Line | None = None
    for number, line in enumerate(lines):
        edge = number < _EDGE_LINES or number >= len(lines) - _EDGE_LINES
        start, end = at, at + len(line.text)
        at = end + 1
        if edge and (_key(line.text) in repeated or _is_page_number(lines, number)):
            found.append(Region(start, end, RegionKind.OTHER_FURNITURE))
            previous = None
        elif previous is not None and not _parts(previous, line, step, right):
            found[-1] = Region(found[-1].start, end, RegionKind.BODY)
            previous = line
        else:
            found.append(Region(start, end, furniture_kind(line.text) or RegionKind.BODY))
            previous = line if found[-1].kind is RegionKind.BODY else None
    return [region for region in found if region.end > region.start]


def _parts(above: Line, below: Line, step: float, right: float) -> bool:
    """Whether a new paragraph starts with `below`."""
    if not above.top or not below.top:
        return False
    heights = sorted((above.top - above.bottom, below.top - below.bottom))
    if heights[0] > 0 and heights[1] > _TALLER * heights[0]:
        return True
    gap = above.bottom - below.bottom
    if gap <= 0 or gap > _GAP * (step or _LEADING * heights[1]):
        return True  # a new column, or more room than between lines
    return above.right < _SHORT * right and _STOP.search(above.text) is not None


def _usual_step(lines: Sequence[Line]) -> float:
    """The middle distance from line to line, in points; 0 if there are too few lines."""
    steps = sorted(a.bottom - b.bottom for a, b in pairwise(lines) if a.bottom > b.bottom)
    return steps[len(steps) // 3] if len(steps) > 1 else 0.0


def _running_lines(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Lines at the edges of many pages, alike but for their numbers."""
    count: Counter[str] = Counter()
    for lines in pages:
        edges = {*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:]}
        count.update({_key(line.text) for line in edges})
    needed = max(2, _REPEATS * len(pages))
    return frozenset(key for key, pages_with in count.items() if pages_with >= needed)


def _key(text: str) -> str:
    return re.sub(r"\d+", "0", " ".join(text.casefold().split()))


def _is_page_number(lines: Sequence[Line], number: int) -> bool:
    return (
        number in (0, len(lines) - 1)
        and len(lines) > 1
        and bool(_PAGE_NUMBER.fullmatch(lines[number].text.strip()))
    )


def _title(document: PdfDocument) -> str:
    import pypdfium2

    try:
        return " ".join(str(document.get_metadata_value("Title") or "").split())
    except (pypdfium2.PdfiumError, UnicodeError):
        return ""


def _with_headline(text: str, regions: Sequence[Region], title: str) -> list[Region]:
    """The title of the metadata is believed only if the first page starts with it too."""
    changed = list(regions)
    for number, region in enumerate(changed[:4]):
        words = " ".join(text[region.start : region.end].split())
        if region.kind is RegionKind.BODY and title and words.casefold() == title.casefold():
            changed[number] = Region(region.start, region.end, RegionKind.HEADLINE)
            break
    return changed
