"""Times: what is found, where it is placed, from which anchor, by which rule."""

from __future__ import annotations

import itertools

import pytest

from casefile.particulars import Precision, Time, TimeType
from casefile.reading.sentences import sentences
from casefile.reading.times.find import find_times

MONDAY = "2023-03-13"


def times(text: str, published: str = MONDAY) -> tuple[Time, ...]:
    return find_times(text, list(sentences(text, [(0, len(text))])), published)


def values(text: str, published: str = MONDAY) -> list[tuple[str, str]]:
    return [(text[t.start : t.end], t.value) for t in times(text, published)]


def stretches(text: str, published: str = MONDAY) -> list[tuple[str, str]]:
    return [(t.earliest, t.latest) for t in times(text, published)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The clerk left on 3 February 2007.", [("3 February 2007", "2007-02-03")]),
        ("The clerk left on Nov. 7, 2019.", [("Nov. 7, 2019", "2019-11-07")]),
        ("Filed on the 25th of August 1917.", [("the 25th of August 1917", "1917-08-25")]),
        ("Filed on 2019-08-01 in two copies.", [("2019-08-01", "2019-08-01")]),
        ("Filed on 23.04.2022 by the port.", [("23.04.2022", "2022-04-23")]),
        ("It was signed in February, 2022.", [("February, 2022", "2022-02")]),
        ("They met in the spring of 1916.", [("the spring of 1916", "1916-SP")]),
        ("Ships of the late 1930s lay there.", [("the late 1930s", "193")]),
        ("A law of the 20th century says so.", [("20th century", "19")]),
        ("Sales rose in Q3 2012.", [("Q3 2012", "2012-Q3")]),
        ("In nineteen eighty six the mill shut.", [("nineteen eighty six", "1986")]),
        ("The town fell in 490 BC.", [("490 BC", "BC0490")]),
        (
            "Between 6-7 January 1916 it snowed.",
            [("6", "1916-01-06"), ("7 January 1916", "1916-01-07")],
        ),
        ("From March 5-9, 1918 it rained.", [("March 5", "1918-03-05"), ("9, 1918", "1918-03-09")]),
        ("The siege of 1915-17 was long.", [("1915", "1915"), ("17", "1917")]),
        (
            "From 30 May to 2 June 1940 it rained.",
            [("30 May", "1940-05-30"), ("2 June 1940", "1940-06-02")],
        ),
    ],
)
def test_calendar_dates(text: str, found: list[tuple[str, str]]) -> None:
    """Dates that need no anchor, in their many spellings; both ends of a stretch are told apart."""
    assert values(text, "") == found


@pytest.mark.parametrize(
    ("text", "words", "value", "earliest", "latest", "anchor"),
    [
        (
            "A clerk said so on Monday.",
            "Monday",
            "2023-03-13",
            "2023-03-13",
            "2023-03-13",
            "published",
        ),
        (
            "A clerk said on Sunday it rained.",
            "Sunday",
            "2023-03-12",
            "2023-03-12",
            "2023-03-12",
            "published",
        ),
        (
            "The court will rule on Friday.",
            "Friday",
            "2023-03-17",
            "2023-03-17",
            "2023-03-17",
            "published",
        ),
        (
            "The talks are to be held on Friday.",
            "Friday",
            "2023-03-17",
            "2023-03-17",
            "2023-03-17",
            "published",
        ),
        (
            "She left last Friday.",
            "last Friday",
            "2023-03-10",
            "2023-03-10",
            "2023-03-10",
            "published",
        ),
        (
            "They spoke on Sunday night.",
            "Sunday night",
            "2023-03-12TNI",
            "2023-03-12T20:00",
            "2023-03-12T23:59",
            "published",
        ),
        (
            "The clerk came yesterday.",
            "yesterday",
            "2023-03-12",
            "2023-03-12",
            "2023-03-12",
            "published",
        ),
        (
            "It was made public in February.",
            "February",
            "2023-02",
            "2023-02-01",
            "2023-02-28",
            "published",
        ),
        (
            "It was made public in August.",
            "August",
            "2022-08",
            "2022-08-01",
            "2022-08-31",
            "published",
        ),
        ("It is due to open in May.", "May", "2023-05", "2023-05-01", "2023-05-31", "published"),
        (
            "She could come as soon as next week.",
            "next week",
            "2023-W12",
            "2023-03-20",
            "2023-03-26",
            "published",
        ),
        (
            "It may ease later this year.",
            "later this year",
            "2023",
            "2023-03-13",
            "2023-12-31",
            "published",
        ),
        (
            "Two or three weeks ago it was loud.",
            "Two or three weeks ago",
            "2023-W09",
            "2023-02-20",
            "2023-03-05",
            "published",
        ),
        (
            "The winter campaign goes on.",
            "winter",
            "2023-WI",
            "2022-12-01",
            "2023-02-28",
            "published",
        ),
        ("He died last June.", "last June", "2022-06", "2022-06-01", "2022-06-30", "published"),
        (
            "In the past 30 days it rained.",
            "the past 30 days",
            "P30D",
            "2023-02-11",
            "2023-03-13",
            "published",
        ),
        (
            "The mill will open in two weeks.",
            "two weeks",
            "P2W",
            "2023-03-27",
            "2023-03-27",
            "published",
        ),
        (
            "The first week of March was dry.",
            "The first week of March",
            "2023-W09",
            "2023-02-27",
            "2023-03-05",
            "published",
        ),
        (
            "They met on Christmas Eve.",
            "Christmas Eve",
            "2022-12-24",
            "2022-12-24",
            "2022-12-24",
            "published",
        ),
        (
            "The boats came on Easter Monday 2019.",
            "Easter Monday 2019",
            "2019-04-22",
            "2019-04-22",
            "2019-04-22",
            "",
        ),
    ],
)
def test_counted_from_the_publication(
    text: str, words: str, value: str, earliest: str, latest: str, anchor: str
) -> None:
    """Relative times of a report published on Monday 13 March 2023."""
    (found,) = times(text)
    assert text[found.start : found.end] == words
    assert (found.value, found.earliest, found.latest, found.anchor) == (
        value,
        earliest,
        latest,
        anchor,
    )
    assert found.rule


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A clerk said so on Monday.", "XXXX-WXX-1"),
        ("A clerk came yesterday.", "XXXX-XX-XX"),
        ("It was made public in February.", "XXXX-02"),
        ("It was loud two weeks ago.", "XXXX-WXX"),
        ("She left last year.", "XXXX"),
        ("The count rose this morning.", "XXXX-XX-XXTMO"),
        ("The port is now shut.", "PRESENT_REF"),
        ("It opens on 3 March.", "XXXX-03-03"),
    ],
)
def test_without_a_publication_it_stays_relative(text: str, value: str) -> None:
    """Nothing is taken from the clock: no day, no anchor."""
    (found,) = times(text, "")
    assert (found.value, found.earliest, found.latest, found.anchor) == (value, "", "", "")
    assert found.precision is Precision.NONE


