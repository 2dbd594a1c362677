"""Procedures of courts as data: stages, what can follow each, who decides, by which standard.

A machine says what is possible in law. It says nothing of what will come, and nothing of a person.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

SITUATION, CASE, DOMESTIC = "situation", "case", "domestic"
LEVELS = (SITUATION, CASE, DOMESTIC)
"""The levels of stages. A situation and its cases run side by side; each person has an own case."""

ICC, NATIONAL = "icc", "domestic.generic"
"""The ids of the shipped machines."""


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard of proof; `rank` is its place on the ladder, 1 the lowest."""

    id: str
    label: str
    articles: tuple[str, ...]
    rank: int
    decides: str  # what it is applied to: "warrant or summons"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """What can follow a stage. Fields are "" or () where the data says nothing."""

    to: str
    trigger: str = ""
    articles: tuple[str, ...] = ()
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a proceeding can stand.

    `standard` is the id of the standard that governs it, "" for none; `standard_words` is what
    else the data says of it ("asserted", "initial suspicion"). `cues` are words of reports.
    """

    id: str
    label: str
    level: str  # one of LEVELS
    actor: str  # who decides or acts
    articles: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    standard: str = ""
    standard_words: str = ""
    visibility: str = ""  # "yes" where such a step is taken in public
    effect: str = ""
    does_not_mean: str = ""
    note: str = ""
    cues: tuple[str, ...] = ()
    terminal: bool = False
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class Machine:
    """A procedure: its stages, and those at which a record may begin."""

    id: str
    stages: tuple[Stage, ...]
    initial: tuple[str, ...]
    note: str = ""

    def find(self, stage: str) -> Stage | None:
        """The stage of that id, None where the machine has none."""
        return next((s for s in self.stages if s.id == stage), None)

    def allowed(self, stage: str) -> tuple[str, ...]:
        """The stages that may follow `stage` on its own level, in the data's order.

        A case that grows out of a situation starts beside it and does not move it.
        """
        here = self.find(stage)
        if here is None:
            return ()
        return tuple(m.to for m in here.moves if self._level(m.to) == here.level)

    def begins(self, level: str) -> tuple[str, ...]:
        """The stages of a level at which a record may begin."""
        return tuple(s for s in self.initial if self._level(s) == level)

    def reachable(self, stage: str) -> frozenset[str]:
        """Every stage of its level that can come after `stage`, in however many steps."""
        found: set[str] = set()
        waiting = list(self.allowed(stage))
        while waiting:
            at = waiting.pop()
            if at not in found:
                found.add(at)
                waiting.extend(self.allowed(at))
        return frozenset(found)

    def _level(self, stage: str) -> str:
        found = self.find(stage)
        return found.level if found else ""


@dataclass(frozen=True, slots=True)
class SideProcedure:
    """A question that can come up beside the stages: admissibility, immunity, withdrawal, …"""

    id: str
    label: str
    articles: tuple[str, ...]
    test: str
    contested: bool = False


@dataclass(frozen=True, slots=True)
class CodeArticle:
    """An article of a national criminal code. `verified` is "yes", "partly" or "no"."""

    article: str
    title: str
    verified: str
    note: str = ""
    penalty: str = ""


@dataclass(frozen=True, slots=True)
class Declaration:
    """A declaration under Article 12(3). `period` is "from/to", ".." for an open end."""

    lodged: str
    period: str
    verified: str


@dataclass(frozen=True, slots=True)
class Ukraine:
    """What is known of Ukraine and the Court; days are ISO."""

    code: str
    articles: tuple[CodeArticle, ...]
    situation_number: str
    signed: str
    declarations: tuple[Declaration, ...]
    referred_from: str
    referring_states: int
    investigation_opened: str
    instrument_deposited: str
    entry_into_force: str
    article_124: str
    article_124_effect: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OtherForum:
    """A forum beside the Court that the data speaks of."""

    forum: str
    note: str
    verified: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Procedure:
    """All of it. `reading_rules` say how reports and records are to be kept apart."""

    as_of: str
    standards: tuple[Standard, ...]  # by rank
    machines: tuple[Machine, ...]
    side_procedures: tuple[SideProcedure, ...]
    ukraine: Ukraine | None
    other_forums: tuple[OtherForum, ...]
    reading_rules: tuple[str, ...]
    sources: tuple[tuple[str, str, str], ...]  # key, what it is, verified

    def machine(self, machine: str) -> Machine | None:
        """The machine of that id, None where there is none."""
        return next((m for m in self.machines if m.id == machine), None)

    def stage(self, stage: str) -> Stage | None:
        """The stage of that id, of whichever machine, None where none has it."""
        return next((s for m in self.machines for s in m.stages if s.id == stage), None)

    def standard(self, standard: str) -> Standard | None:
        """The standard of that id, None where there is none."""
        return next((s for s in self.standards if s.id == standard), None)


@cache
def procedure() -> Procedure:
    """The shipped procedures, read once a process.

    Raises:
        LawError: the shipped file is damaged.
    """
    path = files("casefile.reference") / "data" / "procedure.json"
    return parse(json.loads(path.read_text(encoding="utf-8")))


def parse(record: Mapping[str, Any]) -> Procedure:
    """Procedures from a record in the form of procedure.json, checked whole.

    Raises:
        LawError: a row without id, source or article, a move to an unknown stage or out of a
            terminal one, an unknown standard, a stage twice. The message names the row.
    """
    from casefile.reference.procedure_read import read

    return read(record)
