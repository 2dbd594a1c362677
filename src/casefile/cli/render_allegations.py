"""The list of allegations on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from casefile.cli.forms import records, table
from casefile.cli.terminal import console, count, one_line

if TYPE_CHECKING:
    from casefile.workflow.allegations import AllegationLine

_NAMES = 4  # of a list that are shown


def allegations(rows: Sequence[AllegationLine], form: str) -> None:
    """A line an allegation, with who alleges it and who denies it."""
    if form != "table":
        records([asdict(row) for row in rows], form)
        return
    if not rows:
        print("No allegation: no told event describes the conduct of a listed crime.")
        return
    lines = table(("", 4), ("what is alleged", 0), ("who says so", 22), ("denies", 20), ("docs", 4))
    for row in rows:
        what = f"{one_line(row.title)} (i{row.incident})\n{row.conduct}: {row.candidates}"
        if row.acting:
            what += f"\nsaid to have acted: {names(row.acting)}"
        says, denies = names(row.speakers) or "nobody found", names(row.denied_by) or "nobody found"
        if row.other_accounts:
            denies += f"; other account: {names(row.other_accounts)}"
        lines.add_row(f"a{row.number}", what, says, denies, str(row.documents))
    console().print(lines)
    print(f"{count(len(rows), 'allegation')}. Candidates are sets; no crime is picked from them.")
    print(rows[0].presumption)


def names(found: Sequence[str]) -> str:
    """Some names of a list, and how many more there are."""
    shown = ", ".join(one_line(name) for name in found[:_NAMES])
    return shown + (f" and {len(found) - _NAMES} more" if len(found) > _NAMES else "")
