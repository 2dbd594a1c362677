"""Travel exposure by date, against the shipped law and register."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

import pytest

from casefile.proceedings.exposure import (
    FIXED_LINES,
    PRESUMPTION,
    Exposure,
    Records,
    exposure_of,
    general_notes,
)
from casefile.proceedings.exposure_instruments import Force, instrument_on
from casefile.reference.membership import membership, standing_on
from casefile.reference.warrants import CourtEvent, Instrument, shipped_register

RAW: dict[str, Any] = json.loads(
    (files("casefile.reference") / "data" / "states_parties.json").read_text(encoding="utf-8")
)
A_DAY = timedelta(days=1)
MUST, LEFT, SITUATION = "must_arrest", "residual_disputed", "must_cooperate_in_situation"
RESOLUTION, NONE, UNKNOWN = "must_cooperate_by_resolution", "no_duty", "unknown"


def records(surname: str) -> Records:
    register = shipped_register()
    return Records(
        surname,
        tuple(i for i in register.instruments if i.person.surname == surname),
        tuple(a for a in register.applications if a.person.surname == surname),
    )


def ask(surname: str, iso2: str, day: str | date, given: Records | None = None) -> Exposure:
    on = date.fromisoformat(day) if isinstance(day, str) else day
    return exposure_of(given or records(surname), standing_on(iso2, on), membership())


CASES = [
    # Membership: both sides of the days on which it changed.
    ("Al Bashir", "BI", "2016-10-26", MUST, "exp.party"),
    ("Al Bashir", "BI", "2016-10-27", MUST, "exp.leaving"),
    ("Al Bashir", "BI", "2017-10-26", MUST, "exp.leaving"),
    ("Al Bashir", "BI", "2017-10-27", LEFT, "exp.left"),
    ("Putin", "BI", "2023-03-17", NONE, "exp.none"),  # proceedings began after it had left
    ("Al Bashir", "PH", "2018-03-16", MUST, "exp.party"),
    ("Al Bashir", "PH", "2018-03-17", MUST, "exp.leaving"),
    ("Al Bashir", "PH", "2019-03-16", MUST, "exp.leaving"),
    ("Al Bashir", "PH", "2019-03-17", LEFT, "exp.left"),
    ("Al Bashir", "PH", "2011-10-31", NONE, "exp.none"),
    ("Al Bashir", "PH", "2011-11-01", MUST, "exp.party"),
    ("Putin", "PH", "2024-01-01", NONE, "exp.none"),
    ("Putin", "UA", "2024-12-31", SITUATION, "exp.12_3"),
    ("Putin", "UA", "2025-01-01", MUST, "exp.party"),
    ("Netanyahu", "UA", "2024-12-31", NONE, "exp.none"),  # the declaration is on another situation
    ("Netanyahu", "UA", "2025-01-01", MUST, "exp.party"),
    ("Putin", "AM", "2024-01-31", NONE, "exp.none"),
    ("Putin", "AM", "2024-02-01", MUST, "exp.party"),
    ("Netanyahu", "HU", "2025-04-03", MUST, "exp.party"),  # announced that day
    ("Netanyahu", "HU", "2025-06-01", MUST, "exp.party"),
    ("Netanyahu", "HU", "2025-06-02", MUST, "exp.leaving"),
    ("Netanyahu", "HU", "2026-05-30", MUST, "exp.leaving"),
    ("Netanyahu", "HU", "2026-06-01", MUST, "exp.party"),
    ("Netanyahu", "HU", "2026-06-02", MUST, "exp.party"),
    ("Al Bashir", "ZA", "2015-06-14", MUST, "exp.party"),
    ("Al Bashir", "ZA", "2016-10-19", MUST, "exp.leaving"),
    ("Al Bashir", "ZA", "2017-03-07", MUST, "exp.party"),
    ("Al Bashir", "GM", "2017-02-09", MUST, "exp.leaving"),
    ("Al Bashir", "GM", "2017-02-10", MUST, "exp.party"),
    ("Putin", "NE", "2026-06-17", MUST, "exp.party"),
    ("Putin", "NE", "2026-06-18", MUST, "exp.leaving"),
    ("Putin", "NE", "2027-06-17", MUST, "exp.leaving"),
    ("Putin", "NE", "2027-06-18", LEFT, "exp.left"),
    ("Putin", "BF", "2027-06-23", MUST, "exp.leaving"),
    ("Putin", "BF", "2027-06-24", LEFT, "exp.left"),
    ("Putin", "ML", "2027-06-23", MUST, "exp.leaving"),
    ("Putin", "ML", "2027-06-24", LEFT, "exp.left"),
    ("Putin", "ML", "2025-09-22", MUST, "exp.party"),  # announced: no effect
    ("Putin", "VE", "2027-07-23", MUST, "exp.leaving"),
    ("Putin", "VE", "2027-07-24", LEFT, "exp.left"),
    ("Putin", "TD", "2027-07-26", MUST, "exp.leaving"),
    ("Putin", "TD", "2027-07-27", LEFT, "exp.left"),
    # Issue and publication.
    ("Putin", "MN", "2023-03-16", UNKNOWN, "exp.sealed"),
    ("Putin", "MN", "2023-03-17", MUST, "exp.party"),
    ("Putin", "MN", "2024-09-02", MUST, "exp.party"),
    ("Putin", "TJ", "2025-10-08", MUST, "exp.party"),
    ("Shoigu", "MN", "2024-06-24", UNKNOWN, "exp.sealed"),  # issued, announced a day later
    ("Shoigu", "MN", "2024-06-25", MUST, "exp.party"),
    ("Netanyahu", "IT", "2024-11-20", UNKNOWN, "exp.sealed"),
    ("Netanyahu", "IT", "2024-11-21", MUST, "exp.party"),
    ("dela Rosa", "JP", "2025-12-01", UNKNOWN, "exp.sealed"),
    ("dela Rosa", "JP", "2026-05-11", MUST, "exp.party"),
    ("dela Rosa", "PH", "2026-05-11", LEFT, "exp.left"),
    ("Al Shaqaqi", "TN", "2024-10-03", UNKNOWN, "exp.sealed"),
    ("Al Shaqaqi", "TN", "2024-10-04", MUST, "exp.party"),
    ("Njeem", "IT", "2025-01-20", UNKNOWN, "exp.sealed"),
    ("Njeem", "IT", "2025-01-22", MUST, "exp.party"),
    ("Sneidel", "LY", "2025-08-08", RESOLUTION, "exp.unsc"),
    # Security Council and 12(3).
    ("Al Bashir", "SD", "2009-03-03", UNKNOWN, "exp.sealed"),
    ("Al Bashir", "SD", "2009-03-04", RESOLUTION, "exp.unsc"),
    ("Al Bashir", "LY", "2012-01-01", NONE, "exp.none"),  # named for another situation
    ("Putin", "SD", "2024-01-01", NONE, "exp.none"),
    ("Njeem", "LY", "2025-05-11", RESOLUTION, "exp.unsc"),
    ("Njeem", "LY", "2025-05-12", RESOLUTION, "exp.unsc"),
    ("Al Bashir", "EG", "2015-01-01", NONE, "exp.none"),  # urged only
    # Never party.
    ("Putin", "RU", "2024-01-01", NONE, "exp.none"),
    ("Netanyahu", "US", "2025-02-04", NONE, "exp.none"),
    ("Netanyahu", "IL", "2025-02-04", NONE, "exp.none"),
    ("Putin", "MY", "2019-06-01", UNKNOWN, "exp.sealed"),
    ("Putin", "KP", "2024-06-19", NONE, "exp.none"),
    # Summonses.
    ("Ruto", "UG", "2011-03-07", UNKNOWN, "exp.sealed"),
    ("Ruto", "UG", "2011-03-08", NONE, "exp.summons"),
    ("Ruto", "UG", "2014-01-01", NONE, "exp.summons"),
    ("Abu Garda", "NL", "2009-05-17", NONE, "exp.summons"),
    ("Banda", "UG", "2014-09-10", NONE, "exp.summons"),
    ("Banda", "UG", "2014-09-11", MUST, "exp.party"),
    ("Banda", "RU", "2015-01-01", NONE, "exp.none"),  # the warrant decides, not the old summons
    # Ended: vacated, withdrawn, inadmissible, not confirmed, acquitted, served, dead.
    ("Ruto", "UG", "2016-04-05", NONE, "own.not_in_force"),
    ("Muthaura", "UG", "2013-03-11", NONE, "own.not_in_force"),
    ("Al-Senussi", "TN", "2013-10-10", MUST, "exp.party"),
    ("Al-Senussi", "TN", "2013-10-11", NONE, "own.not_in_force"),
    ("Mbarushimana", "FR", "2010-10-11", MUST, "exp.party"),  # arrested that day
    ("Mbarushimana", "FR", "2010-10-12", NONE, "own.not_in_force"),
    ("Ngudjolo", "BE", "2013-01-01", NONE, "own.not_in_force"),
    ("Blé Goudé", "CI", "2021-03-31", NONE, "own.not_in_force"),
    ("Lubanga", "CD", "2020-03-15", NONE, "own.not_in_force"),
    ("Bemba", "BE", "2008-05-23", UNKNOWN, "exp.sealed"),
    ("Bemba", "BE", "2008-05-24", MUST, "exp.party"),
    ("Bemba", "BE", "2018-06-08", NONE, "own.not_in_force"),
    ("Ntaganda", "RW", "2013-03-18", NONE, "exp.none"),
    ("Ntaganda", "CD", "2013-03-22", MUST, "exp.party"),  # he surrendered that day
    ("Ntaganda", "CD", "2013-03-23", NONE, "own.not_in_force"),
    ("Abd-Al-Rahman", "CF", "2020-06-09", MUST, "exp.party"),
    ("Abd-Al-Rahman", "CF", "2020-06-11", NONE, "own.not_in_force"),  # made public after it
    ("Duterte", "PH", "2025-03-10", UNKNOWN, "exp.sealed"),
    ("Duterte", "PH", "2025-03-11", LEFT, "exp.left"),
    ("Duterte", "JP", "2025-03-12", NONE, "own.not_in_force"),
    ("Deif", "JO", "2025-02-25", MUST, "exp.party"),
    ("Deif", "JO", "2025-02-26", NONE, "own.not_in_force"),
    ("Lukwiya", "UG", "2007-07-10", MUST, "exp.party"),
    ("Lukwiya", "UG", "2007-07-11", NONE, "own.not_in_force"),
    ("Al-Werfalli", "TN", "2022-06-14", MUST, "exp.party"),
    ("Al-Werfalli", "TN", "2022-06-15", NONE, "own.not_in_force"),
    ("Mudacumura", "CD", "2020-01-01", MUST, "exp.party"),  # reported dead, no end found
    ("Mokom", "FR", "2023-11-01", NONE, "own.not_in_force"),
    # An application is no warrant.
    ("Min Aung Hlaing", "BD", "2025-06-01", UNKNOWN, "exp.sealed"),
    ("Sinwar", "JO", "2024-06-01", UNKNOWN, "exp.sealed"),
    ("Smotrich", "HU", "2026-06-10", UNKNOWN, "exp.sealed"),
]


@pytest.mark.parametrize(("who", "iso2", "day", "duty", "rule"), CASES)
def test_class_and_rule_on_a_day(who: str, iso2: str, day: str, duty: str, rule: str) -> None:
    """Dated cases with the class and rule that the law's rows and the register give."""
    found = ask(who, iso2, day)
    assert (found.duty, found.rule.id) == (duty, rule)


