"""A reported step: what documents say that a court did, does or will do. It is no recorded step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from casefile.claim import Claim
from casefile.particulars import Particulars, Reason
from casefile.proceedings.forums import Forum

NOT_STATED = ""
"""The stage where the words do not say which it is."""


class Manner(StrEnum):
    """How a step is reported."""

    PLANNED = "reported as planned"
    DONE = "reported as done"
    DENIED = "denied"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"


class ToldTimeLike(Protocol):
    """When, as told; see `casefile.case.told.ToldTime`."""

    @property
    def words(self) -> str: ...
    @property
    def earliest(self) -> str: ...
    @property
    def latest(self) -> str: ...


class ToldPlaceLike(Protocol):
    """Where, as told; see `casefile.case.told.ToldPlace`."""

    @property
    def words(self) -> str: ...
    @property
    def country(self) -> str: ...


class ToldLike(Protocol):
    """What is used of a told event; `casefile.case.told.ToldEvent` is one."""

    @property
    def id(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def negated(self) -> bool: ...
    @property
    def score(self) -> float: ...
    @property
    def claim(self) -> str: ...
    @property
    def speaker(self) -> str: ...
    @property
    def times(self) -> Sequence[ToldTimeLike]: ...
    @property
    def places(self) -> Sequence[ToldPlaceLike]: ...


@dataclass(frozen=True, slots=True)
class Report:
    """One document as it was read. `sentences` are those that are read, in order, without
    furniture; `told` are its told events."""

    document: str
    text: str
    sentences: tuple[tuple[int, int], ...]
    claims: tuple[Claim, ...]
    particulars: Particulars
    told: Sequence[ToldLike]
    speakers: Mapping[str, str]  # short name of the speaker, by claim id; "" is the outlet's voice


@dataclass(frozen=True, slots=True)
class ReportedPerson:
    """Somebody a step is about, by the words of the report.

    `name` is "" where the words give none; none is ever inferred. `party` is the party's id within
    the document, "" where not known. A person here is named in a report of a step, no more.
    """

    words: str
    name: str = ""
    party: str = ""


@dataclass(frozen=True, slots=True)
class ReportedDay:
    """When the step is said to be taken: words, and ISO days or moments, "" for an open end."""

    words: str
    earliest: str
    latest: str


@dataclass(frozen=True, slots=True)
class ReportedStep:
    """One step as one document reports it, with all claims and events that do so.

    `stage` is an id of procedure.json, "" where the words do not state one; `act` is the row of
    proceedings_acts.toml, which says what the words do tell. `score` is 0 to 1, the sum of
    `reasons`: how surely the words were read, no measure of whether the step was taken.
    """

    document: str
    start: int  # of the first words that report it, code points
    end: int
    words: str
    forum: Forum
    act: str
    stage: str
    manner: Manner
    persons: tuple[ReportedPerson, ...] = ()
    situation: str = ""  # words: "Ukraine"
    country: str = ""  # ISO code of the situation's state
    subject: str = ""  # what it is about, in the report's words
    made_public: bool = False  # the report is of publication, not of issue
    conditions: tuple[str, ...] = ()
    days: tuple[ReportedDay, ...] = ()
    claims: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()  # "" is the outlet's own voice
    follows: tuple[str, ...] = ()  # stages that the same document tells of as what may come of it
    not_said: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    score: float = 0.0
    reasons: tuple[Reason, ...] = ()
