"""Take a person's decision: look, check, append; nothing is appended if somebody was first."""

from __future__ import annotations

from dataclasses import dataclass

from casefile.case.decision import KIND, Decision, check_reason
from casefile.entry import Draft
from casefile.errors import DecidedMeanwhile, LedgerBusy, LedgerMoved
from casefile.search.fold_decisions import check, decided_since
from casefile.workflow.workspace import Workspace

_TRIES = 20


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that stands in the ledger as entry `n`, with its receipt's text."""

    n: int
    decision: Decision
    receipt: str


def decide(case: Workspace, decision: Decision, seen: int | None = None) -> Decided:
    """Append a decision if it can be taken as things stand.

    Args:
        seen: how many entries the ledger had when the person looked; None means as many as the
            index held when the targets were looked up. A decision that somebody else took since
            then on the same things stops this one.

    Raises:
        DecisionError: it cannot be taken; the message says why and what to do.
        DecidedMeanwhile: somebody else decided on the same things first.
        LedgerBusy: others kept appending for too long.
    """
    check_reason(decision)
    looked = case.index.size if seen is None else seen
    for _ in range(_TRIES):
        case.keep_up(case.index)
        size = case.index.size
        _nobody_first(case, decision, looked)
        check(case.index.db, decision)
        draft = Draft(KIND, decision.to_data(), refs=decision.targets)
        try:
            receipt = case.record.append([draft], at_size=size)[0]
        except LedgerMoved:
            continue
        case.keep_up(case.index)
        return Decided(size, decision, receipt.to_text())
    raise LedgerBusy("others kept changing this case", next_step="try again in a moment")


def _nobody_first(case: Workspace, decision: Decision, looked: int) -> None:
    other = decided_since(case.index.db, decision, looked)
    if other is not None:
        raise DecidedMeanwhile(
            "somebody decided on the same thing since you looked",
            found=f"entry {other.n}: {other.action.value} by {other.by} at {other.at}",
            next_step="look again, then decide or undo that entry",
        )
