"""Words of time expressions: which class each is of, for the grammar.

A word's class is one letter, so that a sentence becomes a string over which `grammar.py` is one
regular expression. The letters of function words are in `reference/data/times.toml`; the others:
`M` month, `m` month that may be another word ("may", "mar"), `W`/`w` weekday likewise, `S`/`f`
season likewise, `U` unit, `V` units, `P` part of a day, `N` today and the like, `B` reference
without distance, `I` repeated, `s` decade, `H` named day, `!` war, `q` modifier, `e`/`E` edge, `F`
vague amount, `n` number word, `o` ordinal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from casefile.reference.tables import load_table

Value = int | float | str
Entry = tuple[str, Value]  # class and what the word stands for

_PLAIN = {
    "months": "M",
    "months_short": "m",
    "weekdays": "W",
    "weekdays_short": "w",
    "seasons": "S",
    "units": "U",
    "units_plural": "V",
    "parts": "P",
    "days": "N",
    "references": "B",
    "sets": "I",
    "numbers": "n",
    "ordinals": "o",
    "decades": "s",
    "modifiers": "q",
    "vague": "F",
    "edges": "e",
    "edge_nouns": "E",
}
_FUNCTION = "atzjip+>Du"  # words too common to open a sentence for
_STRONG = "MWSUVPNBIs#QH"  # a sentence without any of these and without digits is passed over


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`words` by lower-case word; `phrases` by first word, the longest first."""

    words: Mapping[str, Entry]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Entry], ...]]
    triggers: frozenset[str]
    zones: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The table `times`, arranged for looking up."""
    words: dict[str, Entry] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    triggers: set[str] = set()
    for name, entry in _entries(load_table("times")):
        parts = tuple(name.split())
        if len(parts) == 1:
            words.setdefault(name, entry)
        else:
            phrases.setdefault(parts[0], []).append((parts, entry))
        if (
            entry[0] in _STRONG
            or entry[0] in "mw!Cc"
            or name in ("thousand", "nineteen", "eighteen")
        ):
            telling = [p for p in parts if p.isalpha() and words.get(p, ("x",))[0] not in _FUNCTION]
            triggers.add(max(telling or parts, key=len))
    ordered = {k: tuple(sorted(v, key=lambda x: -len(x[0]))) for k, v in phrases.items()}
    zones = frozenset(load_table("times")["zones"]["names"])
    return Lexicon(words, ordered, frozenset(triggers), zones)


def _entries(table: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    for letter, names in table["symbols"].items():
        for name in names:
            yield name, (letter, name)
    for name, number in table["weekdays"].items():
        yield f"{name}s", ("I", f"XXXX-WXX-{number}")
    for section, letter in _PLAIN.items():
        for name, value in table[section].items():
            yield name, (letter, value)
    for number, row in enumerate(table["named"]):
        for name in row["names"]:
            yield name, ("H", number)
    for number, row in enumerate(table["war"]):
        for name in row["names"]:
            yield name, ("!", number)


@cache
def words_of(section: str, key: str) -> frozenset[str]:
    """One list of the table as a set."""
    return frozenset(load_table("times")[section][key])


_WORDS = re.compile(r"[a-z]+")
_DIGITS = re.compile(
    r"[1-9]\d{3}|\d[:/.-]\d|\d (?:BC|AD|B\.C)|(?:BC|AD) \d|['’‘]\d\d|\d ?[ap]\.?m"
    r"|\d(?:st|nd|rd|th)\b|[qQhH][1-4]\b"
)


def may_hold_time(words: str) -> bool:
    """Whether a stretch has any word or digits with which a time expression can be made."""
    if not lexicon().triggers.isdisjoint(_WORDS.findall(words.lower())):
        return True
    return _DIGITS.search(words) is not None
