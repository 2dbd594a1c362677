"""Decisions about incidents: which told events speak of one happening.

Targets are ids of told events. accept and reject: the event, then an event that stands for the
incident (its anchor). merge: the anchor of the incident that stays, then of the one that goes into
it. split: the events that become an incident of their own.
"""

from __future__ import annotations

from collections.abc import Sequence

import apsw

from casefile.case.decision import Action, Decision
from casefile.case.link_keys import keys
from casefile.case.link_shapes import Sketch
from casefile.errors import DecisionError
from casefile.search.database import insert, one, packed, rows, unpacked
from casefile.search.fold_events import add_keys, open_incident, root

_LIST = "'casefile incidents' lists them"


def check(db: apsw.Connection, decision: Decision) -> None:
    """Raises DecisionError where the decision cannot be taken as things stand."""
    checks = {
        Action.ACCEPT: _check_accept,
        Action.REJECT: _check_reject,
        Action.MERGE: _check_merge,
        Action.SPLIT: _check_split,
    }
    if decision.action not in checks:
        raise DecisionError(f"'{decision.action.value}' is no decision about an incident")
    checks[decision.action](db, decision.targets)


def incident_of(db: apsw.Connection, event: str) -> int:
    """The incident that an event is in now.

    Raises:
        DecisionError: no such event, or it is in none.
    """
    query = "SELECT i.root FROM event e JOIN incident i ON i.number=e.incident WHERE e.id=?"
    number = one(db, query, (event,))
    if number is None:
        raise DecisionError(
            "an event is not there, or not one that is told as happening",
            found=event[:10],
            next_step=_LIST,
        )
    return int(number)


def apply(db: apsw.Connection, decision: Decision) -> None:
    """Change the rows as decided; `check` has passed."""
    if decision.action is Action.MERGE:
        stays, goes = (incident_of(db, target) for target in decision.targets)
        into = (stays, decision.n, goes)
        db.execute("UPDATE incident SET merged_into=?, merged_by=? WHERE number=?", into)
        db.execute("UPDATE incident SET root=? WHERE root=?", (stays, goes))
    elif decision.action is Action.ACCEPT:
        event, anchor = decision.targets[0], decision.targets[-1]
        _move(db, decision, event, incident_of(db, anchor), "accepted")
    else:
        left = incident_of(db, decision.targets[0])
        moved = decision.targets[:-1] if decision.action is Action.REJECT else decision.targets
        state = "rejected" if decision.action is Action.REJECT else "split off"
        number = open_incident(db, moved[0], decision.n)
        for event in moved:
            _move(db, decision, event, number, state)
            db.execute("INSERT OR IGNORE INTO event_apart VALUES(?,?,?)", (event, left, decision.n))


def undo(db: apsw.Connection, decision: Decision, n: int) -> None:
    """Take back what `decision` did; the decision of entry `n` says so."""
    if decision.action is Action.MERGE:
        _unmerge(db, decision)
        return
    query = "SELECT event, before, link_before FROM event_decided WHERE n=?"
    for event, before, link in rows(db, query, (decision.n,)):
        put_back = "UPDATE event_link SET state=?, score=?, reasons=?, decided=? WHERE event=?"
        db.execute(put_back, (*unpacked(link), event))
        _place(db, event, before)
        absent = """UPDATE event_kept SET incident=?, state=?, score=?, reasons=?, decided=?
            WHERE event=?"""
        db.execute(absent, (before, *unpacked(link), event))
    db.execute("DELETE FROM event_decided WHERE n=?", (decision.n,))
    db.execute("DELETE FROM event_apart WHERE n=?", (decision.n,))


def later(db: apsw.Connection, decision: Decision) -> list[int]:
    """Later decisions that moved an event which `decision` had moved: they are undone first."""
    query = """SELECT DISTINCT l.n FROM event_decided l JOIN event_decided d ON d.event=l.event
        WHERE d.n=? AND l.n>d.n ORDER BY l.n"""
    return [int(n) for (n,) in rows(db, query, (decision.n,))]


