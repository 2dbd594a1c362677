"""Map a claim to an element of an allegation by hand, or take a mapping away."""

from __future__ import annotations

from casefile.case.decision import About, Action, Decision
from casefile.errors import DecisionError
from casefile.search.incidents import anchor_of, event_by_label
from casefile.workflow.allegations import allegation
from casefile.workflow.decide import Decided, decide
from casefile.workflow.find import claim_by_label
from casefile.workflow.workspace import Workspace


def map_claim(
    case: Workspace, number: int, element: str, claim: str, direction: str, reason: str
) -> Decided:
    """Put a claim ("12-4"), or an event in the outlet's own words ("12.3"), beside an element.

    Args:
        direction: "for", "against", "neutral", or "none" to take a mapping away.

    Raises:
        DecisionError: no such allegation, element or claim, or no reason.
    """
    shown = allegation(case, number)
    if shown.matrix.cell(element) is None:
        raise DecisionError(
            f"a{number} has no element of that id",
            found=element,
            next_step=f"'casefile matrix a{number}' shows the ids",
        )
    targets = (_id(case, claim), anchor_of(case.index.db, shown.row.incident))
    more = {"set": shown.row.name, "element": element, "direction": direction}
    action = Action.UNMAP if direction == "none" else Action.MAP
    return decide(case, Decision(About.MAPPING, action, targets, reason, more=more))


def _id(case: Workspace, label: str) -> str:
    if "." in label:
        return event_by_label(case.index.db, label).id
    return claim_by_label(case, label).id
