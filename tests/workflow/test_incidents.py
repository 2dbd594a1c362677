"""Decisions about incidents: each is an entry, each can be undone, none is lost by a rebuild."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.case.decision import About, Action, Decision
from casefile.errors import DecidedMeanwhile, DecisionError
from casefile.search.index import Index
from casefile.workflow.add import add
from casefile.workflow.decide import decide
from casefile.workflow.decisions import decisions, undo
from casefile.workflow.incidents import (
    accept_event,
    accept_incident,
    incident,
    incidents,
    merge_incidents,
    reject_event,
    split_incident,
)
from casefile.workflow.workspace import Workspace, open_case
from tests.world import SaidReader, make_case

TEXTS = {
    "01-port.txt": "The Port Office said shelling hit the grain terminal in Odesa on 3 May 2024.\n",
    "02-town.txt": "Irena Dole said shelling struck the grain terminal in Odesa on 3 May 2024.\n",
    "03-bus.txt": "The Bus Union said gunmen shot at a bus near Kharkiv on 9 June 2024.\n",
    "04-mill.txt": "The Mill Board said looters robbed a mill in Lviv on 1 July 2024.\n",
}


def add_text(case: Workspace, folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    assert [a.outcome for a in add(case, [str(folder / name)])] == ["added"]


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Workspace]:
    with make_case(tmp_path / "case") as opened:
        for name, text in TEXTS.items():
            add_text(opened, tmp_path / "texts", name, text)
        yield opened


def groups(case: Workspace) -> list[set[str]]:
    """Labels of the events of each incident."""
    return [{e.label for e in incident(case, row.number).events} for row in incidents(case)]


def numbers(case: Workspace) -> list[int]:
    return [row.number for row in incidents(case)]


def of(case: Workspace, label: str) -> int:
    """The incident that an event is in."""
    (found,) = (
        row.number
        for row in incidents(case)
        if label in {e.label for e in incident(case, row.number).events}
    )
    return found


def test_two_reports_of_one_shelling_are_suggested_as_one(case: Workspace) -> None:
    """The link is a suggestion with a score and reasons until somebody decides."""
    number = of(case, "1.1")
    assert of(case, "2.1") == number
    shown = incident(case, number)
    linked = next(e for e in shown.events if e.label == "2.1")
    assert (linked.link, linked.decided) == ("suggested", -1)
    assert any(reason.what == "same day" for reason in linked.reasons)
    assert shown.row.suggested >= 1
    assert of(case, "3.1") != number


def test_accepting_says_who_and_when(case: Workspace) -> None:
    """An accepted link is not open any more; nothing else about it changes."""
    number = of(case, "1.1")
    before = groups(case)
    done = accept_incident(case, number)
    assert groups(case) == before
    row = incident(case, number)
    assert row.row.suggested == 0
    assert {e.decided for e in row.events if e.link == "accepted"} == {d.n for d in done}


def test_a_rejected_link_stays_rejected(case: Workspace, tmp_path: Path) -> None:
    """The event gets an incident of its own, and a rebuild puts it there again."""
    number = of(case, "2.1")
    reject_event(case, "2.1", "another terminal")
    assert of(case, "2.1") != number
    after = groups(case)
    case.drop_index()
    assert groups(case) == after
    assert of(case, "1.1") == number


def test_merging_and_undoing(case: Workspace, tmp_path: Path) -> None:
    """A merge is taken back whole; what came in after it stays where it was put."""
    first, second = of(case, "1.1"), of(case, "3.1")
    before = groups(case)
    done = merge_incidents(case, first, second, "one raid")
    assert of(case, "3.1") == first
    assert incident(case, first).row.merged == (second,)
    text = "The Crane Crew said shelling hit the grain terminal in Odesa on 3 May 2024.\n"
    add_text(case, tmp_path / "texts", "05-more.txt", text)
    assert of(case, "5.1") == first
    undo(case, done.n, "two raids after all")
    assert of(case, "3.1") == second
    assert of(case, "5.1") == first
    assert len(groups(case)) == len(before)


def test_splitting_and_undoing(case: Workspace) -> None:
    """Named events become an incident of their own, and come back by undo."""
    number = of(case, "1.1")
    done = split_incident(case, ["2.1"], "the second strike of that day")
    assert of(case, "2.1") not in (number, 0)
    undo(case, done.n, "it was one strike")
    assert of(case, "2.1") == number
    shown = next(e for e in incident(case, number).events if e.label == "2.1")
    assert (shown.link, shown.decided) == ("suggested", -1)


def test_an_event_can_be_put_elsewhere(case: Workspace) -> None:
    """Accepting into another incident moves the event there, with the person's decision."""
    other = of(case, "3.1")
    accept_event(case, "4.1", other, "the same gang")
    assert of(case, "4.1") == other


