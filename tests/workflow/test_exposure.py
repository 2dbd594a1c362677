"""Exposure as a use case: names in any script, ranges of days, further registers."""

from __future__ import annotations

import copy
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from casefile.errors import BadInput, EmptyInput, LawError
from casefile.workflow.exposure import exposure, exposure_itinerary, register_from

RAW: dict[str, Any] = json.loads(
    (files("casefile.reference") / "data" / "warrants.json").read_text(encoding="utf-8")
)

NAMES = [
    ("Putin", "Vladimir Vladimirovich Putin"),
    ("vladimir putin", "Vladimir Vladimirovich Putin"),
    ("V. Putin", "Vladimir Vladimirovich Putin"),
    ("Путин", "Vladimir Vladimirovich Putin"),
    ("Володимир Путін", "Vladimir Vladimirovich Putin"),
    ("Владимир Владимирович Путин", "Vladimir Vladimirovich Putin"),
    ("بوتين", "Vladimir Vladimirovich Putin"),
    ("Марія Львова-Бєлова", "Maria Alekseyevna Lvova-Belova"),
    ("Lvova Belova", "Maria Alekseyevna Lvova-Belova"),
    ("Sergey Shoygu", "Sergei Kuzhugetovich Shoigu"),
    ("Shoigu Sergei", "Sergei Kuzhugetovich Shoigu"),
    ("Omar al-Bashir", "Omar Hassan Ahmad Al Bashir"),
    ("Umar el Bashir", "Omar Hassan Ahmad Al Bashir"),
    ("عمر البشير", "Omar Hassan Ahmad Al Bashir"),
    ("Bashir", "Omar Hassan Ahmad Al Bashir"),
    ("Netanyahu", "Benjamin Netanyahu"),
    ("בנימין נתניהו", "Benjamin Netanyahu"),
    ("Нетаньяху", "Benjamin Netanyahu"),
    ("Mohammed Deif", "Mohammed Diab Ibrahim Al-Masri"),
    ("Ali Kushayb", "Ali Muhammad Ali Abd-Al-Rahman"),
    ("dela Rosa", "Ronald dela Rosa"),
    ("Bato", "Ronald dela Rosa"),
    ("Ble Goude", "Charles Blé Goudé"),
    ("Thomas Lubanga", "Thomas Lubanga Dyilo"),
    ("Jean-Pierre Bemba", "Jean-Pierre Bemba Gombo"),
    ("Ruto", "William Samoei Ruto"),
    ("icc.kenya.ruto", "William Samoei Ruto"),
]


@pytest.mark.parametrize(("typed", "wanted"), NAMES)
def test_names_match_across_scripts_and_spellings(typed: str, wanted: str) -> None:
    """The one person meant is found, and the match is explained."""
    answer = exposure(typed, ["ZA"], "2025-01-02")
    assert answer.matched.person.name == wanted
    assert answer.matched.reasons


OTHERS = [
    ("Al-Masri", "2 persons may be meant"),
    ("Eli Netanyahu", "only of this surname"),
    ("Lyudmila Putina", "nobody of this name"),
    ("Netanyahov", r"spelt like it \(found Benjamin Netanyahu\)"),
    ("Vladimir Poutine", r"spelt like it \(found Vladimir Vladimirovich Putin\)"),
    ("Vladimir Sokolov", "only of this surname"),
    ("Xi Jinping", "nobody of this name"),
    ("Zelensky", "nobody of this name"),
]


@pytest.mark.parametrize(("typed", "wanted"), OTHERS)
def test_nobody_is_taken_for_somebody_else(typed: str, wanted: str) -> None:
    """Namesakes, other first names and persons who are not in the register: one error each."""
    with pytest.raises(BadInput, match=wanted):
        exposure(typed, ["ZA"], "2025-01-02")


def test_states_and_days_that_cannot_be() -> None:
    """One error each, with what to do next."""
    with pytest.raises(BadInput, match="no State of this name"):
        exposure("Putin", ["Atlantis"], "2025-01-02")
    with pytest.raises(BadInput, match="2 States may be meant"):
        exposure("Putin", ["Congo"], "2025-01-02")
    with pytest.raises(BadInput, match="no day that can be"):
        exposure("Putin", ["ZA"], "2025-02-30")
    with pytest.raises(EmptyInput):
        exposure("Putin", [], "2025-02-03")


def test_the_same_person_is_known_in_earlier_incidents() -> None:
    """The names told with incidents are matched too."""
    answer = exposure("Al Bashir", ["ZA"], "2016-01-01")
    (seen,) = answer.stays[0].exposure.incidents
    assert seen.same_person
    assert not exposure("Putin", ["ZA"], "2016-01-01").stays[0].exposure.incidents[0].same_person


def test_a_stay_is_cut_where_the_answer_changes(tmp_path: Path) -> None:
    """Days alike are one stay; the day a warrant is made public begins another."""
    path = tmp_path / "days.csv"
    path.write_text("state,from,to\nUA,2024-12-30,2025-01-02\nMN,2023-03-16,2023-03-18\nX,,\n")
    answer = exposure_itinerary("Putin", path)
    cut = [(s.line, str(s.first), str(s.last), s.exposure.duty) for s in answer.stays]
    assert cut == [
        (2, "2024-12-30", "2024-12-31", "must_cooperate_in_situation"),
        (2, "2025-01-01", "2025-01-02", "must_arrest"),
        (3, "2023-03-16", "2023-03-16", "unknown"),
        (3, "2023-03-17", "2023-03-18", "must_arrest"),
    ]
    assert len(answer.problems) == 1


def test_an_itinerary_without_a_good_line(tmp_path: Path) -> None:
    """All its problems, in one error."""
    path = tmp_path / "days.csv"
    path.write_text("state,day\nAtlantis,2024-12-30\n")
    with pytest.raises(BadInput, match="line 2"):
        exposure_itinerary("Putin", path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInput, match="no UTF-8"):
        exposure_itinerary("Putin", path)


def further(tmp_path: Path, **change: Any) -> Path:
    """A register file of one further person, whose name is not in the starter register."""
    record = copy.deepcopy(next(i for i in RAW["instruments"] if i["id"] == "icc.ukraine.putin"))
    record |= {"id": "own.further.1"} | change
    record["person"] = {"name": "Zora Quill", "surname": "Quill", "nationality": [], "aliases": []}
    path = tmp_path / "further.json"
    path.write_text(json.dumps({"instruments": [record]}), encoding="utf-8")
    return path


def test_a_further_register_answers_without_special_cases(tmp_path: Path) -> None:
    """The person is found and the class follows from the same rules."""
    register = register_from(further(tmp_path))
    answer = exposure("Zora Quill", ["MN", "RU"], "2024-01-01", [register])
    assert [s.exposure.duty for s in answer.stays] == ["must_arrest", "no_duty"]


def test_a_further_register_that_cannot_be_relied_on(tmp_path: Path) -> None:
    """One error that names file and record, before anything is answered."""
    with pytest.raises(LawError, match=r"further\.json: record own\.further\.1: no source"):
        register_from(further(tmp_path, sources=[]))
    with pytest.raises(BadInput, match="cannot be read"):
        register_from(tmp_path / "absent.json")
    clash = register_from(further(tmp_path, id="icc.ukraine.putin"))
    with pytest.raises(LawError, match="twice with other content"):
        exposure("Putin", ["MN"], "2024-01-01", [clash])
