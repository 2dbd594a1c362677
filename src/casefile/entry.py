"""An entry: one line of the ledger, and the one encoding in which it is hashed.

Canonical JSON is a subset of RFC 8785: objects, arrays, strings, true, false, null and whole
numbers below 2**53; keys of a-z, 0-9 and _; no floats (decimals travel as strings), no lone
surrogates. In this subset Python's own sorted, compact `json.dumps` gives RFC 8785's bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from casefile.errors import LedgerDamaged, LedgerError

MAX_ENTRY_BYTES = 65_535  # also the entry limit of C2SP tlog-tiles
MAX_DEPTH = 8
_LARGEST = 2**53
_KEY = re.compile(r"[a-z0-9_]{1,40}\Z")


@dataclass(frozen=True, slots=True)
class BlobRef:
    """A blob that an entry rests on: what it is for, its SHA-256 (hex) and its length in bytes."""

    role: str
    sha256: str
    length: int


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry before the ledger gives it its place.

    `kind` is one of `KINDS`; `refs` are ids of documents or claims that it speaks of.
    """

    kind: str
    data: Mapping[str, Any] = field(default_factory=dict)
    blobs: tuple[BlobRef, ...] = ()
    refs: tuple[str, ...] = ()


KINDS = (
    "case.open",
    "document.add",
    "reading.add",
    "export.make",
    "decision.make",
    "step.record",
    "register.add",
)
"""The kinds of entry this release writes. Readers keep and ignore kinds they do not own."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger: `log` and `n` (from 0) fix its place, `at` (UTC, ISO 8601) and
    `by` (a person's pseudonym) are asserted by whoever appended it."""

    log: str
    n: int
    kind: str
    at: str
    by: str
    data: Mapping[str, Any]
    blobs: tuple[BlobRef, ...] = ()
    refs: tuple[str, ...] = ()
    rest: Mapping[str, Any] = field(default_factory=dict)  # fields of later releases, kept

    def to_bytes(self) -> bytes:
        """The leaf: canonical JSON.

        Raises:
            LedgerError: something in it has no canonical form, or it is too long.
        """
        body = canonical_bytes(
            {
                **self.rest,
                "v": 1,
                "log": self.log,
                "n": self.n,
                "kind": self.kind,
                "at": self.at,
                "by": self.by,
                "data": dict(self.data),
                "blobs": [
                    {"role": b.role, "sha256": b.sha256, "length": b.length} for b in self.blobs
                ],
                "refs": list(self.refs),
            }
        )
        if len(body) > MAX_ENTRY_BYTES:
            raise LedgerError(
                f"an entry of kind {self.kind} is too long",
                found=f"{len(body)} bytes, {MAX_ENTRY_BYTES} allowed",
                next_step="put the long part into a blob",
            )
        return body

    @classmethod
    def from_bytes(cls, body: bytes) -> Self:
        """Read a leaf, keeping fields that this release does not know.

        Raises:
            LedgerDamaged: not canonical, or a field is missing or of the wrong kind.
        """
        fields = parse_canonical(body)
        try:
            if fields.pop("v") != 1:
                raise ValueError("version")
            return cls(
                log=fields.pop("log"),
                n=fields.pop("n"),
                kind=fields.pop("kind"),
                at=fields.pop("at"),
                by=fields.pop("by"),
                data=fields.pop("data"),
                blobs=tuple(BlobRef(**b) for b in fields.pop("blobs")),
                refs=tuple(fields.pop("refs")),
                rest=fields,
            )
        except (KeyError, TypeError, ValueError) as error:
            raise LedgerDamaged(
                "an entry lacks a field or has one of the wrong kind", found=repr(error)
            ) from error


def canonical_bytes(value: Any) -> bytes:
    """The one encoding of a value.

    >>> canonical_bytes({"b": [1, None], "a": "é"})
    b'{"a":"\\xc3\\xa9","b":[1,null]}'

    Raises:
        LedgerError: the value has no canonical form.
    """
    _check(value, 0)
    return _dumps(value).encode("utf-8")


def parse_canonical(body: bytes) -> dict[str, Any]:
    """Read canonical JSON and refuse anything that is not byte for byte canonical.

    Raises:
        LedgerDamaged: not JSON, not canonical, or not an object.
    """
    try:
        value = json.loads(body)
        if isinstance(value, dict) and canonical_bytes(value) == body:
            return value
    except (ValueError, RecursionError, LedgerError) as error:
        raise LedgerDamaged("stored bytes are not canonical JSON") from error
    raise LedgerDamaged("stored bytes are not canonical JSON")


def _dumps(value: Any) -> str:
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def _check(value: Any, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise LedgerError("canonical JSON is nested too deep", found=f"over {MAX_DEPTH} levels")
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, str):
        _check_text(value)
    elif isinstance(value, int):
        if abs(value) >= _LARGEST:
            raise LedgerError("a number is too large for canonical JSON")
    elif isinstance(value, (list, tuple)):
        for item in value:
            _check(item, depth + 1)
    elif isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str) or not _KEY.match(key):
                raise LedgerError("canonical JSON has keys of a-z, 0-9 and _ only")
            _check(item, depth + 1)
    else:
        raise LedgerError("no canonical form", found=f"a value of type {type(value).__name__}")


def _check_text(text: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise LedgerError("text with a lone surrogate has no canonical form") from error
