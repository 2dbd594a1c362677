"""From the model's numbers to attributions: cues, the best labels for each, tidy spans."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from casefile.claim import Extents
from casefile.reading.found import Found
from casefile.reading.labels import ROLE, follows, stretches
from casefile.reading.windows import Window

Numbers = NDArray[np.float32]
_NEVER = np.float32(-1e9)
_OPENING, _CLOSING = '“"«„', '”"»“'


class Cue(NamedTuple):
    """Where a cue's first stretch stands in a window (positions, both included); its score."""

    first: int
    last: int
    score: float


def find_cues(chances: Numbers, least: float, goes_on: Sequence[bool] = ()) -> list[Cue]:
    """Cues in a window.

    Args:
        chances: pieces × `CUE`, each row adding up to 1.
        least: the smallest chance of "B-cue" that makes a cue.
        goes_on: from `going_on`; a cue then neither begins nor ends inside a word.
    """
    goes_on = goes_on or [False] * len(chances)
    found = []
    k, count = 0, len(chances)
    while k < count:
        if chances[k, 1] < least or goes_on[k]:
            k += 1
            continue
        last = k + 1
        while last < count and (
            goes_on[last] or chances[last, 2] > max(chances[last, 0], chances[last, 1])
        ):
            last += 1
        found.append(Cue(k, last - 1, float(chances[k, 1])))
        k = last
    return found


def best_labels(
    scores: Numbers, cues: Sequence[Cue], steps: Numbers | None = None
) -> NDArray[np.int64]:
    """The best `ROLE` labels that may follow each other (Viterbi), cues × pieces.

    Args:
        scores: cues × pieces × `ROLE`, log chances.
        steps: `ROLE` × `ROLE`, added where the second label stands after the first; where none are
            given, nothing is added and only what may not follow is kept out.
    """
    table = _steps() if steps is None else steps
    own = np.ascontiguousarray(scores.transpose(1, 2, 0))  # pieces × labels × cues
    for number, cue in enumerate(cues):
        own[cue.first : cue.last + 1, 1:, number] = _NEVER  # the anchor belongs to no role
    best = _best_sums(own, table)
    origins = np.ascontiguousarray(_origins(best[:-1], table).transpose(2, 0, 1))
    ends = best[-1].argmax(axis=0).tolist()
    found = [_way_back(rows.tobytes(), end) for rows, end in zip(origins, ends, strict=True)]
    return np.array(found, dtype=np.int64)


def _way_back(origins: bytes, end: int) -> list[int]:
    """The labels that lead to `end`: a row of origins, one byte for each label, a piece."""
    labels = [end]
    for row in range(len(origins) - len(ROLE), -1, -len(ROLE)):
        labels.append(origins[row + labels[-1]])
    labels.reverse()
    return labels


def _best_sums(own: Numbers, table: Numbers) -> Numbers:
    """The best sum up to each piece for each label that it may have, pieces × labels × cues.

    Three numpy calls a piece into places made before: this loop is run for every window.
    """
    best = own.copy()
    best[0] += table[0][:, None]  # as if an "O" stood before
    onward = np.repeat(table[:, :, None], own.shape[2], axis=2)  # from × to × cues
    ways, top = np.empty_like(onward, own.dtype), np.empty_like(own[0])
    for before, now in pairwise(best):
        np.add(before[:, None], onward, out=ways)
        np.maximum.reduce(ways, axis=0, out=top)
        now += top
    return best


def _origins(best: Numbers, table: Numbers) -> NDArray[np.int8]:
    """From which label the best way to each next label comes, pieces × labels × cues.

    The first of equals counts. A loop over seven labels is a third of the cost of `argmax`.
    """
    origins = np.zeros(best.shape, dtype=np.int8)
    top = best[:, :1] + table[0][:, None]
    for label in range(1, len(table)):
        way = best[:, label : label + 1] + table[label][:, None]
        np.copyto(origins, label, where=way > top)
        np.maximum(top, way, out=top)
    return origins


@cache
def _steps() -> Numbers:
    """Added to the score of each step: nothing where a label may follow, else never."""
    size = len(ROLE)
    table = [[0.0 if follows(a, b) else _NEVER for b in range(size)] for a in range(size)]
    return np.array(table, dtype=np.float32)


def going_on(text: str, window: Window) -> list[bool]:
    """For each piece, whether it goes on with the word of the piece before it."""
    joins = [False]
    for before, piece in pairwise(window):
        letters = text[before.end - 1].isalnum() and text[piece.start].isalnum()
        joins.append(before.end == piece.start and letters)
    return joins


def by_words(labels: Sequence[int], goes_on: Sequence[bool]) -> list[int]:
    """The same labels with no border inside a word: its first piece decides for all of it."""
    even: list[int] = []
    for label, inside in zip(labels, goes_on, strict=True):
        if inside:
            before = even[-1]
            label = before + 1 if before % 2 == 1 else before
        even.append(label)
    return even


