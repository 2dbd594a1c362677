"""The timeline on the terminal."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from casefile.cli.forms import records, table
from casefile.cli.render_incidents import when
from casefile.cli.terminal import console, count, one_line

if TYPE_CHECKING:
    from casefile.search.timeline import TimelineRow
    from casefile.workflow.timeline import Timeline


def timeline(found: Timeline, form: str) -> None:
    """A line a told event; what is told without a day comes last."""
    if form != "table":
        records([asdict(row) for row in found.rows], form)
        return
    if not found.rows:
        print("Nothing is told of that.")
        return
    lines = table(("when, as told", 23), ("what", 0), ("who says", 22), ("said", 10), ("where", 6))
    for row in found.rows:
        days = when(row.first_day, row.last_day, row.when)
        if row.when and row.first_day != row.last_day:
            days += f" “{one_line(row.when)}”"
        lines.add_row(days, _what(row), _who(row), row.said or "not known", row.label)
    console().print(lines)
    shown = len(found.rows)
    more = f" of {found.total}; --limit shows more" if shown < found.total else ""
    print(f"{count(shown, 'told event')}{more}; {found.undated} without a day.")
    print("Each is what a document says that somebody says. Shown as document.event (1.2).")


def _what(row: TimelineRow) -> str:
    marks = [row.status] if row.status != "happened" else []
    marks += ["not"] if row.negated else []
    words = f"{row.kind.replace('_', ' ')}: “{one_line(row.words)}”"
    place = f", {one_line(row.place)}" if row.place else ""
    incident = f" (i{row.incident})" if row.incident else ""
    return (f"[{', '.join(marks)}] " if marks else "") + words + place + incident


def _who(row: TimelineRow) -> str:
    return one_line(row.speaker or f"{row.outlet or 'the outlet'}, own words")
