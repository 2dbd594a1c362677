"""Lines that begin with something that nobody says: a turn's label, a number, the time of day.

"MARTA: I saw it", "Q: …", "3. The commission …", "17:55 The gates …". The opener is taken away from
what is read, and a label tells who speaks in its turn: a guest, or the outlet's own people.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from casefile.claim import Stance
from casefile.reading.found import Found

_FEWEST = 3  # labelled lines that make a conversation
_SHARE = 0.4  # of the lines
_SCORE = 0.6  # by rule: the label says who speaks
_STAFF = frozenset(
    {"q", "question", "anchor", "host", "reporter", "presenter", "interviewer", "interviewers"}
    | {"correspondent", "moderator", "newsreader", "announcer", "editor", "studio", "narrator"}
    | {"voiceover"}
)
_NO_SPEAKERS = frozenset(
    {"photo", "source", "sources", "note", "update", "correction", "picture", "credit", "related"}
    | {"read more", "claim", "verdict", "rating", "date", "place", "subject", "from", "to", "re"}
)


@dataclass(frozen=True, slots=True)
class Turn:
    """Words under a label: from `start` to `end`. `who` is the name in the label, without brackets;
    `own`: one of the outlet's own people speaks."""

    start: int
    end: int
    who: tuple[int, int]
    own: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """What is read of a text without the openers of its lines, in order; its turns; and where a
    line is labelled as the claim that is looked into ("CLAIM:"), the label."""

    blocks: tuple[tuple[int, int], ...]
    turns: tuple[Turn, ...] = ()
    claims: tuple[tuple[int, int], ...] = ()

    def turn_of(self, position: int) -> Turn | None:
        """The turn in which a position stands."""
        at = bisect_right(self.turns, position, key=lambda turn: turn.start) - 1
        return self.turns[at] if at >= 0 and position < self.turns[at].end else None

    def claim_label(self, position: int) -> tuple[int, int] | None:
        """The label "CLAIM" right before a position."""
        at = bisect_right(self.claims, (position, 0)) - 1
        near = at >= 0 and position - self.claims[at][1] <= len(": \n")
        return self.claims[at] if near else None


def read_lines(text: str, blocks: Sequence[tuple[int, int]], outlet: str = "") -> Lines:
    """The lines of `blocks` without their openers."""
    lines = [line for block in blocks for line in _lines(text, *block)]
    labels = {n: m for n, (s, e) in enumerate(lines) if (m := _label(text, s, e)) is not None}
    counted = Counter(_name(m) for m in labels.values())
    if not (
        len(labels) >= _FEWEST and _SHARE * len(lines) <= len(labels) and max(counted.values()) > 1
    ):
        labels = {}
    staff = _staff(text, lines, labels, outlet)
    kept: list[tuple[int, int]] = []
    turns: list[Turn] = []
    claims: list[tuple[int, int]] = []
    for n, (start, end) in enumerate(lines):
        opener = labels.get(n) or _opener().match(text, start, end)
        words = opener.end() if opener else start
        if words >= end:
            continue
        if n in labels:
            turns.append(Turn(words, end, labels[n].span("who"), _name(labels[n]) in staff))
        elif opener and (opener["label"] or "").lower() == "claim":
            claims.append(opener.span("label"))
        if (
            kept
            and opener is None
            and kept[-1][1] >= start - 1
            and _same_block(blocks, kept[-1], start)
        ):
            kept[-1] = kept[-1][0], end  # lines of one paragraph without openers stay together
            turns[-1:] = [
                Turn(t.start, end, t.who, t.own) for t in turns[-1:] if t.end == start - 1
            ] or turns[-1:]
        else:
            kept.append((words, end))
    return Lines(tuple(kept), tuple(turns), tuple(claims))


def speakers_of(lines: Lines) -> Iterator[Found]:
    """Who speaks by the labels of guests, for those who ask which parties speak."""
    return (Found((turn.who,), (), (), _SCORE) for turn in lines.turns if not turn.own)


