"""A register's instrument as a proceeding: its dates and events become steps.

Registers are incomplete. Where steps lie between two recorded ones, the later is marked `gap`;
what has no place in the procedure stays a note. Nothing is refused, nothing is made up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from casefile.errors import StepRefused
from casefile.proceedings.intervals import interval_of
from casefile.proceedings.phrases import Phrases, words_of
from casefile.proceedings.proceeding import add_step, machine_of
from casefile.proceedings.steps import Proceeding, Rest, Step
from casefile.reference.procedure import ICC, Machine
from casefile.reference.tables import load_table
from casefile.reference.warrants import SUMMONS, Application, Instrument

APPLICATION, WARRANT, SUMMONED = "case.application", "case.warrant", "case.summons"
_BEFORE_ISSUE = frozenset((APPLICATION, "case.application_refused"))
_REGISTER = "register"


@dataclass(frozen=True, slots=True)
class RegisterNote:
    """Something that a register says and that is no step: its day, its words, and why."""

    date: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class RegisterCase:
    """A record of a register as a proceeding. `gaps` counts steps before which others are missing.

    `verified` and `uncertain` are the record's own; a register is a subset, and that a person is
    not in it means nothing.
    """

    proceeding: Proceeding
    notes: tuple[RegisterNote, ...]
    gaps: int
    verified: tuple[tuple[str, str], ...]
    uncertain: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Stages that a record gives, with their day."""

    stages: tuple[str, ...]
    date: str
    words: str
    public: str = ""
    same_day: bool = False
    observed: bool = False  # so by that day, since some day after the step before
    why: str = ""


def from_instrument(instrument: Instrument, known: str) -> RegisterCase:
    """A warrant or summons as a proceeding about one person.

    Args:
        known: the ISO moment at which the register was taken in: before it nothing was known here.
    """
    started = Proceeding(
        id=instrument.id,
        forum=ICC,
        machine=ICC,
        situation=instrument.situation.id,
        persons=(instrument.person.name,),
    )
    builder = _Builder(started, Rest(_REGISTER, instrument.id), known)
    for wanted in _wanted(instrument):
        builder.take(wanted, instrument.issued_on or instrument.public_on)
    builder.end(instrument.stage, instrument.status_as_of)
    return builder.case(instrument)


def from_application(application: Application, known: str) -> RegisterCase:
    """An application as a proceeding. It is no warrant: its only step is the application itself.

    One that is only reported, not on record, has no step at all.
    """
    started = Proceeding(
        id=application.id,
        forum=ICC,
        machine=ICC,
        situation=application.situation,
        persons=(application.person.name,),
    )
    builder = _Builder(started, Rest(_REGISTER, application.id), known)
    if application.applied_on:
        builder.take(
            _Wanted((APPLICATION,), application.applied_on, "applied", application.public_on), ""
        )
    builder.notes.append(RegisterNote("", application.status, "the register's status"))
    return builder.case(application)


