"""The questions that the case benchmark asks, as workflows answer them and commands print them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from casefile.workflow.workspace import Workspace


def numbers(case: Workspace) -> dict[str, int]:
    """The largest incident and allegation, to be asked for."""
    from casefile.workflow.allegations import allegations
    from casefile.workflow.incidents import incidents

    listed, alleged = incidents(case), allegations(case)
    largest = max(listed, key=lambda i: i.documents)
    heaviest = max(alleged, key=lambda a: a.claims)
    return {
        "incidents": len(listed), "allegations": len(alleged), "incident": largest.number,
        "documents": largest.documents, "allegation": heaviest.number, "claims": heaviest.claims,
    }  # fmt: skip


def _incidents(case: Workspace, _: Mapping[str, int]) -> Any:
    from casefile.workflow.incidents import incidents

    return incidents(case)


def _incident(case: Workspace, largest: Mapping[str, int]) -> Any:
    from casefile.workflow.incidents import incident

    return incident(case, largest["incident"]).events


def _timeline(case: Workspace, _: Mapping[str, int], limit: int = 200) -> Any:
    from casefile.workflow.timeline import TimelineFilter, timeline

    return timeline(case, TimelineFilter(limit=limit)).rows


def _claims(case: Workspace, _: Mapping[str, int]) -> Any:
    from casefile.workflow.find import claims

    return list(claims(case))


def _brief(case: Workspace, _: Mapping[str, int]) -> Any:
    from casefile.workflow.brief import brief

    return [brief(case)]


def _allegations(case: Workspace, _: Mapping[str, int]) -> Any:
    from casefile.workflow.allegations import allegations

    return allegations(case)


def _matrix(case: Workspace, largest: Mapping[str, int]) -> Any:
    from casefile.workflow.allegations import allegation

    return allegation(case, largest["allegation"]).sayings


def _parties(case: Workspace, _: Mapping[str, int]) -> Any:
    from casefile.workflow.parties import parties

    return parties(case)


def _proceedings(case: Workspace, _: Mapping[str, int]) -> Any:
    from casefile.workflow.proceedings import proceedings

    return proceedings(case)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as a workflow answers it, and the command that prints the answer."""

    ask: Callable[[Workspace, Mapping[str, int]], Any]
    command: str


QUESTIONS = {
    "brief": Question(_brief, "brief"),
    "matrix of the largest allegation": Question(_matrix, "matrix a{allegation}"),
    "timeline, 200 rows": Question(_timeline, "timeline --limit 200"),
    "timeline, all rows": Question(lambda c, n: _timeline(c, n, 0), "timeline --limit 0"),
    "allegations": Question(_allegations, "allegations"),
    "incidents": Question(_incidents, "incidents"),
    "the largest incident": Question(_incident, "incident i{incident}"),
    "claims": Question(_claims, "claims"),
    "parties": Question(_parties, "parties"),
    "proceedings": Question(_proceedings, "proceedings"),
}