def test_the_classes_are_those_of_the_data() -> None:
    """No class is invented; an own rule says so by its name."""
    classes = {r["class"] for r in RAW["exposure_rules"]}
    known = {r["id"] for r in RAW["exposure_rules"]}
    for who, iso2, day, _, _ in CASES:
        found = ask(who, iso2, day)
        assert found.duty in classes
        assert found.rule.id in known or found.rule.id.startswith("own.")


def always() -> Records:
    """A warrant that was in force and public long before the Statute, for no situation known."""
    putin = records("Putin").instruments[0]
    old = replace(
        putin, issued_on="1999-01-01", public_on="1999-01-01", applied_on="", alleged_period="",
        situation=replace(putin.situation, id="none", name="Nowhere", basis=""),
    )  # fmt: skip
    return Records("X", (old,))


@pytest.mark.parametrize("row", RAW["parties"], ids=lambda r: r["iso2"])
def test_the_class_changes_with_every_change_of_membership(row: dict[str, Any]) -> None:
    """For every State: no duty the day before it joined, the duty from the day; so with leaving."""
    iso2, joined = row["iso2"], date.fromisoformat(row["in_force"])
    assert ask("", iso2, joined - A_DAY, always()).rule.id == "exp.none"
    assert ask("", iso2, joined, always()).rule.id == "exp.party"
    for notice in row.get("withdrawals", []):
        notified = date.fromisoformat(notice["notified"])
        assert ask("", iso2, notified - A_DAY, always()).rule.id == "exp.party"
        assert ask("", iso2, notified, always()).rule.id == "exp.leaving"
        if notice["status"] == "rescinded":
            last = date.fromisoformat(notice["rescinded"] or notice["rescinded_between"][1])
            assert ask("", iso2, last - A_DAY, always()).rule.id == "exp.leaving"
            assert ask("", iso2, last, always()).rule.id == "exp.party"
        else:
            effective = date.fromisoformat(notice["effective"])
            assert ask("", iso2, effective - A_DAY, always()).rule.id == "exp.leaving"
            assert ask("", iso2, effective, always()).rule.id == "exp.left"


