"""Whether the clause around a time tells of something still to come, or of something over."""

from __future__ import annotations

from casefile.reading.times.draft import Draft
from casefile.reading.times.lexicon import words_of
from casefile.reading.times.tokens import Tokens

_REACH = 12  # tokens looked at on either side
_PAUSES = frozenset('.;:"“”()—=')


def outlook(row: Tokens, draft: Draft) -> tuple[bool, bool]:
    """(late, past): the nearest telling word before the time decides, then the first one after it.

    Both are `False` where no word tells.
    """
    at = draft.place
    for place in range(at - 1, max(-1, at - 1 - _REACH), -1):
        word = row.words[place]
        if word in _PAUSES:
            break
        told = _tells(row, place)
        if told is False and place and row.words[place - 1] == "be":
            continue  # "to be held on Monday"
        if told is not None:
            return told, not told
    while at < len(row.words) and row.starts[at] < draft.end:
        at += 1
    for place in range(at, min(len(row.words), at + _REACH)):
        if row.words[place] in _PAUSES:
            break
        if row.words[place] in words_of("future", "after"):
            return True, False
        if _tells(row, place) is False:
            return False, True
    return False, False


def _tells(row: Tokens, place: int) -> bool | None:
    """True for a word of the future, False for one of the past, None for others."""
    word = row.words[place]
    if row.kinds[place] in "Mm":
        return None
    if word in words_of("future", "cues"):
        return True
    if word == "to" and place and row.words[place - 1] in ("is", "are", "am"):
        return True
    if word in words_of("future", "past"):
        return False
    if word.endswith("ed") and len(word) > 4 and row.kinds[place] == "x":
        return False
    return None
