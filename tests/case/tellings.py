"""Own sentences as told events, by the dictionary of events alone; the seed page as it is read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from casefile.case.told import ToldCount, ToldEvent, ToldPart
from casefile.claim import Claim
from casefile.document import Document
from casefile.intake.receive import Told, receive_text
from casefile.particulars import Count, Event
from casefile.reading.counts.find import find_counts
from casefile.reading.events.find import find_events
from casefile.reading.read import read_document
from casefile.reading.tagger import Tagger
from casefile.search.told_events import Telling, told_events


def told(text: str, stance: str = "asserts") -> tuple[ToldEvent, ...]:
    """The events of one sentence, told by a claim whose content is the whole sentence."""
    whole = [(0, len(text))]
    counts = find_counts(text, whole, ())
    units = {c.start: c for c in counts}
    found = find_events(text, whole, counts=counts)
    return tuple(_told(text, e, stance, [units[s] for s in e.counts if s in units]) for e in found)


def _told(text: str, event: Event, stance: str, counts: Sequence[Count]) -> ToldEvent:
    return ToldEvent(
        id=f"{event.start}:{event.kind}",
        document="d",
        published="",
        start=event.start,
        end=event.end,
        words=text[event.start : event.end],
        kind=event.kind,
        status=event.status.value,
        negated=event.negated,
        score=event.score,
        context=text,
        context_start=0,
        claim="c",
        stance=stance,
        parts=tuple(ToldPart(p.role, text[p.start : p.end]) for p in event.participants),
        counts=tuple(
            ToldCount(text[c.start : c.end], c.low, c.high, c.hedge, c.unit, c.effect)
            for c in counts
        ),
    )


@cache
def seed() -> tuple[Document, tuple[Claim, ...], tuple[ToldEvent, ...]]:
    """The seed page as the program's own reader reads it; skips where it is not at hand."""
    path = Path(__file__).parents[3] / "shared" / "seed" / "article.txt"
    if not path.exists():
        pytest.skip("the seed page lies beside a checkout, in ../shared/seed")
    published = "2023-03-13"
    told_of_it = Told(published=published, outlet="The Globe and Mail")
    document = receive_text(path.read_text(encoding="utf-8"), told_of_it)
    reading = read_document(document, Tagger.open())
    claims = tuple(reading.claims)
    names = {c.id: c.words("source", document) for c in claims}
    telling = Telling(document.id, published, document.text, claims, reading.particulars, names)
    return document, claims, told_events(telling)


def content(event: ToldEvent) -> str:
    """The content of the claim that tells an event of the seed page, or its sentence."""
    document, claims, _ = seed()
    claim = next((c for c in claims if c.id == event.claim), None)
    return claim.words("content", document) if claim else event.context
