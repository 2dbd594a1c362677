"""Numbers in digits and words: "1,200", "twenty-six", "2.5 million", "3 hundred and 21", "20k".

A run of number words is taken as far as it makes one number; where it does not go on as one
("three four", "five and six"), the next number begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from casefile.reference.tables import load_table


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `start` to `end`: `value` over `scale` (25 over 10 is 2.5)."""

    start: int
    end: int
    value: int
    scale: int = 1
    words: bool = False  # written in words alone

    @property
    def whole(self) -> int | None:
        """The value, where it is a whole number."""
        return None if self.value % self.scale else self.value // self.scale


@dataclass(slots=True)
class _Sum:
    """A number in the making: what is closed by a multiplier, and what is still open."""

    closed: int = 0
    open: int = 0
    scale: int = 1
    least: int = 0  # the smallest multiplier so far, 0 for none
    dozen: bool = False

    @property
    def value(self) -> int:
        return self.closed * self.scale + self.open


def find_numbers(folded: str, start: int, end: int) -> Iterator[Number]:
    """The numbers between `start` and `end` of a text in lower case, in order."""
    for run in _runs().finditer(folded, start, end):
        yield from _numbers(folded, run)


def _numbers(folded: str, run: re.Match[str]) -> Iterator[Number]:
    total, first, last, words = _Sum(), -1, -1, True
    for atom in _atoms().finditer(folded, run.start(), run.end()):
        joined_by = folded[last : atom.start()] if last >= 0 else ""
        if first >= 0 and not _goes_on(total, atom, joined_by):
            yield Number(first, last, total.value, total.scale, words)
            total, first, words = _Sum(), -1, True
        if first < 0:
            first = atom.start()
        _add(total, atom)
        words = words and atom["digits"] is None
        last = atom.end()
    if first >= 0:
        yield Number(first, last, total.value, total.scale, words)


def _goes_on(total: _Sum, atom: re.Match[str], joined_by: str) -> bool:
    """Whether the atom makes one number with what stands before it."""
    if total.dozen or (joined_by.strip() == "and" and not total.least):
        return False
    if atom["multiplier"]:
        times = _multipliers()[atom["multiplier"]]
        if times == _HUNDRED:
            return 0 < total.open < 10 * _HUNDRED and total.open % _HUNDRED != 0
        return total.open > 0 and (
            not total.least or total.least == _HUNDRED or times < total.least
        )
    if total.scale > 1 or atom["suffix"]:
        return False
    if atom["digits"] is not None:
        if "." in atom["digits"] or "," in atom["digits"] or not total.least:
            return False
        return total.open % total.least == 0 and int(_plain(atom["digits"])) < total.least
    value = _values()[atom["word"]]
    if total.open % _HUNDRED == 0 and total.least:  # "hundred | and five", "thousand | six"
        return total.open > 0 or total.closed > 0
    return (
        joined_by != " and " and total.open % _HUNDRED >= 20 and total.open % 10 == 0 < value < 10
    )


def _add(total: _Sum, atom: re.Match[str]) -> None:
    if atom["multiplier"]:
        times = _multipliers()[atom["multiplier"]]
        total.dozen = atom["multiplier"].startswith("dozen")
        total.least = times
        if times == _HUNDRED and total.scale == 1:
            total.open = (total.open or 1) * times
            return
        whole, rest = divmod((total.open or total.scale) * times, total.scale)
        if rest:  # "2.3333 thousand" keeps its scale
            total.open = (total.open or 1) * times
            return
        total.closed, total.open, total.scale = total.closed + whole, 0, 1
        return
    if atom["digits"] is None:
        total.open += _values()[atom["word"]]
        return
    digits = _plain(atom["digits"])
    whole_part, _, decimals = digits.partition(".")
    decimals = decimals.rstrip("0")
    value, scale = int(whole_part + decimals), 10 ** len(decimals)
    if atom["suffix"]:
        value *= _suffixes()[atom["suffix"]]
        if value % scale == 0:
            value, scale = value // scale, 1
        total.dozen = True  # nothing goes on after "20k"
    total.open, total.scale = total.open + value, scale


def _plain(digits: str) -> str:
    """Digits without the marks between thousands; "5,00" and "1,3" have a decimal comma."""
    digits = re.sub(r"[\s\u00a0\u202f]", "", digits)
    if re.fullmatch(r"\d+,\d{1,2}", digits):
        return digits.replace(",", ".")
    return digits.replace(",", "")


_HUNDRED = 100
_DIGITS = (
    r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?(?!\d)|\d{1,3}(?:[ \u00a0\u202f]\d{3})+"
    r"(?:\.\d+)?(?![\d,])"
    r"|\d{1,18}(?:\.\d{1,9})?(?!\d)(?:,\d{1,2}(?![\d,]|\.\d))?"
)


@cache
def _values() -> dict[str, int]:
    values: dict[str, int] = load_table("counts")["numbers"]
    return values


@cache
def _multipliers() -> dict[str, int]:
    table: dict[str, int] = load_table("counts")["multipliers"]
    return table | {"dozens": table["dozen"]}


@cache
def _suffixes() -> dict[str, int]:
    suffixes: dict[str, int] = load_table("counts")["suffixes"]
    return suffixes


@cache
def _atom() -> str:
    def any_of(words: dict[str, int]) -> str:
        return "|".join(sorted(words, key=lambda w: (-len(w), w)))

    return (
        rf"(?:(?P<digits>{_DIGITS})(?:(?P<suffix>{any_of(_suffixes())})\b)?(?!\w)"
        rf"|(?P<word>{any_of(_values())})\b|(?P<multiplier>{any_of(_multipliers())})\b)"
    )


@cache
def _atoms() -> re.Pattern[str]:
    return re.compile(_atom())


@cache
def _runs() -> re.Pattern[str]:
    """Atoms joined by blanks, hyphens or "and"."""
    atom = re.sub(r"\?P<\w+>", "?:", _atom())
    return re.compile(
        rf"(?<![\w.])(?={_first_letters()}){atom}(?:(?: and |-and-| {{1,3}}| ?- ?){atom})*"
    )


@cache
def _first_letters() -> str:
    """One look at the first letter spares most words the rest."""
    letters = {word[0] for word in (*_values(), *_multipliers())}
    return rf"[\d{''.join(sorted(letters))}]"
