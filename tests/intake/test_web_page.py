"""Web pages: text, kinds, photos and imprint."""

from __future__ import annotations

import pytest

from casefile.document import RegionKind
from casefile.errors import CasefileError, EmptyInput, TooLarge
from casefile.intake.settled import Settled
from casefile.intake.web_page import read_web_page
from tests.intake.makers import PAGE

ADDRESS = "https://courier.example/world/port-closed?from=mail"


@pytest.fixture(scope="module")
def page() -> Settled:
    return read_web_page(PAGE.encode(), ADDRESS)


def _texts(page: Settled, kind: RegionKind) -> list[str]:
    return [page.text[r.start : r.end] for r in page.regions if r.kind is kind]


def test_the_body_is_the_reporting_in_order(page: Settled) -> None:
    """Four paragraphs, as one line each, with the line break that the page makes."""
    body = _texts(page, RegionKind.BODY)
    assert [b.split()[0] for b in body] == ["The", "Nobody", "The", "The"]
    assert "said the mayor of the town, who had come to see" in body[1]
    assert body[2].count("\n") == 1
    assert body[2].split("\n")[1].startswith("Its spokesman had denied")


def test_furniture_has_its_kinds(page: Settled) -> None:
    """Everything around the article is kept, with what it is."""
    kinds = {
        RegionKind.HEADLINE: ["Port closed after strike"],
        RegionKind.BYLINE: ["By Ann Lee and Bo Ek"],
        RegionKind.SKIP_LINK: ["Skip to main content"],
        RegionKind.NAVIGATION: ["Home page", "World news"],
        RegionKind.RELATED_LINK: ["Related stories", "Ship owners fear long blockade"],
        RegionKind.SHARE_BAR: ["Share on Facebook"],
        RegionKind.FOLLOW_BOX: ["Get our morning letter in your inbox"],
        RegionKind.NOTICE: ["© 2023 The Harbour Courier. All rights reserved."],
    }
    assert {kind: _texts(page, kind) for kind in kinds} == kinds


def test_hidden_text_scripts_and_styles_are_left_out(page: Settled) -> None:
    """Nothing that no reader of the page sees."""
    for words in ("Hidden words", "tracking", "color"):
        assert words not in page.text


def test_the_photo_points_at_caption_and_credit(page: Settled) -> None:
    """With its description, full address and the day that the caption states."""
    (photo,) = page.photos
    assert photo.caption is not None
    assert photo.credit is not None
    assert page.text[slice(*photo.caption)] == "Smoke over the port of Odda, on March 12, 2023."
    assert page.text[slice(*photo.credit)] == "Bo Ek/AFP"
    assert photo.alt == "Smoke over cranes"
    assert photo.address == "https://courier.example/img/port.jpg"
    assert photo.date == "2023-03-12"


def test_the_imprint_is_the_pages_own(page: Settled) -> None:
    """JSON-LD first; times as precise as stated; roles are no names."""
    imprint = page.imprint
    assert imprint.headline == "Port closed after strike"
    assert imprint.authors == ("Ann Lee", "Bo Ek")
    assert imprint.outlet == "The Harbour Courier"
    assert imprint.published == "2023-03-13T18:04:05+02:00"
    assert imprint.modified == "2023-03-14"
    assert imprint.language == "en-GB"
    assert imprint.topics == ("ports", "strikes")
    assert imprint.address == "https://courier.example/world/port-closed"


def test_regions_are_the_whole_text(page: Settled) -> None:
    """Between regions there are blanks only."""
    at, between = 0, ""
    for region in page.regions:
        between += page.text[at : region.start]
        at = region.end
    assert not (between + page.text[at:]).strip()


def test_it_survives_the_border_of_the_jail(page: Settled) -> None:
    """To plain values and back."""
    import json

    assert Settled.from_record(json.loads(json.dumps(page.to_record()))) == page


