"""One list from two finders: the model and the rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from casefile.claim import Extents, Stance
from casefile.reading.found import Found
from casefile.reading.silences import Silence


@dataclass(frozen=True, slots=True)
class Heard:
    """An attribution, with the stance where a rule has named it."""

    found: Found
    stance: Stance | None = None


def merge(found: Iterable[Found], silences: Iterable[Silence]) -> list[Heard]:
    """Both lists as one, by position, without doubles.

    Where a rule and the model speak of the same cue, the rule names the stance. The model's spans
    stay if the two agree on the speaker; else the rule's are taken, because its speaker is bound to
    the very phrase. The same spans twice are one.
    """
    waiting = list(silences)
    heard: dict[tuple[Extents, Extents, Extents], Heard] = {}
    for item in found:
        twin = next((s for s in waiting if overlap(s.found.cue, item.cue)), None)
        if twin is None:
            _keep(heard, Heard(item))
            continue
        waiting.remove(twin)
        _keep(heard, Heard(_agreed(item, twin), twin.stance))
    for silence in waiting:
        if not any(_same_saying(silence.found, h.found) for h in heard.values()):
            _keep(heard, Heard(silence.found, silence.stance))
    return sorted(heard.values(), key=lambda h: (_start(h.found), h.found.cue, h.found.content))


def _agreed(item: Found, silence: Silence) -> Found:
    """The model's spans, with the rule's speaker where that is the surer one."""
    rule = silence.found
    if not item.content or not overlap(rule.source, item.source):
        return rule
    if len(item.source) > 1 or silence.stance is Stance.CANNOT_CONFIRM:
        return replace(item, source=rule.source)
    return item


def overlap(one: Extents, other: Extents) -> bool:
    """Whether two lists of stretches share a character."""
    return any(s < e2 and e > s2 for s, e in one for s2, e2 in other)


def _same_saying(silence: Found, known: Found) -> bool:
    """The same cue, found twice by rules or given to another item already."""
    return overlap(silence.cue, known.cue)


def _keep(heard: dict[tuple[Extents, Extents, Extents], Heard], item: Heard) -> None:
    key = (item.found.source, item.found.cue, item.found.content)
    heard.setdefault(key, item)


def _start(found: Found) -> int:
    return min(s for s, _ in (*found.source, *found.cue, *found.content))
