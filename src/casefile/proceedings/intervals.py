"""Days as a step states them: a day, a month, a year, an interval. A month is never a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from casefile.reference.partial_days import days_of

OPEN = ".."


@dataclass(frozen=True, slots=True)
class Interval:
    """From `first` to `last`, ISO days, both included; "" is an end that is not known."""

    first: str = ""
    last: str = ""

    def __str__(self) -> str:
        return (
            self.first if self.first == self.last else f"{self.first or OPEN}/{self.last or OPEN}"
        )

    def certainly_by(self, day: str) -> bool:
        """Whether all of it lies on or before `day`."""
        return bool(self.last) and self.last <= day

    def perhaps_by(self, day: str) -> bool:
        """Whether some of it may lie on or before `day`."""
        return not self.first or self.first <= day

    def certainly_before(self, other: Interval) -> bool:
        """Whether all of it lies before all of `other`."""
        return bool(self.last) and bool(other.first) and self.last < other.first


def interval_of(written: str) -> Interval:
    """The days of "2023-03-17", "2023-03", "2023", "2023-03/2023-05", "2023-03-17/..", or "".

    Raises:
        ValueError: no such date, or not written in this way.

    >>> str(interval_of("2024-02/..")), str(interval_of("2024-02"))
    ('2024-02-01/..', '2024-02-01/2024-02-29')
    """
    if not written:
        return Interval()
    start, slash, end = written.partition("/")
    if not slash:
        days = days_of(start)
        return Interval(days.first.isoformat(), days.last.isoformat())
    first = "" if start == OPEN else days_of(start).first.isoformat()
    last = "" if end == OPEN else days_of(end).last.isoformat()
    if (first and last and first > last) or not (first or last):
        raise ValueError(written)
    return Interval(first, last)


def day_of(moment: str) -> str:
    """The day of an ISO moment or day.

    Raises:
        ValueError: it is none.
    """
    if len(moment) < len("2000-01-01"):
        raise ValueError(moment)
    return datetime.fromisoformat(moment).date().isoformat()
