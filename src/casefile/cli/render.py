"""Results on the terminal and in files. Nothing here decides or looks anything up."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from casefile.cli.forms import records, table
from casefile.cli.terminal import console, count, one_line

if TYPE_CHECKING:
    from casefile.export.bundle import BundleSummary
    from casefile.search.rows import ClaimRow, DocumentRow
    from casefile.workflow.add import Added
    from casefile.workflow.verify import Verified

_PROBLEMS = 10  # as many as are printed


def added(report: Sequence[Added]) -> None:
    """One line an input, failures to standard error; then the sums."""
    for line in report:
        name = one_line(line.name)
        note = one_line(line.note)
        if line.outcome == "failed":
            print(f"casefile: {name}: {note}", file=sys.stderr)
        elif line.outcome == "known":
            print(f"  {line.number:>3}  {name}: {note}")
        else:
            claims = count(line.claims, "claim")
            print(f"  {line.number:>3}  {name}: {claims}" + (f"; {note}" * bool(note)))
    sums = {o: sum(a.outcome == o for a in report) for o in ("added", "known", "failed")}
    print(f"{sums['added']} added, {sums['known']} known already, {sums['failed']} failed.")


def write_receipts(report: Iterable[Added], folder: Path) -> None:
    """A file for each receipt, named by the document's number."""
    folder.mkdir(parents=True, exist_ok=True)
    for line in report:
        if line.receipt:
            path = folder / f"document-{line.number:06}.tlog-proof"
            path.write_text(line.receipt, encoding="utf-8", newline="\n")


def claims(rows: Sequence[ClaimRow], form: str) -> None:
    """Claims as a table, JSON, JSON lines or CSV."""
    if form != "table":
        records([asdict(row) for row in rows], form)
        return
    if not rows:
        print("No claim matches.")
        return
    lines = table(("claim", 6), ("speaker", 24), ("stance", 13), ("[cue] content", 0))
    for row in rows:
        words = f"[{one_line(row.cue)}] " if row.cue else ""
        lines.add_row(
            row.label,
            one_line(row.speaker),
            row.stance.replace("_", " "),
            words + one_line(row.content),
        )
    console().print(lines)
    print(f"{count(len(rows), 'claim')}. Each is what a document says that someone says.")


def documents(rows: Sequence[DocumentRow], form: str) -> None:
    """Documents as a table, JSON, JSON lines or CSV."""
    if form != "table":
        records([asdict(row) for row in rows], form)
        return
    if not rows:
        print("No documents yet. Next: casefile add FILE…")
        return
    lines = table(("doc", 3), ("published", 10), ("outlet", 20), ("headline", 0), ("claims", 6))
    for row in rows:
        marks = " ⚑" if row.flags else ""
        lines.add_row(
            str(row.number),
            row.published[:10] or "not known",
            one_line(row.outlet) or "not known",
            one_line(row.headline or row.name) + marks,
            str(row.claims),
        )
    console().print(lines)
    if any(row.flags for row in rows):
        print(
            "⚑ holds invisible or direction-changing characters; 'casefile show' spells them out."
        )


def verified(result: Verified) -> None:
    """What is proved, asserted and not checked; or what is wrong, the first thing first."""
    report = result.report
    if report.problems:
        print(f"{len(report.problems)} problems found. The first:")
        for problem in report.problems[:_PROBLEMS]:
            print(f"  {one_line(str(problem))}")
        if len(report.problems) > _PROBLEMS:
            print(f"  … {len(report.problems) - _PROBLEMS} more")
        return
    for title, lines in (
        ("Proved", report.proved),
        ("Asserted by whoever kept the record", report.asserted),
        ("Not checked", report.not_checked),
    ):
        print(f"{title}:")
        for line in lines:
            print(f"  {line}")
    print(f"Storage: {report.journal}.")
    if result.index == "not checked":
        print("The index for queries was not compared with the record; --index does that.")
    if result.index == "rebuilt":
        print("The index for queries did not agree with the record; it was dropped and is rebuilt.")


def exported(result: BundleSummary) -> None:
    """Where the bundle lies and what to tell its receiver."""
    print(f"{result.path}: {result.entries} entries, {result.blobs} blobs, {result.size:,} bytes.")
    print("Tell the receiver these two by another way than the bundle:")
    print(f"  log key            {result.log_key}")
    print(f"  sha256 verify.py   {result.verifier_sha256}")
    print("They unpack it and run:  python3 verify.py --key 'LOG KEY'")
