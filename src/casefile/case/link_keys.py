"""Keys under which candidate incidents are found: two tellings of one happening share some."""

from __future__ import annotations

from casefile.case.link_shapes import Sketch
from casefile.case.link_tables import related_to, states

_MOST = 60
_WIDE = frozenset({"decade", "century", "open", "year", "quarter", "season"})
_WEEK = 7
_RARE_WORDS = 14


def keys(sketch: Sketch) -> tuple[str, ...]:
    """Blocking keys of a sketch, at most sixty, sorted.

    A key is a family of kinds with a place, a week, a party, a group of those affected, or a
    telling word. Means and outcome ("a shell killed two") meet under both families together.
    """
    found: dict[str, None] = {}
    for what in _things(sketch):
        for family in sketch.families[:3]:
            found[f"{family}|{what}"] = None
    for what in _things(sketch)[:8]:
        for family in sketch.families[:2]:
            for other in related_to(family):
                found[f"{min(family, other)}+{max(family, other)}|{what}"] = None
    return tuple(sorted(list(found)[:_MOST]))


def _things(sketch: Sketch) -> list[str]:
    found: dict[str, None] = {}
    for place in sketch.places:
        if place.feature != "country" and place.name:
            found[f"place {place.name}"] = None
    for role, name in sketch.parties:
        if name and name not in states():
            last = name.split()[-1] if role.endswith("person") else name
            found[f"party {last}"] = None
    for days in sketch.days:
        if days.first and days.last and days.precision not in _WIDE:
            for week in range(days.first // _WEEK, days.last // _WEEK + 1):
                found[f"week {week}"] = None
    for country in sorted({p.country for p in sketch.places if p.country}):
        for group in sketch.groups:
            found[f"country {country} {group}"] = None
    for role, name in sketch.parties:
        if name in states():
            for group in sketch.groups or ("",):
                found[f"state {role} {name} {group}"] = None
    for word in sketch.words[:_RARE_WORDS]:
        found[f"word {word}"] = None
    return list(found)
