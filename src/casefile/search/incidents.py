"""Queries about incidents and their told events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from typing import Any

import apsw

from casefile.case.told import ToldCount, ToldPart, ToldPlace, ToldTime
from casefile.errors import DecisionError
from casefile.particulars import Reason
from casefile.search.database import one, rows, unpacked
from casefile.search.incident_rows import EventRow, IncidentRow, PossibleRow

_EVENT = """SELECT e.id, e.number, e.ordinal, e.start, e.words, e.kind, e.status, e.negated,
    e.claim, e.stance, e.speaker, d.outlet, e.published, e.context, e.times, e.places, e.counts,
    e.parts, coalesce(i.root, 0), coalesce(l.state, ''), coalesce(l.score, ''),
    coalesce(l.reasons, '[]'), coalesce(l.decided, -1)
    FROM event e JOIN document d ON d.id=e.document LEFT JOIN incident i ON i.number=e.incident
    LEFT JOIN event_link l ON l.event=e.id"""
_ORDER = " ORDER BY e.number, e.ordinal"
_LIST = "'casefile incidents' lists them"


@dataclass(frozen=True, slots=True)
class IncidentFilter:
    """Which incidents to give; "" and 0 leave a part open."""

    kind: str = ""  # exact, a kind of event
    text: str = ""  # words anywhere in its events' sentences, without case
    place: str = ""  # words of a place as told or as resolved, without case
    suggested: bool = False  # only those with links that nobody decided about
    documents: int = 0  # told by at least this many documents


def incidents(db: apsw.Connection, wanted: IncidentFilter | None = None) -> list[IncidentRow]:
    """The incidents that a filter lets through, by number."""
    wanted = wanted or IncidentFilter()
    where, values = _conditions(wanted)
    query = f"""{_SUMMARY} WHERE {where} GROUP BY i.root
        HAVING count(DISTINCT e.document)>=? AND (?=0 OR sum(l.state='suggested')>0)
        ORDER BY i.root"""
    found = rows(db, query, (*values, wanted.documents, int(wanted.suggested)))
    return _summed(db, found)


def incident(db: apsw.Connection, number: int) -> IncidentRow:
    """One incident.

    Raises:
        DecisionError: no such incident, or it is merged into another.
    """
    anchor_of(db, number)
    return _summed(db, rows(db, f"{_SUMMARY} WHERE i.root=? GROUP BY i.root", (number,)))[0]


def titles(db: apsw.Connection) -> dict[int, str]:
    """The title of each incident, by number."""
    return dict(rows(db, "SELECT number, title FROM incident WHERE root=number"))


def events_of(db: apsw.Connection, number: int) -> list[EventRow]:
    """The told events of an incident, by document and place."""
    return _events(db, " WHERE i.root=?", (number,))


def events_in(db: apsw.Connection, document: str) -> list[EventRow]:
    """The told events of a document, by place."""
    return _events(db, " WHERE e.document=?", (document,))


def event_by_label(db: apsw.Connection, label: str) -> EventRow:
    """The event that a person means by "12.3": document and event.

    Raises:
        DecisionError: there is none.
    """
    number, _, ordinal = label.partition(".")
    if number.isdigit() and ordinal.isdigit():
        found = _events(db, " WHERE e.number=? AND e.ordinal=?", (int(number), int(ordinal)))
        if found:
            return found[0]
    raise DecisionError(
        "no such event", found=label, next_step="'casefile incident iN' shows events as 12.3"
    )


def anchor_of(db: apsw.Connection, number: int) -> str:
    """The event that stands for an incident in decisions.

    Raises:
        DecisionError: no such incident, it is merged into another, or no event of it is left.
    """
    found = rows(db, "SELECT root, merged_by FROM incident WHERE number=?", (number,))
    if not found:
        raise DecisionError("no such incident", found=f"i{number}", next_step=_LIST)
    root, entry = found[0]
    if root != number:
        raise DecisionError(
            f"i{number} is merged into i{root} already",
            found=f"entry {entry}",
            next_step=f"use i{root}, or undo entry {entry} first",
        )
    query = """SELECT e.id FROM event e JOIN incident i ON i.number=e.incident WHERE i.root=?
        ORDER BY e.number, e.ordinal LIMIT 1"""
    anchor = one(db, query, (number,))
    if anchor is None:
        raise DecisionError(f"no event of i{number} is left", next_step=_LIST)
    return str(anchor)


def possible_for(db: apsw.Connection, number: int) -> list[PossibleRow]:
    """Links under the threshold into an incident, or from its events into others."""
    query = """SELECT p.event, e.number, e.ordinal, t.root, p.score, p.reasons
        FROM event_possible p JOIN event e ON e.id=p.event JOIN incident i ON i.number=e.incident
        JOIN incident t ON t.number=p.incident
        WHERE (i.root=? OR t.root=?) AND i.root<>t.root
        ORDER BY p.score DESC, e.number, e.ordinal, t.root"""
    return [
        PossibleRow(event, f"{n}.{ordinal}", root, score, _reasons(reasons))
        for event, n, ordinal, root, score, reasons in rows(db, query, (number, number))
    ]


def _events(db: apsw.Connection, where: str, values: Sequence[str | int] = ()) -> list[EventRow]:
    return [_event(row) for row in rows(db, _EVENT + where + _ORDER, values)]


def _event(row: tuple[Any, ...]) -> EventRow:
    fields = dict(zip(_FIELDS, row, strict=True))
    fields["negated"] = bool(fields["negated"])
    fields["times"] = tuple(ToldTime(**t) for t in unpacked(fields["times"]))
    fields["places"] = tuple(_place(p) for p in unpacked(fields["places"]))
    fields["counts"] = tuple(ToldCount(**c) for c in unpacked(fields["counts"]))
    fields["parts"] = tuple(ToldPart(**p) for p in unpacked(fields["parts"]))
    fields["reasons"] = _reasons(fields["reasons"])
    return EventRow(**fields)


_FIELDS = tuple(field.name for field in dataclass_fields(EventRow))
_DECIMALS = ("latitude", "longitude", "radius_km")


def _place(record: dict[str, Any]) -> ToldPlace:
    decimals = {k: float(record[k]) for k in _DECIMALS if record[k] is not None}
    return ToldPlace(**{**record, **decimals})


def _reasons(text: str) -> tuple[Reason, ...]:
    return tuple(Reason(what, float(weight)) for what, weight in unpacked(text))


def _summed(db: apsw.Connection, found: Sequence[tuple[Any, ...]]) -> list[IncidentRow]:
    """Rows of `_SUMMARY` with what other tables say of the same incidents."""
    # Of one incident only its own rows are asked for; of a list, all in one query each.
    only = (found[0][0],) if len(found) == 1 else ()
    where = "WHERE i.root=?" if only else ""
    claims = dict(rows(db, _CLAIMS.format(where), only))
    places = _places(rows(db, _PLACES.format(where), only))
    merged = _merged(db)
    return [
        IncidentRow(
            number=number,
            anchor=anchor,
            title=title,
            kinds=tuple(sorted(kinds.split(","))),
            first_day=first,
            last_day=last,
            when=when or "",
            places=tuple(places.get(number, ())),
            documents=documents,
            events=events,
            claims=claims.get(number, 0),
            suggested=suggested,
            merged=tuple(sorted(merged.get(number, ()))),
        )
        for number, title, anchor, kinds, first, last, when, documents, events, suggested in found
    ]


_SUMMARY = """SELECT i.root, r.title, r.anchor, group_concat(DISTINCT e.kind),
    coalesce(min(nullif(e.first_day, '')), ''), coalesce(max(nullif(e.last_day, '')), ''),
    min(CASE WHEN e.first_day='' AND e.last_day='' THEN json_extract(e.times, '$[0].words') END),
    count(DISTINCT e.document), count(*), sum(l.state='suggested')
    FROM event e JOIN incident i ON i.number=e.incident JOIN incident r ON r.number=i.root
    JOIN event_link l ON l.event=e.id"""
_CLAIMS = """SELECT i.root, count(DISTINCT b.claim) FROM bears b JOIN event e ON e.id=b.event
    JOIN incident i ON i.number=e.incident {} GROUP BY i.root"""
_PLACES = """SELECT i.root, json_extract(p.value, '$.words') FROM event e
    JOIN incident i ON i.number=e.incident, json_each(e.places) p {}
    GROUP BY 1, 2 ORDER BY 1, count(*) DESC, 2"""


def _places(told: Iterable[tuple[Any, ...]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for root, words in told:
        found.setdefault(root, []).append(words)
    return found


def _merged(db: apsw.Connection) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for number, root in rows(db, "SELECT number, root FROM incident WHERE root<>number"):
        found.setdefault(root, []).append(number)
    return found


def _conditions(wanted: IncidentFilter) -> tuple[str, list[str]]:
    """Conditions on an incident's events: it is let through where some event fulfils each."""
    some = """i.root IN (SELECT y.root FROM event x JOIN incident y ON y.number=x.incident
        WHERE {})"""
    where, values = ["1"], []
    if wanted.kind:
        where.append(some.format("x.kind=?"))
        values.append(wanted.kind)
    for column, words in (("context", wanted.text), ("places", wanted.place)):
        if words:
            where.append(some.format(f"instr(folded(x.{column}), ?)>0"))
            values.append(words.casefold())
    return " AND ".join(where), values
