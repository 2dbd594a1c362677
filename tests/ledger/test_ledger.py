"""`casefile.ledger.ledger`: entries get their place once, heads only grow, receipts hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.entry import BlobRef, Draft
from casefile.errors import LedgerDamaged, LedgerError, LedgerMoved
from casefile.ledger.keys import LogKey
from casefile.ledger.ledger import Ledger
from casefile.ledger.memory_store import MemoryStore
from casefile.ledger.sqlite_store import SqliteStore
from casefile.ledger.store import Head, Row, Store
from tests.ledger.samples import Clock

LOG = "casefile/00"
KEY = LogKey.create(LOG, bytes(range(32)))


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    made: Store = MemoryStore()
    if request.param == "sqlite":
        made = SqliteStore.create(tmp_path / "ledger.sqlite")
    yield made
    made.close()


def notes(count: int, start: int = 0) -> list[Draft]:
    return [Draft("note", {"number": n}) for n in range(start, start + count)]


def create(store: Store) -> Ledger:
    return Ledger.create(store, KEY, LOG, "p_1", Clock())


def reopen(store: Store) -> Ledger:
    return Ledger.open(store, KEY, LOG, "p_1", Clock())


def test_entries_get_place_time_and_person(store: Store) -> None:
    """The ledger gives n, log, at and by; the rest is the draft's."""
    ledger = create(store)
    blob = BlobRef("raw", "0" * 64, 5)
    ledger.append([Draft("note", {"a": 1}, (blob,), ("ref",))])
    ledger.append(notes(2))
    first, second, third = ledger.entries()
    assert (first.log, first.n, first.by) == (LOG, 0, "p_1")
    assert first.at == "2026-11-24T09:00:01.000Z"
    assert (first.data, first.blobs, first.refs) == ({"a": 1}, (blob,), ("ref",))
    assert second.at == third.at == "2026-11-24T09:00:02.000Z"  # one transaction, one moment
    assert [e.n for e in ledger.entries(1)] == [1, 2]
    assert (ledger.log, ledger.by, ledger.size) == (LOG, "p_1", 3)


@given(st.lists(st.integers(0, 9), max_size=8))
def test_every_receipt_of_every_batch_holds(batches: list[int]) -> None:
    """Receipts given at once equal those proved later against the same head, and prove."""
    ledger = create(MemoryStore())
    for batch in batches:
        start = ledger.size
        receipts = ledger.append(notes(batch, start))
        assert [r.n for r in receipts] == list(range(start, start + batch))
        for receipt, body in zip(receipts, ledger.bodies(start), strict=True):
            assert receipt.proves(body, KEY.verify_key)
            assert receipt == ledger.prove(receipt.n)
    assert ledger.size == sum(batches)


def test_proofs_hold_over_tiles(store: Store) -> None:
    """With more entries than a tile, proofs at its edges hold, before and after growing."""
    ledger = create(store)
    ledger.append(notes(700))
    bodies = list(ledger.bodies())
    for n in (0, 255, 256, 511, 512, 699):
        assert ledger.prove(n).proves(bodies[n], KEY.verify_key)
    ledger.append(notes(400, 700))
    for n in (0, 255, 256, 699, 767, 768, 1099):
        body = next(ledger.bodies(n))
        assert ledger.prove(n).proves(body, KEY.verify_key)


def test_appending_onto_a_state_that_has_passed_is_refused(store: Store) -> None:
    """Who looked at two entries does not append to three; nothing of the batch is stored."""
    ledger = create(store)
    ledger.append(notes(2))
    other = reopen(store)
    other.append(notes(1, 2), at_size=2)
    with pytest.raises(LedgerMoved):
        ledger.append(notes(2, 3), at_size=2)
    assert ledger.size == 3
    ledger.append(notes(2, 3), at_size=3)
    assert ledger.size == 5


def test_nothing_is_appended_for_nothing(store: Store) -> None:
    """No drafts: no receipt, no new head."""
    ledger = create(store)
    head = ledger.head()
    assert ledger.append([]) == []
    assert ledger.head() == head


def test_a_bad_draft_leaves_nothing_of_its_batch(store: Store) -> None:
    """One draft without canonical form, or too long, and the whole batch is refused."""
    ledger = create(store)
    ledger.append(notes(1))
    for bad in (Draft("note", {"x": 1.5}), Draft("note", {"x": "y" * 70_000})):
        with pytest.raises(LedgerError):
            ledger.append([*notes(2), bad])
    assert ledger.size == 1
    ledger.append(notes(1))
    assert [e.n for e in reopen(store).entries()] == [0, 1]


def test_reopening_goes_on_where_it_was(store: Store) -> None:
    """Head and entries are as they were; appending continues them."""
    create(store).append(notes(5))
    ledger = reopen(store)
    assert ledger.size == 5
    ledger.append(notes(1))
    assert [e.n for e in ledger.entries()] == list(range(6))


