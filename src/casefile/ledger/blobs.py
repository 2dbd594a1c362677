"""Blobs: bytes that entries rest on, each under its own SHA-256, written once.

Order of writes: a new file in `tmp/`, fsync, read-only, a hard link to its name (which cannot
replace what is there), fsync of the folder and of new folders above it. Only then may an entry
name it. A blob that no entry names does no harm; one that an entry names and that is missing is
an alarm. Nothing is trusted because of its name: what is read is hashed.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, NamedTuple

from casefile.errors import LedgerDamaged, LedgerError, TooLarge
from casefile.ledger.files import disk_error, new_file, sync_folder, write_all

_DIGEST = re.compile(r"[0-9a-f]{64}\Z")
_PIECE = 1 << 20  # bytes read at a time
_STALE = timedelta(hours=24)
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


class Stored(NamedTuple):
    """A blob's SHA-256 (hex) and its length in bytes."""

    sha256: str
    length: int


class BlobStore:
    """Blobs under `folder` as `aa/bb/<sha256>`.

    `mended` lists digests whose stored bytes were found damaged and were put right by a new
    `put` of the same bytes; the caller reports them.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._spare = folder / "tmp"
        self._synced: set[Path] = set()
        self.mended: list[str] = []

    @property
    def spare(self) -> Path:
        """Where files lie while they are written."""
        return self._spare

    def create(self) -> None:
        """Make the folders of a new store."""
        self._folder.mkdir(mode=0o700)
        self._spare.mkdir(mode=0o700)

    def put(self, data: bytes) -> Stored:
        """Store bytes durably. The same bytes again cost a read and nothing else.

        Raises:
            LedgerFull: no room on the disk.
            LedgerError: the disk refused; nothing is to be trusted until `verify`.
        """
        digest = sha256(data).hexdigest()
        if self._is_whole(digest):
            self._settle(self._path(digest))
            return Stored(digest, len(data))
        return self.put_stream(BytesIO(data), len(data))

    def put_stream(self, file: BinaryIO, limit: int) -> Stored:
        """Store what a file gives, hashing on the way; `limit` in bytes.

        Raises:
            TooLarge: the file gives more; nothing is kept.
            LedgerFull, LedgerError: as `put`.
        """
        try:
            handle, path = new_file(self._spare, "blob-")
            try:
                stored = self._fill(handle, file, limit)
                os.chmod(path, 0o400)
                self._place(path, stored.sha256)
            finally:
                path.unlink(missing_ok=True)
        except OSError as error:
            raise disk_error(error, "a blob was not stored") from error
        return stored

    def get(self, digest: str) -> bytes:
        """The bytes of a blob, hashed before they are given.

        Raises:
            LedgerError: missing or not readable.
            LedgerDamaged: the bytes are not those that were stored.
        """
        try:
            data = self._path(digest).read_bytes()
        except FileNotFoundError as error:
            raise LedgerError(
                f"the blob {digest[:10]} is missing",
                next_step=f"put back blobs/{digest[:2]}/{digest[2:4]}/{digest[:10]}… from a copy",
            ) from error
        except OSError as error:
            raise disk_error(error, f"the blob {digest[:10]} cannot be read") from error
        if sha256(data).hexdigest() != digest:
            raise LedgerDamaged(
                f"the blob {digest[:10]} is not what was stored",
                next_step="put it back from a copy of the case",
            )
        return data

    def has(self, digest: str) -> bool:
        """Whether there is a blob of this name; its bytes are not read."""
        return self._path(digest).is_file()

    def digests(self) -> Iterator[str]:
        """The names of all blobs, sorted."""
        for path in sorted(self._folder.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*")):
            if _DIGEST.match(path.name):
                yield path.name

    def clean(self, now: datetime) -> int:
        """Remove files left in `tmp/` by processes that died over a day ago; how many.

        Best effort: a case on a disk that cannot be written is still a case.
        """
        removed = 0
        try:
            for path in self._spare.iterdir():
                if now.timestamp() - path.stat().st_mtime > _STALE.total_seconds():
                    path.unlink()
                    removed += 1
        except OSError:
            return removed
        return removed

    def _path(self, digest: str) -> Path:
        if not _DIGEST.match(digest):
            raise LedgerError("a blob is named by 64 hex digits", found=f"{len(digest)} characters")
        return self._folder / digest[:2] / digest[2:4] / digest

    def _fill(self, handle: int, file: BinaryIO, limit: int) -> Stored:
        hasher, length = sha256(), 0
        try:
            while piece := file.read(_PIECE):
                length += len(piece)
                if length > limit:
                    raise TooLarge("the bytes are more than allowed", found=f"over {limit} bytes")
                hasher.update(piece)
                write_all(handle, piece)
            os.fsync(handle)
        finally:
            os.close(handle)
        return Stored(hasher.hexdigest(), length)

    def _place(self, fresh: Path, digest: str) -> None:
        """Give a written file its name without ever replacing a good blob."""
        path = self._path(digest)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            os.link(fresh, path)
        except FileExistsError:
            if not self._is_whole(digest):
                os.replace(fresh, path)
                self.mended.append(digest)
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            # No hard links on this disk. A rename may replace a blob only by the same bytes.
            os.replace(fresh, path)
        self._settle(path)

    def _settle(self, path: Path) -> None:
        """Sync the blob's folder, and once the folders above it, which may be new."""
        try:
            sync_folder(path.parent)
            if path.parent not in self._synced:
                sync_folder(path.parent.parent)
                sync_folder(self._folder)
                self._synced.add(path.parent)
        except OSError as error:
            raise disk_error(error, "a blob was not stored") from error

    def _is_whole(self, digest: str) -> bool:
        try:
            self.get(digest)
        except LedgerError:
            return False
        return True
