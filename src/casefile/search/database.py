"""The one way in which folds and queries speak to the index's SQLite file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import apsw

Value = str | int | None


def rows(db: apsw.Connection, query: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
    """All rows of a query."""
    return list(db.execute(query, tuple(values)))


def one(db: apsw.Connection, query: str, values: Sequence[Value] = ()) -> Any:
    """The first column of the first row; None where there is none."""
    for row in db.execute(query, tuple(values)):
        return row[0]
    return None


def insert(db: apsw.Connection, table: str, values: Sequence[Value]) -> None:
    """Insert one row."""
    marks = ",".join("?" * len(values))
    db.execute(f"INSERT INTO {table} VALUES({marks})", tuple(values))


def insert_all(db: apsw.Connection, table: str, found: Iterable[Sequence[Value]]) -> None:
    """Insert rows of one length."""
    lines = [tuple(line) for line in found]
    if lines:
        marks = ",".join("?" * len(lines[0]))
        db.executemany(f"INSERT INTO {table} VALUES({marks})", lines)


def packed(value: Any) -> str:
    """A value as a JSON text column: one spelling, so that equal values are equal bytes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def unpacked(text: str) -> Any:
    """The reverse of `packed`."""
    return json.loads(text)
