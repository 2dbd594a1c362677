"""The brief as one screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from casefile.cli.terminal import console, count, one_line

if TYPE_CHECKING:
    from rich.console import Console

    from casefile.search.rows import ClaimRow
    from casefile.workflow.brief import Brief

_FIXED_LINES = 18  # all lines but those of the five lists
_LISTS = 5


def brief(result: Brief, name: str) -> None:
    """Print a brief: sums, then five lists cut to what fits the screen."""
    out = console()
    each = max(3, (out.height - _FIXED_LINES) // _LISTS) if out.is_terminal else 6
    for line in _sums(result, name):
        out.print(line)
    _voices(out, result, each)
    sections = (
        ("Denies or rejects", result.denials, "--stance denies,rejects"),
        (
            "Declined, did not respond, nothing to announce",
            result.silences,
            "--stance declines_to_comment,did_not_respond,nothing_to_announce",
        ),
        (
            "Could not be confirmed, or is doubted",
            result.unconfirmed,
            "--stance cannot_confirm,doubts",
        ),
        ("Pending: planned, sought, expected or possible", result.pending, "--pending"),
    )
    for title, rows, more in sections:
        _section(out, title, rows, (each, more))
    out.print(_record_line(result))


def _sums(result: Brief, name: str) -> list[str]:
    outlets = count(len(result.outlets), "outlet")
    if result.no_outlet:
        outlets += f" ({result.no_outlet} with none named)"
    dates = "no publication dates"
    if result.first_published:
        dates = f"published {result.first_published[:10]} to {result.last_published[:10]}"
    if result.first_published and result.no_date:
        dates += f" ({result.no_date} without a date)"
    claims = (
        f"{count(result.claims, 'claim')} by speakers, {result.own_voice} in outlets' own voice"
    )
    documents = count(result.documents, "document")
    return [
        f"{one_line(name)}: {documents}, {outlets}, {result.words:,} words",
        dates,
        f"{claims}. Found by machine, not checked by a person.",
    ]


def _voices(out: Console, result: Brief, each: int) -> None:
    _title(out, "Who says most", len(result.voices))
    if result.unresolved:
        noun = count(result.unresolved, "claim")
        _line(out, "      ", f"({noun} by a pronoun or by nobody named are not counted here)")
    for voice in result.voices[:each]:
        places = count(voice.documents, "document")
        denials = f", {count(voice.denials, 'denial')}" if voice.denials else ""
        claims = count(voice.claims, "claim")
        _line(out, "      ", f"{one_line(voice.speaker)}: {claims} in {places}{denials}")


def _section(out: Console, title: str, rows: Sequence[ClaimRow], cut: tuple[int, str]) -> None:
    each, more = cut
    _title(out, title, len(rows))
    if not rows:
        _line(out, "      ", "none found")
    for row in rows[:each]:
        words = one_line(f"{row.cue} {row.content}")
        _line(out, f"{row.number:>4}  ", f"{one_line(row.speaker)}: {words}")
    if len(rows) > each:
        _line(out, "      ", f"… {len(rows) - each} more: casefile claims {more}")


def _title(out: Console, title: str, count: int) -> None:
    out.print(f"{title} ({count})", style="bold")


def _line(out: Console, margin: str, words: str) -> None:
    """One line, cut to the width."""
    room = max(20, out.width - len(margin))
    out.print(
        margin + (words if len(words) <= room else words[: room - 1] + "…"),
        overflow="crop",
        no_wrap=True,
    )


def _record_line(result: Brief) -> str:
    if result.verified is None:
        return f"Record: {result.entries} entries; not verified yet: run 'casefile verify'."
    seen = result.verified
    found = "no problem found" if not seen.problems else f"{seen.problems} PROBLEMS FOUND"
    return (
        f"Record: {result.entries} entries; last verified {seen.at} at {seen.entries} entries, "
        f"{found}."
    )
