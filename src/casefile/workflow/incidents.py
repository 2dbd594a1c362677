"""Look at incidents, and decide which told events speak of one happening."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from casefile.case.decision import About, Action, Decision
from casefile.search import incidents as queries
from casefile.search.incident_rows import EventRow, IncidentRow, PossibleRow
from casefile.search.incidents import IncidentFilter
from casefile.workflow.decide import Decided, decide
from casefile.workflow.workspace import Workspace


@dataclass(frozen=True, slots=True)
class IncidentShown:
    """An incident with its told events and the links that are only possible."""

    row: IncidentRow
    events: tuple[EventRow, ...]
    possible: tuple[PossibleRow, ...]


def incidents(case: Workspace, wanted: IncidentFilter | None = None) -> list[IncidentRow]:
    """The incidents that a filter lets through, by number."""
    return queries.incidents(case.index.db, wanted)


def incident(case: Workspace, number: int) -> IncidentShown:
    """One incident.

    Raises:
        DecisionError: there is none of this number, or it is merged into another.
    """
    db = case.index.db
    row = queries.incident(db, number)
    events = tuple(queries.events_of(db, number))
    return IncidentShown(row, events, tuple(queries.possible_for(db, number)))


def accept_event(case: Workspace, label: str, number: int, reason: str = "") -> Decided:
    """A told event, "12.3", speaks of this incident; it is moved there where it is not yet."""
    db = case.index.db
    event = queries.event_by_label(db, label)
    targets = (event.id, queries.anchor_of(db, number))
    return decide(case, Decision(About.INCIDENT, Action.ACCEPT, targets, reason))


def accept_incident(case: Workspace, number: int, reason: str = "") -> list[Decided]:
    """All suggested links of an incident, one decision each."""
    db = case.index.db
    anchor = queries.anchor_of(db, number)
    waiting = [e.id for e in queries.events_of(db, number) if e.link == "suggested"]
    return [
        decide(case, Decision(About.INCIDENT, Action.ACCEPT, (event, anchor), reason))
        for event in waiting
    ]


def reject_event(case: Workspace, label: str, reason: str) -> Decided:
    """A told event does not speak of the incident that it was put into."""
    db = case.index.db
    event = queries.event_by_label(db, label)
    others = [e.id for e in queries.events_of(db, event.incident) if e.id != event.id]
    targets = (event.id, others[0] if others else event.id)
    return decide(case, Decision(About.INCIDENT, Action.REJECT, targets, reason))


def merge_incidents(case: Workspace, stays: int, goes: int, reason: str) -> Decided:
    """Two incidents are one happening; the second goes into the first."""
    db = case.index.db
    targets = (queries.anchor_of(db, stays), queries.anchor_of(db, goes))
    return decide(case, Decision(About.INCIDENT, Action.MERGE, targets, reason))


def split_incident(case: Workspace, labels: Sequence[str], reason: str) -> Decided:
    """Told events that are a happening of their own."""
    targets = tuple(queries.event_by_label(case.index.db, label).id for label in labels)
    return decide(case, Decision(About.INCIDENT, Action.SPLIT, targets, reason))
