"""The register of warrants: what is shipped, what further files may hold, what is refused."""

from __future__ import annotations

import copy
import json
from importlib.resources import files
from typing import Any

import pytest

from casefile.errors import LawError
from casefile.reference.partial_days import days_of
from casefile.reference.warrants import Register, joined, read_register, shipped_register

RAW: dict[str, Any] = json.loads(
    (files("casefile.reference") / "data" / "warrants.json").read_text(encoding="utf-8")
)
PUTIN = next(i for i in RAW["instruments"] if i["id"] == "icc.ukraine.putin")


def one(**change: Any) -> dict[str, Any]:
    """A further record of the shipped form, changed."""
    record: dict[str, Any] = copy.deepcopy(PUTIN) | {"id": "own.x.1"}
    person = {"name": "Ada Example", "surname": "Example", "aliases": [], "nationality": ["UA"]}
    return record | {"person": person} | change


def read(*records: Any, name: str = "further.json") -> Register:
    return read_register(json.dumps({"instruments": list(records)}).encode(), name)


def test_the_shipped_register_is_whole() -> None:
    """All records of the file, the file's own coverage words, and no field lost."""
    register = shipped_register()
    assert len(register.instruments) == len(RAW["instruments"])
    assert len(register.applications) == len(RAW["applications"])
    assert "subset" in register.coverage
    for raw in RAW["instruments"]:
        (found,) = (i for i in register.instruments if i.id == raw["id"])
        assert (found.issued_on, found.public_on) == (raw["issued_on"], raw["public_on"])
        assert found.applied_on == (raw["applied_on"] or "")
        assert list(found.crimes) == raw["crimes"]
        assert list(found.sources) == raw["sources"]
        assert dict(found.counts) == raw.get("counts_stated", {})
        assert len(found.events) == len(raw["events"])
        assert found.person.name == raw["person"]["name"]


def test_flags_are_kept() -> None:
    """Read, from memory, partly with the reason: none of it is lost."""
    lukwiya = next(i for i in shipped_register().instruments if i.id == "icc.uganda.lukwiya")
    assert (lukwiya.flag("issued"), lukwiya.flag("public")) == ("yes", "no")
    assert lukwiya.events[-1].verified == "partly: month verified"


def test_an_application_is_no_instrument() -> None:
    """Persons with an application only are in no list of instruments."""
    named = {i.person.name for i in shipped_register().instruments}
    assert not named & {a.person.name for a in shipped_register().applications}


def test_further_records_load_without_code() -> None:
    """An object or a bare list in the same form; reduced dates and unknown fields are accepted."""
    record = one(issued_on="2022-11", public_on=None, applied_on=None, colour="blue")
    assert read(record).instruments[0].issued_on == "2022-11"
    assert read_register(json.dumps([record]).encode(), "l.json").instruments[0].public_on == ""
    both = joined([shipped_register(), read(record)])
    assert len(both.instruments) == len(RAW["instruments"]) + 1
    assert both.instruments[-1].register == "further.json"


def test_a_partial_date_may_hold_the_other() -> None:
    """Issued in the month in which it was applied for: nothing impossible in it."""
    record = one(applied_on="2023-03-10", issued_on="2023-03", public_on="2023")
    assert read(record).instruments[0].issued_on == "2023-03"


def test_the_same_record_twice_counts_once() -> None:
    """Also across files; with other content it is refused."""
    assert len(read(one(), one()).instruments) == 1
    assert len(joined([read(one()), read(one(), name="b.json")]).instruments) == 1
    with pytest.raises(LawError, match=r"own\.x\.1 is there twice with other content"):
        joined([read(one()), read(one(note="other"), name="b.json")])


def without(field: str) -> dict[str, Any]:
    record = one()
    record.pop(field)
    return record


BROKEN: list[tuple[str, list[Any], str]] = [
    ("no source", [one(sources=[])], "own.x.1: no source"),
    ("blank source", [one(sources=[" "])], "own.x.1: no source"),
    ("source missing", [without("sources")], "own.x.1: no source"),
    ("unknown stage", [one(stage="case.limbo")], "own.x.1: unknown stage (found case.limbo)"),
    ("no stage", [without("stage")], "own.x.1: stage is missing"),
    ("unknown crime", [one(crimes=["rome.9.9"])], "crimes.json does not have (found rome.9.9)"),
    ("unknown mode", [one(modes=["rome.26"])], "liability.json does not have"),
    ("30 February", [one(issued_on="2023-02-30")], "own.x.1: issued_on is no date"),
    ("month 13", [one(issued_on="2023-13")], "issued_on is no date"),
    ("words", [one(public_on="soon")], "public_on is no date"),
    ("number", [one(public_on=2023)], "public_on is no date"),
    ("public first", [one(public_on="2023-03-16")], "public_on lies before issued_on"),
    ("issued first", [one(applied_on="2024-01")], "issued_on lies before applied_on"),
    ("event date", [one(events=[{"date": "2023-02-29", "event": "x"}])], "own.x.1: date is no"),
    ("event, no words", [one(events=[{"date": "2023-02-28"}])], "event is missing"),
    ("kind", [one(kind="red notice")], "unknown kind of instrument"),
    ("two of one id", [one(), one(note="y")], "own.x.1 is there twice with other content"),
    ("no id", [without("id")], "instrument 1: id is missing"),
    ("no name", [one(person={"surname": "X"})], "name is missing"),
    ("person", [one(person=7)], "person must be a record"),
    ("no row", ["x"], "instruments must be a list of records"),
    ("counts", [one(counts_stated={"a": -1})], "counts_stated"),
    ("truth", [one(arrest_duty_active="yes")], "must be true, false or null"),
    ("crimes as words", [one(crimes="rome.7.1.a")], "crimes must be a list"),
]


@pytest.mark.parametrize(("records", "wanted"), [b[1:] for b in BROKEN], ids=[b[0] for b in BROKEN])
def test_a_record_that_cannot_be_relied_on_is_refused(records: list[Any], wanted: str) -> None:
    """One error, which names the file and the record."""
    with pytest.raises(LawError) as caught:
        read(*records)
    assert wanted in str(caught.value)
    assert str(caught.value).startswith("further.json")


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"a": 1}', b'{"instruments": NaN}', b"7",
        b'{"schema": "other/1", "instruments": []}',
    ],
    ids=["empty", "cut", "bytes", "deep", "other", "nan", "number", "schema"],
)  # fmt: skip
def test_bytes_that_are_no_register_are_refused(data: bytes) -> None:
    """Whatever they are, one LawError."""
    with pytest.raises(LawError, match="further"):
        read_register(data, "further.json")


def test_an_id_is_an_instrument_or_an_application() -> None:
    """Never both: an application must not pass for a warrant."""
    application = copy.deepcopy(RAW["applications"][0]) | {"id": "own.x.1"}
    data = json.dumps({"instruments": [one()], "applications": [application]}).encode()
    with pytest.raises(LawError, match="as an instrument and as an application"):
        read_register(data, "further.json")


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
    ],
)
def test_a_short_date_is_a_span(written: str, first: str, last: str) -> None:
    """A month or year means any of its days."""
    days = days_of(written)
    assert (days.first.isoformat(), days.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "24",
        "2024-2",
        "2024-00",
        "2024-01-00",
        "2024-13",
        "2023-02-29",
        "2024/02",
        "２０２４",
        "+024",
    ],
)
def test_what_is_no_date_is_none(written: str) -> None:
    """Other spellings, other digits and days that never were."""
    with pytest.raises(ValueError, match=r"^"):
        days_of(written)
