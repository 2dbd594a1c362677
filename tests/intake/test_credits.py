"""Where captions end and credits start."""

from __future__ import annotations

import time

import pytest

from casefile.intake.credits import caption_date, split_credit


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        (
            "Ships wait off Odda.The Associated Press",
            "Ships wait off Odda.",
            "The Associated Press",
        ),
        ("Ships wait off Odda. (AP Photo/Ann Lee)", "Ships wait off Odda.", "(AP Photo/Ann Lee)"),
        ("Ships wait. (ANN LEE/AFP/Getty Images.)", "Ships wait.", "(ANN LEE/AFP/Getty Images.)"),
        ("Ships wait. Photograph: Ann Lee/EPA", "Ships wait.", "Photograph: Ann Lee/EPA"),
        ("Ships wait off Odda. REUTERS/Ann Lee", "Ships wait off Odda.", "REUTERS/Ann Lee"),
        ("“We wait.”Ann Lee/Reuters", "“We wait.”", "Ann Lee/Reuters"),
        ("Ann Lee / Reuters", "", "Ann Lee / Reuters"),
        ("Image source, Getty Images", "", "Image source, Getty Images"),
    ],
)
def test_agency_credits_are_split_off(line: str, caption: str, credit: str) -> None:
    """Every usual form of an agency's credit parts from its caption."""
    parts = split_credit(line)
    assert parts is not None
    assert line[slice(*(parts.caption or (0, 0)))] == caption
    assert line[slice(*(parts.credit or (0, 0)))] == credit


@pytest.mark.parametrize(
    "line",
    [
        "The port is closed, two sources told Reuters.",
        "The ministry denied the report by the Associated Press",
        "The bill is dead, said Senator Ann Lee (R-Texas).",
        "“Nobody was there,” said Ms. Lee of the BBC.",
        "He wrote it down. The Times",
        "A digest of the news. [Reuters]",
        "It grew by 3.5.Then it fell.",
        "The vote (12/30) was lost.",
    ],
)
def test_reporting_is_no_caption(line: str) -> None:
    """Sentences that end with an agency's name or a bracket stay whole."""
    assert split_credit(line) is None


def test_a_known_caption_may_have_any_name_after_the_stop() -> None:
    """In a caption a glued name is the credit, agency or not; in a plain line it is not."""
    line = "Ships wait.Bo Ek/The Harbour Courier"
    assert split_credit(line) is None
    parts = split_credit(line, is_caption=True)
    assert parts is not None
    assert parts.credit == (11, len(line))


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("An empty quay on 2 May 2023. Photo: Bo Ek/North Wire", "Photo: Bo Ek/North Wire"),
        ("Ann Lee in her office. Quarter Bell/Bo Ek", "Quarter Bell/Bo Ek"),
    ],
)
def test_a_known_caption_may_end_in_any_photographer(line: str, credit: str) -> None:
    """A label or a slash tells the credit, also of an agency that no list holds."""
    parts = split_credit(line, is_caption=True)
    assert parts is not None
    assert line[slice(*(parts.credit or (0, 0)))] == credit


@pytest.mark.parametrize(
    ("caption", "day"),
    [
        ("In The Hague, on Nov. 7, 2019.", "2019-11-07"),
        ("Odda, 7 November 2019", "2019-11-07"),
        ("Odda, Sept. 1st, 2020", "2020-09-01"),
        ("Taken 2019-11-07", "2019-11-07"),
        ("Odda, November 2019", ""),
        ("From May 1, 2020 to May 3, 2020", ""),
        ("Nov. 45, 2019", ""),
        ("", ""),
    ],
)
def test_a_day_is_taken_only_if_stated_in_full(caption: str, day: str) -> None:
    """Month alone, two days or an impossible day give no date."""
    assert caption_date(caption) == day


@pytest.mark.parametrize(
    "piece", ["A. ", "Aa ", "a.B", "A.B ", "x.A.a ", "x.AP/", "(", "AP, ", "AP | "]
)
def test_a_hostile_line_costs_no_time(piece: str) -> None:
    """Plain text is not parsed in the jail, so no pattern may cost the square of a line."""
    begun = time.monotonic()
    for _ in range(20):
        split_credit((piece * 4_000)[:10_000], is_caption=True)
        split_credit((piece * 4_000)[:118], is_caption=True)
    assert time.monotonic() - begun < 20  # runaway patterns take minutes
