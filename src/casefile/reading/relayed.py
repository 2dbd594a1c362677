"""Sayings that only a relay's words show: ""…," X was quoted as saying by the press centre"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from casefile.claim import Extents
from casefile.reading.found import Found
from casefile.reading.merge import overlap
from casefile.reading.relay import find_relays
from casefile.reading.silences import RULE_SCORE
from casefile.reading.subject import subject_before

_QUOTED = re.compile(r"\b(?:quoted|cited|paraphrased)\b")


def relayed_sayings(
    text: str, known: Sequence[Found], whole: Sequence[tuple[int, int]], quoted: Extents
) -> Iterator[Found]:
    """Attributions whose cue is of the kind "was quoted as saying" and that nobody has found yet.

    Args:
        known: those found already, in any order.
        whole: the sentences that are read.
        quoted: stretches in quotation marks, in order: what is said.
    """
    cues = sorted(extent for item in known for extent in item.cue)
    for (start, end), relay in find_relays(text, whole):
        if relay.cue is None or not _QUOTED.search(text, *relay.cue):
            continue
        at = bisect_left(cues, relay.cue[0], key=lambda cue: cue[1])
        if overlap((relay.cue,), tuple(cues[at : at + 2])):
            continue
        source = relay.source or subject_before(text, start, relay.cue[0])
        first = bisect_left(quoted, start, key=lambda stretch: stretch[1])
        content = tuple(q for q in quoted[first : first + 8] if start <= q[0] and q[1] <= end)
        if source is not None and content and not overlap((source,), content):
            yield Found((source,), (relay.cue,), content, RULE_SCORE)
