"""`casefile.export.dossier_html`: one page that needs nothing and leads to exact words."""

from __future__ import annotations

import base64
import re
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise

import pytest
from lxml import html

from casefile.errors import CaseError
from casefile.export.dossier import Dossier
from casefile.export.dossier_html import dossier_html
from casefile.export.dossier_told import ByOrigin
from tests.export.dossier_sample import sample

HOSTILE = (
    "</script></style><script>alert(1)</script><img src=x onerror=x>\u202e&amp;{{7*7}}=cmd|'\""
)


@pytest.fixture(scope="module")
def page() -> html.HtmlElement:
    return html.document_fromstring(dossier_html(sample()))


def hostile() -> Dossier:
    """The sample with hostile text wherever a document's or a person's text can stand."""
    dossier = sample()
    document, claim = dossier.documents[0], dossier.documents[0].claims[0]
    claim = replace(
        claim, speaker=HOSTILE, words=HOSTILE, source=HOSTILE, relay=HOSTILE, context="x" + HOSTILE
    )
    document = replace(
        document,
        title=HOSTILE,
        outlet=HOSTILE,
        address=f"javascript:{HOSTILE}",
        language='en" onload="x',
        claims=(claim, *document.claims[1:]),
    )
    incident = replace(dossier.incidents[0], title=HOSTILE, kind=HOSTILE)
    rows = dossier.chronology
    return replace(
        dossier,
        case=HOSTILE,
        documents=(document, *dossier.documents[1:]),
        incidents=(incident,),
        parties=(replace(dossier.parties[0], name=HOSTILE, aliases=(HOSTILE,)),),
        chronology=(replace(rows[0], what=HOSTILE, who_says=HOSTILE), *rows[1:]),
        limits=(HOSTILE,),
    )


def test_every_link_leads_to_one_place(page: html.HtmlElement) -> None:
    """Each id stands once, each link goes to one, none leaves the page."""
    idents = page.xpath("//@id")
    assert len(idents) == len(set(idents))
    targets = page.xpath("//a/@href")
    assert len(targets) > 45
    assert {t[0] for t in targets} == {"#"}
    assert {t[1:] for t in targets} <= set(idents)


