"""`casefile.export.dossier_pdf`: the same content through typst, the same bytes each time."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from casefile.errors import CaseError, CasefileError, TooLarge
from casefile.export import dossier_pdf as module
from casefile.export.dossier import Dossier
from casefile.export.dossier_pdf import dossier_pdf
from tests.export.dossier_sample import sample

NEEDED = "typst is not installed (python3 run.py pdf)"
HOSTILE = '#panic("x") *b* $x^2$ <D1-1> @D1-1 \\ // /* \u202e = H --- "q" https://a.example/'


@pytest.fixture(scope="module")
def made() -> bytes:
    pytest.importorskip("typst", reason=NEEDED)
    return dossier_pdf(sample())


def pages(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def flat(pdf: bytes) -> str:
    return " ".join(" ".join(pages(pdf)).split())


def with_words(words: str) -> Dossier:
    """The sample with other words in its first claim."""
    dossier = sample()
    first = dossier.documents[0]
    claims = (replace(first.claims[0], words=words), *first.claims[1:])
    return replace(dossier, documents=(replace(first, claims=claims), *dossier.documents[1:]))


def test_the_same_case_gives_the_same_bytes(made: bytes) -> None:
    """In this process, and in two others with other seeds for hashes and another time zone."""
    code = (
        "from hashlib import sha256; from tests.export.dossier_sample import sample; "
        "from casefile.export.dossier_pdf import dossier_pdf; "
        "print(sha256(dossier_pdf(sample())).hexdigest())"
    )
    seen = {sha256(made).hexdigest(), sha256(dossier_pdf(sample())).hexdigest()}
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        path = ":".join(filter(None, sys.path))
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": path, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        )
        seen.add(done.stdout.strip())
    assert len(seen) == 1


def test_it_carries_the_time_of_the_last_entry(made: bytes) -> None:
    """Not today's: the head's."""
    info = pypdfium2.PdfDocument(made).get_metadata_dict()
    assert info["CreationDate"].startswith("D:20310504080000")
    assert info["Title"] == "Dossier: The bridge"


def test_it_is_tagged_for_readers_and_for_the_long_term(made: bytes) -> None:
    """It says PDF/UA-1 and PDF/A-2a of itself, has a language, and is tagged."""
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert b"<pdfaid:part>2</pdfaid:part>" in made
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in made
    assert re.search(rb"/Marked true", made)
    assert re.search(rb"/Lang ?\(en", made)


def test_every_page_says_whose_it_is(made: bytes) -> None:
    """Case, log, entries, root and page number on each page."""
    all_pages = pages(made)
    for number, text in enumerate(all_pages, 1):
        assert "The bridge" in text
        assert "casefile/0123456789abcdef, 4 entries, root" in text
        assert f"page {number} of {len(all_pages)}" in text


def test_it_says_what_the_page_says(made: bytes) -> None:
    """Every claim's words, the gap, the states, the checkpoint; and the presumption often."""
    text = flat(made)
    for document in sample().documents:
        for claim in document.claims:
            if claim.words.isascii():
                assert claim.words in text
    assert "Nobody has said yet whether the children were protected persons." in text
    assert "contested" in text
    assert "not addressed" in text
    assert "— casefile/0123456789abcdef c2ln" in text
    assert text.count("presumed innocent") == 8  # front page and seven sections


def test_links_lead_inside(made: bytes) -> None:
    """It holds links, and none goes to an outside address."""
    assert b"/Link" in made
    assert b"/URI" not in made


def test_a_long_table_repeats_its_header() -> None:
    """The columns are named on each page that the entries reach."""
    pytest.importorskip("typst", reason=NEEDED)
    dossier = sample()
    entries = tuple(replace(dossier.custody.entries[1], n=n) for n in range(120))
    pdf = dossier_pdf(replace(dossier, custody=replace(dossier.custody, entries=entries)))
    reached = [text for text in pages(pdf) if "document.add" in text]
    assert len(reached) > 3
    assert all("Kind, time, by whom" in text for text in reached)


def test_hostile_text_stays_text() -> None:
    """Markup, code and math of typst in a quotation are shown as they stand."""
    pytest.importorskip("typst", reason=NEEDED)
    shown = '#panic("x") *b* $x^2$ <D1-1> @D1-1 \\ // /* ⟨202E⟩ = H --- "q"'
    assert flat(dossier_pdf(with_words(HOSTILE))).count(shown) == 1
    assert flat(dossier_pdf(replace(sample(), case=HOSTILE))).count(shown) > 2


