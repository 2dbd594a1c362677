"""The words of a text as copies are compared by them: spelling, quotes and numbers made alike."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

# Letters and digits with the marks and invisible characters that may stand inside a word; scripts
# without blanks go character by character; figures keep their points, a per cent sign is a word.
_INSIDE = "\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff]"
    r"|\d+(?:[.,]\d+)*"
    rf"|[^\W\d_\u3040-\u30ff\u3400-\u9fff][^\W_\u3040-\u30ff\u3400-\u9fff{_INSIDE}]*"
    rf"(?:[{_INSIDE}'’ʼ][^\W_\u3040-\u30ff\u3400-\u9fff]+)*"
    r"|%"
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff'’ʼ]")
_LONGEST = 40  # code points of a word that are compared
_LONGEST_KEPT = 100_000  # code points of a text whose words are kept

# Two spellings of one word. What becomes of other words does not matter: both texts go that way.
_ENDINGS = (
    (re.compile(r"is(e|es|ed|ing|ation|ations|er|ers)$"), r"iz\1"),
    (re.compile(r"our(s|ed|ing|ite|able|ful|less)?$"), r"or\1"),
    (re.compile(r"(?<=[tb])re(s|d)?$"), r"er\1"),
    (re.compile(r"ence(s|less)?$"), r"ense\1"),
    (re.compile(r"ogue(s)?$"), r"og\1"),
    (re.compile(r"ll(ed|ing|er|ers)$"), r"l\1"),
    (re.compile(r"amme(s)?$"), r"am\1"),
)
_SAME = {
    "%": "percent", "grey": "gray", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
    "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10", "eleven": "11",
    "twelve": "12",
}  # fmt: skip

_OPENING = {"“": "”", "„": "”“", "«": "»", '"': '"', "``": "''"}
_QUOTE = re.compile("``|''|[“”„«»\"]|\n")
_LONGEST_QUOTE = 4_000  # code points; a mark that is never closed quotes nothing


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, as they are compared, in order.

    `starts` and `ends` are code points in the text; `quoted` is 1 for each word that stands in
    quotation marks and 0 for the rest.
    """

    forms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quoted: bytes

    def __len__(self) -> int:
        return len(self.forms)


def words_of(text: str) -> Words:
    """The words of `text`; those of the last few texts are kept, as one is asked for many times.

    >>> words_of("Two-thirds, or 66 per cent").forms
    ('2', 'thirds', 'or', '66', 'percent')
    """
    return _kept(text) if len(text) <= _LONGEST_KEPT else _read(text)


@lru_cache(maxsize=16)
def _kept(text: str) -> Words:
    return _read(text)


def _read(text: str) -> Words:
    forms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _WORD.finditer(text):
        form = _form(match[0][:_LONGEST])
        if form == "cent" and forms and forms[-1] == "per":
            forms[-1], ends[-1] = "percent", match.end()
        elif form:
            start, end = match.span()
            forms.append(form)
            starts.append(start)
            ends.append(end)
    return Words(tuple(forms), tuple(starts), tuple(ends), _quoted(text, starts))


@lru_cache(maxsize=100_000)
def _form(word: str) -> str:
    """One spelling for a word: small letters, no accents, no apostrophes, one English."""
    plain = unicodedata.normalize("NFKD", _INVISIBLE.sub("", word)).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    if plain[:1].isdigit():
        return plain.replace(",", "")
    if len(plain) > 4:
        for ending, other in _ENDINGS:
            plain = ending.sub(other, plain)
    return _SAME.get(plain, plain)


def _quoted(text: str, starts: Sequence[int]) -> bytes:
    """Whether each word stands between quotation marks of its own paragraph."""
    flags = bytearray(len(starts))
    for opening, closing in _quotes(text):
        first, stop = bisect_right(starts, opening), bisect_left(starts, closing)
        flags[first:stop] = b"\x01" * (stop - first)
    return bytes(flags)


def _quotes(text: str) -> list[tuple[int, int]]:
    """Where quotations stand. One of several paragraphs opens each anew and closes the last."""
    found: list[tuple[int, int]] = []
    opened, closing, ended = -1, "", -1
    for match in _QUOTE.finditer(text):
        mark, at = match[0], match.start()
        if opened >= 0 and at - opened > _LONGEST_QUOTE:
            opened = -1
        if mark == "\n":
            if opened >= 0:
                ended = at
            continue
        if opened >= 0 and ended >= 0:
            if mark in _OPENING and not text[ended:at].strip():
                found.append((opened, ended))
            opened = -1
        ended = -1
        if opened >= 0 and mark in (closing if len(mark) == 1 else (closing,)):
            found.append((opened, at))
            opened = -1
        elif opened < 0 and mark in _OPENING:
            opened, closing = at, _OPENING[mark]
    return found
