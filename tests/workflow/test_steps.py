"""Recording steps of proceedings: what is refused, what is kept, what was known when."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.case.decision import Action
from casefile.errors import (
    BadInput,
    CasefileError,
    DecidedMeanwhile,
    DecisionError,
    LawError,
    StepRefused,
)
from casefile.reference.warrants import shipped_register
from casefile.search.index import Index
from casefile.workflow.add import add
from casefile.workflow.decisions import undo
from casefile.workflow.proceedings import (
    ProceedingFilter,
    proceeding,
    proceedings,
    register,
    register_cases,
)
from casefile.workflow.steps import (
    StepTold,
    add_register,
    decide_step,
    new_matter,
    record_step,
)
from casefile.workflow.workspace import Workspace, open_case
from tests.world import SaidReader, make_case

TEXT = (
    "The Hague Watch said prosecutors at the International Criminal Court have applied for an "
    "arrest warrant against two officers over the war in Ukraine.\n"
)
REST = ("1",)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Workspace]:
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    with make_case(tmp_path / "case") as opened:
        assert [a.outcome for a in add(opened, [str(tmp_path / "report.txt")])] == ["added"]
        yield opened


def test_what_is_reported_is_not_recorded(case: Workspace) -> None:
    """A report of an application gives a reported stage; nothing is recorded by it."""
    (shown,) = proceedings(case)
    assert (shown.row.forum, shown.row.country, shown.row.persons) == ("icc", "UA", ())
    assert shown.recorded_stage is None
    assert shown.reported_stage is not None
    assert shown.reported_stage.id == "case.application"


def test_steps_of_nobody_named_may_be_of_several_cases(case: Workspace, tmp_path: Path) -> None:
    """Two documents that name nobody: the matter that gathers them says so."""
    (shown,) = proceedings(case)
    assert not shown.may_be_several
    again = TEXT.replace("two officers", "three generals")
    (tmp_path / "other.txt").write_text(again, encoding="utf-8")
    add(case, [str(tmp_path / "other.txt")])
    (shown,) = proceedings(case)
    assert len(shown.reported) == 2
    assert shown.may_be_several


def test_a_recorded_step_joins_the_matter_that_is_reported(case: Workspace) -> None:
    """The same forum and State, and nobody named, are one matter; both stages stand in it."""
    matter = new_matter("icc", "Ukraine")
    done = record_step(case, matter, StepTold("case.application", REST, "2025-02-01"))
    assert done.number == 1
    (shown,) = proceedings(case)
    assert len(shown.reported) == 1
    assert [s.stage for s in shown.recorded.steps] == ["case.application"]
    assert shown.recorded_stage is not None
    assert [a.stage for a in shown.ahead if a.steps == 1][:2] == ["case.warrant", "case.summons"]


def test_an_illegal_move_names_the_allowed_ones(case: Workspace) -> None:
    """Nothing is appended; the message says what the procedure allows."""
    matter = new_matter("icc", "Ukraine", ["Anton Berek"])
    record_step(case, matter, StepTold("case.application", REST, "2025-02-01"))
    size = case.record.ledger.size
    with pytest.raises(StepRefused, match="does not allow that stage after") as error:
        record_step(case, matter, StepTold("case.trial", REST, "2025-03-01"))
    assert "case.warrant" in error.value.next_step
    assert case.record.ledger.size == size


@pytest.mark.parametrize(
    ("told", "what"),
    [
        (StepTold("case.verdict", REST), "has no such stage"),
        (StepTold("case.application", REST, "2025-02-30"), "no date that can be"),
        (StepTold("case.application", REST, "2031-01-01"), "after it was known"),
        (StepTold("case.application", REST, "2025-02-02", "2025-02-01"), "before it happened"),
        (StepTold("case.application", ("99",)), "no document is meant"),
        (StepTold("case.application", ("1-99",)), "no such claim"),
        (StepTold("case.application", REST, corrects=4), "no step 4 to correct"),
        (StepTold("case.application", REST, persons=("Vera Ostap",)), "not in the proceeding"),
    ],
)
def test_a_bad_step_is_one_clear_error(case: Workspace, told: StepTold, what: str) -> None:
    """What, found and what to do next; nothing is appended."""
    size = case.record.ledger.size
    with pytest.raises(CasefileError, match=what):
        record_step(case, new_matter("icc", "Ukraine", ["Anton Berek"]), told)
    assert case.record.ledger.size == size


@pytest.mark.parametrize(
    ("forum", "situation", "what"),
    [("moon court", "", "no such forum"), ("icc", "Atlantis", "State"), ("national:", "", "State")],
)
def test_a_forum_or_state_that_is_not_there_is_refused(
    forum: str, situation: str, what: str
) -> None:
    """The message says how to write it."""
    with pytest.raises(CasefileError, match=what) as error:
        new_matter(forum, situation)
    assert error.value.next_step


def test_a_correction_is_a_new_step_and_the_past_is_answered_as_it_was(case: Workspace) -> None:
    """What was so uses what we know now; what was known on a day does not."""
    matter = new_matter("icc", "Ukraine", ["Anton Berek"])
    record_step(case, matter, StepTold("case.application", REST, "2025-02-01", "2025-02-09"))
    record_step(case, matter, StepTold("case.warrant", REST, "2025-05-01", "2025-06-01"))
    record_step(
        case, matter, StepTold("case.warrant", REST, "2025-04-01", "2025-06-01", corrects=2)
    )
    (about,) = proceedings(case, ProceedingFilter(person="berek"))
    shown = proceeding(case, about.row.number, "2025-04-15")
    assert len(shown.recorded.steps) == 3
    assert shown.on is not None
    (track,) = [t for t in shown.on.tracks if not t.is_situation]
    assert (track.so.stage, track.public.stage) == ("case.warrant", "case.application")
    assert track.known.stage == ""  # nobody here knew anything before 2026
    other = next(row for row in proceedings(case) if row.row.id == "icc|UA|").row.number
    assert proceeding(case, other, "2025-04-15").reported == ()  # undated: perhaps later


def test_two_people_recording_at_once(case: Workspace) -> None:
    """The second is told of the first one's step; nothing of theirs is appended."""
    matter = new_matter("icc", "Ukraine", ["Anton Berek"])
    looked = case.index.size
    with open_case(case.folder) as other:
        other.open_tagger = SaidReader
        other.clock = case.clock
        record_step(other, matter, StepTold("case.application", REST, "2025-02-01"))
    size = case.record.ledger.size
    with pytest.raises(DecidedMeanwhile, match="since you looked"):
        record_step(case, matter, StepTold("case.application", REST, "2025-02-03"), looked)
    assert case.record.ledger.size == size


