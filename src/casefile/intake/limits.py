"""How much is too much. Each field has its unit beside it."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1 << 20
GIB = 1 << 30


@dataclass(frozen=True, slots=True)
class DocumentLimits:
    """For one document."""

    size: int = 50_000_000  # bytes
    length: int = 20_000_000  # code points of settled text
    pages: int = 5_000
    flags: int = 20_000  # marks of suspicious characters; the last one then reaches to the end


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """For one archive with everything packed inside it."""

    entries: int = 10_000
    size: int = 2 * GIB  # bytes, unpacked, all members together
    member: int = 50_000_000  # bytes, unpacked, one member
    ratio: int = 100  # unpacked to packed, once a member is larger than `ratio_from`
    ratio_from: int = 1 * MIB  # bytes
    depth: int = 2  # a zip in a zip is opened, a third one inside is not


@dataclass(frozen=True, slots=True)
class JailLimits:
    """For a parser of hostile bytes, one document at a time."""

    memory: int = 1 * GIB  # bytes of address space
    cpu: int = 45  # seconds of processor a document
    wall: float = 60.0  # seconds by the clock a document; then the child is killed
    start: float = 60.0  # seconds by the clock for the child to load its libraries
    files: int = 64  # open files
    answer: int = 400_000_000  # bytes that come back for one document
    documents: int = 200  # a child is replaced after so many: leaks and traces stay short


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """For one address."""

    size: int = 50_000_000  # bytes, after decompression
    packed: int = 50_000_000  # bytes on the wire
    redirects: int = 5
    wait: float = 20.0  # seconds without a byte, and for the connection
    wall: float = 120.0  # seconds for everything, redirects included
    address: int = 4_096  # characters of an address


DOCUMENT_LIMITS = DocumentLimits()
ARCHIVE_LIMITS = ArchiveLimits()
JAIL_LIMITS = JailLimits()
FETCH_LIMITS = FetchLimits()
