"""An itinerary file: States with days, as CSV or JSON. A bad line is told, and the rest goes on."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from casefile.errors import BadInput, DamagedInput, EmptyInput, TooLarge
from casefile.reference.membership import State, find_states

MOST_LINES = 1_000
MOST_DAYS = 366
"""The longest stay that one line may tell, in days."""

MOST_DAYS_IN_ALL = 10_000
"""The days of all lines together."""

_MAX_CHARACTERS = 1 << 20
_STATE = ("state", "country", "to")
_DAY = ("day", "date", "on")


@dataclass(frozen=True, slots=True)
class Stop:
    """A stay in one State from `first` to `last`, both included. `line` counts from 1."""

    line: int
    state: State
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Itinerary:
    """The stops in the file's order, and one message for each line that could not be read."""

    stops: tuple[Stop, ...]
    problems: tuple[str, ...]


def read_itinerary(text: str) -> Itinerary:
    """Read CSV (a head with `state` and `day`, or `state`, `from`, `to`) or a JSON list of such.

    Raises:
        EmptyInput: no line in it.
        DamagedInput: neither CSV with such a head nor JSON.
        TooLarge: more than a thousand lines, ten thousand days, or a million characters.
    """
    if len(text) > _MAX_CHARACTERS:
        raise TooLarge("the itinerary is too large", found=f"{len(text)} characters")
    body = text.removeprefix("\ufeff").strip()
    if not body:
        raise EmptyInput("the itinerary has no line", next_step="write state,day and a line a stay")
    rows = _from_json(body) if body[0] in "[{" else _from_csv(body)
    stops, problems = [], []
    for number, (line, row) in enumerate(rows, 1):
        if number > MOST_LINES:
            raise TooLarge(
                "the itinerary has too many lines", found=f"over {MOST_LINES}", next_step="split it"
            )
        try:
            stops.append(_stop(line, row))
        except BadInput as error:
            problems.append(f"line {line}: {error}")
    days = sum((stop.last - stop.first).days + 1 for stop in stops)
    if days > MOST_DAYS_IN_ALL:
        raise TooLarge("the itinerary has too many days", found=f"{days}", next_step="split it")
    return Itinerary(tuple(stops), tuple(problems))


def one_state(words: str) -> State:
    """The one State that words name.

    Raises:
        BadInput: none, or several, which are named.
    """
    found = find_states(words)
    if len(found) == 1:
        return found[0]
    if not found:
        raise BadInput(
            "no State of this name or code",
            found=_short(words),
            next_step="write its English name or its ISO code, as in Mongolia, MN or MNG",
        )
    names = "; ".join(f"{s.name} ({s.iso2})" for s in found[:12])
    raise BadInput(
        f"{len(found)} States may be meant, and none is chosen",
        found=names,
        next_step="write the full name or the ISO code",
    )


def one_day(words: str) -> date:
    """A day written YYYY-MM-DD.

    Raises:
        BadInput: no such day.
    """
    try:
        if len(words) != len("2000-01-01"):
            raise ValueError
        return date.fromisoformat(words)
    except ValueError:
        raise BadInput(
            "no day that can be", found=_short(words), next_step="write YYYY-MM-DD"
        ) from None


def _from_json(body: str) -> Iterable[tuple[int, Mapping[str, Any]]]:
    """JSON rows are counted, not lines: the first is 1."""
    try:
        table = json.loads(body)
    except (ValueError, RecursionError):
        raise DamagedInput("the itinerary is no JSON that can be read") from None
    if isinstance(table, dict):
        table = next((table[k] for k in ("itinerary", "stops") if k in table), None)
    if not isinstance(table, list):
        raise DamagedInput(
            "the itinerary's JSON is no list", next_step='write [{"state": …, "day": …}]'
        )
    return [(n, row if isinstance(row, dict) else {}) for n, row in enumerate(table, 1)]


def _from_csv(body: str) -> Iterable[tuple[int, Mapping[str, Any]]]:
    head = body.splitlines()[0]
    mark = max(",;\t", key=head.count)
    reader = csv.DictReader(io.StringIO(body), delimiter=mark)
    names = {name.strip().casefold() for name in reader.fieldnames or () if name}
    if not names & set(_STATE):
        raise DamagedInput(
            "the itinerary's first line names no column 'state'",
            next_step="begin it with state,day or with state,from,to",
        )
    rows = []
    try:
        for row in reader:
            rows.append((reader.line_num, row))
            if len(rows) > MOST_LINES:
                break
    except csv.Error:
        raise DamagedInput(
            "the itinerary's CSV cannot be read", found=f"line {reader.line_num}"
        ) from None
    return rows


def _stop(line: int, row: Mapping[str, Any]) -> Stop:
    fields = {
        key.strip().casefold(): value.strip()
        for key, value in row.items()
        if isinstance(key, str) and isinstance(value, str)
    }
    ranged = bool(fields.get("from"))
    state = _first(fields, _STATE[:2] if ranged else _STATE)
    if not state:
        raise BadInput("no State", next_step="fill in 'state'")
    found = one_state(state)
    if not ranged:
        day = one_day(_needed(_first(fields, _DAY)))
        return Stop(line, found, day, day)
    first = one_day(fields["from"])
    last = one_day(fields.get("to") or fields["from"])
    if last < first:
        raise BadInput("the stay ends before it begins", found=f"{first} to {last}")
    if (last - first) >= timedelta(days=MOST_DAYS):
        raise BadInput(
            "the stay is too long",
            found=f"{first} to {last}",
            next_step=f"at most {MOST_DAYS} days",
        )
    return Stop(line, found, first, last)


def _first(fields: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((fields[name] for name in names if fields.get(name)), "")


def _needed(day: str) -> str:
    if not day:
        raise BadInput("no day", next_step="fill in 'day', or 'from' and 'to'")
    return day


def _short(words: str) -> str:
    return (words if len(words) <= 40 else words[:39] + "…") or "nothing"
