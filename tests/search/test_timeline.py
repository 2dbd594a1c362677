"""The timeline: told events by day, the filters, and what has no day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.errors import BadInput
from casefile.search.timeline import TimelineFilter, how_many, timeline
from casefile.workflow.incidents import incident, incidents, merge_incidents
from casefile.workflow.timeline import timeline as of_case
from casefile.workflow.workspace import Workspace
from tests.search.rereading import append_reading, last_reading, put
from tests.world import make_case

QUAY = "The Port Office said shelling hit a quay in Odesa on 3 June 2024."
SHOPS = "Irena Dole said soldiers looted shops in Kherson in June 2024."
BUS = "The Bus Union said gunmen shot at a bus near Kharkiv on 9 July 2024."
MILL = "The Mill Board said looters robbed a mill in Lviv."
BRIDGE = "The Crane Crew said troops plan to shell a bridge in Lutsk on 1 December 2026."
PRISON = "Ben Oram said soldiers tortured nine prisoners in Kherson in 2023."
UNTIL = "Eva Kim said shelling went on in Nikopol until 20 June 2024."
NOT_DONE = "Ann Lee said soldiers did not loot a church in Sumy on 4 June 2024."
TEXTS = (QUAY, SHOPS, BUS, MILL, BRIDGE, PRISON, UNTIL, NOT_DONE)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Workspace]:
    with make_case(tmp_path / "case") as opened:
        put(opened, tmp_path / "texts", *TEXTS)
        yield opened


def labels(case: Workspace, **wanted: str | int | bool) -> list[str]:
    return [r.label for r in timeline(case.index.db, TimelineFilter(**wanted))]  # type: ignore[arg-type]


def test_by_day_and_what_has_none_comes_last(case: Workspace) -> None:
    """A month stands at its first day, an open beginning at its end."""
    assert labels(case) == ["6.1", "2.1", "1.1", "1.2", "8.1", "7.1", "3.1", "5.1", "4.1"]


def test_a_row_says_when_what_where_and_who(case: Workspace) -> None:
    """In the report's words, with the interval and its precision beside them."""
    row = timeline(case.index.db, TimelineFilter(kind="shooting"))[0]
    assert (row.first_day, row.last_day, row.precision) == ("2024-07-09", "2024-07-09", "day")
    assert (row.when, row.words, row.place) == ("9 July 2024", "shot at", "near Kharkiv")
    assert (row.speaker, row.status, row.negated) == ("Bus Union", "happened", False)
    assert (row.label, row.context) == ("3.1", BUS)
    assert row.incident > 0


def test_an_open_end_stays_open(case: Workspace) -> None:
    """ "Until 20 June" has no first day; nothing is put in its place."""
    row = next(r for r in timeline(case.index.db, TimelineFilter()) if r.label == "7.1")
    assert (row.first_day, row.last_day, row.precision) == ("", "2024-06-20", "open")


def test_what_goes_on_since_a_day_counts_on_every_later_one(
    case: Workspace, tmp_path: Path
) -> None:
    """An open end is open: the siege touches all days from its first on, and none before."""
    put(case, tmp_path / "texts", "The Army said soldiers have besieged Sumy since 5 June 2024.")
    reading = last_reading(case, 9)
    reading["particulars"]["events"][0]["time"] = reading["particulars"]["times"][0]["start"]
    append_reading(case, reading | {"reader": "later/2"})
    assert "9.1" in labels(case, first="2026-01-01")
    assert "9.1" in labels(case, first="2024-06-05", last="2024-06-05")
    assert "9.1" not in labels(case, last="2024-06-04")
    row = next(r for r in timeline(case.index.db, TimelineFilter()) if r.label == "9.1")
    assert (row.first_day, row.last_day) == ("2024-06-05", "")


