"""A stretch of text as tokens, each with its class (see `lexicon.py`).

Classes of digits: `1` 1 to 31, `2` other numbers of two digits, `4` 1000 to 2199, `3` others, `'`
a year of two digits ("'99"), `y` a year in words, `d` an ISO day or moment, `#` a day in three
numbers, `%` two numbers with a stroke, `T` a clock time, `A` a.m., p.m. or o'clock, `Z` BC or AD,
`Q` a quarter or half of a year ("Q3").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from casefile.reading.times.lexicon import Entry, Lexicon, Value, lexicon

MONTH_YEAR = 2199  # the last number of four digits that is read as a year
_MONTHS_LIKE_WORDS = frozenset({"may", "march", "august"})
_ERAS = {"bc": -1, "bce": -1, "b.c": -1, "b.c.e": -1, "ad": 1, "ce": 1, "a.d": 1}


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of a stretch, in order; `kinds` has one letter for each."""

    kinds: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    values: tuple[Value, ...]
    words: tuple[str, ...]  # lower-case, apostrophes straight


@dataclass(slots=True)
class _Row:
    kind: str
    start: int
    end: int
    value: Value
    word: str
    cased: str


def tokens(text: str, start: int, end: int) -> Tokens:
    """The tokens of `text[start:end]`; phrases and number words are one token each."""
    rows = _numbers(_phrases(_rows(text, start, end), lexicon()))
    _settle(rows)
    return Tokens(
        "".join([r.kind for r in rows]),
        tuple([r.start for r in rows]),
        tuple([r.end for r in rows]),
        tuple([r.value for r in rows]),
        tuple([r.word for r in rows]),
    )


def _rows(text: str, start: int, end: int) -> list[_Row]:
    words = lexicon().words
    rows = []
    for match in _pattern().finditer(text, start, end):
        kind = match.lastgroup or ""
        cased = match.group()
        word = cased.lower()
        if kind in ("word", "letters"):
            letter, value = words.get(word) or ("x", word)
            if letter == "x" and cased in _CAPITALS:
                letter, value = _CAPITALS[cased]
        elif kind in _SHAPES:
            letter, value = _SHAPES[kind], word
        elif kind == "digits":
            letter, value = _digits(word)
        elif kind == "era":
            letter, value = "Z", _ERAS[word.rstrip(".")]
        elif kind == "ordinal":
            letter, value = "o", int(word[:-2])
        elif kind == "decade":
            letter, value = "s", int(word.strip("'’‘ s"))
        elif kind == "apostrophe":
            letter, value = "'", int(word[1:3])
        elif kind == "abbreviation":
            letter, value = words[word.rstrip(".")]
        else:
            word = _MARKS.get(word, word)
            letter, value = (word if word in _KEPT else ";"), word
        rows.append(_Row(letter, match.start(), match.end(), value, word, cased))
    return rows


_CAPITALS: dict[str, Entry] = {
    "BC": ("Z", -1),
    "BCE": ("Z", -1),
    "AD": ("Z", 1),
    "CE": ("Z", 1),
    "am": ("A", "am"),
    "pm": ("A", "pm"),
    "AM": ("A", "am"),
    "PM": ("A", "pm"),
}
_SHAPES = {"iso": "d", "three": "#", "two": "%", "clock": "T", "half": "A", "quarter": "Q"}
_MARKS = {"’": "'", "‘": "'", "–": "-", "—": "=", "−": "-", "‑": "-", "‐": "-", "~": "-"}
_KEPT = "-,.()=/:"


@cache
def _pattern() -> re.Pattern[str]:
    short = "jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
    short += "|mon|tues|tue|wed|thurs|thur|thu|fri|sat|sun"
    return re.compile(
        r"(?P<word>[^\W\d_]{2,}(?=[ ,]))"
        r"|(?P<iso>(?<![\d.])\d{4}-\d{2}-\d{2}(?:[Tt ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?Z?)?(?!\d))"
        r"|(?P<three>(?<![\d.])(?:\d{1,2}(?P<s>[-/.])\d{1,2}(?P=s)(?:\d{4}|\d{2})|\d{4}(?P<t>[-/.])\d{1,2}(?P=t)\d{1,2})(?![\d%]))"
        r"|(?P<clock>(?<!\d)(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:]))"
        r"|(?P<ordinal>\d{1,3}(?:st|nd|rd|th)\b)"
        r"|(?P<decade>['’‘]?\d{2}(?:\d\d)?['’]?s\b)"
        r"|(?P<two>(?<![\d/.])\d{1,2}/\d{1,2}(?![\d/]))"
        r"|(?P<apostrophe>['’‘]\d\d(?!\d))"
        r"|(?P<digits>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
        r"|(?P<half>[AaPp](?:\.[Mm]\.?|[Mm])(?!\w))"
        r"|(?P<era>B\.C\.(?:E\.)?|A\.D\.|(?:BCE?|B\.C|AD|CE)\b)"
        r"|(?P<quarter>[QqHh][1-4]\b)"
        rf"|(?P<abbreviation>\b(?i:{short})\.(?=\s*[\dA-Za-z,]))"
        r"|(?P<letters>[^\W\d_]+)"
        r"|(?P<mark>[^\w\s])"
    )