def test_deciding_about_a_report_records_nothing(case: Workspace) -> None:
    """A rejected report gives no stage; undone it does again."""
    done = decide_step(case, "s1.1", Action.REJECT, "of another court")
    (shown,) = proceedings(case)
    assert shown.reported_stage is None
    assert shown.reported[0].state == "rejected"
    with pytest.raises(DecisionError, match="rejected already"):
        decide_step(case, "s1.1", Action.REJECT, "again")
    undo(case, done.n, "it was this court")
    (shown,) = proceedings(case)
    assert shown.reported_stage is not None
    with pytest.raises(DecisionError, match="no such reported step"):
        decide_step(case, "s7.1", Action.ACCEPT)


def test_filters_let_through_what_they_say(case: Workspace) -> None:
    """By person, forum, situation, stage and day; an unknown stage or day is refused."""
    assert len(proceedings(case, ProceedingFilter(person="two officers"))) == 1
    assert proceedings(case, ProceedingFilter(person="ostap")) == []
    assert len(proceedings(case, ProceedingFilter(forum="icc", situation="Ukraine"))) == 1
    assert len(proceedings(case, ProceedingFilter(stage="case.application"))) == 1
    assert proceedings(case, ProceedingFilter(stage="trial")) == []
    with pytest.raises(BadInput, match="no procedure has such a stage"):
        proceedings(case, ProceedingFilter(stage="verdict of doom"))
    with pytest.raises(BadInput, match="no day that can be"):
        proceedings(case, ProceedingFilter(on="2025-02-30"))


