"""`casefile.ledger.record`: a case folder is made whole or not at all, and opened with care."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from casefile.entry import Draft
from casefile.errors import CaseError, LedgerDamaged, LedgerError
from casefile.ledger.checkpoint import Checkpoint
from casefile.ledger.record import Marker, Record
from tests.ledger.samples import TEXTS, Clock, add_text, counted_bytes, make_record


def test_a_new_case_has_all_its_parts(tmp_path: Path) -> None:
    """Marker, keys, blobs, ledger with entry 0, and a copy of the head; nothing beside it."""
    record = make_record(tmp_path / "x")
    (entry,) = record.ledger.entries()
    told = tomllib.loads((tmp_path / "x" / "casefile.toml").read_text())
    assert told == {"format": 1, "name": "x", "log": "casefile/0102030405060708", "by": "p_1"}
    assert (entry.kind, dict(entry.data), entry.by) == ("case.open", told, "p_1")
    assert (tmp_path / "x" / "checkpoint").read_text() == record.ledger.head().note
    record.close()
    assert sorted(path.name for path in (tmp_path / "x").iterdir()) == [
        "blobs",
        "casefile.toml",
        "checkpoint",
        "keys",
        "ledger.sqlite",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["x"]
    assert (tmp_path / "x").stat().st_mode & 0o077 == 0


def test_a_case_opens_again_and_goes_on(tmp_path: Path) -> None:
    """Entries and blobs are there; the copy of the head follows each append."""
    make_record(tmp_path / "x", TEXTS[0]).close()
    record = Record.open(tmp_path / "x", Clock())
    add_text(record, TEXTS[1])
    assert [e.kind for e in record.ledger.entries()] == [
        "case.open",
        *["document.add", "reading.add"] * 2,
    ]
    copy = Checkpoint.parse((tmp_path / "x" / "checkpoint").read_text())
    assert copy == record.ledger.head()
    assert (record.name, record.folder) == ("x", tmp_path / "x")
    record.close()


def test_nothing_is_made_where_something_is(tmp_path: Path) -> None:
    """A folder, a file, a dangling link: all refused, and left as they are."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("folder", "file", "link"):
        with pytest.raises(CaseError, match="there already"):
            make_record(tmp_path / name)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder", "link"]


def test_a_case_that_fails_while_made_leaves_nothing(tmp_path: Path) -> None:
    """Whatever goes wrong half-way, no half case stays."""

    def stopped() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Record.create(tmp_path / "x", "x", "p_1", stopped, counted_bytes)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_an_unwritten_copy_of_the_head_does_not_undo_an_append(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The entry is durable and acknowledged; the copy may lag."""
    record = make_record(tmp_path / "x")

    def fail(*arguments: object) -> None:
        raise OSError(28, "no room")

    with monkeypatch.context() as patch:
        patch.setattr("casefile.ledger.record.replace_file", fail)
        assert record.append([Draft("note")])[0].n == 1
    assert Checkpoint.parse((tmp_path / "x" / "checkpoint").read_text()).size == 1
    record.append([Draft("note")])
    assert Checkpoint.parse((tmp_path / "x" / "checkpoint").read_text()).size == 3
    record.close()


def test_opening_says_what_is_missing(tmp_path: Path) -> None:
    """No case; another format; a missing key; a missing ledger: each its own words."""
    with pytest.raises(CaseError, match="is not a case"):
        Record.open(tmp_path, Clock())
    make_record(tmp_path / "x").close()
    marker = tmp_path / "x" / "casefile.toml"
    good = marker.read_text()
    marker.write_text(good.replace("format = 1", "format = 2"))
    with pytest.raises(CaseError, match="another format"):
        Record.open(tmp_path / "x", Clock())
    marker.write_text(good.replace('log = "casefile/01', 'log = "casefile/ff'))
    with pytest.raises(LedgerDamaged, match="another log"):
        Record.open(tmp_path / "x", Clock())
    marker.write_text(good)
    (tmp_path / "x" / "ledger.sqlite").unlink()
    with pytest.raises(LedgerError, match="missing"):
        Record.open(tmp_path / "x", Clock())
    (tmp_path / "x" / "keys" / "log.key").unlink()
    with pytest.raises(LedgerError, match=r"log\.key cannot be read"):
        Record.open(tmp_path / "x", Clock())


@pytest.mark.parametrize("name", ['a "b" \\ c', "Дело №1", "tab\there", "del\x7f", "emoji 🛑"])
def test_any_name_survives_the_marker(name: str, tmp_path: Path) -> None:
    """Names are written as TOML and read back the same."""
    marker = Marker(name, "casefile/00", "p_1")
    (tmp_path / "casefile.toml").write_text(marker.to_text(), encoding="utf-8")
    assert Marker.read(tmp_path) == marker
