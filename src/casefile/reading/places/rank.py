"""Which place each name means, given all the others: a sum of weights set by hand.

First every name is judged by itself and by what stands beside it ("X, Region"). Then the countries
and regions of the likeliest places vote, each name being judged by the votes of the others, twice;
last comes how near its place lies to the others. Every weight is a reason in the result.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casefile.particulars import PlaceCandidate, Reason
from casefile.reading.places.candidates import Option
from casefile.reading.places.gazetteer import Entry
from casefile.reading.places.geometry import km_between

COUNTRY_VOTE, REGION_VOTE = 3.0, 3.0  # for a share of 1
HOME, DATELINE = 0.8, 1.0
INSIDE, AROUND = 6.0, 3.0  # "X, Y" with X inside Y
NEAR, NEAR_KM = 1.5, 120.0  # falls with e for every NEAR_KM from the nearest other place
_FAR_DEGREES = 4.0  # of latitude: too far to count as near
_SHARPNESS = 1.5  # of a name's vote: higher gives more of it to the likeliest place
_ROUNDS = 2
_LEAST = 0.05  # a weight below this is not worth a reason
_SHOWN = 3  # the best and the runners-up
_JUDGED = 40  # places of one name that are looked at beside the others
_NEIGHBOURS = 25  # places that nearness is measured to
_WIDE = ("country", "continent")  # too wide to be near anything


@dataclass(frozen=True, slots=True, eq=False)
class Said:
    """A name and what stands beside it; mentions that stand alike share one.

    `inside` are the options of the name after it in "X, Region", `around` those of the name before.
    """

    name: str  # folded
    options: tuple[Option, ...]
    inside: tuple[Option, ...] = ()
    around: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known of the whole document."""

    home: str  # country of the outlet, "" if not known
    dateline: str  # folded name in the dateline, "" for none


_Weighed = list[tuple[float, Option]]


def rank(said: Sequence[Said], setting: Setting) -> list[tuple[PlaceCandidate, ...]]:
    """For each mention the candidates, the best first, at most three."""
    said = _carried_over(said)
    counts = Counter(said)
    first = {s: _first_look(s) for s in counts}
    second, votes = first, _Votes(first, counts)
    for _ in range(_ROUNDS):
        votes = _Votes(second, counts)
        second = {s: _ordered(_voted(s, f, votes, setting)) for s, f in first.items()}
    near = _neighbours(second, counts)
    opening = [f for s, f in second.items() if s.name == setting.dateline and f]
    line = opening[0][0][1].entry if opening else None
    final = {}
    for one, found in second.items():
        third = _ordered((w + _beside(one, o, near, line), o) for w, o in found)[:_SHOWN]
        final[one] = tuple(
            _candidate(o, w, _reasons(one, o, votes, setting, near, line)) for w, o in third
        )
    return [final[s] for s in said]


def _carried_over(said: Sequence[Said]) -> list[Said]:
    """What "Macon, Ga." says of Macon holds for other mentions of Macon too, if nothing differs."""
    inside: dict[str, dict[Said, None]] = {}
    around: dict[str, Said] = {}
    for one in said:
        if one.inside:
            inside.setdefault(one.name, {})[one] = None
        if one.around:
            around.setdefault(one.name, one)
    out = []
    for one in said:
        known = inside.get(one.name, {})
        if not one.inside and len(known) == 1:
            one = next(iter(known))
        elif not one.inside and not one.around:
            one = around.get(one.name, one)
        out.append(one)
    return out


def _ordered(found: object) -> _Weighed:
    return sorted(found, key=lambda f: (-f[0], f[1].entry.id))  # type: ignore[call-overload,no-any-return]


def _first_look(said: Said) -> _Weighed:
    """By the name and by what stands beside it."""
    return _ordered((o.base + sum(r.weight for r in _stated(said, o)), o) for o in said.options)[
        :_JUDGED
    ]


def _stated(said: Said, option: Option) -> list[Reason]:
    reasons = []
    if any(_contains(other.entry, option.entry) for other in said.inside):
        reasons.append(Reason("inside the place named after it", INSIDE))
    if any(_contains(option.entry, other.entry) for other in said.around[:_JUDGED]):
        reasons.append(Reason("around the place named before it", AROUND))
    return reasons


def _contains(outer: Entry, inner: Entry) -> bool:
    if outer.id == inner.id:
        return False
    if outer.feature == "country":
        return outer.country == inner.country
    return outer.id in inner.parents


