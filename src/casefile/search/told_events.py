"""From a reading to told events: the particulars' places in the text become words and values."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from casefile.case.told import ToldCount, ToldEvent, ToldPart, ToldPlace, ToldTime
from casefile.claim import Claim, SpeakerKind, Stance
from casefile.particulars import (
    Count,
    Event,
    Particulars,
    Party,
    PartyKind,
    Place,
    Precision,
    Time,
    TimeType,
)
from casefile.reading.sentences import sentences

_ID_PREFIX = b"casefile/told-event/v1\x00"
Spot = TypeVar("Spot", Time, Place)
_LAWS = ("convention", "treaty", "statute", "protocol", "constitution", "criminal code")


@dataclass(frozen=True, slots=True)
class Telling:
    """What told events are made from: one document's text, claims and particulars."""

    document: str
    published: str
    text: str
    claims: tuple[Claim, ...]
    particulars: Particulars
    speakers: Mapping[str, str]  # short name of the speaker, by claim id


def told_events(telling: Telling) -> tuple[ToldEvent, ...]:
    """All events of a reading, by position.

    A time or place counts only where it stands in the words that tell the event: in "a source said
    on Monday" the day is that of the saying. A state's seat that means its government is no place.
    """
    maker = _Maker(telling)
    return tuple(maker.told(event) for event in telling.particulars.events)


def told_event_id(document: str, start: int, end: int, kind: str) -> str:
    """SHA-256 over the document's id, the words' place and the kind; no score and no reader."""
    words = f"{document}\x00{start}:{end}\x00{kind}"
    return hashlib.sha256(_ID_PREFIX + words.encode()).hexdigest()


class _Maker:
    """Looks up what stands where, for one document."""

    def __init__(self, telling: Telling) -> None:
        self._telling = telling
        self._text = telling.text
        what = telling.particulars
        self._parties = {party.id: party for party in what.parties}
        self._counts = {count.start: count for count in what.counts}
        self._times = _Row([t for t in what.times if _is_dated(t)])
        self._places = _Row([p for p in what.places if _is_spot(p)])
        self._anchors = {p.start: p for p in reversed(what.places) if p.candidates}
        self._sentences = list(sentences(self._text, _lines(self._text)))
        self._starts = [start for start, _ in self._sentences]
        self._tellers = _tellers(telling.claims, [event.start for event in what.events])

    def told(self, event: Event) -> ToldEvent:
        start, end = self._sentence(event)
        claim = self._tellers.get(event.start)
        within = [(start, end)] if claim is None else _cut(claim.content, start, end)
        return ToldEvent(
            id=told_event_id(self._telling.document, event.start, event.end, event.kind),
            document=self._telling.document,
            published=self._telling.published,
            start=event.start,
            end=event.end,
            words=self._text[event.start : event.end],
            kind=event.kind,
            status=event.status.value,
            negated=event.negated,
            score=event.score,
            context=self._text[start:end],
            context_start=start,
            claim=claim.id if claim else "",
            stance=self._stance(claim) if claim else "",
            speaker=self._telling.speakers.get(claim.id, "") if claim else "",
            times=tuple(self._time(t) for t in self._times.inside(within) if t.start == event.time),
            places=tuple(self._place(p) for p in self._spots(event, within)),
            counts=tuple(self._count(self._counts[s]) for s in event.counts if s in self._counts),
            parts=tuple(
                self._part(p.role, p.start, p.end, p.party)
                for p in event.participants
                if not (p.role == "actor" and self._is_place(p.party))
            ),
        )

    def _sentence(self, event: Event) -> tuple[int, int]:
        at = bisect_right(self._starts, event.start) - 1
        start, end = self._sentences[at] if at >= 0 else (event.start, event.end)
        return start, max(end, event.end)

    def _stance(self, claim: Claim) -> str:
        """The claim's stance; what a treaty or a law says of an act is a definition of it."""
        words = " ".join(self._text[start:end] for start, end in claim.source).lower()
        if claim.speaker_kind is SpeakerKind.WRITING and any(w in words for w in _LAWS):
            return Stance.DEFINES.value
        return claim.stance.value

    def _spots(self, event: Event, within: Sequence[tuple[int, int]]) -> list[Place]:
        """The reader's choice; where that is a government or stands outside, the nearest place."""
        inside = self._places.inside(within)
        chosen = [p for p in inside if p.start == event.place]
        if chosen or event.place is None or not inside:
            return chosen[:1]
        return [min(inside, key=lambda p: (_gap(p, event), p.start))]

    def _time(self, time: Time) -> ToldTime:
        words = self._text[time.start : time.end]
        return ToldTime(words, time.earliest, time.latest, time.precision.value)

    def _place(self, place: Place) -> ToldPlace:
        words = self._text[place.start : place.end]
        anchor = place
        if place.anchor_start is not None:
            anchor = self._anchors.get(place.anchor_start, place)
        best = anchor.candidates[0] if anchor.candidates else None
        return ToldPlace(
            words,
            best.name if best else "",
            best.country if best else "",
            best.feature if best else "",
            place.latitude,
            place.longitude,
            place.radius_km,
        )

    def _count(self, count: Count) -> ToldCount:
        cut = ""
        if count.cut_off_start is not None and count.cut_off_end is not None:
            cut = self._text[count.cut_off_start : count.cut_off_end]
        words = self._text[count.start : count.end]
        return ToldCount(
            words, count.low, count.high, count.hedge, count.unit, count.effect, count.per, cut
        )

    def _is_place(self, party: str) -> bool:
        """ "The attack on the town that killed nine": the town is no actor."""
        known = self._parties.get(party)
        return known is not None and known.kind is PartyKind.PLACE

    def _part(self, role: str, start: int, end: int, party: str) -> ToldPart:
        known: Party | None = self._parties.get(party)
        words = self._text[start:end]
        if known is None:
            return ToldPart(role, words)
        return ToldPart(role, words, party, known.name, known.kind.value)


