"""Told events and incidents as rows: batches, orders, documents read anew, decisions in between."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import pytest

from casefile.case.decision import KIND
from casefile.entry import Draft
from casefile.search.database import rows
from casefile.search.index import Index
from casefile.workflow.decisions import undo
from casefile.workflow.incidents import (
    accept_event,
    incident,
    incidents,
    merge_incidents,
    reject_event,
    split_incident,
)
from casefile.workflow.workspace import Workspace
from tests.search.rereading import (
    Later,
    Mute,
    append_reading,
    assert_rebuilds,
    column,
    last_reading,
    put,
    read_anew,
)
from tests.world import make_case

HOSPITAL = "The Port Office said shelling hit a hospital in Odesa on 3 June 2024."
AGAIN = "Irena Dole said shelling struck a hospital in Odesa on 3 June 2024."
PRISON = "The Bus Union said soldiers tortured nine prisoners near Kharkiv on 9 July 2024."
MILL = "The Mill Board said looters robbed a mill in Lviv on 1 August 2024."
TOLD = "The Crane Crew told gunmen shot at a bus in Lutsk on 4 September 2024."
MERGE = {"about": "incident", "action": "merge", "targets": ["x", "y"]}
ODD: tuple[dict[str, object], ...] = (
    MERGE | {"undoes": "x"},
    MERGE | {"reason": ["a"]},
    MERGE | {"reason": None},
    MERGE | {"about": "allegation"},
)
TEXTS = (HOSPITAL, AGAIN, PRISON, MILL)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Workspace]:
    with make_case(tmp_path / "case") as opened:
        put(opened, tmp_path / "texts", *TEXTS)
        yield opened


def where(case: Workspace) -> dict[str, int]:
    """The incident of each told event, by the event's label."""
    return {e.label: r.number for r in incidents(case) for e in incident(case, r.number).events}


def link(case: Workspace, label: str) -> tuple[str, int]:
    """State and deciding entry of an event's link."""
    number = where(case)[label]
    return next(
        (e.link, e.decided) for e in incident(case, number).events if e.label == label
    )  # fmt: skip


def tellers(case: Workspace, number: int) -> set[tuple[str, str]]:
    """How and by whom a document's events are told."""
    query = """SELECT c.directness, c.source FROM event e
        JOIN claim c ON c.id=e.claim AND c.document=e.document WHERE e.number=?"""
    return set(rows(case.index.db, query, (number,)))


def folded(case: Workspace, size: int) -> str:
    """The digest of an index that takes so many entries at a time."""
    fresh, entries = Index.in_memory(), list(case.record.ledger.entries())
    for first in range(0, len(entries), size):
        fresh.keep_up(entries[first : first + size], case.record.blobs.get)
    digest = fresh.digest()
    fresh.close()
    return digest


@pytest.mark.parametrize("size", [1, 2, 3, 1000])
def test_batches_do_not_matter(case: Workspace, size: int) -> None:
    """One entry at a time, a few or all at once: the rows are the same."""
    merge_incidents(case, where(case)["3.1"], where(case)["4.1"], "one raid")
    assert folded(case, size) == case.index.digest()


def test_any_order_of_documents_is_taken(tmp_path: Path) -> None:
    """Numbers follow the ledger, from 1 on; who belongs together does not."""
    for n, order in enumerate(permutations(TEXTS[:3])):
        with make_case(tmp_path / f"case-{n}") as case:
            put(case, tmp_path / f"texts-{n}", *order)
            found = where(case)
            first, again, prison = (found[f"{order.index(text) + 1}.1"] for text in TEXTS[:3])
            assert first == again != prison
            assert found["1.1"] == 1
            assert_rebuilds(case)


def test_reading_anew_forgets_the_old_rows(case: Workspace) -> None:
    """A reader that finds no events leaves none of the document's rows behind."""
    (document,) = column(case, "SELECT id FROM document WHERE number=3")
    reading = last_reading(case, 3)
    reading["claims"], reading["reader"] = [], "mute/2"
    reading["particulars"]["events"] = []
    append_reading(case, reading)
    assert "3.1" not in where(case)
    for table in ("event", "event_sketch", "bears", "claim"):
        query = f"SELECT count(*) FROM {table} WHERE document=?"
        assert column(case, query, [document]) == [0], table
    for table in ("event_link", "event_possible"):
        query = f"SELECT count(*) FROM {table} WHERE event NOT IN (SELECT id FROM event)"
        assert column(case, query) == [0], table
    assert column(case, "SELECT count(*) FROM document_sketch WHERE document=?", [document]) == [1]
    assert_rebuilds(case)


