"""What the words say happened, happens or is planned: the events of a text.

The kinds and their words are `reference/data/events.toml`; docs/events.md explains them. The
dictionary works alone. Spans of a model refine it: `fillers` join events of violence, `triggers`
raise the scores of what they mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar

from casefile.particulars import Count, Event, Participant, Place, Time
from casefile.reading.counts.text import folded as lower
from casefile.reading.counts.text import stretches
from casefile.reading.events.fillers import with_fillers
from casefile.reading.events.model import Filler, Hit, Token, Trigger
from casefile.reading.events.roles import participants_of
from casefile.reading.events.sequel import in_light_of_earlier
from casefile.reading.events.status import clause_bounds, status_of
from casefile.reading.events.table import word_class
from casefile.reading.events.triggers import find_hits, may_hold_events, tokens_of
from casefile.reading.month_may import month_apart
from casefile.reading.names import Name

_SCORES = {"phrase": 0.9, "verb": 0.8, "passive": 0.8, "adjective": 0.7, "noun": 0.7}
_UNSEEN = 0.7  # what is left of the score where a model was asked and did not see the trigger


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_S = TypeVar("_S", bound=_Spanned)


@dataclass(frozen=True, slots=True)
class _Around:
    """What else was read in one sentence, each by position."""

    times: Sequence[Time]
    places: Sequence[Place]
    counts: Sequence[Count]
    names: Sequence[Name]
    triggers: Sequence[Trigger]
    fillers: Sequence[Filler]


def find_events(
    text: str,
    sentences: Iterable[tuple[int, int]],
    *,
    times: Sequence[Time] = (),
    places: Sequence[Place] = (),
    counts: Sequence[Count] = (),
    names: Sequence[Name] = (),
    triggers: Sequence[Trigger] = (),
    fillers: Sequence[Filler] = (),
) -> tuple[Event, ...]:
    """The events of the text, by position; each points at its trigger's words.

    Args:
        text: the document's text.
        sentences: where each sentence starts and ends, in order.
        times, places, counts, names: what was read before, each by position. An event's `time`,
            `place` and `counts` are the starts of those that stand in its clause.
        triggers, fillers: a model's spans, by position; leave them out to use the dictionary alone.

    >>> event = find_events("The army denied shelling the hospital.", [(0, 38)])[0]
    >>> event.kind, event.status.value
    ('shelling', 'denied')
    """
    folded = lower(month_apart(text))
    asked = bool(triggers)
    windows = [_Window(items) for items in (times, places, counts, names, triggers, fillers)]
    found: list[Event] = []
    for start, end in stretches(text, sentences):
        inside = [window.within(start, end) for window in windows]
        if may_hold_events(folded, start, end):
            around = _Around(*inside)
            found += _in_sentence(text, folded, (start, end), around, asked)
    return tuple(in_light_of_earlier(folded, found))


class _Window:
    """Moves along items that are in order, so that each is looked at once."""

    def __init__(self, items: Sequence[_Spanned]) -> None:
        self._items = items
        self._at = 0

    def within(self, start: int, end: int) -> Sequence[Any]:
        while self._at < len(self._items) and self._items[self._at].end <= start:
            self._at += 1
        last = self._at
        while last < len(self._items) and self._items[last].start < end:
            last += 1
        return self._items[self._at : last]


def _in_sentence(
    text: str, folded: str, sentence: tuple[int, int], around: _Around, asked: bool
) -> list[Event]:
    tokens = tokens_of(folded, *sentence)
    kept_out = [(n.start, n.end) for n in around.names] or _capitalised(text, tokens)
    hits = [_refined(tokens, h) for h in find_hits(folded, tokens, kept_out)]
    capitals = _capitals(text, tokens)
    found: list[Event] = []
    for hit in hits:
        score = _score(hit, around.triggers, asked)
        took_part = participants_of(tokens, hit, hits, around.names, capitals)
        took_part = _same_subject(tokens, hit, took_part, found)
        found.append(_event(folded, tokens, hit, took_part, around, score))
    return with_fillers(tokens, found, around.fillers, capitals)


def _same_subject(
    tokens: Sequence[Token], hit: Hit, took_part: tuple[Participant, ...], before: Sequence[Event]
) -> tuple[Participant, ...]:
    """ "They attacked the farm and | burned the barn": the second has the first's actor."""
    if hit.part != "verb" or not before or any(p.role == "actor" for p in took_part):
        return took_part
    if tokens[hit.first - 1].word not in ("and", ",", "or", "then"):
        return took_part
    shared = [p for p in before[-1].participants if p.role in ("actor", "organisation")]
    return tuple(sorted([*shared, *took_part], key=lambda p: (p.start, p.end, p.role)))


