"""The table `incidents`, opened once: families of kinds, groups of those affected, stop words."""

from __future__ import annotations

from functools import cache
from typing import Any

from casefile.reference.tables import load_table

EXACT_GROUPS = frozenset(
    {"children", "prisoners", "civilian_infrastructure", "civilian_objects", "civil_staff"}
)
"""Groups so narrow that the same done to one of them is likely told of one happening."""

_TOLD_AS = ("happened", "alleged", "denied")


def family_of(kind: str) -> str:
    """The family of a kind of event; a kind that the table does not have is its own."""
    return _families().get(kind, kind)


@cache
def told_as(family: str) -> frozenset[str]:
    """The statuses in which an event of this family opens an incident."""
    rows = [f for f in _table()["family"] if f["name"] == family]
    return frozenset(rows[0].get("told_as", _TOLD_AS) if rows else _TOLD_AS)


@cache
def moving_families() -> frozenset[str]:
    """Families whose events lead from one place to another."""
    return frozenset(f["name"] for f in _table()["family"] if f.get("moves"))


def are_related(one: str, other: str) -> bool:
    """Whether events of two families can be means and outcome of one happening."""
    return frozenset((one, other)) in _pairs("related")


@cache
def related_to(family: str) -> tuple[str, ...]:
    """Families that can be means or outcome of the same happening."""
    return tuple(sorted(f for p in _pairs("related") if family in p for f in p if f != family))


def are_near_kinds(one: str, other: str) -> bool:
    """Whether two kinds of one family can be names for one thing: a general and a specific one,
    or means that reports mix up."""
    family = family_of(one)
    if one == other or family in (one, other) or family not in _specific():
        return True
    return frozenset((one, other)) in _pairs("means")


def are_apart(one: str, other: str) -> bool:
    """Whether two groups of persons or things are never hit in one event by themselves."""
    return frozenset((one, other)) in _pairs("apart")


@cache
def group_words() -> dict[str, str]:
    """Words and phrases, folded, and the group they tell."""
    found: dict[str, str] = {}
    for group in _table()["group"]:
        for words in (*group.get("phrases", ()), *group["words"]):
            found.setdefault(words, group["name"])
    return found


@cache
def longest_phrase() -> int:
    """Words in the longest phrase of `group_words`."""
    return max(len(p.split()) for p in group_words())


@cache
def stop_words() -> frozenset[str]:
    """Words that say nothing about which happening is told."""
    return frozenset(_table()["stop"]["words"].split())


@cache
def month_names() -> dict[str, int]:
    """Names of months and their short forms, folded, with their number."""
    return {name: n for n, names in enumerate(_table()["months"], 1) for name in names}


@cache
def states() -> frozenset[str]:
    """Names of states, folded."""
    return frozenset(load_table("states")["names"])


@cache
def _specific() -> frozenset[str]:
    return frozenset(f["name"] for f in _table()["family"] if f.get("specific"))


def _table() -> dict[str, Any]:
    return load_table("incidents")


@cache
def _families() -> dict[str, str]:
    return {kind: family["name"] for family in _table()["family"] for kind in family["kinds"]}


@cache
def _pairs(section: str) -> frozenset[frozenset[str]]:
    names = {"related": "pairs", "apart": "pairs", "means": "near"}
    return frozenset(frozenset(pair) for pair in _table()[section][names[section]])