def _digits(word: str) -> Entry:
    plain = word.replace(",", "")
    if not plain.isascii() or "." in plain or "," in word:
        return "3", float(plain) if len(plain) < 16 else 0
    if len(plain) > 8:
        return "3", 0
    number = int(plain)
    if len(plain) <= 2:
        return ("1" if 1 <= number <= 31 else "2"), number
    if len(plain) == 4 and 1000 <= number <= MONTH_YEAR:
        return "4", number
    if len(plain) == 8 and 1900 <= number // 10000 <= 2100:
        month, day = number // 100 % 100, number % 100
        if 1 <= month <= 12 and 1 <= day <= 31:
            return "d", f"{plain[:4]}-{plain[4:6]}-{plain[6:]}"
    return "3", number


def _phrases(rows: list[_Row], words: Lexicon) -> list[_Row]:
    """Rows with the phrases of the table put together."""
    out: list[_Row] = []
    at = 0
    while at < len(rows):
        row = rows[at]
        later = words.phrases.get(row.word)
        if later is None or at + 1 == len(rows):
            out.append(row)
            at += 1
            continue
        following = rows[at + 1].word
        for parts, (letter, value) in later:
            if parts[1] != following or at + len(parts) > len(rows):
                continue
            if all(rows[at + k].word == part for k, part in enumerate(parts)):
                last = rows[at + len(parts) - 1]
                out.append(_Row(letter, row.start, last.end, value, " ".join(parts), row.cased))
                at += len(parts)
                break
        else:
            out.append(row)
            at += 1
    return out


def _numbers(rows: list[_Row]) -> list[_Row]:
    """Rows with number words put together: "twenty-five", "nineteen eighty six", "31st"."""
    if not any(row.kind == "n" for row in rows):
        return rows
    out: list[_Row] = []
    at = 0
    while at < len(rows):
        stop = at
        while stop < len(rows) and rows[stop].kind == "n":
            stop += 1
            joined = stop + 1 < len(rows) and (
                rows[stop].word == "-"
                or (rows[stop].word == "and" and rows[stop - 1].word in ("hundred", "thousand"))
            )
            if joined and rows[stop + 1].kind in "no":
                stop += 1
        ordinal = at < stop < len(rows) and rows[stop].kind == "o"
        if ordinal and rows[stop - 1].word in (*_TENS, "-"):
            stop += 1
        if stop > at + 1:
            out.append(_number(rows[at:stop]))
            at = stop
        else:
            out.append(rows[at])
            at += 1
    return out


_MOST = 10**9
_WORDS_OF_A_NUMBER = 12
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def _number(rows: list[_Row]) -> _Row:
    """One row for several number words; `y` where they make a year."""
    values = [int(r.value) for r in rows if r.kind in "no"]
    total = part = 0
    for value in values[:_WORDS_OF_A_NUMBER]:
        if value == 100:
            part = max(part, 1) * 100
        elif value == 1000:
            total, part = (total + max(part, 1)) * 1000, 0
        elif part and part % 100 >= 10 and value >= 10:  # nineteen eighty
            part = part * 100 + value
        else:
            part += value
    total = min(total + part, _MOST)
    kind = "n"
    if rows[-1].kind == "o":
        kind = "o"
    elif (1000 <= total <= MONTH_YEAR and total % 1000) or total == 2000:
        kind = "y"
    first, last = rows[0], rows[-1]
    return _Row(kind, first.start, last.end, total, first.word, first.cased)


def _settle(rows: list[_Row]) -> None:
    """Make strong classes weak where the word is spelt as another word would be."""
    for at, row in enumerate(rows):
        if row.kind == "m" and rows[at + 1 : at + 2] and row.word.isalpha():
            behind = rows[at + 1]
            if behind.kind == "x" and behind.cased[:1].isupper() and row.cased[:1].isupper():
                row.kind = "x"  # "Jan Egeland"
        if row.kind not in "MSw":
            continue
        small = row.cased[:1].islower()
        if row.kind == "M" and row.word in _MONTHS_LIKE_WORDS and small:
            row.kind = "m"
        elif row.kind == "M" and row.word in ("may", "march", "april", "june", "august"):
            before = rows[at - 1] if at else None
            after = rows[at + 1] if at + 1 < len(rows) else None
            if (
                before
                and before.kind == "x"
                and before.cased[:1].isupper()
                and before.end + 1 == row.start
            ):
                row.kind = "m"  # "Theresa May"
            elif (
                after
                and after.kind == "x"
                and after.cased[:1].isupper()
                and (not before or before.kind in ";=(x")
            ):
                row.kind = "m"  # "April Smith"
            elif not before and row.word in ("may", "march"):
                row.kind = "m"
        elif row.kind == "S" and row.word in ("fall", "spring"):
            row.kind = "S" if not small and row.word == "spring" else "f"
        elif row.kind == "w" and row.word in ("sun", "wed", "sat") and small:
            row.kind = "x" if row.word != "sun" else "w"