def _lines(text: str) -> Iterable[tuple[int, int]]:
    """Lines of a text as blocks: no sentence crosses a paragraph."""
    at = 0
    for line in text.splitlines(keepends=True):
        yield at, at + len(line)
        at += len(line)


def _is_dated(time: Time) -> bool:
    """A day, month or open end, also "on 26 December" of a year that nobody knows; how long
    something lasts, and "recently", date nothing."""
    known = time.precision is not Precision.NONE or time.value.startswith("XXXX")
    return known and time.type in (TimeType.DATE, TimeType.TIME)


def _is_spot(place: Place) -> bool:
    """A place of the ground, or words that relate to one; not a government by its seat's name."""
    return place.latitude is not None or bool(place.relation)


def _tellers(claims: Sequence[Claim], starts: Iterable[int]) -> dict[int, Claim]:
    """The claim that tells what stands at each of the starts: the shortest that holds it."""
    extents = sorted(
        (start, end, sum(e - s for s, e in claim.content), claim.start, claim.id, n)
        for n, claim in enumerate(claims)
        if not claim.stance.is_silence
        for start, end in claim.content
    )
    found: dict[int, Claim] = {}
    open_now: list[tuple[int, int, int, int, str, int]] = []
    at = 0
    for start in sorted(set(starts)):
        while at < len(extents) and extents[at][0] <= start:
            open_now.append(extents[at])
            at += 1
        open_now = [extent for extent in open_now if extent[1] > start]
        if open_now:
            found[start] = claims[min(open_now, key=lambda extent: extent[2:])[5]]
    return found


class _Row(Generic[Spot]):
    """Times or places in order, to ask for those of a stretch without looking at all."""

    def __init__(self, items: Sequence[Spot]) -> None:
        self._items: list[Spot] = sorted(items, key=lambda item: (item.start, item.end))
        self._starts: list[int] = [item.start for item in self._items]

    def inside(self, within: Iterable[tuple[int, int]]) -> list[Spot]:
        """Those that lie in one of the stretches, by position."""
        found: dict[int, Spot] = {}
        for start, end in within:
            for at in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
                if self._items[at].end <= end:
                    found[at] = self._items[at]
        return [found[at] for at in sorted(found)]


def _cut(content: Iterable[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    return [(max(s, start), min(e, end)) for s, e in content if s < end and e > start]


def _gap(place: Place, event: Event) -> int:
    """Words after an event place it more often than words before it: "shelled the port of Y"."""
    if place.start >= event.end:
        return place.start - event.end
    return 2 * max(event.start - place.end, 0) + 1
