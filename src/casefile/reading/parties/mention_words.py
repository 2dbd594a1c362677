"""The words of a text, and the drafts of mentions found among them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from casefile.particulars import MentionForm, PartyKind
from casefile.reference.tables import load_table


@dataclass(frozen=True, slots=True)
class Words:
    """Words with where they stand; "’s" is a word of its own. One list entry a word."""

    text: str
    starts: list[int]
    ends: list[int]
    lower: list[str]
    sentence: list[int]  # number of the sentence that the word stands in

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, position: int) -> int:
        """The first word that starts at `position` or after it."""
        return bisect_left(self.starts, position)

    def before(self, position: int) -> int:
        """The last word that ends at `position` or before it, -1 for none."""
        return bisect_right(self.ends, position) - 1

    def gap(self, word: int) -> str:
        """What stands between a word and the next of its sentence; "." where the sentence ends."""
        if word < 0 or word + 1 >= len(self.starts):
            return "."
        if self.sentence[word] != self.sentence[word + 1]:
            return "."
        return self.text[self.ends[word] : self.starts[word + 1]]

    def word(self, number: int) -> str:
        """The lower-case word, "" beyond either end."""
        return self.lower[number] if 0 <= number < len(self.lower) else ""


@dataclass(frozen=True, slots=True)
class Draft:
    """Words that speak of a party, before anyone asks which."""

    start: int
    end: int
    kind: PartyKind
    form: MentionForm
    score: float
    sentence: int
    head: str = ""  # of a role, lower case: "prosecutor"
    many: bool = False
    definite: bool = False
    owner: str = ""  # whose it is, folded: "ukraine" of "Ukraine’s Defence Ministry"
    source: bool = False  # the words are the source of an attribution
    names: tuple[tuple[int, int], ...] = field(default=())  # the names within a role


def words_of(text: str, sentences: Iterable[tuple[int, int]]) -> Words:
    """The words of all sentences, in order."""
    found = Words(text, [], [], [], [])
    add_start, add_end = found.starts.append, found.ends.append
    add_lower, add_sentence = found.lower.append, found.sentence.append
    for number, (start, end) in enumerate(sentences):
        for match in _word().finditer(text, start, end):
            first, last = match.span()
            add_start(first)
            add_end(last)
            add_lower(match.group().lower())
            add_sentence(number)
    return found


def is_possessive(word: str) -> bool:
    """Whether a word is the ending of a possessive."""
    return word in ("’s", "'s")


def folded(text: str) -> str:
    """A name for comparing: lower case, one blank, no article, no possessive, no last full stop."""
    words = " ".join(text.lower().replace("'", "’").split()).strip(' ,;:."“”‘')
    words = words.removeprefix("the ")
    words = words.removesuffix("’s").removesuffix("’")
    return _same().get(words, words)


def table_set(table: str, group: str, key: str) -> frozenset[str]:
    """One list of a table as a set."""
    return _set(table, group, key)


@cache
def _set(table: str, group: str, key: str) -> frozenset[str]:
    loaded = load_table(table)
    return frozenset((loaded[group] if group else loaded)[key])


@cache
def _same() -> dict[str, str]:
    """Other names of well-known bodies and states, each to one of them."""
    groups: Sequence[Sequence[str]] = load_table("parties")["same"]["groups"]
    return {other: group[0] for group in groups for other in group}


@cache
def _word() -> re.Pattern[str]:
    """`Ukraine` `’s`, `co-ordinated`, `O’Neil`, `U.S`, `20,000`."""
    return re.compile(r"\d{1,3}(?:,\d{3})+|\w+(?:[-.]\w+|[’'](?!s\b)\w+)*|(?<=\w)[’']s\b")
