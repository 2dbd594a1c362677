"""Where a text names places: the tagger's names made fit, and what it passed over."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from casefile.reading.names import Name, NameType
from casefile.reading.places.gazetteer import Gazetteer
from casefile.reading.places.words import comma_name, places_by_words

_LEAST_REPEATED = 4  # letters of a name that is looked for again


@dataclass(frozen=True, slots=True)
class Spot:
    """Words that name a place. `rule` says how they were found."""

    start: int
    end: int
    rule: str


def find_spots(
    text: str, blocks: Sequence[tuple[int, int]], names: Sequence[Name], gazetteer: Gazetteer
) -> list[Spot]:
    """Names of places by position, none over another; peoples and languages are none.

    Beside the tagger's names: names that it marked elsewhere in the text, names of countries, and
    a region's name or short form after a town and a comma ("Macon, Ga.").
    """
    spots: list[Spot] = []
    for name in names:
        if name.type is NameType.PLACE:
            spots += _pieces(text, name, gazetteer)
    taken = _Taken([*((n.start, n.end) for n in names), *((s.start, s.end) for s in spots)])
    finders: tuple[tuple[str, Callable[[], Iterable[tuple[int, int]]]], ...] = (
        ("words around it", lambda: places_by_words(text, blocks, gazetteer)),
        ("same name", lambda: _repeated(text, blocks, spots, gazetteer)),
        ("after a comma", lambda: _after_commas(text, spots, gazetteer)),
    )
    for rule, finder in finders:  # each looks at what those before it found
        for start, end in list(finder()):
            if taken.take(start, end):
                spots.append(Spot(start, end, rule))
    return sorted(spots, key=lambda s: s.start)


def _pieces(text: str, name: Name, gazetteer: Gazetteer) -> Iterator[Spot]:
    """The name without article and possessive; "Macon, Ga." is two names."""
    start, end = _trimmed(text, name.start, name.end)
    words = text[start:end]
    if not words or gazetteer.is_people(words):
        return
    if "," in words and not gazetteer.find(words):
        for match in re.finditer(r"[^,]+", words):
            at, stop = _trimmed(text, start + match.start(), start + match.end())
            if at < stop and not gazetteer.is_people(text[at:stop]):
                yield Spot(at, stop, "name")
    else:
        yield Spot(start, end, "name")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    left = re.match(r"(?:\W*\s)?(?:the\s+)?[\s\"“‘(\[]*", words)
    start += left.end() if left else 0
    words = re.sub(r"(?:[’']s?|[\s,;:!?)\]”\"]+)+$", "", text[start:end])
    if words.endswith(".") and not re.search(r"(?:\.\w+\.|^\w{1,5}\.)$", words):
        words = words[:-1]
    return start, start + len(words)


def _repeated(
    text: str, blocks: Iterable[tuple[int, int]], spots: Sequence[Spot], gazetteer: Gazetteer
) -> Iterator[tuple[int, int]]:
    """Places where a marked name, or a country's clear name, stands again."""
    by_word: dict[str, list[str]] = dict(_by_word(gazetteer))
    for words in dict.fromkeys(text[s.start : s.end] for s in spots):
        if len(words) >= _LEAST_REPEATED and words[0].isupper():
            first = words.split()[0].split("-")[0]
            by_word[first] = sorted({*by_word.get(first, ()), words}, key=lambda w: (-len(w), w))
    for start, end in blocks:
        at = start
        for match in _capitalised().finditer(text, start, end):
            if match.start() < at:
                continue
            for words in by_word.get(match.group(), ()):
                stop = match.start() + len(words)
                if text.startswith(words, match.start()) and not text[stop : stop + 1].isalnum():
                    yield match.start(), stop
                    at = stop
                    break


@cache
def _by_word(gazetteer: Gazetteer) -> dict[str, list[str]]:
    """Names of countries by their first word, the longest first."""
    by_word: dict[str, list[str]] = {}
    for name in sorted(gazetteer.country_names, key=lambda n: (-len(n), n)):
        by_word.setdefault(re.split(r"[\s.-]", name)[0], []).append(name)
    return by_word


def _after_commas(
    text: str, spots: Sequence[Spot], gazetteer: Gazetteer
) -> Iterator[tuple[int, int]]:
    for spot in spots:
        match = comma_name().match(text, spot.end)
        if match is None:
            continue
        hits = gazetteer.find(match["name"])
        if any(h.entry.feature in ("region", "country") for h in hits):
            stop = match.end("name")
            yield match.start("name"), stop


class _Taken:
    """Stretches that are spoken for."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._spans = sorted(set(spans))

    def take(self, start: int, end: int) -> bool:
        """Take the stretch, unless a part of it is taken."""
        at = bisect_right(self._spans, (start, end))
        before = self._spans[max(0, at - 2) : at]
        if any(e > start for _, e in before) or any(s < end for s, _ in self._spans[at : at + 1]):
            return False
        self._spans.insert(at, (start, end))
        return True


@cache
def _capitalised() -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])[^\W\d_a-zß-ÿ][^\W\d_]*")
