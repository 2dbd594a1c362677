"""What attributions tell of pronouns: who says the words that a pronoun stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casefile.reading.found import Found
from casefile.reading.parties.mention_words import Draft

_MARKS = frozenset('“”"„«»‘')
_BACK = 4  # sayings looked back at for one that holds a position: they nest little


@dataclass(frozen=True, slots=True)
class Saying:
    """Words that a source says; `speaker` is the number of the source's draft."""

    start: int
    end: int
    speaker: int
    direct: bool


class Sayings:
    """All sayings of a document whose source is a mention, by position."""

    def __init__(self, sayings: Iterable[Saying] = ()) -> None:
        self._all = sorted(sayings, key=lambda s: (s.start, -s.end))
        self._starts = [s.start for s in self._all]

    @classmethod
    def of(
        cls, text: str, attributions: Sequence[Found], drafts: Sequence[Draft],
        answering: dict[tuple[int, int], int],
    ) -> Sayings:  # fmt: skip
        """Args: answering: which draft speaks for the source of this span."""
        found = []
        for attribution in attributions:
            number = answering.get(attribution.source[0]) if attribution.source else None
            if number is None:
                continue
            for start, end in attribution.content:
                direct = text[start] in _MARKS or text[end - 1] in _MARKS if end > start else False
                found.append(Saying(start, end, number, direct))
        return cls(found)

    def holding(self, position: int) -> Saying | None:
        """The innermost saying that holds a position."""
        last = bisect_right(self._starts, position)
        for saying in reversed(self._all[max(last - _BACK, 0) : last]):
            if position < saying.end:
                return saying
        return None
