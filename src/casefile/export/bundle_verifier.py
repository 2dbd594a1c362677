#!/usr/bin/env python3
# One blank line between parts keeps this file short enough to be read in one sitting.
# fmt: off
"""Check a casefile bundle. Python 3.8 or later, standard library only, no network.

    python3 verify.py [BUNDLE] [--key VKEY] [--receipt FILE]...

BUNDLE is the unpacked folder or the zip; without it, the folder this file lies in. --key is the
log key (a line NAME+ID+BASE64) and --receipt a receipt or checkpoint, both got by another way
than the bundle. Exit code 0: everything holds; 1: a problem was found; 2: it could not be checked.

Methods: tree of RFC 9162, Ed25519 of RFC 8032, notes and proofs of C2SP, bag of RFC 8493.
"""

from __future__ import annotations  # noqa: I001 - no more than 500 lines

import argparse, base64, hashlib, json  # noqa: E401
import os, re, stat, sys, zipfile  # noqa: E401
from typing import Any, Iterator, NamedTuple  # noqa: UP035 - Python 3.8 has it here

MAX_FILES, MAX_RATIO = 1000000, 100  # ratio: bytes unpacked to packed
MAX_FILE, MAX_TOTAL, MAX_ENTRY = 8 << 30, 256 << 30, 65535  # bytes; total as the archive declares
MAX_PROBLEMS, MAX_DEPTH = 50, 8
SAFE_NAME = re.compile(r"(?!/)(?:(?!\.{1,2}(?:/|\Z))[A-Za-z0-9._-]+(?:/(?!\Z)|\Z))+\Z")
HEX = re.compile(r"[0-9a-f]{64}\Z")
KEY = re.compile(r"[a-z0-9_]{1,40}\Z")
SIGNATURE = re.compile("— ([^ \n]+) ([A-Za-z0-9+/]+={0,2})\n")
BAGIT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
ROLES = ("source", "cue", "content")  # what a claim's id covers

class Wrong(Exception):
    """Something in the bundle is not as it must be."""

class Folder:
    """Files under a folder; links and odd names are refused."""
    def __init__(self, root: str) -> None:
        self.root = root
        self.names: list[str] = []
        for at, folders, files in os.walk(root):
            for name in folders + files:
                path = os.path.join(at, name)
                if os.path.islink(path) or not (os.path.isdir(path) or os.path.isfile(path)):
                    raise Wrong("a link or special file in the bundle")
                if name in files:
                    self.names.append(os.path.relpath(path, root).replace(os.sep, "/"))
        check_names(self.names)

    def open(self, name: str) -> Any:
        return open(os.path.join(self.root, *name.split("/")), "rb")

class Archive:
    """Files in a zip with one folder at its top; sizes are checked before anything is unpacked."""
    def __init__(self, path: str) -> None:
        self.zip = zipfile.ZipFile(path)
        files = [info for info in self.zip.infolist() if not info.filename.endswith("/")]
        tops = {info.filename.split("/", 1)[0] for info in self.zip.infolist()}
        if len(tops) != 1:
            raise Wrong("the archive must have one folder at its top")
        self.top = tops.pop() + "/"
        for info in files:
            if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG) or info.flag_bits & 1:
                raise Wrong("a link, special or encrypted file in the archive")
            if info.file_size > min(MAX_FILE, MAX_RATIO * (info.compress_size + 999)):
                raise Wrong("a file in the archive unpacks to too much")
        if sum(info.file_size for info in files) > MAX_TOTAL:
            raise Wrong("the archive unpacks to too much")
        self.names = [info.filename[len(self.top) :] for info in files]
        check_names(self.names)

    def open(self, name: str) -> Any:
        return self.zip.open(self.top + name)

def check_names(names: list[str]) -> None:
    plain = all(map(SAFE_NAME.match, names)) and len(set(names)) == len(names)
    if not plain or len(names) > MAX_FILES:
        raise Wrong("too many files, two of one name, or a name that leads elsewhere")

def read_all(bundle: Any, name: str, limit: int = MAX_FILE) -> bytes:
    if name not in bundle.names:
        raise Wrong(f"{name} is missing")
    with bundle.open(name) as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise Wrong(f"{name} is too large")
    return bytes(data)

