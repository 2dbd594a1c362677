"""The table `conduct`, compiled: which told events describe the conduct of which crimes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from casefile.case.cues import Cues, compile_cues
from casefile.errors import LawError
from casefile.reference.law import Law, Question, law
from casefile.reference.tables import load_table

LISTS = (
    "court_words", "definition_words", "disaster_words", "link_words", "link_exclude", "named",
    "named_exclude", "naming_words", "sympathy_words",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One row: an event of one of `kinds` that hits one of `who` and stands with `words`."""

    n: int
    family: str
    kinds: frozenset[str]
    not_kinds: frozenset[str]
    who: frozenset[str]
    unless: frozenset[str]
    has_words: bool
    tags: tuple[str, ...]
    crimes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """A family of conduct: what one allegation is about."""

    id: str
    name: str
    set: str  # id of a set of confusable crimes, "" for none
    tags: tuple[str, ...]
    crimes: tuple[str, ...]  # listed with it always
    absorbs: tuple[str, ...]  # families that join it where both are told
    ask: tuple[Question, ...]

    @property
    def set_id(self) -> str:
        """The id of its candidate set."""
        return self.set or f"conduct.{self.id}"


@dataclass(frozen=True)
class ConductTable:
    """All of the table, with one set of cues for a single pass over the words."""

    cues: Cues
    links: Cues  # of these the words that tell of a conflict or a power, for whole texts
    rows: tuple[Row, ...]
    families: Mapping[str, Family]
    war_kinds: frozenset[str]  # kinds of event that tell of a conflict by themselves
    silent_kinds: frozenset[str]
    silent_status: frozenset[str]
    silent_stances: frozenset[str]
    circumstance: frozenset[str]  # strong cues of the law table that count as weak
    listed_only: frozenset[str]  # weak cues that open nothing
    named: frozenset[str]
    tags_of_kind: Mapping[str, frozenset[str]]
    parents: Mapping[str, str]

    def lineage(self, kind: str) -> tuple[str, ...]:
        """The kind and the kinds that it is a case of."""
        found = [kind]
        while found[-1] in self.parents:
            found.append(self.parents[found[-1]])
        return tuple(found)

    def of_set(self, name: str) -> frozenset[str]:
        """The families whose hits an allegation of that candidate set is made of."""
        own = {f.id for f in self.families.values() if f.set_id == name}
        return frozenset(own | {a for f in own for a in self.families[f].absorbs})

    def family_of(self, tags: Iterable[str]) -> str:
        """The first family that holds one of the tags, "" for none."""
        tags = frozenset(tags)
        return next((f.id for f in self.families.values() if tags & set(f.tags)), "")


@cache
def conduct_table() -> ConductTable:
    """The table that ships with the program.

    Raises:
        LawError: a row names an unknown crime, set or family, or a crime without the row's tags.
    """
    return build(load_table("conduct"), law())


def build(table: Mapping[str, Any], known: Law) -> ConductTable:
    """Compile and check a table in the form of conduct.toml."""
    rows = tuple(_row(n, row) for n, row in enumerate(table["conduct"]))
    families = {row["id"]: _family(row) for row in table["family"]}
    for row in rows:
        _check(row, families, known)
    for family in families.values():
        _check_family(family, known)
    kinds = load_table("events")["kind"]
    return ConductTable(
        cues=compile_cues((*_law_cues(known), *_own_cues(table))),
        links=compile_cues(
            (name, "list", cue) for name in ("link_words", "link_exclude") for cue in table[name]
        ),
        rows=rows,
        families=families,
        war_kinds=frozenset(table["war_kinds"]),
        silent_kinds=frozenset(table["silent_kinds"]),
        silent_status=frozenset(table["silent_status"]),
        silent_stances=frozenset(table["silent_stances"]),
        circumstance=frozenset(table["only_circumstance"]),
        listed_only=frozenset(table["listed_only"]),
        named=frozenset(table["named"]),
        tags_of_kind={k: frozenset(v) for k, v in table["tags_of_kind"].items()},
        parents={row["name"]: row["parent"] for row in kinds if "parent" in row},
    )


def _law_cues(known: Law) -> Iterator[tuple[str, str, str]]:
    for crime in known.crimes.values():
        for strength in ("strong", "weak", "exclude"):
            for cue in getattr(crime, strength):
                yield crime.id, strength, cue


def _own_cues(table: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for name in LISTS:
        for cue in table[name]:
            yield name, "list", cue
    for group, cues in table["groups"].items():
        for cue in cues:
            yield group, "group", cue
    for group, cues in table["groups_exclude"].items():
        for cue in cues:
            yield group, "exclude", cue
    for n, row in enumerate(table["conduct"]):
        for cue in row.get("words", ()):
            yield f"{n}", "row", cue
        for cue in row.get("unless_words", ()):
            yield f"{n}", "bar", cue
    for row in table.get("cue", ()):
        for strength in ("strong", "exclude"):
            for cue in row.get(strength, ()):
                for crime in row["crimes"]:
                    yield crime, strength, cue


def _row(n: int, row: Mapping[str, Any]) -> Row:
    return Row(
        n,
        row["family"],
        frozenset(row["kinds"]),
        frozenset(row.get("not_kinds", ())),
        frozenset(row.get("who", ())),
        frozenset(row.get("unless", ())),
        "words" in row,
        tuple(row["tags"]),
        tuple(row["crimes"]),
    )


def _family(row: Mapping[str, Any]) -> Family:
    return Family(
        row["id"],
        row["name"],
        row.get("set", ""),
        tuple(row["tags"]),
        tuple(row.get("crimes", ())),
        tuple(row.get("absorbs", ())),
        tuple(Question(q["q"], tuple(q["bears_on"])) for q in row.get("ask", ())),
    )


def _check(row: Row, families: Mapping[str, Family], known: Law) -> None:
    if row.family not in families:
        raise LawError(f"an unknown family in row {row.n} of conduct.toml", found=row.family)
    for crime in row.crimes:
        if not set(known.crime(crime).tags) & set(row.tags):
            raise LawError(f"a crime without a tag of its row {row.n} of conduct.toml", found=crime)


def _check_family(family: Family, known: Law) -> None:
    if family.set and family.set not in known.sets:
        raise LawError(
            f"an unknown set of crimes in family {family.id} of conduct.toml", found=family.set
        )
    for crime in (*family.crimes, *(c for q in family.ask for c in q.bears_on)):
        known.crime(crime)
