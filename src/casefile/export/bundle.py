"""A bundle: the whole record as one BagIt bag (RFC 8493) in a zip that proves itself elsewhere.

    casefile-bundle/bagit.txt, bag-info.txt, manifest-*.txt, tagmanifest-*.txt
    casefile-bundle/verify.py             checks all of it; standard library only
    casefile-bundle/data/ledger.jsonl     the exact bytes of each entry, a line each
    casefile-bundle/data/blobs/<sha256>   what entries rest on
    casefile-bundle/data/checkpoint       the signed head
    casefile-bundle/data/keys/log.pub     the log key's public half
    casefile-bundle/data/README.txt       how to check it

The same record gives the same bytes on every machine: fixed times, fixed order, no compression
(whose output differs between releases; nothing then can be a zip bomb either).
"""

from __future__ import annotations

import os
import secrets
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import file_digest, sha256, sha512
from pathlib import Path
from typing import IO

from casefile.entry import Entry
from casefile.errors import CaseError, LedgerDamaged
from casefile.ledger.checkpoint import Checkpoint
from casefile.ledger.files import disk_error, sync_folder
from casefile.ledger.keys import load_verify_key
from casefile.ledger.merkle import Frontier, leaf_hash
from casefile.ledger.record import KEYS, Record

BASE = "casefile-bundle"  # RFC 8493 section 4: an archived bag has one folder at its top
VERIFIER = "verify.py"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can say
_ALGORITHMS = {"sha256": sha256, "sha512": sha512}
_BAGIT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


@dataclass(frozen=True, slots=True)
class BundleSummary:
    """What was written, and the two values that a recipient must get by another channel."""

    path: Path
    entries: int
    blobs: int
    size: int  # of the zip, in bytes
    sha256: str  # of the zip
    verifier_sha256: str  # of verify.py; to be told apart from the bundle
    log_key: str  # the vkey; to be told apart from the bundle
    head: Checkpoint


def export_bundle(record: Record, out: Path) -> BundleSummary:
    """Write the bundle of a record to `out`, whole or not at all.

    Raises:
        CaseError: something is at `out` already.
        LedgerDamaged: the record is not whole; run `casefile verify`.
        LedgerFull, LedgerError: the disk refused, or a blob is missing.
    """
    if out.exists() or out.is_symlink():
        raise CaseError(f"{out.name} is there already", next_step="choose another name")
    fresh = out.with_name(f".{out.name}.new-{secrets.token_hex(4)}")
    try:
        try:
            with fresh.open("xb") as file:
                bag = _write(record, file)
                file.flush()
                os.fsync(file.fileno())
            with fresh.open("rb") as file:
                digest = file_digest(file, "sha256").hexdigest()
            size = fresh.stat().st_size
            _place(fresh, out)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        raise disk_error(error, "the bundle was not written") from error
    verifier = sha256(verifier_bytes()).hexdigest()
    return BundleSummary(
        out, bag.head.size, len(bag.blobs), size, digest, verifier, bag.log_key, bag.head
    )


def verifier_bytes() -> bytes:
    """The `verify.py` that goes into every bundle."""
    return Path(__file__).with_name("bundle_verifier.py").read_bytes()


@dataclass
class _Bag:
    """A bag while it is being written: digests of what went in."""

    archive: zipfile.ZipFile
    head: Checkpoint
    log_key: str
    blobs: set[str] = field(default_factory=set)
    last_at: str = ""
    payload: dict[str, tuple[str, ...]] = field(default_factory=dict)
    tags: dict[str, tuple[str, ...]] = field(default_factory=dict)
    payload_bytes: int = 0

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        """Write one file from pieces and keep its digests."""
        hashers = [make() for make in _ALGORITHMS.values()]
        length = 0
        with self._open(name) as target:
            for piece in pieces:
                target.write(piece)
                length += len(piece)
                for hasher in hashers:
                    hasher.update(piece)
        kept = self.payload if name.startswith("data/") else self.tags
        kept[name] = tuple(hasher.hexdigest() for hasher in hashers)
        if kept is self.payload:
            self.payload_bytes += length

    def _open(self, name: str) -> AbstractContextManager[IO[bytes]]:
        info = zipfile.ZipInfo(f"{BASE}/{name}", _EPOCH)
        info.create_system = 3  # Unix, wherever this runs
        info.external_attr = 0o100644 << 16
        return self.archive.open(info, "w", force_zip64=True)


