"""The list of what people decided, and taking a decision back."""

from __future__ import annotations

from dataclasses import dataclass

from casefile.case.decision import About, Action, Decision
from casefile.errors import DecisionError
from casefile.search.database import rows, unpacked
from casefile.search.fold_decisions import load
from casefile.workflow.decide import Decided, decide
from casefile.workflow.workspace import Workspace


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision in a list. `undone_by` is the entry that took it back, -1 where it stands.

    `trouble` says why it changed nothing, "" where it was applied.
    """

    n: int
    at: str
    by: str
    about: str
    action: str
    targets: tuple[str, ...]
    reason: str
    undoes: int
    undone_by: int
    trouble: str


def decisions(case: Workspace) -> list[DecisionRow]:
    """All decisions, in ledger order."""
    query = """SELECT n, at, by, about, action, targets, reason, undoes, undone_by, trouble
        FROM decision ORDER BY n"""
    return [
        DecisionRow(n, at, by, about, action, tuple(unpacked(targets)), *rest)
        for n, at, by, about, action, targets, *rest in rows(case.index.db, query)
    ]


def undo(case: Workspace, n: int, reason: str) -> Decided:
    """Take back the decision of entry `n`.

    Raises:
        DecisionError: it is none, it is undone already, or a later one stands on it.
    """
    taken_back = load(case.index.db, n)
    about = About.INCIDENT if taken_back is None else taken_back.about
    return decide(case, Decision(about, Action.UNDO, (), reason, undoes=n))


def decision(case: Workspace, n: int) -> DecisionRow:
    """One decision.

    Raises:
        DecisionError: entry `n` is none.
    """
    found = [row for row in decisions(case) if row.n == n]
    if not found:
        raise DecisionError(
            f"entry {n} is no decision", next_step="'casefile decisions' lists them"
        )
    return found[0]
