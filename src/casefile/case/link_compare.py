"""How the particulars of two tellings stand to each other: the same, compatible, or apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from math import asin, cos, radians, sin, sqrt

from casefile.case.link_shapes import Days, Number, Spot
from casefile.case.link_tables import are_apart

NEAR_DAYS = 3  # reports date one night's events to either day, and to the day of the report
NEAR_KM = 15.0
APART_KM = 50.0
_EXACT = frozenset({"moment", "hour", "part_of_day", "day"})
_FINE = _EXACT | {"week"}
_AREAS = frozenset({"country", "region", "area", "water", "mountain", "continent"})
_EARTH_KM = 6371.0088
_SCALE = 10_000


class Relation(StrEnum):
    """How two values stand to each other; the earlier ones are the closer ones."""

    SAME = "same"
    COMPATIBLE = "compatible"
    NEAR = "near"
    UNKNOWN = "unknown"
    APART = "apart"


_CLOSER = (Relation.SAME, Relation.COMPATIBLE, Relation.NEAR, Relation.UNKNOWN, Relation.APART)


def closest(found: Iterable[Relation]) -> Relation:
    """The closest of some relations: tellings with two days agree if one of them does."""
    return min(found, key=_CLOSER.index, default=Relation.UNKNOWN)


def days_relation(one: Sequence[Days], other: Sequence[Days]) -> Relation:
    """SAME: one day. COMPATIBLE: the intervals overlap. NEAR: at most three days between."""
    return closest(_two_days(a, b) for a in one for b in other)


def spots_relation(one: Sequence[Spot], other: Sequence[Spot]) -> Relation:
    """SAME: one place. COMPATIBLE: one may lie within the other. NEAR: up to 50 km.

    APART: in different countries, or both with a point and more than 50 km between them.
    """
    return closest(_two_spots(a, b) for a in one for b in other)


def towns_relation(one: Sequence[Spot], other: Sequence[Spot]) -> Relation | None:
    """`spots_relation` of towns and smaller places alone; None where one side names none."""
    mine, theirs = _towns(one), _towns(other)
    return spots_relation(mine, theirs) if mine and theirs else None


def _towns(spots: Sequence[Spot]) -> list[Spot]:
    return [s for s in spots if s.latitude is not None and not is_area(s)]


def groups_relation(one: Sequence[str], other: Sequence[str]) -> Relation:
    """SAME: a group in common. APART: none, and two that are not hit together."""
    if set(one) & set(other):
        return Relation.SAME
    if any(are_apart(a, b) for a in one for b in other):
        return Relation.APART
    return Relation.UNKNOWN


def numbers_relation(one: Sequence[Number], other: Sequence[Number]) -> Relation:
    """SAME: of one unit or effect and overlapping; APART: of one unit and effect, ten times apart.

    Two numbers in dispute set nothing apart unless they are of another order.
    """
    return closest(_two_numbers(a, b) for a in one for b in other)


def km_between(one: Spot, other: Spot) -> float | None:
    """Kilometres between the points less their radii; None where one has no point."""
    if one.latitude is None or other.latitude is None:
        return None
    if one.longitude is None or other.longitude is None:
        return None
    a, b = radians(one.latitude / _SCALE), radians(other.latitude / _SCALE)
    half = radians((other.longitude - one.longitude) / _SCALE) / 2
    part = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(half) ** 2
    km = 2 * _EARTH_KM * asin(sqrt(min(1.0, part)))
    return max(0.0, km - (one.radius + other.radius) / 1000)


def is_area(spot: Spot) -> bool:
    """Whether a place is so large that a point says little."""
    return spot.feature in _AREAS or spot.radius >= 50_000


def _two_days(one: Days, other: Days) -> Relation:
    if not (one.first and one.last and other.first and other.last):
        return _open_days(one, other)
    gap = max(one.first, other.first) - min(one.last, other.last)
    if gap <= 0:
        fine = one.precision in _EXACT and other.precision in _EXACT
        return Relation.SAME if fine else Relation.COMPATIBLE
    if gap <= NEAR_DAYS:
        return Relation.NEAR
    both_fine = one.precision in _FINE and other.precision in _FINE
    return Relation.APART if both_fine or gap > 31 else Relation.UNKNOWN


def _open_days(one: Days, other: Days) -> Relation:
    """With an open end ("since Monday") days are apart where the ends that are known exclude it."""
    ends = ((one.first, other.last), (other.first, one.last))
    excluded = any(first and last and first - last > NEAR_DAYS for first, last in ends)
    return Relation.APART if excluded else Relation.UNKNOWN


def _two_spots(one: Spot, other: Spot) -> Relation:
    if one.name == other.name and one.country == other.country:
        return Relation.COMPATIBLE if one.feature == "country" else Relation.SAME
    if one.country and other.country and one.country != other.country:
        km = km_between(one, other)
        close = km is not None and km <= APART_KM and not (is_area(one) or is_area(other))
        return Relation.NEAR if close else Relation.APART
    if "country" in (one.feature, other.feature):
        return Relation.COMPATIBLE if one.country == other.country != "" else Relation.UNKNOWN
    km = km_between(one, other)
    if km is None:
        return Relation.UNKNOWN
    if is_area(one) or is_area(other):  # a region's point may lie far from a town in it
        return Relation.UNKNOWN if km <= 4 * APART_KM else Relation.APART
    if km <= NEAR_KM:
        return Relation.SAME
    return Relation.NEAR if km <= APART_KM else Relation.APART


def _two_numbers(one: Number, other: Number) -> Relation:
    if one.unit != other.unit or (one.effect and other.effect and one.effect != other.effect):
        return Relation.UNKNOWN
    low_one, high_one = one.low or 0, one.high if one.high is not None else 10**18
    low_two, high_two = other.low or 0, other.high if other.high is not None else 10**18
    if max(low_one, low_two) <= min(high_one, high_two):
        return Relation.SAME if max(one.low or 0, other.low or 0) > 1 else Relation.UNKNOWN
    factor = max(low_one, low_two) / max(1, min(high_one, high_two))
    return Relation.APART if factor > 10 else Relation.NEAR