def check_bag(bundle: Any) -> None:
    """Every file is listed, every listed file is there, every digest holds."""
    if read_all(bundle, "bagit.txt", 999) != BAGIT or "fetch.txt" in bundle.names:
        raise Wrong("bagit.txt is not that of a bag, or the bag wants to fetch files")
    payload = {name for name in bundle.names if name.startswith("data/")}
    for algorithm in ("sha256", "sha512"):
        for manifest in (f"manifest-{algorithm}.txt", f"tagmanifest-{algorithm}.txt"):
            lines = read_all(bundle, manifest).decode("utf-8").splitlines()
            listed = {name: digest for digest, _, name in (x.partition("  ") for x in lines)}
            # All of data/ is listed; beside it a recipient may lay files of their own.
            needed = payload if manifest.startswith("manifest") else set(listed)
            if len(listed) != len(lines) or set(listed) != needed or needed - set(bundle.names):
                raise Wrong(f"{manifest}: the files are not those that it lists")
            for name in sorted(needed):
                if file_digest(bundle, name, algorithm) != listed[name]:
                    raise Wrong(f"{manifest}: {name} has another digest")

def file_digest(bundle: Any, name: str, algorithm: str) -> str:
    hasher = hashlib.new(algorithm)
    with bundle.open(name) as file:
        for piece in iter(lambda: file.read(1 << 20), b""):
            hasher.update(piece)
    return hasher.hexdigest()

def read_canonical(body: bytes) -> dict[str, Any]:
    """An object whose bytes are the one encoding of it: a subset of RFC 8785 without floats."""
    try:
        text = body.decode("utf-8")
        value = json.loads(text)
        check_plain(value, 0)
        again = ENCODER.encode(value)
    except (ValueError, RecursionError):
        raise Wrong("not canonical JSON") from None
    if not isinstance(value, dict) or again != text:
        raise Wrong("not canonical JSON")
    return value

