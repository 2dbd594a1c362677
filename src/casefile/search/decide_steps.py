"""Decisions about reported steps: whether the report is read rightly. They record no step.

The target is the reported step's id. Accepting says that the document reports this step in this
manner; that the step was taken is recorded apart, with what it rests on.
"""

from __future__ import annotations

import apsw

from casefile.case.decision import Action, Decision
from casefile.errors import DecisionError
from casefile.search.database import rows
from casefile.search.matters import exists, step_state

_LIST = "'casefile proceedings' lists them"


def check(db: apsw.Connection, decision: Decision) -> None:
    """Raises DecisionError where the decision cannot be taken as things stand."""
    if decision.action not in (Action.ACCEPT, Action.REJECT) or len(decision.targets) != 1:
        raise DecisionError("a reported step can be accepted or rejected", next_step=_LIST)
    if not exists(db, decision.targets[0]):
        raise DecisionError("no such reported step", next_step=_LIST)
    state, entry = step_state(db, decision.targets[0])
    if state == f"{decision.action.value}ed":
        raise DecisionError(f"that is {state} already", found=f"entry {entry}", next_step=_LIST)


def apply(db: apsw.Connection, decision: Decision) -> None:
    """The state of a reported step follows from the list of decisions: nothing to change."""


def undo(db: apsw.Connection, decision: Decision, n: int) -> None:
    """As in `apply`."""


def later(db: apsw.Connection, decision: Decision) -> list[int]:
    """Later decisions about the same reported step."""
    query = """SELECT t.n FROM decision_target t JOIN decision d ON d.n=t.n
        WHERE d.about='step' AND t.target=? AND t.n>? AND d.undone_by<0 AND d.trouble=''
        AND d.action<>'undo' ORDER BY t.n"""
    return [int(n) for (n,) in rows(db, query, (decision.targets[0], decision.n))]
