"""Sketches: what is kept of told events and documents for comparing them without their text.

A sketch holds names, days, points and words, small enough to be stored beside each event and each
document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from math import log
from typing import Any

from casefile.case.link_dates import dates_in, years_in
from casefile.case.link_keys import keys
from casefile.case.link_shapes import Days, DocumentSketch, Number, Sketch, Spot
from casefile.case.link_words import (
    fold_party,
    groups_in,
    is_content,
    states_in,
    stem,
    words_of,
)
from casefile.case.told import ToldEvent, ToldPart, ToldPlace, ToldTime

__all__ = ["DocumentSketch", "Sketch", "document_sketch", "keys", "sketch"]

_KINDS, _DAYS, _PLACES, _PARTIES, _GROUPS, _COUNTS, _WORDS = 6, 4, 5, 8, 6, 4, 24
_DOCUMENT_WORDS, _DOCUMENT_NAMES, _DOCUMENT_LEAD, _DOCUMENT_NUMBERS = 45, 24, 24, 8
_LEAD = 40  # words of a text that tell what it is about
_REACH = 600  # code points of a sentence that are looked at, to either side of an event
_EVENTS = 200  # of a group whose sentences are looked at
_LONGEST = 28  # code points of a word or name that are kept
_SCALE = 10_000  # degrees are kept as whole numbers of a ten-thousandth
_PART_ROLES = {
    "actor": "actor", "organisation": "actor", "affected": "affected", "target": "affected"
}  # fmt: skip


def sketch(told: Sequence[ToldEvent]) -> Sketch:
    """The sketch of told events of one document, at least one, in the order of the text."""
    return Sketch(
        document=told[0].document,
        published=ordinal(told[0].published),
        kinds=_most((event.kind for event in told), _KINDS),
        days=_most((d for e in told for d in days_of(e)), _DAYS),
        places=_most((spot_of(p) for e in told for p in e.places), _PLACES),
        parties=_most((p for e in told for p in parties_of(e)), _PARTIES),
        groups=_most((g for e in told for g in groups_of(e)), _GROUPS),
        counts=_most((n for e in told for n in numbers_of(e)), _COUNTS),
        words=_telling_words(told),
    )


def document_sketch(
    text: str,
    told: Sequence[ToldEvent],
    published: str,
    seen: Callable[[str], int] | None = None,
    total: int = 0,
) -> DocumentSketch:
    """The sketch of a document.

    Args:
        published: ISO 8601, "" where not known.
        seen: in how many of the `total` documents before this one a stem stands. Without it,
            words weigh by how often they stand here alone.
    """
    words = words_of(text)
    counted = Counter(stem(w) for w in words if is_content(w))
    names = _names(text)
    weights = {w: _weight(w, n, names, seen, total) for w, n in counted.items()}
    best = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:_DOCUMENT_WORDS]
    lead = dict.fromkeys(stem(w) for w in words[:_LEAD] if is_content(w))
    day = ordinal(published)
    # A year or a day of the month in common is counted as that, not as a number as well.
    numbers = Counter(w for w in words if w[0].isdigit() and len(w) > 1 and not _is_year(w))
    return DocumentSketch(
        published=day,
        words=tuple((w[:_LONGEST], x) for w, x in best),
        names=tuple(w[:_LONGEST] for w in _top(names, _DOCUMENT_NAMES)),
        lead=tuple(sorted((w[:_LONGEST], 1 + (w in names)) for w in list(lead)[:_DOCUMENT_LEAD])),
        numbers=tuple(w[:_LONGEST] for w in _top(numbers, _DOCUMENT_NUMBERS)),
        years=years_in(words, day),
        dates=dates_in(words, day),
        days=_most((d for e in told for d in days_of(e)), _DAYS),
        places=_most((spot_of(p) for e in told for p in e.places), _PLACES),
    )


def ordinal(iso: str) -> int:
    """The day of an ISO day or moment as an ordinal, 0 where there is none."""
    try:
        return date.fromisoformat(iso[:10]).toordinal()
    except ValueError:
        return 0


def days_of(event: ToldEvent) -> list[Days]:
    """When an event is told to happen: what stands on the calendar."""
    return [days for t in event.times if (days := _days(t))]


def spot_of(place: ToldPlace) -> Spot:
    """A told place for comparing."""
    has_point = place.latitude is not None and place.longitude is not None
    return Spot(
        (place.name or place.words).casefold()[:_LONGEST],
        place.country,
        place.feature,
        round((place.latitude or 0.0) * _SCALE) if has_point else None,
        round((place.longitude or 0.0) * _SCALE) if has_point else None,
        min(round((place.radius_km or 0.0) * 1000), 5_000_000),
    )


def parties_of(event: ToldEvent) -> list[tuple[str, str]]:
    """Who takes part, by name; states also by adjective ("Russian troops" names Russia)."""
    return [(role, name) for part in event.parts for role, name in _party(part)]


def groups_of(event: ToldEvent) -> tuple[str, ...]:
    """The groups of persons and things that an event hits, moves or holds."""
    hit = [part.words for part in event.parts if part.role in ("affected", "target")]
    counted = [count.unit for count in event.counts if count.unit]
    found = [g for words in (*hit, *counted, event.words) for g in groups_in(words)]
    return tuple(dict.fromkeys(found))


def _party(part: ToldPart) -> Iterable[tuple[str, str]]:
    role = _PART_ROLES.get(part.role, part.role)
    named = part.name and part.kind not in ("people", "")
    if named:
        person = " person" if part.kind == "person" else ""
        yield role + person, fold_party(part.name)[:_LONGEST]
    for state in states_in(part.words):
        yield role, state


def _days(time: ToldTime) -> Days | None:
    first, last = ordinal(time.earliest), ordinal(time.latest)
    return Days(first, last, time.precision) if first or last else None


def numbers_of(event: ToldEvent) -> Iterable[Number]:
    """The counts of an event for comparing."""
    for c in event.counts:
        if c.low is not None or c.high is not None:
            yield Number(stem(c.unit)[:_LONGEST], c.effect[:_LONGEST], c.low, c.high)


def _telling_words(told: Sequence[ToldEvent]) -> tuple[str, ...]:
    """Stems of the sentences: names first, then long words, which tell more than short ones."""
    contexts = dict.fromkeys(_around(event) for event in told[:_EVENTS])
    weights: dict[str, int] = {}
    for context in contexts:
        names = _names(context)
        for word in words_of(context):
            if is_content(word):
                key = stem(word)[:_LONGEST]
                weights[key] = min(len(key), 12) + 20 * (key in names) + 10 * key[0].isdigit()
    return tuple(sorted(weights, key=lambda w: (-weights[w], w))[:_WORDS])


def _names(text: str) -> Counter[str]:
    """Stems of words with a capital that no sentence begins with, with how often they stand."""
    found: Counter[str] = Counter()
    begins = True
    for line in text.splitlines():
        begins = True
        for piece in line.split():
            for word in words_of(piece):
                if word[0].isupper() and not begins and is_content(word):
                    found[stem(word)] += 1
                begins = False
            begins = piece.rstrip("\"”’')")[-1:] in (".", "!", "?", ":")
    return found


def _around(event: ToldEvent) -> str:
    """The event's sentence, cut where it goes on and on."""
    at = max(0, event.start - event.context_start)
    return event.context[max(0, at - _REACH) : at + _REACH]


def _weight(
    word: str, times: int, names: Mapping[str, int], seen: Callable[[str], int] | None, total: int
) -> int:
    """How much a word tells of its document, in hundredths."""
    rarity = 1.0 if seen is None else log((1 + total) / (1 + min(seen(word), total))) + 1.0
    return round(100 * (1.0 + log(times)) * rarity * (2 if word in names else 1))


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("19", "20")


def _most(items: Iterable[Any], limit: int) -> tuple[Any, ...]:
    """What stands most often, the first told first among equals."""
    counted = Counter(items)
    return tuple(item for item, _ in counted.most_common(limit))


def _top(counted: Mapping[str, int], limit: int) -> list[str]:
    return sorted(sorted(counted, key=lambda w: (-counted[w], w))[:limit])
