"""Checks of the law tables: nothing of a table is used before all of it holds together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from casefile.errors import LawError
from casefile.reference.law_rows import KINDS, NEXUS

Row = Mapping[str, Any]

_CRIME_KEYS = (
    "id", "citation", "title", "family", "paraphrase", "nexus", "context", "elements",
    "protected", "conduct_tags", "cues",
)  # fmt: skip
_MODE_KEYS = ("id", "citation", "title", "paraphrase", "applies_to", "elements", "cues")


@dataclass(frozen=True, slots=True)
class CrimeRows:
    """The parts of a checked table of crimes."""

    crimes: Sequence[Row]
    contexts: Mapping[str, Row]
    groups: Mapping[str, Sequence[str]]
    confusables: Sequence[Row]
    sources: Sequence[Row]
    rules: Row


@dataclass(frozen=True, slots=True)
class ModeRows:
    """The parts of a checked table of modes."""

    modes: Sequence[Row]
    mental: Sequence[Row]
    sources: Sequence[Row]


def check_crimes(table: Mapping[str, object], file: str) -> CrimeRows:
    """All checks of a table of crimes.

    Raises:
        LawError: naming the first row that fails, and the file.
    """
    check = _Check(file)
    got: Any = check.parts(
        table, ("as_of", "crimes", "contexts", "groups", "confusables", "sources")
    )
    rows = CrimeRows(
        got["crimes"],
        got["contexts"],
        got["groups"],
        got["confusables"],
        got["sources"],
        got.get("rules", {}),
    )
    check.sources(rows.sources)
    ids = check.ids(rows.crimes, "crime")
    for row in rows.crimes:
        check.crime(row, ids, rows.contexts)
    for key, context in rows.contexts.items():
        check.keys(context, ("title", "applies_to", "elements"), key)
    for key, members in rows.groups.items():
        check.known(members, ids, key, "crime in a group")
    for row in rows.confusables:
        check.confusable(row, ids)
    check.ids(rows.confusables, "set of confusable crimes")
    check.elements(_all_elements((*rows.crimes, *_named(rows.contexts))))
    return rows


def check_modes(table: Mapping[str, object], file: str) -> ModeRows:
    """All checks of a table of modes of liability.

    Raises:
        LawError: naming the first row that fails, and the file.
    """
    check = _Check(file)
    got: Any = check.parts(table, ("as_of", "modes", "general", "sources"))
    mental = got["general"]["mental"]["elements"]
    rows = ModeRows(got["modes"], mental, got["sources"])
    check.sources(rows.sources)
    ids = check.ids(rows.modes, "mode")
    for row in rows.modes:
        check.keys(row, _MODE_KEYS, row["id"])
        check.sourced(row)
        check.known(row.get("related", ()), ids, row["id"], "related mode")
    check.elements(_all_elements(rows.modes))
    check.ids(mental, "element of Art. 30")
    return rows


class _Check:
    def __init__(self, file: str) -> None:
        self._file = file

    def fail(self, what: str, row: str, found: str = "") -> NoReturn:
        raise LawError(
            f"{what} in row {row} of {self._file}", found=found, next_step="mend the row"
        )

    def parts(self, table: Mapping[str, object], names: Iterable[str]) -> Mapping[str, object]:
        for name in names:
            if name not in table:
                self.fail("a part is missing", "(top)", name)
        return table

    def keys(self, row: Row, names: Iterable[str], name: str) -> None:
        for key in names:
            if key not in row:
                self.fail("a field is missing", name, key)

    def ids(self, rows: Iterable[Row], what: str) -> frozenset[str]:
        seen: set[str] = set()
        for n, row in enumerate(rows):
            name = row.get("id")
            if not isinstance(name, str) or not name:
                self.fail(f"a {what} without id", f"{n} (from 0)")
            if name in seen:
                self.fail(f"a {what} of the same id as another", name)
            seen.add(name)
        return frozenset(seen)

    def known(self, wanted: Iterable[str], known: Iterable[str], row: str, what: str) -> None:
        for name in wanted:
            if name not in known:
                self.fail(f"an unknown {what}", row, name)

    def sources(self, rows: Iterable[Row]) -> None:
        for n, row in enumerate(rows):
            self.keys(row, ("key", "verified"), f"{n} (from 0) of its sources")

    def sourced(self, row: Row) -> None:
        verified = row.get("verified")
        if not isinstance(verified, Mapping) or not verified.get("sources"):
            self.fail("no source", row["id"])
        self.keys(verified, ("provision", "elements"), row["id"])

    def crime(self, row: Row, ids: frozenset[str], contexts: Mapping[str, Row]) -> None:
        self.keys(row, _CRIME_KEYS, row["id"])
        self.keys(row["cues"], ("strong", "weak", "exclude"), row["id"])
        self.sourced(row)
        self.known(row["context"], contexts, row["id"], "context")
        self.known(row.get("related", ()), ids, row["id"], "related crime")
        if row["nexus"] not in NEXUS:
            self.fail("an unknown nexus", row["id"], row["nexus"])
        if not row["elements"]:
            self.fail("no elements", row["id"])

    def confusable(self, row: Row, ids: frozenset[str]) -> None:
        self.keys(row, ("id", "topic", "crimes", "ask"), row.get("id", "?"))
        self.known(row["crimes"], ids, row["id"], "crime in a set of confusable crimes")
        for question in row["ask"]:
            self.keys(question, ("q", "bears_on"), row["id"])
            self.known(question["bears_on"], row["crimes"], row["id"], "crime in a question")

    def elements(self, rows: Iterable[tuple[str, Row]]) -> None:
        seen: set[str] = set()
        for owner, row in rows:
            self.keys(row, ("id", "kind", "text"), owner)
            if row["kind"] not in KINDS:
                self.fail("an element of unknown kind", owner, f"{row['id']}: {row['kind']}")
            if row["id"] in seen:
                self.fail("an element of the same id as another", owner, row["id"])
            if not row["id"].startswith(f"{owner}#"):
                self.fail("an element whose id does not start with its row's", owner, row["id"])
            seen.add(row["id"])


def _named(contexts: Mapping[str, Row]) -> Iterator[Row]:
    return ({**row, "id": key} for key, row in contexts.items())


def _all_elements(rows: Iterable[Row]) -> Iterator[tuple[str, Row]]:
    return ((row["id"], e) for row in rows for e in row["elements"])
