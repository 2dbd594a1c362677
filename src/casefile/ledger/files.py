"""Writing files so that they last: the order of writes and syncs, in one place."""

from __future__ import annotations

import errno
import os
import secrets
from pathlib import Path

from casefile.errors import LedgerError, LedgerFull

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def new_file(folder: Path, prefix: str, mode: int = 0o600) -> tuple[int, Path]:
    """A new file with a name nobody has; the open handle and the path."""
    path = folder / f"{prefix}{secrets.token_hex(8)}"
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), path


def write_all(handle: int, data: bytes | memoryview) -> None:
    """Write all of it; a disk may take less than it was given."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def replace_file(path: Path, data: bytes, spare: Path) -> None:
    """Put a whole file in place of another: a reader sees the old or the new, never a part.

    Args:
        spare: a folder on the same disk for the file while it is written.
    """
    handle, fresh = new_file(spare, "file-", 0o644)
    try:
        try:
            write_all(handle, data)
            os.fsync(handle)
        finally:
            os.close(handle)
        os.replace(fresh, path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def disk_error(error: OSError, what: str) -> LedgerError:
    """An error of the operating system as one of ours; `what` failed."""
    if error.errno in _NO_ROOM:
        return LedgerFull(f"no room on the disk; {what}", next_step="make room and add it again")
    return LedgerError(
        f"the disk refused; {what}",
        found=os.strerror(error.errno) if error.errno else "",
        next_step="check the disk and its permissions, then run 'casefile verify'",
    )
