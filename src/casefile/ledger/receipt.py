"""Receipts: the proof, held by the user, that an entry is in the ledger.

The text is C2SP's (c2sp.org/tlog-proof): the entry's index, the path to the root, and the
checkpoint that signs the root. It proves itself offline, against the entry's bytes and the log's
public key. An old receipt is also what shows that a ledger was rolled back or forked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from casefile.errors import LedgerDamaged
from casefile.ledger.checkpoint import MAX_NOTE_BYTES, Checkpoint, Checks, decode, encode
from casefile.ledger.merkle import HASH_BYTES, leaf_hash, root_from_inclusion

_FIRST = "c2sp.org/tlog-proof@v1"
_INDEX = re.compile(r"index (0|[1-9][0-9]{0,15})\Z")
_MAX_PATH = 64


@dataclass(frozen=True, slots=True)
class Receipt:
    """Entry `n`, the hashes that join it to the root (lowest first), and the signed head."""

    n: int
    path: tuple[bytes, ...]
    checkpoint: Checkpoint

    def to_text(self) -> str:
        """The receipt as text, to be kept elsewhere than the case."""
        lines = [_FIRST, f"index {self.n}", *(encode(step) for step in self.path)]
        return "\n".join(lines) + "\n\n" + self.checkpoint.note

    @classmethod
    def parse(cls, text: str) -> Receipt:
        """Read a receipt; nothing is checked against a key or an entry here.

        Raises:
            LedgerDamaged: not a receipt.
        """
        head, _, note = text.partition("\n\n")
        lines = head.split("\n")
        if len(text) > 2 * MAX_NOTE_BYTES or len(lines) < 2 or lines[0] != _FIRST:
            raise _damaged()
        steps = lines[1:]
        if steps[0].startswith("extra "):  # opaque data of others; we neither write nor read it
            steps = steps[1:]
        index = _INDEX.match(steps[0]) if steps else None
        if index is None or len(steps) > 1 + _MAX_PATH:
            raise _damaged()
        path = tuple(decode(step, HASH_BYTES) for step in steps[1:])
        return cls(int(index[1]), path, Checkpoint.parse(note))

    def root(self, leaf: bytes) -> bytes | None:
        """The root that the path leads to from a leaf hash; None where the path cannot be right."""
        try:
            return root_from_inclusion(self.n, self.checkpoint.size, leaf, self.path)
        except ValueError:
            return None

    def proves(self, body: bytes, key: Checks) -> bool:
        """Whether `key`'s log has signed a head with exactly these bytes as entry `n`."""
        return (
            self.checkpoint.origin == key.name
            and self.checkpoint.signed_by(key)
            and self.root(leaf_hash(body)) == self.checkpoint.root
        )


def _damaged() -> LedgerDamaged:
    return LedgerDamaged(
        "a text is not a receipt",
        next_step="give the receipt as 'casefile add' printed it, all lines",
    )