def test_reading_anew_finds_what_was_missed(case: Workspace, tmp_path: Path) -> None:
    """A later reader's claims stand in place of the earlier one's; other documents keep theirs."""
    put(case, tmp_path / "texts", TOLD)
    others = {label: n for label, n in where(case).items() if not label.startswith("5.")}
    assert tellers(case, 5) == {("own_voice", "")}
    read_anew(case, 5, Later())
    assert tellers(case, 5) == {("indirect", "The Crane Crew")}
    assert {k: n for k, n in where(case).items() if not k.startswith("5.")} == others
    assert_rebuilds(case)


def test_reading_anew_without_sayings_keeps_the_events(case: Workspace) -> None:
    """Events are the rules' own: where nobody is heard any more, the outlet tells them."""
    events = column(case, "SELECT id FROM event WHERE number=3")
    read_anew(case, 3, Mute())
    assert column(case, "SELECT id FROM event WHERE number=3") == events
    assert tellers(case, 3) == {("own_voice", "")}
    assert_rebuilds(case)


def test_the_same_reading_again_changes_no_groups(case: Workspace) -> None:
    """Who belongs to whom is as before when the same events are read again."""
    before = where(case)
    groups = {frozenset(k for k in before if before[k] == n) for n in set(before.values())}
    for number in (1, 2, 3, 4):
        read_anew(case, number, Later())
    after = where(case)
    assert {frozenset(k for k in after if after[k] == n) for n in set(after.values())} == groups
    assert_rebuilds(case)


def test_reading_anew_keeps_the_numbers(case: Workspace) -> None:
    """People have cited i2: the same events under the same reader stay in it."""
    before = where(case)
    for number in (3, 1, 2, 4):
        read_anew(case, number, Later())
    assert where(case) == before


def test_reading_anew_keeps_who_accepted(case: Workspace) -> None:
    """An accepted link stays accepted, by the same entry."""
    done = accept_event(case, "2.1", where(case)["1.1"])
    read_anew(case, 2, Later())
    assert link(case, "2.1") == ("accepted", done.n)


def test_reading_anew_keeps_a_rejected_event_apart(case: Workspace) -> None:
    """What a person set apart is not suggested again, whoever reads the document."""
    reject_event(case, "2.1", "another hospital")
    apart = where(case)["2.1"]
    read_anew(case, 2, Later())
    assert where(case)["2.1"] == apart != where(case)["1.1"]
    query = """SELECT i.root FROM event_sketch s JOIN incident i ON i.number=s.incident
        JOIN document d ON d.id=s.document WHERE d.number=2"""
    assert where(case)["1.1"] not in column(case, query)  # nor compared with later reports there
    read_anew(case, 1, Later())
    assert where(case)["2.1"] != where(case)["1.1"]
    assert_rebuilds(case)


def test_reading_anew_keeps_who_rejected(case: Workspace) -> None:
    """The list still says by which entry it was set apart."""
    done = reject_event(case, "2.1", "another hospital")
    read_anew(case, 2, Later())
    assert link(case, "2.1") == ("rejected", done.n)


def test_reading_anew_keeps_a_split(case: Workspace) -> None:
    """Events that a person made an incident of their own stay one."""
    split_incident(case, ["2.1"], "the second strike")
    apart = where(case)["2.1"]
    read_anew(case, 2, Later())
    assert where(case)["2.1"] == apart
    assert_rebuilds(case)


@pytest.mark.parametrize("number", [1, 3])
def test_reading_anew_keeps_a_merge(case: Workspace, number: int) -> None:
    """Merged incidents stay one, whichever of their documents is read again."""
    merge_incidents(case, where(case)["1.1"], where(case)["3.1"], "one raid")
    read_anew(case, number, Later())
    found = where(case)
    assert found["1.1"] == found["3.1"] == 1