def turn_claim(text: str, sentence: tuple[int, int], turn: Turn, *, silent: bool = False) -> Found:
    """A sentence of a turn as its speaker's claim: the label is the source, there is no cue.

    Args:
        silent: the sentence refuses to tell anything: it is all cue.
    """
    start, end = sentence
    words = text[start:end].rstrip(" \n\t.!?;:")
    if silent:
        return Found((turn.who,), ((start, start + len(words)),), (), _SCORE)
    return Found((turn.who,), (), ((start, start + len(words)),), _SCORE)


def labelled_claim(
    text: str, sentence: tuple[int, int], label: tuple[int, int]
) -> tuple[Found, Stance]:
    """The claim that a fact-check looks into: nobody is named for it, the label is its cue."""
    start, end = sentence
    words = text[start:end].rstrip(" \n\t.!?;:")
    return Found((), (label,), ((start, start + len(words)),), _SCORE), Stance.ASSERTS


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        if text[at:stop].strip():
            yield at, stop
        at = stop + 1


def _same_block(blocks: Sequence[tuple[int, int]], before: tuple[int, int], position: int) -> bool:
    at = bisect_right(blocks, (position, len(blocks) and blocks[-1][1])) - 1
    return at >= 0 and blocks[at][0] <= before[0] and position < blocks[at][1]


def _label(text: str, start: int, end: int) -> re.Match[str] | None:
    match = _labels().match(text, start, end)
    return match if match and _name(match) not in _NO_SPEAKERS and match.end() < end else None


def _name(label: re.Match[str]) -> str:
    return " ".join(label["who"].lower().split())


def _staff(
    text: str,
    lines: Sequence[tuple[int, int]],
    labels: dict[int, re.Match[str]],
    outlet: str,
) -> frozenset[str]:
    """Labels of the outlet's own people: by their word, by the outlet's name, or, of two speakers,
    the one who asks while the other does not."""
    names = Counter(_name(match) for match in labels.values())
    own = {name for name in names if _STAFF & set(name.split()) or _is_outlet(name, outlet)}
    asking = Counter(
        _name(match) for n, match in labels.items() if text[slice(*lines[n])].rstrip().endswith("?")
    )
    titled = any("(" in match.group() for match in labels.values())
    if not own and not titled:
        asks = {n for n, times in asking.items() if times > 1 and times >= names[n] / 2}
        others_ask = any(times > 1 for n, times in asking.items() if n not in asks)
        own = asks if len(asks) == 1 and not others_ask else set()
    return frozenset(own)


def _is_outlet(name: str, outlet: str) -> bool:
    """The outlet by its name, by how the name begins, or by its first letters."""
    words = [word for word in outlet.lower().split() if word != "the"]
    bare = name.removeprefix("the ")
    if not words:
        return False
    if f"{' '.join(words)} ".startswith(f"{bare} "):
        return True
    return len(words) > 1 and name == "".join(word[0] for word in words)


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(
        r"(?P<who>[^\W\d_a-z](?:[^:\n.?!“”\"();]|(?<=\b[A-Z][a-z])\.|(?<=\b[A-Z])\.){0,60}?)"
        r"(?:\s\([^)\n]{1,60}\))?:\s+(?=\S)"
    )


@cache
def _opener() -> re.Pattern[str]:
    """A number, the time of day, or the label of a fact-check's part."""
    return re.compile(
        r"(?:\(?\d{1,3}[.)]\s+(?=[^\W\d_a-z]|[“\"‘])"
        r"|\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\b\.?)?(?:\s(?:GMT|UTC|BST|C?EST|CET))?(?:\s?[–—:-])?\s+"
        r"(?=[^\W\d_a-z]|[“\"‘])"
        r"|(?P<label>CLAIM|Claim|VERDICT|Verdict|RATING|Rating|CONCLUSION|Conclusion|"
        r"OUR VERDICT|Our verdict):\s+)"
    )


def inside(turns: Lines, extents: Iterable[tuple[int, int]]) -> Turn | None:
    """The turn in which the first of some words stands."""
    first = min((start for start, _ in extents), default=-1)
    return turns.turn_of(first) if first >= 0 else None