@pytest.mark.parametrize(
    ("text", "first", "last", "modifier"),
    [
        ("It was the worst fight since World War Two.", "1945-09-02", "", "since"),
        ("The road has been shut since 2007.", "2007-01-01", "", "since"),
        ("The road is shut until June 2024.", "", "2024-06-30", "until"),
        ("The count came before 2018.", "", "2017-12-31", "before"),
        ("The count came after 5 May 2018.", "2018-05-06", "", "after"),
        ("It must be done by the end of 2024.", "", "2024-12-31", "by"),
    ],
)
def test_open_stretches(text: str, first: str, last: str, modifier: str) -> None:
    """Since, until, before, after and by leave one end open."""
    (found,) = times(text)
    assert (found.earliest, found.latest, found.modifier) == (first, last, modifier)
    assert found.precision is Precision.OPEN


def test_a_war_says_that_it_is_an_interpretation() -> None:
    """That a war's name stands for its dates is said in the rule."""
    (found,) = times("Nothing like it was seen since the Second World War.")
    assert "interpretation" in found.rule


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A three-week strike followed.", [("three-week", "P3W")]),
        ("The post stood empty for nearly nine years.", [("nearly nine years", "P9Y")]),
        ("The months-long fight goes on.", [("months-long", "PXM")]),
        ("He saw 20 troops in a single day.", [("a single day", "P1D")]),
        ("It came weeks before the army invaded.", [("weeks", "PXW")]),
        ("It took two and a half years.", [("two and a half years", "P2.5Y")]),
        ("They got five years’ leave.", [("five years’", "P5Y")]),
        ("The climb took 2:41:09.", [("2:41:09", "PT2H41M9S")]),
        ("Buses run every day.", [("every day", "P1D")]),
        ("They meet each Monday.", [("each Monday", "XXXX-WXX-1")]),
        ("It costs 40 crowns a week.", [("a week", "P1W")]),
        ("It was expected in the “short term”.", [("short term", "FUTURE_REF")]),
        ("In the past, the mill was busier.", [("the past", "PAST_REF")]),
    ],
)
def test_lengths_repetitions_and_references(text: str, found: list[tuple[str, str]]) -> None:
    """Durations, sets and references have values and no place on the calendar."""
    assert values(text, "") == found


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the town and fall.",
        "Theresa May spoke and Jan Egeland listened.",
        "The second man sat in the sun.",
        "A 35-year-old medic treated him.",
        "At least 2000 people and 1900 soldiers left.",
        "It cost $2015 and weighed 1800 kg.",
        "Three-quarters of the town is gone.",
        "They won 2-1 at home.",
        "The Sun and the Times wrote of it.",
        "The short-term loss was small.",
        "She was in her 60s.",
        "A world war was feared.",
        "",
    ],
)
def test_near_misses(text: str) -> None:
    """What only looks like a time is none."""
    assert values(text) == []