def changed(**change: Any) -> Records:
    return Records("X", (replace(records("Putin").instruments[0], **change),))


PARTIAL: list[tuple[dict[str, Any], str, str, str]] = [
    ({"public_on": "2023-04"}, "2023-03-31", UNKNOWN, ""),
    ({"public_on": "2023-04"}, "2023-04-01", UNKNOWN, MUST),
    ({"public_on": "2023-04"}, "2023-04-29", UNKNOWN, MUST),
    ({"public_on": "2023-04"}, "2023-04-30", MUST, ""),
    ({"public_on": "2023"}, "2023-12-31", MUST, ""),
    ({"public_on": ""}, "2026-01-01", UNKNOWN, MUST),
    ({"issued_on": ""}, "2024-01-01", MUST, ""),  # public, so it had been issued
    ({"arrest_duty_active": None}, "2024-01-01", UNKNOWN, MUST),
    ({"arrest_duty_active": False, "status_as_of": "2025-01-01"}, "2024-12-31", UNKNOWN, MUST),
    ({"arrest_duty_active": False, "status_as_of": "2025-01-01"}, "2025-01-01", NONE, ""),
]


@pytest.mark.parametrize(("change", "day", "duty", "if_in_force"), PARTIAL)
def test_what_the_dates_do_not_settle_is_not_guessed(
    change: dict[str, Any], day: str, duty: str, if_in_force: str
) -> None:
    """Inside the span of a partial date the class is unknown, and what it would be is told."""
    found = ask("", "MN", day, changed(**change))
    assert (found.duty, found.if_in_force) == (duty, if_in_force)


