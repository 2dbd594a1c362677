"""The parts about what is said to have happened: chronology and incidents."""

from __future__ import annotations

from collections.abc import Iterator

from casefile.export.dossier import Dossier
from casefile.export.dossier_blocks import (
    Block,
    Heading,
    Items,
    Line,
    Para,
    Picture,
    Row,
    Section,
    Table,
    line,
    link,
    links,
    name,
    quote,
)
from casefile.export.dossier_shared import NONE, corroboration_table, link_lines, nothing
from casefile.export.dossier_told import (
    ChronologyRow,
    DossierIncident,
    NumberTold,
    PlaceTold,
    TimeTold,
)
from casefile.export.dossier_words import day_words, plain, when_words
from casefile.export.timeline_svg import Bar, Lane, timeline_svg

_STATUSES = {"happened": "told as having happened"}
_TO_COME = frozenset({"planned", "sought", "threatened", "conditional", "possible"})


def chronology(dossier: Dossier) -> Section:
    """A picture, and the list that says the same and more."""
    if not dossier.chronology:
        blocks: tuple[Block, ...] = (nothing("No event is told."),)
    else:
        blocks = tuple(_chronology(dossier))
    return Section("chronology", "Chronology", blocks)


def _chronology(dossier: Dossier) -> Iterator[Block]:
    yield Para(line("What is said to have happened, by whom, and when it was said."))
    picture = timeline_svg(_lanes(dossier), "Timeline of what is said to have happened")
    if picture:
        yield Picture(picture, "Timeline; the table after it says the same")
    dated = [row for row in dossier.chronology if row.when.earliest or row.when.latest]
    undated = [row for row in dossier.chronology if not (row.when.earliest or row.when.latest)]
    if dated:
        rows = tuple(Row((_when(row.when), *_told(row))) for row in dated)
        yield Table("Events with a day, as told", ("When, as told", *_TOLD), rows, (5, 7, 4, 4, 3))
    if undated:
        rows = tuple(Row(_told(row)) for row in undated)
        yield Table("Events that nobody dates", _TOLD, rows, (10, 5, 4, 3))


_TOLD = ("What is said", "Who says it", "Said on", "Claims")


def _lanes(dossier: Dossier) -> list[Lane]:
    """A row for each incident, then one for each kind of event outside of them."""
    titles = {i.number: f"{i.number} {i.title}" for i in dossier.incidents}
    lanes: dict[str, list[Bar]] = {title: [] for title in titles.values()}
    for row in dossier.chronology:
        lanes.setdefault(titles.get(row.incident, row.what), []).append(_bar(row))
    return [Lane(label, tuple(bars)) for label, bars in lanes.items() if bars]


def _bar(row: ChronologyRow) -> Bar:
    label = f"{row.what}, {plain(row.status)}, says {row.who_says}"
    when = row.when
    to_come = row.status in _TO_COME
    return Bar(when.earliest, when.latest, when.precision, label, row.said, to_come)


def _told(row: ChronologyRow) -> tuple[tuple[Line, ...], ...]:
    """The cells of an event but for its day."""
    status = _STATUSES.get(row.status, plain(row.status))
    status += ", said not to be so" if row.negated else ""
    what = [line(f"{row.what} ({status})")]
    if row.words:
        what.append(line(quote(row.words)))
    if row.when.words and not (row.when.earliest or row.when.latest):
        what.append(line("time named as ", quote(row.when.words)))
    if row.incident:
        what.append(line("incident ", link(row.incident)))
    return (
        tuple(what),
        (line(name(row.who_says or "not stated")),),
        (line(day_words(row.said) or "not stated"),),
        (links(row.claims) or NONE,),
    )


def _when(when: TimeTold) -> tuple[Line, ...]:
    words = (line(quote(when.words)),) if when.words else ()
    return (line(when_words(when.earliest, when.latest, when.precision)), *words)


def incidents(dossier: Dossier) -> Section:
    """Each incident with everything that is told of it, side by side."""
    blocks = tuple(block for incident in dossier.incidents for block in _incident(incident))
    return Section(
        "incidents", "Incidents", blocks or (nothing("No events were grouped into incidents."),)
    )


def _incident(incident: DossierIncident) -> Iterator[Block]:
    yield Heading(3, line(f"{incident.number}  ", name(incident.title)), incident.number)
    yield Para(line(f"Kind of event: {incident.kind}."))
    yield corroboration_table(incident.corroboration, incident.number)
    if incident.times or incident.places:
        yield _told_table(incident)
    if incident.numbers:
        yield _number_table(incident)
    if incident.links:
        yield Heading(4, line(f"Why these documents are taken together as {incident.number}"))
        yield Items(link_lines(incident.links))


def _told_table(incident: DossierIncident) -> Table:
    rows = (*map(_time_row, incident.times), *map(_place_row, incident.places))
    columns = ("Time or place", "As told", "Read as", "Claims")
    return Table(f"Times and places told of {incident.number}", columns, rows, (3, 5, 6, 4))


def _number_table(incident: DossierIncident) -> Table:
    """Numbers in dispute stand side by side, a speaker a row; nothing is averaged."""
    rows = tuple(map(_number_row, incident.numbers))
    columns = ("Speaker", "Number", "Of what", "Counted up to", "Claims")
    caption = f"Numbers told of {incident.number}, side by side"
    return Table(caption, columns, rows, (4, 5, 4, 4, 3))


def _time_row(time: TimeTold) -> Row:
    read = when_words(time.earliest, time.latest, time.precision)
    told = line(quote(time.words)) if time.words else NONE
    return Row(((line("Time"),), (told,), (line(read),), (links(time.claims) or NONE,)))


def _place_row(place: PlaceTold) -> Row:
    read = f"{place.resolved} ({plain(place.precision)})" if place.resolved else "not resolved"
    told = line(quote(place.words))
    return Row(((line("Place"),), (told,), (line(read),), (links(place.claims) or NONE,)))


def _number_row(number: NumberTold) -> Row:
    cut_off = line(quote(number.cut_off)) if number.cut_off else line("not stated")
    return Row(
        (
            (line(name(number.speaker or "not stated")),),
            (line(_range(number)), line(quote(number.words))),
            (line(number.of),),
            (cut_off,),
            (links(number.claims) or NONE,),
        )
    )


def _range(number: NumberTold) -> str:
    """A number as told: never averaged, an end that nobody states left open."""
    low, high = number.low, number.high
    if low is not None and low == high:
        return f"{number.hedge} {low:,}".strip()
    if low is not None and high is not None:
        return f"{low:,} to {high:,}"
    if low is not None:
        return f"{low:,} or more"
    return f"up to {high:,}" if high is not None else "not given as a number"
