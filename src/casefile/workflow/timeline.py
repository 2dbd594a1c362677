"""The timeline of a case."""

from __future__ import annotations

from dataclasses import dataclass, replace

from casefile.errors import BadInput
from casefile.reference.partial_days import Days, days_of
from casefile.search import timeline as queries
from casefile.search.timeline import TimelineFilter, TimelineRow
from casefile.workflow.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Timeline:
    """Rows by day, and how many there are in all where a limit cut them."""

    rows: tuple[TimelineRow, ...]
    total: int
    undated: int  # of the same filter, without a day


def timeline(case: Workspace, wanted: TimelineFilter | None = None) -> Timeline:
    """What is said to have happened, by day, and when it was said.

    Raises:
        BadInput: a day of the filter cannot be.
    """
    asked = wanted or TimelineFilter()
    wanted = replace(asked, first=_first(asked.first), last=_last(asked.last))
    db = case.index.db
    undated = queries.how_many(db, replace(wanted, undated=True))
    found = tuple(queries.timeline(db, wanted))
    return Timeline(found, queries.how_many(db, wanted), undated)


def _first(written: str) -> str:
    return _days(written).first.isoformat() if written else ""


def _last(written: str) -> str:
    return _days(written).last.isoformat() if written else ""


def _days(written: str) -> Days:
    try:
        return days_of(written)
    except ValueError:
        raise BadInput(
            "no day that can be", found=written, next_step="write it as 2023-03-13 or 2023-03"
        ) from None
