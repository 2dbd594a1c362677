"""The folds of a reading, in the order in which they need each other."""

from __future__ import annotations

from typing import Protocol

import apsw

from casefile.search import (
    fold_copies,
    fold_crimes,
    fold_decisions,
    fold_events,
    fold_parties,
    fold_steps,
    mappings,
)
from casefile.search.seen import ReadingSeen


class Fold(Protocol):
    """Keeps some tables up with the readings. A module is one."""

    @property
    def SCHEMA(self) -> str:
        """The statements that make its tables, all STRICT."""

    @property
    def TABLES(self) -> tuple[tuple[str, str], ...]:
        """Each table and the columns that order it, for the digest."""

    def forget(self, db: apsw.Connection, document: str) -> None:
        """Take out the rows of an earlier reading of `document`."""

    def fold(self, db: apsw.Connection, seen: ReadingSeen) -> None:
        """Add the rows of a reading. It depends on the rows so far and on `seen` only."""


FOLDS: tuple[Fold, ...] = (fold_copies, fold_parties, fold_events, fold_crimes, fold_steps)

SCHEMAS = (*(fold.SCHEMA for fold in FOLDS), fold_decisions.SCHEMA, mappings.SCHEMA)
TABLES = (
    *(pair for fold in FOLDS for pair in fold.TABLES),
    *fold_decisions.TABLES,
    *mappings.TABLES,
)
