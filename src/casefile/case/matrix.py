"""The element matrix: for each row the claims for, against and neutral, grouped by origin.

A cell never holds a bare number and no row is ever "met": a row is addressed, contested or not
addressed by claims. Whether a standard is reached is for judges, on evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casefile.case.rows import Row
from casefile.case.topics import is_linkage

MACHINE = "machine"
DIRECTIONS = ("for", "against", "neutral")
NOT_ADDRESSED = "not addressed"
ADDRESSED = "addressed"
CONTESTED = "contested"
STATES = (NOT_ADDRESSED, ADDRESSED, CONTESTED)
"""All there is. `addressed`: a claim speaks for it and none against. `contested`: a claim speaks
against it, with or without one for. `not addressed`: none does; neutral claims address nothing."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """A claim put beside an element: a hypothesis with an author.

    `element` is a row's element id, or a part of one. `direction` "none" takes a mapping away.
    """

    element: str
    claim: str
    direction: str  # one of DIRECTIONS, or "none"
    origin: str  # key of the independent origin that the claim rests on
    directness: str
    author: str = MACHINE  # or a person's pseudonym
    why: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class OriginGroup:
    """Claims that rest on one origin: copies and relays of it count once."""

    origin: str
    mapped: tuple[Mapped, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One row with its claims; `open_topics` are parts of it that no claim speaks of."""

    row: Row
    state: str  # one of STATES
    told_for: tuple[OriginGroup, ...]
    told_against: tuple[OriginGroup, ...]
    told_neutral: tuple[OriginGroup, ...]
    linkage: bool  # about who answers for it; apart from what happened

    @property
    def open_topics(self) -> tuple[str, ...]:
        """Topics of the row that no claim speaks for or against; empty where no topic is known."""
        groups = (*self.told_for, *self.told_against)
        spoken = {m.topic for g in groups for m in g.mapped}
        return tuple(t for t in self.row.topics if t not in spoken)


@dataclass(frozen=True, slots=True)
class Branch:
    """Alternatives of one provision: one suffices. `addressed`: the branches that claims touch."""

    crime: str
    branches: tuple[str, ...]
    addressed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """All cells in the order of the rows, and the branches of provisions with alternatives."""

    cells: tuple[Cell, ...]
    branches: tuple[Branch, ...]

    def cell(self, row: str) -> Cell | None:
        """The cell of that row id or element id, None where there is none."""
        for cell in self.cells:
            if row == cell.row.id or row in cell.row.elements:
                return cell
        return None

    def in_state(self, state: str) -> tuple[Cell, ...]:
        """The cells of one of STATES, in order."""
        return tuple(c for c in self.cells if c.state == state)


def matrix(rows: Sequence[Row], mappings: Sequence[Mapped]) -> Matrix:
    """Put the mappings into the rows. Mappings of elements that no row has are passed over."""
    by_element: dict[str, list[Mapped]] = {}
    for mapped in decided(mappings):
        by_element.setdefault(mapped.element, []).append(mapped)
    cells = []
    for row in rows:
        mine = [m for e in row.elements for m in by_element.get(e, ())]
        cells.append(_cell(row, _once(mine)))
    return Matrix(tuple(cells), _branches(cells))


def decided(mappings: Iterable[Mapped]) -> tuple[Mapped, ...]:
    """What stands after people's decisions: of a claim and an element the last hand mapping wins
    over the machine's; "none" takes it away. `mappings` are in the order they were made."""
    machine: dict[tuple[str, str, str], Mapped] = {}
    hand: dict[tuple[str, str], Mapped] = {}
    for mapped in mappings:
        if mapped.author == MACHINE:
            machine.setdefault((mapped.element, mapped.claim, mapped.direction), mapped)
        else:
            hand[mapped.element, mapped.claim] = mapped
    kept = [m for m in machine.values() if (m.element, m.claim) not in hand]
    return (*kept, *(m for m in hand.values() if m.direction != "none"))


def _once(mappings: Iterable[Mapped]) -> list[Mapped]:
    """A claim once a direction in a row, however many of its elements it touches."""
    kept: dict[tuple[str, str], Mapped] = {}
    for mapped in mappings:
        key = (mapped.claim, mapped.direction)
        if key not in kept or kept[key].author == MACHINE != mapped.author:
            kept[key] = mapped
    return list(kept.values())


def _cell(row: Row, mappings: Sequence[Mapped]) -> Cell:
    told = {d: _grouped([m for m in mappings if m.direction == d]) for d in DIRECTIONS}
    state = CONTESTED if told["against"] else ADDRESSED if told["for"] else NOT_ADDRESSED
    linkage = row.section == 5 or (bool(row.topics) and all(is_linkage(t) for t in row.topics))
    return Cell(row, state, told["for"], told["against"], told["neutral"], linkage)


def _grouped(mappings: Iterable[Mapped]) -> tuple[OriginGroup, ...]:
    groups: dict[str, list[Mapped]] = {}
    for mapped in sorted(mappings, key=lambda m: (m.origin, m.claim, m.author)):
        groups.setdefault(mapped.origin, []).append(mapped)
    return tuple(OriginGroup(origin, tuple(found)) for origin, found in groups.items())


def _branches(cells: Iterable[Cell]) -> tuple[Branch, ...]:
    by_crime: dict[str, dict[str, bool]] = {}
    for cell in cells:
        if cell.row.alternative:
            crime, _, name = cell.row.alternative.partition(": ")
            touched = cell.state != NOT_ADDRESSED
            known = by_crime.setdefault(crime, {})
            known[name] = known.get(name, False) or touched
    return tuple(
        Branch(crime, tuple(names), tuple(n for n, touched in names.items() if touched))
        for crime, names in by_crime.items()
    )
