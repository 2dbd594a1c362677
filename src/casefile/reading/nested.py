"""Sayings told within another's: "The clerk said | that the abbot had denied it".

The model reads the outer one and often leaves the inner one out. Only the plainest shape is taken:
the content begins with somebody and a verb of saying in the past, and goes on with a clause, a
quotation or what such verbs take.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from casefile.claim import SpeakerKind
from casefile.reading.found import Found
from casefile.reading.speakers import speaker_kind

_SCORE = 0.6  # by rule, on words that say outright that somebody said something
_LONGEST = 600  # code points of a content
_SPEAKERS = frozenset(SpeakerKind) - {SpeakerKind.NOT_STATED, SpeakerKind.UNRESOLVED}


def inner_sayings(text: str, items: Sequence[Found]) -> Iterator[Found]:
    """Sayings at the beginning of the contents of `items` that are not among them."""
    taken = sorted(extent for item in items for extent in item.cue)
    for item in items:
        if not item.source or not item.cue or len(item.content) != 1:
            continue
        start, end = item.content[0]
        match = _inner().match(text, start, min(end, start + _LONGEST))
        if match is None or _overlaps(taken, *match.span("cue")):
            continue
        if speaker_kind(match["who"]) not in _SPEAKERS or _is_thing(match["who"]):
            continue
        content = text[match.end() : end].rstrip(" \n\t.,;:")
        if content:
            yield Found(
                (match.span("who"),),
                (match.span("cue"),),
                ((match.end(), match.end() + len(content)),),
                _SCORE,
            )


def _overlaps(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_right(taken, (end, 0))
    return any(e > start for _, e in taken[max(0, at - 3) : at])


def _is_thing(words: str) -> bool:
    """A pronoun, or a phrase that runs on into its verb: "the gate was"."""
    if re.search(
        r"\b(?:was|were|is|are|be|been|being|had|has|have|not|who|which|that|to|of|never)$",
        words.lower(),
    ):
        return True
    return (
        re.match(r"(?:it|they|he|she|we|i|you|there|this|that|those|these|what)\b", words.lower())
        is not None
    )


@cache
def _inner() -> re.Pattern[str]:
    """ "that the guard had told staff to …": who, the verb, and after it what was said."""
    who = (
        r"(?P<who>(?:(?:the|a|an|its|his|her|their|our|one|two|three|four|several|some)\s"
        r"(?:[\w’'-]+\s){0,5}?[\w’'-]+"
        r"|[^\W\d_a-z][\w’'-]+(?:\s(?:of\s(?:the\s)?)?[^\W\d_a-z][\w’'-]+){0,4}))"
    )
    told = (
        r"(?:said|told\s(?:the\s|his\s|her\s|their\s|its\s)?\w+|claimed|denied|denies|deny|"
        r"acknowledged|admitted|conceded|confirmed|warned|promised|insisted|alleged|stated|"
        r"complained|confessed|announced|says|claims|insists)"
    )
    after = (
        r"(?=(?:that|to|how|whether|it|he|she|they|the|any|taking|having|being|using|\w+ing)\s"
        r"|[“\"‘])"
    )
    return re.compile(
        rf"that\s{who}\s"
        rf"(?P<cue>(?:(?:had|has|have)\s(?:\w+ly\s|also\s|once\s|later\s)?)?{told})\s{after}"
    )
