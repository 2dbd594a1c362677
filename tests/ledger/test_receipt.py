"""`casefile.ledger.receipt`: the text proves itself, and nothing else."""

from __future__ import annotations

import pytest

from casefile.entry import Draft
from casefile.errors import LedgerDamaged
from casefile.ledger.checkpoint import Checkpoint
from casefile.ledger.keys import LogKey
from casefile.ledger.ledger import Ledger
from casefile.ledger.memory_store import MemoryStore
from casefile.ledger.receipt import Receipt
from tests.ledger.samples import Clock

KEY = LogKey.create("casefile/00", bytes(range(32)))


def make_ledger(entries: int) -> Ledger:
    ledger = Ledger.create(MemoryStore(), KEY, "casefile/00", "p_1", Clock())
    ledger.append([Draft("note", {"number": n}) for n in range(entries)])
    return ledger


def test_a_receipt_proves_its_entry_and_no_other() -> None:
    """Each receipt reads back from its text and proves exactly the bytes at its place."""
    ledger = make_ledger(13)
    bodies = list(ledger.bodies())
    for n, body in enumerate(bodies):
        receipt = Receipt.parse(ledger.prove(n).to_text())
        assert receipt.proves(body, KEY.verify_key)
        assert not receipt.proves(bodies[n - 1], KEY.verify_key)
        other = LogKey.create("casefile/00", bytes(32)).verify_key
        assert not receipt.proves(body, other)


def test_the_text_is_that_of_c2sp() -> None:
    """First line, index line, one hash a line, an empty line, the checkpoint."""
    receipt = make_ledger(3).prove(1)
    lines = receipt.to_text().split("\n")
    assert lines[:2] == ["c2sp.org/tlog-proof@v1", "index 1"]
    assert [len(line) for line in lines[2:4]] == [44, 44]
    assert lines[4:7] == ["", "casefile/00", "3"]


def test_extra_data_of_others_is_skipped() -> None:
    """C2SP allows one line of opaque data; it changes nothing."""
    ledger = make_ledger(3)
    text = ledger.prove(1).to_text().replace("index", "extra AAAA\nindex", 1)
    assert Receipt.parse(text) == ledger.prove(1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2"),
        ("index 1", "index 01"),
        ("index 1", "index one"),
        ("index 1\n", ""),
        ("\n\n", "\n"),
        ("=\n", "\n"),
    ],
)
def test_damaged_receipts_are_refused(old: str, new: str) -> None:
    """Another version, index or encoding is no receipt."""
    text = make_ledger(3).prove(1).to_text()
    with pytest.raises(LedgerDamaged):
        Receipt.parse(text.replace(old, new))


def test_a_head_that_speaks_of_another_log_proves_nothing() -> None:
    """Signed by our key, but over another log's name."""
    ledger = make_ledger(3)
    head = ledger.head()
    other = Checkpoint.sign("casefile/11", head.size, head.root, KEY)
    body = list(ledger.bodies())[1]
    assert not Receipt(1, ledger.prove(1).path, other).proves(body, KEY.verify_key)


def test_a_path_of_another_place_proves_nothing() -> None:
    """The index is part of the proof."""
    ledger = make_ledger(5)
    body = list(ledger.bodies())[1]
    moved = Receipt(2, ledger.prove(1).path, ledger.head())
    assert not moved.proves(body, KEY.verify_key)
    long = Receipt(1, (*ledger.prove(1).path, bytes(32)), ledger.head())
    assert not long.proves(body, KEY.verify_key)
