"""Copies on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from casefile.cli.forms import records, table
from casefile.cli.terminal import console, one_line

if TYPE_CHECKING:
    from casefile.workflow.copies import CopyRow

_REASONS = 3


def copies(rows: Sequence[CopyRow], form: str) -> None:
    """A line a document that shares words with an earlier one."""
    if form != "table":
        records([asdict(row) for row in rows], form)
        return
    if not rows:
        print("No document repeats an earlier one.")
        return
    lines = table(("doc", 4), ("outlet", 22), ("repeats", 22), ("why", 0), ("state", 11))
    for row in rows:
        what = f"document {row.of}" if row.kind == "copy" else f"a passage of {row.of}"
        if row.kind == "copy" and row.lead != row.of:
            what += f" (first: {row.lead})"
        why = "; ".join(r.what for r in row.reasons[:_REASONS])
        agency = f"; names {row.agency}" if row.agency else ""
        state = row.state + (f" ({row.decided})" if row.decided >= 0 else f" {row.score}")
        lines.add_row(
            f"d{row.number}", one_line(row.outlet) or "not named", what, why + agency, state
        )
    console().print(lines)
    whole = sum(row.kind == "copy" and row.state != "rejected" for row in rows)
    print(f"{whole} of these are taken for copies; who shares a passage only stays an origin.")
