"""Checkpoints: the signed head of the ledger as a C2SP note.

A note is a text, an empty line and signature lines. Ours (c2sp.org/tlog-checkpoint,
c2sp.org/signed-note):

    casefile/0123456789abcdef
    42
    <base64 of the root>

    — casefile/0123456789abcdef <base64 of key id and Ed25519 signature>

Reading is strict: one text has one form. Signature lines of other keys are kept and ignored, so
that witnesses and later key kinds can sign beside us.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from typing import Protocol

from casefile.errors import LedgerDamaged
from casefile.ledger.merkle import HASH_BYTES

MAX_NOTE_BYTES = 16_384
KEY_ID_BYTES = 4
_NAME = re.compile(r"[!-*,-~]{1,255}\Z")  # printable ASCII without space and plus
_SIGNATURE = re.compile("— ([^ \n]+) ([A-Za-z0-9+/]+={0,2})\n")


class Signs(Protocol):
    """A private log key."""

    @property
    def name(self) -> str: ...

    @property
    def key_id(self) -> bytes: ...

    def sign(self, message: bytes) -> bytes: ...


class Checks(Protocol):
    """A public log key."""

    @property
    def name(self) -> str: ...

    @property
    def key_id(self) -> bytes: ...

    def checks(self, signature: bytes, message: bytes) -> bool: ...


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a head says: the log, how many entries it has, and their root; and its signed note."""

    origin: str
    size: int
    root: bytes
    note: str

    @classmethod
    def sign(cls, origin: str, size: int, root: bytes, key: Signs) -> Checkpoint:
        """Say and sign a head."""
        text = _text(origin, size, root)
        signature = key.key_id + key.sign(text.encode("utf-8"))
        note = f"{text}\n— {key.name} {encode(signature)}\n"
        return cls(origin, size, root, note)

    @classmethod
    def parse(cls, note: str) -> Checkpoint:
        """Read a note; its signature is not checked here.

        Raises:
            LedgerDamaged: not a checkpoint in its one form.
        """
        text, _, signatures = note.partition("\n\n")
        lines = text.split("\n")
        if len(note) > MAX_NOTE_BYTES or len(lines) != 3 or not is_key_name(lines[0]):
            raise _damaged(note)
        origin, size, root = lines[0], _number(lines[1]), decode(lines[2], HASH_BYTES)
        if text + "\n" != _text(origin, size, root) or not _signature_lines(signatures):
            raise _damaged(note)
        return cls(origin, size, root, note)

    def signed_by(self, key: Checks) -> bool:
        """Whether a signature of `key` stands under it and holds. Other lines are ignored."""
        text, _, signatures = self.note.partition("\n\n")
        message = (text + "\n").encode("utf-8")
        return any(
            name == key.name
            and signature[:KEY_ID_BYTES] == key.key_id
            and key.checks(signature[KEY_ID_BYTES:], message)
            for name, signature in _signature_lines(signatures)
        )


def is_key_name(name: str) -> bool:
    """Whether a log or key can bear this name: printable ASCII, no space, no plus."""
    return _NAME.match(name) is not None


def encode(data: bytes) -> str:
    """Standard base64."""
    return base64.b64encode(data).decode("ascii")


def decode(text: str, length: int | None = None) -> bytes:
    """Standard base64 in its one form; `length` in bytes, where it is known.

    Raises:
        LedgerDamaged: not base64, not its one form, or of another length.
    """
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, ValueError) as error:
        raise LedgerDamaged("a hash or signature is not base64") from error
    # Base64 has unused bits at its end; only one spelling of them is ours.
    if encode(data) != text or (length is not None and len(data) != length):
        raise LedgerDamaged(
            "a hash or signature is not of its one form", found=f"{len(data)} bytes"
        )
    return data


def _text(origin: str, size: int, root: bytes) -> str:
    return f"{origin}\n{size}\n{encode(root)}\n"


def _number(text: str) -> int:
    if not re.match(r"(0|[1-9][0-9]{0,15})\Z", text):
        raise LedgerDamaged("a checkpoint's size is not a whole number")
    return int(text)


def _signature_lines(block: str) -> list[tuple[str, bytes]]:
    """Names and signature bytes; empty where the block is not made of signature lines."""
    found, at = [], 0
    while at < len(block):
        match = _SIGNATURE.match(block, at)
        if match is None:
            return []
        found.append((match[1], decode(match[2])))
        at = match.end()
    return found


def _damaged(note: str) -> LedgerDamaged:
    return LedgerDamaged(
        "a text is not a checkpoint",
        found=f"{len(note)} characters",
        next_step="put back the checkpoint from a copy of the case",
    )
