"""The index: one SQLite file beside the ledger, folded from its entries.

It is a projection. `keep_up` folds what is new; dropping the file and folding from the first
entry gives the same rows, which `digest` shows. Nothing in it is evidence.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any

import apsw

from casefile.entry import Entry, parse_canonical
from casefile.errors import CaseError
from casefile.search.fold import claim_rows, document_row
from casefile.search.rows import ClaimFilter, ClaimRow, DocumentRow

VERSION = "3"
ReadBlob = Callable[[str], bytes]

_SCHEMA = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE document(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, n INTEGER NOT NULL,
  digest TEXT NOT NULL, name TEXT NOT NULL, container TEXT NOT NULL, address TEXT NOT NULL,
  outlet TEXT NOT NULL, headline TEXT NOT NULL, published TEXT NOT NULL, received TEXT NOT NULL,
  media_type TEXT NOT NULL, words INTEGER NOT NULL, furniture INTEGER NOT NULL,
  photos INTEGER NOT NULL, flags INTEGER NOT NULL, claims INTEGER NOT NULL) STRICT;
CREATE INDEX document_digest ON document(digest);
CREATE TABLE claim(id TEXT NOT NULL, document TEXT NOT NULL, number INTEGER NOT NULL,
  position INTEGER NOT NULL, outlet TEXT NOT NULL, published TEXT NOT NULL,
  speaker TEXT NOT NULL, speaker_kind TEXT NOT NULL, source TEXT NOT NULL, cue TEXT NOT NULL,
  content TEXT NOT NULL, stance TEXT NOT NULL, directness TEXT NOT NULL, outlook TEXT NOT NULL,
  score TEXT NOT NULL, reader TEXT NOT NULL, relay TEXT NOT NULL, condition TEXT NOT NULL,
  certainty TEXT NOT NULL, time TEXT NOT NULL, asked TEXT NOT NULL, party TEXT NOT NULL,
  PRIMARY KEY(document, id)) STRICT, WITHOUT ROWID;
CREATE INDEX claim_stance ON claim(stance);
"""


