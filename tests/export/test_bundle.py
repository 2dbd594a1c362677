"""`casefile.export.bundle`: a bag that proves itself, the same bytes each time, never half."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import zipfile
from hashlib import sha256, sha512
from pathlib import Path

import pytest

from casefile.errors import CaseError, LedgerDamaged, LedgerError, LedgerFull
from casefile.export.bundle import BASE, export_bundle, verifier_bytes
from casefile.ledger.record import Record
from tests.ledger.samples import TEXTS, make_record


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return make_record(tmp_path / "x", *TEXTS)


def run_verifier(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The shipped file alone, without casefile on the path and without site packages."""
    return subprocess.run(
        [sys.executable, "-I", "-S", *arguments], cwd=cwd, capture_output=True, text=True
    )


def test_the_bundle_verifies_alone(record: Record, tmp_path: Path) -> None:
    """Unpacked, as a zip, with key and receipt: `python3 verify.py` and nothing else."""
    out = tmp_path / "out.zip"
    summary = export_bundle(record, out)
    (tmp_path / "receipt").write_text(record.ledger.prove(2).to_text(), newline="")
    with zipfile.ZipFile(out) as archive:
        archive.extractall(tmp_path / "there")
    base = tmp_path / "there" / BASE
    alone = run_verifier("verify.py", cwd=base)
    assert (alone.returncode, alone.stderr) == (0, "")
    assert "7 entries unchanged" in alone.stdout
    assert "9 quotes of 3 claims" in alone.stdout
    assert "only a receipt shows it" in alone.stdout
    assert "authentic" not in alone.stdout
    told = ["--key", summary.log_key, "--receipt", str(tmp_path / "receipt")]
    zipped = run_verifier(str(base / "verify.py"), str(out), *told, cwd=tmp_path)
    assert zipped.returncode == 0
    assert "1 receipts" in zipped.stdout
    assert "whose key" not in zipped.stdout


def test_the_bag_is_whole_and_plain(record: Record, tmp_path: Path) -> None:
    """RFC 8493: one folder, manifests of both kinds over all of data/, exact entry bytes."""
    summary = export_bundle(record, tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        files = {name.removeprefix(f"{BASE}/"): archive.read(name) for name in archive.namelist()}
    assert files["data/ledger.jsonl"].split(b"\n")[:-1] == list(record.ledger.bodies())
    assert files["data/checkpoint"].decode() == record.ledger.head().note == summary.head.note
    assert files["data/keys/log.pub"] == (record.folder / "keys" / "log.pub").read_bytes()
    assert files["verify.py"] == verifier_bytes()
    assert {n[11:] for n in files if n.startswith("data/blobs/")} == set(record.blobs.digests())
    assert not any("log.key" in name for name in files)
    for name, make in (("sha256", sha256), ("sha512", sha512)):
        for kind, inside in (("manifest", True), ("tagmanifest", False)):
            manifest = f"{kind}-{name}.txt"
            lines = files[manifest].decode().splitlines()
            listed = dict(reversed(line.split("  ")) for line in lines)
            expected = {
                file: make(data).hexdigest()
                for file, data in files.items()
                if file.startswith("data/") == inside and not file.startswith("tagmanifest")
            }
            assert listed == expected
    oxum = sum(len(data) for name, data in files.items() if name.startswith("data/"))
    count = sum(name.startswith("data/") for name in files)
    assert f"Payload-Oxum: {oxum}.{count}\n".encode() in files["bag-info.txt"]


def test_the_same_record_gives_the_same_bytes(record: Record, tmp_path: Path) -> None:
    """No clock, no order of folders, no compression in it."""
    one = export_bundle(record, tmp_path / "one.zip")
    two = export_bundle(record, tmp_path / "two.zip")
    assert one.sha256 == two.sha256 == sha256((tmp_path / "one.zip").read_bytes()).hexdigest()
    assert one.size == (tmp_path / "one.zip").stat().st_size
    assert one.verifier_sha256 == sha256(verifier_bytes()).hexdigest()
    assert (one.entries, one.blobs) == (7, 12)


def test_stray_blobs_stay_at_home(record: Record, tmp_path: Path) -> None:
    """Only what entries name is handed over."""
    stray = record.blobs.put(b"nobody names me").sha256
    export_bundle(record, tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert not any(stray in name for name in archive.namelist())


def test_nothing_is_overwritten(record: Record, tmp_path: Path) -> None:
    """What lies at the name stays, and nothing is left beside it."""
    (tmp_path / "out.zip").write_text("mine")
    with pytest.raises(CaseError, match="there already"):
        export_bundle(record, tmp_path / "out.zip")
    assert (tmp_path / "out.zip").read_text() == "mine"


def test_a_record_that_is_not_whole_is_not_exported(record: Record, tmp_path: Path) -> None:
    """A missing or damaged blob: an error, and no bundle, whole or half."""
    digest = next(iter(record.blobs.digests()))
    path = record.folder / "blobs" / digest[:2] / digest[2:4] / digest
    good = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(b"x" + good)
    with pytest.raises(LedgerDamaged):
        export_bundle(record, tmp_path / "out.zip")
    path.unlink()
    with pytest.raises(LedgerError, match="missing"):
        export_bundle(record, tmp_path / "out.zip")
    assert [p.name for p in tmp_path.iterdir()] == ["x"]


def test_a_full_disk_leaves_no_half_bundle(
    record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """LedgerFull, and nothing at the name or beside it."""

    def fail(handle: int) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(LedgerFull, match="bundle was not written"):
        export_bundle(record, tmp_path / "out.zip")
    assert [p.name for p in tmp_path.iterdir()] == ["x"]
