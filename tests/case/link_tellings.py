"""Told events of own making for the tests of linking, written as short as they can be."""

from __future__ import annotations

from typing import Any

from casefile.case.told import ToldCount, ToldEvent, ToldPart, ToldPlace, ToldTime

PLACES = {
    "Bakhmut": ToldPlace("Bakhmut", "Bakhmut", "UA", "settlement", 48.594, 38.001),
    "Kreminna": ToldPlace("Kreminna", "Kreminna", "UA", "settlement", 49.049, 38.217),
    "Odesa": ToldPlace("Odesa", "Odesa", "UA", "settlement", 46.482, 30.723),
    "Odessa": ToldPlace("Odessa", "Odesa", "UA", "settlement", 46.482, 30.723),
    "Ukraine": ToldPlace("Ukraine", "Ukraine", "UA", "country", 49.0, 32.0),
    "Russia": ToldPlace("Russia", "Russia", "RU", "country", 60.0, 100.0),
    "Sumy": ToldPlace("Sumy", "Sumy", "UA", "settlement", 50.907, 34.798),
    "nowhere known": ToldPlace("nowhere known"),
}


def event(kind: str, words: str, sentence: str, **rest: Any) -> ToldEvent:
    """A told event; `at` is where its sentence starts, `day`, `place` and `parts` are short forms.

    `parts` is "affected: children; actor: Russia = Russia (state)".
    """
    at = rest.pop("at", 0)
    days = [d for d in rest.pop("day", "").split() if d]
    places = [PLACES[p] for p in rest.pop("place", "").split("; ") if p]
    start = at + max(0, sentence.find(words))
    return ToldEvent(
        id=f"{rest.get('document', 'd1')} {start} {kind}",
        document=rest.pop("document", "d1"),
        published=rest.pop("published", "2023-03-13"),
        start=start,
        end=start + len(words),
        words=words,
        kind=kind,
        status=rest.pop("status", "happened"),
        negated=rest.pop("negated", False),
        score=0.9,
        context=sentence,
        context_start=at,
        claim="c",
        stance=rest.pop("stance", "asserts"),
        speaker=rest.pop("speaker", "a source"),
        times=tuple(ToldTime(d, d, d, "day") for d in days),
        places=tuple(places),
        counts=tuple(_count(c) for c in rest.pop("counts", ())),
        parts=tuple(_part(p) for p in rest.pop("parts", "").split("; ") if p),
    )


def _count(told: tuple[int, int | None, str, str]) -> ToldCount:
    low, high, unit, effect = told
    return ToldCount(str(low), low, high, "", unit, effect)


def _part(told: str) -> ToldPart:
    role, _, words = told.partition(": ")
    words, _, name = words.partition(" = ")
    if not name:
        return ToldPart(role, words)
    name, _, kind = name.rstrip(")").partition(" (")
    return ToldPart(role, words, name, name, kind)