def test_an_uncertain_warrant_makes_no_doubt_where_nothing_follows_either_way() -> None:
    """In a State without a duty it does not matter whether it was in force."""
    assert ask("", "CN", "2023-04-15", changed(public_on="2023-04")).duty == NONE


def ended(event: str, day: str) -> Records:
    return changed(
        arrest_duty_active=False, status="ended", events=(CourtEvent(day, event, "yes"),)
    )


def test_an_end_told_by_month_leaves_that_month_open() -> None:
    """Before it the warrant stands, inside it is not certain, from its last day it has ended."""
    given = ended("warrant vacated", "2024-05")
    forces = [
        ask("", "MN", day, given).applied[0].seen.force
        for day in ("2024-04-30", "2024-05-01", "2024-05-30", "2024-05-31")
    ]
    assert forces == [Force.IN_FORCE, Force.NOT_CERTAIN, Force.NOT_CERTAIN, Force.ENDED]


EVENTS = [
    ("surrendered", Force.EXECUTED),
    ("initial appearance", Force.EXECUTED),
    ("transferred to The Hague", Force.EXECUTED),
    ("proceedings terminated", Force.ENDED),
    ("charges not confirmed", Force.ENDED),
    ("Prosecutor withdraws all charges", Force.ENDED),
    ("acquitted", Force.ENDED),
    ("request to withdraw warrants rejected", Force.NOT_CERTAIN),
    ("request that charges be dropped is rejected", Force.NOT_CERTAIN),
    ("existence claimed, not confirmed by the Court", Force.NOT_CERTAIN),
    ("challenges admissibility", Force.NOT_CERTAIN),
    ("visits a State, not arrested", Force.NOT_CERTAIN),
    ("arrested in a State, later released", Force.NOT_CERTAIN),
]