def test_the_register_answers_for_a_day(case: Workspace) -> None:
    """The starter register as proceedings: a warrant that was sealed then is so and not public."""
    (one,) = register_cases(case, ProceedingFilter(person="dela Rosa", on="2026-01-01"))
    stages = [step.stage for step in one.proceeding.steps]
    assert "case.warrant" in stages
    assert register_cases(case, ProceedingFilter(person="dela Rosa", on="2020-01-01")) == []


RECORD = {
    "id": "own.berek",
    "kind": "warrant",
    "person": {
        "name": "Anton Berek",
        "surname": "Berek",
        "aliases": [],
        "nationality": ["UA"],
        "capacity": "officer",
    },
    "situation": {"id": "ukraine", "name": "Ukraine", "number": "ICC-01/22", "basis": "referral"},
    "case_number": "",
    "chamber": "PTC II",
    "applied_on": "2025-02-01",
    "issued_on": "2025-04-01",
    "public_on": "2025-06-01",
    "issued_under_seal": True,
    "content_public": True,
    "crimes": ["rome.8.2.a.i"],
    "crime_families": {},
    "counts_stated": {},
    "modes": [],
    "status": "at_large",
    "stage": "case.at_large",
    "status_as_of": "2026-01-01",
    "arrest_duty_active": True,
    "events": [],
    "verified": {"all": False},
    "uncertain": [],
    "sources": ["own record"],
}


def write_register(path: Path, **changes: object) -> Path:
    frame = {
        "schema": "casefile.law.warrants/1",
        "as_of": "2026-01-01",
        "court": "International Criminal Court",
        "coverage": "one record",
        "instruments": [RECORD | changes],
        "applications": [],
    }
    path.write_text(json.dumps(frame), encoding="utf-8")
    return path


def test_a_further_register_loads_without_code(case: Workspace, tmp_path: Path) -> None:
    """It is an entry; what it holds is answered like the starter register."""
    n, size = add_register(case, write_register(tmp_path / "more.json"))
    assert (n, size) == (case.record.ledger.size - 1, 1)
    names = {i.person.name for i in register(case).instruments}
    assert {"Anton Berek"} < names
    assert len(register(None).instruments) == len(shipped_register().instruments)


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"sources": []}, "source"),
        ({"stage": "case.wanted"}, "stage"),
        ({"issued_on": "2025-02-31"}, "date"),
        ({"crimes": ["rome.9"]}, "crime"),
    ],
)
def test_a_row_that_cannot_be_relied_on_is_refused(
    case: Workspace, tmp_path: Path, changes: dict[str, object], what: str
) -> None:
    """The record is named; nothing is appended."""
    size = case.record.ledger.size
    with pytest.raises(LawError, match=what) as error:
        add_register(case, write_register(tmp_path / "bad.json", **changes))
    assert "own.berek" in str(error.value)
    assert case.record.ledger.size == size


def test_rebuilding_equals_keeping_up_with_steps(case: Workspace, tmp_path: Path) -> None:
    """Recorded steps, registers and decisions about reports fold alike."""
    matter = new_matter("icc", "Ukraine", ["Anton Berek"])
    record_step(case, matter, StepTold("case.application", REST, "2025-02-01"))
    add_register(case, write_register(tmp_path / "more.json"))
    decide_step(case, "s1.1", Action.ACCEPT)
    fresh = Index.in_memory()
    fresh.keep_up(case.record.ledger.entries(), case.record.blobs.get)
    assert fresh.digest() == case.index.digest()
    fresh.close()
