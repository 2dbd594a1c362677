"""Zip archives: members as items, in sorted order; one clear error for a bad member.

Nothing is unpacked to disk, so a member's name can do no harm; names that try are refused all
the same, because an honest archive has none. Sizes are counted while unpacking: what an
archive says about itself is not believed.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO

from casefile.document import Origin
from casefile.errors import BadInput, CasefileError, DamagedInput, EncryptedInput, TooLarge
from casefile.intake.collect import Item, is_hidden, read_file
from casefile.intake.limits import ArchiveLimits
from casefile.intake.sniff import Kind, sniff

_CHUNK = 1 << 16  # bytes
_START = b"PK\x03\x04"
_NEXT = "unpack it yourself and look at what is in it"
# A broken member can make the unpackers raise any of these.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


@dataclass(slots=True)
class _Budget:
    """What one archive, with the archives inside it, may still cost."""

    limits: ArchiveLimits
    entries: int = 0
    size: int = 0  # bytes unpacked so far

    def count_entries(self, number: int) -> None:
        self.entries += number
        if self.entries > self.limits.entries:
            raise TooLarge(
                "the archive holds too many files",
                found=f"{self.entries:,}, at most {self.limits.entries:,}",
                next_step="split it",
            )

    def count_bytes(self, number: int) -> None:
        self.size += number
        if self.size > self.limits.size:
            raise TooLarge(
                "the archive unpacks to too much",
                found=f"more than {self.limits.size:,} bytes",
                next_step="split it",
            )


def open_archive(path: Path, limits: ArchiveLimits) -> Iterator[Item]:
    """Items for the members of the zip archive at `path`.

    A file that only looks like a zip archive (an Office document, an e-book) becomes one item,
    so that the door can name it. Members are unpacked when read, one at a time.
    """
    origin = Origin(name=path.name)
    try:
        budget = _Budget(limits)
        # An office document is small; a large zip is an archive of documents.
        if path.stat().st_size <= limits.member and _is_document(path.read_bytes()):
            yield Item(origin, load=partial(read_file, path))
            return
        opened = path.open("rb")
    except OSError as error:
        yield Item(origin, error=BadInput("the file cannot be read", found=error.strerror or ""))
        return
    yield from _members(opened, path.name, budget, 1)


def _is_document(data: bytes) -> bool:
    try:
        return sniff(data) is not Kind.ZIP
    except CasefileError:
        return True


def _members(file: IO[bytes], container: str, budget: _Budget, depth: int) -> Iterator[Item]:
    """Items for one archive; `container` is its name, with those of the archives it lies in."""
    try:
        archive = zipfile.ZipFile(file)
        infos = sorted(
            (i for i in archive.infolist() if not i.is_dir()),
            key=lambda i: (i.filename, i.header_offset),
        )
        budget.count_entries(len(infos))
    except CasefileError as error:
        yield Item(Origin(name=container), error=error)
        return
    except _BROKEN:
        error_found = DamagedInput("the archive is damaged", next_step="fetch it again")
        yield Item(Origin(name=container), error=error_found)
        return
    kept = [i for i in infos if not any(map(is_hidden, PurePosixPath(i.filename).parts))]
    if not kept:
        yield Item(Origin(name=container), error=BadInput("the archive holds no files"))
    for info in kept:
        yield from _member(archive, info, container, budget, depth)


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, container: str, budget: _Budget, depth: int
) -> Iterator[Item]:
    name = PurePosixPath(info.filename.replace("\\", "/")).name
    folder = str(PurePosixPath(info.filename).parent).strip("./")
    try:
        _check(info, budget.limits)
        start = _start_of(archive, info)
    except CasefileError as error:
        yield Item(Origin(name=name, container=container), error=error)
        return
    load = partial(_unpack, archive, info, budget)
    inside = f"{container}/{folder}" if folder else container
    if start != _START:
        yield Item(Origin(name=name, container=inside), load=load)
        return
    yield from _nested(load, Origin(name=name, container=inside), budget, depth)


def _nested(load: partial[bytes], origin: Origin, budget: _Budget, depth: int) -> Iterator[Item]:
    """A member that is a zip archive itself, or an Office document."""
    try:
        data = load()
    except CasefileError as error:
        yield Item(origin, error=error)
        return
    if _is_document(data):
        yield Item(origin, data=data)
    elif depth >= budget.limits.depth:
        found = f"{depth + 1} archives, one inside the other"
        yield Item(origin, error=TooLarge("an archive lies too deep", found=found, next_step=_NEXT))
    else:
        container = f"{origin.container}/{origin.name}"
        yield from _members(BytesIO(data), container, budget, depth + 1)


def _check(info: zipfile.ZipInfo, limits: ArchiveLimits) -> None:
    """Refuse a member by what its header says."""
    name = info.filename
    parts = name.replace("\\", "/").split("/")
    # "../../etc/passwd", "/etc/passwd", "C:\\x", "a\\..\\b"
    if ".." in parts or name.startswith(("/", "\\")) or ":" in parts[0] or "\\" in name:
        raise BadInput("a member's name leads out of the archive", next_step=_NEXT)
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        raise BadInput("a member is a link or a device, not a file", next_step=_NEXT)
    if info.flag_bits & 0x1:
        raise EncryptedInput(
            "a member is encrypted", next_step="unpack it with its password and add the files"
        )
    if info.file_size > limits.member:
        raise _too_large(limits)
    _check_ratio(info.file_size, info, limits)


def _check_ratio(unpacked: int, info: zipfile.ZipInfo, limits: ArchiveLimits) -> None:
    if unpacked > limits.ratio_from and unpacked > limits.ratio * max(info.compress_size, 1):
        raise TooLarge(
            "a member unpacks to suspiciously much",
            found=f"more than {limits.ratio} times its packed size",
            next_step=_NEXT,
        )


def _too_large(limits: ArchiveLimits) -> TooLarge:
    return TooLarge(
        "a member is too large", found=f"more than {limits.member:,} bytes", next_step=_NEXT
    )


def _start_of(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(info) as member:
            return member.read(len(_START))
    except _BROKEN as error:
        raise _damaged(error) from error


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget) -> bytes:
    """The bytes of one member, counted as they come.

    Raises:
        TooLarge: over a limit. DamagedInput: it does not unpack, or its checksum is wrong.
    """
    parts: list[bytes] = []
    size = 0
    try:
        with archive.open(info) as member:
            while part := member.read(_CHUNK):
                size += len(part)
                if size > budget.limits.member:
                    raise _too_large(budget.limits)
                _check_ratio(size, info, budget.limits)
                budget.count_bytes(len(part))
                parts.append(part)
    except _BROKEN as error:
        raise _damaged(error) from error
    return b"".join(parts)


def _damaged(error: Exception) -> DamagedInput:
    kind = "a packing method that is not known" if isinstance(error, NotImplementedError) else ""
    return DamagedInput(
        "a member of the archive is damaged", found=kind, next_step="fetch the archive again"
    )