@pytest.mark.parametrize(("event", "force"), EVENTS)
def test_events_that_execute_or_end_a_warrant(event: str, force: Force) -> None:
    """Of a warrant that is in force no more; what only looks like an end settles nothing."""
    found = ask("", "MN", "2024-06-01", ended(event, "2024-05-01"))
    assert found.applied[0].seen.force is force


def test_what_is_replaced_has_ended() -> None:
    """From the day of the warrant that took its place."""
    forces = [ask("Banda", "UG", day).applied[0].seen.force for day in ("2014-09-10", "2014-09-11")]
    assert forces == [Force.EXECUTED, Force.ENDED]


def test_what_is_public_had_been_issued() -> None:
    """Also where the day of issue is not recorded."""
    assert ask("", "MN", "2024-01-01", changed(issued_on="")).applied[0].seen.issued is True


def test_proceedings_that_began_on_the_day_of_leaving_did_not_begin_before() -> None:
    """Art. 127(2) speaks of the time before the withdrawal took effect."""
    dates = {"applied_on": "", "issued_on": "2017-10-27", "public_on": "2018-01-01"}
    assert ask("", "BI", "2019-01-01", changed(**dates)).rule.id == "exp.none"
    dates["issued_on"] = "2017-10-26"
    assert ask("", "BI", "2019-01-01", changed(**dates)).rule.id == "exp.left"
    dates["issued_on"] = "2017-10"
    found = ask("", "BI", "2019-01-01", changed(**dates))
    assert found.rule.id == "exp.left"
    assert "not certain" in found.why


def test_no_event_ends_a_warrant_that_is_recorded_as_in_force() -> None:
    """Held by a State, reported dead, removed from office: it stands until a Chamber ends it."""
    for who, iso2, day in [("Beina", "FR", "2025-01-01"), ("Al Bashir", "JO", "2020-01-01")]:
        assert ask(who, iso2, day).applied[0].seen.force is Force.IN_FORCE


def test_a_reported_death_is_told_beside_the_standing_warrant() -> None:
    """It ends nothing by itself, and it is not hidden."""
    (row,) = ask("Mudacumura", "CD", "2020-01-01").applied
    assert "reported killed (2019-09-17)" in row.seen.words
    (row,) = ask("Mudacumura", "CD", "2019-01-01").applied
    assert "killed" not in row.seen.words


def test_what_was_public_later_stands_apart() -> None:
    """Nothing of it is in the class, the rule or the reason; it is told as later."""
    found = ask("dela Rosa", "JP", "2025-12-01")
    assert not found.applied
    assert "2025-11-06" not in found.why
    assert any(w.startswith("issued by then, made public later") for w in found.later)
    before = ask("dela Rosa", "JP", "2025-11-05")
    assert any(w.startswith("not issued by then") for w in before.later)
    assert before.why == found.why


def test_the_status_of_today_is_told_as_later() -> None:
    """An acquittal of 2018 is no part of the answer for 2010, and is told beside it."""
    found = ask("Bemba", "FR", "2010-01-01")
    assert all("acquitted" not in row.seen.words for row in found.applied)
    assert any("acquitted final" in words for words in found.later)


