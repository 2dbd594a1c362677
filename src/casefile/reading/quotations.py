"""Stretches in quotation marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from casefile.claim import Extents

_CLOSERS = {"“": "”", "«": "»", "„": "“”", '"': '"', "‘": "’"}


def quotations(text: str, blocks: Iterable[tuple[int, int]]) -> Extents:
    """Stretches from an opening mark to its closing one, marks included.

    A mark that is not closed in its paragraph quotes to the paragraph's end, as newspapers do
    when the next paragraph goes on with the same speech.
    """
    return tuple(found for start, end in blocks for found in _in_block(text, start, end))


def _in_block(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while at < end:
        closers = _CLOSERS.get(text[at], "")
        if not closers or (text[at] == "‘" and not _opens(text, at)):
            at += 1
            continue
        close = _closing(text, at + 1, end, closers)
        if close is None and text[at] in '‘"':
            at += 1  # an apostrophe, or inches: nothing is quoted
            continue
        stop = end if close is None else close + 1
        yield at, stop
        at = stop


def _closing(text: str, start: int, end: int, closers: str) -> int | None:
    for at in range(start, end):
        if text[at] in closers and (text[at] != "’" or not text[at + 1 : at + 2].isalnum()):
            return at
    return None


def _opens(text: str, at: int) -> bool:
    """A single mark opens only after a blank or a bracket: "‘No,’ he said", not "the ‘90s’"."""
    return at == 0 or not text[at - 1].isalnum()
