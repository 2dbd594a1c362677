"""A time expression as its words say it, before it is counted from anything."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from casefile.particulars import TimeType


class How(StrEnum):
    """What sort of thing the words say; `resolve.py` has one rule for each."""

    CALENDAR = "calendar"  # parts of the calendar, perhaps without the year
    WEEKDAY = "weekday"
    UNIT = "unit"  # this, last, next, the same year, month, week, day
    OFFSET = "offset"  # so many units ago, later, before a day
    SPAN = "span"  # the last or next so many units
    DURATION = "duration"
    SET = "set"
    REFERENCE = "reference"  # now, recently, the future
    NAMED = "named"  # a named day
    WAR = "war"
    CLOCK = "clock"
    PART = "part"  # this morning, that night
    NTH = "nth"  # the first week of something


@dataclass(frozen=True, slots=True)
class Draft:
    """What the words of one expression say. 0 and "" stand for what they do not say.

    `shift` is -1 for last, 0 for this, 1 for next, None where neither is said; `near` says that it
    is counted from the day before the reader's eyes ("that day", "later") and not from the day of
    publication. `amount` and `high` are of `unit` (Y, M, W, D, …), below 0 in the past; None for an
    amount that is not stated ("several").
    """

    start: int
    end: int
    how: How
    type: TimeType
    rule: str
    year: int = 0
    month: int = 0
    day: int = 0
    weekday: int = 0
    season: str = ""
    piece: str = ""  # "Q3", "H1"
    value: str = ""  # decades, centuries, ISO days, references, sets: the value itself
    unit: str = ""
    amount: float | None = None
    high: float | None = None
    shift: int | None = None
    near: bool = False
    part: str = ""
    clock: str = ""
    edge: str = ""  # "start", "middle", "end", "later", "earlier"
    modifier: str = ""
    number: int = 0  # row of the named days or wars; which one, of NTH
    base: Draft | None = None  # what an offset or an NTH is counted in
    numeric: tuple[int, int] = (0, 0)  # day and month in an unknown order
    late: bool = False  # the words before or after say that it is still to come
    past: bool = False  # … or that it is over
    joined: bool = False  # the first of a stretch from one to the next draft
    span: str = ""  # "within", "in" before an amount
    place: int = 0  # index of its first token, for its neighbours
