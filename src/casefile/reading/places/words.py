"""Places that the tagger passed over, told by the words around them and the gazetteer.

"in Macon", "in the port of Odesa", "Macon, Ga.", and the names of large cities and regions that
hardly mean anything else. Nothing inside a person's or an organisation's name is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from casefile.reading.places.gazetteer import Entry, Gazetteer, Hit
from casefile.reference.tables import load_table

Span = tuple[int, int]

_LEAST_PEOPLE = 1_000  # of a town after "in"
_KNOWN_TOWN = 50_000  # of a town after "from", "of", which name much else
_LARGE = 1_000_000  # of a city or region that needs no word before it
_LONGEST = 5  # words of a name
_REACH = 30  # characters before the name that may tell a place


def places_by_words(text: str, blocks: Sequence[Span], gazetteer: Gazetteer) -> Iterator[Span]:
    """Capitalised runs that are places by their surroundings, by position."""
    for start, end in blocks:
        for run in _runs(text, start, end):
            if _is_place(text, run, gazetteer):
                yield run


def _runs(text: str, start: int, end: int) -> Iterator[Span]:
    """Stretches of capitalised words with single blanks or hyphens between them."""
    for match in _run().finditer(text, start, end):
        first = match.group().partition(" ")[0]
        opens = first.lower() in _before_words()  # "In Kyiv", "Near Kreminna"
        begins = match.start() + (len(first) + 1 if opens else 0)
        if begins < match.end() and text.count(" ", begins, match.end()) < _LONGEST:
            yield begins, match.end()


def _is_place(text: str, run: Span, gazetteer: Gazetteer) -> bool:
    start, end = run
    words = text[start:end]
    if words.lower() in _never() or (len(words) < 4 and not words.isupper()) or len(words) < 3:
        return False
    hits = gazetteer.find(words)
    if not hits or gazetteer.is_people(words):
        return False
    if _lies_in(text, end, hits, gazetteer):
        return True
    best = max((h.entry for h in hits), key=_weight)
    before = _before().search(text, max(0, start - _REACH), start)
    if before is None:
        large = best.population >= _LARGE and best.feature in ("region", "capital", "settlement")
        return large and words.lower() not in _also_persons()
    if before["word"].lower() in _weak():
        return _weight(best) >= _KNOWN_TOWN
    return _weight(best) >= _LEAST_PEOPLE


def _lies_in(text: str, end: int, hits: Sequence[Hit], gazetteer: Gazetteer) -> bool:
    """Whether a region or country follows after a comma in which one of the places lies."""
    match = comma_name().match(text, end)
    if match is None:
        return False
    for outer in gazetteer.find(match["name"]):
        entry = outer.entry
        if entry.feature == "region" and any(entry.id in h.entry.parents for h in hits):
            return True
        if entry.feature == "country" and any(entry.country == h.entry.country for h in hits):
            return True
    return False


def _weight(entry: Entry) -> int:
    """People, or as many as make an area without any of its own known."""
    return entry.population or (0 if entry.feature == "settlement" else _KNOWN_TOWN)


@cache
def _run() -> re.Pattern[str]:
    word = r"[^\W\d_a-zß-ÿ][\w’'-]{0,30}"
    return re.compile(rf"(?<![\w’'-]){word}(?:[ ]{word}){{0,7}}(?![\w’'-])")


@cache
def _before() -> re.Pattern[str]:
    words = "|".join(load_table("places")["told_by_words"]["before"])
    return re.compile(rf"\b(?P<word>{words})\s(?:the\s)?$", re.IGNORECASE)


@cache
def comma_name() -> re.Pattern[str]:
    """What may be a region after a comma: "Ga.", "N.Y.", "Texas", "West Virginia"."""
    return re.compile(
        r",\s(?P<name>(?:[A-Z]\.\s?){2,3}|[A-Z][A-Za-z]{1,6}\.|[A-Z]{2}\b"
        r"|[A-Z][a-z]{3,}(?: [A-Z][a-z]{3,})?)"
    )


@cache
def _before_words() -> frozenset[str]:
    return frozenset(load_table("places")["told_by_words"]["before"])


@cache
def _never() -> frozenset[str]:
    return frozenset(load_table("places")["told_by_words"]["never"])


@cache
def _weak() -> frozenset[str]:
    return frozenset(load_table("places")["told_by_words"]["weak"])


@cache
def _also_persons() -> frozenset[str]:
    return frozenset(load_table("places")["told_by_words"]["also_persons"])
