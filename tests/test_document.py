"""Documents, regions and spans."""

from __future__ import annotations

import pytest

from casefile.document import Document, Imprint, Origin, Photo, Region, RegionKind, document_id
from casefile.errors import SpanError

TEXT = "Skip to main content\n\nA bridge – half of it – fell. 🜂"


def make(text: str = TEXT, **rest: object) -> Document:
    regions = [Region(0, 20, RegionKind.SKIP_LINK), Region(22, len(text), RegionKind.BODY)]
    return Document.settle("ab" * 32, "text/plain", text, regions, **rest)


def test_the_id_covers_bytes_and_text_and_nothing_else() -> None:
    """Other bytes or another text make another id; kinds, imprint and origin do not."""
    document = make()
    assert document.id == document_id("ab" * 32, TEXT)
    assert document.id == make(imprint=Imprint(outlet="X"), origin=Origin(name="n")).id
    assert document.id != make(TEXT + " ").id
    assert document.id != document_id("ac" * 32, TEXT)


def test_the_id_is_pinned() -> None:
    """The digest of a known document never changes between releases."""
    known = "cfc93e1c1043d326a144eb9655f315ed942122834d38b8a5550a7e4ca8b2a54c"
    assert document_id("00" * 32, "a") == known


def test_spans_count_code_points() -> None:
    """A character outside the basic plane counts once."""
    document = make()
    assert document.span(len(TEXT) - 1, len(TEXT)).quote(document) == "🜂"


@pytest.mark.parametrize("extent", [(-1, 3), (3, 3), (5, 4), (0, len(TEXT) + 1)])
def test_a_span_outside_the_text_is_refused(extent: tuple[int, int]) -> None:
    """No words, no span."""
    with pytest.raises(SpanError):
        make().span(*extent)


def test_a_span_of_another_document_is_refused() -> None:
    """Words are never taken from the wrong text."""
    with pytest.raises(SpanError, match="another document"):
        make().span(0, 4).quote(make(TEXT + "!"))


@pytest.mark.parametrize(
    "regions",
    [[(0, 10), (5, 20)], [(5, 20), (0, 5)], [(0, 0)], [(0, len(TEXT) + 1)]],
)
def test_regions_are_in_order_apart_and_inside(regions: list[tuple[int, int]]) -> None:
    """A reader of regions never meets one twice or beyond the end."""
    with pytest.raises(SpanError):
        Document.settle(
            "00", "text/plain", TEXT, [Region(s, e, RegionKind.BODY) for s, e in regions]
        )


def test_only_reporting_is_read() -> None:
    """Furniture, captions and credits are kept and not read."""
    assert make().read_blocks() == [(22, len(TEXT))]
    assert RegionKind.SKIP_LINK.is_furniture
    assert not RegionKind.CAPTION.is_furniture
    assert not RegionKind.CAPTION.is_read


def test_a_record_brings_the_document_back() -> None:
    """Record and text together are the document; with another text they are refused."""
    document = make(
        photos=(Photo(caption=(0, 4), alt="a bridge", date="2019-11-07"),),
        imprint=Imprint(authors=("A. Reporter",), told=("authors",)),
        origin=Origin(name="page.txt"),
    )
    assert Document.from_record(document.to_record(), TEXT) == document
    with pytest.raises(SpanError, match="belong together"):
        Document.from_record(document.to_record(), TEXT.replace("half", "most"))
