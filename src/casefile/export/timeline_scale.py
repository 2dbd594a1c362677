"""The axis of a timeline: which day stands where, in whole tenths of a unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY_STEPS = (1, 2, 5, 7, 14, 28)
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000)
_MOST_TICKS = 7
_FAR = 3  # an outlier is this many times as far away as the others are apart
_NEAR = 30  # days: never an outlier
_EDGE = 100  # tenths: room at both ends for what lies beyond

Ends = tuple[int | None, int | None, int | None]
"""First day, last day, day of saying, as running numbers; None where not stated."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Days `first` to `last` on `width` tenths from `left`; what lies beyond stands at the edge."""

    first: int
    last: int
    left: int
    width: int
    ticks: tuple[tuple[int, str], ...] = ()

    @property
    def first_label(self) -> str:
        """The first day shown, ISO."""
        return date.fromordinal(self.first).isoformat()

    @property
    def last_label(self) -> str:
        """The last day shown, ISO."""
        return date.fromordinal(self.last).isoformat()

    def place(self, day: int) -> int:
        """Where a day stands, in tenths."""
        if day < self.first:
            return self.left
        if day > self.last:
            return self.left + self.width
        inner = self.width - 2 * _EDGE
        return self.left + _EDGE + (day - self.first) * inner // max(self.last - self.first, 1)

    def reach(self, first: int | None, last: int | None) -> tuple[int, int]:
        """Where a bar begins and ends, wide enough to be seen."""
        left = self.left if first is None else self.place(first)
        right = self.left + self.width if last is None else self.place(last)
        if self.is_open_left(first) or self.is_open_right(last):
            least = 120
            left, right = max(self.left, min(left, right - least)), max(right, left + least)
        return left, max(right, left + 30)

    def is_open_left(self, first: int | None) -> bool:
        """Whether a bar begins before what is shown, or nobody says when."""
        return first is None or first < self.first

    def is_open_right(self, last: int | None) -> bool:
        """Whether a bar ends after what is shown, or nobody says when."""
        return last is None or last > self.last


def scale_of(rows: Sequence[Ends], left: int, width: int) -> Scale:
    """A scale over the days of `rows`, without the few that lie far from all others."""
    days = sorted({day for row in rows for day in row if day is not None})
    first, last = _window(days)
    bare = Scale(first, last, left * 10, width * 10)
    return Scale(first, last, left * 10, width * 10, tuple(_ticks(bare)))


def _window(days: list[int]) -> tuple[int, int]:
    low, high = 0, len(days) - 1
    while high - low >= 2:
        # Peel the end whose gap is far larger than all that would be left.
        before, after = days[low + 1] - days[low], days[high] - days[high - 1]
        if before >= after and before > _FAR * max(days[high] - days[low + 1], _NEAR):
            low += 1
        elif after > _FAR * max(days[high - 1] - days[low], _NEAR):
            high -= 1
        else:
            break
    return days[low], days[high]


def _ticks(scale: Scale) -> Iterator[tuple[int, str]]:
    span = scale.last - scale.first
    if span <= _DAY_STEPS[-1] * _MOST_TICKS:
        step = next(s for s in _DAY_STEPS if span <= s * _MOST_TICKS)
        for day in range(scale.first, scale.last + 1, step):
            when = date.fromordinal(day)
            yield scale.place(day), f"{when.day} {_MONTHS[when.month - 1]} {when.year}"
        return
    start, end = date.fromordinal(scale.first), date.fromordinal(scale.last)
    months = (end.year - start.year) * 12 + end.month - start.month
    step = next((s for s in _MONTH_STEPS if months <= s * _MOST_TICKS), _MONTH_STEPS[-1])
    number = -(-(start.year * 12 + start.month - 1 + (start.day > 1)) // step) * step
    while number <= end.year * 12 + end.month - 1:
        year, month = divmod(number, 12)
        if year >= 1:
            label = str(year) if step >= 12 else f"{_MONTHS[month]} {year}"
            yield scale.place(date(year, month + 1, 1).toordinal()), label
        number += step
