"""What the ledger asks of the place that keeps it: rows and a head, written in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as stored: its place, its leaf hash (32 bytes) and its exact bytes."""

    n: int
    leaf: bytes
    body: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """The stored head: entries so far, the frontier's hashes joined, and the signed checkpoint."""

    size: int
    frontier: bytes
    note: str


Compose = Callable[[Head | None], tuple[Sequence[Row], Head]]
"""Given the head as it is now, the rows to append and the head after them. It may raise."""


class Store(Protocol):
    """Keeps one log. Knows nothing of JSON, trees or keys.

    Every method may raise LedgerError or one of its kinds; after an error nothing of the batch is
    stored, unless the error says that the ledger must be reopened.
    """

    def append(self, compose: Compose) -> None:
        """Take the one writer's place, call `compose`, store what it gives, make it durable.

        Raises:
            LedgerBusy: another process kept writing for too long.
            LedgerFull: no room.
        """

    def head(self) -> Head | None:
        """The head, or None in a new store."""

    def extent(self) -> tuple[int, int]:
        """The lowest `n` stored and the highest plus one; (0, 0) where there is none."""

    def rows(self, start: int, end: int) -> Iterator[Row]:
        """Rows with `start` ≤ n < `end`, in order, as they are stored."""

    def leaves(self, start: int, end: int) -> list[bytes]:
        """Leaf hashes with `start` ≤ n < `end`, in order."""

    def journal_mode(self) -> str:
        """How writes are made durable, in words for a report."""

    def check(self) -> list[str]:
        """What the storage itself finds wrong with its own files; empty where nothing is."""

    def close(self) -> None:
        """Let go of files and locks."""
