"""casefile: from reports about alleged international crimes to a record a lawyer can rely on.

>>> import casefile
>>> [name for name in casefile.__all__ if name.endswith("_incident")]
['accept_incident', 'split_incident']

Names load when first used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_HOMES = {
    "CasefileError": "casefile.errors",
    "ClaimFilter": "casefile.search.rows",
    "Told": "casefile.intake.receive",
    "accept_event": "casefile.workflow.incidents",
    "accept_incident": "casefile.workflow.incidents",
    "add": "casefile.workflow.add",
    "allegation": "casefile.workflow.allegations",
    "allegations": "casefile.workflow.allegations",
    "brief": "casefile.workflow.brief",
    "claims": "casefile.workflow.find",
    "decisions": "casefile.workflow.decisions",
    "exposure": "casefile.workflow.exposure",
    "incident": "casefile.workflow.incidents",
    "incidents": "casefile.workflow.incidents",
    "map_claim": "casefile.workflow.mapping",
    "merge_incidents": "casefile.workflow.incidents",
    "merge_parties": "casefile.workflow.parties",
    "new_case": "casefile.workflow.workspace",
    "open_case": "casefile.workflow.workspace",
    "parties": "casefile.workflow.parties",
    "party": "casefile.workflow.parties",
    "record_step": "casefile.workflow.steps",
    "reject_event": "casefile.workflow.incidents",
    "reject_party": "casefile.workflow.parties",
    "split_incident": "casefile.workflow.incidents",
    "split_party": "casefile.workflow.parties",
    "timeline": "casefile.workflow.timeline",
    "undo": "casefile.workflow.decisions",
    "verify": "casefile.workflow.verify",
}

__all__ = [
    "CasefileError",
    "ClaimFilter",
    "Told",
    "accept_event",
    "accept_incident",
    "add",
    "allegation",
    "allegations",
    "brief",
    "claims",
    "decisions",
    "exposure",
    "incident",
    "incidents",
    "map_claim",
    "merge_incidents",
    "merge_parties",
    "new_case",
    "open_case",
    "parties",
    "party",
    "record_step",
    "reject_event",
    "reject_party",
    "split_incident",
    "split_party",
    "timeline",
    "undo",
    "verify",
]

if TYPE_CHECKING:
    from casefile.errors import CasefileError
    from casefile.intake.receive import Told
    from casefile.search.rows import ClaimFilter
    from casefile.workflow.add import add
    from casefile.workflow.allegations import allegation, allegations
    from casefile.workflow.brief import brief
    from casefile.workflow.decisions import decisions, undo
    from casefile.workflow.exposure import exposure
    from casefile.workflow.find import claims
    from casefile.workflow.incidents import (
        accept_event,
        accept_incident,
        incident,
        incidents,
        merge_incidents,
        reject_event,
        split_incident,
    )
    from casefile.workflow.mapping import map_claim
    from casefile.workflow.parties import merge_parties, parties, party, reject_party, split_party
    from casefile.workflow.steps import record_step
    from casefile.workflow.timeline import timeline
    from casefile.workflow.verify import verify
    from casefile.workflow.workspace import new_case, open_case


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'casefile' has no attribute {name!r}")
