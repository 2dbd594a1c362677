"""Names of registered parties: which one stands for the group, and by which keys it is found.

How names are spelt and compared is the reading's business: the functions that do it are passed in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from casefile.case.parties import Alias
from casefile.particulars import PartyKind
from casefile.reference.tables import load_table

_LONGEST = 12  # words of a name that are looked at
_GROUPS = {
    PartyKind.PERSON: "person",
    PartyKind.STATE: "state",
    PartyKind.PLACE: "place",
}


@dataclass(frozen=True, slots=True)
class Spelling:
    """How the reading compares names.

    `words` splits a person's name without titles; `key` is one key for all spellings of a word;
    `state` gives the state that a name stands for, or ""; `is_seat` tells a seat from a state.
    """

    words: Callable[[str], list[str]]
    key: Callable[[str], str]
    state: Callable[[str], str]
    is_seat: Callable[[str], bool]

    def spelled(self, name: str) -> str:
        """A whole name as one key, short words of its beginning ("the") left out."""
        words = [self.key(word) for word in name.lower().removeprefix("the ").split()[:_LONGEST]]
        return " ".join(word for word in words if word)


@dataclass(frozen=True, slots=True)
class Keys:
    """`held` are the keys under which a party is found, `asked` those under which its likes are."""

    held: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()


def blocking_keys(name: str, aliases: Iterable[str], kind: PartyKind, spelling: Spelling) -> Keys:
    """Keys such that two parties that can be one share one; nameless people have none.

    Persons are found by all words in any order, by surname and first initial, and by a surname
    alone; bodies by every name that says which one it is, and by initials; states by the state too.
    """
    if kind is PartyKind.PEOPLE:
        return Keys()
    if kind is PartyKind.PERSON:
        return _person_keys([spelling.key(w) for w in spelling.words(name)][:_LONGEST])
    names = dict.fromkeys((name, *aliases))
    if kind not in _GROUPS:
        names = dict.fromkeys(n for n in names if not is_generic(n))
    return _body_keys(list(names), kind, spelling)


def is_generic(name: str) -> bool:
    """Whether a body's name does not say which one it is: "the Court", "Ministry"."""
    plain = " ".join(name.casefold().replace("’", "'").split()).removeprefix("the ")
    return plain.removesuffix("'s") in _generic_names()


@cache
def _generic_names() -> frozenset[str]:
    return frozenset(load_table("parties")["generic"]["names"])


def standing_name(names: Iterable[Alias], kind: PartyKind, spelling: Spelling) -> str:
    """The name that stands for the group: a full one, used by most documents, then the fullest.

    A surname, initials and a government's seat stand back behind fuller names.
    """

    def rank(alias: Alias) -> tuple[bool, int, int, int, str]:
        words = alias.name.split()
        if kind is PartyKind.PERSON:
            full = len(spelling.words(alias.name)) > 1
        elif kind is PartyKind.STATE:
            full = not spelling.is_seat(alias.name)
        else:
            full = not is_short(alias.name)
        return full, alias.documents, len(words), len(alias.name), alias.name

    return max(names, key=rank).name


def script_of(name: str) -> str:
    """The script of a name's first letter, in lower case.

    >>> script_of("Сергій"), script_of("1st Guards")
    ('cyrillic', 'latin')
    """
    for letter in name:
        if letter.isalpha():
            return unicodedata.name(letter, "other").split(" ")[0].split("-")[0].lower()
    return "other"


def is_short(name: str) -> bool:
    """Initials: "ICC", "U.N."."""
    plain = name.replace(".", "")
    return plain.isupper() and " " not in plain and len(plain) < 8


def _person_keys(keys: list[str]) -> Keys:
    keys = [key for key in keys if key]
    if not keys:
        return Keys()
    surname = keys[-1]
    alone, bearing = f"person/alone/{surname}", f"person/bears/{surname}"
    if len(keys) == 1:
        return Keys((alone,), (alone, bearing))
    all_words = "person/all/" + " ".join(sorted(keys))
    initial = f"person/initial/{surname}/{keys[0][0]}"
    return Keys((all_words, initial, bearing), (all_words, initial, alone))


def _body_keys(names: list[str], kind: PartyKind, spelling: Spelling) -> Keys:
    group = _GROUPS.get(kind, "body")
    held: dict[str, None] = {}
    asked: dict[str, None] = {}
    for name in names:
        if spelled := spelling.spelled(name):
            held[f"{group}/name/{spelled}"] = asked[f"{group}/name/{spelled}"] = None
        if is_short(name):
            short = name.replace(".", "")
            held[f"{group}/short/{short}"] = asked[f"{group}/initials/{short}"] = None
        else:
            for initials in _initials(name):
                held[f"{group}/initials/{initials}"] = asked[f"{group}/short/{initials}"] = None
        state = spelling.state(name) if kind is PartyKind.STATE else ""
        if state:
            held[f"{group}/state/{state}"] = asked[f"{group}/state/{state}"] = None
    return Keys(tuple(held), tuple(asked))


def _initials(name: str) -> list[str]:
    """Of the capitalised words, and of all but "the"."""
    words = name.replace("-", " ").split()[:_LONGEST]
    if len(words) < 2:
        return []
    big = "".join(w[0] for w in words if w[0].isupper())
    every = "".join(w[0].upper() for w in words if w.lower() != "the")
    return [initials for initials in dict.fromkeys((big, every)) if len(initials) > 1]
