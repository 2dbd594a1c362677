"""Counts: numbers with hedge, unit, effect, rate and cut-off; and numbers that count nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from casefile.particulars import Count, Precision, Time, TimeType
from casefile.reading.counts.find import find_counts

GOLD = Path(__file__).parents[3] / "evals/gold/counts.jsonl"
TUNED = [row for row in map(json.loads, GOLD.read_text().splitlines()) if row["part"] == "tuned"]
FIELDS = ("start", "end", "low", "high", "hedge", "unit", "effect", "per")


def counted(text: str, *times: Time) -> tuple[Count, ...]:
    return find_counts(text, [(0, len(text))], times)


@pytest.mark.parametrize("row", TUNED, ids=lambda row: row["text"][:50])
def test_own_sentences_are_read_in_every_field(row: dict) -> None:  # type: ignore[type-arg]
    """Extent, ends, hedge, unit, effect and rate are those that the gold states."""
    found = [tuple(getattr(count, name) for name in FIELDS) for count in counted(row["text"])]
    assert found == [tuple(count[name] for name in FIELDS) for count in row["counts"]]


@pytest.mark.parametrize(
    "text",
    [
        "The rule is in Article 8 and in No. 3.",
        "Call +31 70 515 8515 at once.",
        "The 35-year-old medic slept.",
        "The court opened in 1998.",
        "He served from 1990 to 1994.",
        "The T-72 and the M-16 stood there.",
        "It ended in 200 B.C.E. after all.",
        "On 3 May they left, and on June 7 they came back.",
        "The one who asked was not the only one.",
        "It lasted 30 minutes.",
        "See https://example.org/a/12?b=30%25 for it.",
    ],
)
def test_a_number_that_counts_nothing_is_no_count(text: str) -> None:
    """Years, articles, ages, codes, dates, pronouns and durations are left out."""
    assert counted(text) == ()


def test_no_count_lies_in_a_time_and_a_time_can_be_the_cut_off() -> None:
    """Spans of times are kept out; "as of" before one makes it the cut-off."""
    text = "As of 3 May, 412 men were held."
    day = Time(6, 11, TimeType.DATE, "XXXX-05-03", "", "", Precision.DAY, "", "day and month")
    (count,) = counted(text, day)
    assert (count.low, count.cut_off_start, count.cut_off_end) == (412, 6, 11)
    hence = Time(9, 17, TimeType.DATE, "", "", "", Precision.NONE, "", "made up")
    assert len(counted("They met 40 hence.")) == 1
    assert counted("They met 40 hence.", hence) == ()


def test_an_unnamed_cut_off_is_found_by_its_words() -> None:
    """ "Since the invasion" is a cut-off without a time expression."""
    text = "At least 40 wells were destroyed since the invasion."
    (count,) = counted(text)
    assert text[count.cut_off_start : count.cut_off_end] == "the invasion"


def test_offsets_hold_where_lower_case_would_be_longer() -> None:
    """A letter whose lower case has two code points moves nothing."""
    text = "İİİ saw 20 wounded troops."
    (count,) = counted(text)
    assert text[count.start : count.end] == "20"
    assert text[count.unit_start : count.unit_end] == "troops"


@pytest.mark.parametrize(
    "text", ["", "9" * 50_000, "1," * 5_000, "20-30 " * 3_000, '"' * 10_000, "and " * 9_000]
)
def test_odd_texts_end_and_point_at_their_words(text: str) -> None:
    """No crash, and every span lies in the text and is not empty."""
    assert all(0 <= c.start < c.end <= len(text) for c in counted(text))
