"""The incidents that go into a dossier, and its chronology."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from casefile.case.decision import About
from casefile.case.told import ToldCount, ToldPlace, ToldTime
from casefile.export.dossier_told import (
    ChronologyRow,
    DossierIncident,
    LinkMade,
    NumberTold,
    PlaceTold,
    TimeTold,
)
from casefile.export.dossier_words import plain
from casefile.particulars import Precision, Reason
from casefile.search import allegations as allegation_queries
from casefile.search import incidents as queries
from casefile.search.database import packed, rows, unpacked
from casefile.search.incident_rows import EventRow, IncidentRow
from casefile.search.sayings import SayingRow, sayings
from casefile.workflow.dossier_material import Material
from casefile.workflow.dossier_voices import corroboration

_SEVERAL = 2  # documents
_Told = TypeVar("_Told")


@dataclass(frozen=True, slots=True)
class Happening:
    """An incident that goes in, with all that is told of it and bears on it."""

    row: IncidentRow
    events: tuple[EventRow, ...]
    sayings: tuple[SayingRow, ...]

    @property
    def number(self) -> str:
        """As it is cited: "I7"."""
        return f"I{self.row.number}"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The incidents that go in, by number, and how many are left out."""

    happenings: tuple[Happening, ...]
    left_out: int


def choose(made: Material) -> Chosen:
    """The incidents that open an allegation, that a person decided about, or that two documents
    or more tell."""
    db = made.db
    alleged = {row.incident for row in allegation_queries.allegations(db)}
    decided = _decided(made)
    known = queries.incidents(db)
    wanted = [
        row
        for row in known
        if row.number in alleged or row.number in decided or row.documents >= _SEVERAL
    ]
    found = tuple(
        Happening(row, tuple(queries.events_of(db, row.number)), tuple(sayings(db, row.number)))
        for row in wanted
    )
    return Chosen(found, len(known) - len(found))


def incidents(made: Material, found: Iterable[Happening]) -> tuple[DossierIncident, ...]:
    """Each incident with its times, places and numbers side by side."""
    return tuple(_incident(made, one) for one in found)


def chronology(
    made: Material, found: Iterable[Happening], steps: Sequence[ChronologyRow]
) -> tuple[ChronologyRow, ...]:
    """The told events of incidents and those that report steps of proceedings, by day.

    Args:
        steps: rows of recorded steps.
    """
    listed = {e.id: (e, one.number) for one in found for e in one.events}
    for event in _of_steps(made):
        listed.setdefault(event.id, (event, ""))
    ordered = sorted(listed.values(), key=lambda pair: (pair[0].number, pair[0].ordinal))
    told = [_row(made, event, incident) for event, incident in ordered]
    return tuple(sorted([*told, *steps], key=_day))  # stable: the order of documents within a day


def _day(row: ChronologyRow) -> tuple[bool, str, str, str]:
    day = row.when.earliest or row.when.latest
    return not day, day, row.when.latest, row.said


def _incident(made: Material, one: Happening) -> DossierIncident:
    events = one.events
    return DossierIncident(
        number=one.number,
        title=one.row.title,
        kind=", ".join(plain(kind) for kind in one.row.kinds),
        times=tuple(
            TimeTold(t.words, t.earliest, t.latest, t.precision, made.numbered(ids))
            for t, ids in _together((t, e.id) for e in events for t in e.times).items()
        ),
        places=tuple(
            PlaceTold(p.words, p.feature or "unresolved", _resolved(p), made.numbered(ids))
            for p, ids in _together((p, e.id) for e in events for p in e.places).items()
        ),
        numbers=tuple(
            _number(speaker, count, made.numbered(ids))
            for (speaker, count), ids in _together(
                ((who(e), c), e.id) for e in events for c in e.counts
            ).items()
        ),
        links=(*_links(made, events), *_merges(made, one.row.number)),
        corroboration=corroboration(made, one.sayings),
    )


def who(event: EventRow) -> str:
    """Who tells an event, in short."""
    return event.speaker or f"{event.outlet or 'the outlet'}, in its own words"


def _together(pairs: Iterable[tuple[_Told, str]]) -> dict[_Told, list[str]]:
    """What is told alike once, with the events that tell it, in the order of documents."""
    found: dict[_Told, list[str]] = {}
    for told, event in pairs:
        found.setdefault(told, []).append(event)
    return found


def _resolved(place: ToldPlace) -> str:
    words = ", ".join(x for x in (place.name, place.country) if x)
    return f"{words}; within {place.radius_km:g} km" if words and place.radius_km else words


def _number(speaker: str, told: ToldCount, claims: tuple[str, ...]) -> NumberTold:
    of = " ".join(x for x in (told.unit, told.effect) if x)
    per = f" a {told.per}" if told.per else ""
    return NumberTold(
        speaker, told.words, told.low, told.high, of + per, told.hedge, told.cut_off, claims
    )


def _links(made: Material, events: Iterable[EventRow]) -> Iterator[LinkMade]:
    for event in events:
        if event.link in ("opens", ""):
            continue
        what = f"{made.numbers[event.id]} (event {event.label}): {event.link}"
        score = "" if event.decided >= 0 else event.score
        yield LinkMade(what, score, weighed(event.reasons), made.decided.get(event.decided))


def weighed(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """Reasons in words, each with its weight."""
    return tuple(f"{r.what} ({r.weight:+.2f})" for r in reasons)


def _merges(made: Material, incident: int) -> Iterator[LinkMade]:
    query = """SELECT number, merged_into, merged_by FROM incident WHERE root=? AND number<>?
        ORDER BY number"""
    for number, into, by in rows(made.db, query, (incident, incident)):
        yield LinkMade(f"i{number} merged into i{into}", "", (), made.decided.get(by))


def _decided(made: Material) -> frozenset[int]:
    """Incidents that a decision which stands is about."""
    touched = [
        target
        for decision in made.decisions
        if decision.about in (About.INCIDENT.value, About.MAPPING.value)
        for target in decision.targets
    ]
    query = """SELECT DISTINCT i.root FROM json_each(?) t JOIN event e ON e.id=t.value
        JOIN incident i ON i.number=e.incident"""
    return frozenset(root for (root,) in rows(made.db, query, (packed(touched),)))


def _of_steps(made: Material) -> Iterator[EventRow]:
    """The told events that steps of proceedings were read from."""
    query = "SELECT document, events FROM reported_step ORDER BY number, start, id"
    wanted: dict[str, set[str]] = {}
    for document, events in rows(made.db, query):
        wanted.setdefault(document, set()).update(unpacked(events))
    for document, ids in wanted.items():
        yield from (e for e in queries.events_in(made.db, document) if e.id in ids)


def _row(made: Material, event: EventRow, incident: str) -> ChronologyRow:
    time = event.times[0] if event.times else ToldTime("", "", "", Precision.NONE.value)
    return ChronologyRow(
        when=TimeTold(time.words, time.earliest, time.latest, time.precision),
        what=plain(event.kind),
        words=event.context,
        status=event.status,
        who_says=who(event),
        said=event.published[:10],
        claims=made.numbered((event.id,)),
        incident=incident,
        negated=event.negated,
    )
