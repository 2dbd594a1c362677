"""Text made ready for rules: lower case without moving any offset, and no endless sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def folded(text: str) -> str:
    """The text in lower case, of the same length: offsets into it are offsets into the text.

    A letter whose lower case is more than one code point ("İ") stays as it is.
    """
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(low if len(low := c.lower()) == 1 else c for c in text)


def stretches(text: str, sentences: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The sentences, those of more than 1,500 code points cut at blanks.

    Rules look around within a sentence; a text without stops must not make that quadratic.
    """
    for start, end in sentences:
        while end - start > _LONGEST:
            cut = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
            cut = cut if cut > 0 else start + _LONGEST
            yield start, cut
            start = cut
        if start < end:
            yield start, end


_LONGEST = 1500  # code points; the longest sentences of news have some 600
