"""A register's records as proceedings: nothing refused, nothing made up."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from casefile.proceedings.as_of import as_of
from casefile.proceedings.from_register import from_application, from_instrument, with_entry
from casefile.reference.procedure import ICC, procedure
from casefile.reference.warrants import Instrument, read_register, shipped_register

KNOWN = "2026-11-25T09:00:00Z"
INSTRUMENTS = shipped_register().instruments


def instrument(wanted: str) -> Instrument:
    return next(i for i in INSTRUMENTS if i.id == wanted)


@pytest.mark.parametrize("record", INSTRUMENTS, ids=[i.id for i in INSTRUMENTS])
def test_every_shipped_instrument_loads(record: Instrument) -> None:
    """Its warrant or summons is a step, every event is a step or a note, and it ends where it says.

    The stage "amended" of an instrument that another superseded has no place after a trial.
    """
    case = from_instrument(record, KNOWN)
    stages = [s.stage for s in case.proceeding.steps]
    assert f"case.{record.kind}" in stages
    said = {n.words for n in case.notes} | {s.note for s in case.proceeding.steps}
    assert {e.event for e in record.events} <= said
    assert stages[-1] == record.stage or record.status == "superseded"
    issued = next(s for s in case.proceeding.steps if s.stage == f"case.{record.kind}")
    assert (issued.happened, issued.public) == (record.issued_on, record.public_on)
    assert case.sources == record.sources


@pytest.mark.parametrize("record", INSTRUMENTS, ids=[i.id for i in INSTRUMENTS])
def test_what_is_passed_over_is_said(record: Instrument) -> None:
    """Every step is a move of the procedure, or says that steps before it are not recorded."""
    machine = procedure().machine(ICC)
    assert machine is not None
    case = from_instrument(record, KNOWN)
    before = ""
    for step in case.proceeding.steps:
        allowed = machine.allowed(before) if before else machine.begins("case")
        assert step.gap == (step.stage not in allowed)
        before = step.stage
    assert case.gaps == sum(s.gap for s in case.proceeding.steps)


@pytest.mark.parametrize(
    ("wanted", "day", "so", "public"),
    [
        ("icc.ukraine.putin", "2023-02-21", "", ""),
        ("icc.ukraine.putin", "2023-03-13", "case.application", ""),
        ("icc.ukraine.putin", "2023-03-17", "case.warrant", "case.warrant"),
        ("icc.ukraine.putin", "2024-09-02", "case.at_large", "case.at_large"),
        ("icc.philippines.delarosa", "2025-11-07", "case.warrant", ""),
        ("icc.philippines.delarosa", "2026-05-11", "case.warrant", "case.warrant"),
        ("icc.philippines.duterte", "2025-03-10", "case.warrant", ""),
        ("icc.philippines.duterte", "2025-03-13", "case.surrendered", "case.surrendered"),
        ("icc.drc.lubanga", "2012-03-14", "case.conviction", "case.conviction"),
        ("icc.drc.lubanga", "2014-12-01", "case.final", "case.final"),
        ("icc.drc.ngudjolo", "2013-01-01", "case.acquittal", "case.acquittal"),
        ("icc.kenya.muthaura", "2013-03-11", "case.charges_withdrawn", "case.charges_withdrawn"),
        ("icc.kenya.ali", "2012-01-23", "case.charges_not_confirmed", "case.charges_not_confirmed"),
        ("icc.libya.njeem", "2025-01-20", "case.arrested", ""),
        ("icc.libya.senussi", "2013-10-11", "case.inadmissible", "case.inadmissible"),
    ],
)
def test_days_of_the_register_answer(wanted: str, day: str, so: str, public: str) -> None:
    """What was so and what was public on a day; before the register came nothing was known here."""
    (track,) = as_of(from_instrument(instrument(wanted), KNOWN).proceeding, day).tracks
    assert (track.so.stage, track.public.stage, track.known.stage) == (so, public, "")


def test_between_warrant_and_a_visit_the_day_of_being_at_large_is_not_certain() -> None:
    """A visit shows that the person was at large by then, not since when."""
    case = from_instrument(instrument("icc.ukraine.putin"), KNOWN)
    (track,) = as_of(case.proceeding, "2023-09-01").tracks
    assert (track.so.stage, track.so.perhaps) == ("case.warrant", ("case.at_large",))
    assert track.so.between == "2023-03-17/2024-09-02"


def test_a_reported_death_and_a_national_arrest_move_nothing() -> None:
    """They stay notes with the reason; the case stands where it stood."""
    died = from_instrument(instrument("icc.drc.mudacumura"), KNOWN)
    assert died.proceeding.steps[-1].stage == "case.at_large"
    assert any("until a Chamber ends the case" in n.why for n in died.notes)
    held = from_instrument(instrument("icc.car2.beina"), KNOWN)
    assert held.proceeding.steps[-1].stage == "case.at_large"
    assert any("not for the Court" in n.why for n in held.notes)


def test_events_of_an_earlier_instrument_are_no_steps_of_this_one() -> None:
    """An arrest before the second warrant was issued was made on the first."""
    case = from_instrument(instrument("icc.car1.bemba.2"), KNOWN)
    assert "case.arrested" not in [s.stage for s in case.proceeding.steps]
    assert any("earlier than this instrument" in n.why for n in case.notes)


def test_no_retrial_is_made_up_to_place_an_event() -> None:
    """A sentence after the appeal could only follow a new trial: it stays a note."""
    case = from_instrument(instrument("icc.darfur.abdalrahman.1"), KNOWN)
    assert case.proceeding.steps[-1].stage == "case.appeal"
    assert any("case.sentence has no place" in n.why for n in case.notes)


def test_an_application_is_never_a_warrant() -> None:
    """Its only step is the application; one that is only reported has no step at all."""
    cases = {a.id: from_application(a, KNOWN) for a in shipped_register().applications}
    assert {s.stage for c in cases.values() for s in c.proceeding.steps} == {"case.application"}
    assert cases["app.palestine.smotrich"].proceeding.steps == ()


def other(**changes: Any) -> Instrument:
    record = {
        "id": "own.1", "kind": "warrant", "person": {"name": "Ivan Dorn", "surname": "Dorn"},
        "situation": {"id": "ukraine", "name": "Ukraine"}, "issued_on": "2024-05",
        "public_on": "2024-06-01", "status": "at_large", "stage": "case.at_large",
        "status_as_of": "2025-01-01", "sources": ["own"], "events": [], **changes,
    }  # fmt: skip
    return read_register(json.dumps([record]).encode(), "own.json").instruments[0]


def test_further_records_load_without_code() -> None:
    """A record of one's own with a month for a day, and an event that no row knows."""
    events = [{"date": "2024-12-01", "event": "a storm delays the flight"}]
    case = from_instrument(other(events=events), KNOWN)
    assert [(s.stage, s.happened) for s in case.proceeding.steps] == [
        ("case.warrant", "2024-05"),
        ("case.at_large", "2024-05-01/2025-01-01"),
    ]
    assert [(n.words, n.why) for n in case.notes] == [
        ("a storm delays the flight", "no step of the procedure")
    ]
    assert [s.entry for s in with_entry(case, 9)] == [9, 9]


def test_dates_that_contradict_each_other_stay_notes() -> None:
    """A warrant that is public before it was issued is kept as words, and nothing is invented."""
    case = from_instrument(replace(other(), issued_on="2024-07-01"), KNOWN)
    assert any("public before it happened" in n.why for n in case.notes)
    assert "case.warrant" not in [s.stage for s in case.proceeding.steps]
