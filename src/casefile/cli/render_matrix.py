"""The element matrix on the terminal: gaps first, then who says so, then the rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from casefile.case.allegation import PRESUMPTION
from casefile.case.matrix import DIRECTIONS, NOT_ADDRESSED
from casefile.case.rows import SECTIONS
from casefile.cli.forms import records
from casefile.cli.terminal import console, count, hang, one_line

if TYPE_CHECKING:
    from rich.console import Console

    from casefile.case.matrix import Cell, OriginGroup
    from casefile.workflow.allegations import AllegationShown

_MARKS = {"addressed": "●", "contested": "◐", "not addressed": "○"}
_WIDTH = 150  # code points of a claim's words in a row


def matrix(shown: AllegationShown, form: str, whole: bool) -> None:
    """One allegation. CSV and JSON have a record for each claim in each row, and the empty rows."""
    if form != "table":
        records([record for cell in shown.matrix.cells for record in _records(shown, cell)], form)
        return
    out = console()
    _head(out, shown)
    _gaps(out, shown)
    _voices(out, shown)
    _rows(out, shown, whole)
    out.print()
    out.print(PRESUMPTION)


def _head(out: Console, shown: AllegationShown) -> None:
    row = shown.row
    out.print(f"a{row.number}  {one_line(shown.incident.title)} (i{row.incident})", style="bold")
    hang(out, f"Said to have acted: {_acting(shown) or 'nobody found'}", 2)
    out.print(PRESUMPTION)
    out.print("\nCandidates, as a set; none is picked:")
    for candidate in shown.candidates.candidates:
        hang(out, f"{candidate.citation}  {candidate.title}", 2)
        hang(out, f"why: {'; '.join(candidate.why)}", 6)
        if candidate.verified:
            hang(out, f"text: {candidate.verified}", 6)
    out.print("What tells them apart:")
    for question in shown.candidates.questions:
        hang(out, f"{question.text}  [{', '.join(question.bears_on)}]", 2)


def _acting(shown: AllegationShown) -> str:
    """Who are said to have acted, each with the told events that name them."""
    places: dict[str, list[str]] = {who: [] for who in shown.row.acting}
    for event in shown.events:
        for part in event.parts:
            who = part.name or part.words
            if part.role == "actor" and event.label not in places.get(who, [event.label]):
                places[who].append(event.label)
    return "; ".join(f"{one_line(who)} ({', '.join(told)})" for who, told in places.items())


def _gaps(out: Console, shown: AllegationShown) -> None:
    found = shown.gaps
    out.print(f"\nWhat nobody has said yet ({len(found.gaps)}):", style="bold")
    for gap in found.gaps:
        who = f" ({one_line(gap.person)})" if gap.person else ""
        hang(out, f"{gap.text}{who}  [{gap.row}]", 2)
    out.print(f"Contested ({len(found.disputes)}):", style="bold")
    for dispute in found.disputes:
        said = _speakers(shown, dispute.told_for)
        against = _speakers(shown, dispute.told_against)
        hang(out, f"{one_line(dispute.text)}", 2)
        hang(out, f"for: {said or 'nobody'}; against: {against}  [{dispute.row}]", 6)


def _speakers(shown: AllegationShown, claims: Sequence[str]) -> str:
    said = dict.fromkeys(
        f"{one_line(shown.sayings[c].speaker)} {shown.sayings[c].label}"
        for c in claims
        if c in shown.sayings
    )
    return ", ".join(said)


def _voices(out: Console, shown: AllegationShown) -> None:
    from casefile.cli.render_corroboration import corroboration

    out.print("\nWho says so, counted by origin and not by copies:", style="bold")
    for line in corroboration(shown.corroboration, shown.sayings):
        hang(out, f"{line}", 2)


def _rows(out: Console, shown: AllegationShown, whole: bool) -> None:
    section = 0
    for cell in shown.matrix.cells:
        if cell.row.section != section:
            section = cell.row.section
            out.print(f"\n{SECTIONS[section].capitalize()}", style="bold")
        part = f" — {cell.row.part}" if cell.row.part else ""
        hang(out, f"{_MARKS[cell.state]} {cell.state}: {one_line(cell.row.text)}{part}", 2)
        marks = [cell.row.element, *([cell.row.alternative] if cell.row.alternative else [])]
        marks += [cell.row.verified] if cell.row.verified else []
        hang(out, f"[{'; '.join(marks)}]", 6)
        if cell.state == NOT_ADDRESSED and not cell.told_neutral:
            continue
        for direction, groups in zip(DIRECTIONS, _groups(cell), strict=True):
            for line in _told(shown, direction, groups, whole):
                hang(out, f"{line}", 6)
    for branch in shown.matrix.branches:
        touched = ", ".join(branch.addressed) or "none yet"
        hang(out, f"{branch.crime}: one of {', '.join(branch.branches)} suffices; "
                  f"claims touch {touched}", 2)  # fmt: skip
    out.print("\n● addressed  ◐ contested  ○ not addressed: what claims say, not what is proved.")


def _groups(cell: Cell) -> tuple[Sequence[OriginGroup], ...]:
    return (cell.told_for, cell.told_against, cell.told_neutral)


def _told(
    shown: AllegationShown, direction: str, groups: Sequence[OriginGroup], whole: bool
) -> Iterable[str]:
    if not groups:
        return
    claims = [m for g in groups for m in g.mapped]
    who = _speakers(shown, [m.claim for m in claims])
    yield f"{direction}: {count(len(groups), 'origin')}: {who}"
    for mapped in claims if whole else ():
        saying = shown.sayings.get(mapped.claim)
        words = one_line(saying.content if saying else "")
        cut = words if len(words) <= _WIDTH else words[: _WIDTH - 1] + "…"
        author = "" if mapped.author == "machine" else f" [by {mapped.author}]"
        yield f"    {saying.label if saying else ''} “{cut}” ({one_line(mapped.why)}){author}"


def _records(shown: AllegationShown, cell: Cell) -> Iterable[dict[str, Any]]:
    row = cell.row
    base = {
        "allegation": f"a{shown.row.number}",
        "section": SECTIONS[row.section],
        "element": row.element,
        "crimes": list(row.crimes),
        "text": row.text,
        "part": row.part,
        "alternative": row.alternative,
        "person": row.person,
        "verified": row.verified,
        "state": cell.state,
        "linkage": cell.linkage,
        "presumption": PRESUMPTION,
    }
    empty = True
    for direction, groups in zip(DIRECTIONS, _groups(cell), strict=True):
        for mapped in (m for g in groups for m in g.mapped):
            empty = False
            saying = shown.sayings.get(mapped.claim)
            yield base | {
                "direction": direction,
                "origin": mapped.origin,
                "claim": mapped.claim,
                "label": saying.label if saying else "",
                "speaker": saying.speaker if saying else "",
                "words": saying.content if saying else "",
                "why": mapped.why,
                "author": mapped.author,
            }
    if empty:
        blank = ("direction", "origin", "claim", "label", "speaker", "words", "why", "author")
        yield base | dict.fromkeys(blank, "")