@pytest.mark.parametrize(
    ("act", "what"),
    [
        (lambda c: merge_incidents(c, 999, of(c, "1.1"), "x"), "no such incident"),
        (lambda c: merge_incidents(c, of(c, "1.1"), of(c, "1.1"), "x"), "already"),
        (lambda c: merge_incidents(c, of(c, "1.1"), of(c, "3.1"), " "), "no reason"),
        (lambda c: reject_event(c, "3.1", "x"), "only one"),
        (lambda c: reject_event(c, "77.1", "x"), "no such event"),
        (lambda c: split_incident(c, ["1.1", "3.1"], "x"), "different incidents"),
        (lambda c: split_incident(c, ["3.1"], "x"), "all events"),
        (lambda c: undo(c, 0, "x"), "no decision that can be undone"),
        (lambda c: undo(c, 999, "x"), "no decision that can be undone"),
        (lambda c: accept_event(c, "1.1", 999, "x"), "no such incident"),
    ],
)
def test_what_cannot_be_decided_is_refused(case: Workspace, act: object, what: str) -> None:
    """One clear error with what to do next, and nothing is appended."""
    size = case.record.ledger.size
    with pytest.raises(DecisionError, match=what) as error:
        act(case)  # type: ignore[operator]
    assert error.value.next_step
    assert case.record.ledger.size == size


def test_a_merged_incident_cannot_be_merged_again(case: Workspace) -> None:
    """The error names where it went and by which entry."""
    first, second, third = of(case, "1.1"), of(case, "3.1"), of(case, "4.1")
    done = merge_incidents(case, first, second, "one raid")
    with pytest.raises(DecisionError, match=f"i{second} is merged into i{first} already") as error:
        merge_incidents(case, third, second, "one raid")
    assert str(done.n) in str(error.value)


def test_what_is_undone_cannot_be_undone_again(case: Workspace) -> None:
    """And an earlier decision is not undone under a later one about the same."""
    first, second = of(case, "1.1"), of(case, "3.1")
    done = merge_incidents(case, first, second, "one raid")
    undo(case, done.n, "no")
    with pytest.raises(DecisionError, match="undone already"):
        undo(case, done.n, "no")
    split = split_incident(case, ["2.1"], "apart")
    later = accept_event(case, "2.1", first, "together")
    with pytest.raises(DecisionError, match=f"entry {later.n} decided later"):
        undo(case, split.n, "no")


def test_two_people_deciding_at_once(case: Workspace, tmp_path: Path) -> None:
    """Who comes second is told who was first; nothing of theirs is appended."""
    first, second = of(case, "1.1"), of(case, "3.1")
    looked = case.index.size
    targets = (incident(case, first).row.anchor, incident(case, second).row.anchor)
    with open_case(case.folder) as other:
        other.open_tagger = SaidReader
        merge_incidents(other, first, second, "one raid")
    late = Decision(About.INCIDENT, Action.MERGE, targets, "the same raid")
    size = case.record.ledger.size
    with pytest.raises(DecidedMeanwhile, match="since you looked"):
        decide(case, late, looked)
    assert case.record.ledger.size == size


def test_somebody_elses_work_on_other_things_is_no_conflict(case: Workspace) -> None:
    """The decision is checked again on the new state and then appended."""
    looked = case.index.size
    with open_case(case.folder) as other:
        other.open_tagger = SaidReader
        merge_incidents(other, of(other, "3.1"), of(other, "4.1"), "one gang")
    event = next(e for e in incident(case, of(case, "2.1")).events if e.label == "2.1")
    accept = Decision(
        About.INCIDENT, Action.ACCEPT, (event.id, incident(case, event.incident).row.anchor)
    )
    done = decide(case, accept, looked)
    assert done.n == looked + 1


def test_decisions_are_listed_with_reason_and_undo(case: Workspace) -> None:
    """Each decision with who, when and why, and whether it was taken back."""
    done = merge_incidents(case, of(case, "1.1"), of(case, "3.1"), "one raid")
    undo(case, done.n, "two raids")
    rows = decisions(case)
    assert [(r.n, r.action, r.reason, r.undone_by) for r in rows] == [
        (done.n, "merge", "one raid", done.n + 1),
        (done.n + 1, "undo", "two raids", -1),
    ]


def test_rebuilding_equals_keeping_up_with_decisions(case: Workspace, tmp_path: Path) -> None:
    """Every kind of decision between documents; folded anew the rows are the same."""
    merged = merge_incidents(case, of(case, "1.1"), of(case, "3.1"), "one raid")
    text = "The Crane Crew said shelling hit the grain terminal in Odesa on 3 May 2024.\n"
    add_text(case, tmp_path / "texts", "05-more.txt", text)
    reject_event(case, "5.1", "another day")
    split_incident(case, ["2.1"], "apart")
    undo(case, merged.n, "two raids")
    accept_event(case, "4.1", of(case, "2.1"), "together")
    fresh = Index.in_memory()
    fresh.keep_up(case.record.ledger.entries(), case.record.blobs.get)
    assert fresh.digest() == case.index.digest()
    fresh.close()
