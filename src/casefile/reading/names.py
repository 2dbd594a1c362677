"""Names as the model marks them, before anyone asks which party or place they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from casefile.reading.tags import Tag

_LEAST = 0.5  # a name of a lower score is left out


class NameType(StrEnum):
    """The type of a name, by its words and their context."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"  # also states; whether a government is meant is settled later


@dataclass(frozen=True, slots=True)
class Name:
    """A name at `start` to `end`; `score` is 0 to 1, higher is surer."""

    start: int
    end: int
    type: NameType
    score: float


def whole_names(text: str, marked: Iterable[Tag]) -> list[Name]:
    """Names of what the model marked, by position.

    Words that are marked one by one ("Scott" and "Neal") are one name where only a blank stands
    between them; its type is the one with the most marked letters behind it. No name runs over a
    line's end.
    """
    found: list[_Growing] = []
    for tag in marked:
        for start, end in _lines(text, tag.start, tag.end):
            weight = tag.score * (end - start)
            if found and text[found[-1].end : start] in ("", " "):
                found[-1].add(end, tag.type, weight)
            else:
                found.append(_Growing(start, end, {tag.type: weight}))
    return [name for name in map(_Growing.name, found) if name.score >= _LEAST]


@dataclass(slots=True)
class _Growing:
    start: int
    end: int
    weights: dict[str, float]

    def add(self, end: int, kind: str, weight: float) -> None:
        self.end = end
        self.weights[kind] = self.weights.get(kind, 0.0) + weight

    def name(self) -> Name:
        kind = max(self.weights, key=lambda k: (self.weights[k], k))
        score = min(1.0, self.weights[kind] / (self.end - self.start))
        return Name(self.start, self.end, NameType(kind), score)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for part in re.finditer(r"[^\n]+", text[start:end]):
        words = part.group().strip()
        if words:
            at = start + part.start() + part.group().index(words)
            yield at, at + len(words)
