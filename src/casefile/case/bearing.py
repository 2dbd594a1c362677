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
    BESIDE = "beside"  # of an allegation: it tells another act of the happening and not this one

    @property
    def says_so(self) -> bool:
        """Whether it counts when voices are counted."""
        return self not in (Bearing.NAMES_CRIME, Bearing.BESIDE)


@dataclass(frozen=True, slots=True)
class Bears:
    """A claim bears on the happening `group` (an index into the groups given)."""

    claim: str
    group: int
    how: Bearing
    why: str


_ANSWERS = frozenset(
    {Stance.DENIES, Stance.DOUBTS, Stance.CONFIRMS, Stance.ADMITS}
    | {Stance.PRESENTS_AS, Stance.CANNOT_CONFIRM, Stance.ACCUSES}
)


_BARE = 6  # words of an answer that names nothing of its own
_POINTING = frozenset(
    {"a", "accusation", "accusations", "against", "all", "allegation", "allegations", "any", "as",
     "baseless", "blame", "both", "charge", "charges", "claim", "claims", "fabricated",
     "fabrication", "false", "findings", "groundless", "guilt", "having", "her", "him", "his", "in",
     "involved",
     "involvement", "is", "it", "its", "knowledge", "lies", "nonsense", "of", "our", "part",
     "propaganda", "report", "reports", "responsibility", "responsible", "role", "so", "such",
     "suggestion", "suggestions", "that", "the", "their", "them", "these", "this", "those", "true",
     "unfounded", "untrue", "was", "were", "wrongdoing"}
)  # fmt: skip


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
    """Answers in the sentence of an event, or in the sentence after it in the same paragraph; one
    that names nothing of its own ("denied the allegations") also in the paragraph after it."""
    own = {event.claim for event in side.told}
    events = sorted((side.told[n].start, n) for n in group_of)
    starts = [start for start, _ in events]
    for claim in side.claims:
        if claim.stance not in _ANSWERS or claim.id in own:
            continue
        at = bisect_right(starts, _end(claim))
        nearest = _sentence_of(side, events[max(0, at - _MOST) : at], claim, lines)
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
    paragraphs = lines.of(claim.start) - lines.of(last.start)
    if paragraphs > 1 or (paragraphs == 1 and not _is_bare(side.text, claim)):
        return []
    sentence = last.context_start
    found = []
    for _, number in reversed(before):
        if side.told[number].context_start != sentence:
            break
        found.append(number)
    return found


def _is_bare(text: str, claim: Claim) -> bool:
    """Whether an answer's content only points back: nothing, "it", "the allegations", "any role".

    What could not be confirmed reaches back by the rule of silences.
    """
    if claim.stance is Stance.CANNOT_CONFIRM:
        return False
    words = " ".join(text[start:end] for start, end in claim.content).casefold().split()
    return len(words) <= _BARE and not {w.strip(".,;:“”’'\"") for w in words} - _POINTING


def _silent(side: DocumentSide, group_of: Mapping[int, int], lines: _Lines) -> Iterator[Bears]:
    """No answer: about what somebody is quoted for in the paragraphs before it.

    What an outlet tells as background in its own words is not what people are asked about.
    """
    own = {event.claim for event in side.told}
    quoted = {c.id for c in side.claims if c.directness is not Directness.OWN_VOICE}
    silences = sorted((c for c in side.claims if _is_silent(c, own)), key=lambda c: c.start)
    quiet = {lines.of(c.start) for c in silences}
    runs = _runs(quiet)
    asked = [n for n in group_of if side.told[n].claim in quoted]
    told = sorted((lines.of(side.told[n].start), n) for n in asked)
    places = [line for line, _ in told]
    for claim in silences:
        here = lines.of(claim.start)
        first = _reaches_back(runs[here], quiet)
        near = told[bisect_right(places, first - 1) : bisect_right(places, here)]
        before = [n for _, n in near[-4 * _MOST :] if side.told[n].start < claim.start]
        for number in before[-_MOST:]:
            why = "asked after what the paragraphs before it tell"
            yield Bears(claim.id, group_of[number], Bearing.NO_ANSWER, why)


def _runs(quiet: set[int]) -> dict[int, int]:
    """For each paragraph of a silence the first of the run that it is in: one subject a run."""
    first: dict[int, int] = {}
    for line in sorted(quiet):
        first[line] = first.get(line - 1, line)
    return first


def _reaches_back(run: int, quiet: set[int]) -> int:
    """The first paragraph that the silences of a run are about."""
    first = run
    while first > 0 and run - first < _PARAGRAPHS and first - 1 not in quiet:
        first -= 1
    return first


def _is_silent(claim: Claim, own: set[str]) -> bool:
    """No answer, or "could not confirm them": nothing that its own words tell of."""
    bare = claim.stance is Stance.CANNOT_CONFIRM and claim.id not in own
    return claim.stance.is_silence or bare


def _end(claim: Claim) -> int:
    return max(e for _, e in claim.source + claim.cue + claim.content)
