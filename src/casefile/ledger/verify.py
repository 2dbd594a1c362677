"""Verify a case folder: everything that can be proved from it, the first thing wrong first.

The order is that of trust: what marks the folder, the keys, the storage, every entry with all it
rests on, the tree and its signed head, the copy of the head, and heads that were kept elsewhere.
Nothing is changed. Memory stays small: entries are streamed, texts are held one at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from casefile.errors import CaseError, LedgerDamaged, LedgerError
from casefile.ledger.blobs import BlobStore
from casefile.ledger.check_contents import Contents
from casefile.ledger.check_log import Seen, check_head, check_seen, walk_entries
from casefile.ledger.keys import VerifyKey, load_key, load_verify_key
from casefile.ledger.record import BLOBS, CHECKPOINT, KEYS, LEDGER, MARKER, Marker
from casefile.ledger.report import Problem, Report, Tally
from casefile.ledger.store import Store

__all__ = ["Problem", "Report", "verify_folder", "verify_store"]


def verify_folder(folder: Path, receipts: Sequence[str] = ()) -> Report:
    """Check a case folder.

    Args:
        receipts: texts of receipts or checkpoints kept elsewhere. Without one, a whole case set
            back to an earlier day, or rewritten and signed anew, looks as good as the real one.

    Raises:
        CaseError: there is no case at `folder`.
    """
    tally = Tally()
    marker = _check_marker(folder, tally)
    key = _check_keys(folder, marker, tally)
    seen = _seen(folder, receipts, tally)
    if marker is None or key is None:
        return tally.report()
    try:
        from casefile.ledger.sqlite_store import SqliteStore

        store = SqliteStore.open_to_read(folder / LEDGER)
    except LedgerError as error:
        tally.problem(LEDGER, error.what, error.next_step)
        return tally.report()
    try:
        contents = Contents(BlobStore(folder / BLOBS), tally)
        _check_store(store, marker, key, seen, tally, contents)
    finally:
        store.close()
    return tally.report()


def verify_store(
    store: Store, marker: Marker, key: VerifyKey, blobs: BlobStore, receipts: Sequence[str] = ()
) -> Report:
    """Check a ledger and its blobs where there is no folder around them."""
    tally = Tally()
    seen = [Seen.parse(f"receipt {i}", text) for i, text in enumerate(receipts, 1)]
    tally.receipts = len(seen)
    _check_store(store, marker, key, seen, tally, Contents(blobs, tally))
    return tally.report()


def _check_store(
    store: Store,
    marker: Marker,
    key: VerifyKey,
    seen: Sequence[Seen],
    tally: Tally,
    contents: Contents,
) -> None:
    """Storage, entries with what they rest on, head, and heads seen elsewhere."""

    def visit(fields: dict[str, Any]) -> None:
        if fields["n"] == 0:
            _check_opening(fields, marker, tally)
        contents.check(fields)

    try:
        tally.journal = store.journal_mode()
        for line in store.check():
            tally.problem(LEDGER, line, "put it back from a good copy")
        walk = walk_entries(store, marker.log, seen, tally, visit)
        if walk is not None:
            check_head(store.head(), walk, key, marker.log, tally)
            for one in seen:
                check_seen(one, walk, key, tally)
        tally.unnamed_blobs = contents.unnamed()
    except LedgerError as error:
        tally.problem(LEDGER, error.what, error.next_step)


def _check_marker(folder: Path, tally: Tally) -> Marker | None:
    try:
        marker = Marker.read(folder)
        text = (folder / MARKER).read_bytes()
    except CaseError as error:
        if not (folder / MARKER).exists():
            raise
        tally.problem(MARKER, error.what, error.next_step)
        return None
    if text != marker.to_text().encode("utf-8"):
        tally.problem(MARKER, "not as casefile wrote it")
    return marker


def _check_opening(fields: dict[str, Any], marker: Marker, tally: Tally) -> None:
    said = (fields["kind"], fields["by"], fields["data"])
    if said != ("case.open", marker.by, marker.to_data()):
        tally.problem(MARKER, "it does not say what entry 0 says")


def _check_keys(folder: Path, marker: Marker | None, tally: Tally) -> VerifyKey | None:
    public = None
    try:
        public = load_verify_key(folder / KEYS)
        private = load_key(folder / KEYS)
    except LedgerError as error:
        tally.problem("keys", error.what, error.next_step)
        return public
    if private.verify_key != public:
        tally.problem("keys", "log.key and log.pub are not two halves of one key")
    if marker is not None and public.name != marker.log:
        tally.problem("keys", "the log key belongs to another log")
    return public


def _seen(folder: Path, receipts: Sequence[str], tally: Tally) -> list[Seen]:
    """The copy of the head in the folder, and what was kept elsewhere."""
    texts = [(f"receipt {i}", text) for i, text in enumerate(receipts, 1)]
    try:
        texts.insert(0, (CHECKPOINT, (folder / CHECKPOINT).read_bytes().decode("utf-8")))
    except (OSError, UnicodeDecodeError):
        tally.problem(CHECKPOINT, "missing or not readable", "put it back from a copy of the case")
    found = []
    for where, text in texts:
        try:
            found.append(Seen.parse(where, text))
        except LedgerDamaged as error:
            tally.problem(where, error.what, error.next_step)
    tally.receipts = sum(one.where != CHECKPOINT for one in found)
    return found