def _capitals(text: str, tokens: Sequence[Token]) -> frozenset[int] | None:
    """Starts of capitalised words, the first left out; None where most words are in capitals."""
    words = [t for t in tokens if t.word[0].isalpha()]
    if sum(text[t.start : t.end].isupper() for t in words) * 2 > len(words):
        return None
    return frozenset(t.start for t in words[1:] if text[t.start].isupper())


def _event(
    folded: str,
    tokens: Sequence[Token],
    hit: Hit,
    participants: tuple[Participant, ...],
    around: _Around,
    score: float,
) -> Event:
    status, negated = status_of(folded, tokens, hit)
    left, right = clause_bounds(folded, tokens, hit)
    time = _nearest(around.times, hit, left, right)
    place = _nearest(around.places, hit, left, right)
    counted = tuple(
        c.start
        for c in around.counts
        if any(p.start < c.end and p.end > c.start for p in participants)
        or (c.effect and _EFFECTS.get(c.effect) == hit.kind)
    )
    return Event(
        start=hit.start,
        end=hit.end,
        kind=hit.kind,
        status=status,
        negated=negated,
        score=score,
        rule=f"dictionary: {hit.part}",
        participants=participants,
        time=None if time is None else time.start,
        place=None if place is None else place.start,
        counts=counted,
    )


def _nearest(items: Sequence[_S], hit: Hit, left: int, right: int) -> _S | None:
    near = [i for i in items if left <= i.start < right and not hit.start <= i.start < hit.end]
    if not near:
        return None
    return min(near, key=lambda i: (min(abs(i.start - hit.end), abs(hit.start - i.end)), i.start))


def _score(hit: Hit, triggers: Sequence[Trigger], asked: bool) -> float:
    """The dictionary's score, weighed with the model's.

    What the model does not mark scores less and stays: it has not learned all kinds.
    """
    score = _SCORES[hit.part]
    if not asked:
        return score
    seen = [t.score for t in triggers if t.start < hit.end and t.end > hit.start]
    return (score + max(seen)) / 2 if seen else score * _UNSEEN


def _refined(tokens: Sequence[Token], hit: Hit) -> Hit:
    """ "Captured a town" takes territory, "captured a soldier" a person, "seized rifles" things."""
    if hit.kind != "seizure_of_territory" or hit.part == "noun":
        return hit
    window = (
        tokens[max(0, hit.first - 6) : hit.first]
        if hit.part == "passive"
        else tokens[hit.last + 1 : hit.last + 8]
    )
    for token in window:
        if token.word in word_class("places"):
            return hit
        if token.word in word_class("people"):
            return replace(hit, kind="detention")
        if token.word in word_class("weapons") or token.word in word_class("things"):
            return replace(hit, kind="looting")
        if token.word in (".", ";", ":", ","):
            break
    return hit


def _capitalised(text: str, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Rows of capitalised words inside a sentence, taken for names where no names were given.

    Not in sentences that are mostly in capitals, as headlines and old wire copy are.
    """
    words = [t for t in tokens if t.word[0].isalpha() and len(t.word) > 3]
    if not words or sum(text[t.start].isupper() for t in words) * 2 > len(words) + 1:
        return []
    rows: list[tuple[int, int]] = []
    first: Token | None = None
    before: Token | None = None
    for token in tokens[1:]:
        if text[token.start].isupper() and token.word[0].isalpha():
            if first is None:
                first = token
            elif before is not None and text[before.start].isupper():
                rows.append((first.start, token.end))
        else:
            first = None
        before = token
    return rows


_EFFECTS = {
    "killed": "killing",
    "wounded": "injury",
    "held": "detention",
    "abducted": "abduction",
    "deported": "deportation_or_transfer",
    "displaced": "displacement",
    "released": "release",
    "exchanged": "exchange",
    "adopted": "child_adoption",
    "tortured": "torture",
    "destroyed": "destruction",
    "damaged": "destruction",
    "charged": "charge",
    "convicted": "conviction",
    "acquitted": "acquittal",
}
