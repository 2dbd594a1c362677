"""What people decided, in ledger order: kept as a list, and handed to the fold that it is about.

An entry that cannot be applied (its target is gone, say, because a later reader finds other events)
stays in the list with the reason why; it is never dropped and never stops the fold.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import apsw

from casefile.case.decision import KIND, About, Action, Decision
from casefile.entry import Entry
from casefile.errors import DecisionError
from casefile.search import (
    decide_copies,
    decide_incidents,
    decide_parties,
    decide_steps,
    fold_crimes,
    fold_events,
    mappings,
)
from casefile.search.database import insert, one, packed, rows, unpacked

SCHEMA = """
CREATE TABLE decision(n INTEGER PRIMARY KEY, about TEXT NOT NULL, action TEXT NOT NULL,
  targets TEXT NOT NULL, reason TEXT NOT NULL, more TEXT NOT NULL, undoes INTEGER NOT NULL,
  by TEXT NOT NULL, at TEXT NOT NULL, undone_by INTEGER NOT NULL, trouble TEXT NOT NULL) STRICT;
CREATE TABLE decision_target(target TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY(target, n))
  STRICT, WITHOUT ROWID;
"""
TABLES = (("decision", "n"), ("decision_target", "target, n"))
_LIST = "'casefile decisions' lists them"


class Decides(Protocol):
    """What a fold offers for decisions about its rows. A module is one."""

    def check(self, db: apsw.Connection, decision: Decision) -> None:
        """Raises DecisionError where the decision cannot be taken as things stand."""

    def apply(self, db: apsw.Connection, decision: Decision) -> None:
        """Change the rows as decided; `check` has passed."""

    def undo(self, db: apsw.Connection, decision: Decision, n: int) -> None:
        """Take back what `decision` did; the decision of entry `n` says so."""

    def later(self, db: apsw.Connection, decision: Decision) -> list[int]:
        """Entries of later decisions that stand on this one and must be undone first."""


_ABOUT: Mapping[About, Decides] = {
    About.INCIDENT: decide_incidents,
    About.PARTY: decide_parties,
    About.COPY: decide_copies,
    About.MAPPING: mappings,
    About.STEP: decide_steps,
}


def fold_entry(db: apsw.Connection, entry: Entry) -> None:
    """Fold one entry; kinds that are no decisions are passed over."""
    if entry.kind != KIND:
        return
    try:
        decision = Decision.from_data(entry.data, entry.n, entry.by, entry.at)
    except DecisionError:
        return  # of a later release; the ledger keeps it, and verify names it
    trouble = ""
    try:
        check(db, decision)
        _apply(db, decision)
    except DecisionError as error:
        trouble = error.what
    _keep(db, decision, trouble)


def check(db: apsw.Connection, decision: Decision) -> None:
    """Whether a decision can be taken as things stand.

    Raises:
        DecisionError: it cannot; the message names the thing and what to do.
    """
    if decision.action is Action.UNDO:
        _undoable(db, decision)
    else:
        _ABOUT[decision.about].check(db, decision)


def decided_since(db: apsw.Connection, decision: Decision, seen: int) -> Decision | None:
    """The last decision at entry `seen` or later that touches a target of `decision`."""
    targets = decision.targets
    if decision.action is Action.UNDO:
        targets = _targets(db, decision.undoes)
    marks = ",".join("?" * len(targets))
    query = f"SELECT max(n) FROM decision_target WHERE n>=? AND target IN ({marks})"
    n = one(db, query, (seen, *targets))
    return None if n is None else load(db, int(n))


def load(db: apsw.Connection, n: int) -> Decision | None:
    """The decision of entry `n`."""
    query = "SELECT about, action, targets, reason, undoes, more, by, at FROM decision WHERE n=?"
    for about, action, targets, reason, undoes, more, by, at in rows(db, query, (n,)):
        return Decision(
            About(about),
            Action(action),
            tuple(unpacked(targets)),
            reason,
            undoes,
            unpacked(more),
            n,
            by,
            at,
        )
    return None


def _apply(db: apsw.Connection, decision: Decision) -> None:
    taken_back = load(db, decision.undoes) if decision.action is Action.UNDO else None
    touched = (taken_back or decision).targets
    before = _incidents(db, touched)
    if taken_back is None:
        _ABOUT[decision.about].apply(db, decision)
    else:
        _ABOUT[taken_back.about].undo(db, taken_back, decision.n)
        db.execute("UPDATE decision SET undone_by=? WHERE n=?", (decision.n, decision.undoes))
    if decision.about is About.INCIDENT or (taken_back and taken_back.about is About.INCIDENT):
        for incident in sorted(before | (after := _incidents(db, touched))):
            fold_events.retitle(db, incident)
        fold_crimes.settle(db, before | after)


def _incidents(db: apsw.Connection, events: tuple[str, ...]) -> set[int]:
    marks = ",".join("?" * len(events))
    query = f"""SELECT DISTINCT i.root FROM event e JOIN incident i ON i.number=e.incident
        WHERE e.id IN ({marks})"""
    return {root for (root,) in rows(db, query, events)}


def _undoable(db: apsw.Connection, decision: Decision) -> None:
    n = decision.undoes
    taken_back = load(db, n)
    if taken_back is None or taken_back.action is Action.UNDO:
        raise DecisionError(
            f"entry {n} is no decision that can be undone",
            next_step="'casefile decisions' lists them",
        )
    undone = int(one(db, "SELECT undone_by FROM decision WHERE n=?", (n,)))
    if undone >= 0:
        raise DecisionError(
            f"the decision of entry {n} is undone already",
            found=f"by entry {undone}",
            next_step="'casefile decisions' lists them",
        )
    if one(db, "SELECT trouble FROM decision WHERE n=?", (n,)):
        raise DecisionError(f"the decision of entry {n} changed nothing, so nothing can be undone")
    later = _ABOUT[taken_back.about].later(db, taken_back)
    if later:
        raise DecisionError(
            f"entry {later[-1]} decided later about the same",
            next_step=f"undo entry {later[-1]} first",
        )


def _targets(db: apsw.Connection, n: int) -> tuple[str, ...]:
    found = load(db, n)
    return found.targets if found else ()


def _keep(db: apsw.Connection, decision: Decision, trouble: str) -> None:
    insert(
        db,
        "decision",
        (
            decision.n,
            decision.about.value,
            decision.action.value,
            packed(list(decision.targets)),
            decision.reason,
            packed(dict(decision.more)),
            decision.undoes,
            decision.by,
            decision.at,
            -1,
            trouble,
        ),
    )
    targets = decision.targets or _targets(db, decision.undoes)
    for target in sorted(set(targets)):
        insert(db, "decision_target", (target, decision.n))