class _Builder:
    """Adds steps one after another, and keeps as notes what finds no place."""

    def __init__(self, started: Proceeding, rest: Rest, known: str) -> None:
        self._proceeding = started
        self._machine: Machine = machine_of(started)
        self._rest = rest
        self._known = known
        self.notes: list[RegisterNote] = []

    def take(self, wanted: _Wanted, issued: str) -> None:
        """Record the stages that a record gives, or keep its words."""
        before_issue = bool(issued) and interval_of(wanted.date).certainly_before(
            interval_of(issued)
        )
        if before_issue and not set(wanted.stages) <= _BEFORE_ISSUE:
            self._note(wanted, "earlier than this instrument: of another one against the person")
            return
        if not wanted.stages:
            self._note(wanted, wanted.why or "no step of the procedure")
            return
        earlier = f"{self._last_day() or '..'}/{wanted.date}"
        for i, stage in enumerate(wanted.stages):
            is_last = i == len(wanted.stages) - 1
            exact = wanted.same_day or (is_last and not wanted.observed)
            day = wanted.date if exact else earlier
            self._add(stage, day, wanted, public=wanted.public if is_last else "")
        if wanted.why:
            self._note(wanted, wanted.why)

    def end(self, stage: str, as_of: str) -> None:
        """The stage that the register gives as of its day, where the steps do not end there."""
        if self._now() == stage or not as_of:
            return
        day = f"{self._last_day() or '..'}/{as_of}"
        self._add(stage, day, _Wanted((stage,), as_of, f"stage {stage} as of {as_of}"))

    def case(self, record: Instrument | Application) -> RegisterCase:
        return RegisterCase(
            proceeding=self._proceeding,
            notes=tuple(self.notes),
            gaps=sum(step.gap for step in self._proceeding.steps),
            verified=record.verified,
            uncertain=record.uncertain if isinstance(record, Instrument) else (),
            sources=record.sources,
        )

    def _add(self, stage: str, day: str, wanted: _Wanted, public: str = "") -> None:
        if stage == self._now():
            self._note(wanted, f"already at {stage}")
            return
        direct = stage in self._allowed()
        if not direct and not self._leads_to(stage):
            self._note(wanted, f"{stage} has no place after {self._now() or 'nothing'}")
            return
        step = Step(
            proceeding=self._proceeding.id,
            stage=stage,
            known=self._known,
            rests_on=(self._rest,),
            happened=day,
            public=public,
            persons=self._proceeding.persons,
            note=wanted.words,
            gap=not direct,
        )
        try:
            self._proceeding = add_step(self._proceeding, step)
        except StepRefused as refused:
            self._note(wanted, refused.what)

    def _note(self, wanted: _Wanted, why: str) -> None:
        self.notes.append(RegisterNote(wanted.date, wanted.words, why))

    def _now(self) -> str:
        return self._proceeding.steps[-1].stage if self._proceeding.steps else ""

    def _allowed(self) -> tuple[str, ...]:
        now = self._now()
        return self._machine.allowed(now) if now else self._machine.begins("case")

    def _last_day(self) -> str:
        """The earliest day on which the last step can have been taken."""
        steps = self._proceeding.steps
        return next((d for s in reversed(steps) if (d := interval_of(s.happened).first)), "")

    def _leads_to(self, stage: str) -> bool:
        """Whether a way leads there that passes no stage twice: a register tells no retrial."""
        been = {s.stage for s in self._proceeding.steps}
        waiting, seen = list(self._allowed()), set(been)
        while waiting:
            at = waiting.pop()
            if at in seen:
                continue
            if at == stage:
                return True
            seen.add(at)
            waiting.extend(self._machine.allowed(at))
        return False


def _wanted(instrument: Instrument) -> list[_Wanted]:
    """The record's dates and events in the order of their days; a day decides before its month."""
    found = []
    if instrument.applied_on:
        found.append(_Wanted((APPLICATION,), instrument.applied_on, "applied"))
    issued = SUMMONED if instrument.kind == SUMMONS else WARRANT
    date = instrument.issued_on or (f"../{instrument.public_on}" if instrument.public_on else "")
    found.append(_Wanted((issued,), date, "issued", instrument.public_on))
    for event in instrument.events:
        row = _row(event.event, instrument.status)
        found.append(
            _Wanted(
                stages=tuple(row.get("stages", ())),
                date=event.date,
                words=event.event,
                same_day=row.get("same_day", False),
                observed=row.get("observed", False),
                why=row.get("why", ""),
            )
        )
    order = {id(w): i for i, w in enumerate(found)}
    return sorted(found, key=lambda w: (_first_day(w.date), order[id(w)]))


def _first_day(date: str) -> str:
    days = interval_of(date)
    return days.first or days.last


def _row(event: str, status: str) -> dict[str, Any]:
    rows, phrases, owners = _table()
    fits = {owners[m.phrase] for m in phrases.find(words_of(event, 0, len(event)))}
    for i in sorted(fits):
        if status in rows[i].get("only_status", (status,)):
            return rows[i]
    return {}


@cache
def _table() -> tuple[list[dict[str, Any]], Phrases, list[int]]:
    rows: list[dict[str, Any]] = load_table("proceedings_events")["event"]
    pairs = [(i, words) for i, row in enumerate(rows) for words in row["words"]]
    return rows, Phrases(words for _, words in pairs), [i for i, _ in pairs]


def with_entry(case: RegisterCase, entry: int) -> Iterator[Step]:
    """The steps of a record with the number of the ledger's entry that took them in."""
    return (replace(step, entry=entry) for step in case.proceeding.steps)
