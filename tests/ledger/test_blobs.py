"""`casefile.ledger.blobs`: durable, content-addressed, hashed whenever read."""

from __future__ import annotations

import errno
import io
import os
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from casefile.errors import LedgerDamaged, LedgerError, LedgerFull, TooLarge
from casefile.ledger.blobs import BlobStore

DATA = b"the bytes received"
DIGEST = sha256(DATA).hexdigest()


@pytest.fixture
def blobs(tmp_path: Path) -> BlobStore:
    store = BlobStore(tmp_path / "blobs")
    store.create()
    return store


def path_of(tmp_path: Path) -> Path:
    return tmp_path / "blobs" / DIGEST[:2] / DIGEST[2:4] / DIGEST


def test_put_and_get(blobs: BlobStore, tmp_path: Path) -> None:
    """Bytes come back under their SHA-256; the file is read-only and nothing is left over."""
    assert blobs.put(DATA) == (DIGEST, len(DATA))
    assert blobs.get(DIGEST) == DATA
    assert blobs.has(DIGEST)
    assert not blobs.has("0" * 64)
    assert list(blobs.digests()) == [DIGEST]
    assert path_of(tmp_path).stat().st_mode & 0o777 == 0o400
    assert list(blobs.spare.iterdir()) == []


def test_the_same_bytes_are_stored_once(blobs: BlobStore, tmp_path: Path) -> None:
    """A second put leaves the first file as it is."""
    blobs.put(DATA)
    before = path_of(tmp_path).stat().st_ino
    assert blobs.put_stream(io.BytesIO(DATA), 100) == blobs.put(DATA)
    assert path_of(tmp_path).stat().st_ino == before
    assert blobs.mended == []


def test_a_damaged_blob_is_mended_by_its_bytes_and_reported(
    blobs: BlobStore, tmp_path: Path
) -> None:
    """What lies there is hashed before it is trusted."""
    blobs.put(DATA)
    path_of(tmp_path).chmod(0o600)
    path_of(tmp_path).write_bytes(b"something else")
    with pytest.raises(LedgerDamaged, match="not what was stored"):
        blobs.get(DIGEST)
    blobs.put(DATA)
    assert blobs.get(DIGEST) == DATA
    assert blobs.mended == [DIGEST]


def test_a_missing_blob_is_said(blobs: BlobStore) -> None:
    """The message names the blob and where to put it back."""
    with pytest.raises(LedgerError, match=r"is missing.*put back blobs/"):
        blobs.get(DIGEST)


def test_a_stream_over_its_limit_leaves_nothing(blobs: BlobStore) -> None:
    """TooLarge, and no file anywhere."""
    with pytest.raises(TooLarge):
        blobs.put_stream(io.BytesIO(DATA), len(DATA) - 1)
    assert list(blobs.digests()) == list(blobs.spare.iterdir()) == []
    assert blobs.put_stream(io.BytesIO(DATA), len(DATA)).length == len(DATA)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "0" * 63, "A" * 64])
def test_only_digests_name_blobs(blobs: BlobStore, name: str) -> None:
    """No path can be made of anything else."""
    with pytest.raises(LedgerError, match="64 hex"):
        blobs.get(name)


@pytest.mark.parametrize(
    ("call", "number", "kind"),
    [
        ("write", errno.ENOSPC, LedgerFull),
        ("write", errno.EDQUOT, LedgerFull),
        ("write", errno.EIO, LedgerError),
        ("fsync", errno.EIO, LedgerError),
        ("link", errno.ENOSPC, LedgerFull),
        ("open", errno.EMFILE, LedgerError),
    ],
)
def test_a_failing_call_is_a_clean_error(
    call: str,
    number: int,
    kind: type[LedgerError],
    blobs: BlobStore,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The error is ours, nothing is left in `tmp/`, and the blob is not there."""

    def fail(*arguments: object, **options: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail)
        with pytest.raises(kind):
            blobs.put(DATA)
    assert not blobs.has(DIGEST)
    assert list(blobs.spare.iterdir()) == []
    blobs.put(DATA)
    assert blobs.get(DIGEST) == DATA


def test_order_of_writes(blobs: BlobStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """File synced before it gets its name, folders after; then only may an entry name it."""
    calls: list[str] = []
    for name in ("write", "fsync", "link"):
        real = getattr(os, name)

        def note(*arguments: object, real=real, name=name, **options: object) -> object:  # type: ignore[no-untyped-def]
            calls.append(name)
            return real(*arguments, **options)

        monkeypatch.setattr(os, name, note)
    blobs.put(DATA)
    assert calls == ["write", "fsync", "link", "fsync", "fsync", "fsync"]


def test_a_disk_without_hard_links_is_served(
    blobs: BlobStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rename does where links are refused."""

    def refuse(*arguments: object) -> None:
        raise OSError(errno.EPERM, "no links")

    monkeypatch.setattr(os, "link", refuse)
    blobs.put(DATA)
    assert blobs.get(DIGEST) == DATA


def test_short_writes_are_finished(blobs: BlobStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk may take less than it is given."""
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[:3]))
    blobs.put(DATA)
    assert blobs.get(DIGEST) == DATA


def test_old_leftovers_are_cleaned(blobs: BlobStore) -> None:
    """Files over a day old in `tmp/` go, younger ones stay: another process may write them."""
    now = datetime(2026, 11, 24, tzinfo=UTC)
    for name, hours in (("old", 25), ("young", 23)):
        path = blobs.spare / name
        path.write_bytes(b"x")
        moment = now.timestamp() - hours * 3600
        os.utime(path, (moment, moment))
    assert blobs.clean(now) == 1
    assert [path.name for path in blobs.spare.iterdir()] == ["young"]