def check_plain(value: Any, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise ValueError
    if isinstance(value, float) or (isinstance(value, int) and abs(value) >= 2**53):
        raise ValueError
    if isinstance(value, dict) and not all(map(KEY.match, value)):
        raise ValueError
    if isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            check_plain(item, depth + 1)

def sha(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()

class Tree:
    """Roots of the complete subtrees, largest first; keeps the roots and leaves asked for."""
    def __init__(self, sizes: set[int], places: set[int | None]) -> None:
        self.size, self.sizes, self.places = 0, sizes, places
        self.peaks: list[bytes] = []
        self.roots, self.leaves = {0: self.root()}, {-1: b""}

    def push(self, leaf: bytes) -> None:
        size = self.size
        if size in self.places:
            self.leaves[size] = leaf
        while size & 1:
            leaf = sha(b"\x01", self.peaks.pop(), leaf)
            size >>= 1
        self.peaks.append(leaf)
        self.size += 1
        if self.size in self.sizes:
            self.roots[self.size] = self.root()

    def root(self) -> bytes:
        root, *peaks = self.peaks[::-1] or [sha()]
        for peak in peaks:
            root = sha(b"\x01", peak, root)
        return root

def root_by_path(n: int, size: int, leaf: bytes, path: tuple[bytes, ...]) -> bytes | None:
    if not 0 <= n < size:
        return None
    last = size - 1
    for step in path:
        if last == 0:
            return None
        if n & 1 or n == last:
            leaf = sha(b"\x01", step, leaf)
            while n and not n & 1:
                n, last = n >> 1, last >> 1
        else:
            leaf = sha(b"\x01", leaf, step)
        n, last = n >> 1, last >> 1
    return leaf if last == 0 else None

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P

def add(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
    u, v = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    t, z = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = v - u, z - t, z + t, v + u
    return (e * f % P, g * h % P, f * g % P, e * h % P)

def multiply(factor: int, point: tuple[int, ...]) -> tuple[int, ...]:
    total: tuple[int, ...] = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            total = add(total, point)
        point, factor = add(point, point), factor >> 1
    return total

def unpack(data: bytes) -> tuple[int, ...] | None:
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return (x, y, 1, x * y % P)

def pack(point: tuple[int, ...]) -> bytes:
    inverse = pow(point[2], P - 2, P)
    x, y = point[0] * inverse % P, point[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")

def signature_holds(public: bytes, signature: bytes, message: bytes) -> bool:
    base, key = unpack((4 * pow(5, P - 2, P) % P).to_bytes(32, "little")), unpack(public)
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or key is None or base is None or s >= L:
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    h = int.from_bytes(digest, "little") % L
    minus = (P - key[0], key[1], 1, P - key[3])
    return pack(add(multiply(s, base), multiply(h, minus))) == signature[:32]

class Key(NamedTuple):
    name: str
    ident: bytes
    public: bytes

class Head(NamedTuple):
    where: str
    origin: str
    size: int
    root: bytes
    message: bytes
    signatures: list[tuple[str, bytes]]
    place: int | None = None  # of the entry that a receipt proves
    path: tuple[bytes, ...] = ()

def unbase64(text: str) -> bytes:
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except ValueError:
        data = b""
    if base64.b64encode(data).decode("ascii") != text:
        raise Wrong("not base64 in its one form")
    return data

def read_key(line: str) -> Key:
    name, _, rest = line.partition("+")
    ident, _, coded = rest.partition("+")
    data = unbase64(coded)
    expected = sha(name.encode("utf-8"), b"\n", data)[:4]
    if len(data) != 33 or data[:1] != b"\x01" or ident != expected.hex():
        raise Wrong("the log key is not one")
    return Key(name, expected, data[1:])

def read_head(where: str, note: str) -> Head:
    text, _, block = note.partition("\n\n")
    lines, signatures, at = text.split("\n"), [], 0
    while at < len(block):
        match = SIGNATURE.match(block, at)
        if match is None:
            raise Wrong(f"{where}: not a checkpoint")
        signatures.append((match.group(1), unbase64(match.group(2))))
        at = match.end()
    if len(lines) != 3 or not signatures or not re.match(r"(0|[1-9][0-9]{0,15})\Z", lines[1]):
        raise Wrong(f"{where}: not a signed checkpoint")
    root = unbase64(lines[2])
    return Head(where, lines[0], int(lines[1]), root, (text + "\n").encode("utf-8"), signatures)

def read_seen(where: str, text: str) -> Head:
    """A receipt, or a bare checkpoint."""
    if not text.startswith("c2sp.org/tlog-proof@v1\n"):
        return read_head(where, text)
    front, _, note = text.partition("\n\n")
    lines = [line for line in front.split("\n")[1:] if not line.startswith("extra ")]
    if not lines or not re.match(r"index (0|[1-9][0-9]{0,15})\Z", lines[0]) or len(lines) > 65:
        raise Wrong(f"{where}: not a receipt")
    path = tuple(unbase64(line) for line in lines[1:])
    return read_head(where, note)._replace(place=int(lines[0][6:]), path=path)

def is_signed(head: Head, key: Key) -> bool:
    ours = [sig[4:] for name, sig in head.signatures if (name, sig[:4]) == key[:2]]
    return any(signature_holds(key.public, signature, head.message) for signature in ours)

class Contents:
    """Blobs, documents and claims, entry by entry."""
    def __init__(self, bundle: Any) -> None:
        self.bundle, self.names = bundle, frozenset(bundle.names)
        self.blobs: dict[str, int] = {}
        self.texts: dict[str, str] = {}
        self.documents = self.claims = self.quotes = 0

    def blob(self, digest: str) -> bytes:
        name = "data/blobs/" + digest
        if name not in self.names:
            raise Wrong(f"blob {digest[:10]} is missing")
        with self.bundle.open(name) as file:
            data = bytes(file.read())
        if sha(data).hex() != digest:
            raise Wrong(f"blob {digest[:10]} is not what was stored")
        return data

    def check(self, fields: dict[str, Any]) -> None:
        roles = {}
        for blob in fields["blobs"]:
            digest = blob["sha256"]
            named = blob.keys() == {"role", "sha256", "length"} and type(blob["role"]) is str
            if not named or not HEX.match(digest):
                raise Wrong("a blob is not named as one")
            if digest not in self.blobs:
                self.blobs[digest] = len(self.blob(digest))
            if type(blob["length"]) is not int or self.blobs[digest] != blob["length"]:
                raise Wrong(f"blob {digest[:10]} is not of the length that is told")
            roles[blob["role"]] = digest
        if fields["kind"] == "document.add":
            self.check_document(fields, roles)
        elif fields["kind"] == "reading.add":
            self.check_reading(fields, roles)

    def check_document(self, fields: dict[str, Any], roles: dict[str, str]) -> None:
        text = self.blob(roles["text"]).decode("utf-8")
        record = read_canonical(self.blob(roles["record"]))
        of_text = sha(text.encode("utf-8")).hex()
        name = sha(f"casefile/document/v1\x00{roles['raw']}\x00{of_text}".encode()).hex()
        said = (record["document"], record["digest"], fields["data"]["document"])
        if said != (name, roles["raw"], name) or name not in fields["refs"]:
            raise Wrong("bytes and text do not give the document id that is told")
        in_order([(s, e) for s, e, _ in record["regions"]], len(text))
        places = [(s, e) for _, s, e in record["pages"]] + [(s, e) for s, e, _ in record["flags"]]
        places += [p[part] for p in record["photos"] for part in ("caption", "credit") if p[part]]
        if not all(0 <= start <= end <= len(text) for start, end in places):
            raise Wrong("a part of the document points outside its text")
        self.texts[name] = roles["text"]
        self.documents += 1

    def check_reading(self, fields: dict[str, Any], roles: dict[str, str]) -> None:
        reading = read_canonical(self.blob(roles["claims"]))
        name, data = reading["document"], fields["data"]
        said = (data["document"], data["reader"], data["claims"])
        if said != (name, reading["reader"], len(reading["claims"])) or name not in fields["refs"]:
            raise Wrong("the entry and its claims do not say the same")
        if name not in self.texts:
            raise Wrong("it reads a document that is not in the ledger before it")
        text = self.blob(self.texts[name]).decode("utf-8")
        for claim in reading["claims"]:
            self.check_claim(name, text, claim)
        in_text(reading.get("particulars", {}), len(text))

    def check_claim(self, name: str, text: str, claim: dict[str, Any]) -> None:
        parts = [name] + [f"{r}:{tuple((s, e) for s, e in claim[r])}" for r in ROLES]
        roles = (*ROLES, "relay", "condition") if "relay" in claim else ROLES
        if not (claim["cue"] or claim["content"]) or claim["words"].keys() != set(roles):
            raise Wrong("a claim points at no words or does not quote them")
        for role in roles:
            extents = tuple((start, end) for start, end in claim[role])
            in_order(extents, len(text))
            if claim["words"][role] != [text[start:end] for start, end in extents]:
                raise Wrong("the quoted words of a claim are not the words at its place")
            self.quotes += len(extents)
        if claim["id"] != sha(b"casefile/claim/v1\x00", "\x00".join(parts).encode()).hex():
            raise Wrong("a claim's id is not that of its words' places")
        self.claims += 1

def in_order(extents: Any, length: int) -> None:
    at = 0
    for start, end in extents:
        if type(start) is not int or type(end) is not int or not at <= start < end <= length:
            raise Wrong("places in a text are outside it or out of order")
        at = end

def in_text(value: Any, length: int) -> None:
    if isinstance(value, dict) and "start" in value:
        in_order([(value["start"], value["end"])], length)
    for part in value.values() if isinstance(value, dict) else value:
        if isinstance(part, (dict, list)):
            in_text(part, length)

def verify(bundle: Any, trusted: str | None, seen: list[Head], problems: list[str]) -> list[str]:
    """Add what is wrong to `problems`; give the lines of what is proved where nothing is."""
    check_bag(bundle)
    line = read_all(bundle, "data/keys/log.pub", 9999).decode("utf-8")
    key = read_key(line[:-1])
    if not line.endswith("\n") or (trusted is not None and line[:-1] != trusted.strip()):
        problems.append("data/keys/log.pub: not the log key that you gave")
    note = read_all(bundle, "data/checkpoint", 1 << 16).decode("utf-8")
    head = read_head("data/checkpoint", note)
    contents = Contents(bundle)
    tree = Tree({one.size for one in seen}, {one.place for one in seen})
    for n, body in enumerate(entry_lines(bundle)):
        tree.push(sha(b"\x00", body))
        if len(problems) < MAX_PROBLEMS:
            check_entry(n, body, head.origin, contents, problems)
    if (head.size, head.root) != (tree.size, tree.root()):
        problems.append("data/checkpoint: not the head of these entries")
    if head.origin != key.name or not is_signed(head, key):
        problems.append("data/checkpoint: not signed by data/keys/log.pub")
    unnamed = sum(n.startswith("data/blobs/") for n in bundle.names) - len(contents.blobs)
    if unnamed > 0:
        problems.append(f"data/blobs: {unnamed} that no entry names")
    for one in seen:
        check_seen(one, key, tree, problems)
    return [
        f"{tree.size} entries unchanged, in order, complete under the signed head",
        f"{len(contents.blobs)} blobs are those that the entries name",
        f"{contents.documents} documents have the bytes and text of their ids",
        f"{contents.quotes} quotes of {contents.claims} claims are the words there",
    ]

def entry_lines(bundle: Any) -> Iterator[bytes]:
    with bundle.open("data/ledger.jsonl") as file:
        for line in iter(lambda: bytes(file.readline(MAX_ENTRY + 2)), b""):
            if not line.endswith(b"\n") or len(line) > MAX_ENTRY + 1:
                raise Wrong("data/ledger.jsonl: a line that is no entry")
            yield line[:-1]

def check_entry(n: int, body: bytes, log: str, contents: Contents, problems: list[str]) -> None:
    try:
        fields = read_canonical(body)
        data, refs = fields["data"], fields["refs"]
        texts = [fields[name] for name in ("log", "kind", "at", "by")] + refs
        lists = type(fields["blobs"]) is list and type(refs) is list and type(data) is dict
        if fields["v"] != 1 or not lists or not all(type(text) is str for text in texts):
            raise Wrong("a field is missing or of the wrong kind")
        if fields["log"] != log or fields["n"] != n or type(fields["n"]) is not int:
            raise Wrong("it belongs to another place or another log")
        opening = (fields["kind"], data.get("log"), data.get("by"), data.get("format"))
        if n == 0 and opening != ("case.open", log, fields["by"], 1):
            raise Wrong("it does not open this case")
        contents.check(fields)
    except Wrong as error:
        problems.append(f"entry {n}: {error}")
    except (KeyError, TypeError, ValueError, AttributeError):
        problems.append(f"entry {n}: a part is missing or of the wrong kind")

def check_seen(seen: Head, key: Key, tree: Tree, problems: list[str]) -> None:
    """Hold the ledger to a head seen earlier: it must continue it."""
    what = ""
    if seen.origin != key.name or not is_signed(seen, key):
        what = "not of this log, or not signed by this log key"
    elif seen.size > tree.size:
        what = f"it has seen {seen.size} entries, here are {tree.size}: the ledger was set back"
    elif tree.roots.get(seen.size) != seen.root:
        what = f"the first {seen.size} entries are not those it has seen"
    elif seen.place is not None:
        leaf = tree.leaves.get(seen.place, b"")
        if root_by_path(seen.place, seen.size, leaf, seen.path) != seen.root:
            what = "its path does not lead to its head"
    if what:
        problems.append(f"{seen.where}: {what}")

def show(problems: list[str], proved: list[str], trusted: str | None, seen: list[Head]) -> None:
    if problems:
        lines = ["PROBLEM      " + problem for problem in problems[:MAX_PROBLEMS]]
        return print("\n".join([*lines, "The bundle does not hold; mend the first problem first."]))
    if seen:
        proved.append(f"the ledger continues what {len(seen)} receipts or heads saw")
    lines = ["proved       " + line for line in proved]
    lines.append("asserted     who appended an entry, when, where bytes came from, their readings")
    lines.append("not checked  whether what a document says is so")
    if trusted is None:
        lines.append("not checked  whose key it is: compare data/keys/log.pub by another channel")
    if not seen:
        lines.append("not checked  whether it was set back or signed anew: only a receipt shows it")
    return print("\n".join(lines))

def open_bundle(path: str) -> Any:
    if not os.path.isdir(path) and not zipfile.is_zipfile(path):
        raise OSError(f"{path} is neither a bundle's folder nor its zip")
    return Folder(path) if os.path.isdir(path) else Archive(path)

def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Check a casefile bundle.")
    here = os.path.dirname(os.path.abspath(__file__))
    parser.add_argument("bundle", nargs="?", default=here, help="folder or zip")
    parser.add_argument("--key", help="the log key, got by another way")
    parser.add_argument("--receipt", action="append", default=[], help="a receipt kept elsewhere")
    options = parser.parse_args(arguments)
    problems: list[str] = []
    proved: list[str] = []
    seen: list[Head] = []
    try:
        for path in options.receipt:
            with open(path, encoding="utf-8", newline="") as file:
                seen.append(read_seen(path, file.read(1 << 16)))
        proved = verify(open_bundle(options.bundle), options.key, seen, problems)
    except Wrong as error:
        problems.append(str(error))
    except OSError as error:
        print(f"cannot check: {error}", file=sys.stderr)
        return 2
    except Exception as error:  # whatever a damaged archive makes the library raise
        problems.append(f"the bundle is damaged: {type(error).__name__}")
    show(problems, proved, options.key, seen)
    return 1 if problems else 0

if __name__ == "__main__":
    sys.exit(main())
