"""Which passages two texts share, word by word: runs that both have, joined over small edits."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

RUN = 3  # words of the shortest run that is looked for
_SMALL = 20_000  # words: longer texts are aligned by runs that stand once in each
_REPEATS = 9  # pairs of places that one run may give in small texts
GAP = 24  # words of the longest edit between two runs of one passage, in each text
SLANT = 6  # by how many words its two sides may differ
EDIT = 4  # words of an edit that is bridged whatever stands there
ALIKE = 0.5  # share of equal words that bridges a longer one


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that two texts share: places in words, ends not included.

    `same` counts the words that are equal; the rest between the places was edited.
    """

    start: int
    end: int
    other_start: int
    other_end: int
    same: int
    longest: int  # words of its longest unbroken run


Block = tuple[int, int, int]  # place in the one, place in the other, length


def passages(one: Sequence[str], other: Sequence[str], least: int) -> list[Passage]:
    """The passages that `one` and `other` share, by place in `one`; none overlap in either.

    A passage has at least `least` equal words. Passages may stand in another order in `other`.
    """
    blocks = _tiles(_blocks(one, other), len(one), len(other))
    found = [_passage(group, same) for group, same in _joined(blocks, one, other)]
    return [p for p in found if p.same >= least]


def in_order(found: Sequence[Passage]) -> int:
    """The most equal words that stand in one order in both texts."""
    if not found:
        return 0
    # Heaviest rising chain: best weight among the places before, kept in a Fenwick tree.
    places = sorted({p.other_start for p in found})
    tree = [0] * (len(places) + 1)
    best = 0
    for passage in found:
        at = bisect_left(places, passage.other_start)
        weight, i = passage.same, at
        before = 0
        while i > 0:
            before = max(before, tree[i])
            i -= i & -i
        weight += before
        best = max(best, weight)
        i = at + 1
        while i <= len(places):
            tree[i] = max(tree[i], weight)
            i += i & -i
    return best


def _blocks(one: Sequence[str], other: Sequence[str]) -> list[Block]:
    """Runs of words that both texts have, as long as they go."""
    small = max(len(one), len(other)) <= _SMALL
    limit = _REPEATS if small else 1
    if len(one) <= len(other):
        pairs = _seeds(one, other, limit)
    else:
        pairs = [(i, j) for j, i in _seeds(other, one, limit)]
    pairs.sort(key=lambda p: (p[0] - p[1], p[0]))
    blocks: list[Block] = []
    for i, j in pairs:
        if blocks:
            at, there, length = blocks[-1]
            if at - there == i - j and i + RUN <= at + length:
                continue  # inside the block before
        start = _back(one, other, i, j)
        stop = _forth(one, other, i + RUN, j + RUN)
        blocks.append((start, j - (i - start), stop - start))
    return blocks


def _seeds(short: Sequence[str], long: Sequence[str], limit: int) -> list[tuple[int, int]]:
    """Where runs of the short text stand in both; runs that stand too often are passed over."""
    places: dict[tuple[str, str, str], list[int]] = {}
    for at, run in enumerate(zip(short, short[1:], short[2:], strict=False)):
        known = places.setdefault(run, [])
        if len(known) <= limit:
            known.append(at)
    there: dict[tuple[str, str, str], list[int]] = {}
    for at, run in enumerate(zip(long, long[1:], long[2:], strict=False)):
        if run in places:
            known = there.setdefault(run, [])
            if len(known) <= limit:
                known.append(at)
    found = []
    for run, js in there.items():
        here = places[run]
        if len(here) * len(js) <= limit:
            found += [(i, j) for i in here for j in js]
    return found


def _back(one: Sequence[str], other: Sequence[str], i: int, j: int) -> int:
    while i > 0 and j > 0 and one[i - 1] == other[j - 1]:
        i, j = i - 1, j - 1
    return i


def _forth(one: Sequence[str], other: Sequence[str], i: int, j: int) -> int:
    while i < len(one) and j < len(other) and one[i] == other[j]:
        i, j = i + 1, j + 1
    return i


def _tiles(blocks: list[Block], here: int, there: int) -> list[Block]:
    """The blocks, longest first, each word used once; what is left of a cut block counts."""
    used, used_there = bytearray(here), bytearray(there)
    tiles: list[Block] = []
    for i, j, length in sorted(blocks, key=lambda b: (-b[2], abs(b[0] - b[1]), b)):
        while length and (used[i] or used_there[j]):
            i, j, length = i + 1, j + 1, length - 1
        free = 0
        while free < length and not used[i + free] and not used_there[j + free]:
            free += 1
        if free >= RUN:
            used[i : i + free] = b"\x01" * free
            used_there[j : j + free] = b"\x01" * free
            tiles.append((i, j, free))
    return sorted(tiles)


def _joined(
    tiles: list[Block], one: Sequence[str], other: Sequence[str]
) -> list[tuple[list[Block], int]]:
    """Neighbouring tiles with only an edit between them, each group with its equal words."""
    taken = bytearray(len(other))
    for _, there, length in tiles:
        taken[there : there + length] = b"\x01" * length
    groups: list[tuple[list[Block], int]] = []
    for tile in tiles:
        if groups:
            group, same = groups[-1]
            i, j, length = group[-1]
            alike = _bridge(one[i + length : tile[0]], other, j + length, tile[1])
            # What stands between may be shared with another place, and no word counts twice
            if alike is not None and not any(taken[j + length : tile[1]]):
                group.append(tile)
                groups[-1] = (group, same + alike + tile[2])
                continue
        groups.append(([tile], tile[2]))
    return groups


def _bridge(here: Sequence[str], other: Sequence[str], start: int, end: int) -> int | None:
    """Equal words of an edit between two tiles; None where they do not belong together."""
    if not (0 <= end - start <= GAP and len(here) <= GAP and abs(len(here) - end + start) <= SLANT):
        return None
    alike = _common(here, other[start:end])
    longer = max(len(here), end - start)
    return alike if longer <= EDIT or alike >= ALIKE * longer else None


def _passage(group: list[Block], same: int) -> Passage:
    first, last = group[0], group[-1]
    return Passage(
        start=first[0],
        end=last[0] + last[2],
        other_start=first[1],
        other_end=last[1] + last[2],
        same=same,
        longest=max(length for _, _, length in group),
    )


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Length of the longest common row of words of two short gaps; misprints count as equal."""
    row = [0] * (len(other) + 1)
    for word in one:
        before = 0
        for at, there in enumerate(other, 1):
            if word == there or is_misprint(word, there):
                before, row[at] = row[at], before + 1
            else:
                before, row[at] = row[at], max(row[at], row[at - 1])
    return row[-1]


def is_misprint(word: str, other: str) -> bool:
    """Whether two words begin and end alike, but for a few letters in one spot."""
    shorter = min(len(word), len(other))
    longer = max(len(word), len(other))
    if shorter < 4 or longer - shorter > 1:
        return False
    begin = 0
    while begin < shorter and word[begin] == other[begin]:
        begin += 1
    end = 0
    while end < shorter - begin and word[-1 - end] == other[-1 - end]:
        end += 1
    return 3 * (begin + end) >= 2 * longer
