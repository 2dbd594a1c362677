"""Which claims of a document bear on which of its happenings, and how.

A claim tells of a happening where its content holds an event of it. A claim without an event of its
own can still answer one ("denies it", "presents it as an evacuation"), and somebody who declined to
comment or did not reply was asked about what the paragraphs before tell. Each finding is a
suggestion with its rule.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from casefile.case.told import ToldEvent
from casefile.claim import Claim, Directness, Stance

_PARAGRAPHS = 2  # as many as a missing answer reaches back
_MOST = 12  # events that a missing answer is about, the nearest before it


class Bearing(StrEnum):
    """How a claim bears on a happening."""

    TELLS = "tells"  # its content holds an event of it
    ANSWERS = "answers"  # it takes a position on it, without an event of its own
    NO_ANSWER = "no_answer"  # its speaker was asked and gave none
    NAMES_CRIME = "names_crime"  # it names or defines a crime that the happening may be


@dataclass(frozen=True, slots=True)
class Bears:
    """A claim bears on the happening `group` (an index into the groups given)."""

    claim: str
    group: int
    how: Bearing
    why: str


_ANSWERS = frozenset(
    {Stance.DENIES, Stance.REJECTS, Stance.DOUBTS, Stance.CONFIRMS, Stance.ADMITS}
    | {Stance.PRESENTS_AS, Stance.CANNOT_CONFIRM, Stance.ACCUSES}
)


@dataclass(frozen=True, slots=True)
class DocumentSide:
    """One document: its text, its claims, its told events and their groups (indexes of events)."""

    text: str
    claims: Sequence[Claim]
    told: Sequence[ToldEvent]
    groups: Sequence[Sequence[int]]


def bearings(side: DocumentSide) -> tuple[Bears, ...]:
    """Every claim that bears on a group, by claim and group; nothing is said twice of a pair."""
    found: dict[tuple[str, int], Bears] = {}
    lines = _Lines(side.text)
    group_of = {e: g for g, members in enumerate(side.groups) for e in members}
    for bears in (
        *_telling(side, group_of),
        *_answering(side, group_of, lines),
        *_silent(side, group_of, lines),
    ):
        found.setdefault((bears.claim, bears.group), bears)
    return tuple(found[key] for key in sorted(found))


class _Lines:
    """Which paragraph (line of the settled text that is not blank) a position stands in."""

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []
        at = 0
        for line in text.splitlines(keepends=True):
            if line.strip():
                self._starts.append(at)
            at += len(line)

    def of(self, position: int) -> int:
        return bisect_right(self._starts, position) - 1


def _telling(side: DocumentSide, group_of: Mapping[int, int]) -> Iterator[Bears]:
    for number, event in enumerate(side.told):
        if event.claim and number in group_of:
            yield Bears(event.claim, group_of[number], Bearing.TELLS, "its words tell an event")


def _answering(side: DocumentSide, group_of: Mapping[int, int], lines: _Lines) -> Iterator[Bears]:
    """Answers in the sentence of an event, or in the sentence after it in the same paragraph."""
    own = {event.claim for event in side.told}
    events = sorted((side.told[n].start, n) for n in group_of)
    starts = [start for start, _ in events]
    for claim in side.claims:
        if claim.stance not in _ANSWERS or claim.id in own:
            continue
        at = bisect_right(starts, _end(claim))
        nearest = _sentence_of(side, events[:at], claim, lines)
        for number in nearest:
            why = f"{claim.stance.value} beside an event without naming another"
            yield Bears(claim.id, group_of[number], Bearing.ANSWERS, why)


def _sentence_of(
    side: DocumentSide, before: Sequence[tuple[int, int]], claim: Claim, lines: _Lines
) -> list[int]:
    """The told events of the last sentence with events that is at or before a claim."""
    if not before:
        return []
    last = side.told[before[-1][1]]
    if lines.of(last.start) != lines.of(claim.start):
        return []
    sentence = last.context_start
    found = []
    for _, number in reversed(before):
        if side.told[number].context_start != sentence:
            break
        found.append(number)
    return found


def _silent(side: DocumentSide, group_of: Mapping[int, int], lines: _Lines) -> Iterator[Bears]:
    """No answer: about what somebody is quoted for in the paragraphs before it.

    What an outlet tells as background in its own words is not what people are asked about.
    """
    own = {event.claim for event in side.told}
    quoted = {c.id for c in side.claims if c.directness is not Directness.OWN_VOICE}
    silences = sorted((c for c in side.claims if _is_silent(c, own)), key=lambda c: c.start)
    quiet = {lines.of(c.start) for c in silences}
    asked = [n for n in group_of if side.told[n].claim in quoted]
    told = sorted((lines.of(side.told[n].start), n) for n in asked)
    places = [line for line, _ in told]
    for claim in silences:
        here = lines.of(claim.start)
        first = _reaches_back(here, quiet)
        near = told[bisect_right(places, first - 1) : bisect_right(places, here)]
        before = [n for _, n in near[-4 * _MOST :] if side.told[n].start < claim.start]
        for number in before[-_MOST:]:
            why = "asked after what the paragraphs before it tell"
            yield Bears(claim.id, group_of[number], Bearing.NO_ANSWER, why)


def _reaches_back(here: int, quiet: set[int]) -> int:
    """The first paragraph that a silence in paragraph `here` is about."""
    last = here
    while last - 1 in quiet:  # a run of silences has one subject
        last -= 1
    first = last
    while first > 0 and last - first < _PARAGRAPHS and first - 1 not in quiet:
        first -= 1
    return first


def _is_silent(claim: Claim, own: set[str]) -> bool:
    """No answer, or "could not confirm them": nothing that its own words tell of."""
    bare = claim.stance is Stance.CANNOT_CONFIRM and claim.id not in own
    return claim.stance.is_silence or bare


def _end(claim: Claim) -> int:
    return max(e for _, e in claim.source + claim.cue + claim.content)
