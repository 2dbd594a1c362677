"""Itinerary files: a bad line is told, the rest goes on."""

from __future__ import annotations

import json

import pytest

from casefile.errors import BadInput, CasefileError, DamagedInput, EmptyInput, TooLarge
from casefile.proceedings.itinerary import one_day, one_state, read_itinerary


def told(text: str) -> list[tuple[str, str, str]]:
    return [(s.state.iso2, str(s.first), str(s.last)) for s in read_itinerary(text).stops]


WANTED = [("MN", "2024-09-02", "2024-09-02"), ("ZA", "2024-09-03", "2024-09-05")]
FORMS = [
    "state,day,from,to\nMongolia,2024-09-02,,\nZA,,2024-09-03,2024-09-05\n",
    "\ufeffState;Day;From;To\r\nMongolia;2024-09-02;;\r\n;;;\r\nZA;;2024-09-03;2024-09-05\r\n",
    "country\tfrom\tto\nMNG\t2024-09-02\t\nSouth Africa\t2024-09-03\t2024-09-05\n",
    json.dumps(
        [
            {"state": "Монголія", "day": "2024-09-02"},
            {"country": "ZAF", "from": "2024-09-03", "to": "2024-09-05"},
        ]
    ),
    json.dumps(
        {"stops": [{"to": "MN", "on": "2024-09-02"},
                   {"state": "ZA", "from": "2024-09-03", "to": "2024-09-05"}]}
    ),
]  # fmt: skip


@pytest.mark.parametrize("text", FORMS, ids=["csv", "semicolons", "tabs", "json", "object"])
def test_forms_of_an_itinerary(text: str) -> None:
    """CSV with three marks, JSON as list or object, with names or codes."""
    assert told(text) == WANTED


BAD = [
    ("Atlantis,2024-01-01", "no State of this name"),
    ("Congo,2024-01-01", "2 States may be meant"),
    ("Mongolia,2024-02-30", "no day that can be"),
    ("Mongolia,1 May 2024", "no day that can be"),
    ("Mongolia,2024-W01", "no day that can be"),
    ("Mongolia,20240101", "no day that can be"),
    (",2024-01-01", "no State"),
    ("Mongolia,", "no day"),
    ("Mongolia", "no day"),
]


@pytest.mark.parametrize(("line", "wanted"), BAD)
def test_one_error_a_bad_line_and_the_rest_goes_on(line: str, wanted: str) -> None:
    """The message names the line; the good lines around it are answered."""
    found = read_itinerary(f"state,day\nZA,2024-01-01\n{line}\nMN,2024-01-02\n")
    assert [s.state.iso2 for s in found.stops] == ["ZA", "MN"]
    (problem,) = found.problems
    assert problem.startswith("line 3: ")
    assert wanted in problem


@pytest.mark.parametrize(
    ("stay", "wanted"),
    [
        ("MN,2024-01-02,2024-01-01", "ends before it begins"),
        ("MN,2024-01-01,2025-01-01", "too long"),
        ("MN,2024-01-01,x", "no day"),
    ],
)
def test_stays_that_cannot_be(stay: str, wanted: str) -> None:
    """Backwards, over a year, or with no end that is a day."""
    assert wanted in read_itinerary(f"state,from,to\n{stay}\n").problems[0]


HOSTILE = [
    ("", EmptyInput),
    (" \n ", EmptyInput),
    ("[", DamagedInput),
    ("[" * 50_000, DamagedInput),
    ('{"a": 1}', DamagedInput),
    ("a,b\n1,2\n", DamagedInput),
    ("state,day\n" + "MN,2024-01-01\n" * 1_001, TooLarge),
    ("x" * (1 << 21), TooLarge),
    ("state,from,to\n" + "MN,2024-01-01,2024-12-31\n" * 28, TooLarge),
    ('state,day\n"' + "M" * 200_000, DamagedInput),
]


@pytest.mark.parametrize(("text", "error"), HOSTILE, ids=range(len(HOSTILE)))
def test_files_that_are_no_itinerary(text: str, error: type[CasefileError]) -> None:
    """One error, whatever the bytes."""
    with pytest.raises(error):
        read_itinerary(text)


def test_rows_that_are_no_records_are_problems() -> None:
    """JSON rows of another kind do not stop the others."""
    found = read_itinerary('[1, {"state": "MN", "day": "2024-01-01"}, {"state": 5, "day": null}]')
    assert len(found.stops) == 1
    assert len(found.problems) == 2


def test_several_states_are_named_and_none_is_chosen() -> None:
    """With their codes, to write one of them."""
    with pytest.raises(BadInput, match=r"North Korea \(KP\); South Korea \(KR\)"):
        one_state("Korea")


def test_a_day_is_written_in_one_way() -> None:
    """YYYY-MM-DD only."""
    assert str(one_day("2024-02-29")) == "2024-02-29"
    with pytest.raises(BadInput):
        one_day("2023-02-29")
