"""The index: one SQLite file beside the ledger, folded from its entries.

It is a projection. `keep_up` folds what is new; dropping the file and folding from the first
entry gives the same rows, which `digest` shows. Nothing in it is evidence.

The folds are imported when there is something to fold: a question should not wait for the reader.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any

import apsw

from casefile.document import Region, RegionKind
from casefile.entry import Entry
from casefile.errors import CaseError
from casefile.ledger.canonical import read_canonical
from casefile.search.database import insert
from casefile.search.fold import claim_rows, document_row
from casefile.search.rows import ClaimFilter, ClaimRow, DocumentRow

VERSION = "6"
ReadBlob = Callable[[str], bytes]

_SCHEMA = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE document(number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, n INTEGER NOT NULL,
  digest TEXT NOT NULL, name TEXT NOT NULL, container TEXT NOT NULL, address TEXT NOT NULL,
  outlet TEXT NOT NULL, headline TEXT NOT NULL, published TEXT NOT NULL, received TEXT NOT NULL,
  media_type TEXT NOT NULL, words INTEGER NOT NULL, furniture INTEGER NOT NULL,
  photos INTEGER NOT NULL, flags INTEGER NOT NULL, claims INTEGER NOT NULL) STRICT;
CREATE INDEX document_digest ON document(digest);
CREATE TABLE source(document TEXT PRIMARY KEY, text TEXT NOT NULL, record TEXT NOT NULL)
  STRICT, WITHOUT ROWID;
CREATE TABLE claim(id TEXT NOT NULL, document TEXT NOT NULL, number INTEGER NOT NULL,
  position INTEGER NOT NULL, outlet TEXT NOT NULL, published TEXT NOT NULL,
  speaker TEXT NOT NULL, speaker_kind TEXT NOT NULL, source TEXT NOT NULL, cue TEXT NOT NULL,
  content TEXT NOT NULL, stance TEXT NOT NULL, directness TEXT NOT NULL, outlook TEXT NOT NULL,
  score TEXT NOT NULL, reader TEXT NOT NULL, relay TEXT NOT NULL, condition TEXT NOT NULL,
  certainty TEXT NOT NULL, time TEXT NOT NULL, asked TEXT NOT NULL, party TEXT NOT NULL,
  ordinal INTEGER NOT NULL, PRIMARY KEY(document, id)) STRICT, WITHOUT ROWID;
CREATE INDEX claim_stance ON claim(stance, directness, number, position, id);
CREATE INDEX claim_id ON claim(id);
CREATE INDEX claim_outlook ON claim(outlook, directness, number, position, id);
CREATE INDEX claim_voice
  ON claim(directness, speaker_kind, party, speaker, document, stance);
"""
_TABLES = (("document", "number"), ("source", "document"), ("claim", "document, id"))


class Index:
    """The rows of a case, kept up with its ledger."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._db = connection
        connection.create_scalar_function("folded", _folded, 1, deterministic=True)
        if not self._rows("SELECT 1 FROM sqlite_schema WHERE name='meta'"):
            from casefile.search.folds import SCHEMAS

            with connection:
                for schema in (_SCHEMA, *SCHEMAS):
                    connection.execute(schema)
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
        from casefile.search.folds import TABLES

        total = hashlib.sha256()
        for table, order in (*_TABLES, *TABLES):
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

    @property
    def db(self) -> apsw.Connection:
        """For the queries of this floor."""
        return self._db

    def _fold(self, entry: Entry, read_blob: ReadBlob) -> None:
        """Fold one entry; kinds that the index does not own are passed over."""
        from casefile.search import fold_decisions, fold_steps

        if entry.kind == "document.add":
            if self._rows("SELECT 1 FROM document WHERE id=?", (entry.data["document"],)):
                return  # two people added the same bytes at once
            number = self._rows("SELECT count(*) FROM document")[0][0] + 1
            row = document_row(entry, number, read_blob)
            insert(self._db, "document", astuple(row))
            blobs = {b.role: b.sha256 for b in entry.blobs}
            insert(self._db, "source", (row.id, blobs["text"], blobs["record"]))
        elif entry.kind == "reading.add":
            self._fold_reading(entry, read_blob)
        else:
            fold_decisions.fold_entry(self._db, entry)
            fold_steps.fold_entry(self._db, entry)

    def _fold_reading(self, entry: Entry, read_blob: ReadBlob) -> None:
        """The latest reading of a document stands in place of the ones before it."""
        from casefile.search.folds import FOLDS
        from casefile.search.seen import Opened, reading_seen

        blob = next(b.sha256 for b in entry.blobs if b.role == "claims")
        reading = read_canonical(read_blob(blob))
        row = self._rows(f"SELECT {_DOC} FROM document WHERE id=?", (reading["document"],))[0]
        document = DocumentRow(*row)
        for fold in reversed(FOLDS):  # what rests on other rows goes before them
            fold.forget(self._db, document.id)
        self._db.execute("DELETE FROM claim WHERE document=?", (document.id,))
        rows = claim_rows(reading, document)
        for claim in rows:
            insert(self._db, "claim", astuple(claim))
        self._db.execute("UPDATE document SET claims=? WHERE id=?", (len(rows), document.id))
        record, text = self._source(document.id, read_blob)
        opened = Opened(reading, record, text, lambda d: self._read_words(d, read_blob))
        seen = reading_seen(entry, document, opened, rows)
        for fold in FOLDS:
            fold.fold(self._db, seen)

    def _source(self, document: str, read_blob: ReadBlob) -> tuple[dict[str, Any], str]:
        """The record and the text of a document."""
        query = "SELECT record, text FROM source WHERE document=?"
        record, text = self._rows(query, (document,))[0]
        return read_canonical(read_blob(record)), read_blob(text).decode("utf-8")

    def _read_words(self, document: str, read_blob: ReadBlob) -> str:
        from casefile.search.seen import read_words

        record, text = self._source(document, read_blob)
        regions = [Region(start, end, RegionKind(kind)) for start, end, kind in record["regions"]]
        return read_words(text, regions)

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
    # A projection may be lost in a crash: no wait for the disk. The write-ahead log gathers what
    # many small folds write to the same pages; it goes when the last connection closes.
    connection.execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF")
    connection.execute("PRAGMA wal_autocheckpoint=8000; PRAGMA cache_size=-65536")  # pages, KiB
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