def attribution(
    text: str, window: Window, cue: Cue, labels: Sequence[int], readable: Extents
) -> Found | None:
    """The attribution of one cue, tidied; None where nothing is left of its content.

    Args:
        readable: from `joined_blocks`; no span leaves it.
    """
    content = with_quotes(text, tidy(text, stretches(window, labels, "content")))
    content = _worded(text, within(content, readable))
    if not content:
        return None
    anchor = ((window[cue.first].start, window[cue.last].end),)
    source = within(tidy(text, stretches(window, labels, "source")), readable)
    source = near(text, source, anchor[0])
    # A colon or a dash can report a saying: the anchor stays although it has no word.
    reports = tidy(text, (*anchor, *stretches(window, labels, "cue"))) or anchor
    source, reports = _worded(text, source), within(reports, readable)
    content = within(bridged(text, content, (*source, *reports)), readable)
    return Found(source, reports, content, cue.score)


def bridged(text: str, content: Extents, told: Extents) -> Extents:
    """Pieces of a content as one where nothing of the telling stands between them.

    A content is told in pieces because its source and cue stand inside ("…," he said, "…"). Words
    left out between two pieces of one sentence for no such reason belong to it.
    """
    joined: list[tuple[int, int]] = []
    for start, end in content:
        gap = (joined[-1][1], start) if joined else (start, start)
        broken = any(s < gap[1] and e > gap[0] for s, e in told)
        if joined and not broken and not _crosses_sentence(text, *gap):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def near(text: str, source: Extents, cue: tuple[int, int]) -> Extents:
    """Of a source found in several paragraphs, what stands in the cue's own, if anything does."""
    here = tuple((s, e) for s, e in source if "\n" not in text[min(e, cue[1]) : max(s, cue[0])])
    return here or source


def with_nested(text: str, found: Sequence[Found]) -> list[Found]:
    """Contents made whole where another attribution stands inside them.

    In "The court is planning to ask for warrants, a source said", what the source says begins with
    the court; what the court plans belongs to it too, though each word was given to one cue only.
    """
    return [_whole(text, one, [other for other in found if other is not one]) for one in found]


def _whole(text: str, one: Found, others: Sequence[Found]) -> Found:
    content = one.content
    for other in others:
        spans = (*other.source, *other.cue, *other.content)
        start, end = min(s for s, _ in spans), max(e for _, e in spans)
        begun = any(s <= a < e for s, e in content for a, _ in other.source)
        apart = not any(s < end and e > start for s, e in (*one.cue, *one.source))
        if begun and apart and not _crosses_sentence(text, start, end):
            content = tidy(text, _united((*content, (start, end))))
    return replace(one, content=content)


def _crosses_sentence(text: str, start: int, end: int) -> bool:
    words = text[start:end]
    return "\n" in words or any(stop in words for stop in (". ", "? ", "! ", ".” ", '." '))


def _united(spans: Sequence[tuple[int, int]]) -> Extents:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def joined_blocks(text: str, blocks: Sequence[tuple[int, int]]) -> Extents:
    """Blocks with only blanks between them as one, so that a quotation can run over paragraphs."""
    joined: list[tuple[int, int]] = []
    for start, end in blocks:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def within(spans: Extents, readable: Extents) -> Extents:
    """The parts of spans that stand in readable text: furniture between paragraphs is cut out."""
    kept = []
    for start, end in spans:
        at = bisect_right(readable, start, key=lambda block: block[1])
        while at < len(readable) and readable[at][0] < end:
            kept.append((max(start, readable[at][0]), min(end, readable[at][1])))
            at += 1
    return tuple(kept)


def tidy(text: str, pieces: Extents) -> Extents:
    """Join stretches with no word between them, and drop those without a word."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(pieces):
        if joined and not _has_word(text[joined[-1][1] : start]):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return _worded(text, tuple(joined))


def with_quotes(text: str, pieces: Extents) -> Extents:
    """Take in quotation marks that touch a stretch: “It fell| becomes “It fell,” whole."""
    taken: list[tuple[int, int]] = []
    for start, end in pieces:
        if start > 0 and text[start - 1] in _OPENING:
            start -= 1
        if text[end : end + 1] and text[end] in _CLOSING:
            end += 1
        elif text[end : end + 1] in (",", ".") and text[end + 1 : end + 2] in tuple(_CLOSING):
            end += 2
        if taken and start < taken[-1][1]:
            start = taken[-1][1]
        if start < end:
            taken.append((start, end))
    return tuple(taken)


def _worded(text: str, spans: Extents) -> Extents:
    return tuple((s, e) for s, e in spans if _has_word(text[s:e]))


def _has_word(text: str) -> bool:
    return any(character.isalnum() for character in text)
