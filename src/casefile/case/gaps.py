"""Gaps: what nobody has said yet. The most useful output of a matrix; it leads.

In order of use to an analyst: rows that decide between the candidates first (material, then
mental, context, jurisdiction), then who answers for it. A branch that one need not follow is
left out where another branch is addressed. What is contested stands apart: it is no gap.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from casefile.case.matrix import CONTESTED, NOT_ADDRESSED, Cell, Matrix
from casefile.case.rows import Row
from casefile.case.topic_table import topic_table

_ORDER = {3: 0, 4: 1, 2: 2, 1: 3, 5: 4}


@dataclass(frozen=True, slots=True)
class Gap:
    """An empty row as a sentence, with the crimes that it is a row of."""

    text: str  # "Nobody has said yet …"
    row: str
    section: int
    crimes: tuple[str, ...]
    person: str = ""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A contested row: by which origins it is said, by which spoken against."""

    text: str
    row: str
    crimes: tuple[str, ...]
    told_for: tuple[str, ...]  # claims
    told_against: tuple[str, ...]  # claims


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is missing and what is in dispute."""

    gaps: tuple[Gap, ...]
    disputes: tuple[Dispute, ...]


def gaps(matrix: Matrix) -> Gaps:
    """The gaps and disputes of a matrix; equal sentences once, with all their crimes."""
    spared = _spared(matrix)
    empty = [c for c in matrix.in_state(NOT_ADDRESSED) if c.row.id not in spared]
    empty.sort(key=lambda c: _ORDER[c.row.section])  # stable: the law's order within a section
    found: dict[tuple[str, str], Gap] = {}
    for cell in empty:
        for gap in _gaps_of(cell):
            known = found.get((gap.text, gap.person))
            crimes = gap.crimes if known is None else _joined(known.crimes, gap.crimes)
            first = known or gap
            found[gap.text, gap.person] = Gap(
                first.text, first.row, first.section, crimes, first.person
            )
    return Gaps(tuple(found.values()), _disputes(matrix))


def _disputes(matrix: Matrix) -> tuple[Dispute, ...]:
    """Contested rows; those of one sentence and the same claims once, with all their crimes."""
    found: dict[tuple[object, ...], Dispute] = {}
    for cell in matrix.in_state(CONTESTED):
        new = _dispute(cell)
        key = (new.text, new.told_for, new.told_against)
        known = found.get(key)
        found[key] = replace(known, crimes=_joined(known.crimes, new.crimes)) if known else new
    return tuple(found.values())


def _gaps_of(cell: Cell) -> Iterable[Gap]:
    row = cell.row
    yield Gap(gap_text(row, bool(cell.told_neutral)), row.id, row.section, row.crimes, row.person)


def gap_text(row: Row, is_spoken_of: bool = False) -> str:
    """The sentence for an empty row, from its first topic or from the row itself.

    `is_spoken_of`: claims tell of it and speak neither for nor against.
    """
    if row.topics:
        topic = topic_table().topics[row.topics[0]]
        text = (is_spoken_of and topic.spoken) or topic.gap
    elif row.section == 5:
        text = "Nobody has said yet how the person is to answer for it."
    else:
        text = f"Nobody has said yet anything on this (by hand only): {row.text}"
    return text


def _spared(matrix: Matrix) -> set[str]:
    """Rows of branches that need not be followed, since another branch is addressed."""
    done = {b.crime: b.addressed for b in matrix.branches if b.addressed}
    spared = set()
    for cell in matrix.cells:
        crime, _, name = cell.row.alternative.partition(": ")
        if crime in done and name not in done[crime]:
            spared.add(cell.row.id)
    return spared


def _joined(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _dispute(cell: Cell) -> Dispute:
    row = cell.row
    text = f"{row.part[:1].upper()}{row.part[1:]}" if row.part else row.text
    return Dispute(
        text,
        row.id,
        row.crimes,
        tuple(m.claim for g in cell.told_for for m in g.mapped),
        tuple(m.claim for g in cell.told_against for m in g.mapped),
    )