class Index:
    """The rows of a case, kept up with its ledger."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._db = connection
        connection.create_scalar_function("folded", _folded, 1, deterministic=True)
        if not self._rows("SELECT 1 FROM sqlite_schema WHERE name='meta'"):
            with connection:
                connection.execute(_SCHEMA)
                connection.execute("INSERT INTO meta VALUES('version',?),('size','0')", (VERSION,))

    @classmethod
    def open(cls, path: Path) -> Index:
        """Open or make the index; one of another version, or damaged, is dropped first."""
        try:
            index = cls(_connect(path))
            if index._meta("version") == VERSION:
                return index
            index.close()
        except (apsw.Error, IndexError):
            pass
        drop(path)
        return cls(_connect(path))

    @classmethod
    def in_memory(cls) -> Index:
        """An index that leaves no file, for comparing."""
        return cls(apsw.Connection(":memory:"))

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @property
    def size(self) -> int:
        """How many entries are folded in."""
        return int(self._meta("size"))

    def keep_up(self, entries: Iterable[Entry], read_blob: ReadBlob) -> None:
        """Fold entries that follow the last one folded; all of them or none."""
        with self._db:
            size = self.size
            for entry in entries:
                self._fold(entry, read_blob)
                size = entry.n + 1
            self._db.execute("UPDATE meta SET value=? WHERE key='size'", (str(size),))

    def digest(self) -> str:
        """SHA-256 over all rows in order: equal after keeping up and after rebuilding."""
        total = hashlib.sha256()
        for table, order in (("document", "number"), ("claim", "document, id")):
            for row in self._db.execute(f"SELECT * FROM {table} ORDER BY {order}"):
                total.update(repr(row).encode())
        total.update(str(self.size).encode())
        return total.hexdigest()

    def documents(self) -> list[DocumentRow]:
        """All documents, in the order of adding."""
        return [
            DocumentRow(*row) for row in self._rows(f"SELECT {_DOC} FROM document ORDER BY number")
        ]

    def holds(self, digest: str) -> DocumentRow | None:
        """The document with these bytes, if there is one."""
        rows = self._rows(
            f"SELECT {_DOC} FROM document WHERE digest=? ORDER BY number LIMIT 1", (digest,)
        )
        return DocumentRow(*rows[0]) if rows else None

    def find_document(self, wanted: str) -> DocumentRow:
        """The one document that a person means by a number, the start of an id or of a name.

        Raises:
            CaseError: none, or more than one.
        """
        found = [d for d in self.documents() if str(d.number) == wanted.lstrip("0")]
        found = found or [
            d for d in self.documents() if len(wanted) >= 4 and d.id.startswith(wanted)
        ]
        found = found or [d for d in self.documents() if d.name.startswith(wanted)]
        if len(found) == 1:
            return found[0]
        raise CaseError(
            f"{'no' if not found else 'more than one'} document is meant by {wanted!r}",
            found=", ".join(str(d.number) for d in found[:9]),
            next_step="'casefile documents' lists them; use the number",
        )

    def claims(self, wanted: ClaimFilter) -> Iterator[ClaimRow]:
        """The claims that a filter lets through, by document and position."""
        where, values = _conditions(wanted)
        if wanted.document:
            where.append("document=?")
            values.append(self.find_document(wanted.document).id)
        clause = " AND ".join(where) or "1"
        query = f"SELECT {_CLAIM} FROM claim WHERE {clause} ORDER BY number, position, id"
        for row in self._db.execute(query, values):
            yield ClaimRow(*row)

    def _fold(self, entry: Entry, read_blob: ReadBlob) -> None:
        """Fold one entry; kinds that the index does not own are passed over."""
        if entry.kind == "document.add":
            number = self._rows("SELECT count(*) FROM document")[0][0] + 1
            row = document_row(entry, number, read_blob)
            self._insert("document", astuple(row))
        elif entry.kind == "reading.add":
            self._fold_reading(entry, read_blob)

    def _fold_reading(self, entry: Entry, read_blob: ReadBlob) -> None:
        """The latest reading of a document stands in place of the ones before it."""
        blob = next(b.sha256 for b in entry.blobs if b.role == "claims")
        reading = parse_canonical(read_blob(blob))
        row = self._rows(f"SELECT {_DOC} FROM document WHERE id=?", (reading["document"],))[0]
        document = DocumentRow(*row)
        self._db.execute("DELETE FROM claim WHERE document=?", (document.id,))
        rows = claim_rows(reading, document)
        for claim in rows:
            self._insert("claim", astuple(claim))
        self._db.execute("UPDATE document SET claims=? WHERE id=?", (len(rows), document.id))

    def _insert(self, table: str, values: tuple[Any, ...]) -> None:
        marks = ",".join("?" * len(values))
        self._db.execute(f"INSERT INTO {table} VALUES({marks})", values)

    def _rows(self, query: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        return list(self._db.execute(query, values))

    def _meta(self, key: str) -> str:
        return str(self._rows("SELECT value FROM meta WHERE key=?", (key,))[0][0])


_DOC = ",".join(f.name for f in fields(DocumentRow))
_CLAIM = ",".join(f.name for f in fields(ClaimRow))


def drop(path: Path) -> None:
    """Remove an index file; the next `Index.open` folds it anew."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _connect(path: Path) -> apsw.Connection:
    path.parent.mkdir(exist_ok=True)
    connection = apsw.Connection(str(path))
    connection.set_busy_timeout(5_000)  # milliseconds
    # A projection may be lost in a crash: no wait for the disk, no write-ahead file to leave.
    connection.execute("PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=OFF")
    return connection


def _folded(*values: Any) -> str:
    return str(values[0]).casefold()


def _conditions(wanted: ClaimFilter) -> tuple[list[str], list[str]]:
    where: list[str] = []
    values: list[str] = []
    if wanted.stances:
        where.append(f"stance IN ({','.join('?' * len(wanted.stances))})")
        values += wanted.stances
    if wanted.kind:
        where.append("speaker_kind=?")
        values.append(wanted.kind)
    parts = (
        ("speaker || ' ' || source", wanted.speaker),
        ("outlet", wanted.outlet),
        ("source || ' ' || cue || ' ' || content", wanted.text),
    )
    for expression, value in parts:
        if value:
            where.append(f"instr(folded({expression}), ?) > 0")
            values.append(value.casefold())
    if wanted.pending:
        where.append("outlook='pending'")
    if wanted.own_voice is not None:
        where.append("directness" + ("=" if wanted.own_voice else "<>") + "'own_voice'")
    return where, values
