"""Checking the log: entries in place, the tree, the signed head, and heads seen elsewhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from casefile.entry import MAX_ENTRY_BYTES
from casefile.errors import LedgerDamaged
from casefile.ledger.canonical import read_canonical
from casefile.ledger.checkpoint import Checkpoint, Checks
from casefile.ledger.merkle import Frontier, leaf_hash
from casefile.ledger.receipt import Receipt
from casefile.ledger.report import Tally
from casefile.ledger.store import Head, Store

Fields = dict[str, Any]
_DIGEST = re.compile(r"[0-9a-f]{64}\Z")
_TEXTS = ("log", "kind", "at", "by")
_BATCH = 1_000  # leaves hashed into the tree at a time
_RESTORE = "put ledger.sqlite back from a good copy"


@dataclass(frozen=True, slots=True)
class Seen:
    """A head seen earlier, and where it was kept; with a receipt also the entry it proves."""

    where: str
    checkpoint: Checkpoint
    receipt: Receipt | None = None

    @classmethod
    def parse(cls, where: str, text: str) -> Seen:
        """Read the text of a receipt or of a bare checkpoint.

        Raises:
            LedgerDamaged: neither.
        """
        if text.startswith("c2sp.org/"):
            receipt = Receipt.parse(text)
            return cls(where, receipt.checkpoint, receipt)
        return cls(where, Checkpoint.parse(text))


@dataclass
class Walk:
    """One pass over the entries: the growing tree, and what heads seen elsewhere will ask of it."""

    sizes: frozenset[int]
    places: frozenset[int]
    frontier: Frontier = field(default_factory=Frontier)
    roots: dict[int, bytes] = field(default_factory=dict)
    leaves: dict[int, bytes] = field(default_factory=dict)
    _waiting: list[bytes] = field(default_factory=list)

    def push(self, n: int, leaf: bytes) -> None:
        """Take entry `n`'s leaf hash into the tree."""
        self._waiting.append(leaf)
        if n in self.places:
            self.leaves[n] = leaf
        if len(self._waiting) >= _BATCH or n + 1 in self.sizes:
            self.settle()

    def settle(self) -> None:
        """Hash what waits into the tree."""
        self.frontier = self.frontier.extend(self._waiting)
        self._waiting.clear()
        if self.frontier.size in self.sizes:
            self.roots[self.frontier.size] = self.frontier.root()


def walk_entries(
    store: Store, log: str, seen: Iterable[Seen], tally: Tally, visit: Callable[[Fields], None]
) -> Walk | None:
    """Check every entry in order and hand it to `visit`; None where the rows themselves fail."""
    seen = list(seen)
    walk = Walk(
        frozenset(s.checkpoint.size for s in seen),
        frozenset(s.receipt.n for s in seen if s.receipt is not None),
    )
    walk.settle()
    low, high = store.extent()
    head = store.head()  # after the extent: another process may append between the two
    size = head.size if head is not None else high
    if low != 0 or high > size:
        tally.problem("ledger", f"entries {low} to {high} under a head of {size}", _RESTORE)
    for row in store.rows(0, size):
        if row.n != tally.entries:
            tally.problem(f"entry {tally.entries}", "missing", _RESTORE)
            return None
        leaf = leaf_hash(row.body)
        if leaf != row.leaf:
            tally.problem(f"entry {row.n}", "its bytes are not those that were hashed", _RESTORE)
        walk.push(row.n, leaf)
        tally.entries += 1
        fields = _check_entry(row.body, row.n, log, tally)
        if fields is not None:
            tally.kinds[fields["kind"]] += 1
            visit(fields)
    if tally.entries < size:
        tally.problem(f"entry {tally.entries}", "missing", _RESTORE)
        return None
    walk.settle()
    return walk


def check_head(head: Head | None, walk: Walk, key: Checks, log: str, tally: Tally) -> None:
    """Compare the stored head with the tree that was computed, and check its signature."""
    if head is None:
        return tally.problem("head", "missing", _RESTORE)
    if head.frontier != b"".join(walk.frontier.peaks) or head.size != walk.frontier.size:
        tally.problem("head", "its stored frontier is not the tree of the entries", _RESTORE)
    try:
        checkpoint = Checkpoint.parse(head.note)
    except LedgerDamaged as error:
        return tally.problem("head", error.what, _RESTORE)
    tally.head = checkpoint
    if checkpoint.origin != log:
        tally.problem("head", "it is the head of another log", _RESTORE)
    if (checkpoint.size, checkpoint.root) != (walk.frontier.size, walk.frontier.root()):
        tally.problem("head", "the signed root is not the root of the entries", _RESTORE)
    if not checkpoint.signed_by(key):
        tally.problem("head", "not signed by keys/log.pub", "put back keys/ from a good copy")
    return None


def check_seen(seen: Seen, walk: Walk, key: Checks, tally: Tally) -> None:
    """Hold the ledger to a head seen earlier: it must continue it."""
    checkpoint, size = seen.checkpoint, walk.frontier.size
    if checkpoint.origin != key.name:
        tally.problem(seen.where, "it speaks of another log", "give one of this case")
    elif not checkpoint.signed_by(key):
        tally.problem(
            seen.where,
            "not signed by this case's log key",
            "find out whether it or the key was exchanged",
        )
    elif checkpoint.size > size:
        tally.problem(
            seen.where,
            f"it has seen {checkpoint.size} entries, the ledger has {size}: it was set back",
            "look for the newest copy of the case",
        )
    elif walk.roots.get(checkpoint.size) != checkpoint.root:
        tally.problem(
            seen.where,
            f"the first {checkpoint.size} entries are not those it has seen: another history",
            "look for the copy of the case that it belongs to",
        )
    elif seen.receipt is not None and not _proves(seen.receipt, walk):
        tally.problem(seen.where, "its path does not lead to its head", "give it unchanged")


def _proves(receipt: Receipt, walk: Walk) -> bool:
    leaf = walk.leaves.get(receipt.n)
    return leaf is not None and receipt.root(leaf) == receipt.checkpoint.root


def _check_entry(body: bytes, n: int, log: str, tally: Tally) -> Fields | None:
    """The fields of an entry if it is canonical, whole, and in its place."""
    try:
        fields = read_canonical(body)
    except LedgerDamaged as error:
        tally.problem(f"entry {n}", error.what, _RESTORE)
        return None
    if len(body) > MAX_ENTRY_BYTES or not _is_whole(fields):
        tally.problem(f"entry {n}", "a field is missing or of the wrong kind", _RESTORE)
        return None
    if fields["log"] != log or fields["n"] != n:
        tally.problem(f"entry {n}", "it belongs to another place or another log", _RESTORE)
        return None
    return fields


def _is_whole(fields: Fields) -> bool:
    return (
        fields.get("v") == 1
        and all(type(fields.get(name)) is str for name in _TEXTS)
        and type(fields.get("n")) is int  # True would equal 1
        and type(fields.get("data")) is dict
        and type(fields.get("blobs")) is list
        and type(fields.get("refs")) is list
        and all(type(ref) is str for ref in fields["refs"])
        and all(_is_blob(blob) for blob in fields["blobs"])
    )


def _is_blob(blob: Any) -> bool:
    return (
        type(blob) is dict
        and blob.keys() == {"role", "sha256", "length"}
        and type(blob["role"]) is str
        and type(blob["length"]) is int
        and type(blob["sha256"]) is str
        and _DIGEST.match(blob["sha256"]) is not None
    )
