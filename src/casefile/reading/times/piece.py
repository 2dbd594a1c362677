"""The tokens of one match of the grammar, and what stands around them."""

from __future__ import annotations

from dataclasses import dataclass

from casefile.particulars import TimeType
from casefile.reading.times.draft import Draft, How
from casefile.reading.times.lexicon import Value
from casefile.reading.times.tokens import Tokens

EDGE = "\n"  # a class that no token has


@dataclass(frozen=True, slots=True)
class Piece:
    """Tokens `first` to `last` (not included) of a row; the prefix begins at `opening`."""

    row: Tokens
    opening: int
    first: int
    last: int
    hinted: bool | None = None  # whether a model's tagger marks words here; None without one

    @property
    def kinds(self) -> str:
        """The classes of the tokens, without the prefix."""
        return self.row.kinds[self.first : self.last]

    @property
    def prefix(self) -> str:
        """The classes of the tokens of the prefix."""
        return self.row.kinds[self.opening : self.first]

    @property
    def before(self) -> str:
        """The class of the token before, a line's end at the beginning."""
        return self.row.kinds[self.opening - 1] if self.opening else EDGE

    @property
    def after(self) -> str:
        """The class of the token behind, a line's end at the end."""
        return self.row.kinds[self.last] if self.last < len(self.row.kinds) else EDGE

    def find(self, classes: str) -> int | None:
        """The index of the first token of any of the classes."""
        for at in range(self.first, self.last):
            if self.row.kinds[at] in classes:
                return at
        return None

    def value(self, classes: str, default: Value = 0) -> Value:
        """What the first token of any of the classes stands for."""
        at = self.find(classes)
        return default if at is None else self.row.values[at]

    def number(self, classes: str) -> int:
        """The same as a whole number, 0 where there is none."""
        return int(self.value(classes))

    def text(self, classes: str) -> str:
        """The same as words, "" where there is none."""
        return str(self.value(classes, ""))

    def word(self, at: int) -> str:
        """The word of a token, "" outside the row."""
        return self.row.words[at] if 0 <= at < len(self.row.words) else ""

    def draft(self, how: How, kind: TimeType, rule: str, **rest: object) -> Draft:
        """A draft over the words of the piece, prefix included."""
        return self.over(self.opening, self.last, how, kind, rule, **rest)

    def over(
        self, first: int, last: int, how: How, kind: TimeType, rule: str, **rest: object
    ) -> Draft:
        """A draft over the words of some of its tokens."""
        start, end = self.row.starts[first], self.row.ends[last - 1]
        return Draft(start, end, how, kind, rule, place=first, **rest)  # type: ignore[arg-type]