def test_a_word_without_an_end_stays_on_the_page() -> None:
    """It is broken, copied unchanged, and no letter lies outside of the margins."""
    pytest.importorskip("typst", reason=NEEDED)
    word = "abcdefghij" * 90
    pdf = dossier_pdf(with_words(word))
    assert word in "".join("".join(pages(pdf)).split())
    for page in pypdfium2.PdfDocument(pdf):
        text, (width, _) = page.get_textpage(), page.get_size()
        boxes = [text.get_charbox(n) for n in range(text.count_chars())]
        assert all(0 < left <= right < width for left, _, right, _ in boxes)


@pytest.mark.parametrize(
    ("words", "script"),
    [
        ("一二三", "CJK"),
        ("မြန်မာ", r"found Myanmar\)"),
        ("한국", "Hangul"),
        ("ᚠ ᚢ", "Runic"),
        ("😀", "symbols"),
    ],
)
def test_a_character_without_a_glyph_is_refused(words: str, script: str) -> None:
    """The script is named, never the words, and the way out is said."""
    pytest.importorskip("typst", reason=NEEDED)
    with pytest.raises(CasefileError, match=script) as caught:
        dossier_pdf(with_words(f"secret {words}"))
    assert "HTML" in caught.value.next_step
    assert "secret" not in str(caught.value)
    assert words[0] not in str(caught.value)


def test_further_fonts_are_used_and_named(tmp_path: Path) -> None:
    """A folder of fonts gives the missing glyphs; name and digest stand on the first page."""
    typst = pytest.importorskip("typst", reason=NEEDED)
    system = typst.Fonts(include_embedded_fonts=False).fonts()
    ogham = [f.path for f in system if f.family in ("DejaVu Sans", "Noto Sans Ogham")]
    if not ogham:
        pytest.skip("no font with Ogham on this machine")
    with pytest.raises(CasefileError, match="Ogham"):
        dossier_pdf(with_words("ᚁᚂ"))
    font = Path(sorted(ogham)[0])
    (tmp_path / font.name).write_bytes(font.read_bytes())
    first = pages(dossier_pdf(with_words("ᚁᚂ"), fonts=tmp_path))[0]
    assert font.name in first
    assert sha256(font.read_bytes()).hexdigest() in "".join(first.split())


def test_a_folder_without_fonts_is_refused(tmp_path: Path) -> None:
    """Rather than set without them in silence."""
    pytest.importorskip("typst", reason=NEEDED)
    with pytest.raises(CasefileError, match="no font lies in the folder"):
        dossier_pdf(sample(), fonts=tmp_path)


def test_without_typst_the_way_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """One error with the command that mends it, and the page as the other way."""
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(CasefileError, match="typst, which is not installed") as caught:
        dossier_pdf(sample())
    assert "python3 run.py pdf" in caught.value.next_step
    assert "HTML" in caught.value.next_step


class Played:
    """Stands for typst where only what surrounds it is tested."""

    class TypstError(RuntimeError):
        message = "secret words"
        diagnostic = "secret words"

    def __init__(self, *_: Any, **__: Any) -> None: ...

    @classmethod
    def Compiler(cls, *_: Any, **__: Any) -> Played:
        return cls()

    def compile(self, **_: Any) -> bytes:
        raise self.TypstError


def test_other_failures_quote_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever typst says may hold words of a document: it is not passed on."""
    monkeypatch.setattr(module, "_typst", lambda: Played)
    monkeypatch.setattr(module, "version", lambda _: "0")
    with pytest.raises(CasefileError, match="typst could not set the dossier") as caught:
        dossier_pdf(sample())
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_too_much_is_refused_before_it_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF of more rows than memory allows is one clear error."""
    monkeypatch.setattr(module, "_typst", lambda: Played)
    monkeypatch.setattr(module, "MOST_ROWS", 15)
    with pytest.raises(TooLarge, match="15 allowed"):
        dossier_pdf(sample())


def test_a_head_without_a_time_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """No clock stands in for it."""
    monkeypatch.setattr(module, "_typst", lambda: Played)
    monkeypatch.setattr(module, "version", lambda _: "0")
    made_from = replace(sample().made_from, at="soon")
    with pytest.raises(CaseError, match="time of the ledger's last entry"):
        dossier_pdf(replace(sample(), made_from=made_from))
