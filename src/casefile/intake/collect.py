"""What a person names on the command line, as inputs: files, folders, zip archives.

A bad input is an item with an error; the rest goes on.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from casefile.document import Origin
from casefile.errors import BadInput, CasefileError, EmptyInput, TooLarge
from casefile.intake.limits import ARCHIVE_LIMITS, DOCUMENT_LIMITS

_ZIP_START = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Item:
    """One input. Exactly one of `data`, `error` and `load` is set; `read` gives the bytes.

    `capture` is the record of request and response of a fetched one.
    """

    origin: Origin
    data: bytes | None = None
    error: CasefileError | None = None
    capture: dict[str, Any] | None = None
    load: Callable[[], bytes] | None = None

    def read(self) -> bytes:
        """The bytes.

        Raises:
            CasefileError: the error that stands here, or one met while reading.
            OSError: the file cannot be read.
        """
        if self.error is not None:
            raise self.error
        if self.data is not None:
            return self.data
        if self.load is None:
            raise BadInput("an input without bytes")
        return self.load()


def collect(paths: Iterable[str]) -> Iterator[Item]:
    """Items for files, folders (with all below them) and zip archives, each in sorted order.

    Names that start with a dot and `__MACOSX` folders are passed over inside folders and
    archives. Links are not followed inside a folder: each becomes an error.
    """
    for path in paths:
        yield from _from_path(Path(path))


def _from_path(path: Path) -> Iterator[Item]:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield _failed(path, BadInput("no such file or folder", found=error.strerror or ""))
        return
    if stat.S_ISDIR(mode):
        yield from _from_folder(path)
    else:
        yield from _from_file(path, mode)


def _from_folder(folder: Path) -> Iterator[Item]:
    """Everything below, depth first, in the order of names."""
    try:
        names = sorted(folder.iterdir(), key=lambda p: p.name)
    except OSError as error:
        yield _failed(folder, BadInput("the folder cannot be read", found=error.strerror or ""))
        return
    kept = [path for path in names if not is_hidden(path.name)]
    if not kept:
        yield _failed(folder, EmptyInput("the folder is empty"))
    for path in kept:
        if path.is_symlink():
            yield _failed(
                path,
                BadInput("a link inside a folder is not followed", next_step="name its target"),
            )
        else:
            yield from _from_path(path)


def _from_file(path: Path, mode: int) -> Iterator[Item]:
    if not stat.S_ISREG(mode):
        yield _failed(path, BadInput("not a regular file", next_step="name a file or a folder"))
        return
    try:
        with path.open("rb") as opened:
            start = opened.read(len(_ZIP_START))
    except OSError as error:
        yield _failed(path, BadInput("the file cannot be read", found=error.strerror or ""))
        return
    if start == _ZIP_START:
        from casefile.intake.archive import open_archive

        yield from open_archive(path, ARCHIVE_LIMITS)
    else:
        yield Item(Origin(name=path.name), load=partial(read_file, path))


def read_file(path: Path, most: int = DOCUMENT_LIMITS.size) -> bytes:
    """The bytes of a file, refused before they fill the memory.

    Raises:
        TooLarge: more than `most` bytes.
        OSError: it cannot be read.
    """
    with path.open("rb") as opened:
        data = opened.read(most + 1)
    if len(data) > most:
        raise TooLarge(
            "the file is too large",
            found=f"more than {most:,} bytes",
            next_step="split it, or extract the part that matters",
        )
    return data


def is_hidden(name: str) -> bool:
    """Whether a name is the file system's own business: ".DS_Store", "__MACOSX"."""
    # ".." is no name: a member that climbs out with it must be refused, not passed over.
    hidden = name.startswith(".") and name.strip(".") != ""
    return hidden or name in ("__MACOSX", "Thumbs.db", "desktop.ini")


def _failed(path: Path, error: CasefileError) -> Item:
    return Item(Origin(name=path.name or str(path)), error=error)
