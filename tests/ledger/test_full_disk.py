"""A full disk: a clean error, nothing lost, reads go on, and adding resumes after."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest

from casefile.entry import Draft
from casefile.errors import LedgerError, LedgerFull
from casefile.ledger.record import Record
from casefile.ledger.sqlite_store import SqliteStore
from casefile.ledger.verify import verify_folder
from tests.ledger.samples import Clock, make_record
from torture import full_disk


def test_a_small_disk_fills_up(tmp_path: Path) -> None:
    """A real file system of three megabytes, filled; then room is made and adding goes on."""
    if not full_disk.can_mount():
        pytest.skip("mounting a small disk needs root")
    outcome = full_disk.Outcome()
    with full_disk.small_disk(tmp_path) as disk:
        full_disk.on_small_disk(disk, outcome)
    assert outcome.wrong == []
    assert (outcome.full, outcome.resumed) == (1, 1)


def test_files_that_may_not_grow(tmp_path: Path) -> None:
    """A limit on file size stops SQLite's own writes; what was acknowledged stays."""
    outcome = full_disk.Outcome()
    full_disk.under_size_limit(tmp_path, outcome)
    assert outcome.wrong == []
    assert outcome.acknowledged > 0


def test_each_of_our_writes_refused(tmp_path: Path) -> None:
    """ENOSPC at the first, second, … write of blobs, with short writes besides."""
    outcome = full_disk.Outcome()
    full_disk.with_refused_writes(tmp_path, outcome, 12)
    assert outcome.wrong == []
    assert outcome.full > 0


def test_sqlite_out_of_room_is_ledger_full_and_goes_on(tmp_path: Path) -> None:
    """SQLITE_FULL rolls the batch back; with room again the same ledger takes entries."""
    record = make_record(tmp_path / "x")
    database = record.ledger._store._database  # type: ignore[attr-defined]
    pages = next(iter(database.execute("PRAGMA page_count")))[0]
    database.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LedgerFull, match="nothing of this was added"):
        record.append([Draft("note", {"x": "y" * 60_000})])
    assert [e.n for e in record.ledger.entries()] == [0]
    database.execute("PRAGMA max_page_count = 1000000")
    assert record.append([Draft("note")])[0].n == 1
    record.close()
    assert verify_folder(tmp_path / "x").is_clean


def test_after_a_disk_error_the_ledger_must_be_reopened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failed sync leaves nothing to be believed but what a new reading of the disk shows."""
    record = make_record(tmp_path / "x")
    store = record.ledger._store
    assert isinstance(store, SqliteStore)

    def fail(rows: object, head: object) -> None:
        raise apsw.IOError("fsync failed")

    monkeypatch.setattr(store, "_insert", fail)
    with pytest.raises(LedgerError, match="the disk refused"):
        record.append([Draft("note")])
    monkeypatch.undo()
    with pytest.raises(LedgerError, match="takes no more entries"):
        record.append([Draft("note")])
    assert record.ledger.size == 1
    record.close()
    again = Record.open(tmp_path / "x", Clock())
    assert again.append([Draft("note")])[0].n == 1
    again.close()
