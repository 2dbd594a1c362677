"""What can come next, who decides, by which standard: possibilities, never predictions."""

from __future__ import annotations

import dataclasses
import json

import pytest

from casefile.proceedings.ahead import PRESUMPTION, ahead, ladder
from casefile.reference.procedure import ICC, NATIONAL, Machine, procedure


def machine(name: str = ICC) -> Machine:
    found = procedure().machine(name)
    assert found is not None
    return found


def test_a_planned_application_shows_the_decision_after_it() -> None:
    """First the application or its dropping, then, two steps ahead, warrant, summons or refusal."""
    found = ahead(machine(), "case.application_planned", ["if a judge agrees", "if a judge agrees"])
    assert [(a.stage, a.steps) for a in found if a.steps == 1] == [
        ("case.application", 1),
        ("case.dropped", 1),
    ]
    decision = [a for a in found if a.reported]
    assert [a.stage for a in decision] == [
        "case.warrant",
        "case.summons",
        "case.application_refused",
    ]
    for one in decision:
        assert (one.steps, one.after) == (2, "case.application")
        assert (one.decides, one.standard) == ("Pre-Trial Chamber", "reasonable_grounds")
        assert one.reported == ("if a judge agrees",)
    assert decision[0].articles == ("58(1)",)
    assert decision[0].condition == "reasonable grounds and arrest appears necessary"


def test_conditions_of_reports_belong_to_the_decision() -> None:
    """After an application the judges' decision hangs on them, not its withdrawal."""
    found = ahead(machine(), "case.application", ["if a judge agrees"])
    assert {a.stage for a in found if a.reported} == {
        "case.warrant",
        "case.summons",
        "case.application_refused",
    }
    assert all(a.steps == 1 for a in found)


def test_conditions_elsewhere_stand_with_every_next_stage() -> None:
    """Where no judge has been asked nobody can say on which stage a condition bears."""
    assert all(
        a.reported == ("if he comes",) for a in ahead(machine(), "case.warrant", ["if he comes"])
    )


@pytest.mark.parametrize("name", [ICC, NATIONAL])
def test_every_stage_has_a_next_one_or_is_the_end(name: str) -> None:
    """One step ahead are the moves of the machine, each with a label and its way there."""
    for stage in machine(name).stages:
        near = [a for a in ahead(machine(name), stage.id) if a.steps == 1]
        assert [a.stage for a in near] == [m.to for m in stage.moves]
        assert all(a.label and a.after == stage.id for a in near)
    assert ahead(machine(name), "nowhere") == ()


@pytest.mark.parametrize(
    ("stage", "now", "following"),
    [
        ("case.application_planned", [], ["reasonable_grounds"]),
        ("case.application", [], ["reasonable_grounds"]),
        ("case.warrant", ["reasonable_grounds"], ["substantial_grounds"]),
        ("case.at_large", [], ["substantial_grounds"]),
        ("case.charges_confirmed", ["substantial_grounds"], ["beyond_reasonable_doubt"]),
        ("case.trial", ["beyond_reasonable_doubt"], []),
        ("sit.investigation", ["reasonable_basis"], ["reasonable_grounds"]),
        ("case.final", [], []),
    ],
)
def test_the_ladder_lights_the_present_and_the_next_standard(
    stage: str, now: list[str], following: list[str]
) -> None:
    """Four rungs in rising order; an application only asserts, so nothing is lit as present."""
    found = ladder(machine(), stage)
    assert len(found.rungs) == 4
    assert [r.id for r in found.rungs if r.now] == now
    assert [r.id for r in found.rungs if r.next] == following


def test_the_ladder_says_what_a_stage_does_not_mean_and_nothing_of_proof() -> None:
    """The presumption stands on it; no word says that a standard is met, and no share is given."""
    found = ladder(machine(), "case.warrant")
    assert found.presumption == PRESUMPTION
    assert "does not mean guilt" in found.does_not_mean[0]
    every = json.dumps([dataclasses.asdict(ladder(machine(), s.id)) for s in machine().stages])
    assert "%" not in every
    assert " met" not in every


def test_a_condition_of_a_later_stage_stands_at_that_stage_alone() -> None:
    """ "If the suspects are surrendered" is no condition of a withdrawal."""
    later = {"case.arrested": ["if he is found"], "case.confirmation_hearing": ["if he comes"]}
    found = ahead(machine(), "case.warrant", (), later)
    assert {a.stage: a.reported for a in found if a.reported} == {
        "case.arrested": ("if he is found",)
    }