def test_the_hints_of_a_model_settle_ambiguous_words() -> None:
    """A mark rescues a word that alone would be passed over; no mark vetoes one."""
    text = "The talks of march and the talks in may failed."
    spans = list(sentences(text, [(0, len(text))]))
    march = (text.index("march"), text.index("march") + 5)
    assert [t.value for t in find_times(text, spans, MONDAY)] == ["2022-05"]
    assert [t.value for t in find_times(text, spans, MONDAY, hints=[march])] == ["2023-03"]
    assert find_times(text, spans, MONDAY, hints=[]) == ()


@pytest.mark.parametrize(
    "opening",
    [
        "GENEVA, March 3 (Wire) — ",
        "Saturday, 4 March 2023\n\n",
        "PORT TOWN — March 3 — ",
        "3 March 2023\n",
    ],
)
def test_a_dated_line_is_the_better_anchor(opening: str) -> None:
    """A dated line at the beginning is taken before the day of publication."""
    text = opening + "The court met on Thursday."
    last = times(text)[-1]
    assert (last.value, last.anchor) == ("2023-03-02", "dated line")


def test_a_date_in_a_caption_is_no_dated_line() -> None:
    """A date within a sentence leaves the publication as it is."""
    text = "The court, in the port town, on Nov. 7, 2019. A clerk spoke on Sunday."
    assert times(text)[-1].value == "2023-03-12"


def test_a_story_carries_its_date() -> None:
    """What follows a story is counted from the last date that it spoke of."""
    text = (
        "On 9 September 1914 the fort fell. Two days later the army left. The next day it rained. "
        "By October the road was open. In May of that year it had been shut. "
        "In December a truce held. In January it broke. The following spring they met again."
    )
    found = times(text, "")
    assert [t.value for t in found] == [
        "1914-09-09",
        "1914-09-11",
        "1914-09-12",
        "1914-10",
        "1914-05",
        "1914-12",
        "1915-01",
        "1915-SP",
    ]
    assert {t.anchor for t in found[1:]} == {"earlier date"}


def test_clock_times_take_the_day_of_their_sentence() -> None:
    """A time of day stands on the day that the sentence speaks of."""
    assert values("The gate shuts at 9 PM on Sunday.") == [
        ("9 PM", "2023-03-12T21"),
        ("Sunday", "2023-03-12"),
    ]
    (noon,) = times("The raid began at 5:30 a.m. on Sunday.")[:1]
    assert (noon.value, noon.type, noon.precision) == (
        "2023-03-12T05:30",
        TimeType.TIME,
        Precision.MOMENT,
    )


def test_the_order_of_figures_is_the_texts_own() -> None:
    """Where one day in figures can only be day first, the others are read so too."""
    text = "Filed on 13/04/2022. Heard on 05/04/2022."
    assert [t.value for t in times(text)] == ["2022-04-13", "2022-04-05"]
    assert times("Heard on 05/04/2022.")[0].value == "2022-05-04"


def test_lunar_days_and_impossible_days() -> None:
    """Days reckoned by other calendars are placed; days that no calendar has are nowhere."""
    assert values("The truce began on Eid al-Fitr 2019.") == [("Eid al-Fitr 2019", "2019-06-04")]
    (found,) = times("It was dated 31 February 2019.")
    assert (found.value, found.earliest) == ("2019-02-31", "")


@pytest.mark.parametrize(
    "unit",
    [
        "on 5 May 2019 ",
        "May ",
        "1/2/",
        "1999-",
        "“",
        "the last week of ",
        "a",
        "5",
        "two or ",
        "\u202e5 May ",
        "Monday,",
    ],
)
def test_hostile_texts_are_read(unit: str) -> None:
    """Offsets stay inside and apart; benchmarks/reading_scaling.py measures time."""
    text = unit * (25_000 // len(unit))
    found = find_times(text, [(0, len(text))], MONDAY)
    assert all(0 <= t.start < t.end <= len(text) for t in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    "text",
    [
        "0000-00-00 99/99/9999 31/31 9999 years ago, in 9999 years, 99999999999999999 days later",
        "hundred hundred hundred hundred hundred thousand thousand years ago",
        "in the 99th century BC, 0 BC, BC 1, the 00s, ’00, 24:00, 25:61, 12 13 pm, 0 am",
        "three hundred thousand years ago and the week of the 40th of May",
        "next Easter 9999 and last Easter 1 AD, 29 February, feb 30",
        "İstanbul’da 5 Mayıs, 5 мая, ５ May, ² May 2019",
    ],
)
@pytest.mark.parametrize("published", ["", MONDAY, "0001-01-01", "9999-12-31", "soon"])
def test_odd_figures_do_no_harm(text: str, published: str) -> None:
    """Nothing outside the calendar raises, whatever the anchor."""
    for found in times(text, published):
        assert text[found.start : found.end].strip()
