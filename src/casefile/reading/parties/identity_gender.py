"""What tells whether "he" or "she" can mean a person: title, given name, role."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from casefile.reading.parties.mention_words import Draft, Words, table_set
from casefile.reading.parties.transliterate import comparing_key


def title_gender(words: Words, draft: Draft) -> str:
    """ "he" or "she" by the title before or in a name, "" where none tells."""
    first = words.at(draft.start)
    for word in (words.word(first - 1), words.word(first)):
        for gender in ("he", "she"):
            if word in table_set("parties", "gender", f"{gender}_titles"):
                return gender
    return ""


def name_gender(given: str) -> str:
    """ "he" or "she" by a given name (a comparing key), "" where it does not tell."""
    for gender in ("he", "she"):
        if given in _given_keys(gender):
            return gender
    return ""


def role_gender(head: str) -> str:
    """ "he" or "she" by a role that tells: "spokeswoman"."""
    for gender in ("he", "she"):
        if head in table_set("parties", "gender", f"{gender}_roles"):
            return gender
    return ""


@cache
def _given_keys(gender: str) -> frozenset[str]:
    names: Iterable[str] = table_set("parties", "gender", f"{gender}_names")
    return frozenset(map(comparing_key, names))
