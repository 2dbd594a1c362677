"""Taking a case apart and putting a forged one together, as somebody with the disk could.

`Parts` holds a case in pieces. An attack changes pieces; `seal` makes tree, head and copy fit the
changed entries, signed with whatever key the forger has. The forged case is then written as a
case folder and as an unpacked bundle, with every manifest made to fit.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass, replace
from hashlib import sha256, sha512
from io import StringIO
from pathlib import Path
from typing import Any

from casefile.export import bundle_verifier
from casefile.ledger.checkpoint import Checkpoint
from casefile.ledger.keys import LogKey, load_key, save_keys
from casefile.ledger.merkle import Frontier, leaf_hash
from casefile.ledger.record import Marker, Record
from casefile.ledger.sqlite_store import SqliteStore
from casefile.ledger.store import Head, Row
from casefile.ledger.verify import verify_folder


@dataclass
class Parts:
    """A case in pieces. `head` is the ledger's own, `copy` the one that lies in the folder."""

    bodies: list[bytes]
    leaves: list[bytes]
    frontier: bytes
    head: str
    copy: str
    blobs: dict[str, bytes]
    key: LogKey
    public: str
    marker: Marker

    @classmethod
    def take(cls, record: Record) -> Parts:
        """Take a record apart."""
        bodies = list(record.ledger.bodies())
        leaves = [leaf_hash(body) for body in bodies]
        frontier = b"".join(Frontier().extend(leaves).peaks)
        note = record.ledger.head().note
        blobs = {digest: record.blobs.get(digest) for digest in record.blobs.digests()}
        key = load_key(record.folder / "keys")
        public = key.verify_key.to_text()
        marker = Marker.read(record.folder)
        return cls(bodies, leaves, frontier, note, note, blobs, key, public, marker)

    def fields(self, n: int) -> dict[str, Any]:
        """An entry's fields, to be changed and written back."""
        found: dict[str, Any] = json.loads(self.bodies[n])
        return found

    def write(self, n: int, fields: dict[str, Any]) -> None:
        """Write an entry's fields back, canonically."""
        self.bodies[n] = plain(fields)

    def change(self, place: int, /, **changed: Any) -> None:
        """Change fields of an entry."""
        self.write(place, {**self.fields(place), **changed})

    def seal(self, key: LogKey | None = None) -> None:
        """Make leaves, frontier, head and copy fit the entries, signed by the forger's key."""
        self.leaves = [leaf_hash(body) for body in self.bodies]
        frontier = Frontier().extend(self.leaves)
        self.frontier = b"".join(frontier.peaks)
        key = key or self.key
        self.head = Checkpoint.sign(key.name, frontier.size, frontier.root(), key).note
        self.copy = self.head

    def renumber(self) -> None:
        """Give entries the numbers of their places."""
        for n in range(len(self.bodies)):
            self.change(n, n=n)

    def exchange_key(self, key: LogKey) -> None:
        """Put other keys into the folder."""
        self.key, self.public = key, key.verify_key.to_text()

    def rewrite_blob(self, n: int, role: str, act: Callable[[Any], None]) -> None:
        """Change a JSON blob of an entry, and its digest and length in the entry."""
        fields = self.fields(n)
        blob = next(b for b in fields["blobs"] if b["role"] == role)
        value = json.loads(self.blobs[blob["sha256"]])
        act(value)
        self.set_blob(n, role, plain(value))

    def set_blob(self, n: int, role: str, data: bytes) -> None:
        """Put other bytes in the place of an entry's blob; the entry names them rightly."""
        fields = self.fields(n)
        blob = next(b for b in fields["blobs"] if b["role"] == role)
        blob["sha256"], blob["length"] = sha256(data).hexdigest(), len(data)
        self.blobs[blob["sha256"]] = data
        self.write(n, fields)


def plain(value: Any) -> bytes:
    """Canonical JSON without the house's checks, since forgeries may break them."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8")


def write_folder(parts: Parts, folder: Path) -> None:
    """The forged case as a case folder."""
    folder.mkdir()
    save_keys(folder / "keys", parts.key)
    (folder / "keys" / "log.pub").write_text(parts.public + "\n", encoding="utf-8")
    (folder / "casefile.toml").write_text(parts.marker.to_text(), encoding="utf-8")
    (folder / "checkpoint").write_text(parts.copy, encoding="utf-8")
    for name, data in parts.blobs.items():
        path = folder / "blobs" / name[:2] / name[2:4] / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    rows = [
        Row(n, leaf, body)
        for n, (leaf, body) in enumerate(zip(parts.leaves, parts.bodies, strict=True))
    ]
    claimed = parts.head.split("\n")[1]
    size = int(claimed) if claimed.isdigit() else len(rows)
    store = SqliteStore.create(folder / "ledger.sqlite")
    store.append(lambda head: (rows, Head(size, parts.frontier, parts.head)))
    store.close()


def write_bundle(parts: Parts, folder: Path) -> None:
    """The forged case as an unpacked bundle; every manifest fits."""
    files = {
        "data/ledger.jsonl": b"".join(body + b"\n" for body in parts.bodies),
        "data/checkpoint": parts.head.encode("utf-8"),
        "data/keys/log.pub": parts.public.encode("utf-8") + b"\n",
    }
    named = {blob["sha256"] for body in parts.bodies for blob in json.loads(body).get("blobs", [])}
    for name, data in parts.blobs.items():
        if name in named:
            files[f"data/blobs/{name}"] = data
    write_bag(files, folder)


def write_bag(files: dict[str, bytes], folder: Path) -> None:
    """Files with manifests that fit them."""
    tags = {"bagit.txt": b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"}
    for name, make in (("sha256", sha256), ("sha512", sha512)):
        lines = [f"{make(files[file]).hexdigest()}  {file}\n" for file in sorted(files)]
        tags[f"manifest-{name}.txt"] = "".join(lines).encode()
    listed = dict(tags)
    for name, make in (("sha256", sha256), ("sha512", sha512)):
        lines = [f"{make(data).hexdigest()}  {file}\n" for file, data in sorted(listed.items())]
        tags[f"tagmanifest-{name}.txt"] = "".join(lines).encode()
    for file, data in {**files, **tags}.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def folder_finds(parts: Parts, folder: Path, receipts: tuple[str, ...] = ()) -> list[str]:
    """What `casefile verify` finds wrong with the forged folder."""
    write_folder(parts, folder)
    return [str(problem) for problem in verify_folder(folder, receipts).problems]


def bundle_finds(parts: Parts, folder: Path, receipts: tuple[str, ...] = ()) -> list[str]:
    """What the bundle's own verifier finds wrong with the forged bundle."""
    write_bundle(parts, folder)
    arguments = [str(folder)]
    for n, text in enumerate(receipts):
        path = folder.with_name(f"{folder.name}-receipt-{n}")
        path.write_text(text, encoding="utf-8", newline="")
        arguments += ["--receipt", str(path)]
    printed = StringIO()
    with redirect_stdout(printed):
        code = bundle_verifier.main(arguments)
    problems = [line for line in printed.getvalue().splitlines() if line.startswith("PROBLEM")]
    assert code == (1 if problems else 0)
    return problems


def other_marker(parts: Parts, **changed: Any) -> Marker:
    """The marker with other values."""
    return replace(parts.marker, **changed)