class _Votes:
    """How the likeliest places share among countries and regions.

    Every name has one vote, a repeated one a little more, split among its options. No name is
    judged by its own vote.
    """

    def __init__(self, found: Mapping[Said, _Weighed], counts: Counter[Said]) -> None:
        self._all: dict[str, float] = {}
        self._own: dict[Said, dict[str, float]] = {}
        self._sum = 1.0  # a single name is no majority
        self._weight: dict[Said, float] = {}
        for said, weighed in found.items():
            weight = 1 + math.log(counts[said]) if weighed else 0.0
            own: dict[str, float] = {}
            for share, (_, option) in zip(_shares(weighed), weighed, strict=True):
                for key in (option.entry.country, _region(option.entry)):
                    if key:
                        own[key] = own.get(key, 0.0) + weight * share
            for key, votes in own.items():
                self._all[key] = self._all.get(key, 0.0) + votes
            self._own[said], self._weight[said] = own, weight
            self._sum += weight

    def share(self, key: str, said: Said) -> float:
        """The share of the other names' votes that the country or region `key` got."""
        if not key:
            return 0.0
        votes = self._all.get(key, 0.0) - self._own[said].get(key, 0.0)
        return votes / (self._sum - self._weight[said])


def _region(entry: Entry) -> str:
    if entry.feature == "region":
        return entry.id
    return entry.parents[-1] if entry.parents else ""


def _shares(found: _Weighed) -> list[float]:
    if not found:
        return []
    top = found[0][0]
    weights = [math.exp(_SHARPNESS * (score - top)) for score, _ in found]
    total = sum(weights)
    return [w / total for w in weights]


def _voted(said: Said, found: _Weighed, votes: _Votes, setting: Setting) -> _Weighed:
    """With the votes and the outlet's home."""
    out = []
    for weight, option in found:
        entry = option.entry
        weight += COUNTRY_VOTE * votes.share(entry.country, said)
        weight += REGION_VOTE * votes.share(_region(entry), said)
        if setting.home and entry.country == setting.home:
            weight += HOME
        out.append((weight, option))
    return out


def _neighbours(second: Mapping[Said, _Weighed], counts: Counter[Said]) -> list[tuple[str, Entry]]:
    """Places that others may lie near: the likeliest of each name, the most named first."""
    best = [(said, found[0][1].entry) for said, found in second.items() if found]
    best.sort(key=lambda b: (-counts[b[0]], b[0].name, b[1].id))
    return [(s.name, e) for s, e in best if e.feature not in _WIDE][:_NEIGHBOURS]


def _beside(
    said: Said, option: Option, near: Sequence[tuple[str, Entry]], line: Entry | None
) -> float:
    """The weight of nearness to other places and of the dateline's country."""
    weight = _nearness(said, option.entry, near)
    if line is not None and line.country and line.country == option.entry.country:
        weight += DATELINE
    return weight


def _nearness(said: Said, entry: Entry, near: Sequence[tuple[str, Entry]]) -> float:
    if entry.feature in _WIDE:
        return 0.0
    nearest = math.inf
    for name, other in near:
        if abs(other.latitude - entry.latitude) > _FAR_DEGREES or name == said.name:
            continue
        if other.id != entry.id:
            here, there = (entry.latitude, entry.longitude), (other.latitude, other.longitude)
            nearest = min(nearest, km_between(here, there))
    return NEAR * math.exp(-nearest / NEAR_KM)


def _reasons(
    said: Said,
    option: Option,
    votes: _Votes,
    setting: Setting,
    near: Sequence[tuple[str, Entry]],
    line: Entry | None,
) -> list[Reason]:
    """What the other names said for it, in words."""
    entry = option.entry
    weighed = [
        ("country of other places here", COUNTRY_VOTE * votes.share(entry.country, said)),
        ("region of other places here", REGION_VOTE * votes.share(_region(entry), said)),
        ("home of the outlet", HOME if setting.home and entry.country == setting.home else 0.0),
        ("near another place here", _nearness(said, entry, near)),
        ("country of the dateline", _beside(said, option, (), line)),
    ]
    return _stated(said, option) + [Reason(w, round(n, 2)) for w, n in weighed if n >= _LEAST]


def _candidate(option: Option, score: float, reasons: list[Reason]) -> PlaceCandidate:
    entry = option.entry
    return PlaceCandidate(
        id=entry.id,
        name=entry.name,
        country=entry.country,
        feature=entry.feature,
        latitude=entry.latitude,
        longitude=entry.longitude,
        score=round(score, 3),
        reasons=(*option.reasons, *reasons),
    )