def test_two_ledgers_on_one_store_see_each_other(store: Store) -> None:
    """A ledger whose frontier is stale catches up inside the transaction."""
    one = create(store)
    two = reopen(store)
    for number in range(6):
        (one if number % 2 else two).append(notes(number + 1))
    assert one.size == two.size == 21
    assert [e.n for e in one.entries()] == list(range(21))
    assert one.head() == two.head()


def test_there_is_one_ledger_in_a_store(store: Store) -> None:
    """`create` refuses where there is one."""
    create(store)
    with pytest.raises(LedgerError, match="there already"):
        create(store)


def test_no_entry_beyond_the_end(store: Store) -> None:
    """`prove` refuses places that are not there."""
    ledger = create(store)
    ledger.append(notes(2))
    for n in (-1, 2):
        with pytest.raises(LedgerError, match="there is no entry"):
            ledger.prove(n)


def test_another_logs_key_is_refused() -> None:
    """Key and log go together."""
    with pytest.raises(LedgerDamaged, match="another log"):
        Ledger.create(MemoryStore(), KEY, "casefile/11", "p_1", Clock())


def test_a_clock_without_a_zone_is_refused() -> None:
    """Times are aware; a naive one is a mistake in the program."""
    ledger = Ledger.create(MemoryStore(), KEY, LOG, "p_1", lambda: datetime(2026, 1, 1))
    with pytest.raises(ValueError, match="aware"):
        ledger.append(notes(1))


def spoiled(change: str) -> MemoryStore:
    """A store of 300 entries in which something was changed behind the ledger's back."""
    store = MemoryStore()
    create(store).append(notes(300))
    head, rows = store._head, store._rows
    assert head is not None
    if change == "size":
        store._head = replace(head, size=299)
    elif change == "frontier":
        store._head = replace(head, frontier=bytes(len(head.frontier)))
    elif change == "note of another key":
        other = Ledger.create(MemoryStore(), LogKey.create(LOG, bytes(32)), LOG, "p_1", Clock())
        other.append(notes(300))
        store._head = replace(head, note=other.head().note)
    elif change == "no head":
        store._head = None
    elif change == "last body":
        rows[-1] = Row(299, rows[-1].leaf, b"{}")
    elif change == "last row gone":
        del rows[-1]
    elif change == "row too many":
        rows.append(Row(300, bytes(32), b"{}"))
    return store


@pytest.mark.parametrize(
    "change",
    [
        "size",
        "frontier",
        "note of another key",
        "no head",
        "last body",
        "last row gone",
        "row too many",
    ],
)
def test_opening_refuses_head_and_entries_that_disagree(change: str) -> None:
    """Whatever of head, frontier, signature and last entries was changed: not opened."""
    with pytest.raises(LedgerDamaged):
        reopen(spoiled(change))


def test_opening_takes_what_was_not_spoiled() -> None:
    """The control of the test above."""
    assert reopen(spoiled("nothing")).size == 300


def test_an_open_ledger_refuses_a_store_set_back() -> None:
    """A head that is shorter, or does not continue the known one, is never built upon."""
    store = MemoryStore()
    ledger = create(store)
    ledger.append(notes(4))
    early_rows, early_head = list(store._rows), store._head
    ledger.append(notes(4))
    store._rows, store._head = early_rows, early_head
    with pytest.raises(LedgerDamaged, match="shorter"):
        ledger.append(notes(1))
    reopen(store).append([Draft("other")] * 6)  # a second history, longer than the first
    with pytest.raises(LedgerDamaged, match="does not continue"):
        ledger.append(notes(1))
    assert store._head is not None
    assert store._head.size == 10


def test_reading_finds_a_changed_entry(tmp_path: Path) -> None:
    """A body that does not fit its leaf hash is never handed out."""
    store = MemoryStore()
    ledger = create(store)
    ledger.append(notes(600))
    good = store._rows[5]
    store._rows[5] = Row(5, good.leaf, good.body.replace(b"5", b"6"))
    with pytest.raises(LedgerDamaged, match="entry 5 is missing or changed"):
        list(ledger.entries())
    store._rows[5] = Row(5, bytes(32), good.body)
    with pytest.raises(LedgerDamaged, match="do not lead to the signed root"):
        ledger.prove(0)


def test_a_failing_store_keeps_the_ledger_as_it_was() -> None:
    """An error after `compose` leaves the ledger where it was; the next append is right."""

    class Failing(MemoryStore):
        fail = False

        def append(self, compose):  # type: ignore[no-untyped-def]
            def after(head: Head | None):  # type: ignore[no-untyped-def]
                composed = compose(head)
                if self.fail:
                    raise LedgerError("the disk")
                return composed

            super().append(after)

    store = Failing()
    ledger = create(store)
    store.fail = True
    with pytest.raises(LedgerError, match="the disk"):
        ledger.append(notes(2))
    store.fail = False
    receipts = ledger.append(notes(1))
    assert receipts[0].n == 0
    assert receipts[0].proves(next(ledger.bodies()), KEY.verify_key)
