"""Places: which words name one, which one they mean, where it lies. The recipe, a step a line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise

from casefile.particulars import Place, PlaceCandidate
from casefile.reading.names import Name
from casefile.reading.places.candidates import Option, kind_after, options
from casefile.reading.places.gazetteer import Gazetteer
from casefile.reading.places.names import fold_name
from casefile.reading.places.rank import Said, Setting, rank
from casefile.reading.places.relative import relative_places
from casefile.reading.places.spots import Spot, find_spots
from casefile.reading.places.type import means_government

GOVERNMENT = "a government, not a place"
UNKNOWN = "not in the gazetteer"


def find_places(
    text: str,
    sentences: Sequence[tuple[int, int]],
    names: Sequence[Name],
    *,
    gazetteer: Gazetteer,
    governments: Sequence[tuple[int, int]] = (),
    country: str = "",
) -> tuple[Place, ...]:
    """Places by position; a relative one ("north of X") stands beside its anchor.

    Args:
        sentences: stretches of `text` that are read.
        names: as the tagger marks them; persons and organisations keep places out of their words.
        governments: names that mean a government ("Moscow said"): they keep their candidates, for
            a person to look at, and get no point.
        country: ISO code of the outlet's home, "" if not known.
    """
    spots = find_spots(text, sentences, names, gazetteer)
    said = _said(text, spots, gazetteer)
    ranked = rank(said, Setting(country, _dateline(text, sentences, spots)))
    reach = {o.entry.id: o.entry.radius_km for one in said for o in one.options}
    given = sorted(governments)
    governing = [
        _shares_words(spot, given) or means_government(text, spot.end, candidates)
        for spot, candidates in zip(spots, ranked, strict=True)
    ]
    found = [
        _place(spot, candidates, government, reach)
        for spot, candidates, government in zip(spots, ranked, governing, strict=True)
    ]
    found += relative_places(text, sentences, found)
    return tuple(sorted(found, key=lambda p: (p.start, -p.end)))


def _shares_words(spot: Spot, spans: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (spot.end, 0))
    return any(s < spot.end and spot.start < e for s, e in spans[max(0, at - 2) : at])


def _said(text: str, spots: Sequence[Spot], gazetteer: Gazetteer) -> list[Said]:
    """Each mention with its options, and with those of the name that it stands beside."""
    words = [_with_kind(text, spot) for spot in spots]
    known = {word: options(word, gazetteer) for word in dict.fromkeys(words)}
    inside, around = [""] * len(spots), [""] * len(spots)
    for at, (one, two) in enumerate(pairwise(spots)):
        between = text[one.end : two.start] if two.start - one.end < _CLOSE else ""
        if _contained().fullmatch(between):
            inside[at], around[at + 1] = words[at + 1], words[at]
        elif _owned().fullmatch(between):
            inside[at + 1], around[at] = words[at], words[at + 1]
    alike: dict[tuple[str, str, str], Said] = {}
    for key in zip(words, inside, around, strict=True):
        if key not in alike:
            name, outer, inner = key
            containers = _containers(known[outer]) if outer else ()
            alike[key] = Said(
                fold_name(name), known[name], containers, known[inner] if inner else ()
            )
    return [alike[key] for key in zip(words, inside, around, strict=True)]


def _with_kind(text: str, spot: Spot) -> str:
    """The name, and the word for its kind that may follow it: "Donetsk" in "Donetsk region"."""
    words = text[spot.start : spot.end]
    match = kind_after().match(text, spot.end)
    return f"{words} {match['kind']}" if match else words


_CLOSE = 20  # characters between a place and the one that contains it


def _containers(found: tuple[Option, ...]) -> tuple[Option, ...]:
    return tuple(o for o in found if o.entry.feature in ("country", "region", "district", "area"))


@cache
def _contained() -> re.Pattern[str]:
    """What stands between a place and the one that it lies in: "X, eastern Y", "X (Y", "X in Y"."""
    return re.compile(
        r"(?:,\s|\s\(|\sin\s|,\sin\s)(?:the\s)?"
        r"(?:(?:north|south|east|west|central)[a-z-]*\s)?",
        re.IGNORECASE,
    )


@cache
def _owned() -> re.Pattern[str]:
    """ "Ukraine's Donetsk", "Ukraine's eastern Donetsk"."""
    return re.compile(r"[’'](?:s)?\s(?:(?:north|south|east|west|central)[a-z-]*\s)?")


def _dateline(text: str, sentences: Sequence[tuple[int, int]], spots: Sequence[Spot]) -> str:
    """The folded name that a report opens with: "KYIV, Ukraine — ", "MADRID (North Wire) - "."""
    if not sentences:
        return ""
    for spot in spots[:8]:
        if _starts(text, spot.start) and _after_dateline().match(text, spot.end):
            return fold_name(text[spot.start : spot.end])
    return ""


def _starts(text: str, at: int) -> bool:
    before = text[max(0, at - 3) : at].rstrip(" ")
    return not before or before[-1] in '\n.!?”"'


@cache
def _after_dateline() -> re.Pattern[str]:
    return re.compile(r"(?:,\s[^\n—–()-]{2,25})?\s?(?:\([^()\n]{2,30}\)\s?)?(?:—|–|--|-\s)")


def _place(
    spot: Spot, candidates: tuple[PlaceCandidate, ...], government: bool, reach: Mapping[str, float]
) -> Place:
    if not candidates:
        return Place(spot.start, spot.end, (), None, None, None, UNKNOWN)
    if government:
        return Place(spot.start, spot.end, candidates, None, None, None, GOVERNMENT)
    best = candidates[0]
    point = best.latitude, best.longitude, reach[best.id]
    return Place(spot.start, spot.end, candidates, *point, spot.rule)
