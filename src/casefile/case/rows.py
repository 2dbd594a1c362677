"""The rows of an element matrix: what the law asks of a set of candidate crimes.

Five sections: jurisdiction, context (shared, once), material elements, mental elements (with the
default of Art. 30), and the mode of liability of each person whom claims name. Elements with the
same words are one row. Where the law gives branches, one branch suffices.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from casefile.case.topic_table import topic_table
from casefile.reference.law import Crime, Element, Mode, law

SECTIONS = {
    1: "jurisdiction",
    2: "context",
    3: "material elements",
    4: "mental elements",
    5: "mode of liability",
}

_JURISDICTION = {
    "jurisdiction.subject": "The conduct is of a kind that the Court deals with (Art. 5 to 8 bis).",
    "jurisdiction.time": "The Statute was in force for the State concerned at the time (Art. 11).",
    "jurisdiction.place": "It happened on the territory of a State that accepts the Court, or a "
    "national of such a State acted (Art. 12).",
}
_BACK = ("this", "these", "those", "that", "the facts", "the character", "such")


@dataclass(frozen=True, slots=True)
class Person:
    """A person whom a claim names, and the modes of liability that claims speak of."""

    key: str  # party id or name: part of the rows' ids
    name: str
    modes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that the law asks for. `elements` are all element ids that it stands for."""

    id: str
    section: int  # a key of SECTIONS
    crimes: tuple[str, ...]
    element: str  # the first of `elements`; hand mappings name it
    elements: tuple[str, ...]
    text: str
    topics: tuple[str, ...]
    alternative: str = ""  # "rome.8.2.b.viii: B-deportation": one branch of the provision suffices
    verified: str = ""  # what must be shown with it, "" where all was read
    part: str = ""  # name of the part, where an element of several parts has rows of their own
    person: str = ""  # key of the person, section 5


def rows(crimes: Sequence[str], persons: Sequence[Person] = ()) -> tuple[Row, ...]:
    """All rows for candidate crimes (ids) and the persons named, section by section.

    Raises:
        LawError: an unknown crime or mode.
    """
    known = [law().crime(c) for c in sorted(set(crimes), key=law().order)]
    found = [
        *_jurisdiction(known),
        *_contexts(known),
        *_merged(known, 3),
        *_merged(known, 4),
        *_default(known),
    ]
    for person in persons:
        found += _answering(person, known)
    return tuple(found)


def _jurisdiction(crimes: Sequence[Crime]) -> Iterator[Row]:
    ids = tuple(c.id for c in crimes)
    for element, text in _JURISDICTION.items():
        yield Row(element, 1, ids, element, (element,), text, _topics(element))


def _contexts(crimes: Sequence[Crime]) -> Iterator[Row]:
    for context in law().contexts.values():
        mine = tuple(c.id for c in crimes if context.id in c.contexts)
        for element in context.elements if mine else ():
            yield Row(
                element.id, 2, mine, element.id, (element.id,), element.text, _topics(element.id)
            )


def _merged(crimes: Sequence[Crime], section: int) -> Iterator[Row]:
    """Elements of the crimes; those with the same words, meaning the same, in one row."""
    alike: dict[tuple[str, ...], list[tuple[Crime, Element]]] = {}
    for crime in crimes:
        before = ""
        for element in crime.elements:
            if (element.kind == "mental") is (section == 4):
                key = _key(crime, element, before)
                alike.setdefault(key, []).append((crime, element))
            before = before if element.kind == "mental" else element.text
    for found in alike.values():
        yield from _element_rows(found, section)


def _key(crime: Crime, element: Element, before: str) -> tuple[str, ...]:
    """What makes two elements one row: words that point back count with what they point to."""
    if element.alternative:
        return (crime.id, element.id)
    points_back = element.kind == "mental" and any(w in element.text.lower() for w in _BACK)
    return (element.text, before if points_back else "")


def _element_rows(found: Sequence[tuple[Crime, Element]], section: int) -> Iterator[Row]:
    crimes = tuple(c.id for c, _ in found)
    element = found[0][1]
    ids = tuple(e.id for _, e in found)
    checks = sorted({c.verified.text for c, _ in found} - {""})
    alternative = f"{crimes[0]}: {element.alternative}" if element.alternative else ""
    own = topic_table().parts.get(element.id, ())
    whole = _topics(element.id)
    if whole or not own:
        yield Row(
            element.id, section, crimes, element.id, ids, element.text, whole, alternative,
            "; ".join(checks),
        )  # fmt: skip
    for topic in own:
        parts = tuple(f"{i}/{topic}" for i in ids)
        yield Row(
            parts[0], section, crimes, parts[0], parts, element.text, (topic,), alternative,
            "; ".join(checks), topic_table().topics[topic].name,
        )  # fmt: skip


def _default(crimes: Sequence[Crime]) -> Iterator[Row]:
    """Art. 30, for crimes of the Statute whose elements have no mental element of their own."""
    intent, consequence, knowledge = law().answering.default_mental
    court = [c for c in crimes if c.id.startswith("rome.")]
    for element, wanted in (
        (intent, [c for c in court if _has(c, "conduct")]),
        (consequence, [c for c in court if _has(c, "consequence") or _causes(c)]),
        (knowledge, [c for c in court if _has(c, "circumstance") and not _knows(c)]),
    ):
        if wanted:
            ids = tuple(c.id for c in wanted)
            yield Row(
                element.id, 4, ids, element.id, (element.id,), f"Art. 30: {element.text}",
                _topics(element.id),
            )  # fmt: skip


def _has(crime: Crime, kind: str) -> bool:
    return any(e.kind == kind for e in crime.elements)


def _causes(crime: Crime) -> bool:
    return any(e.kind == "conduct" and "caused" in e.text for e in crime.elements)


def _knows(crime: Crime) -> bool:
    return any(e.kind == "mental" and "knew" in e.text for e in crime.elements)


def _answering(person: Person, crimes: Sequence[Crime]) -> Iterator[Row]:
    ids = tuple(c.id for c in crimes)
    modes = [law().modes[m] for m in law().modes if m in set(person.modes)]
    if not modes:
        row = of_person("mode", person.key)
        text = "How the person is said to answer for it: no claim says."
        yield Row(row, 5, ids, row, (row,), text, (), person=person.key)
    for mode in modes:
        for element in mode.elements:
            yield _mode_row(mode, element, ids, person.key)


def _mode_row(mode: Mode, element: Element, crimes: tuple[str, ...], person: str) -> Row:
    name = of_person(element.id, person)
    text = f"{mode.title} ({mode.citation}): {element.text}"
    return Row(
        name, 5, crimes, name, (name,), text, _topics(element.id), "", mode.verified.text, "",
        person,
    )  # fmt: skip


def of_person(element: str, person: str) -> str:
    """The element of a mode of liability as a row of one person has it."""
    return f"{element}@{person}"


def modes_of(topics: Iterable[str]) -> tuple[str, ...]:
    """The modes of liability that linkage topics speak of, in the law's own order."""
    table = topic_table().topics
    wanted = {e.partition("#")[0] for t in topics if table[t].linkage for e in table[t].elements}
    return tuple(m for m in law().modes if m in wanted)


def _topics(element: str) -> tuple[str, ...]:
    return topic_table().of_element.get(element, ())
