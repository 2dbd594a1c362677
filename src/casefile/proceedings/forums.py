"""Forums: courts and tribunals, and the national courts of a state."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from casefile.reference.membership import find_states
from casefile.reference.procedure import NATIONAL
from casefile.reference.tables import load_table

CHECKED = "2026-11-25"
_NATIONAL_PREFIX = "national"
_OWN_LIST = "own list; names of states from states.toml and state_names.toml"


@dataclass(frozen=True, slots=True)
class Forum:
    """A court, or the courts of a state.

    `machine` is the id of its procedure, "" where the data has none. `country` is ISO 3166-1
    alpha-2 for national courts, "" where reports do not say whose. Not every court is a criminal
    one: where `criminal` is False nobody can be accused there, and `note` says so.
    """

    id: str
    name: str
    machine: str
    criminal: bool
    source: str
    checked: str = CHECKED
    country: str = ""
    note: str = ""


@cache
def forums() -> tuple[Forum, ...]:
    """The international forums of the table, in its order."""
    return tuple(
        Forum(
            id=row["id"],
            name=row["name"],
            machine=row["machine"],
            criminal=row["criminal"],
            source=row["source"],
            note=row.get("note", ""),
        )
        for row in load_table("forums")["forum"]
    )


def find_forum(forum: str) -> Forum | None:
    """The forum of that id, "icc" or "national:UA"; None where there is none."""
    kind, _, country = forum.partition(":")
    if kind == _NATIONAL_PREFIX:
        return national(country)
    return next((f for f in forums() if f.id == forum), None)


@cache
def national(country: str, named: str = "") -> Forum:
    """The national courts of a state.

    Args:
        country: ISO 3166-1 alpha-2, "" where it is not settled which state.
        named: how reports name the state, where `country` is "".
    """
    states = find_states(country) if country else ()
    of = states[0].name if states else (named or "a state that is not named")
    return Forum(
        id=f"{_NATIONAL_PREFIX}:{country}" if country else _NATIONAL_PREFIX,
        name=f"national courts of {of}",
        machine=NATIONAL,
        criminal=True,
        source=_OWN_LIST,
        country=country,
    )


@lru_cache(maxsize=4096)
def country_of(words: str) -> str | None:
    """The state that words mean by its name, its adjective or its capital.

    Returns:
        its ISO code, "" where words mean a state but it is not settled which ("Congo"), None where
        they mean none.

    >>> country_of("Ukrainian"), country_of("Kyiv"), country_of("Congo"), country_of("river")
    ('UA', 'UA', '', None)
    """
    table = load_table("states")
    low = words.lower()
    name = table["demonyms"].get(low) or table["capitals"].get(low) or low
    if name not in _state_names():
        return None
    states = find_states(name)
    return states[0].iso2 if len(states) == 1 else ""


@cache
def _state_names() -> frozenset[str]:
    table = load_table("states")
    return frozenset((*table["names"], *table["capitals"].values(), *table["demonyms"].values()))
