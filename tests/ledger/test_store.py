"""One contract for every store, run on memory and on SQLite; then what only SQLite promises."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import apsw
import pytest

from casefile.errors import LedgerBusy, LedgerDamaged, LedgerError
from casefile.ledger.memory_store import MemoryStore
from casefile.ledger.sqlite_store import SqliteStore, wal_is_safe
from casefile.ledger.store import Head, Row, Store


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made: Store = MemoryStore()
    if request.param == "sqlite":
        made = SqliteStore.create(tmp_path / "ledger.sqlite")
    yield made
    made.close()


def row(n: int) -> Row:
    return Row(n, bytes([n]) * 32, b"body %d" % n)


def batch(*numbers: int) -> Callable[[Head | None], tuple[Sequence[Row], Head]]:
    head = Head(max(numbers, default=-1) + 1, b"f", f"note {numbers}\n")
    return lambda before: ([row(n) for n in numbers], head)


def test_a_new_store_is_empty(store: Store) -> None:
    """No head, no rows, and nothing wrong with it."""
    assert store.head() is None
    assert store.extent() == (0, 0)
    assert list(store.rows(0, 10)) == store.leaves(0, 10) == store.check() == []


def test_rows_and_head_are_stored_together(store: Store) -> None:
    """After an append both are there; `compose` was given the head before."""
    store.append(batch(0, 1))
    seen: list[Head | None] = []

    def compose(head: Head | None) -> tuple[Sequence[Row], Head]:
        seen.append(head)
        return [row(2)], Head(3, b"g", "third\n")

    store.append(compose)
    assert seen == [Head(2, b"f", "note (0, 1)\n")]
    assert store.head() == Head(3, b"g", "third\n")
    assert store.extent() == (0, 3)


def test_ranges_are_half_open_and_in_order(store: Store) -> None:
    """`rows` and `leaves` give start ≤ n < end, also over many thousands."""
    numbers = list(range(200))
    store.append(batch(*numbers))
    assert [r.n for r in store.rows(5, 190)] == numbers[5:190]
    assert store.leaves(3, 6) == [row(n).leaf for n in (3, 4, 5)]
    assert list(store.rows(7, 7)) == []
    assert list(store.rows(199, 1 << 40)) == [row(199)]


def test_an_error_in_compose_leaves_nothing(store: Store) -> None:
    """A batch that fails half-way is not stored, and the store works on."""
    store.append(batch(0))

    def fail(head: Head | None) -> tuple[Sequence[Row], Head]:
        raise LedgerError("no")

    with pytest.raises(LedgerError, match="no"):
        store.append(fail)
    assert store.extent() == (0, 1)
    store.append(batch(1))
    assert store.extent() == (0, 2)


def test_a_place_is_given_once(store: Store) -> None:
    """A second row of one number is refused with all of its batch."""
    store.append(batch(0, 1))
    with pytest.raises(LedgerDamaged):
        store.append(batch(1, 2))
    assert store.extent() == (0, 2)
    head = store.head()
    assert head is not None
    assert head.size == 2


def test_the_report_says_how_writes_last(store: Store) -> None:
    """A line for `casefile verify`."""
    assert store.journal_mode().startswith(("SQLite 3.", "memory"))


# --- SQLite only ------------------------------------------------------------------------------


def test_sqlite_keeps_rows_over_reopening(tmp_path: Path) -> None:
    """What was appended is there in a new connection, also one that only reads."""
    path = tmp_path / "ledger.sqlite"
    made = SqliteStore.create(path)
    made.append(batch(*range(250)))
    made.close()
    for again in (SqliteStore.open(path), SqliteStore.open_to_read(path)):
        assert len(list(again.rows(0, 250))) == 250
        assert again.check() == []
        assert "journal wal, synchronous full" in again.journal_mode()
        again.close()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["ledger.sqlite"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET body = x'00' WHERE n = 0",
        "DELETE FROM entry WHERE n = 0",
        "DELETE FROM head",
    ],
)
def test_sqlite_refuses_to_change_or_delete(statement: str, tmp_path: Path) -> None:
    """The guards are in the file itself: another program meets them too."""
    made = SqliteStore.create(tmp_path / "ledger.sqlite")
    made.append(batch(0))
    made.close()
    other = apsw.Connection(str(tmp_path / "ledger.sqlite"))
    with pytest.raises(apsw.ConstraintError, match="never"):
        other.execute(statement)
    other.close()


def test_sqlite_notices_a_guard_taken_away(tmp_path: Path) -> None:
    """Dropping a trigger is found by `check`."""
    SqliteStore.create(tmp_path / "ledger.sqlite").close()
    other = apsw.Connection(str(tmp_path / "ledger.sqlite"))
    other.execute("DROP TRIGGER entry_no_update")
    other.close()
    store = SqliteStore.open_to_read(tmp_path / "ledger.sqlite")
    assert store.check() == ["the tables or their guards are not as casefile made them"]
    store.close()


def test_sqlite_reading_writes_nothing(tmp_path: Path) -> None:
    """A store opened to read refuses to append."""
    SqliteStore.create(tmp_path / "ledger.sqlite").close()
    store = SqliteStore.open_to_read(tmp_path / "ledger.sqlite")
    with pytest.raises(LedgerError, match="disk refused"):
        store.append(batch(0))
    store.close()


def test_sqlite_says_that_another_is_writing(tmp_path: Path) -> None:
    """A second writer waits, then gets LedgerBusy; afterwards it may write."""
    path = tmp_path / "ledger.sqlite"
    SqliteStore.create(path).close()
    store = SqliteStore.open(path, busy_ms=50)
    other = apsw.Connection(str(path))
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerBusy):
        store.append(batch(0))
    other.execute("ROLLBACK")
    other.close()
    store.append(batch(0))
    store.close()


def test_sqlite_holds_the_writers_place_while_composing(tmp_path: Path) -> None:
    """From the reading of the head to the commit nobody else can begin to write."""
    path = tmp_path / "ledger.sqlite"
    store = SqliteStore.create(path)
    other = apsw.Connection(str(path))

    def compose(head: Head | None) -> tuple[Sequence[Row], Head]:
        with pytest.raises(apsw.BusyError):
            other.execute("BEGIN IMMEDIATE")
        return [row(0)], Head(1, b"", "n")

    store.append(compose)
    other.close()
    store.close()


def test_sqlite_missing_or_no_database(tmp_path: Path) -> None:
    """A missing file is not made anew, and other bytes are not taken for a ledger."""
    with pytest.raises(LedgerError, match="missing"):
        SqliteStore.open(tmp_path / "none.sqlite")
    (tmp_path / "junk.sqlite").write_bytes(b"junk" * 2000)
    with pytest.raises(LedgerDamaged):
        SqliteStore.open(tmp_path / "junk.sqlite")
    with pytest.raises(LedgerError, match="there already"):
        SqliteStore.create(tmp_path / "junk.sqlite")


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ("3.40.1", False),
        ("3.44.5", False),
        ("3.44.6", True),
        ("3.45.0", False),
        ("3.50.6", False),
        ("3.50.7", True),
        ("3.51.1", False),
        ("3.51.2", False),
        ("3.51.3", True),
        ("3.52.0", True),
        ("3.54.1", True),
        ("4.0", True),
    ],
)
def test_wal_is_used_only_where_it_is_safe(version: str, safe: bool) -> None:
    """The releases with the reset race, and their back-ported repairs."""
    assert wal_is_safe(version) is safe


def test_an_old_sqlite_gets_a_rollback_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where WAL is not safe, the journal is truncated instead, also in a case made with WAL."""
    SqliteStore.create(tmp_path / "ledger.sqlite").close()
    monkeypatch.setattr(apsw, "sqlite_lib_version", lambda: "3.51.1")
    store = SqliteStore.open(tmp_path / "ledger.sqlite")
    store.append(batch(0))
    assert "journal truncate" in store.journal_mode()
    assert store._ask("PRAGMA synchronous") == 2
    store.close()


def _append_some(path: str, entries: int) -> None:
    store = SqliteStore.open(Path(path))

    def compose(head: Head | None) -> tuple[Sequence[Row], Head]:
        size = head.size if head is not None else 0
        return [Row(size, bytes(32), b"x")], Head(size + 1, b"", "n")

    for _ in range(entries):
        store.append(compose)
    store.close()


def test_sqlite_writers_take_turns(tmp_path: Path) -> None:
    """Three processes append at once: no number is given twice, none is left out."""
    path = tmp_path / "ledger.sqlite"
    SqliteStore.create(path).close()
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_append_some, args=(str(path), 20)) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    store = SqliteStore.open(path)
    assert [r.n for r in store.rows(0, 100)] == list(range(60))
    store.close()
