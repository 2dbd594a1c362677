"""Which places of the gazetteer a name may mean, before anyone looks at the rest of the text."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache

from casefile.particulars import Reason
from casefile.reading.places.gazetteer import Entry, Gazetteer, Hit
from casefile.reference.tables import load_table

MAIN_NAME, OTHER_NAME, OTHER_SPELLING = 1.0, 0.2, -0.2
PER_DIGIT = 0.55  # of the population, up to
MOST_PEOPLE = 4.0
# A country's name nearly always means the country; a district is seldom meant by its bare name.
# Continents and the rest have no population of their own here.
FEATURE_WEIGHTS = {
    "country": 4.0, "continent": 8.0, "capital": 1.0, "region": 1.0, "area": 4.5, "water": 3.5,
    "mountain": 3.5, "settlement": 0.4, "district": -1.2,
}  # fmt: skip
NAMED_AFTER_TOWN = -1.2  # "Kyiv" is the city rather than the region around it
SHORT_FORM = 2.0  # "Ga."
BARE, BARE_BESIDE_WHOLE = -0.3, -2.0  # where the whole name is a place too
KIND_FITS, KIND_DIFFERS = 2.0, -2.5


@dataclass(frozen=True, slots=True)
class Option:
    """A place that a name may mean, with what the name alone says for it."""

    entry: Entry
    reasons: tuple[Reason, ...]
    base: float  # the sum of `reasons`


def options(name: str, gazetteer: Gazetteer) -> tuple[Option, ...]:
    """All that the name may mean, by weight; () where the gazetteer has no such name.

    Words for the kind of place may stand beside the name in the gazetteer or not: "Donetsk region"
    is looked up as it stands, then "Donetsk", and then regions are preferred.
    """
    hits = gazetteer.find(name)
    beside = BARE_BESIDE_WHOLE if hits else BARE
    towns = {p for h in hits if h.entry.feature in _TOWNS for p in h.entry.parents}
    found = [_option(hit, name, towns) for hit in hits]
    for bare, kinds in _without_kind(name):
        more = list(gazetteer.find(bare))
        if kinds and not _SOLID & kinds:
            more = [h for h in more if h.entry.feature in kinds]
        found += [_option(hit, bare, set(), kinds, beside) for hit in more]
    return _without_twins(sorted(found, key=lambda o: (-o.base, o.entry.id)))


_TOWNS = ("settlement", "capital")
_SOLID = frozenset(("settlement", "region", "district", "country"))  # "X River" is no town X


def _option(
    hit: Hit,
    name: str,
    towns: set[str],
    kinds: frozenset[str] | None = None,
    bare: float = 0.0,
) -> Option:
    """`towns` are regions with a town of that name; `kinds` fit a word left out beside the name."""
    entry = hit.entry
    if hit.official:
        match = ("main name", MAIN_NAME)
        if entry.name.casefold() != name.casefold():
            match = ("main name, another spelling", MAIN_NAME + OTHER_SPELLING)
    else:
        match = ("another of its names", OTHER_NAME)
    reasons = [Reason(*match)]
    if entry.population:
        people = PER_DIGIT * math.log10(entry.population + 1)
        reasons.append(Reason("population", round(min(people, MOST_PEOPLE), 2)))
    reasons.append(Reason(entry.feature, FEATURE_WEIGHTS[entry.feature]))
    if entry.feature in ("region", "district") and entry.id in towns:
        reasons.append(Reason("named after a town in it", NAMED_AFTER_TOWN))
    if name.endswith(".") and len(name) < 7 and entry.feature == "region":
        reasons.append(Reason("a region's short form", SHORT_FORM))
    if kinds is not None:
        reasons.append(Reason("without the words beside the name", bare))
    if kinds:
        fits = entry.feature in kinds
        reasons.append(Reason("the word for its kind", KIND_FITS if fits else KIND_DIFFERS))
    return Option(entry, tuple(reasons), sum(r.weight for r in reasons))


def _without_twins(found: list[Option]) -> tuple[Option, ...]:
    """Without later ones that are the same place again: a town and the region named after it."""
    kept: list[Option] = []
    seen: set[str] = set()
    for option in found:
        if option.entry.id not in seen:
            seen.add(option.entry.id)
            kept.append(option)
    return tuple(kept)


def _without_kind(name: str) -> list[tuple[str, frozenset[str]]]:
    bare = []
    after, before, points = _kinds()
    match = after.search(name)
    if match:
        bare.append((name[: match.start()], _fits("after", match["kind"])))
    match = before.match(name)
    if match:
        bare.append((name[match.end() :], _fits("before", match["kind"])))
    match = points.match(name)
    if match:
        bare.append((name[match.end() :], frozenset()))
    return bare


def _fits(side: str, kind: str) -> frozenset[str]:
    rows: dict[str, str] = dict(load_table("places")["kinds"][side])
    return frozenset(rows[" ".join(kind.lower().split()).rstrip(".")].split())


@cache
def kind_after() -> re.Pattern[str]:
    """A word for a kind of place, in small letters, where a name ends."""
    kinds = "|".join(re.escape(k) for k, fits in load_table("places")["kinds"]["after"] if fits)
    return re.compile(rf"\s(?P<kind>{kinds})\b")


@cache
def _kinds() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A word for a kind of place after a name, before a name; a part of it before the name."""
    table = load_table("places")
    after, before = ([re.escape(k) for k, _ in table["kinds"][s]] for s in ("after", "before"))
    parts = [re.escape(p) for p in (*table["parts"], *table["bearings"], "the")]
    return (
        re.compile(rf"\s+(?P<kind>{'|'.join(after)})\.?$", re.IGNORECASE),
        re.compile(rf"(?:the\s+)?(?P<kind>{'|'.join(before)})\.?\s+", re.IGNORECASE),
        re.compile(rf"(?:{'|'.join(parts)})\s+", re.IGNORECASE),
    )
