"""Warrants, summonses and applications of a court, as a register with sources.

A register is a subset: that a person is not in it means nothing, and a sealed instrument leaves no
trace. Everybody in it is presumed innocent unless finally convicted (Art. 66).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TypeVar

from casefile.errors import LawError

WARRANT = "warrant"
SUMMONS = "summons"
KINDS = (WARRANT, SUMMONS)

SHIPPED = "warrants.json"
"""The name of the register that comes with the package."""

Flags = tuple[tuple[str, str], ...]
"""What was checked, as (field, flag). A flag is "yes" (read in a stored source), "partly",
"no" (from memory), "" (nothing to check), or words that say more."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person named in an instrument. `nationality` holds ISO 3166-1 alpha-2 codes."""

    name: str
    surname: str
    aliases: tuple[str, ...] = ()
    nationality: tuple[str, ...] = ()
    capacity: str = ""  # the office or role that the instrument names
    born: str = ""  # partial ISO


@dataclass(frozen=True, slots=True)
class Situation:
    """A situation before a court, and how it came there."""

    id: str
    name: str = ""
    number: str = ""
    basis: str = ""  # "State referral", "Security Council referral", …


@dataclass(frozen=True, slots=True)
class CourtEvent:
    """Something that a record says happened in a case. `verified` is a flag as in `Flags`."""

    date: str  # partial ISO
    event: str
    verified: str = ""


@dataclass(frozen=True, slots=True)
class Instrument:
    """A warrant or summons for one person.

    Dates are ISO with reduced precision allowed ("2022-11"), "" where not known. `issued_on` and
    `public_on` differ where it was under seal. `status` and `stage` are as of `status_as_of`, never
    of an earlier day.
    """

    id: str
    kind: str  # one of KINDS
    person: Person
    situation: Situation
    case_number: str
    chamber: str
    applied_on: str
    issued_on: str
    public_on: str
    issued_under_seal: bool | None  # None: not known
    content_public: bool | None  # False: only that it exists, and a summary, are public
    crimes: tuple[str, ...]  # ids of crimes.json
    modes: tuple[str, ...]  # ids of liability.json
    counts: tuple[tuple[str, int | str], ...]  # charges as stated, by family; not crime types
    status: str
    stage: str  # id of a state in procedure.json
    status_as_of: str
    arrest_duty_active: bool | None  # in force and not executed on status_as_of; None: not known
    events: tuple[CourtEvent, ...]  # by date
    verified: Flags
    uncertain: tuple[str, ...]
    sources: tuple[str, ...]
    note: str = ""
    alleged_period: str = ""  # "2002-09-01/2003-08-13"
    verified_notes: Flags = ()
    register: str = ""  # the name of the register that it was read from

    def flag(self, field: str) -> str:
        """Whether `field` ("issued", "public", "status", …) was checked; see `Flags`."""
        return dict(self.verified).get(field, "")


@dataclass(frozen=True, slots=True)
class Application:
    """A request for a warrant. It is no warrant and must never be shown as one."""

    id: str
    person: Person
    situation: str  # a situation's id
    applied_on: str
    public_on: str
    crimes: tuple[str, ...]
    status: str
    verified: Flags
    sources: tuple[str, ...]
    note: str = ""
    register: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """Instruments and applications, by id, with what the register covers and its day."""

    instruments: tuple[Instrument, ...]
    applications: tuple[Application, ...]
    coverage: str
    as_of: str


_Row = TypeVar("_Row", Instrument, Application)


@cache
def shipped_register() -> Register:
    """The starter register of the package: a subset, labelled so. Read once a process.

    Raises:
        LawError: the shipped file is damaged.
    """
    path = files("casefile.reference") / "data" / SHIPPED
    return read_register(path.read_bytes(), SHIPPED)


def read_register(data: bytes, name: str) -> Register:
    """Read a register in the form of warrants.json: an object with `instruments`, or a list.

    Args:
        name: how messages and records name it.

    Raises:
        LawError: a record has no source, a date that cannot be, an unknown stage, crime, mode or
            kind, or its id is there twice with other content. The message names the record.
    """
    from casefile.reference.warrants_read import read

    return read(data, name)


def joined(registers: Iterable[Register]) -> Register:
    """Several registers as one. A record that is in two of them in the same words counts once.

    Raises:
        LawError: two records share an id and differ.
    """
    found = tuple(registers)
    instruments: dict[str, Instrument] = {}
    applications: dict[str, Application] = {}
    for register in found:
        for instrument in register.instruments:
            keep(instruments, instrument)
        for application in register.applications:
            keep(applications, application)
    if len(found) == 1:
        return found[0]
    return Register(
        instruments=tuple(instruments[i] for i in sorted(instruments)),
        applications=tuple(applications[i] for i in sorted(applications)),
        coverage=" ".join(dict.fromkeys(r.coverage for r in found if r.coverage)),
        as_of=max((r.as_of for r in found), default=""),
    )


def keep(rows: dict[str, _Row], row: _Row) -> None:
    """Put `row` beside `rows`.

    Raises:
        LawError: another row has its id and other content.
    """
    there = rows.setdefault(row.id, row)
    if replace(there, register="") != replace(row, register=""):
        raise LawError(
            f"{row.register}: record {row.id} is there twice with other content",
            found=f"the other one in {there.register}",
            next_step="give one of them another id, or remove it",
        )
