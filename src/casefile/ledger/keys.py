"""The log key: Ed25519, one a case. The only module that opens the cryptography library.

Both halves are kept as one line of text in the form of C2SP's notes (c2sp.org/signed-note):
`PRIVATE+KEY+<name>+<key id, hex>+<base64 of 0x01 and the seed>` in a file only its owner can read,
and `<name>+<key id, hex>+<base64 of 0x01 and the public key>`, the vkey, for everybody.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from casefile.errors import LedgerDamaged, LedgerError
from casefile.ledger.checkpoint import KEY_ID_BYTES, decode, encode, is_key_name

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PRIVATE_NAME = "log.key"
PUBLIC_NAME = "log.pub"
_ED25519 = b"\x01"
_SECRET = "PRIVATE+KEY+"  # noqa: S105 - the word that opens a private key's line, not a key
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class VerifyKey:
    """The public half: the log's name and 32 bytes."""

    name: str
    public: bytes

    @property
    def key_id(self) -> bytes:
        """The four bytes that stand before a signature of this key."""
        told = self.name.encode("utf-8") + b"\n" + _ED25519 + self.public
        return sha256(told).digest()[:KEY_ID_BYTES]

    def checks(self, signature: bytes, message: bytes) -> bool:
        """Whether the signature over the message is this key's."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True

    def to_text(self) -> str:
        """The vkey, one line without its end."""
        return f"{self.name}+{self.key_id.hex()}+{encode(_ED25519 + self.public)}"

    @classmethod
    def parse(cls, text: str) -> VerifyKey:
        """Read a vkey in its one form.

        Raises:
            LedgerDamaged: anything else.
        """
        name, public = _split_key(text)
        key = cls(name, public)
        if key.to_text() != text:
            raise _damaged("a public log key")
        return key


@dataclass(frozen=True, slots=True)
class LogKey:
    """The private half. `repr` does not show it."""

    name: str
    _private: Ed25519PrivateKey

    @classmethod
    def create(cls, name: str, seed: bytes | None = None) -> LogKey:
        """A new key for the log `name`; `seed` is 32 bytes, and drawn where it is not given.

        Raises:
            LedgerError: a log cannot bear this name.
        """
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        if not is_key_name(name):
            raise LedgerError("a log's name is printable, without space or plus")
        return cls(name, Ed25519PrivateKey.from_private_bytes(seed or os.urandom(_KEY_BYTES)))

    @property
    def verify_key(self) -> VerifyKey:
        """The public half."""
        return VerifyKey(self.name, self._private.public_key().public_bytes_raw())

    @property
    def key_id(self) -> bytes:
        """The four bytes that stand before a signature of this key."""
        return self.verify_key.key_id

    def sign(self, message: bytes) -> bytes:
        """The signature, 64 bytes (RFC 8032)."""
        return self._private.sign(message)

    def to_text(self) -> str:
        """The private key's line, without its end. Nothing but `save_keys` writes it."""
        seed = encode(_ED25519 + self._private.private_bytes_raw())
        return f"{_SECRET}{self.name}+{self.key_id.hex()}+{seed}"

    @classmethod
    def parse(cls, text: str) -> LogKey:
        """Read a private key's line in its one form.

        Raises:
            LedgerDamaged: anything else.
        """
        if not text.startswith(_SECRET):
            raise _damaged("the private log key")
        name, seed = _split_key(text[len(_SECRET) :])
        key = cls.create(name, seed)
        if key.to_text() != text:
            raise _damaged("the private log key")
        return key

    def __repr__(self) -> str:
        return f"LogKey({self.name!r})"


def save_keys(folder: Path, key: LogKey) -> None:
    """Write both halves into a new folder, durably; the private one readable by its owner only."""
    folder.mkdir(mode=0o700)
    _save(folder / PRIVATE_NAME, key.to_text(), 0o600)
    _save(folder / PUBLIC_NAME, key.verify_key.to_text(), 0o644)


def load_key(folder: Path) -> LogKey:
    """The private key of a keys folder.

    Raises:
        LedgerError: missing or not readable.
        LedgerDamaged: not a key in its one form.
    """
    return LogKey.parse(_read_line(folder / PRIVATE_NAME))


def load_verify_key(folder: Path) -> VerifyKey:
    """The public key of a keys folder.

    Raises:
        LedgerError: missing or not readable.
        LedgerDamaged: not a key in its one form.
    """
    return VerifyKey.parse(_read_line(folder / PUBLIC_NAME))


def _split_key(text: str) -> tuple[str, bytes]:
    """Name and key bytes of `<name>+<key id>+<base64>`; the caller compares the whole line."""
    name, plus, rest = text.partition("+")
    _, _, coded = rest.partition("+")
    if not plus or not is_key_name(name):
        raise _damaged("a log key")
    data = decode(coded, 1 + _KEY_BYTES)
    if data[:1] != _ED25519:
        raise _damaged("a log key")
    return name, data[1:]


def _save(path: Path, line: str, mode: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(line.encode("utf-8") + b"\n")
        file.flush()
        os.fsync(file.fileno())


def _read_line(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise LedgerError(
            f"the key {path.name} cannot be read",
            found=error.strerror or "",
            next_step=f"put back keys/{path.name} from a copy of the case",
        ) from error
    line = data.decode("utf-8", "replace")
    if not line.endswith("\n"):
        raise _damaged(f"the key {path.name}")
    return line[:-1]


def _damaged(what: str) -> LedgerDamaged:
    return LedgerDamaged(
        f"{what} is not in its one form", next_step="put it back from a copy of the case"
    )
