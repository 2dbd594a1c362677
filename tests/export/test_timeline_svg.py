"""`casefile.export.timeline_svg`: shapes for precision, words for readers, fixed numbers."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from lxml import etree

from casefile.export.timeline_svg import MOST_BARS, MOST_LANES, Bar, Lane, timeline_svg

NS = {"s": "http://www.w3.org/2000/svg"}
DAY = Bar("2031-04-12", "2031-04-12", "day", "crossing, says the council", "2031-04-14")


def drawn(*bars: Bar, title: str = "Timeline") -> etree._Element:
    return etree.fromstring(timeline_svg([Lane("I1 crossing", bars)], title).encode())


def bar_path(root: etree._Element, number: int = 0) -> etree._Element:
    return root.xpath("//s:g[s:title]/s:path", namespaces=NS)[number]


def numbers_of(root: etree._Element) -> list[float]:
    """Every x in the bars: after M, L and H."""
    paths = root.xpath("//s:g[s:title]/s:path/@d", namespaces=NS)
    return [float(x) for path in paths for x in re.findall(r"[MLH](-?[0-9.]+)", path)]


def test_it_can_be_heard() -> None:
    """An image with title and description; each bar says what and when, with its precision."""
    root = drawn(DAY, title="What is told")
    assert root.get("role") == "img"
    assert root.findtext("s:title", namespaces=NS) == "What is told"
    assert "1 told times in 1 rows" in root.findtext("s:desc", namespaces=NS)
    idents = root.get("aria-labelledby").split()
    assert idents == root.xpath("s:title/@id|s:desc/@id", namespaces=NS)
    (words,) = root.xpath("//s:g/s:title/text()", namespaces=NS)
    assert words == "crossing, says the council: 12 April 2031 (to the day)"


@pytest.mark.parametrize(
    ("bar", "shape"),
    [
        (DAY, "point"),
        (Bar("2031-04-01", "2031-04-30", "month", "x"), "filled bar"),
        (Bar("2031-01-01", "2031-12-31", "year", "x"), "hollow bar"),
        (Bar("2031-04-01", "", "open", "x"), "arrow right"),
        (Bar("", "2031-04-01", "open", "x"), "arrow left"),
        (Bar("2031-06-01", "2031-06-30", "month", "x", to_come=True), "dashed bar"),
    ],
)
def test_shape_tells_precision(bar: Bar, shape: str) -> None:
    """A day is a point, a month is filled, a year is hollow, an open end is an arrow."""
    path = bar_path(drawn(bar))
    corners = len(re.findall(r"[LHV]", path.get("d")))
    pointed = path.get("d").count("L")
    if shape == "point":
        assert pointed == 3
    elif "arrow" in shape:
        assert (corners, pointed) == ((4, 2) if shape == "arrow right" else (4, 1))
    else:
        assert (corners, pointed) == (3, 0)
        assert (path.get("fill") == "none") == (shape != "filled bar")
        assert (path.get("stroke-dasharray") is not None) == (shape == "dashed bar")


def test_when_it_was_said_is_a_tick() -> None:
    """One tick for each day of saying, though two bars share it."""
    root = drawn(DAY, Bar("2031-04-10", "2031-04-10", "day", "other", "2031-04-14"))
    ticks = root.xpath("s:path[@stroke-width='1.6']", namespaces=NS)
    assert len(ticks) == 1


def test_everything_stays_in_the_picture() -> None:
    """Far years, open ends and reversed ends: every x lies on the axis."""
    root = drawn(
        DAY,
        Bar("0001-01-01", "9999-12-31", "century", "all of time"),
        Bar("1948-12-09", "1948-12-09", "day", "a treaty"),
        Bar("2031-05-01", "2031-04-01", "open", "ends before it begins"),
        Bar("", "2020-01-01", "open", "long before"),
    )
    assert min(numbers_of(root)) >= 178
    assert max(numbers_of(root)) <= 750


def test_one_far_year_does_not_squeeze_the_rest() -> None:
    """It stands at the edge with its year; the others keep the axis."""
    near = (DAY, Bar("2031-05-12", "2031-05-12", "day", "later"))
    root = drawn(*near, Bar("1948-12-09", "1948-12-09", "day", "a treaty"))
    assert "1948" in root.xpath("//s:g/s:text/text()", namespaces=NS)
    assert "from 2031-04-12" in root.findtext("s:desc", namespaces=NS)


def test_no_day_no_picture() -> None:
    """Nothing to show is the empty text, not an empty frame."""
    assert timeline_svg([], "x") == ""
    assert timeline_svg([Lane("a", (Bar("", "", "none", "b"),))], "x") == ""
    assert timeline_svg([Lane("a", (Bar("2031-02-30", "", "open", "b"),))], "x") == ""


def test_what_has_no_room_is_counted() -> None:
    """More rows and bars than are drawn are said, with what has no day."""
    lanes = [Lane(f"I{n}", (DAY,) * (MOST_BARS + 3)) for n in range(MOST_LANES + 2)]
    root = etree.fromstring(timeline_svg(lanes, "x").encode())
    drawn_bars = len(root.xpath("//s:g[s:title]", namespaces=NS))
    assert drawn_bars == MOST_BARS * MOST_LANES
    left = sum(len(lane.bars) for lane in lanes) - drawn_bars
    assert f"{left} more have no day or no room" in root.findtext("s:desc", namespaces=NS)


def test_hostile_labels_stay_text() -> None:
    """Markup, turned direction and control characters in every label."""
    bad = "</title><script>x</script>\u202e\x00&lt;"
    text = timeline_svg([Lane(bad, (Bar("2031-04-12", "", "open", bad),))], bad)
    root = etree.fromstring(text.encode())
    tags = {etree.QName(e).localname for e in root.iter()}
    assert tags == {"svg", "title", "desc", "path", "text", "g"}
    assert "\u202e" not in text
    assert "⟨00⟩" in text


def test_long_and_wide_labels_are_cut() -> None:
    """Wide characters count double; the cut is shown."""
    for label in ("a" * 100, "字" * 100):
        text = timeline_svg([Lane(label, (DAY,))], "x")
        (shown,) = re.findall(r'<text x="0"[^>]*>([^<]*)</text>', text)
        assert shown.endswith("…")
        assert len(shown) <= (28 if label[0] == "a" else 14)


def test_the_same_rows_give_the_same_bytes() -> None:
    """Whole tenths only, and the order of bars within a row does not count."""
    later = Bar("2031-05-01", "2031-05-31", "month", "other")
    one, other = (timeline_svg([Lane("a", bars)], "x") for bars in ((DAY, later), (later, DAY)))
    assert one == other
    paths = "".join(re.findall(r' d="([^"]*)"', one))
    assert re.fullmatch(r"(?:[MLHVZ]|[0-9]+(?:\.[0-9])?| )+", paths)


@pytest.mark.parametrize("days", [0, 1, 6, 40, 150, 400, 3000, 40000])
def test_the_axis_has_few_ticks(days: int) -> None:
    """From a day to a century: at least one label, at most nine, all apart."""
    end = (date(1931, 4, 12) + timedelta(days=days)).isoformat()
    root = drawn(Bar("1931-04-12", end, "open", "x"))
    places = [float(t.get("x")) for t in root.xpath("s:text[@text-anchor='middle']", namespaces=NS)]
    assert 1 <= len(places) <= 9
    assert all(b - a > 50 for a, b in pairwise(places))
