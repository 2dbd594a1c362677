"""What pages say about themselves."""

from __future__ import annotations

import pytest

from casefile.intake.metadata import iso_moment
from casefile.intake.web_page import read_web_page


@pytest.mark.parametrize(
    ("stated", "iso"),
    [
        ("2023-03-13", "2023-03-13"),
        ("2023-03-13T18:04", "2023-03-13T18:04"),
        ("2023-03-13T18:04:05Z", "2023-03-13T18:04:05Z"),
        ("2023-03-13T18:04:05.250+02:00", "2023-03-13T18:04:05.250+02:00"),
        ("2023-03-13 18:04:05 +0200", "2023-03-13T18:04:05+02:00"),
        ("2023-03-13T18:04:05.1234567Z", "2023-03-13T18:04:05.123456Z"),
        ("Mon, 13 Mar 2023 18:04:05 GMT", "2023-03-13T18:04:05+00:00"),
        ("March 13, 2023", "2023-03-13"),
        ("13 March 2023, 18:04", "2023-03-13"),
        ("2023-13-45", ""),
        ("0001-01-01", ""),
        ("1678730645", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_times_are_kept_as_precise_as_stated(stated: str, iso: str) -> None:
    """Normal forms only; nothing is added that was not stated."""
    assert iso_moment(stated) == iso


def _imprint(head: str):  # type: ignore[no-untyped-def]
    return read_web_page(f"<html><head>{head}</head><body><p>Nine ships left.".encode()).imprint


def test_meta_elements_speak_where_there_is_no_json_ld() -> None:
    """OpenGraph and the usual names."""
    imprint = _imprint(
        '<meta property="og:title" content="Port closed"><meta name="author" content="By Ann Lee">'
        '<meta property="article:published_time" content="2023-03-13T08:00:00Z">'
        '<meta property="article:modified_time" content="2023-03-14">'
        '<meta property="article:tag" content="ports"><meta property="article:tag" content="war">'
        '<meta property="og:locale" content="en_GB"><meta property="og:url" content="https://a.example/x">'
    )
    assert (imprint.headline, imprint.authors) == ("Port closed", ("Ann Lee",))
    assert (imprint.published, imprint.modified) == ("2023-03-13T08:00:00Z", "2023-03-14")
    assert (imprint.topics, imprint.language) == (("ports", "war"), "en-GB")
    assert imprint.address == "https://a.example/x"


def test_json_ld_wins_and_may_point_at_persons_elsewhere() -> None:
    """The article before the page it stands on; "@id" is followed."""
    imprint = _imprint(
        '<meta property="article:published_time" content="2001-01-01">'
        '<script type="application/ld+json">[{"@type": "WebPage", "datePublished": "2002-02-02"},'
        '{"@type": "NewsArticle", "datePublished": "2023-03-13", "author": {"@id": "#p"}},'
        '{"@type": "Person", "@id": "#p", "name": "Ann Lee"}]</script>'
    )
    assert (imprint.published, imprint.authors) == ("2023-03-13", ("Ann Lee",))


def test_nothing_stated_is_nothing_known() -> None:
    """No date is guessed from the clock."""
    imprint = _imprint("")
    assert (imprint.published, imprint.outlet, imprint.authors) == ("", "", ())
