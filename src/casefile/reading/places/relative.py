"""Places told by another one: "north of Bakhmut", "10 km east of X", "near Y", "between A and B".

The point is where the words put it, and the radius says how far it may lie from there. A distance
from something that has no place of its own ("some eight kilometres from the front") stays words.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from casefile.particulars import Place
from casefile.reading.places.geometry import Point, halfway, km_between, moved
from casefile.reference.tables import load_table

_BEFORE = 90  # characters before an anchor that may say how a place lies to it
_EXACT = 0.15  # share of a distance without hedge that it may be off: reports round
_SECTOR = math.sin(math.radians(22.5))  # "north" is an eighth of the circle
_NEAR_KM = 15.0
RULE = "counted from another place"
NO_ANCHOR = "counted from something without a fixed place"


@dataclass(frozen=True, slots=True)
class _Told:
    """What words before an anchor say: a relation, and a distance in km with its error's share."""

    start: int
    relation: str
    bearing: float | None = None
    km: float | None = None
    error: float = _EXACT


def relative_places(
    text: str, sentences: Sequence[tuple[int, int]], anchors: Sequence[Place]
) -> list[Place]:
    """Relative places counted from `anchors`, and distances from what is no place, by position."""
    found = []
    ordered = sorted(anchors, key=lambda p: p.start)
    for at, anchor in enumerate(ordered):
        told = _before(text, sentences, anchor, ordered[at - 1] if at else None)
        if told is not None:
            found.append(_placed(told, anchor))
        if at and _between(text, ordered[at - 1], anchor) is not None:
            found.append(_middle(text, ordered[at - 1], anchor))
    taken = sorted((p.start, p.end) for p in found)
    found += (p for p in _without_anchor(text) if not _overlaps(p, taken))
    return sorted(found, key=lambda p: (p.start, p.end))


def _before(
    text: str, sentences: Sequence[tuple[int, int]], anchor: Place, last: Place | None
) -> _Told | None:
    """The longest phrase that ends where the anchor starts, in its sentence."""
    start = max(anchor.start - _BEFORE, _sentence_start(sentences, anchor.start))
    if last is not None:
        start = max(start, last.end)
    window = text[start : anchor.start]
    last_word = window[-20:].split()[-1:]
    if not last_word or last_word[0].lower() not in _last_words():
        return None
    for pattern in _phrases():
        match = pattern.search(window)
        if match is not None:
            return _told(match, start)
    return None


def _told(match: re.Match[str], offset: int) -> _Told:
    parts, table = match.groupdict(), load_table("places")
    start = offset + match.start("phrase")
    if parts.get("part"):
        part = table["parts"][parts["part"].lower()]
        bearing = table["bearings"][part] if part else None
        return _Told(start, f"{part} of the middle" if part else "middle", bearing)
    if parts.get("word"):
        return _Told(start, table["relations"][_plain(parts["word"])])
    km = error = None
    if parts.get("number"):
        km = _number(parts["number"]) * table["distances"][_plain(parts["unit"])]
        error = table["hedges"].get(_plain(parts["hedge"] or ""), _EXACT)
    if parts.get("bearing"):
        name = _plain(parts["bearing"])
        return _Told(start, f"{name} of", table["bearings"][name], km, error or _EXACT)
    return _Told(start, "from", None, km, error or _EXACT)


def _placed(told: _Told, anchor: Place) -> Place:
    point, radius = _point(told, anchor)
    return Place(
        told.start,
        anchor.end,
        (),
        point[0] if point else None,
        point[1] if point else None,
        round(radius, 1) if radius is not None else None,
        RULE if point else NO_ANCHOR,
        told.relation,
        anchor.start,
        anchor.end,
    )


def _point(told: _Told, anchor: Place) -> tuple[Point | None, float | None]:
    if anchor.latitude is None or anchor.longitude is None:
        return None, None
    here, size = (anchor.latitude, anchor.longitude), anchor.radius_km or 1.0
    if told.relation.endswith("middle"):
        if told.bearing is None:
            return here, size / 2
        return moved(here, told.bearing, size / 2), size / 2
    if told.relation == "outskirts of":
        return here, size + 2
    if told.km is None and told.bearing is None:  # near, outside
        return here, size + _NEAR_KM
    if told.km is None and told.bearing is not None:
        far = size + _NEAR_KM
        return moved(here, told.bearing, far), far
    km = told.km or 0.0
    if told.bearing is None:
        return here, km * (1 + told.error)
    off = math.hypot(km * told.error, km * _SECTOR)
    return moved(here, told.bearing, km), off + min(size, km)


def _between(text: str, one: Place, two: Place) -> int | None:
    """Where "between" stands in "between A and B", None if it does not."""
    if text[one.end : two.start] not in (" and ", " and the "):
        return None
    match = _between_word().search(text[max(0, one.start - 20) : one.start])
    return None if match is None else max(0, one.start - 20) + match.start("phrase")


