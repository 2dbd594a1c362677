"""What queries about incidents give back."""

from __future__ import annotations

from dataclasses import dataclass

from casefile.case.told import ToldCount, ToldPart, ToldPlace, ToldTime
from casefile.particulars import Reason


@dataclass(frozen=True, slots=True)
class EventRow:
    """A told event in its incident, with how it came there.

    `link` is "opens", "suggested", "accepted", "rejected" or "split off"; `decided` the entry of
    the person's decision, -1 where the machine alone suggested it.
    """

    id: str
    number: int  # of the document
    ordinal: int  # of the event in its document, by position, from 1
    start: int
    words: str
    kind: str
    status: str
    negated: bool
    claim: str  # "" where the outlet tells it in its own words
    stance: str
    speaker: str
    outlet: str
    published: str
    context: str
    times: tuple[ToldTime, ...]
    places: tuple[ToldPlace, ...]
    counts: tuple[ToldCount, ...]
    parts: tuple[ToldPart, ...]
    incident: int
    link: str
    score: str
    reasons: tuple[Reason, ...]
    decided: int

    @property
    def label(self) -> str:
        """What people type: document and event."""
        return f"{self.number}.{self.ordinal}"


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident in a list. `suggested` counts links that nobody has decided about."""

    number: int
    anchor: str  # id of the event that opened it, for decisions
    title: str
    kinds: tuple[str, ...]
    first_day: str  # "" where no day is told
    last_day: str
    when: str  # words of a time that is told and no day could be worked out for, "" for none
    places: tuple[str, ...]  # as told, the most told first
    documents: int
    events: int
    claims: int
    suggested: int
    merged: tuple[int, ...]  # numbers of incidents that were merged into it


@dataclass(frozen=True, slots=True)
class PossibleRow:
    """A link under the threshold, shown and never made by itself."""

    event: str
    label: str
    incident: int
    score: str
    reasons: tuple[Reason, ...]