def test_findings_after_the_day_are_told_as_later() -> None:
    """A visit is known when it begins, a finding only from its day."""
    (seen,) = ask("Putin", "MN", "2024-10-01").incidents
    assert (seen.finding, seen.finding_later) == ("none by that day", "non-compliance (2024-10-24)")
    (seen,) = ask("Putin", "MN", "2024-10-24").incidents
    assert (seen.finding, seen.finding_later) == ("non-compliance (2024-10-24)", "")
    assert not ask("Putin", "MN", "2024-09-02").incidents


def test_applications_are_shown_as_no_warrant() -> None:
    """From the day they were public; one without a day is told of as such."""
    assert not ask("Sinwar", "JO", "2024-05-19").applications
    (words,) = ask("Sinwar", "JO", "2024-05-20").applications
    assert "is no warrant" in words
    told = ask("Smotrich", "HU", "2026-06-10")
    assert not told.applications
    assert "is no warrant" in told.later[0]


def test_both_duties_are_named_where_two_bind() -> None:
    """Libya is named by a resolution and has accepted jurisdiction."""
    assert [r.id for r in ask("Njeem", "LY", "2025-05-12").beside] == ["exp.12_3"]
    assert not ask("Njeem", "LY", "2025-05-11").beside


def test_a_declaration_for_another_time_does_not_bind() -> None:
    """Acts alleged before the declared period are not covered by it."""
    given = changed(alleged_period="2010-01-01/2011-01-01")
    assert ask("", "UA", "2024-01-01", given).rule.id == "exp.none"
    given = changed(alleged_period="2013-12-01/2014-01-31")
    assert ask("", "UA", "2024-01-01", given).rule.id == "exp.12_3"


def notes(found: Exposure) -> str:
    return " ".join(f"{n.topic}: {n.text}" for n in found.notes)


def test_notes_go_with_state_and_day() -> None:
    """Art. 124 while it stood, an announced withdrawal, a rescinded notice, a day ahead."""
    assert "Art. 124" in notes(ask("Putin", "UA", "2025-01-01"))
    assert "Art. 124" not in notes(ask("Putin", "UA", "2024-01-01"))
    assert "Withdrawal announced" in notes(ask("Netanyahu", "HU", "2025-04-03"))
    assert "Notice rescinded" in notes(ask("Netanyahu", "HU", "2026-07-01"))
    assert "Ahead of the data" in notes(ask("Putin", "NE", "2027-06-18"))


def test_both_positions_on_immunity_are_given() -> None:
    """The Court's, and that of States that argued otherwise; overflight is no exposure."""
    topics = [n.topic for n in general_notes(membership())]
    assert topics[0].startswith("Art. 98(1) and heads")
    assert topics[1] == "Art. 98(1), the other position"
    assert any("Overflight" in t for t in topics)


def test_fixed_lines_promise_nothing() -> None:
    """Presumption of innocence, no prediction, no route advice, sealed warrants."""
    assert FIXED_LINES[0] == PRESUMPTION
    assert "Art. 66" in PRESUMPTION
    together = " ".join(FIXED_LINES)
    assert "predicts no arrest" in together
    assert "no advice on routes" in together
    assert "sealed" in together.lower()


def test_every_instrument_has_an_answer_on_every_turn() -> None:
    """Around each of its dates an instrument is public or not, in force, executed or ended; what
    has ended stays so."""
    register = shipped_register().instruments
    for one in register:
        days = sorted(around(one))
        forces = [instrument_on(one, register, day).force for day in days]
        assert forces[0] is Force.NOT_PUBLIC
        if one.arrest_duty_active:
            assert forces[-1] is Force.IN_FORCE
        else:
            assert forces[-1] in (Force.EXECUTED, Force.ENDED), one.id
        if Force.ENDED in forces:
            assert set(forces[forces.index(Force.ENDED) :]) == {Force.ENDED}, one.id


def around(one: Instrument) -> set[date]:
    days = {date(1990, 1, 1), date(2026, 11, 23)}
    for written in (one.issued_on, one.public_on, *(e.date for e in one.events)):
        if len(written) == 10:
            day = date.fromisoformat(written)
            days |= {day - A_DAY, day, day + A_DAY}
    return days