def _middle(text: str, one: Place, two: Place) -> Place:
    start = _between(text, one, two)
    known = None not in (one.latitude, one.longitude, two.latitude, two.longitude)
    point, radius = None, None
    if known:
        a = (one.latitude or 0.0, one.longitude or 0.0)
        b = (two.latitude or 0.0, two.longitude or 0.0)
        point, radius = halfway(a, b), round(km_between(a, b) / 2 + 1, 1)
    return Place(
        one.start if start is None else start,
        two.end,
        (),
        point[0] if point else None,
        point[1] if point else None,
        radius,
        RULE if point else NO_ANCHOR,
        "between",
        one.start,
        two.end,
    )


def _without_anchor(text: str) -> Iterator[Place]:
    """Distances are rare: look for the units first, then at what stands around each."""
    at = 0
    for unit in sorted({n for u in _UNIT_STARTS for n in _all_starts(text, u)}):
        after = _from_something().match(text, unit) if unit >= at else None
        if after is None:
            continue
        before = _distance_before().search(text[max(at, unit - _BEFORE // 2) : unit])
        if before is None:
            continue
        at, start = after.end(), unit - len(before.group())
        bearing = after["bearing"]
        yield Place(
            start,
            after.end("anchor"),
            (),
            None,
            None,
            None,
            NO_ANCHOR,
            f"{_plain(bearing)} of" if bearing else "from",
            after.start("anchor"),
            after.end("anchor"),
        )


_UNIT_STARTS = ("kilomet", "km ", "mile", "metre", "meter", "nautical ")


def _all_starts(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def _overlaps(place: Place, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether it shares words with one of `taken`, of which only neighbours share words."""
    at = bisect_right(taken, (place.end, 0))
    return any(place.start < e and s < place.end for s, e in taken[max(0, at - 3) : at])


def _sentence_start(sentences: Sequence[tuple[int, int]], at: int) -> int:
    n = bisect_right(sentences, (at, 1 << 60)) - 1
    return sentences[n][0] if n >= 0 else 0


def _number(words: str) -> float:
    known: dict[str, float] = load_table("places")["number_words"]
    plain = _plain(words)
    if plain in known:
        return float(known[plain])
    digits = plain.replace(",", "")
    return float(digits) if re.fullmatch(r"\d{1,6}(?:\.\d{1,4})?", digits) else 0.0


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


@cache
def _last_words() -> frozenset[str]:
    """The last words of phrases that tell a place by the one that follows."""
    table = load_table("places")
    ends = {words.split()[-1] for words in table["relations"]}
    return frozenset({"of", "from", "off", "the", *_KINDS, *ends, *table["parts"]})


_KINDS = ("city", "town", "village", "settlement", "capital", "port", "region", "province")
_TOWN = r"(?:the\s+)?(?:(?:" + "|".join(_KINDS) + r")\s+(?:of\s+)?)?"


@cache
def _distance() -> str:
    table = load_table("places")
    hedges, units, numbers = (_any(table[k]) for k in ("hedges", "distances", "number_words"))
    return (
        rf"(?:(?P<hedge>{hedges})\s+)?"
        rf"\b(?P<number>\d[\d,.]{{0,8}}|{numbers})(?:\s+|-)(?P<unit>{units})\b(?:\s*\([^()]{{1,20}}\))?"
    )


@cache
def _phrases() -> tuple[re.Pattern[str], ...]:
    """Phrases that end at an anchor, the longer ones first."""
    table = load_table("places")
    bearings, words = _any(table["bearings"]), _any(table["relations"])
    forms = (
        rf"{_distance()}\s+(?:to\s+the\s+)?(?P<bearing>{bearings})(?:\s+of|\s+from)\s+{_TOWN}",
        rf"{_distance()}\s+(?:away\s+)?(?:from|outside(?:\s+of)?|off)\s+{_TOWN}",
        rf"\b(?P<bearing>{bearings})\s+of\s+{_TOWN}",
        rf"\b(?P<word>{words})\s+{_TOWN}",
        rf"\b(?P<part>{_any(table['parts'])})\s+",
    )
    return tuple(re.compile(rf"(?P<phrase>{form})$", re.IGNORECASE) for form in forms)


@cache
def _between_word() -> re.Pattern[str]:
    return re.compile(r"\b(?P<phrase>between\s+(?:the\s+)?)$", re.IGNORECASE)


@cache
def _distance_before() -> re.Pattern[str]:
    table = load_table("places")
    hedges, numbers = _any(table["hedges"]), _any(table["number_words"])
    return re.compile(
        rf"(?:\b(?:{hedges})\s+)?\b(?:\d[\d,.]{{0,8}}|{numbers})(?:\s+|-)$", re.IGNORECASE
    )


@cache
def _from_something() -> re.Pattern[str]:
    table = load_table("places")
    bearings, units = _any(table["bearings"]), _any(table["distances"])
    return re.compile(
        rf"(?:{units})\s+(?:away\s+)?(?:from|(?P<bearing>{bearings})\s+of|behind|beyond)\s+"
        r"(?P<anchor>(?:the|a|an|his|her|its|their|our)\s+[\w-]+"
        r"(?:\s+(?:line|lines|border|position|positions))?)",
        re.IGNORECASE,
    )


def _any(words: Sequence[str] | dict[str, object]) -> str:
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in ordered)
