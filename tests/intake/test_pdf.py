"""PDF with a text layer."""

from __future__ import annotations

import pytest

from casefile.document import RegionKind
from casefile.errors import BadInput, DamagedInput, EncryptedInput
from casefile.intake.pdf import read_pdf
from casefile.intake.settled import Settled
from tests.intake.makers import encrypted_pdf, make_pdf

BODY = [
    [
        "The port office said on Monday that two of the grain",
        "stores had been hit, and that nobody was killed.",
        "",
        "The ministry did not respond to a request for com-",
        "ment that was sent on Monday morning.",
    ],
    [
        "Repairs will take until the end of summer, said two",
        "engineers of the port who asked not to be named.",
    ],
    [
        "The neighbouring country denies that it struck the",
        "port, and calls the report an invention of the enemy.",
    ],
]


def _report() -> Settled:
    pages = [
        ["Port Office - Annual Report", "", *lines, "", f"Page {n} of 3"]
        for n, lines in enumerate(BODY, 1)
    ]
    return read_pdf(make_pdf(pages))


def test_paragraphs_follow_the_layout() -> None:
    """Lines stay lines, also a parted word; more room between lines is a new paragraph."""
    report = _report()
    body = [report.text[r.start : r.end] for r in report.regions if r.kind is RegionKind.BODY]
    assert body == [
        "\n".join(BODY[0][:2]),
        "\n".join(BODY[0][3:]),
        "\n".join(BODY[1]),
        "\n".join(BODY[2]),
    ]


def test_running_heads_and_page_numbers_are_furniture() -> None:
    """Alike on every page but for the number, at its edge."""
    report = _report()
    other = [report.text[r.start : r.end] for r in report.regions if r.kind is not RegionKind.BODY]
    assert other == [
        line for n in (1, 2, 3) for line in ("Port Office - Annual Report", f"Page {n} of 3")
    ]


def test_pages_hold_their_text() -> None:
    """Every position of the text is on one page; pages follow each other without a gap."""
    report = _report()
    assert [p.number for p in report.pages] == [1, 2, 3]
    assert report.pages[0].start == 0
    assert report.pages[-1].end == len(report.text)
    assert all(a.end == b.start for a, b in zip(report.pages, report.pages[1:], strict=False))
    second = report.pages[1]
    assert "Repairs" in report.text[second.start : second.end]


def test_a_blank_page_is_a_page() -> None:
    """Page numbers are those of the paper."""
    report = read_pdf(make_pdf([["One line of text."], [], ["Another line of text."]]))
    at = report.text.index("Another")
    assert next(p.number for p in report.pages if p.start <= at < p.end) == 3


def test_the_title_is_believed_if_the_first_page_shows_it() -> None:
    """A title that only the file's properties have is a template's name as often as not."""
    shown = read_pdf(make_pdf([["Port closed", "", "Nine ships left the port."]], "Port closed"))
    assert shown.imprint.headline == "Port closed"
    hidden = read_pdf(make_pdf([["Nine ships left the port."]], "Microsoft Word - x.doc"))
    assert hidden.imprint.headline == ""


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (encrypted_pdf(), EncryptedInput, "encrypted"),
        (make_pdf([[], []]), BadInput, "OCR is not in this release"),
        (b"%PDF-1.7\n" + b"\x00" * 500, DamagedInput, "damaged"),
        (make_pdf([["Nine ships."]])[:150], DamagedInput, "damaged"),
        (make_pdf([]), DamagedInput, "damaged"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, error: type[BadInput], words: str) -> None:
    """Encrypted, scanned, broken and empty files each have their message."""
    with pytest.raises(error) as caught:
        read_pdf(data)
    assert words in str(caught.value)