def test_what_is_planned_or_negated_is_marked(case: Workspace) -> None:
    """They stand on the timeline as told, and in no incident."""
    found = {r.label: r for r in timeline(case.index.db, TimelineFilter())}
    assert (found["5.1"].status, found["5.1"].incident) == ("planned", 0)
    assert (found["8.1"].negated, found["8.1"].incident) == (True, 0)


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2024-06-03", "2024-06-03", ["2.1", "1.1", "1.2", "7.1"]),  # the month touches the day
        ("2024-06-04", "2024-06-04", ["2.1", "8.1", "7.1"]),
        ("2024-06-05", "", ["2.1", "7.1", "3.1", "5.1"]),
        ("2024-06-20", "2024-07-08", ["2.1", "7.1"]),  # the last day of "until" is in
        ("2024-06-21", "2024-07-08", ["2.1"]),
        ("2024-07-01", "2024-07-09", ["3.1"]),
        ("", "2023-01-01", ["6.1", "7.1"]),  # the first day of the year; an open beginning
        ("", "2022-12-31", ["7.1"]),
        ("2023-12-31", "2023-12-31", ["6.1", "7.1"]),
        ("2026-12-02", "", []),
    ],
)
def test_days_are_both_included(case: Workspace, first: str, last: str, found: list[str]) -> None:
    """An event counts where its interval touches the days asked for; one without a day never."""
    assert labels(case, first=first, last=last) == found
    assert how_many(case.index.db, TimelineFilter(first=first, last=last)) == len(found)


def test_only_what_has_no_day(case: Workspace) -> None:
    """So that nobody takes the dated ones for all."""
    assert labels(case, undated=True) == ["4.1"]
    assert labels(case, undated=True, first="2024-01-01") == []


def test_by_kind(case: Workspace) -> None:
    """The exact kind."""
    assert labels(case, kind="looting") == ["2.1", "8.1", "4.1"]
    assert labels(case, kind="no such kind") == []


def test_by_incident_follows_a_merge(case: Workspace) -> None:
    """A merged incident's events are found under the one that it went into."""
    found = {e.label: r.number for r in incidents(case) for e in incident(case, r.number).events}
    quay, bus = found["1.1"], found["3.1"]
    assert labels(case, incident=bus) == ["3.1"]
    merge_incidents(case, quay, bus, "one raid")
    assert labels(case, incident=quay) == ["1.1", "1.2", "3.1"]
    assert labels(case, incident=bus) == []


def test_only_what_an_allegation_rests_on(case: Workspace) -> None:
    """Events of incidents that open one now."""
    found = labels(case, alleged=True)
    assert "6.1" in found
    assert "5.1" not in found
    assert "8.1" not in found


def test_a_limit_cuts_rows_and_not_the_count(case: Workspace) -> None:
    """The first rows are given, and how many there are is still said."""
    shown = of_case(case, TimelineFilter(limit=3))
    assert [r.label for r in shown.rows] == ["6.1", "2.1", "1.1"]
    assert (shown.total, shown.undated) == (9, 1)


def test_a_month_or_a_year_may_be_asked_for(case: Workspace) -> None:
    """From its first day, to its last."""
    of_june = of_case(case, TimelineFilter(first="2024-06", last="2024-06"))
    assert [r.label for r in of_june.rows] == ["2.1", "1.1", "1.2", "8.1", "7.1"]
    of_year = of_case(case, TimelineFilter(first="2023", last="2023"))
    assert [r.label for r in of_year.rows] == ["6.1", "7.1"]


@pytest.mark.parametrize("day", ["2024-02-30", "June 2024", "2024-13", "24-06-03", "2024-6-3"])
def test_a_day_that_cannot_be_is_refused(case: Workspace, day: str) -> None:
    """With the form to write it in; nothing is guessed."""
    for wanted in (TimelineFilter(first=day), TimelineFilter(last=day)):
        with pytest.raises(BadInput, match="no day that can be") as error:
            of_case(case, wanted)
        assert "2023-03-13" in error.value.next_step


def test_an_empty_case(tmp_path: Path) -> None:
    """No documents, no rows, no trouble."""
    with make_case(tmp_path / "empty") as case:
        shown = of_case(case)
        assert (shown.rows, shown.total, shown.undated) == ((), 0, 0)
