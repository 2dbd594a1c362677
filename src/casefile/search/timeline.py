"""The timeline: what is said to have happened when, and when it was said."""

from __future__ import annotations

from dataclasses import dataclass

import apsw

from casefile.search.database import one, rows, unpacked


@dataclass(frozen=True, slots=True)
class TimelineFilter:
    """Which told events to give; "" and 0 leave a part open.

    `first` and `last` are ISO days, both included: an event counts where its interval touches them.
    """

    first: str = ""
    last: str = ""
    kind: str = ""
    incident: int = 0
    alleged: bool = False  # only events of incidents that open an allegation
    undated: bool = False  # only those without a day
    limit: int = 0


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One told event on the timeline."""

    first_day: str  # "" for an open or unknown end
    last_day: str
    precision: str  # "day", "month", …; "" where no time is told
    when: str  # the words
    words: str
    kind: str
    status: str
    negated: bool
    place: str  # the words
    speaker: str  # "" where the outlet tells it in its own words
    outlet: str
    said: str  # when the document was published, "" where not known
    label: str
    incident: int  # 0 where the event is in none: planned, possible, conditional, defined
    context: str


def timeline(db: apsw.Connection, wanted: TimelineFilter) -> list[TimelineRow]:
    """Told events by day, then by when it was said; those without a day come last."""
    where, values = _conditions(wanted)
    query = f"""SELECT e.first_day, e.last_day, e.times, e.words, e.kind, e.status, e.negated,
        e.places, e.speaker, d.outlet, e.published, e.number, e.ordinal, coalesce(i.root, 0),
        e.context FROM event e JOIN document d ON d.id=e.document
        LEFT JOIN incident i ON i.number=e.incident {where}
        ORDER BY {_DAY}='', {_DAY}, e.last_day, e.published, e.number, e.ordinal
        LIMIT {wanted.limit or -1}"""
    return [_row(row) for row in rows(db, query, values)]


def how_many(db: apsw.Connection, wanted: TimelineFilter) -> int:
    """How many told events a filter lets through, whatever its limit."""
    where, values = _conditions(wanted)
    query = f"SELECT count(*) FROM event e LEFT JOIN incident i ON i.number=e.incident {where}"
    return int(one(db, query, values))


_DAY = "coalesce(nullif(e.first_day, ''), e.last_day)"


def _conditions(wanted: TimelineFilter) -> tuple[str, list[str | int]]:
    where: list[str] = []
    values: list[str | int] = []
    if wanted.first:
        where.append(f"{_DAY}<>'' AND coalesce(nullif(e.last_day, ''), '9999')>=?")
        values.append(wanted.first)
    if wanted.last:
        where.append(f"{_DAY}<>'' AND e.first_day<=?")
        values.append(wanted.last)
    if wanted.kind:
        where.append("e.kind=?")
        values.append(wanted.kind)
    if wanted.incident:
        where.append("i.root=?")
        values.append(wanted.incident)
    if wanted.alleged:
        where.append("""i.root IN (SELECT r.root FROM allegation a JOIN incident r
            ON r.number=a.incident WHERE a.stands=1)""")
    if wanted.undated:
        where.append(f"{_DAY}=''")
    return ("WHERE " + " AND ".join(where) if where else ""), values


def _row(row: tuple[str, ...]) -> TimelineRow:
    first, last, times, words, kind, status, negated, places, *rest = row
    speaker, outlet, published, number, ordinal, incident, context = rest
    told, where = unpacked(times), unpacked(places)
    return TimelineRow(
        first_day=first,
        last_day=last,
        precision=told[0]["precision"] if told else "",
        when=told[0]["words"] if told else "",
        words=words,
        kind=kind,
        status=status,
        negated=bool(negated),
        place=where[0]["words"] if where else "",
        speaker=speaker,
        outlet=outlet,
        said=published[:10],
        label=f"{number}.{ordinal}",
        incident=int(incident),
        context=context,
    )
