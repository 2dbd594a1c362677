"""A record: the folder of a case with its ledger, blobs and keys.

x/casefile.toml            marks the folder: format, name, log, person
x/ledger.sqlite            entries and head
x/blobs/aa/bb/<sha256>     bytes that entries rest on
x/keys/log.key, log.pub    the log key
x/checkpoint               the last signed head, to be copied elsewhere
x/views/                   projections; not part of the record
"""

from __future__ import annotations

import json
import os
import shutil
import tomllib
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from casefile.entry import Draft
from casefile.errors import CaseError, LedgerError
from casefile.ledger.blobs import BlobStore
from casefile.ledger.files import disk_error, replace_file, sync_folder
from casefile.ledger.keys import LogKey, load_key, save_keys
from casefile.ledger.ledger import Clock, Ledger
from casefile.ledger.receipt import Receipt

MARKER = "casefile.toml"
LEDGER = "ledger.sqlite"
BLOBS = "blobs"
KEYS = "keys"
CHECKPOINT = "checkpoint"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Marker:
    """What `casefile.toml` says; entry 0 says the same, which `verify` compares."""

    name: str
    log: str
    by: str
    format: int = FORMAT

    def to_text(self) -> str:
        """The file, in its one form."""
        lines = [f"format = {self.format}"]
        for field in ("name", "log", "by"):
            # JSON's escapes are TOML's, but TOML does not want a bare DEL.
            text = json.dumps(getattr(self, field), ensure_ascii=False).replace("\x7f", "\\u007f")
            lines.append(f"{field} = {text}")
        return "\n".join(lines) + "\n"

    def to_data(self) -> dict[str, Any]:
        """The data of entry 0."""
        return {"name": self.name, "log": self.log, "by": self.by, "format": self.format}

    @classmethod
    def read(cls, folder: Path) -> Marker:
        """Read `casefile.toml`.

        Raises:
            CaseError: missing, not ours, or of a later format.
        """
        try:
            told = tomllib.loads((folder / MARKER).read_text(encoding="utf-8"))
            marker = cls(told["name"], told["log"], told["by"], told["format"])
        except FileNotFoundError as error:
            raise CaseError(
                f"{folder.name} is not a case", next_step="make one with 'casefile new NAME'"
            ) from error
        except (OSError, ValueError, KeyError) as error:
            raise CaseError(
                f"{MARKER} cannot be read",
                found=type(error).__name__,
                next_step="put it back from a copy of the case",
            ) from error
        if marker.format != FORMAT:
            raise CaseError(
                "this case is of another format",
                found=str(marker.format),
                next_step="open it with the release of casefile that made it",
            )
        return marker


@dataclass(frozen=True, slots=True)
class Record:
    """An open case folder. `append` is the one way to write entries."""

    folder: Path
    name: str
    ledger: Ledger
    blobs: BlobStore

    @classmethod
    def create(
        cls,
        folder: Path,
        name: str,
        by: str,
        clock: Clock,
        draw: Callable[[int], bytes] = os.urandom,
    ) -> Self:
        """Make a whole case folder, or none: it is built beside its place and then renamed.

        Args:
            by: the pseudonym of the person who appends.
            draw: gives so many random bytes; for the log's name and its key.

        Raises:
            CaseError: something is at `folder` already.
            LedgerFull, LedgerError: the disk refused.
        """
        if folder.exists() or folder.is_symlink():
            raise CaseError(f"{folder.name} is there already", next_step="choose another name")
        marker = Marker(name, f"casefile/{draw(8).hex()}", by)
        building = folder.with_name(f".{folder.name}.new-{os.urandom(4).hex()}")
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            building.mkdir(mode=0o700)
            try:
                _fill(building, marker, LogKey.create(marker.log, draw(32)), clock)
                os.rename(building, folder)
            except BaseException:
                shutil.rmtree(building, ignore_errors=True)
                raise
            sync_folder(folder.parent)
        except OSError as error:
            raise disk_error(error, "the case was not made") from error
        return cls.open(folder, clock)

    @classmethod
    def open(cls, folder: Path, clock: Clock) -> Self:
        """Open a case folder to read and append.

        Raises:
            CaseError: not a case, or of another format.
            LedgerDamaged: marker, key, head and entries do not belong together.
            LedgerError: a part is missing or cannot be opened.
        """
        from casefile.ledger.sqlite_store import SqliteStore

        marker = Marker.read(folder)
        key = load_key(folder / KEYS)
        store = SqliteStore.open(folder / LEDGER)
        try:
            ledger = Ledger.open(store, key, marker.log, marker.by, clock)
        except LedgerError:
            store.close()
            raise
        blobs = BlobStore(folder / BLOBS)
        blobs.clean(clock())
        return cls(folder, marker.name, ledger, blobs)

    def append(self, drafts: Sequence[Draft], at_size: int | None = None) -> list[Receipt]:
        """Append entries whose blobs are stored already; a receipt for each, once durable.

        Args:
            at_size: as in `Ledger.append`.

        Raises:
            LedgerMoved, LedgerBusy, LedgerFull, LedgerDamaged, LedgerError: as `Ledger.append`.
        """
        receipts = self.ledger.append(drafts, at_size)
        if receipts:
            self._copy_head(receipts[-1].checkpoint.note)
        return receipts

    def close(self) -> None:
        """Close the ledger's file."""
        self.ledger.close()

    def _copy_head(self, note: str) -> None:
        # The entries are durable and must be acknowledged whatever becomes of this copy:
        # an older head beside a longer ledger is no contradiction.
        with suppress(OSError):
            replace_file(self.folder / CHECKPOINT, note.encode("utf-8"), self.blobs.spare)


def _fill(folder: Path, marker: Marker, key: LogKey, clock: Clock) -> None:
    """All parts of a new case, the first entry included."""
    from casefile.ledger.sqlite_store import SqliteStore

    save_keys(folder / KEYS, key)
    blobs = BlobStore(folder / BLOBS)
    blobs.create()
    store = SqliteStore.create(folder / LEDGER)
    try:
        ledger = Ledger.create(store, key, marker.log, marker.by, clock)
        receipt = ledger.append([Draft("case.open", marker.to_data())])[0]
    finally:
        store.close()
    for name, text in ((CHECKPOINT, receipt.checkpoint.note), (MARKER, marker.to_text())):
        replace_file(folder / name, text.encode("utf-8"), blobs.spare)
    for part in (folder / KEYS, folder / BLOBS, folder):
        sync_folder(part)
