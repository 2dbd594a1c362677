"""The nouns of the law tables: crime, element, context, set of confusable crimes, mode, source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

KINDS = ("conduct", "consequence", "circumstance", "mental", "context")
"""What an element can be."""

NEXUS = ("international", "non-international", "none")
"""Which armed conflict a crime needs."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where rows come from. `verified`: it was read in a stored copy."""

    key: str
    what: str
    verified: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """What of a row was read in a stored source, what rests on memory or was derived."""

    provision: bool
    elements: bool
    provision_said: str  # the table's own words where it says more than yes or no
    elements_said: str
    sources: tuple[str, ...]

    @property
    def text(self) -> str:
        """What an output must show beside the row; "" where all was read."""
        parts = []
        if not self.provision:
            parts.append(f"provision: {self.provision_said or 'from memory, not checked'}")
        if not self.elements:
            parts.append(f"elements: {self.elements_said or 'from memory, not checked'}")
        return "; ".join(parts)


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that the law requires. `alternative` names its branch: one branch suffices."""

    id: str
    kind: str  # one of KINDS
    text: str
    alternative: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds a crime: an armed conflict, an attack on civilians. Many crimes share it."""

    id: str
    title: str
    applies_to: str
    elements: tuple[Element, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question that tells confusable crimes apart, and the crimes that the answer bears on."""

    text: str
    bears_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConfusableSet:
    """Crimes that one report can fit; they are always listed together."""

    id: str
    topic: str
    crimes: tuple[str, ...]
    ask: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Crime:
    """One crime with its elements. `paraphrase` and element texts orient and are not the law."""

    id: str
    citation: str
    title: str
    family: str  # "genocide", "crimes-against-humanity", "war-crimes", …
    paraphrase: str
    nexus: str  # one of NEXUS
    contexts: tuple[str, ...]
    elements: tuple[Element, ...]
    protected: tuple[str, ...]
    tags: tuple[str, ...]  # of conduct: "deportation"
    strong: tuple[str, ...]  # cues: see `rules.cue_syntax` of the table
    weak: tuple[str, ...]
    exclude: tuple[str, ...]
    related: tuple[str, ...]
    note: str
    basis: str  # of the Geneva Conventions or another treaty, "" where none is given
    amendment: str  # "adopted 2017-12-14 (ICC-ASP/16/Res.4): Binds …", "" for none
    verified: Verified


@dataclass(frozen=True, slots=True)
class Mode:
    """One way in which a person may answer for a crime."""

    id: str
    citation: str
    title: str
    paraphrase: str
    applies_to: str
    elements: tuple[Element, ...]
    cues: tuple[str, ...]
    related: tuple[str, ...]
    note: str
    verified: Verified


def read_title(row: Crime | Mode) -> str:
    """Citation and title in one line: "Rome Statute Art. 8(2)(b)(ii): Attacking civilian …"."""
    return f"{row.citation}: {row.title}"


def read_source(row: Mapping[str, Any]) -> Source:
    """A checked row of `sources`."""
    return Source(row["key"], row.get("what", row["key"]), bool(row["verified"]), _note(row))


def read_context(key: str, row: Mapping[str, Any]) -> Context:
    """A checked row of `contexts`."""
    elements = tuple(_element(e) for e in row["elements"])
    return Context(key, row["title"], row["applies_to"], elements, _note(row))


def read_set(row: Mapping[str, Any]) -> ConfusableSet:
    """A checked row of `confusables`."""
    ask = tuple(Question(q["q"], tuple(q["bears_on"])) for q in row["ask"])
    return ConfusableSet(row["id"], row["topic"], tuple(row["crimes"]), ask)


def read_crime(row: Mapping[str, Any]) -> Crime:
    """A checked row of `crimes`."""
    cues = row["cues"]
    return Crime(
        id=row["id"],
        citation=row["citation"],
        title=row["title"],
        family=row["family"],
        paraphrase=row["paraphrase"],
        nexus=row["nexus"],
        contexts=tuple(row["context"]),
        elements=tuple(_element(e) for e in row["elements"]),
        protected=tuple(row["protected"]),
        tags=tuple(row["conduct_tags"]),
        strong=tuple(cues["strong"]),
        weak=tuple(cues["weak"]),
        exclude=tuple(cues["exclude"]),
        related=tuple(row.get("related", ())),
        note=_note(row),
        basis=row.get("geneva_or_treaty_basis", ""),
        amendment=_amendment(row.get("amendment")),
        verified=_verified(row["verified"]),
    )


def read_mode(row: Mapping[str, Any]) -> Mode:
    """A checked row of `modes`."""
    return Mode(
        id=row["id"],
        citation=row["citation"],
        title=row["title"],
        paraphrase=row["paraphrase"],
        applies_to=row["applies_to"],
        elements=tuple(_element(e) for e in row["elements"]),
        cues=tuple(row["cues"]),
        related=tuple(row.get("related", ())),
        note=_note(row),
        verified=_verified(row["verified"]),
    )


def _element(row: Mapping[str, Any]) -> Element:
    return Element(row["id"], row["kind"], row["text"], row.get("alternative_group", ""))


def _note(row: Mapping[str, Any]) -> str:
    return str(row.get("note", ""))


def _amendment(row: Mapping[str, str] | None) -> str:
    return f"adopted {row['adopted']} ({row['resolution']}): {row.get('note', '')}" if row else ""


def _verified(row: Mapping[str, Any]) -> Verified:
    provision, elements = row["provision"], row["elements"]
    return Verified(
        provision=provision is True,
        elements=elements is True,
        provision_said=provision if isinstance(provision, str) else "",
        elements_said=elements if isinstance(elements, str) else "",
        sources=tuple(row["sources"]),
    )
