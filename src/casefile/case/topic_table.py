"""The table `topics`, compiled: what claims can say about legal elements, and on which it bears."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from casefile.case.cues import Cues, compile_cues
from casefile.errors import LawError
from casefile.reference.law import Law, law
from casefile.reference.tables import load_table

JURISDICTION = ("jurisdiction.subject", "jurisdiction.time", "jurisdiction.place")
"""Rows of section 1. Their claims come from outside: from times, places and the law itself."""

FACETS = (
    "jurisdiction", "context", "conduct", "consequence", "circumstance", "mental", "linkage"
)  # fmt: skip


STRENGTHS = ("for", "against", "broad", "narrows", "needs", "exclude")
"""What a topic's cues do."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing that claims can say about elements.

    `elements` and `opposes` are ids of elements, or of a part of one: "rome.6.e#e1/coercion".
    """

    id: str
    name: str
    gap: str  # a sentence: "Nobody has said yet …"
    spoken: str  # stands for it where claims tell of it, none for or against; "" for no other
    facet: str  # one of FACETS
    kinds: frozenset[str]  # kinds of event that speak for it
    elements: tuple[str, ...]
    opposes: tuple[str, ...]
    own_row: tuple[str, ...]  # elements of which it is a part with a row of its own
    linkage: bool
    has_needs: bool  # broad cues and narrowing words count only beside one of its `needs`
    fallback: bool  # the topic of a narrowed denial where no other is meant


@dataclass(frozen=True)
class TopicTable:
    """All topics, with one set of cues for a single pass over the words."""

    topics: Mapping[str, Topic]
    cues: Cues  # strengths: STRENGTHS
    order: Mapping[str, int]  # a topic's place in the table
    of_kind: Mapping[str, tuple[str, ...]]  # topics by the kind of event that speaks for them
    by_hand: frozenset[str]  # elements that no topic reaches
    of_element: Mapping[str, tuple[str, ...]]  # topics by element or part of one
    parts: Mapping[str, tuple[str, ...]]  # topics with rows of their own, by element


@cache
def topic_table() -> TopicTable:
    """The table that ships with the program.

    Raises:
        LawError: a topic names an unknown element or facet, or an id stands twice.
    """
    return build(load_table("topics"), law())


def build(table: Mapping[str, Any], known: Law) -> TopicTable:
    """Compile and check a table in the form of topics.toml."""
    alike = _Alike(known)
    topics: dict[str, Topic] = {}
    for row in table["topic"]:
        if row["id"] in topics or row["facet"] not in FACETS:
            raise LawError("a topic of topics.toml with a double id or no facet", found=row["id"])
        topics[row["id"]] = _topic(row, alike)
    by_hand = frozenset(e for name in table["by_hand"] for e in alike.expand(name, "by_hand"))
    of_kind: dict[str, list[str]] = {}
    of_element: dict[str, list[str]] = {}
    parts: dict[str, list[str]] = {}
    for topic in topics.values():
        for element in (*topic.elements, *topic.opposes):
            of_element.setdefault(element, []).append(topic.id)
        for kind in sorted(topic.kinds):
            of_kind.setdefault(kind, []).append(topic.id)
        for element in topic.own_row:
            parts.setdefault(element, []).append(topic.id)
    return TopicTable(
        topics,
        compile_cues(_cues(table)),
        {topic: n for n, topic in enumerate(topics)},
        _frozen(of_kind),
        by_hand,
        _frozen(of_element),
        _frozen(parts),
    )


def _frozen(found: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(ids) for key, ids in found.items()}


def _cues(table: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for row in table["topic"]:
        for direction in STRENGTHS:
            for cue in row.get(direction, ()):
                yield row["id"], direction, cue


def _topic(row: Mapping[str, Any], alike: _Alike) -> Topic:
    own = _spread(row.get("own_row", ()), row["id"], alike)
    named = [*_spread(row["elements"], row["id"], alike)]
    return Topic(
        row["id"],
        row["name"],
        row["gap"],
        row.get("spoken", ""),
        row["facet"],
        frozenset(row.get("kinds", ())),
        tuple(f"{e}/{row['id']}" if e in own else e for e in named),
        _opposed(row.get("opposes", ()), row["id"], alike),
        own,
        bool(row.get("linkage", False)),
        "needs" in row,
        bool(row.get("fallback", False)),
    )


def _spread(names: Iterable[str], topic: str, alike: _Alike) -> tuple[str, ...]:
    return tuple(dict.fromkeys(e for name in names for e in alike.expand(name, topic)))


def _opposed(names: Iterable[str], topic: str, alike: _Alike) -> tuple[str, ...]:
    found = []
    for name in names:
        element, slash, part = name.partition("/")
        found += [f"{e}{slash}{part}" for e in alike.expand(element, topic)]
    return tuple(dict.fromkeys(found))


class _Alike:
    """Elements with the same words ask the same: one named stands for all of them."""

    def __init__(self, known: Law) -> None:
        self._text = {e.id: e.text for e in known.elements()}
        self._ids: dict[str, list[str]] = {}
        for element, text in self._text.items():
            self._ids.setdefault(text, []).append(element)

    def expand(self, name: str, topic: str) -> list[str]:
        """All element ids that `name` stands for."""
        if name in JURISDICTION:
            return [name]
        if name.endswith("*"):
            found = [e for e in self._text if e.startswith(name[:-1])]
        else:
            found = self._ids.get(self._text.get(name, ""), [])
        if not found:
            raise LawError(f"an unknown element in topic {topic} of topics.toml", found=name)
        return found
