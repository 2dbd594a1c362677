"""Check the record, and remember beside it when that was last done."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from casefile.entry import canonical_bytes, parse_canonical
from casefile.errors import LedgerDamaged
from casefile.ledger.verify import Report, verify_folder
from casefile.search.index import Index
from casefile.workflow.workspace import Workspace


@dataclass(frozen=True, slots=True)
class LastVerified:
    """When the record was last checked, at how many entries, with how many problems."""

    at: str
    entries: int
    problems: int


@dataclass(frozen=True, slots=True)
class Verified:
    """A report on the record and whether the projection agrees with it."""

    report: Report
    index: str  # "agrees", "rebuilt" (it did not agree and was dropped), or "not checked"


_FOLDED = 2_000  # entries up to which folding all of them anew takes a minute at most


def verify(
    case: Workspace, receipts: Iterable[str] = (), index_too: bool | None = None
) -> Verified:
    """Check entries, tree, signature, blobs, quoted words, and the projection.

    Args:
        receipts: texts of receipts kept elsewhere; they show whether the ledger was rolled back.
        index_too: whether to fold all entries anew and compare the index, which is no evidence;
            None does so in cases of up to 2,000 entries.
    """
    report = verify_folder(case.folder, tuple(receipts))
    index = "not checked"
    if index_too is None:
        index_too = report.entries <= _FOLDED
    if index_too and not report.problems:
        index = _check_index(case)
    _remember(case, report)
    return Verified(report, index)


def last_verified(case: Workspace) -> LastVerified | None:
    """What the last `verify` of this folder left; None where there was none or it was changed."""
    try:
        body, total = _note(case).read_bytes().split(b"\n")[:2]
        if sha256(body).hexdigest().encode() != total:
            return None
        return LastVerified(**parse_canonical(body))
    except (OSError, ValueError, TypeError, LedgerDamaged):
        return None


def _check_index(case: Workspace) -> str:
    """Fold all entries anew in memory and compare with the index on disk."""
    if not case.index_path.exists():
        return "not checked"
    fresh = Index.in_memory()
    fresh.keep_up(case.record.ledger.entries(), case.record.blobs.get)
    try:
        if case.index.digest() == fresh.digest():
            return "agrees"
    finally:
        fresh.close()
    case.drop_index()
    return "rebuilt"


def _remember(case: Workspace, report: Report) -> None:
    """Best effort: a case on read-only media can be verified all the same."""
    at = case.clock().isoformat(timespec="seconds").replace("+00:00", "Z")
    body = canonical_bytes({"at": at, "entries": report.entries, "problems": len(report.problems)})
    path = _note(case)
    try:
        path.parent.mkdir(exist_ok=True)
        fresh = path.with_suffix(".new")
        fresh.write_bytes(body + b"\n" + sha256(body).hexdigest().encode() + b"\n")
        os.replace(fresh, path)
    except OSError:
        return


def _note(case: Workspace) -> Path:
    return case.folder / "views" / "last-verified"
