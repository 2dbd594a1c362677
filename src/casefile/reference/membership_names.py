"""Find States by name, alias or code, in any script of the tables."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

from casefile.reference.membership import State, membership
from casefile.reference.tables import load_table

_LONGEST = 100  # code points; what is longer names no State
_ARTICLES = ("the ", "republic of ", "state of ", "kingdom of ")
_NUMERALS = ("i", "ii", "iii", "iv", "v")


def find(words: str) -> tuple[State, ...]:
    """See `casefile.reference.membership.find_states`."""
    wanted = _folded(words[:_LONGEST])
    if not wanted or len(words) > _LONGEST:
        return ()
    exact = _by_name().get(wanted) or _by_name().get(_bare(wanted))
    if exact:
        return tuple(_states()[iso2] for iso2 in exact)
    parts = wanted.split()
    near = {iso2 for name, codes in _by_name().items() if _begins(parts, name) for iso2 in codes}
    return tuple(_states()[iso2] for iso2 in sorted(near))


def state_with(iso2: str) -> State | None:
    """The State with this code, if there is one."""
    return _states().get(iso2)


def territories(situation: str) -> tuple[str, ...]:
    """See `casefile.reference.membership.territories`."""
    known = load_table("state_names")["situations"]
    for piece in (situation, *reversed(situation.split(","))):
        plain = _folded(piece)
        if piece.strip().casefold() in known or plain in known:
            return tuple(known.get(piece.strip().casefold()) or known[plain])
        first, _, last = plain.rpartition(" ")
        for name in (plain, first if last in _NUMERALS else ""):
            codes = _by_name().get(name) or _by_name().get(_bare(name))
            if name and codes and len(codes) == 1:
                return codes
    return ()


def _begins(parts: list[str], name: str) -> bool:
    """Whether every word asked for begins a word of the name; three letters at least."""
    words = name.split()
    return all(len(p) > 2 and any(w.startswith(p) for w in words) for p in parts)


def _folded(words: str) -> str:
    """For comparing: no case, no marks, no punctuation, single blanks."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    kept = (c if c.isalnum() else " " for c in plain if not unicodedata.combining(c) and c != ".")
    return " ".join("".join(kept).split())


def _bare(folded: str) -> str:
    for article in _ARTICLES:
        folded = folded.removeprefix(article)
    return folded


@cache
def _states() -> dict[str, State]:
    """Every State of both tables by iso2, in order of code."""
    found = {state.iso2: state for state in _listed()}
    for row in membership().parties.values():
        state = row.state
        there = found.get(state.iso2)
        more = there.aliases if there else ()
        names = [n for n in (*state.aliases, *more) if n != state.name]
        found[state.iso2] = State(state.iso2, state.iso3, state.name, tuple(dict.fromkeys(names)))
    return {iso2: found[iso2] for iso2 in sorted(found)}


def _listed() -> Iterator[State]:
    for line in load_table("state_names")["states"]:
        codes, *aliases = line.split("; ")
        iso2, iso3, name = codes.split(" ", 2)
        yield State(iso2, iso3, name, tuple(aliases))


@cache
def _by_name() -> dict[str, tuple[str, ...]]:
    """Codes by folded name. A code of two or three letters is a name too."""
    found: dict[str, dict[str, None]] = {}
    for state in _states().values():
        for name in (state.iso2, state.iso3, state.name, *state.aliases):
            for key in {_folded(name), _bare(_folded(name))}:
                found.setdefault(key, {})[state.iso2] = None
    return {name: tuple(sorted(codes)) for name, codes in found.items()}