def _check_accept(db: apsw.Connection, targets: Sequence[str]) -> None:
    _pair(targets)
    if not one(db, "SELECT 1 FROM event WHERE id=?", targets[:1]):
        raise DecisionError("an event is not there", found=targets[0][:10], next_step=_LIST)
    number = incident_of(db, targets[1])
    query = """SELECT i.root, l.state FROM event e JOIN incident i ON i.number=e.incident
        JOIN event_link l ON l.event=e.id WHERE e.id=?"""
    if rows(db, query, targets[:1]) == [(number, "accepted")]:
        raise DecisionError(
            f"that event is accepted into i{number} already",
            next_step="'casefile decisions' says by which entry",
        )


def _check_reject(db: apsw.Connection, targets: Sequence[str]) -> None:
    _pair(targets)
    numbers = [incident_of(db, target) for target in targets]
    if targets[0] == targets[1]:
        raise DecisionError(
            f"that event is the only one of i{numbers[0]}, so there is no link to reject",
            next_step=_LIST,
        )
    if numbers[0] != numbers[1]:
        found = f"it is in i{numbers[0]}"
        raise DecisionError(f"that event is not in i{numbers[1]}", found=found, next_step=_LIST)


def _check_merge(db: apsw.Connection, targets: Sequence[str]) -> None:
    _pair(targets)
    numbers = [incident_of(db, target) for target in targets]
    if numbers[0] == numbers[1]:
        raise DecisionError(
            f"both are i{numbers[0]} already",
            next_step="'casefile decisions' says which entry merged them; undo takes it back",
        )


def _check_split(db: apsw.Connection, targets: Sequence[str]) -> None:
    if not targets:
        raise DecisionError("no event is named to split off", next_step=_LIST)
    numbers = sorted({incident_of(db, target) for target in targets})
    if len(numbers) != 1:
        raise DecisionError(
            "the events to split off are in different incidents",
            found=", ".join(f"i{n}" for n in numbers),
            next_step="split them off one incident at a time",
        )
    query = """SELECT count(*) FROM event e JOIN incident i ON i.number=e.incident
        WHERE i.root=?"""
    if int(one(db, query, numbers)) == len(set(targets)):
        raise DecisionError(
            f"these are all events of i{numbers[0]}, so there is nothing to split it from",
            next_step="name some of them",
        )


def _pair(targets: Sequence[str]) -> None:
    if len(targets) != 2:
        raise DecisionError("two things must be named", found=f"{len(targets)}", next_step=_LIST)


def _move(db: apsw.Connection, decision: Decision, event: str, to: int, state: str) -> None:
    before = int(one(db, "SELECT incident FROM event WHERE id=?", (event,)))
    query = "SELECT state, score, reasons, decided FROM event_link WHERE event=?"
    link = list(rows(db, query, (event,))[0])
    insert(db, "event_decided", (decision.n, event, before, to, packed(link)))
    _place(db, event, to)
    db.execute("UPDATE event_link SET state=?, decided=? WHERE event=?", (state, decision.n, event))


def _place(db: apsw.Connection, event: str, incident: int) -> None:
    """Put an event into an incident, with what later reports are compared with."""
    db.execute("UPDATE event SET incident=? WHERE id=?", (incident, event))
    record = one(db, "SELECT record FROM event_sketch WHERE event=?", (event,))
    if record is not None and incident:
        db.execute("UPDATE event_sketch SET incident=? WHERE event=?", (incident, event))
        add_keys(db, keys(Sketch.from_record(unpacked(record))), incident)


def _unmerge(db: apsw.Connection, decision: Decision) -> None:
    """The incident stands alone again, with those that had been merged into it before."""
    none = "UPDATE incident SET merged_into=0, merged_by=-1 WHERE merged_by=?"
    db.execute(none, (decision.n,))
    db.execute("UPDATE incident SET root=number WHERE root<>number")
    merged = "SELECT number, merged_into FROM incident WHERE merged_by>=0 ORDER BY merged_by"
    for number, into in rows(db, merged):  # roots follow from the merges that stand, in order
        to = (root(db, into), number)
        db.execute("UPDATE incident SET root=? WHERE root=?", to)
