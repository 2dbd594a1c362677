"""Which rows of jurisdiction the told times and places of an incident speak to.

Only what is told counts: a place in a State, a day. Whether the Court has jurisdiction is for its
judges; a row is addressed when somebody has said where and when.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date
from functools import lru_cache

from casefile.case.matrix import MACHINE, Mapped
from casefile.reference.membership import StandingKind, membership, standing_on
from casefile.search.incident_rows import EventRow

_STATUTE = date(2002, 7, 1)  # Art. 11: no earlier act of a State's first members
_BOUND = (StandingKind.PARTY, StandingKind.LEAVING)


def jurisdiction(
    events: Sequence[EventRow], origins: Mapping[str, str], described: Set[str]
) -> tuple[Mapped, ...]:
    """Mappings for "jurisdiction.time", "jurisdiction.place" and "jurisdiction.subject".

    Args:
        events: the told events of the incident.
        origins: the key of the origin of each claim (or event in the outlet's own words), by id.
        described: ids of the told events that describe conduct of a listed crime.
    """
    return tuple(m for event in events for m in _of(event, origins, event.id in described))


def _of(event: EventRow, origins: Mapping[str, str], described: bool) -> Iterator[Mapped]:
    claim = event.claim or event.id
    if claim not in origins or event.stance == "denies":
        return

    def mapped(row: str, direction: str, why: str, topic: str) -> Mapped:
        element = f"jurisdiction.{row}"
        return Mapped(element, claim, direction, origins[claim], "", MACHINE, why, topic)

    for time in event.times:
        day = _day(time.earliest) or _day(time.latest)
        if day is not None:
            after = day >= _STATUTE
            why = f"tells a time: “{time.words}”" + ("" if after else ", before 1 July 2002")
            yield mapped("time", "for" if after else "against", why, "when")
        else:
            why = f"tells a time that no day could be worked out for: “{time.words}”"
            yield mapped("time", "neutral", why, "when")
    for place in event.places:
        if place.country:
            yield mapped("place", *_accepted(place.country, event), "where")
    if described:
        why = "describes conduct of a kind that a listed crime has"
        yield mapped("subject", "for", why, "subject")


def _accepted(country: str, event: EventRow) -> tuple[str, str]:
    """Whether the State of a told place accepted the Court on the day told, and why."""
    told = next((d for t in event.times if (d := _day(t.earliest) or _day(t.latest))), None)
    day = told or _day(event.published)
    if day is None:
        return "neutral", f"tells a place in {country}; no day is told or known"
    direction, why = _accepted_on(country, day)
    return direction, f"{why} {'on the day told' if told else 'when it was said'}"


@lru_cache(maxsize=4096)
def _accepted_on(country: str, day: date) -> tuple[str, str]:
    standing = standing_on(country, day)
    name = standing.state.name
    if standing.kind in _BOUND:
        return "for", f"tells a place in {name}, a State Party"
    for accepted in membership().acceptances_on(country, day):
        if accepted.covers(f"{day.isoformat()}/{day.isoformat()}"):
            declared = f"(12(3), declared {accepted.lodged})"
            return "for", f"tells a place in {name}, which had accepted the Court {declared}"
    return "neutral", f"tells a place in {name}, which was no State Party"


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return None
