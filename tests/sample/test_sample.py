"""The sample reports and their expectations belong together."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from casefile.claim import Directness, SpeakerKind, Stance
from casefile.document import FlagKind, RegionKind
from casefile.sample import sample_folder

REPORTS = sorted((sample_folder() / "reports").iterdir())
ROOT = Path(__file__).parents[2]
MAKE_PDF = ROOT / "tools/make_sample_pdf.py"
HIDDEN = dict.fromkeys(
    map(ord, "\u200b\u2060\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)
BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "li", "ul", "ol", "div", "tr", "td", "table", "form", "nav"}
    | {"header", "footer", "aside", "section", "article", "figure", "figcaption", "title"}
    | {"button", "br", "main"}
)
IMPRINT = {"headline", "authors", "outlet", "published", "modified", "language", "address"}


class Visible(HTMLParser):
    """What a page shows: no script, style or head; blocks end a line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.quiet = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.quiet += tag in {"script", "style", "head"}
        self.words.append("\n" if tag in BLOCKS else "")

    def handle_endtag(self, tag: str) -> None:
        self.quiet -= tag in {"script", "style", "head"}
        self.words.append("\n" if tag in BLOCKS else "")

    def handle_data(self, data: str) -> None:
        if not self.quiet:
            self.words.append(data)


def decoded(report: Path) -> str:
    encoding = "cp1251" if "windows-1251" in report.name else "utf-8"
    return report.read_bytes().decode(encoding)


def pdf_text(report: Path) -> str:
    pdfium = pytest.importorskip("pypdfium2")
    pages = [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(report)]
    return "\n".join(pages)


def visible(report: Path) -> str:
    """The text a person sees, white space run together."""
    if report.suffix == ".pdf":
        text = pdf_text(report)
    elif report.suffix == ".html":
        page = Visible()
        page.feed(decoded(report))
        text = "".join(page.words)
    else:
        text = decoded(report)
    return " ".join(text.split())


def expected(report: Path) -> dict[str, Any]:
    path = sample_folder() / "expected" / f"{report.stem}.json"
    record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return record


def pieces(words: str | list[str]) -> list[str]:
    return [words] if isinstance(words, str) else words


@pytest.fixture(params=REPORTS, ids=lambda report: report.name[:2])
def report(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_every_report_has_one_expectation_and_the_other_way_round() -> None:
    """Nothing lies in one folder without its twin in the other."""
    twins = {path.stem for path in (sample_folder() / "expected").iterdir()}
    assert twins == {report.stem for report in REPORTS}
    assert len(REPORTS) >= 12
    assert all(expected(report)["document"] == report.name for report in REPORTS)


def test_claims_are_found_to_the_letter(report: Path) -> None:
    """Source, cue and content of each expected claim stand in the visible text."""
    text = visible(report)
    for claim in expected(report)["claims"]:
        words = [w for role in ("source", "cue", "content") for w in pieces(claim[role]) if w]
        assert [w for w in words if w not in text] == []
        assert claim["cue"], claim
        assert (claim["speaker_kind"] == "not_stated") == (claim["source"] == ""), claim


def test_claims_use_the_closed_lists(report: Path) -> None:
    """Stance, directness and speaker kind are members of their lists."""
    for claim in expected(report)["claims"]:
        Stance(claim["stance"])
        SpeakerKind(claim["speaker_kind"])
        assert Directness(claim["directness"]) is not Directness.OWN_VOICE


def test_direct_words_stand_in_quotation_marks(report: Path) -> None:
    """Direct: every piece is quoted, or lies in a quotation; mixed: some quotation mark."""
    text = visible(report)
    for claim in expected(report)["claims"]:
        quoted = [re.search('[“”"«»]', piece) is not None for piece in pieces(claim["content"])]
        inside = f"{claim['cue']} {pieces(claim['content'])[0]}”" in text
        if claim["directness"] == "direct":
            assert all(quoted) or inside, claim
        if claim["directness"] == "mixed":
            assert any(quoted), claim


def test_furniture_and_photos_are_found_to_the_letter(report: Path) -> None:
    """Expected furniture, captions and credits stand in the visible text; alt texts in the page."""
    text, record = visible(report), expected(report)
    for block in record["furniture"]:
        assert RegionKind(block["kind"]).is_furniture
        assert block["text"] in text
    for photo in record["photos"]:
        assert photo["caption"] in text
        assert photo["credit"] in text
        assert photo.get("alt", "") in decoded(report)


def test_no_claim_is_expected_in_furniture(report: Path) -> None:
    """The content of a claim is never all of a line of furniture."""
    record = expected(report)
    furniture = {block["text"] for block in record["furniture"]}
    contents = {piece for claim in record["claims"] for piece in pieces(claim["content"])}
    assert furniture & contents == set()


def test_the_imprint_is_told_by_the_bytes(report: Path) -> None:
    """Each field of the imprint stands somewhere in the file; none is guessed."""
    imprint = expected(report)["imprint"]
    assert set(imprint) == IMPRINT
    raw = report.read_bytes().decode("latin-1") if report.suffix == ".pdf" else decoded(report)
    told = [imprint[name] for name in sorted(IMPRINT - {"authors"})] + imprint["authors"]
    assert [words for words in told if words not in raw] == []


def test_flags_name_every_hidden_character(report: Path) -> None:
    """The expected flags are the hidden characters of the file, in order."""
    flags = expected(report)["flags"]
    text = "" if report.suffix == ".pdf" else decoded(report)
    assert [flag["character"] for flag in flags] == [
        f"U+{ord(c):04X}" for c in text if ord(c) in HIDDEN
    ]
    for flag in flags:
        FlagKind(flag["kind"])
        assert flag["after"] + chr(int(flag["character"][2:], 16)) in text


def test_every_stance_occurs() -> None:
    """The set shows each stance, each way of quoting and each kind of speaker at least once."""
    claims = [claim for report in REPORTS for claim in expected(report)["claims"]]
    assert {claim["stance"] for claim in claims} == {stance.value for stance in Stance}
    assert {claim["speaker_kind"] for claim in claims} == {kind.value for kind in SpeakerKind}
    assert {claim["directness"] for claim in claims} == {"direct", "indirect", "mixed"}


def test_no_address_outside_the_reserved_domains(report: Path) -> None:
    """Hosts end in .example (nobody can register one), but for the names of vocabularies."""
    text = "" if report.suffix == ".pdf" else decoded(report)
    for address in re.findall(r"https?://[^\s\"'<>]+", text):
        host = urlsplit(address).hostname or ""
        assert host.endswith((".example", "example.org")) or address.startswith(
            "https://schema.org"
        ), address
    for mail in re.findall(r"[\w.+-]+@[\w.-]+[a-z]", text):
        assert mail.endswith(".example"), mail


def test_reports_are_of_a_length_to_read(report: Path) -> None:
    """Between 150 and 700 words, furniture included."""
    assert 150 <= len(visible(report).split()) <= 700


def test_the_two_copies_of_the_wire_story_share_their_claims() -> None:
    """The second outlet's copy is the first one's, cut, with one paragraph of its own."""
    first, second = (expected(r)["claims"] for r in REPORTS[1:3])
    assert len([claim for claim in second if claim in first]) == len(second) - 1


def test_the_pdf_is_made_to_the_same_bytes(tmp_path: Path) -> None:
    """The script that is kept beside the PDF gives exactly the PDF."""
    made = tmp_path / "made.pdf"
    subprocess.run([sys.executable, MAKE_PDF, made], check=True, capture_output=True)
    assert made.read_bytes() == next(r for r in REPORTS if r.suffix == ".pdf").read_bytes()
