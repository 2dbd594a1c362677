"""The outlet's own claims: sentences that nobody is quoted for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cache

from casefile.claim import Extents
from casefile.reading.predicate import Form, predicate

_FEWEST_WORDS = 3
_FEWEST_TITLE = 4  # words of a title: shorter lines are left as they are
_LONGEST = 1_000  # code points of a sentence that are looked at
_COVERED = 0.5


def own_voice(
    text: str, whole: Iterable[tuple[int, int]], attributed: Iterable[Extents]
) -> Iterator[tuple[int, int]]:
    """Sentences of which less than half of the letters belong to an attribution.

    Such a sentence is given whole, the attributed part included: half a sentence would say what
    nobody wrote. A sentence that opens with an attribution ("Moscow says …") is its speaker's,
    however little of it the reader took in. Sentences of fewer than three words are left out.

    Args:
        whole: the sentences, in order.
        attributed: the spans (all roles) of each attribution.
    """
    opens = sorted(extent for extents in attributed for extent in extents)
    taken = _united(opens)
    first = [start for start, _ in opens]
    at = 0
    for start, end in whole:
        dateline = _dateline().match(text, start, end)
        start = dateline.end() if dateline else start
        words = re.findall(r"\w+", text[start:end])
        if not _is_sentence(text, start, end, len(words)):
            continue
        opening = start + len(words[0]) + 1
        near = opens[bisect_left(first, start) : bisect_right(first, opening)]
        if any(e <= end for _, e in near):
            continue
        while at < len(taken) and taken[at][1] <= start:
            at += 1
        letters = sum(len(word) for word in words)
        if _letters_in(text, (start, end), taken, at) < _COVERED * letters:
            yield start, end


def _is_sentence(text: str, start: int, end: int, words: int) -> bool:
    """Whether words claim anything: no byline, dateline or title without a verb does. A question
    may be of one word."""
    told = text[start : min(end, start + _LONGEST)]
    if words < _FEWEST_WORDS:
        return told.endswith("?") and words > 0
    if _no_claim().fullmatch(told):
        return False
    if told[-1:] in ".!?…:;”\"’'" or len(told) == _LONGEST:
        return True
    return not (told.endswith(")") or _titles().match(told) or _is_verbless(told))


def _is_verbless(words: str) -> bool:
    if len(words.split()) < _FEWEST_TITLE:
        return False
    return predicate(words).form is Form.NONE and not _verb_like().search(words)


@cache
def _no_claim() -> re.Pattern[str]:
    """Bylines and datelines: "By Anna Moor, columnist", "Geneva, 4 October 2024."."""
    months = (
        r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    )
    day = rf"(?:\d{{1,2}}\s{months}|{months}\s\d{{1,2}},?)(?:\s\d{{4}})?"
    return re.compile(
        r"By\s(?:[\w’'.-]+,?\s){0,9}[\w’'.-]+[^.?!]|(?:[^\W\d_a-z][\w.’' -]{1,40},?\s)?"
        rf"(?:\(?\w+day,?\s)?{day}(?:,?\s\d{{1,2}}[:.]\d\d)?\)?\.?"
    )


@cache
def _titles() -> re.Pattern[str]:
    """How lines begin that say what a text is, in lines without a stop."""
    return re.compile(
        r"(?:Posted|Published|Translated|Updated|Filed|Written|Edited|Reported|Compiled|"
        r"Photograph(?:ed)?|Transcript|Reply|Response|Answers?|Statement|Press\srelease|"
        r"Joint\sstatement|Summary|Report|Record|Extract|Notice|Letter|Communiqu[ée]|Minutes)\b"
    )


@cache
def _verb_like() -> re.Pattern[str]:
    """A plain verb in the present, as headlines have them: "Court opens", "Rebels hold"."""
    return re.compile(r"^(?:[\w’'-]+\s){1,4}?[a-z]+s\b(?!\s(?:of|in|for|and|at|on|from)\b)")


@cache
def _dateline() -> re.Pattern[str]:
    """ "THE HAGUE (Polar Wire) – ": where a report was written."""
    return re.compile(
        r"[^\W\d_a-z]{2,}(?:[ ,.’'/-]{1,2}[^\W\d_a-z][\w.]*){0,5}(?:,?\s\w+\s\d{1,2})?"
        r"(?:\s?\([^)\n]{2,40}\))?\s?[–—-]{1,2}\s(?=\S)"
    )


def _united(extents: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches in order, those that touch joined."""
    united: list[tuple[int, int]] = []
    for start, end in extents:
        if united and start <= united[-1][1]:
            united[-1] = (united[-1][0], max(end, united[-1][1]))
        else:
            united.append((start, end))
    return united


def _letters_in(text: str, sentence: tuple[int, int], taken: list[tuple[int, int]], at: int) -> int:
    """Letters of the sentence that lie in any of the stretches from the one numbered `at` on."""
    count = 0
    while at < len(taken) and taken[at][0] < sentence[1]:
        first, last = max(taken[at][0], sentence[0]), min(taken[at][1], sentence[1])
        count += sum(c.isalnum() or c == "_" for c in text[first:last])
        at += 1
    return count
