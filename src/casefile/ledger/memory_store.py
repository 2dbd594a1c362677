"""A store in memory, for tests and for trying things out. Nothing of it lasts."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Lock

from casefile.errors import LedgerDamaged
from casefile.ledger.store import Compose, Head, Row


class MemoryStore:
    """The contract of `Store` with a list and a lock."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._head: Head | None = None
        self._lock = Lock()

    def append(self, compose: Compose) -> None:
        """As `Store.append`; nothing changes where `compose` raises."""
        with self._lock:
            rows, head = compose(self._head)
            numbers = [row.n for row in rows]
            if numbers != list(range(len(self._rows), len(self._rows) + len(rows))):
                raise LedgerDamaged("an entry's place is taken or leaves a gap")
            self._rows.extend(rows)
            self._head = head

    def head(self) -> Head | None:
        """The head, or None in a new store."""
        return self._head

    def extent(self) -> tuple[int, int]:
        """The lowest `n` stored and the highest plus one."""
        return 0, len(self._rows)

    def rows(self, start: int, end: int) -> Iterator[Row]:
        """Rows with `start` ≤ n < `end`, in order."""
        return iter(self._rows[max(start, 0) : max(end, 0)])

    def leaves(self, start: int, end: int) -> list[bytes]:
        """Leaf hashes with `start` ≤ n < `end`, in order."""
        return [row.leaf for row in self.rows(start, end)]

    def journal_mode(self) -> str:
        """How writes are made durable: not at all."""
        return "memory: nothing is kept"

    def check(self) -> list[str]:
        """There are no files that could be damaged."""
        return []

    def close(self) -> None:
        """Nothing to let go of."""
