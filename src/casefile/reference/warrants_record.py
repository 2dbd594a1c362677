"""One record of a register of warrants, asked for field by field. Every error names the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from casefile.errors import LawError
from casefile.reference.partial_days import partial_day, shown
from casefile.reference.warrants import Flags

_FLAGS = {True: "yes", False: "no", None: ""}


class Record:
    """One record, whose fields are asked for by name; every error names the record."""

    def __init__(self, row: Mapping[str, Any], register: str, place: str) -> None:
        self.row = row
        self.register = register
        self.name = f"{register}: {place}"
        self.id = self.text("id", needed=True)
        self.name = f"{register}: record {self.id}"

    def text(self, field: str, *, needed: bool = False) -> str:
        value = self.row.get(field)
        if value is None:
            value = ""
        if not isinstance(value, str):
            raise self.error(f"{field} must be words", shown(value))
        if needed and not value.strip():
            raise self.error(f"{field} is missing", "")
        return value.strip()

    def texts(self, field: str) -> tuple[str, ...]:
        value = self.row.get(field)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            raise self.error(f"{field} must be a list of words", shown(value))
        return tuple(v.strip() for v in value if v.strip())

    def day(self, field: str) -> str:
        return partial_day(self.row.get(field), self.name, field)

    def truth(self, field: str) -> bool | None:
        value = self.row.get(field)
        if value is not None and not isinstance(value, bool):
            raise self.error(f"{field} must be true, false or null", shown(value))
        return value

    def inner(self, field: str) -> Record:
        value = self.row.get(field)
        if not isinstance(value, dict):
            raise self.error(f"{field} must be a record", shown(value))
        return Record({"id": self.id, **value}, self.register, "")

    def flags(self, field: str) -> Flags:
        value = self.row.get(field)
        if value is None:
            return ()
        if not isinstance(value, dict):
            raise self.error(f"{field} must be a record", shown(value))
        return tuple((key, flag_of(value[key])) for key in sorted(value))

    def sources(self) -> tuple[str, ...]:
        found = self.texts("sources")
        if not found:
            raise self.error("no source", "", "name where each statement of it was read")
        return found

    def known(self, field: str, ids: frozenset[str], table: str) -> tuple[str, ...]:
        values = self.texts(field)
        for value in values:
            if value not in ids:
                raise self.error(
                    f"{field} names what {table} does not have",
                    shown(value),
                    f"use an id of {table}",
                )
        return values

    def error(self, what: str, found: str, next_step: str = "correct the record") -> LawError:
        return LawError(f"{self.name}: {what}", found=found, next_step=next_step)


def rows_of(table: Mapping[str, Any], field: str, name: str) -> Sequence[Mapping[str, Any]]:
    rows = table.get(field, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise LawError(f"{name}: {field} must be a list of records", found=shown(rows))
    return rows


def flag_of(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    return _FLAGS[value] if value is None or isinstance(value, bool) else ""
