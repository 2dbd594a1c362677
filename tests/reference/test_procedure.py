"""Procedures as data: two forms of machine in one, checked row by row."""

from __future__ import annotations

import copy
import json
from importlib.resources import files
from typing import Any

import pytest

from casefile.errors import LawError
from casefile.reference.procedure import ICC, NATIONAL, SITUATION, Stage, parse, procedure

MACHINES = [(m.id, s) for m in procedure().machines for s in m.stages]


@pytest.fixture
def record() -> dict[str, Any]:
    """The shipped file as it is, to be spoiled."""
    path = files("casefile.reference") / "data" / "procedure.json"
    return copy.deepcopy(json.loads(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(("machine", "stage"), MACHINES, ids=[s.id for _, s in MACHINES])
def test_every_move_ends_in_a_known_stage(machine: str, stage: Stage) -> None:
    """Each move leads to a stage of the same machine; terminal stages have none, others have."""
    known = {s.id for m in procedure().machines if m.id == machine for s in m.stages}
    assert {m.to for m in stage.moves} <= known
    assert stage.terminal == (not stage.moves)


def test_the_shipped_procedures_are_whole() -> None:
    """45 stages at the Court, 14 at home, four standards in rising order, sources named."""
    law = procedure()
    assert [(m.id, len(m.stages)) for m in law.machines] == [(ICC, 45), (NATIONAL, 14)]
    assert [s.id for s in law.standards] == [
        "reasonable_basis",
        "reasonable_grounds",
        "substantial_grounds",
        "beyond_reasonable_doubt",
    ]
    assert all(key and what for key, what, _ in law.sources)
    assert all(s.articles for m in law.machines if m.id == ICC for s in m.stages)


def test_both_forms_of_machine_come_out_alike() -> None:
    """The generic machine's lists of ids become moves, its cues and words of standards are kept."""
    law = procedure()
    suspicion, application = law.stage("dom.suspicion"), law.stage("case.application")
    assert suspicion is not None
    assert application is not None
    assert [m.to for m in suspicion.moves] == ["dom.arrest_order", "dom.indictment", "dom.closed"]
    assert suspicion.level == "domestic"
    assert suspicion.standard_words.startswith("sufficient suspicion")
    assert "notice of suspicion" in suspicion.cues
    assert (application.standard, application.standard_words) == ("reasonable_grounds", "asserted")


def test_a_case_grows_out_of_a_situation_and_does_not_move_it() -> None:
    """The moves of a situation's stage stay on its level; a case begins beside it."""
    machine = procedure().machine(ICC)
    assert machine is not None
    assert "case.application" not in machine.allowed("sit.investigation")
    assert machine.begins(SITUATION) == ("sit.information", "sit.referral", "sit.acceptance")
    assert "case.warrant" in machine.begins("case")
    assert machine.begins("domestic") == ()


def test_a_machine_without_a_beginning_begins_wherever_it_can() -> None:
    """Names of stages differ by country: a national record may begin at any that is not the end."""
    machine = procedure().machine(NATIONAL)
    assert machine is not None
    assert "dom.trial" in machine.begins("domestic")
    assert "dom.final" not in machine.begins("domestic")


def test_ukraine_and_other_forums_are_values() -> None:
    """What is known of Ukraine and the Court, with days, flags and sources."""
    law = procedure()
    assert law.ukraine is not None
    assert (law.ukraine.situation_number, law.ukraine.entry_into_force) == (
        "ICC-01/22",
        "2025-01-01",
    )
    assert [d.lodged for d in law.ukraine.declarations] == ["2014-04-17", "2015-09-08"]
    assert {a.article: a.verified for a in law.ukraine.articles}["437"] == "partly"
    assert any("no criminal court" in f.note for f in law.other_forums)


def spoil_move(record: dict[str, Any]) -> None:
    record["machines"][0]["states"][0]["transitions"][0]["to"] = "sit.nowhere"


def spoil_national_move(record: dict[str, Any]) -> None:
    record["machines"][1]["states"][0]["to"] = ["dom.nowhere"]


def spoil_id(record: dict[str, Any]) -> None:
    del record["machines"][0]["states"][3]["id"]


def spoil_standard(record: dict[str, Any]) -> None:
    record["machines"][0]["states"][3]["standard_of_proof"] = "resonable_basis"


def spoil_asserted(record: dict[str, Any]) -> None:
    record["machines"][0]["states"][11]["standard_of_proof"] = "asserted: hunch"


def spoil_terminal(record: dict[str, Any]) -> None:
    record["machines"][0]["states"][0]["terminal"] = True


def spoil_end(record: dict[str, Any]) -> None:
    record["machines"][0]["states"][0]["transitions"] = []
    record["machines"][0]["states"][0]["terminal"] = False


def spoil_source(record: dict[str, Any]) -> None:
    record["machines"][0]["states"][0]["articles"] = []


def spoil_sources(record: dict[str, Any]) -> None:
    record["sources"] = []


def spoil_twice(record: dict[str, Any]) -> None:
    record["machines"][0]["states"].append(record["machines"][0]["states"][0])


def spoil_beginning(record: dict[str, Any]) -> None:
    record["machines"][0]["initial"] = ["sit.nowhere"]


def spoil_level(record: dict[str, Any]) -> None:
    record["machines"][0]["states"][0]["level"] = "planet"


def spoil_day(record: dict[str, Any]) -> None:
    record["ukraine"]["rome_statute"]["entry_into_force"] = "2025-02-30"


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (spoil_move, "stage sit.information.*found sit.nowhere"),
        (spoil_national_move, "stage dom.report.*found dom.nowhere"),
        (spoil_id, "stage of machine icc has no id"),
        (spoil_standard, "stage sit.preliminary_examination: unknown standard"),
        (spoil_asserted, "stage case.application: unknown standard"),
        (spoil_terminal, "stage sit.information: it is terminal and has moves"),
        (spoil_end, "stage sit.information: it is not terminal"),
        (spoil_source, "stage sit.information: it names no articles"),
        (spoil_sources, "sources is missing or empty"),
        (spoil_twice, "stage sit.information is there twice"),
        (spoil_beginning, "machine icc: it begins at a stage"),
        (spoil_level, "stage sit.information: unknown level"),
        (spoil_day, "ukraine: entry_into_force is no date"),
    ],
)
def test_a_bad_row_is_named(record: dict[str, Any], spoil: Any, said: str) -> None:
    """Each fault is one error that names its row."""
    spoil(record)
    with pytest.raises(LawError, match=said):
        parse(record)
