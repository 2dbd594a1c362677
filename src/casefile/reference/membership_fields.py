"""Fields of the rows of states_parties.json, checked one by one. Every error names its row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from casefile.errors import LawError
from casefile.reference.partial_days import full_day, partial_day, shown

TABLE = "states_parties"


def rows_of(table: Mapping[str, Any], field: str) -> Sequence[Mapping[str, Any]]:
    rows = table.get(field, [])
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise LawError(f"{TABLE}: {field} must be a list of rows", found=shown(rows))
    return rows


def day_of(row: Mapping[str, Any], where: str, field: str) -> date | None:
    return None if row.get(field) is None else full_day(row[field], where, field)


def period_of(row: Mapping[str, Any], where: str, field: str) -> str:
    period = text_of(row, where, field)
    for end in period.split("/") if period else ():
        if end != "..":
            partial_day(end, where, field)
    return period


def in_order(where: str, *days: tuple[str, date | None]) -> None:
    known = [(field, day) for field, day in days if day is not None]
    for at in range(1, len(known)):
        (earlier, before), (later, after) = known[at - 1], known[at]
        if after < before:
            raise LawError(
                f"{where}: {later} lies before {earlier}",
                found=f"{after} before {before}",
                next_step="one of the two dates cannot be",
            )


def text_of(row: Mapping[str, Any], where: str, field: str) -> str:
    value = row.get(field)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise LawError(f"{where}: {field} must be words", found=shown(value))
    return value.strip()


def texts_of(row: Mapping[str, Any], where: str, field: str) -> tuple[str, ...]:
    value = row.get(field, [])
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise LawError(f"{where}: {field} must be a list of words", found=shown(value))
    return tuple(v.strip() for v in value if v.strip())


def source_of(row: Mapping[str, Any], where: str) -> str:
    return sourced(text_of(row, where, "source"), where)


def sourced(source: str, where: str) -> str:
    if not source:
        raise LawError(f"{where}: no source", next_step="name where it was read")
    return source


def flag_of(value: object) -> str:
    """A `verified` field as words: "yes", "no", or what it says."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else ""


def one_of(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"
