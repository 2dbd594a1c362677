"""Decisions on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from casefile.cli.forms import records, table
from casefile.cli.terminal import console, count, one_line

if TYPE_CHECKING:
    from casefile.workflow.decide import Decided
    from casefile.workflow.decisions import DecisionRow


def decided(done: Sequence[Decided]) -> None:
    """One line a decision, with the entry that undo takes."""
    if not done:
        print("Nothing was open, so nothing was decided.")
    for one in done:
        what = f"{one.decision.action.value} ({one.decision.about.value})"
        print(f"Entry {one.n}: {what}. 'casefile undo {one.n}' takes it back.")


def decisions(rows: Sequence[DecisionRow], form: str) -> None:
    """All decisions, with those that were taken back or changed nothing marked."""
    if form != "table":
        records([asdict(row) for row in rows], form)
        return
    if not rows:
        print("No decisions yet. Suggestions stand as suggestions until somebody decides.")
        return
    lines = table(("entry", 5), ("when", 16), ("by", 10), ("decision", 18), ("reason", 0))
    for row in rows:
        note = one_line(row.reason)
        if row.undone_by >= 0:
            note += f" [undone by entry {row.undone_by}]"
        if row.undoes >= 0:
            note += f" [takes back entry {row.undoes}]"
        if row.trouble:
            note += f" [changed nothing: {one_line(row.trouble)}]"
        what = f"{row.action} {row.about}"
        lines.add_row(str(row.n), row.at[:16].replace("T", " "), row.by, what, note.strip())
    console().print(lines)
    print(f"{count(len(rows), 'decision')}.")
