"""Steps of a proceeding: what may follow what, which dates can be, what a correction does."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from casefile.errors import StepRefused
from casefile.proceedings.proceeding import add_step, check_step
from casefile.proceedings.steps import Proceeding, Rest, Step, in_effect, replaced_by
from casefile.reference.procedure import ICC, NATIONAL, Stage, procedure

KNOWN = "2026-11-25T09:00:00Z"
REST = (Rest("document", "12"),)
ALL = [(m.id, s) for m in procedure().machines for s in m.stages]


def proceeding(
    *stages: str, machine: str = ICC, persons: tuple[str, ...] = ("Dorn",)
) -> Proceeding:
    """One with these steps, a day apart, whatever lies between them."""
    made = Proceeding("p", ICC, machine, "ukraine", persons)
    for i, stage in enumerate(stages, start=1):
        made = add_step(made, step(stage, f"2024-03-{i:02d}"))
    return made


def step(stage: str, happened: str = "", **more: Any) -> Step:
    """A step known on 25 November 2026, resting on document 12."""
    return Step(
        **{"proceeding": "p", "stage": stage, "known": KNOWN, "rests_on": REST, **more},
        happened=happened,
    )


def refused(made: Proceeding, wrong: Step) -> str:
    with pytest.raises(StepRefused) as caught:
        check_step(made, wrong)
    return str(caught.value)


@pytest.mark.parametrize(("machine", "stage"), ALL, ids=[s.id for _, s in ALL])
def test_only_the_moves_of_a_stage_may_follow(machine: str, stage: Stage) -> None:
    """From every stage each allowed move is taken, and every other is refused with those named."""
    there = Proceeding("p", "icc", machine, steps=(step(stage.id, "2024-01-01"),))
    found = procedure().machine(machine)
    assert found is not None
    allowed = found.allowed(stage.id)
    for other in (s for s in found.stages if s.level == stage.level):
        if other.id in allowed:
            check_step(there, step(other.id, "2024-02-01"))
            continue
        message = refused(there, step(other.id, "2024-02-01"))
        assert all(a in message for a in allowed)
        assert allowed or "nothing follows" in message


def test_a_situation_and_its_cases_run_side_by_side() -> None:
    """A case moves while the situation stays; one person's arrest moves no other person."""
    made = proceeding("sit.referral", persons=("Dorn", "Holm"))
    made = add_step(made, step("sit.investigation", "2024-04-01"))
    made = add_step(made, step("case.warrant", "2024-05-01"))
    made = add_step(made, step("case.arrested", "2024-06-01", persons=("Dorn",)))
    made = add_step(made, step("sit.closed", "2024-07-01"))
    made = add_step(made, step("case.at_large", "2024-06-02", persons=("Holm",)))
    assert "case.surrendered" in refused(made, step("case.at_large", persons=("Dorn",)))


def test_a_register_may_start_at_a_warrant_but_not_at_a_trial() -> None:
    """The beginning is one of the machine's, unless steps before are said not to be recorded."""
    check_step(proceeding(), step("case.warrant", "2024-05-01"))
    assert "case.application_planned" in refused(proceeding(), step("case.trial", "2024-05-01"))
    check_step(proceeding(), step("case.trial", "2024-05-01", gap=True))


def test_steps_that_are_not_recorded_may_be_passed_over_aloud() -> None:
    """A leap is refused with the way to say so; where no way leads there it stays refused."""
    made = proceeding("case.warrant")
    assert "not recorded" in refused(made, step("case.conviction", "2024-05-01"))
    check_step(made, step("case.conviction", "2024-05-01", gap=True))
    assert "not recorded" not in refused(made, step("case.application_planned", gap=True))


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        ("case.warant", "case.warrant"),
        ("warrant", "case.warrant"),
        ("trial", "case.trial"),
        ("charges confirmed", "case.charges_confirmed"),
        ("sit.investigations", "sit.investigation"),
    ],
)
def test_an_unknown_stage_is_refused_with_the_near_ones(wrong: str, near: str) -> None:
    """The message names stages of the procedure that look or read alike."""
    assert near in refused(proceeding(), step(wrong, "2024-05-01"))


