"""Sentences of a text, with where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from casefile.reference.tables import load_table

_LONGEST_WORD = 80  # code points looked at before a stop


def sentences(text: str, blocks: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Stretches from the first to the last letter or mark of each sentence, in order.

    No sentence crosses the border of a block. All that is not blank lies in exactly one.
    """
    for start, end in blocks:
        at = start
        for match in _candidates().finditer(text, start, end):
            if _ends_sentence(text, at, match):
                yield from _trimmed(text, at, match.end("stop"))
                at = match.end("stop")
        yield from _trimmed(text, at, end)


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a full stop ends a sentence here, and is not part of "Mr. Xi", "U.N. convention"."""
    if "." not in match["stop"] or "!" in match["stop"] or "?" in match["stop"]:
        return True
    # The last word is all that counts: the whole sentence each time would cost its square.
    before = text[max(start, match.start("stop") - _LONGEST_WORD) : match.start("stop")]
    word = before[max(before.rfind(c) for c in " \n\t(“\"'‘") + 1 :]
    if len(word) == 1 and word.isupper():  # an initial: "J. Smith"
        return False
    if "." in word and re.fullmatch(r"(?:\w\.)+\w", word):  # "U.N", "a.m"
        return match["next"][0].isupper() and word.lower() in ("a.m", "p.m")
    return word.lower() not in _abbreviations()


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    left = start + len(words) - len(words.lstrip())
    right = start + len(words.rstrip())
    if left < right:
        yield left, right


@cache
def _candidates() -> re.Pattern[str]:
    """A stop with the marks that close after it, blanks, and what can begin a sentence.

    `…the front. Distant explosions…`, `…“It looks that way.” Kyiv has…`.
    """
    # Possessive, and only from a run's first stop: ten thousand stops in a row are looked at once.
    stop = r"(?P<stop>(?<![.!?…])[.!?…]++[”\"’')\]]*+)"
    return re.compile(stop + r"(?=\s++(?P<next>[“\"‘'(\[]*+[^\Wa-zß-ÿа-я_]))")


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(load_table("sentences")["abbreviations"])
