"""Days as law data writes them: full ISO days, months, years. A short one is a span, not a day."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from casefile.errors import LawError

_FORMS = {4: (4,), 7: (4, 2), 10: (4, 2, 2)}  # lengths of the parts of YYYY, YYYY-MM, YYYY-MM-DD


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a date as written may mean, both ends included."""

    first: date
    last: date

    @property
    def exact(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last


def days_of(written: str) -> Days:
    """The days of "2022", "2022-11" or "2022-11-24".

    Raises:
        ValueError: no such date, or not written in this way.

    >>> days_of("2024-02").last.isoformat()
    '2024-02-29'
    """
    widths = _FORMS.get(len(written))
    parts = written.split("-")
    if widths is None or len(parts) != len(widths):
        raise ValueError(written)
    for part, width in zip(parts, widths, strict=True):
        if len(part) != width or not (part.isascii() and part.isdigit()):
            raise ValueError(written)
    numbers = [int(part) for part in parts]
    if len(numbers) == 3:
        day = date(*numbers)
        return Days(day, day)
    year, month = (*numbers, 0)[:2]
    if len(numbers) == 1:
        return Days(date(year, 1, 1), date(year, 12, 31))
    first = date(year, month, 1)
    return Days(first, first.replace(day=calendar.monthrange(year, month)[1]))


def ends_of(period: str) -> tuple[date, date]:
    """First and last day of "2014-02-20/..", "2003-08/2004-04" or "2018-01-24".

    Raises:
        ValueError: an end is no date.
    """
    first, mark, last = period.partition("/")
    start = date.min if first == ".." else days_of(first).first
    return start, date.max if last == ".." else days_of(last if mark else first).last


def full_day(written: object, row: str, field: str) -> date:
    """One full day of a row of law.

    Raises:
        LawError: it is no full day, or there is none such; the message names row and field.
    """
    days = _checked(written, row, field)
    if not days.exact or len(str(written)) != len("2000-01-01"):
        raise LawError(
            f"{row}: {field} must be a full day",
            found=shown(written),
            next_step="write YYYY-MM-DD",
        )
    return days.first


def partial_day(written: object, row: str, field: str) -> str:
    """A day, month or year of a row of law as it is written, "" for none.

    Raises:
        LawError: there is no such date; the message names row and field.
    """
    if written is None or written == "":
        return ""
    _checked(written, row, field)
    return str(written)


def _checked(written: object, row: str, field: str) -> Days:
    try:
        if not isinstance(written, str):
            raise ValueError
        return days_of(written)
    except ValueError:
        raise LawError(
            f"{row}: {field} is no date that can be",
            found=shown(written),
            next_step="write YYYY-MM-DD, YYYY-MM or YYYY",
        ) from None


def shown(value: object) -> str:
    """A value of a row as a message may show it: short, on one line."""
    words = value if isinstance(value, str) else f"a {type(value).__name__}"
    if value is None or value == "":
        return "nothing"
    return words if len(words) <= 40 else words[:39] + "…"
