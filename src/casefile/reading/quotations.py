"""Stretches in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from casefile.claim import Extents

_CLOSERS = {"“": "”", "«": "»", "„": "“”", '"': '"', "‘": "’"}


def quotations(text: str, blocks: Iterable[tuple[int, int]]) -> Extents:
    """Stretches from an opening mark to its closing one, marks included.

    A mark that is not closed in its paragraph quotes to the paragraph's end, as newspapers do
    when the next paragraph goes on with the same speech.
    """
    return tuple(found for start, end in blocks for found in _in_block(text, start, end))


def _in_block(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    unclosed = ""  # marks that nothing closes from here to the block's end
    at = start
    while (opener := _openers().search(text, at, end)) is not None:
        at, mark = opener.start(), opener.group()
        if mark in unclosed or (mark == "‘" and not _opens(text, at)):
            at += 1
            continue
        close = _closing(text, at + 1, end, _CLOSERS[mark])
        if close is None and mark in '‘"':
            unclosed += mark
            at += 1  # an apostrophe, or inches: nothing is quoted
            continue
        stop = end if close is None else close + 1
        yield at, stop
        at = stop


def _closing(text: str, start: int, end: int, closers: str) -> int | None:
    for match in _marks(closers).finditer(text, start, end):
        at = match.start()
        if match.group() != "’" or not text[at + 1 : at + 2].isalnum():
            return at
    return None


def _opens(text: str, at: int) -> bool:
    """A single mark opens only after a blank or a bracket: "‘No,’ he said", not "the ‘90s’"."""
    return at == 0 or not text[at - 1].isalnum()


@cache
def _openers() -> re.Pattern[str]:
    return re.compile("[" + "".join(_CLOSERS) + "]")


@cache
def _marks(closers: str) -> re.Pattern[str]:
    return re.compile(f"[{closers}]")