def test_a_decision_before_a_reading_can_be_undone_after_it(case: Workspace) -> None:
    """The event goes back to where it was put before the decision."""
    first = where(case)["1.1"]
    done = split_incident(case, ["2.1"], "the second strike")
    read_anew(case, 2, Later())
    undo(case, done.n, "it was one strike")
    assert where(case)["2.1"] == first
    assert_rebuilds(case)


def test_later_reports_join_what_was_split_off(case: Workspace, tmp_path: Path) -> None:
    """A report in the words of the event that was split off belongs to that incident."""
    clinic = AGAIN.replace("hospital", "clinic")
    put(case, tmp_path / "texts", clinic)
    split_incident(case, ["5.1"], "the clinic is another place")
    put(case, tmp_path / "texts", clinic.replace("Irena Dole", "The Crane Crew"))
    assert where(case)["6.1"] == where(case)["5.1"]


def test_incident_numbers_are_never_given_twice(case: Workspace, tmp_path: Path) -> None:
    """Neither an undone split nor an emptied incident frees its number."""
    given = set(where(case).values())
    for _ in range(3):
        done = split_incident(case, ["2.1"], "apart")
        fresh = where(case)["2.1"]
        assert fresh not in given
        given.add(fresh)
        undo(case, done.n, "together")
    put(case, tmp_path / "texts", TOLD)
    assert where(case)["5.1"] not in given


def test_what_is_only_planned_is_in_no_incident(case: Workspace, tmp_path: Path) -> None:
    """It stays a told event, with its words, and the timeline can show it."""
    put(case, tmp_path / "texts", "The Gate Guild said the army plans to shell a quay in Odesa.")
    assert column(case, "SELECT incident FROM event WHERE number=5") == [0]
    assert_rebuilds(case)


def test_a_text_without_events_is_no_trouble(case: Workspace, tmp_path: Path) -> None:
    """It has a sketch, so that later documents can be compared with it, and nothing else."""
    put(case, tmp_path / "texts", "The river is wide there, and in winter the ferry does not run.")
    assert column(case, "SELECT count(*) FROM event WHERE number=5") == [0]
    assert_rebuilds(case)


@pytest.mark.parametrize(
    "data",
    [
        {"about": "weather", "action": "merge", "targets": ["x", "y"]},  # of a later release
        {"about": "incident", "action": "map", "targets": ["x"]},
        {"about": "incident", "action": "merge", "targets": ["x", "y"]},  # nobody has such events
        {"about": "incident", "action": "accept", "targets": []},
        {"about": "incident", "action": "split", "targets": []},
        {"about": "incident", "action": "undo", "targets": []},
        {},
        *ODD,
    ],
)
def test_an_entry_that_cannot_be_applied_stops_nothing(
    case: Workspace, tmp_path: Path, data: dict[str, object]
) -> None:
    """It changes no row of an incident, and later entries fold as before."""
    before = where(case)
    whole = data and {"v": 1, "reason": "r", "undoes": 3, "more": {}} | data
    case.record.append([Draft(KIND, whole)])
    put(case, tmp_path / "texts", TOLD)
    assert {k: n for k, n in where(case).items() if not k.startswith("5.")} == before
    troubles = column(case, "SELECT trouble FROM decision")
    assert all(troubles)
    assert_rebuilds(case)


def test_a_decision_about_an_event_that_is_gone_changes_nothing(case: Workspace) -> None:
    """A later reader finds no such event; the decision stays in the list as it was taken."""
    done = accept_event(case, "2.1", where(case)["1.1"])
    reading = last_reading(case, 2)
    reading["claims"], reading["reader"] = [], "later/2"
    reading["particulars"]["events"] = []
    append_reading(case, reading)
    assert column(case, "SELECT n FROM decision WHERE trouble=''") == [done.n]
    undo(case, done.n, "no such event")
    assert_rebuilds(case)
    read_anew(case, 2, Later())
    assert_rebuilds(case)


def test_two_people_adding_the_same_bytes_at_once(case: Workspace) -> None:
    """The second entry of a document that is there already adds nothing and stops nothing."""
    entry = next(e for e in case.record.ledger.entries() if e.kind == "document.add")
    case.record.append([Draft(entry.kind, dict(entry.data), entry.blobs, entry.refs)])
    case.keep_up(case.index)
    assert column(case, "SELECT count(*) FROM document") == [len(TEXTS)]
