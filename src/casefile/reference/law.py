"""Crimes, their elements and the modes of liability, as data in our own words.

Two files of `reference/data`: crimes.json and liability.json. The texts orient; they are not the
law. Each row says where it comes from and whether that was read (`Verified`): show its text with
whatever of the row is shown.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from casefile.errors import LawError
from casefile.reference.law_checks import check_crimes, check_modes
from casefile.reference.law_rows import (
    ConfusableSet,
    Context,
    Crime,
    Element,
    Mode,
    Question,
    Source,
    read_context,
    read_crime,
    read_mode,
    read_set,
    read_source,
    read_title,
)

CRIMES_FILE = "crimes.json"
MODES_FILE = "liability.json"


@dataclass(frozen=True, slots=True)
class Crimes:
    """The crimes in the law's own order, with contexts, groups and sets of confusable crimes."""

    as_of: str  # ISO day
    crimes: Mapping[str, Crime]
    contexts: Mapping[str, Context]
    groups: Mapping[str, tuple[str, ...]]  # sub-items of one provision, by its id
    sets: Mapping[str, ConfusableSet]
    sources: tuple[Source, ...]
    mental_default: str  # what holds where an element has no mental element of its own


@dataclass(frozen=True, slots=True)
class Modes:
    """The modes of liability, and Art. 30: the mental elements that hold by default."""

    as_of: str  # ISO day
    modes: Mapping[str, Mode]
    default_mental: tuple[Element, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Law:
    """Both tables, with look-ups."""

    table: Crimes
    answering: Modes

    @property
    def crimes(self) -> Mapping[str, Crime]:
        """All crimes by id, in the law's own order."""
        return self.table.crimes

    @property
    def contexts(self) -> Mapping[str, Context]:
        """All contexts by id."""
        return self.table.contexts

    @property
    def sets(self) -> Mapping[str, ConfusableSet]:
        """The sets of crimes that are easily taken for each other, by id."""
        return self.table.sets

    @property
    def modes(self) -> Mapping[str, Mode]:
        """All modes of liability by id."""
        return self.answering.modes

    def crime(self, crime: str) -> Crime:
        """The crime of that id.

        Raises:
            LawError: there is none.
        """
        try:
            return self.table.crimes[crime]
        except KeyError:
            raise LawError(
                f"no crime of that id in {CRIMES_FILE}",
                found=crime,
                next_step="use an id such as rome.8.2.b.ii",
            ) from None

    def element(self, element: str) -> Element:
        """The element of that id, of a crime, a context, a mode or Art. 30.

        Raises:
            LawError: there is none.
        """
        try:
            return self._elements[element]
        except KeyError:
            raise LawError(
                "no legal element of that id",
                found=element,
                next_step="use an id such as rome.8.2.b.ii#e2",
            ) from None

    def elements(self) -> Iterator[Element]:
        """All elements: of crimes, contexts, modes and Art. 30, in that order."""
        return iter(self._elements.values())

    def order(self, crime: str) -> int:
        """The crime's place in the law's own order, from 0.

        Raises:
            LawError: there is no such crime.
        """
        return self._order[self.crime(crime).id]

    @cached_property
    def _order(self) -> dict[str, int]:
        return {crime: n for n, crime in enumerate(self.table.crimes)}

    @cached_property
    def _elements(self) -> dict[str, Element]:
        found = {e.id: e for crime in self.crimes.values() for e in crime.elements}
        found |= {e.id: e for context in self.contexts.values() for e in context.elements}
        found |= {e.id: e for mode in self.modes.values() for e in mode.elements}
        return found | {e.id: e for e in self.answering.default_mental}


def parse_crimes(mapping: Mapping[str, object]) -> Crimes:
    """Read and check a table in the form of crimes.json.

    Raises:
        LawError: a row has no source, a double or unknown id, or a kind that is not known; the
            message names row and file.
    """
    rows = check_crimes(mapping, CRIMES_FILE)
    return Crimes(
        as_of=str(mapping["as_of"]),
        crimes={row["id"]: read_crime(row) for row in rows.crimes},
        contexts={key: read_context(key, row) for key, row in rows.contexts.items()},
        groups={key: tuple(ids) for key, ids in rows.groups.items()},
        sets={row["id"]: read_set(row) for row in rows.confusables},
        sources=tuple(read_source(row) for row in rows.sources),
        mental_default=str(rows.rules.get("mental_default", "")),
    )


def parse_modes(mapping: Mapping[str, object]) -> Modes:
    """Read and check a table in the form of liability.json.

    Raises:
        LawError: as for `parse_crimes`.
    """
    rows = check_modes(mapping, MODES_FILE)
    return Modes(
        as_of=str(mapping["as_of"]),
        modes={row["id"]: read_mode(row) for row in rows.modes},
        default_mental=tuple(Element(r["id"], "mental", r["text"]) for r in rows.mental),
        sources=tuple(read_source(row) for row in rows.sources),
    )


@cache
def law() -> Law:
    """The law that ships with the program, read and checked once a process."""
    folder = files("casefile.reference") / "data"
    read = [json.loads((folder / n).read_text(encoding="utf-8")) for n in (CRIMES_FILE, MODES_FILE)]
    return Law(parse_crimes(read[0]), parse_modes(read[1]))


__all__ = [
    "CRIMES_FILE",
    "MODES_FILE",
    "ConfusableSet",
    "Context",
    "Crime",
    "Crimes",
    "Element",
    "Law",
    "Mode",
    "Modes",
    "Question",
    "Source",
    "law",
    "parse_crimes",
    "parse_modes",
    "read_title",
]
