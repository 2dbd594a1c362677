"""The ledger's store on one laptop: SQLite through apsw, with SQL written by hand.

Acknowledged means durable: `synchronous=FULL` with a write-ahead log where the SQLite at hand is
known to be safe with one, else with a rollback journal that is truncated. SQLite before 3.51.3
(3.50.7, 3.44.6) has a race in resetting the write-ahead log that can lose commits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import apsw

from casefile.errors import LedgerBusy, LedgerDamaged, LedgerError, LedgerFull
from casefile.ledger.store import Compose, Head, Row

BUSY_MS = 10_000  # how long a writer waits for another one
_APPLICATION = 0x63617365  # "case", in the file's header
_VERSION = 1
_CHUNK = 1_000  # rows read at a time, so that no reader holds a snapshot for long

_SCHEMA = {
    "entry": (
        "CREATE TABLE entry (n INTEGER PRIMARY KEY CHECK (n >= 0), "
        "leaf BLOB NOT NULL CHECK (length(leaf) = 32), body BLOB NOT NULL) STRICT"
    ),
    "head": (
        "CREATE TABLE head (id INTEGER PRIMARY KEY CHECK (id = 1), size INTEGER NOT NULL, "
        "frontier BLOB NOT NULL, note BLOB NOT NULL) STRICT"
    ),
    "entry_no_update": (
        "CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry "
        "BEGIN SELECT raise(ABORT, 'entries are never changed'); END"
    ),
    "entry_no_delete": (
        "CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry "
        "BEGIN SELECT raise(ABORT, 'entries are never deleted'); END"
    ),
    "head_no_delete": (
        "CREATE TRIGGER head_no_delete BEFORE DELETE ON head "
        "BEGIN SELECT raise(ABORT, 'the head is never deleted'); END"
    ),
}


class SqliteStore:
    """The contract of `Store` in one file. Make with `create` or `open`."""

    def __init__(self, path: Path, database: apsw.Connection, journal: str) -> None:
        self._path = path
        self._database = database
        self._journal = journal
        self._failed = False

    @classmethod
    def create(cls, path: Path) -> SqliteStore:
        """A new, empty store; the file must not be there yet."""
        if path.exists():
            raise LedgerError(f"{path.name} is there already")
        store = cls._connect(path, apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE)
        try:
            with store._database:
                for statement in _SCHEMA.values():
                    store._database.execute(statement)
            store._database.execute(f"PRAGMA application_id = {_APPLICATION}")
            store._database.execute(f"PRAGMA user_version = {_VERSION}")
        except apsw.Error as error:
            raise store._wrapped(error) from error
        return store

    @classmethod
    def open(cls, path: Path, busy_ms: int = BUSY_MS) -> SqliteStore:
        """An existing store, to read and append.

        Raises:
            LedgerError: missing, or the file cannot be opened.
            LedgerDamaged: not a database.
        """
        _must_be_there(path)
        return cls._connect(path, apsw.SQLITE_OPEN_READWRITE, busy_ms)

    @classmethod
    def open_to_read(cls, path: Path) -> SqliteStore:
        """An existing store, to read only, also where the disk cannot be written.

        Raises:
            LedgerError: missing, or the file cannot be opened.
            LedgerDamaged: not a database.
        """
        _must_be_there(path)
        try:
            store = cls(path, apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE), "")
            if store._database.readonly("main"):
                store.close()
                store = cls(path, _immutable(path), "")
            _set(store._database, [f"busy_timeout = {BUSY_MS}", "query_only = ON", *_CAREFUL])
            store._journal = str(store._ask("PRAGMA journal_mode"))
        except apsw.Error as error:
            raise _wrap(error) from error
        return store

    @classmethod
    def _connect(cls, path: Path, flags: int, busy_ms: int = BUSY_MS) -> SqliteStore:
        wanted = "wal" if wal_is_safe(apsw.sqlite_lib_version()) else "truncate"
        try:
            database = apsw.Connection(str(path), flags=flags)
            _set(database, [f"busy_timeout = {busy_ms}", *_CAREFUL])
            store = cls(path, database, "")
            journal = store._ask(f"PRAGMA journal_mode = {wanted}")
            if journal != wanted:  # a file system without shared memory cannot have WAL
                journal = store._ask("PRAGMA journal_mode = truncate")
            # fullfsync matters on macOS only, where fsync does not reach the platter.
            _set(database, ["synchronous = FULL", "fullfsync = ON", "checkpoint_fullfsync = ON"])
        except apsw.Error as error:
            raise _wrap(error) from error
        store._journal = str(journal)
        return store

    def append(self, compose: Compose) -> None:
        """As `Store.append`. `BEGIN IMMEDIATE` is the one writer's place.

        Raises:
            LedgerBusy: another process kept writing for too long.
            LedgerFull: no room on the disk; nothing of the batch is stored.
            LedgerError: the disk failed; what is on it is unknown until the ledger is reopened.
        """
        if self._failed:
            raise _must_reopen()
        try:
            self._database.execute("BEGIN IMMEDIATE")
            try:
                rows, head = compose(self.head())
                self._insert(rows, head)
                self._database.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise
        except apsw.Error as error:
            raise self._wrapped(error) from error

    def head(self) -> Head | None:
        """The head, or None in a new store."""
        found = self._all("SELECT size, frontier, note FROM head WHERE id = 1", ())
        if not found:
            return None
        size, frontier, note = found[0]
        if not (isinstance(size, int) and isinstance(frontier, bytes) and isinstance(note, bytes)):
            raise _damaged("the ledger's head is not of its kind")
        try:
            return Head(size, frontier, note.decode("utf-8"))
        except UnicodeDecodeError as error:
            raise _damaged("the ledger's head is not text") from error

    def extent(self) -> tuple[int, int]:
        """The lowest `n` stored and the highest plus one; (0, 0) where there is none."""
        # Two queries, since SQLite walks the whole table for min and max in one.
        low = self._all("SELECT min(n) FROM entry", ())[0][0]
        high = self._all("SELECT max(n) FROM entry", ())[0][0]
        return (0, 0) if low is None or high is None else (low, high + 1)

    def rows(self, start: int, end: int) -> Iterator[Row]:
        """Rows with `start` ≤ n < `end`, in order, as they are stored."""
        query = "SELECT n, leaf, body FROM entry WHERE n >= ? AND n < ? ORDER BY n LIMIT ?"
        while start < end:
            found = self._all(query, (start, end, _CHUNK))
            for n, leaf, body in found:
                if not (isinstance(leaf, bytes) and isinstance(body, bytes)):
                    raise _damaged(f"entry {n} is not of its kind")
                yield Row(n, leaf, body)
            if len(found) < _CHUNK:
                return
            start = found[-1][0] + 1

    def leaves(self, start: int, end: int) -> list[bytes]:
        """Leaf hashes with `start` ≤ n < `end`, in order."""
        query = "SELECT leaf FROM entry WHERE n >= ? AND n < ? ORDER BY n"
        return [leaf for (leaf,) in self._all(query, (start, end))]

    def journal_mode(self) -> str:
        """How writes are made durable, in words for a report."""
        return f"SQLite {apsw.sqlite_lib_version()}, journal {self._journal}, synchronous full"

    def check(self) -> list[str]:
        """What SQLite finds wrong with the file, and whether the tables are as we made them."""
        found = [str(line) for (line,) in self._all("PRAGMA quick_check(10)", ())]
        problems = [] if found == ["ok"] else found
        schema = dict(self._all("SELECT name, sql FROM sqlite_schema ORDER BY name", ()))
        if schema != _SCHEMA:
            problems.append("the tables or their guards are not as casefile made them")
        marks = [self._ask("PRAGMA application_id"), self._ask("PRAGMA user_version")]
        if marks != [_APPLICATION, _VERSION]:
            problems.append("the file does not bear casefile's mark")
        return problems

    def close(self) -> None:
        """Let go of the file; folds the write-ahead log into it."""
        self._database.close()

    def _insert(self, rows: Sequence[Row], head: Head) -> None:
        self._database.executemany(
            "INSERT INTO entry (n, leaf, body) VALUES (?, ?, ?)",
            ((row.n, row.leaf, row.body) for row in rows),
        )
        self._database.execute(
            "INSERT INTO head (id, size, frontier, note) VALUES (1, ?, ?, ?) ON CONFLICT (id) "
            "DO UPDATE SET size = excluded.size, frontier = excluded.frontier, "
            "note = excluded.note",
            (head.size, head.frontier, head.note.encode("utf-8")),
        )

    def _roll_back(self) -> None:
        if self._database.in_transaction:  # SQLite rolls back by itself on some errors
            try:
                self._database.execute("ROLLBACK")
            except apsw.Error:
                self._failed = True

    def _ask(self, query: str) -> Any:
        return next(iter(self._database.execute(query)))[0]

    def _all(self, query: str, values: tuple[int, ...]) -> list[Any]:
        try:
            return self._database.execute(query, values).fetchall()
        except (apsw.Error, UnicodeDecodeError) as error:
            raise self._wrapped(error) from error

    def _wrapped(self, error: Exception) -> LedgerError:
        if isinstance(error, apsw.IOError):
            # After a failed fsync the kernel may have dropped the pages: trying again proves
            # nothing. Only a reopened ledger, read from the disk, is to be believed.
            self._failed = True
        return _wrap(error)


_MAKE_ROOM = "make room and add it again"
_CAREFUL = ("trusted_schema = OFF", "cell_size_check = ON", "foreign_keys = ON")


def wal_is_safe(version: str) -> bool:
    """Whether this SQLite's write-ahead log is free of the reset race.

    >>> wal_is_safe("3.51.3"), wal_is_safe("3.50.7"), wal_is_safe("3.51.2")
    (True, True, False)
    """
    major, minor, patch = ([int(part) for part in version.split(".")] + [0, 0])[:3]
    if (major, minor) in ((3, 50), (3, 44)):
        return patch >= (7 if minor == 50 else 6)
    return (major, minor, patch) >= (3, 51, 3)


def _must_be_there(path: Path) -> None:
    if not path.is_file():
        raise LedgerError(
            f"the ledger {path.name} is missing",
            next_step="put it back from a copy of the case",
        )


def _immutable(path: Path) -> apsw.Connection:
    """For media that cannot be written: SQLite must not look for its lock files there."""
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    return apsw.Connection(path.resolve().as_uri() + "?immutable=1", flags=flags)


def _set(database: apsw.Connection, pragmas: Sequence[str]) -> None:
    for pragma in pragmas:
        database.execute(f"PRAGMA {pragma}")


def _wrap(error: Exception) -> LedgerError:
    code = type(error).__name__
    if isinstance(error, (apsw.BusyError, apsw.LockedError)):
        return LedgerBusy(
            "another process is writing to this case", next_step="wait for it and try again"
        )
    if isinstance(error, apsw.FullError):
        return LedgerFull("no room on the disk; nothing of this was added", next_step=_MAKE_ROOM)
    refused = (apsw.IOError, apsw.CantOpenError, apsw.ReadOnlyError, apsw.PermissionsError)
    if isinstance(error, refused):
        return LedgerError(
            "the disk refused the ledger's file",
            found=code,
            next_step="check the disk, then open the case again and run 'casefile verify'",
        )
    return _damaged("the ledger's file cannot be read as it was written", code)


def _damaged(what: str, found: str = "") -> LedgerDamaged:
    next_step = "put ledger.sqlite back from a copy of the case"
    return LedgerDamaged(what, found=found, next_step=next_step)


def _must_reopen() -> LedgerError:
    return LedgerError(
        "the disk failed earlier; this ledger takes no more entries",
        next_step="open the case again and run 'casefile verify'",
    )
