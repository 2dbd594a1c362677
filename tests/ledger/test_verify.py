"""`casefile.ledger.verify`: what a report says of a good case, and the first thing wrong first."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from casefile.entry import Draft
from casefile.errors import CaseError
from casefile.ledger.blobs import BlobStore
from casefile.ledger.keys import LogKey
from casefile.ledger.ledger import Ledger
from casefile.ledger.memory_store import MemoryStore
from casefile.ledger.record import Marker, Record
from casefile.ledger.store import Row
from casefile.ledger.verify import Report, verify_folder, verify_store
from tests.ledger.samples import TEXTS, Clock, add_text, make_record


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    record = make_record(tmp_path / "x", *TEXTS)
    record.append([Draft("kind.of_later", {"more": 1})])
    record.close()
    return tmp_path / "x"


def wheres(report: Report) -> list[str]:
    return [problem.where for problem in report.problems]


def test_a_good_case(folder: Path) -> None:
    """Counts, kinds (unknown ones too), and three separate lists; never a word too much."""
    report = verify_folder(folder)
    assert report.is_clean
    assert report.problems == ()
    assert (report.entries, report.documents, report.readings, report.claims) == (8, 3, 3, 3)
    assert (report.quotes, report.blobs, report.unnamed_blobs) == (9, 12, 0)
    assert dict(report.kinds) == {
        "case.open": 1,
        "document.add": 3,
        "reading.add": 3,
        "kind.of_later": 1,
    }
    assert report.journal.endswith("journal wal, synchronous full")
    assert report.head is not None
    assert report.head.size == 8
    said = " ".join(report.proved + report.asserted + report.not_checked)
    assert len(report.proved) == 4
    assert "authentic" not in said
    assert "only a receipt" in said


def test_a_receipt_is_proved_and_counted(folder: Path) -> None:
    """Receipts and bare checkpoints of any age are accepted and change what is proved."""
    record = Record.open(folder, Clock())
    texts = (record.ledger.prove(2).to_text(), record.ledger.head().note)
    add_text(record, "Another said so much. ")
    record.close()
    report = verify_folder(folder, texts)
    assert report.is_clean
    assert report.receipts == 2
    assert "2 receipts" in report.proved[-1]
    assert "only a receipt" not in " ".join(report.not_checked)


def test_verifying_changes_nothing(folder: Path) -> None:
    """Every byte of the folder is the same afterwards."""
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    verify_folder(folder)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_folder_without_a_case(tmp_path: Path) -> None:
    """That is not a problem in a case; there is none."""
    with pytest.raises(CaseError):
        verify_folder(tmp_path)


@pytest.mark.parametrize(
    ("part", "where"),
    [
        ("keys/log.key", "keys"),
        ("keys/log.pub", "keys"),
        ("checkpoint", "checkpoint"),
        ("ledger.sqlite", "ledger.sqlite"),
    ],
)
def test_a_missing_part_is_named(part: str, where: str, folder: Path) -> None:
    """The report goes as far as it can and names the part."""
    (folder / part).unlink()
    report = verify_folder(folder)
    assert wheres(report)[0] == where
    assert report.proved == ()


def test_a_private_key_of_another_pair_is_named(folder: Path) -> None:
    """The public half and the head are right; the private half would sign nothing they accept."""
    key = LogKey.create("casefile/0102030405060708", bytes(32))
    (folder / "keys" / "log.key").write_text(key.to_text() + "\n")
    assert wheres(verify_folder(folder)) == ["keys"]


def test_a_missing_blob_is_named_with_what_to_do(folder: Path) -> None:
    """The entry, the role, and where to put the blob back."""
    record = Record.open(folder, Clock())
    blob = next(e for e in record.ledger.entries() if e.kind == "document.add").blobs[1]
    record.close()
    path = folder / "blobs" / blob.sha256[:2] / blob.sha256[2:4] / blob.sha256
    path.unlink()
    report = verify_folder(folder)
    assert str(report.problems[0]).startswith(f"entry 1, blob text: the blob {blob.sha256[:10]}")
    assert "put back blobs/" in report.problems[0].next_step


def test_a_stray_blob_is_counted_not_condemned(folder: Path) -> None:
    """A blob that no entry names is legal: the process may have died before the commit."""
    record = Record.open(folder, Clock())
    record.blobs.put(b"nobody names me")
    record.close()
    report = verify_folder(folder)
    assert report.is_clean
    assert report.unnamed_blobs == 1
    assert "1 blobs that no entry names" in report.not_checked


def test_a_lagging_copy_of_the_head_is_legal(folder: Path) -> None:
    """After a crash between commit and copy, an older head of the same history lies there."""
    old = (folder / "checkpoint").read_text()
    record = Record.open(folder, Clock())
    record.append([Draft("note")])
    record.close()
    (folder / "checkpoint").write_text(old)
    assert verify_folder(folder).is_clean


def test_yesterdays_case_is_found_with_a_receipt_only(folder: Path, tmp_path: Path) -> None:
    """The whole folder set back looks good; the receipt shows how many entries are gone."""
    shutil.copytree(folder, tmp_path / "yesterday")
    record = Record.open(folder, Clock())
    receipt = record.append([Draft("note")])[0].to_text()
    record.close()
    assert verify_folder(tmp_path / "yesterday").is_clean
    (problem,) = verify_folder(tmp_path / "yesterday", (receipt,)).problems
    assert problem.what == "it has seen 9 entries, the ledger has 8: it was set back"


def test_another_cases_receipt_and_junk_are_named(folder: Path, tmp_path: Path) -> None:
    """Neither passes for a check of this case."""
    record = Record.create(tmp_path / "y", "y", "p_2", Clock())
    foreign = record.ledger.head().note
    record.close()
    report = verify_folder(folder, (foreign, "junk"))
    assert sorted(wheres(report)) == ["receipt 1", "receipt 2"]


def test_the_first_problem_is_the_first_thing_wrong(folder: Path) -> None:
    """Marker before keys before entries."""
    (folder / "casefile.toml").write_bytes((folder / "casefile.toml").read_bytes() + b"\n")
    (folder / "keys" / "log.key").unlink()
    for path in (folder / "blobs").rglob("*"):
        if path.is_file():
            path.unlink()
    report = verify_folder(folder)
    assert wheres(report)[:3] == ["casefile.toml", "keys", "entry 1, blob raw"]


def test_problems_are_bounded() -> None:
    """A thousand spoiled entries do not make a thousand lines."""
    key = LogKey.create("casefile/00", bytes(32))
    store = MemoryStore()
    ledger = Ledger.create(store, key, key.name, "p_1", Clock())
    marker = Marker("x", key.name, "p_1")
    ledger.append([Draft("case.open", marker.to_data()), *[Draft("note")] * 999])
    blobs = BlobStore(Path("/nonexistent"))
    assert verify_store(store, marker, key.verify_key, blobs).is_clean
    store._rows = [Row(r.n, bytes(32), r.body) for r in store._rows]
    assert len(verify_store(store, marker, key.verify_key, blobs).problems) == 100
