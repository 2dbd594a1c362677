"""casefile: from reports about alleged international crimes to a record a lawyer can rely on.

>>> import casefile
>>> [name for name in casefile.__all__ if name.islower()]
['add', 'brief', 'claims', 'new_case', 'open_case', 'verify']

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
    "add": "casefile.workflow.add",
    "brief": "casefile.workflow.brief",
    "claims": "casefile.workflow.find",
    "new_case": "casefile.workflow.workspace",
    "open_case": "casefile.workflow.workspace",
    "verify": "casefile.workflow.verify",
}

__all__ = [
    "CasefileError",
    "ClaimFilter",
    "Told",
    "add",
    "brief",
    "claims",
    "new_case",
    "open_case",
    "verify",
]

if TYPE_CHECKING:
    from casefile.errors import CasefileError
    from casefile.intake.receive import Told
    from casefile.search.rows import ClaimFilter
    from casefile.workflow.add import add
    from casefile.workflow.brief import brief
    from casefile.workflow.find import claims
    from casefile.workflow.verify import verify
    from casefile.workflow.workspace import new_case, open_case


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'casefile' has no attribute {name!r}")
