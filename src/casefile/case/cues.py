"""Cue phrases: the syntax of the law tables, and one pass over a text that finds all of them.

A cue is words; `*` at the end of a word is any run of letters, `*` alone is any single word. Texts
and cues are compared in lower case, without "a", "an" and "the", with hyphens as spaces and
possessive endings left off. A phrase crosses no full stop, comma, colon, semicolon or bracket.
All cues stand in one tree of words, so that a text is read once however many cues there are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from casefile.errors import LawError

_WORD = re.compile(r"(?<![^\W_])(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’][^\W_]+)*")  # "U.N.", "didn't"
_BREAK = re.compile(r"[.,;:!?()\[\]\n…]")
_ARTICLES = frozenset({"a", "an", "the"})
_POSSESSIVE = ("'s", "’s")
_HEAD = 3
MAX_WORDS = 8
"""Longest cue, in words: with it the work for a word of text is bounded."""


@dataclass(frozen=True, slots=True)
class CueHit:
    """A cue found: for `key` (a crime, a topic, …), with its strength, at code points."""

    key: str
    strength: str
    cue: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text as cues see it. `joined`: no full stop or comma stands before it."""

    text: str
    start: int
    end: int
    joined: bool


@dataclass(slots=True)
class _Node:
    exact: dict[str, _Node] = field(default_factory=dict)
    begin: dict[str, _Node] = field(default_factory=dict)
    lengths: tuple[int, ...] = ()  # of the beginnings
    heads: frozenset[str] = frozenset()  # their first _HEAD letters: most words have none of them
    any: _Node | None = None
    marks: list[tuple[str, str, str]] = field(default_factory=list)  # key, strength, cue


class Cues:
    """A set of cues, compiled. Frozen once built; build with `compile_cues`."""

    __slots__ = ("_root",)

    def __init__(self, root: _Node) -> None:
        self._root = root

    def find(self, text: str) -> tuple[CueHit, ...]:
        """All cues of the text by position, the longer before the shorter."""
        return self.find_in(words_of(text))

    def find_in(self, words: Sequence[Word]) -> tuple[CueHit, ...]:
        """The same for words that `words_of` gave."""
        hits: list[CueHit] = []
        for n, word in enumerate(words):
            for node in _next(self._root, word.text):
                _walk(node, words, n, hits)
        hits.sort(key=lambda h: (h.start, -h.end, h.key, h.strength, h.cue))
        return tuple(hits)


def compile_cues(cues: Iterable[tuple[str, str, str]]) -> Cues:
    """Cues as (key, strength, phrase).

    Raises:
        LawError: a phrase without words, too long, or with a `*` inside a word.
    """
    root = _Node()
    for key, strength, cue in cues:
        node = root
        for part in _parts(cue):
            node = _step(node, part)
        node.marks.append((key, strength, cue))
    _settle(root)
    return Cues(root)


def words_of(text: str) -> list[Word]:
    """The words of a text as cues are compared with them; articles are left out."""
    found: list[Word] = []
    at = 0
    joined = False
    for match in _WORD.finditer(text):
        start, end = match.span()
        joined = joined and not (start > at + 1 and _BREAK.search(text, at, start))
        joined = joined and not (start == at + 1 and text[at] in ".,;:!?()[]\n…")
        at = end
        word = match.group().lower()
        if word in _ARTICLES:
            continue
        if word.endswith(_POSSESSIVE):
            word = word[:-2]
            end -= 2
        elif word[-1] == ".":
            word = word.replace(".", "")
        found.append(Word(word, start, end, joined))
        joined = True
    return found


def without_excluded(hits: Iterable[CueHit], exclude: str = "exclude") -> tuple[CueHit, ...]:
    """The hits that no excluding cue of the same key overlaps; excluding cues themselves go."""
    barred: dict[str, list[CueHit]] = {}
    kept: list[CueHit] = []
    for hit in hits:
        if hit.strength == exclude:
            barred.setdefault(hit.key, []).append(hit)
        else:
            kept.append(hit)
    if not barred:
        return tuple(kept)
    covers = {key: Cover(found) for key, found in barred.items()}
    return tuple(h for h in kept if h.key not in covers or not covers[h.key].touches(h))


class Cover:
    """The stretches that hits cover, to ask in logarithmic time whether another overlaps them."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, hits: Iterable[CueHit]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for hit in sorted(hits, key=lambda h: (h.start, h.end)):
            if self._ends and hit.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], hit.end)
            else:
                self._starts.append(hit.start)
                self._ends.append(hit.end)

    def touches(self, hit: CueHit) -> bool:
        """Whether the hit overlaps one of the stretches."""
        at = bisect_left(self._starts, hit.end) - 1
        return at >= 0 and self._ends[at] > hit.start


def place_of(words: Sequence[Word], start: int) -> int:
    """The number of the first word that begins at `start` or later."""
    return bisect_left(words, start, key=lambda w: w.start)


def _parts(cue: str) -> list[str]:
    parts = [p for p in re.split(r"[\s\-]+", cue.lower().replace("’", "'")) if p]
    parts = [p[:-2] if p.endswith("'s") else p for p in parts if p not in _ARTICLES]
    wrong = any("*" in p[:-1] or not p.replace("*", "").replace("'", "a").isalnum()
                for p in parts if p != "*")  # fmt: skip
    if not parts or len(parts) > MAX_WORDS or wrong or all(p == "*" for p in parts):
        raise LawError(
            "a cue that cannot be read",
            found=cue,
            next_step=f"use up to {MAX_WORDS} words, '*' at the end of a word or alone",
        )
    return parts


def _step(node: _Node, part: str) -> _Node:
    if part == "*":
        if node.any is None:
            node.any = _Node()
        return node.any
    if part.endswith("*"):
        return node.begin.setdefault(part[:-1], _Node())
    return node.exact.setdefault(part, _Node())


def _settle(node: _Node) -> None:
    node.lengths = tuple(sorted({len(b) for b in node.begin}))
    node.heads = frozenset(b[:_HEAD] for b in node.begin)
    if node.lengths and node.lengths[0] < _HEAD:
        node.heads = frozenset()  # a shorter beginning: look at every word
    for child in (*node.exact.values(), *node.begin.values(), *((node.any,) if node.any else ())):
        _settle(child)


def _next(node: _Node, word: str) -> list[_Node]:
    found = []
    exact = node.exact.get(word)
    if exact is not None:
        found.append(exact)
    begin = node.begin
    if begin and (not node.heads or word[:_HEAD] in node.heads):
        size = len(word)
        for length in node.lengths:
            if length > size:
                break
            child = begin.get(word[:length])
            if child is not None:
                found.append(child)
    if node.any is not None:
        found.append(node.any)
    return found


def _walk(node: _Node, words: Sequence[Word], first: int, hits: list[CueHit]) -> None:
    """All cues that begin at `first`; the tree is at most MAX_WORDS deep."""
    live = [node]
    last = first
    while live:
        for at in live:
            for key, strength, cue in at.marks:
                hits.append(CueHit(key, strength, cue, words[first].start, words[last].end))
        last += 1
        if last >= len(words) or not words[last].joined:
            return
        text = words[last].text
        live = [child for at in live for child in _next(at, text)]
