"""The ledger: append entries, read them, prove them.

A Merkle log over the exact bytes of entries. Every commit signs a new head, and no head is signed
that is not a continuation of the one before. Nothing is promised before the commit is durable:
blobs first (`blobs.py`), then the entries and the head in one transaction, then the receipt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Self

from casefile.entry import Draft, Entry
from casefile.errors import LedgerDamaged, LedgerError, LedgerMoved
from casefile.ledger.checkpoint import Checkpoint
from casefile.ledger.keys import LogKey
from casefile.ledger.merkle import (
    HASH_BYTES,
    Frontier,
    inclusion_path,
    leaf_hash,
    node_hash,
    node_over,
    root_from_inclusion,
    root_of,
)
from casefile.ledger.receipt import Receipt
from casefile.ledger.store import Head, Row, Store

Clock = Callable[[], datetime]
_TILE = 256  # leaves; the roots of full tiles are kept in memory once computed
_TAIL = 256  # entries at the end that are read again when the ledger is opened


class Ledger:
    """One log over one store. Make with `create` or `open`.

    Args:
        store: where rows and head are kept.
        key: signs the heads; its name is the log's name.
        by: the person (a pseudonym) who appends.
        clock: gives the time that entries assert, aware.
    """

    def __init__(self, store: Store, key: LogKey, *, by: str, clock: Clock) -> None:
        self._store = store
        self._key = key
        self._by = by
        self._clock = clock
        self._frontier = Frontier()
        self._checkpoint: Checkpoint | None = None
        self._tiles: dict[int, bytes] = {}

    @classmethod
    def create(cls, store: Store, key: LogKey, log: str, by: str, clock: Clock) -> Self:
        """Sign the head of no entries in a new store.

        Raises:
            LedgerError: the store has a head already, or the key is another log's.
        """
        _check_name(key, log)
        ledger = cls(store, key, by=by, clock=clock)

        def compose(head: Head | None) -> tuple[Sequence[Row], Head]:
            if head is not None:
                raise LedgerError("a ledger is there already", found=f"{head.size} entries")
            return (), ledger._signed(Frontier())[0]

        store.append(compose)
        ledger._catch_up(store.head())
        return ledger

    @classmethod
    def open(cls, store: Store, key: LogKey, log: str, by: str, clock: Clock) -> Self:
        """Open an existing ledger and check head, frontier, signature and the last entries.

        Raises:
            LedgerDamaged: the head and the entries do not belong together.
        """
        _check_name(key, log)
        ledger = cls(store, key, by=by, clock=clock)
        start, end = store.extent()
        head = store.head()
        if head is None or start != 0 or end > head.size:
            raise _damaged("the ledger has no head for its entries")
        ledger._adopt(head)
        ledger._check_tail()
        return ledger

    @property
    def log(self) -> str:
        """The log's name."""
        return self._key.name

    @property
    def by(self) -> str:
        """Who appends."""
        return self._by

    @property
    def size(self) -> int:
        """How many entries there are now, those of other processes counted."""
        return self.head().size

    def head(self) -> Checkpoint:
        """The signed head as it is now.

        Raises:
            LedgerDamaged: it is not a continuation of the head this object knew.
        """
        return self._catch_up(self._store.head())

    def append(self, drafts: Sequence[Draft], at_size: int | None = None) -> list[Receipt]:
        """Append drafts in one transaction; a receipt for each, once all of it is durable.

        Args:
            at_size: append only if the ledger has this many entries, that is, if nothing came in
                since the caller looked. None appends in any case.

        Raises:
            LedgerMoved: it has another number of entries; nothing was appended.
            LedgerBusy: another process kept writing for too long.
            LedgerFull: no room on the disk; nothing was appended.
            LedgerDamaged: the stored head is not a continuation of the one known.
            LedgerError: a draft has no canonical form or is too long, or the disk failed.
        """
        if not drafts:
            return []
        at = _moment(self._clock())
        before = after = self._frontier
        checkpoint = self._checkpoint
        leaves: list[bytes] = []

        def compose(head: Head | None) -> tuple[Sequence[Row], Head]:
            nonlocal before, after, checkpoint
            self._catch_up(head)
            if at_size is not None and self._frontier.size != at_size:
                raise LedgerMoved("the case has changed since it was looked at")
            before = self._frontier
            rows = self._rows(drafts, at)
            leaves[:] = [row.leaf for row in rows]
            after = before.extend(leaves)
            new_head, checkpoint = self._signed(after)
            return rows, new_head

        self._store.append(compose)
        assert checkpoint is not None
        self._frontier, self._checkpoint = after, checkpoint
        node = node_over(before.subtrees(), lambda n: leaves[n - before.size])
        return [
            Receipt(n, inclusion_path(n, after.size, node), checkpoint)
            for n in range(before.size, after.size)
        ]

    def entries(self, start: int = 0) -> Iterator[Entry]:
        """Entries from `start` to the present end, in order, each checked against its leaf hash.

        Raises:
            LedgerDamaged: an entry is missing, changed, or not in its place.
        """
        for n, body in enumerate(self.bodies(start), start):
            entry = Entry.from_bytes(body)
            if (entry.log, entry.n) != (self.log, n):
                raise _damaged(f"entry {n} belongs to another place")
            yield entry

    def bodies(self, start: int = 0) -> Iterator[bytes]:
        """The exact bytes of entries from `start` to the present end; checked as in `entries`.

        Raises:
            LedgerDamaged: an entry is missing or changed.
        """
        expected, end = start, self.size
        for row in self._store.rows(start, end):
            if row.n != expected or leaf_hash(row.body) != row.leaf:
                raise _damaged(f"entry {expected} is missing or changed")
            yield row.body
            expected += 1
        if expected < end:
            raise _damaged(f"entry {expected} is missing")

    def prove(self, n: int) -> Receipt:
        """A receipt for entry `n` under the present head, computed from leaf hashes.

        Raises:
            LedgerError: there is no such entry.
            LedgerDamaged: the stored leaf hashes do not lead to the signed root.
        """
        checkpoint = self.head()
        if not 0 <= n < checkpoint.size:
            raise LedgerError(f"there is no entry {n}", found=f"{checkpoint.size} entries")
        path = inclusion_path(n, checkpoint.size, self._node)
        leaf = self._leaves(n, n + 1)[0]
        if root_from_inclusion(n, checkpoint.size, leaf, path) != checkpoint.root:
            raise _damaged("stored hashes do not lead to the signed root")
        return Receipt(n, path, checkpoint)

    def journal_mode(self) -> str:
        """How writes are made durable, in words."""
        return self._store.journal_mode()

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()

    def _rows(self, drafts: Sequence[Draft], at: str) -> list[Row]:
        rows = []
        for n, draft in enumerate(drafts, self._frontier.size):
            entry = Entry(
                self.log, n, draft.kind, at, self._by, draft.data, draft.blobs, draft.refs
            )
            body = entry.to_bytes()
            rows.append(Row(n, leaf_hash(body), body))
        return rows

    def _signed(self, frontier: Frontier) -> tuple[Head, Checkpoint]:
        checkpoint = Checkpoint.sign(self.log, frontier.size, frontier.root(), self._key)
        return Head(frontier.size, b"".join(frontier.peaks), checkpoint.note), checkpoint

    def _catch_up(self, head: Head | None) -> Checkpoint:
        """Take over the stored head if it continues the one known: others may have appended."""
        if head is None:
            raise _damaged("the ledger has no head")
        if self._checkpoint is None or head.note != self._checkpoint.note:
            self._adopt(head)
        assert self._checkpoint is not None
        return self._checkpoint

    def _adopt(self, head: Head) -> None:
        checkpoint, frontier = self._checked(head)
        if self._checkpoint is not None:
            if head.size < self._frontier.size:
                raise _damaged("the ledger is shorter than it was")
            if self._frontier.extend(self._leaves(self._frontier.size, head.size)) != frontier:
                raise _damaged("the ledger does not continue what it was")
        self._checkpoint, self._frontier = checkpoint, frontier

    def _checked(self, head: Head) -> tuple[Checkpoint, Frontier]:
        checkpoint = Checkpoint.parse(head.note)
        size, joined = head.size, head.frontier
        peaks = tuple(joined[i : i + HASH_BYTES] for i in range(0, len(joined), HASH_BYTES))
        try:
            frontier = Frontier(size, peaks)
        except ValueError as error:
            raise _damaged("the ledger's frontier does not belong to its size") from error
        said = (checkpoint.origin, checkpoint.size, checkpoint.root)
        if said != (self.log, size, frontier.root()):
            raise _damaged("the ledger's head does not say what is stored")
        if not checkpoint.signed_by(self._key.verify_key):
            raise _damaged("the ledger's head is not signed by its key")
        return checkpoint, frontier

    def _check_tail(self) -> None:
        """Read the last entries again and compare them with the frontier's small subtrees."""
        for (first, end), peak in self._frontier.subtrees().items():
            if end - first > _TAIL:
                continue
            rows = list(self._store.rows(first, end))
            whole = [row.n for row in rows] == list(range(first, end))
            if not whole or root_of(leaf_hash(row.body) for row in rows) != peak:
                raise _damaged(f"entries {first} to {end - 1} are not those that were signed")

    def _node(self, first: int, end: int) -> bytes:
        if end - first > _TILE:
            middle = first + (1 << ((end - first - 1).bit_length() - 1))
            return node_hash(self._node(first, middle), self._node(middle, end))
        if end - first < _TILE:
            return root_of(self._leaves(first, end))
        if first not in self._tiles:
            self._tiles[first] = root_of(self._leaves(first, end))
        return self._tiles[first]

    def _leaves(self, first: int, end: int) -> list[bytes]:
        leaves = self._store.leaves(first, end)
        if len(leaves) != end - first:
            raise _damaged(f"entries between {first} and {end - 1} are missing")
        return leaves


def _check_name(key: LogKey, log: str) -> None:
    if key.name != log:
        raise LedgerDamaged(
            "the log key belongs to another log",
            found=key.name,
            next_step="put back keys/ and casefile.toml from one copy of the case",
        )


def _moment(now: datetime) -> str:
    """UTC to the millisecond. A time without a zone is a programming error, so it raises."""
    if now.tzinfo is None:
        raise ValueError("the clock must give aware times")
    return now.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _damaged(what: str) -> LedgerDamaged:
    return LedgerDamaged(
        what, next_step="run 'casefile verify', then put the case back from a good copy"
    )
