"""Incidents that open allegations, and what people's decisions about incidents do to them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.errors import DecisionError
from casefile.search.allegations import allegation_row, allegations
from casefile.search.database import rows
from casefile.search.fold_crimes import candidate_set, hits_of
from casefile.workflow.decisions import undo
from casefile.workflow.incidents import (
    accept_event,
    incident,
    incidents,
    merge_incidents,
    split_incident,
)
from casefile.workflow.workspace import Workspace
from tests.search.rereading import (
    Later,
    append_reading,
    assert_rebuilds,
    column,
    last_reading,
    put,
    read_anew,
)
from tests.world import make_case

HOSPITAL = "The Port Office said shelling hit a hospital in Odesa on 3 June 2024."
PRISON = "Irena Dole said soldiers tortured nine prisoners in Kherson on 9 July 2024."
TANKS = "The Bus Union said artillery destroyed 14 tanks near Kharkiv on 9 July 2024."
ROCKETS = "The Mill Board said rockets hit a hospital in Odesa on 20 July 2024."
AGAIN = "The Crane Crew said shelling struck a hospital in Odesa on 3 June 2024."
BATTLE = "The Army said troops advanced near Lviv on 1 August 2024 after heavy fighting."
TEXTS = (HOSPITAL, PRISON, TANKS, ROCKETS, AGAIN, BATTLE)
BUILDINGS, TREATMENT = "conduct.buildings", "conduct.treatment"


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Workspace]:
    with make_case(tmp_path / "case") as opened:
        put(opened, tmp_path / "texts", *TEXTS)
        yield opened


def standing(case: Workspace) -> dict[int, tuple[int, str]]:
    """The allegations that stand: number to incident and candidate set."""
    return {a.number: (a.incident, a.name) for a in allegations(case.index.db)}


def of(case: Workspace, label: str) -> int:
    """The incident of a told event."""
    found = {e.label: r.number for r in incidents(case) for e in incident(case, r.number).events}
    return found[label]


def test_incidents_of_told_conduct_open_allegations(case: Workspace) -> None:
    """One each for the hospital, the prisoners and the other hospital, numbered as they came."""
    assert standing(case) == {
        1: (of(case, "1.1"), BUILDINGS),
        2: (of(case, "2.1"), TREATMENT),
        3: (of(case, "4.1"), BUILDINGS),
    }


def test_ordinary_combat_opens_none(case: Workspace) -> None:
    """Tanks destroyed and troops that advance are incidents, and no allegation."""
    alleged = {number for number, _ in standing(case).values()}
    assert of(case, "3.1") not in alleged
    assert of(case, "6.1") not in alleged
    assert hits_of(case.index.db, of(case, "6.1")) == []


def test_a_second_report_opens_no_second_allegation(case: Workspace) -> None:
    """The fifth report tells of the first hospital; its incident has one allegation."""
    assert of(case, "5.1") == of(case, "1.1")
    assert [n for n, (i, _) in standing(case).items() if i == of(case, "1.1")] == [1]


def test_an_allegation_lists_a_set_of_crimes(case: Workspace) -> None:
    """Its name is that of the set of candidates that its incident opens."""
    found = candidate_set(case.index.db, of(case, "1.1"), BUILDINGS)
    assert found is not None
    assert found.id == BUILDINGS
    assert len(found.crimes) > 1
    assert candidate_set(case.index.db, of(case, "1.1"), TREATMENT) is None
    assert candidate_set(case.index.db, of(case, "6.1"), BUILDINGS) is None


def test_a_split_takes_the_allegation_along(case: Workspace) -> None:
    """The event that was split off opens one of its own; the other report keeps its number."""
    done = split_incident(case, ["5.1"], "the second strike")
    assert standing(case)[1] == (of(case, "1.1"), BUILDINGS)
    assert standing(case)[4] == (of(case, "5.1"), BUILDINGS)
    undo(case, done.n, "it was one strike")
    assert set(standing(case)) == {1, 2, 3}
    assert_rebuilds(case)


def test_moving_the_only_telling_away_leaves_none(case: Workspace) -> None:
    """An allegation stands on the events that are in its incident now."""
    prison, tanks = of(case, "2.1"), of(case, "3.1")
    done = accept_event(case, "2.1", tanks, "the same day")
    assert {i for i, _ in standing(case).values() if i in (prison, tanks)} == {tanks}
    with pytest.raises(DecisionError, match="a2 does not stand any more"):
        allegation_row(case.index.db, 2)
    undo(case, done.n, "no")
    assert standing(case)[2] == (prison, TREATMENT)
    assert_rebuilds(case)


def test_a_merge_joins_two_of_the_same_set_under_the_lower_number(case: Workspace) -> None:
    """Whichever incident stays, people have cited the earlier allegation."""
    first, later = of(case, "1.1"), of(case, "4.1")
    for stays, goes in ((first, later), (later, first)):
        done = merge_incidents(case, stays, goes, "one night")
        assert standing(case) == {1: (stays, BUILDINGS), 2: (of(case, "2.1"), TREATMENT)}
        undo(case, done.n, "two nights")
        assert set(standing(case)) == {1, 2, 3}
        assert standing(case)[3] == (later, BUILDINGS)
    assert_rebuilds(case)


def test_a_merge_of_different_sets_keeps_both(case: Workspace) -> None:
    """One incident may be read as two kinds of conduct."""
    hospital, prison = of(case, "1.1"), of(case, "2.1")
    done = merge_incidents(case, prison, hospital, "one raid")
    assert standing(case)[1] == (prison, BUILDINGS)
    assert standing(case)[2] == (prison, TREATMENT)
    undo(case, done.n, "two raids")
    assert standing(case)[1] == (hospital, BUILDINGS)


def test_a_merge_into_combat_brings_the_allegation(case: Workspace) -> None:
    """The incident that stays opened none itself; now the torture is part of it."""
    tanks = of(case, "3.1")
    done = merge_incidents(case, tanks, of(case, "2.1"), "one day")
    assert standing(case)[2] == (tanks, TREATMENT)
    undo(case, done.n, "no")
    assert standing(case)[2] == (of(case, "2.1"), TREATMENT)
    assert tanks not in {i for i, _ in standing(case).values()}
    assert_rebuilds(case)


def test_allegation_numbers_are_never_given_twice(case: Workspace, tmp_path: Path) -> None:
    """A number that does not stand any more is kept for what it was."""
    done = split_incident(case, ["5.1"], "apart")
    assert max(standing(case)) == 4
    undo(case, done.n, "together")
    put(case, tmp_path / "texts", PRISON.replace("Kherson", "Sumy").replace("9 July", "30 July"))
    split_incident(case, ["5.1"], "apart after all")
    numbers = column(case, "SELECT number FROM allegation ORDER BY number")
    assert numbers == list(range(1, len(numbers) + 1))
    fourth = rows(case.index.db, "SELECT stands, name FROM allegation WHERE number=4")
    assert fourth == [(0, BUILDINGS)]
    assert_rebuilds(case)


def test_an_unknown_number_is_no_allegation(case: Workspace) -> None:
    """Told apart from one that stood once."""
    with pytest.raises(DecisionError, match="no such allegation"):
        allegation_row(case.index.db, 99)


def test_an_allegation_falls_with_the_reading_that_told_it(case: Workspace) -> None:
    """A later reader finds no event in the report: nobody tells of the torture any more."""
    reading = last_reading(case, 2)
    reading["particulars"]["events"], reading["reader"] = [], "later/2"
    append_reading(case, reading)
    assert TREATMENT not in {name for _, name in standing(case).values()}


def test_reading_anew_keeps_the_allegations(case: Workspace) -> None:
    """The same events under the same reader: same incidents, same numbers."""
    before = standing(case)
    for number in (2, 1, 5, 3):
        read_anew(case, number, Later())
    assert standing(case) == before


def test_reading_anew_and_rebuilding(case: Workspace) -> None:
    """Crimes, topics and allegations of documents read twice are the same when folded anew."""
    for number in (2, 1, 5, 3):
        read_anew(case, number, Later())
    assert_rebuilds(case)
    for table in ("crime_hit", "topic_hit"):
        query = f"SELECT count(*) FROM {table} WHERE document NOT IN (SELECT id FROM document)"
        assert column(case, query) == [0]
    left = "SELECT count(*) FROM crime_hit WHERE event NOT IN (SELECT id FROM event)"
    assert column(case, left) == [0]
