"""Hand a case over: one bundle that proves itself, and an entry that says it was made."""

from __future__ import annotations

from pathlib import Path

from casefile.entry import Draft
from casefile.export.bundle import BundleSummary
from casefile.export.bundle import export_bundle as write_bundle
from casefile.workflow.workspace import Workspace


def export_bundle(case: Workspace, out: Path) -> BundleSummary:
    """Write the record to `out` as a bundle; the ledger then holds the bundle's digest.

    The entry is appended after the bundle is written, so the bundle does not hold it.

    Raises:
        CaseError: something is at `out` already.
        LedgerError: the record is not whole, or the disk refused.
    """
    summary = write_bundle(case.record, out)
    data = {
        "bundle": summary.sha256,
        "size": summary.size,
        "entries": summary.entries,
        "verifier": summary.verifier_sha256,
    }
    case.record.append([Draft("export.make", data)])
    return summary
