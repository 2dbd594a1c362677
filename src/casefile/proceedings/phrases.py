"""Words of a text, and phrases over them: alternatives and short gaps, found in linear time.

A phrase is words with blanks: "declined|refused to confirm … charges". `|` parts alternatives of
one word, `…` stands for up to ten words. Words are compared without regard to case.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"['’]s\b|[^\W_]+(?:-[^\W_]+)*|[,;:()“”\"]")
_GAP = "…"
_LONGEST_GAP = 10  # words
_APOSTROPHE = str.maketrans("’", "'")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text in lower case, with where it stands. Commas and the like are words too."""

    start: int
    end: int
    low: str


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found: the positions of its first word and after its last, and which phrase."""

    first: int
    after: int
    phrase: int


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words of `text` from `start` to `end`."""
    return [
        Word(m.start(), m.end(), m.group().translate(_APOSTROPHE).lower())
        for m in _WORD.finditer(text, start, end)
    ]


def word_at(words: Sequence[Word], position: int) -> int:
    """Which word stands at or first after `position` of the text."""
    return bisect_left(words, position, key=lambda w: w.end - 1)


class Phrases:
    """A list of phrases to be found in the words of sentences."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._parts = [tuple(_parts(p)) for p in phrases]
        self._starts: dict[str, list[int]] = {}
        for i, parts in enumerate(self._parts):
            for word in parts[0]:
                self._starts.setdefault(word, []).append(i)

    def find(self, words: Sequence[Word]) -> Iterator[Match]:
        """Every place where a phrase stands, by position; a phrase may be found more than once."""
        for first, word in enumerate(words):
            for phrase in self._starts.get(word.low, ()):
                after = _follow(self._parts[phrase], words, first)
                if after:
                    yield Match(first, after, phrase)


def _parts(phrase: str) -> Iterator[frozenset[str]]:
    for part in phrase.split():
        if part == _GAP:
            yield frozenset()
            continue
        pieces = [[w.low for w in words_of(p, 0, len(p))] for p in part.split("|")]
        if all(len(p) == 1 for p in pieces):
            yield frozenset(p[0] for p in pieces)
        else:  # "U.N.", "world's": one part of the phrase, several words of the text
            for word in pieces[0]:
                yield frozenset((word,))


def _follow(parts: Sequence[frozenset[str]], words: Sequence[Word], first: int) -> int:
    """The position after the phrase that begins at `first`, 0 where it does not stand there."""
    at, gap = first, False
    for part in parts:
        if not part:
            gap = True
            continue
        last = min(at + _LONGEST_GAP, len(words) - 1) if gap else min(at, len(words) - 1)
        found = next((i for i in range(at, last + 1) if words[i].low in part), -1)
        if found < 0:
            return 0
        at, gap = found + 1, False
    return at
