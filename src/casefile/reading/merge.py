"""One list from two finders: the model and the rules."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from casefile.claim import Extents, Stance
from casefile.reading.found import Found
from casefile.reading.silences import Silence


@dataclass(frozen=True, slots=True)
class Heard:
    """An attribution, with the stance where a rule has named it."""

    found: Found
    stance: Stance | None = None


def tidy(text: str, found: Iterable[Found], silences: Sequence[Silence]) -> list[Found]:
    """The model's findings with sources that end where the speaker's name ends.

    "the Journal and Reuters | could not confirm": where a rule has the last one as the speaker of
    another saying, only the first is the source here.
    """
    named = {end: start for s in silences for start, end in s.found.source}
    return [
        replace(
            item,
            source=_tidied(text, item, named) if item.source else (),
            content=tuple(_in_paragraph(text, s, e) for s, e in item.content),
        )
        for item in found
    ]


def _in_paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """Content without quotations ends with its paragraph; a live blog's clock is none of it."""
    clock = _clock().match(text, start, end)
    start = clock.end() if clock and clock.end() < end else start
    stop = text.find("\n\n", start, end)
    if stop > start and not any(mark in text[start:end] for mark in '“"‘«'):
        end = stop
    return start, end


def _tidied(text: str, item: Found, named: Mapping[int, int]) -> Extents:
    *before, (start, end) = item.source
    paragraph = text.rfind("\n\n", start, end)
    start = paragraph + 2 if paragraph >= 0 else start
    clock = _clock().match(text, start, end)
    start = clock.end() if clock else start
    inner = named.get(end)
    joined = inner is not None and start < inner and re.search(r"\band\s$", text[start:inner])
    if inner is not None and joined and not any(s >= end for s, _ in item.cue):
        end = inner - len("and ")
    loose = _loose_ends().search(text, start, end)
    if loose is not None and loose.start() > start:
        end = loose.start()
    words = text[start:end].strip(" \n\t")
    start += len(text[start:end]) - len(text[start:end].lstrip(" \n\t"))
    return (*before, (start, start + len(words))) if words else item.source


def merge(found: Iterable[Found], silences: Iterable[Silence]) -> list[Heard]:
    """Both lists as one, by position, without doubles.

    Where a rule and the model speak of the same cue, the rule names the stance. The model's spans
    stay if the two agree on the speaker; else the rule's are taken, because its speaker is bound to
    the very phrase. The same spans twice are one.
    """
    waiting = sorted(silences, key=lambda s: s.found.cue)
    starts = [s.found.cue[0][0] for s in waiting]
    used: set[int] = set()
    heard: dict[tuple[Extents, Extents, Extents], Heard] = {}
    for item in found:
        if _asks_only(waiting, starts, item):
            continue
        twins = _twins(waiting, starts, item)
        twin = next((n for n in twins if n not in used), None)
        used.update(twins)
        if twin is None:
            _keep(heard, Heard(item))
        else:
            _keep(heard, Heard(_agreed(item, waiting[twin]), waiting[twin].stance))
    for n, silence in enumerate(waiting):
        if n not in used:
            _keep(heard, Heard(silence.found, silence.stance))
    return sorted(heard.values(), key=lambda h: (_start(h.found), h.found.cue, h.found.content))


def _twins(waiting: Sequence[Silence], starts: Sequence[int], item: Found) -> list[int]:
    """The rules' findings, which lie apart, that share words of their cues with the model's."""
    twins: list[int] = []
    for start, end in item.cue:
        first = max(0, bisect_left(starts, start) - 1)
        last = bisect_left(starts, end)
        twins += [n for n in range(first, last) if overlap(waiting[n].found.cue, ((start, end),))]
    return sorted(set(twins))


def _asks_only(waiting: Sequence[Silence], starts: Sequence[int], item: Found) -> bool:
    """Whether an asking is told by the silence after it: "Asked | about the film, he hung up"."""
    if not item.cue or not item.content:
        return False
    at = bisect_left(starts, item.cue[-1][1])
    if at == len(waiting):
        return False
    silence = waiting[at].found
    return (
        overlap(item.content, silence.content)
        and item.cue[-1][1] <= silence.content[0][0]
        and item.content[-1][1] <= silence.cue[0][0]
    )


def _agreed(item: Found, silence: Silence) -> Found:
    """The model's spans, with the rule's speaker where that is the surer one.

    What could not be confirmed is what the rule has, where the model gathers it from far off.
    """
    rule = silence.found
    if not item.content or not overlap(rule.source, item.source):
        return rule
    if overlap(item.content, rule.cue):  # the rule's cue goes on: "kept | silent"
        return rule
    if silence.stance is Stance.CANNOT_CONFIRM:
        scattered = len(item.content) > 1 and bool(rule.content)
        return replace(
            item, source=rule.source, content=rule.content if scattered else item.content
        )
    return replace(item, source=rule.source) if len(item.source) > 1 else item


def overlap(one: Extents, other: Extents) -> bool:
    """Whether two lists of stretches share a character."""
    return any(s < e2 and e > s2 for s, e in one for s2, e2 in other)


def _keep(heard: dict[tuple[Extents, Extents, Extents], Heard], item: Heard) -> None:
    key = (item.found.source, item.found.cue, item.found.content)
    heard.setdefault(key, item)


def _start(found: Found) -> int:
    return min(s for s, _ in (*found.source, *found.cue, *found.content))


@cache
def _clock() -> re.Pattern[str]:
    """The time of day before an entry: "09:40 | The army", or what the model left of it."""
    return re.compile(r"(?:\d{1,2}[:.]\d\d|(?<=\d[:.])\d\d)(?:\s?[ap]m|\s?GMT)?\s(?=[“\"‘A-Z])")


@cache
def _loose_ends() -> re.Pattern[str]:
    """What hangs on a speaker and does not name it: "the general, who", "a medic before going"."""
    return re.compile(
        r",?\s(?:who|which|that)$|,?\s(?:before|after|while|when)\s\w+ing\b.*|"
        r",?\swhen\s(?:asked|contacted|reached|pressed|questioned)\b.*",
        re.DOTALL,
    )