def test_a_stage_of_another_procedure_is_unknown_here() -> None:
    """An indictment is no stage of the Court."""
    assert "no such stage" in refused(proceeding(), step("dom.indictment"))
    check_step(proceeding(machine=NATIONAL), step("dom.indictment"))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"happened": "2024-02-30"}, "happened is no date"),
        ({"happened": "spring"}, "happened is no date"),
        ({"happened": "2024-05/2024-03"}, "happened is no date"),
        ({"public": "2024-13"}, "became public is no date"),
        ({"happened": "2024-05-02", "public": "2024-05-01"}, "public before it happened"),
        ({"happened": "2024-05", "public": "2024-04"}, "public before it happened"),
        ({"happened": "2027-01-01"}, "happened after it was known"),
        ({"happened": "2026-12"}, "happened after it was known"),
        ({"happened": "2024-05-01", "public": "2027"}, "became public after it was known"),
        ({"known": "yesterday"}, "moment at which a step was known"),
        ({"happened": "2024-02-28"}, "before the one recorded before it"),
        ({"happened": "2023"}, "before the one recorded before it"),
        ({"persons": ("Holm",)}, "a person who is not in the proceeding"),
        ({"rests_on": ()}, "rests on nothing"),
        ({"rests_on": (Rest("rumour", "1"),)}, "rests on nothing"),
        ({"proceeding": "q"}, "of another proceeding"),
        ({"corrects": 9}, "no step 9 to correct"),
        ({"before": 9}, "no step 9 that this one could precede"),
        ({"stage": ""}, "a step has no stage"),
    ],
)
def test_what_cannot_be_is_refused(changes: dict[str, Any], said: str) -> None:
    """One clear refusal each for dates, persons, grounds and corrections that cannot be."""
    assert said in refused(proceeding("case.warrant"), replace(step("case.at_large"), **changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"happened": "2024-05", "public": "2024-05-01"},  # the month may hold the day
        {"happened": "2024", "public": ""},
        {"happened": "2026-11", "public": "2026-11-25"},  # not certainly after it was known
        {"happened": "", "public": "2024-06-01"},
        {"happened": "2024-03/..", "public": "2024-09"},
    ],
)
def test_what_may_be_is_taken(changes: dict[str, Any]) -> None:
    """Short dates are intervals: only what is certainly impossible is refused."""
    check_step(proceeding("case.warrant"), replace(step("case.at_large"), **changes))


def test_nobody_is_accused_by_a_situation() -> None:
    """A person beside a situation's stage is refused."""
    said = refused(proceeding(), step("sit.referral", "2024-01-01", persons=("Dorn",)))
    assert "nobody in particular" in said


def test_a_forum_without_a_procedure_says_which_there_are() -> None:
    """Without a machine no step can be checked, so none is taken."""
    assert "icc, domestic.generic" in refused(proceeding(machine=""), step("dom.trial"))


def test_a_correction_takes_the_place_and_removes_nothing() -> None:
    """The earlier step stays in the proceeding; the chain holds the correction in its place."""
    made = proceeding("case.application", "case.warrant")
    made = add_step(made, step("case.warrant", "2024-03-05", corrects=2, public="2024-03-06"))
    assert len(made.steps) == 3
    assert [n.number for n in in_effect(made.steps)] == [1, 3]
    assert replaced_by(made.steps, 2) == 3
    assert replaced_by(made.steps, 1) is None
    assert "correct step 3" in refused(made, step("case.warrant", "2024-03-07", corrects=2))


def test_a_correction_must_leave_a_chain_that_the_procedure_allows() -> None:
    """Turning a warrant into a summons under an arrest is refused."""
    made = proceeding("case.application", "case.warrant", "case.arrested")
    assert "does not allow" in refused(made, step("case.summons", "2024-03-02", corrects=2))


def test_a_step_can_be_taken_back_altogether() -> None:
    """A correction without a stage says that the step was not taken; what is left must hold."""
    made = proceeding("case.application", "case.warrant")
    made = add_step(made, step("", corrects=2))
    assert [n.step.stage for n in in_effect(made.steps)] == ["case.application"]
    check_step(made, step("case.application_refused", "2024-04-01"))


def test_a_step_learned_of_late_is_put_before_the_one_it_precedes() -> None:
    """An application that comes to light after the warrant stands before it in the chain."""
    made = proceeding("case.warrant", "case.at_large")
    late = step("case.application", "2024-02-22")
    assert "does not allow" in refused(made, late) or "before" in refused(made, late)
    made = add_step(made, replace(late, before=1))
    assert [n.step.stage for n in in_effect(made.steps)] == [
        "case.application",
        "case.warrant",
        "case.at_large",
    ]


def test_issued_and_made_public_are_dates_of_one_stage() -> None:
    """Unsealing a warrant moves nothing: a later step may only say when it became public."""
    made = proceeding("case.warrant", "case.at_large")
    made = add_step(made, step("case.warrant", public="2024-09-01"))
    check_step(made, step("case.arrested", "2024-08-01"))
    assert "does not allow" in refused(made, step("case.warrant", "2024-09-01"))


def test_records_hold_a_step_whole() -> None:
    """To a record and back; unknown keys are passed over, a broken record is refused."""
    one = step(
        "case.warrant", "2024-05", public="2024-06-01", persons=("Dorn",), note="n", gap=True
    )
    assert Step.from_record({**one.to_record(), "later": 1}, entry=7) == replace(one, entry=7)
    with pytest.raises(StepRefused, match="not in the form of a step"):
        Step.from_record({"stage": "case.warrant"})