def _write(record: Record, file: IO[bytes]) -> _Bag:
    """The bag, in the order in which a reader wants it."""
    head = record.ledger.head()
    key = load_verify_key(record.folder / KEYS)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        bag = _Bag(archive, head, key.to_text())
        bag.add("bagit.txt", [_BAGIT.encode()])
        bag.add(VERIFIER, [verifier_bytes()])
        bag.add("data/README.txt", [_README.encode("utf-8")])
        bag.add("data/checkpoint", [head.note.encode("utf-8")])
        bag.add("data/keys/log.pub", [bag.log_key.encode("utf-8") + b"\n"])
        bag.add("data/ledger.jsonl", _ledger_lines(record, bag))
        for digest in sorted(bag.blobs):
            bag.add(f"data/blobs/{digest}", [record.blobs.get(digest)])
        bag.add("bag-info.txt", [_bag_info(bag).encode("utf-8")])
        for place, algorithm in enumerate(_ALGORITHMS):
            bag.add(f"manifest-{algorithm}.txt", [_manifest(bag.payload, place)])
        listed = dict(bag.tags)  # tag manifests list the other tag files, not each other
        for place, algorithm in enumerate(_ALGORITHMS):
            bag.add(f"tagmanifest-{algorithm}.txt", [_manifest(listed, place)])
    return bag


def _ledger_lines(record: Record, bag: _Bag) -> Iterator[bytes]:
    """Entries up to the head, noting their blobs; refuses when they are not those it signs."""
    frontier = Frontier()
    for body in record.ledger.bodies():
        if frontier.size == bag.head.size:
            break  # appended by another process since the head was read
        entry = Entry.from_bytes(body)
        bag.blobs.update(blob.sha256 for blob in entry.blobs)
        bag.last_at = entry.at
        frontier = frontier.extend([leaf_hash(body)])
        yield body + b"\n"
    if frontier.root() != bag.head.root:
        raise LedgerDamaged(
            "the entries are not those that the head signs", next_step="run 'casefile verify'"
        )


def _bag_info(bag: _Bag) -> str:
    day = datetime.fromisoformat(bag.last_at).date().isoformat() if bag.last_at else "1980-01-01"
    return (
        f"Bagging-Date: {day}\n"
        f"External-Identifier: {bag.head.origin}\n"
        f"External-Description: casefile bundle, format 1, {bag.head.size} entries\n"
        f"Payload-Oxum: {bag.payload_bytes}.{len(bag.payload)}\n"
    )


def _manifest(digests: dict[str, tuple[str, ...]], place: int) -> bytes:
    return "".join(f"{digests[name][place]}  {name}\n" for name in sorted(digests)).encode()


def _place(fresh: Path, out: Path) -> None:
    """Give the file its name without replacing anything that came there meanwhile."""
    try:
        os.link(fresh, out)
    except FileExistsError as error:
        raise CaseError(f"{out.name} is there already", next_step="choose another name") from error
    except OSError:  # no hard links on this disk
        os.rename(fresh, out)
    sync_folder(out.parent)


_README = """\
This is a casefile bundle: the record of a case, with the means to check it.

  ledger.jsonl     the entries, one a line, exactly as they were hashed
  blobs/           what entries rest on, each under its SHA-256: the bytes received, the text
                   settled from them, the claims read in it
  checkpoint       the signed head: how many entries, and the root of the tree over them
  keys/log.pub     the public half of the log key
  ../verify.py     checks all of it with Python 3.8 or later and nothing else

To check it, in the folder above this one:

  python3 verify.py

or, without unpacking, python3 verify.py BUNDLE.zip

Before you rely on the answer, get two values by another way than this bundle came, for instance
by telephone from the person who made it:

  1. the SHA-256 of verify.py (sha256sum verify.py), since who changes a bundle can change its
     verifier;
  2. the log key, the one line in keys/log.pub, since who changes a bundle can sign it anew.
     Then: python3 verify.py --key 'THE LINE'

If you hold a receipt or a checkpoint of this case from an earlier day, give it too:

  python3 verify.py --receipt FILE

It shows whether the ledger was set back or rewritten since; nothing inside a bundle can show that.

What a good answer proves: the entries, blobs, texts and quoted words are those that the holder of
the log key signed. It does not prove that a document tells the truth, nor who appended an entry,
nor when.
"""
