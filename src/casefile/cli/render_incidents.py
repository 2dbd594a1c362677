"""Incidents on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from casefile.cli.forms import records, table
from casefile.cli.terminal import console, count, one_line
from casefile.reference.partial_days import days_of

if TYPE_CHECKING:
    from casefile.case.told import ToldCount, ToldTime
    from casefile.search.incident_rows import EventRow, IncidentRow
    from casefile.workflow.incidents import IncidentShown

_REASONS = 4  # the heaviest ones


def incidents(rows: Sequence[IncidentRow], form: str) -> None:
    """A line an incident."""
    if form != "table":
        records([asdict(row) for row in rows], form)
        return
    if not rows:
        print("No incident matches.")
        return
    lines = table(
        ("", 5), ("what is said to have happened", 0), ("when", 23), ("docs", 4), ("open", 4)
    )
    for row in rows:
        open_links = str(row.suggested) if row.suggested else ""
        days = when(row.first_day, row.last_day, row.when)
        lines.add_row(f"i{row.number}", one_line(row.title), days, str(row.documents), open_links)
    console().print(lines)
    print(f"{count(len(rows), 'incident')}, put together by machine where nobody has decided.")
    if any(row.suggested for row in rows):
        print("open: links that nobody has decided about; 'casefile incident iN' shows them.")


def incident(shown: IncidentShown, form: str) -> None:
    """One incident with all that is told of it."""
    if form != "table":
        records([{"incident": asdict(shown.row), **asdict(e)} for e in shown.events], form)
        return
    row, out = shown.row, console()
    out.print(f"i{row.number}  {one_line(row.title)}", style="bold")
    told = count(row.events, "told event")
    print(f"{told} in {count(row.documents, 'document')}; {count(row.claims, 'claim')} bear on it.")
    if row.merged:
        print("Merged into it: " + ", ".join(f"i{n}" for n in row.merged))
    _times_and_places(shown.events)
    _numbers(shown.events)
    _events(shown.events)
    for possible in shown.possible:
        other = f"i{possible.incident}" if possible.incident != row.number else f"i{row.number}"
        print(f"  possible  {possible.label} with {other}, {possible.score}")
    print("\nWhat is told is what documents say that people say; nothing here says that it is so.")


def when(first: str, last: str, words: str) -> str:
    """Two days as one text; where there are none, the words that no day could be worked out for."""
    return f"“{one_line(words)}”" if words and not (first or last) else span(first, last)


def span(first: str, last: str) -> str:
    """Two days as one text.

    >>> span("2023-03-01", "2023-03-31"), span("2023-03-12", ""), span("", "")
    ('2023-03', 'from 2023-03-12', 'not said')
    """
    if not first and not last:
        return "not said"
    if first == last:
        return first
    for written in (first[:4], first[:7]):
        if _is_whole(written, first, last):
            return written
    if not first or not last:
        return f"until {last}" if last else f"from {first}"
    return f"{first} to {last}"


def _is_whole(written: str, first: str, last: str) -> bool:
    """Whether two days are the first and the last of a written year or month."""
    try:
        days = days_of(written)
    except ValueError:
        return False
    return (days.first.isoformat(), days.last.isoformat()) == (first, last)


def amount(told: ToldCount) -> str:
    """A count as a range, never as one number where the words give none."""
    low, high = told.low, told.high
    if low is not None and low == high:
        number = f"{low:,}"
    elif low is None:
        number = "not stated" if high is None else f"up to {high:,}"
    else:
        number = f"{low:,} or more" if high is None else f"{low:,} to {high:,}"
    return number + (f" a {told.per}" if told.per else "")


def _times_and_places(events: Sequence[EventRow]) -> None:
    times = [
        (one_line(t.words), span(t.earliest[:10], t.latest[:10]) if _has_day(t) else "no day", e)
        for e in events
        for t in e.times
    ]
    places = [(p, e) for e in events for p in e.places]
    print("\nWhen, as told:" if times else "\nWhen: nobody has said yet.")
    for words, days, event in times:
        print(f"  “{words}” ({days})  {event.label}, {_who(event)}")
    print("Where, as told:" if places else "Where: nobody has said yet.")
    for place, event in places:
        known = ", ".join(x for x in (place.name, place.country) if x) or "not resolved"
        is_spot = place.radius_km and place.feature not in ("country", "region")
        near = f", within {place.radius_km:g} km" if is_spot else ""
        print(
            f"  “{one_line(place.words)}” ({one_line(known)}{near})  {event.label}, {_who(event)}"
        )


def _has_day(time: ToldTime) -> bool:
    return bool(time.earliest or time.latest)


def _numbers(events: Sequence[EventRow]) -> None:
    counted = [(c, e) for e in events for c in e.counts]
    print("How many, as told, side by side:" if counted else "How many: nobody has said yet.")
    for told, event in counted:
        what = " ".join(x for x in (told.unit, told.effect) if x)
        cut = f", up to {one_line(told.cut_off)}" if told.cut_off else ""
        said = f"said {event.published[:10]}" if event.published else "day of saying not known"
        print(f"  {amount(told)} {one_line(what)}{cut}  “{one_line(told.words)}”  "
              f"{event.label}, {_who(event)}, {said}")  # fmt: skip


def _events(events: Sequence[EventRow]) -> None:
    print("Told in:")
    for event in events:
        print(f"  {event.label:>7}  {_who(event)}: {_stance(event)}“{one_line(event.words)}” — "
              f"{_cut(one_line(event.context))}")  # fmt: skip
        if event.link not in ("opens", ""):
            reasons = "; ".join(f"{r.what} {r.weight:+.1f}" for r in event.reasons[:_REASONS])
            decided = f" by entry {event.decided}" if event.decided >= 0 else f" {event.score}"
            print(f"           {event.link}{decided}" + (f": {reasons}" if reasons else ""))


def _who(event: EventRow) -> str:
    if event.speaker:
        return one_line(event.speaker)
    return f"{one_line(event.outlet) or 'the outlet'}, in its own words"


def _stance(event: EventRow) -> str:
    quiet = event.stance in ("asserts", "")
    status = "" if event.status == "happened" else event.status
    said = [] if quiet else [event.stance.replace("_", " ")]
    marks = [*said, *([status] if status and status != "denied" else [])]
    return f"[{', '.join(marks)}] " if marks else ""


def _cut(words: str) -> str:
    return words if len(words) <= 160 else words[:159] + "…"
