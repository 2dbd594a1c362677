"""Read a register of warrants from JSON, and refuse any record that cannot be relied on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from casefile.errors import LawError
from casefile.reference.partial_days import days_of, partial_day, shown
from casefile.reference.warrants import (
    KINDS,
    Application,
    CourtEvent,
    Instrument,
    Person,
    Register,
    Situation,
    keep,
)
from casefile.reference.warrants_record import Record, flag_of, rows_of

_FORM = "casefile.law.warrants/"
_MAX_BYTES = 64 << 20


def read(data: bytes, name: str) -> Register:
    """See `casefile.reference.warrants.read_register`."""
    table = _table(data, name)
    instruments: dict[str, Instrument] = {}
    applications: dict[str, Application] = {}
    for number, row in enumerate(rows_of(table, "instruments", name), 1):
        keep(instruments, _instrument(Record(row, name, f"instrument {number}")))
    for number, row in enumerate(rows_of(table, "applications", name), 1):
        keep(applications, _application(Record(row, name, f"application {number}")))
    both = instruments.keys() & applications.keys()
    if both:
        raise LawError(
            f"{name}: record {min(both)} is there as an instrument and as an application",
            next_step="an application is no warrant: give it another id",
        )
    return Register(
        instruments=tuple(instruments[i] for i in sorted(instruments)),
        applications=tuple(applications[i] for i in sorted(applications)),
        coverage=_words(table.get("coverage")),
        as_of=partial_day(table.get("as_of"), name, "as_of"),
    )


def _table(data: bytes, name: str) -> Mapping[str, Any]:
    if len(data) > _MAX_BYTES:
        raise LawError(f"{name}: larger than {_MAX_BYTES >> 20} MiB", next_step="split it")
    try:
        table = json.loads(data.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise LawError(
            f"{name}: no JSON that can be read", next_step="write it in the form of warrants.json"
        ) from None
    if isinstance(table, list):
        return {"instruments": table}
    if not isinstance(table, dict) or not {"instruments", "applications"} & table.keys():
        raise LawError(
            f"{name}: neither instruments nor applications are in it",
            next_step="write it in the form of warrants.json",
        )
    schema = table.get("schema", _FORM)
    if not isinstance(schema, str) or not schema.startswith(_FORM):
        raise LawError(
            f"{name}: a table of another form", found=shown(schema), next_step=f"use {_FORM}1"
        )
    return table


def _no_number(word: str) -> float:
    raise ValueError(word)


def _instrument(record: Record) -> Instrument:
    kind = record.text("kind", needed=True)
    if kind not in KINDS:
        raise record.error("unknown kind of instrument", shown(kind), f"use {' or '.join(KINDS)}")
    stage = record.text("stage", needed=True)
    if stage not in _stages():
        raise record.error("unknown stage", shown(stage), "use an id of a state in procedure.json")
    _check_order(record)
    return Instrument(
        id=record.id,
        kind=kind,
        person=_person(record),
        situation=_situation(record),
        case_number=record.text("case_number"),
        chamber=record.text("chamber"),
        applied_on=record.day("applied_on"),
        issued_on=record.day("issued_on"),
        public_on=record.day("public_on"),
        issued_under_seal=record.truth("issued_under_seal"),
        content_public=record.truth("content_public"),
        crimes=record.known("crimes", _crimes(), "crimes.json"),
        modes=record.known("modes", _modes(), "liability.json"),
        counts=_counts(record),
        status=record.text("status", needed=True),
        stage=stage,
        status_as_of=record.day("status_as_of"),
        arrest_duty_active=record.truth("arrest_duty_active"),
        events=_events(record),
        verified=record.flags("verified"),
        uncertain=record.texts("uncertain"),
        sources=record.sources(),
        note=record.text("note"),
        alleged_period=_period(record),
        verified_notes=record.flags("verified_notes"),
        register=record.register,
    )


def _application(record: Record) -> Application:
    return Application(
        id=record.id,
        person=_person(record),
        situation=_situation(record).id,
        applied_on=record.day("applied_on"),
        public_on=record.day("public_on"),
        crimes=record.known("crimes", _crimes(), "crimes.json"),
        status=record.text("status", needed=True),
        verified=record.flags("verified"),
        sources=record.sources(),
        note=record.text("note"),
        register=record.register,
    )


def _person(record: Record) -> Person:
    """A person as a record, or by name alone with the surname beside it."""
    if isinstance(record.row.get("person"), str):
        return Person(record.text("person", needed=True), record.text("surname"))
    inner = record.inner("person")
    return Person(
        name=inner.text("name", needed=True),
        surname=inner.text("surname"),
        aliases=inner.texts("aliases"),
        nationality=inner.texts("nationality"),
        capacity=inner.text("capacity"),
        born=inner.day("born"),
    )


def _situation(record: Record) -> Situation:
    if isinstance(record.row.get("situation"), str):
        return Situation(record.text("situation", needed=True))
    inner = record.inner("situation")
    return Situation(
        id=inner.text("id", needed=True),
        name=inner.text("name"),
        number=inner.text("number"),
        basis=inner.text("basis"),
    )


def _events(record: Record) -> tuple[CourtEvent, ...]:
    found = []
    for row in rows_of(record.row, "events", record.name):
        inner = Record({"id": record.id, **row}, record.register, "")
        note = inner.text("verified_note")
        flag = flag_of(row.get("verified"))
        found.append(
            CourtEvent(
                date=inner.day("date"),
                event=inner.text("event", needed=True),
                verified=f"{flag}: {note}" if note else flag,
            )
        )
    # A month sorts before its days: it may have begun before them.
    return tuple(sorted(found, key=lambda e: (e.date, e.event)))


def _counts(record: Record) -> tuple[tuple[str, int | str], ...]:
    value = record.row.get("counts_stated")
    if value is None:
        return ()
    if not isinstance(value, dict):
        raise record.error("counts_stated must be a record of numbers", shown(value))
    for stated in value.values():
        number = isinstance(stated, int) and not isinstance(stated, bool) and stated >= 0
        if not number and not isinstance(stated, str):
            raise record.error("counts_stated holds neither numbers nor words", shown(stated))
    return tuple(sorted(value.items()))


def _period(record: Record) -> str:
    period = record.text("alleged_period")
    if period:
        for end in period.split("/"):
            if end != "..":
                partial_day(end, record.name, "alleged_period")
    return period


_ORDER = ("applied_on", "issued_on", "public_on")


def _check_order(record: Record) -> None:
    """Applied for, issued, made public: in this order, as far as the dates are known."""
    known = [(field, record.day(field)) for field in _ORDER]
    dated = [(field, days_of(day)) for field, day in known if day]
    for (earlier, before), (later, after) in pairwise(dated):
        if after.last < before.first:
            raise record.error(
                f"{later} lies before {earlier}",
                f"{record.day(later)} before {record.day(earlier)}",
                "one of the two dates cannot be",
            )


def _words(value: Any) -> str:
    return value if isinstance(value, str) else ""


@cache
def _stages() -> frozenset[str]:
    machines = _law("procedure")["machines"]
    return frozenset(state["id"] for machine in machines for state in machine["states"])


@cache
def _crimes() -> frozenset[str]:
    return frozenset(crime["id"] for crime in _law("crimes")["crimes"])


@cache
def _modes() -> frozenset[str]:
    return frozenset(mode["id"] for mode in _law("liability")["modes"])


def _law(name: str) -> Any:
    path = files("casefile.reference") / "data" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))
