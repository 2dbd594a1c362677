"""What relative times are counted from, and how it moves through a text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casefile.reading.times.values import Stretch

_OLD = 2  # years: a date so much older than the publication carries what follows it
_NEAR = 1  # sentences: and no further than this


@dataclass(frozen=True, slots=True)
class Resolved:
    """A value with its stretch of days and the anchor it was counted from."""

    value: str
    stretch: Stretch
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """The last date that the text spoke of; 0 for parts that it left out. Years are of the era."""

    year: int
    month: int = 0
    day: int = 0
    stated: bool = False  # the text gave the year itself
    sentence: int = 0

    def first_day(self) -> date | None:
        """Its first day, None before the era."""
        if self.year < 1:
            return None
        return date(self.year, self.month or 1, self.day or 1)


@dataclass(slots=True)
class Anchors:
    """The anchors at one place of a text. `now` is the publication or the dated line."""

    now: date | None
    now_is: str  # "published", "dated line", ""
    narrative: bool  # the text tells of long ago: dates without a year follow the story
    day_first: bool
    story: Story | None = None
    sentence: int = 0
    clock_day: str = ""  # the day that this sentence speaks of

    def follows_story(self, near: bool = False, late: bool = False) -> bool:
        """Whether a date without a year is counted from the story and not from now."""
        if self.story is None:
            return False
        if near or self.now is None or (self.narrative and not late):
            return True
        fresh = self.sentence - self.story.sentence <= _NEAR and self.story.stated
        return (
            fresh
            and not late
            and self.story.month > 0
            and abs(self.now.year - self.story.year) >= _OLD
        )

    def move(self, resolved: Resolved, stated: bool) -> None:
        """Take a resolved date as the last one that the text spoke of."""
        parts = resolved.value[:10].split("-")
        value = resolved.value
        if value.startswith("BC"):
            year = -int(value[2:6]) if value[2:6].isdigit() and len(value) >= 6 else 0
            parts = [str(year), *value[7:10].split("-")] if year else []
        if not parts or not parts[0].lstrip("-").isdigit() or len(parts[0].lstrip("-")) < 1:
            return
        if not value.startswith("BC") and len(parts[0]) != 4:
            return
        year = int(parts[0])
        month = int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else _month(resolved.stretch)
        number = int(parts[2][:2]) if len(parts) > 2 and parts[2][:2].isdigit() else 0
        if len(parts) == 1:
            month = 0
        old = self.story
        if old and old.year == year and not month and old.month:
            self.story = Story(year, old.month, old.day, stated or old.stated, self.sentence)
            return
        self.story = Story(year, month, number, stated or bool(old and old.stated), self.sentence)


def _month(covered: Stretch) -> int:
    """The month in which a week, quarter or season begins (a winter: ends), 0 if none."""
    first, last, _ = covered
    if len(first) >= 7 and first[0].isdigit():
        return int(last[5:7]) if first[5:7] == "12" and last[5:7] == "02" else int(first[5:7])
    return 0