def test_a_short_page_is_read() -> None:
    """Where the library finds no article, prose outside of furniture is body."""
    page = read_web_page(b"<nav>Home</nav><p>Nine ships left.</p><p>Share</p>")
    assert _texts(page, RegionKind.BODY) == ["Nine ships left."]


def test_a_second_copy_of_the_article_is_not_read_twice() -> None:
    """Pages that carry the article again for another screen are read once."""
    start, end = PAGE.index("<p>The port of Odda"), PAGE.index("<aside")
    page = read_web_page(PAGE.replace("</article>", PAGE[start:end] + "</article>").encode())
    body = _texts(page, RegionKind.BODY)
    assert sum(text.startswith("Nobody was killed") for text in body) == 1


def test_line_breaks_and_preformatted_text() -> None:
    """One <br> is a line end, two part blocks; <pre> keeps its lines."""
    page = read_web_page(b"<div>One<br>two<br><br>Three</div><pre>a\nb</pre><p>c  \n d</p>")
    assert page.text == "One\ntwo\n\nThree\n\na\nb\n\nc d"


@pytest.mark.parametrize(
    "data", [b"<html></html>", b"<script>x</script>", b"<p> </p>", b"<!-- x -->"]
)
def test_a_page_that_shows_nothing(data: bytes) -> None:
    """Nothing visible is EmptyInput (a page that a script would fill, say)."""
    with pytest.raises(EmptyInput):
        read_web_page(b"<html>" + data)


def test_elements_too_deep_are_refused() -> None:
    """Not silently cut off, as the parser would by default."""
    with pytest.raises(TooLarge):
        read_web_page(b"<div>" * 5000 + b"words")


def test_deep_but_bearable_pages_are_read_to_the_end() -> None:
    """Below the limit nothing is lost."""
    page = read_web_page(
        b"<html><body>" + b"<div>" * 400 + b"deep words here" + b"</div>" * 400 + b"<p>end</p>"
    )
    assert "deep words here" in page.text
    assert page.text.endswith("end")


@pytest.mark.parametrize(
    "data",
    [
        b"<html><script type='application/ld+json'>{'broken': </script><p>x",
        b"<html><script type='application/ld+json'>[[[[[{\"@type\":[1,null]}]]]]]</script><p>x",
        b'<html><script type="application/ld+json">{"@type":"Article","author":[1]}</script><p>x',
        b"<html><link rel=canonical href='http://[bad'><figure><img src='http://[bad'>x</figure><p>x",
        b"<html><meta property='article:published_time' content='9999-99-99'><p>x",
        b"<html><svg><p>x</svg><table><tr><td><p>x</html><html><body>",
        b"<html><p>\x01\x02 x",
        b"<frameset><frame src=x></frameset>",
        b"<html \xff\xfe><p \xff=\xff>\xff",
    ],
)
def test_broken_pages_are_read_or_refused(data: bytes) -> None:
    """No markup, however broken, leads to a foreign error."""
    try:
        page = read_web_page(data, "http://a.example/")
    except CasefileError:
        return
    assert page.regions


def test_a_figure_left_open_does_not_swallow_the_article() -> None:
    """Real pages forget to close tags: the paragraphs stay body."""
    page = read_web_page(PAGE.replace("</figure>", "").encode(), ADDRESS)
    assert len(_texts(page, RegionKind.BODY)) == 4


def test_short_lines_above_the_headline_are_the_pages_head() -> None:
    """An old template without a nav element: its masthead and menu are not read."""
    page = (
        b"<html><body><table><tr><td>North Coast Post</td><td>Local &middot; World &middot; "
        b"Tides and weather</td></tr></table><div><h1>Crane falls at the port</h1>"
        + b"<p>The crane fell on Sunday while two ships were being loaded at the quay.</p>" * 6
        + b"</div></body></html>"
    )
    settled = read_web_page(page)
    read = [settled.text[r.start : r.end] for r in settled.regions if r.kind.is_read]
    assert read[0] == "Crane falls at the port"
    assert not any("Tides" in text for text in read)