def test_headings_are_in_order(page: html.HtmlElement) -> None:
    """One h1, and no level is jumped on the way down."""
    levels = [int(h.tag[1]) for h in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(h.text_content().strip() for h in page.xpath("//h1|//h2|//h3|//h4"))


def test_tables_can_be_heard(page: html.HtmlElement) -> None:
    """Each has a caption of its own, headed columns, and headed rows."""
    tables = page.xpath("//table")
    captions = [table.findtext("caption") for table in tables]
    assert len(tables) > 12
    assert len(captions) == len(set(captions))
    assert all(captions)
    for table in tables:
        assert table.xpath(".//thead//th[@scope='col']")
        rows = table.xpath(".//tbody/tr")
        assert all(row[0].tag == "th" and row[0].get("scope") for row in rows)
    labels = page.xpath("//td/@data-label")
    assert set(labels) <= set(page.xpath("//thead//th/text()"))


def test_the_page_needs_nothing_and_allows_nothing(page: html.HtmlElement) -> None:
    """No script, no request: only its own style, whose digest the policy names."""
    assert page.get("lang") == "en"
    assert not page.xpath("//script|//link|//img|//iframe|//object|//form|//@style|//@src")
    (style,) = page.xpath("//style/text()")
    assert "@import" not in style
    assert "url(" not in style
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")
    raw = dossier_html(sample())
    assert set(re.findall(r"https?://[^\s<\"]*", raw)) == {
        "http://www.w3.org/2000/svg",  # the name of SVG, not an address
        "https://gazette.example/2031/bridge?page=1&amp;view=full",  # a document's, as text
    }


def test_the_first_link_skips(page: html.HtmlElement) -> None:
    """The skip link comes first and leads into the main part."""
    first = page.xpath("//body//a")[0]
    assert first.get("class") == "skip"
    assert page.xpath(f"//main//*[@id='{first.get('href')[1:]}']")


def test_exact_words_are_on_the_page(page: html.HtmlElement) -> None:
    """Every claim has its number as anchor, and its words unchanged below it."""
    for document in sample().documents:
        for claim in document.claims:
            (card,) = page.xpath(f"//*[@id='{claim.number}']")
            quoted = card.findtext("blockquote")
            assert quoted == (claim.words or f"{claim.source} … {claim.cue}")
            assert card.find("blockquote").get("dir") == "auto"
            assert card.find("blockquote").get("lang") == document.language


def test_a_cell_of_the_matrix_opens_the_words(page: html.HtmlElement) -> None:
    """From the contested element to the denial."""
    (row,) = page.xpath("//tr[td[contains(., 'contested') and @data-label='State']]")
    against = row.xpath("td[@data-label='Claims against']//a/@href")
    assert against == ["#D1-2"]
    assert "against the parents' wish" in page.xpath("//*[@id='D1-2']")[0].text_content()


def test_states_are_words_with_a_shape(page: html.HtmlElement) -> None:
    """The shape is for the eye only, the word for everybody; no colour says anything."""
    cells = page.xpath("//td[@data-label='State']")
    assert {cell.xpath("string(.)")[2:] for cell in cells} == {
        "addressed",
        "contested",
        "not addressed",
    }
    shapes = [cell.find("span") for cell in cells]
    assert all(shape.get("aria-hidden") == "true" for shape in shapes)
    assert len({shape.text for shape in shapes}) == 3


def test_the_presumption_heads_the_sections(page: html.HtmlElement) -> None:
    """It follows the heading of each section that shows a person beside a crime."""
    sections = page.xpath("//section")
    with_line = [s for s in sections if s[1].get("class") == "presumption"]
    assert len(with_line) == 7
    assert all(s[1].text_content() == sample().presumption for s in with_line)


def test_hostile_text_stays_text() -> None:
    """No element, attribute or turned direction comes out of a document or a name."""
    raw = dossier_html(hostile())
    page = html.document_fromstring(raw)
    assert "\u202e" not in raw
    assert "⟨202E⟩" in raw
    assert not page.xpath("//script|//img|//@onerror|//@onload")
    assert len(page.xpath("//style")) == 1
    tags = {e.tag for e in page.iter() if isinstance(e.tag, str)}
    assert tags == {e.tag for e in html.document_fromstring(dossier_html(sample())).iter()}
    quoted = page.xpath("//*[@id='D1-1']/blockquote")[0]
    assert quoted.text == HOSTILE.replace("\u202e", "⟨202E⟩")
    assert quoted.get("lang") is None


def test_a_hostile_number_is_refused() -> None:
    """A pointer that could leave its attribute never reaches the page."""
    dossier = sample()
    found = replace(dossier.incidents[0].corroboration, origins=(ByOrigin("x", ('"><script>',)),))
    wrong = replace(dossier.incidents[0], corroboration=found)
    with pytest.raises(CaseError):
        dossier_html(replace(dossier, incidents=(wrong,)))


def test_the_same_case_gives_the_same_bytes() -> None:
    """In this process, and in two others with other seeds for hashes."""
    code = (
        "import sys; from hashlib import sha256; from tests.export.dossier_sample import sample; "
        "from casefile.export.dossier_html import dossier_html; "
        "print(sha256(dossier_html(sample()).encode()).hexdigest())"
    )
    seen = {sha256(dossier_html(sample()).encode()).hexdigest()}
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(filter(None, sys.path))},
            capture_output=True,
            text=True,
            check=True,
        )
        seen.add(done.stdout.strip())
    assert len(seen) == 1


def test_the_page_can_be_encoded() -> None:
    """A lone surrogate of a damaged text is shown by its number."""
    dossier = replace(sample(), limits=("broken \ud800 text",))
    assert b"\xe2\x9f\xa8D800\xe2\x9f\xa9" in dossier_html(dossier).encode("utf-8")
