"""The table of kinds of event, as look-ups: by first word, by anchor, idioms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from casefile.reading.stance import verb_forms
from casefile.reference.tables import load_table


@dataclass(frozen=True, slots=True)
class Entry:
    """Words that stand for a kind: `words` in lower case; `part` is "verb", "noun" or "phrase"."""

    words: tuple[str, ...]
    kind: str
    part: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A legal step with gaps between its words."""

    kind: str
    regex: re.Pattern[str]


@cache
def kinds() -> dict[str, dict[str, Any]]:
    """The rows of the table by name."""
    return {row["name"]: row for row in load_table("events")["kind"]}


@cache
def depth(kind: str) -> int:
    """How specific a kind is: 0 without a parent."""
    parent = kinds()[kind].get("parent")
    return 1 + depth(parent) if parent else 0


@cache
def entries() -> dict[str, tuple[Entry, ...]]:
    """Entries by their first word; the longest first, then verbs before nouns."""
    by_word: dict[str, list[Entry]] = {}
    for entry in _all_entries():
        by_word.setdefault(entry.words[0], []).append(entry)
    return {
        word: tuple(sorted(found, key=lambda e: (-len(e.words), -depth(e.kind), e.part != "verb")))
        for word, found in by_word.items()
    }


def _all_entries() -> Iterator[Entry]:
    for row in load_table("events")["kind"]:
        for verb in row.get("verbs", ()):
            for form in verb_forms(verb):
                yield Entry(tuple(form.split()), row["name"], "verb")
        for form in row.get("forms", ()):
            yield Entry(tuple(form.split()), row["name"], "verb")
        for noun in row.get("nouns", ()):
            for form in (noun, _plural(noun)):
                yield Entry(tuple(form.split()), row["name"], "noun")
        for phrase in row.get("phrases", ()):
            yield Entry(tuple(phrase.split()), row["name"], "phrase")


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")


@cache
def patterns() -> dict[str, tuple[Pattern, ...]]:
    """Patterns by their anchor, in the table's order."""
    by_anchor: dict[str, list[Pattern]] = {}
    for row in load_table("events")["pattern"]:
        regex = re.compile(rf"\b(?:{row['regex']})\b")
        by_anchor.setdefault(row["anchor"], []).append(Pattern(row["kind"], regex))
    return {anchor: tuple(found) for anchor, found in by_anchor.items()}


@cache
def idioms() -> re.Pattern[str]:
    """Phrases in which words of the table are no events."""
    rows = load_table("events")["idiom"]
    return re.compile(rf"\b(?:{'|'.join(row['pattern'] for row in rows)})(?!\w)")


@cache
def word_class(name: str) -> frozenset[str]:
    """A class of words: "people", "prepositions", …"""
    return frozenset(load_table("events")["words"][name])


@cache
def state_names() -> frozenset[str]:
    """States and what stands for their governments, in lower case."""
    table = load_table("states")
    return frozenset(table["names"])
