"""Named days: which day of a year "Easter", "Christmas Eve" or "Eid al-Fitr" is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from casefile.reading.times.values import day
from casefile.reference.tables import load_table

_ISLAMIC_EPOCH = 1948438  # Julian day number before 1 Muharram 1, by the Thursday reckoning
_ORDINAL_EPOCH = 1721425  # Julian day number before 1 January of year 1


def named_day(number: int, year: int) -> date | None:
    """The day of row `number` of the table's named days in a year; None where there is none."""
    where: str = load_table("times")["named"][number]["on"]
    if not 1 < year < 9999:
        return None
    if where.startswith("islamic"):
        _, month, of_month = where.split("-")
        return _islamic(year, int(month), int(of_month))
    for name, rule in (("easter", _easter), ("pascha", _pascha)):
        if where.startswith(name):
            return rule(year) + timedelta(days=int(where[6:]))
    if len(where) == 5:
        return day(year, int(where[:2]), int(where[3:]))
    return _weekday_of_month(year, where)


def name_of(number: int) -> str:
    """The first name of a row of the named days."""
    row: dict[str, Any] = load_table("times")["named"][number]
    return str(row["names"][0])


def _easter(year: int) -> date:
    """Western Easter, by Butcher's reckoning."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def _pascha(year: int) -> date:
    """Orthodox Easter, by Meeus's Julian reckoning, as a Gregorian day."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, number = divmod(d + e + 114, 31)
    return date(year, month, number + 1) + timedelta(days=year // 100 - year // 400 - 2)


def _islamic(year: int, month: int, number: int) -> date | None:
    """By the reckoned calendar: sightings of the moon may put it a day earlier or later."""
    about = int((year - 622) * 33 / 32)
    for islamic in range(about - 1, about + 3):
        days = (islamic - 1) * 354 + (3 + 11 * islamic) // 30
        days += (month * 59 - 58) // 2 + number + _ISLAMIC_EPOCH - _ORDINAL_EPOCH
        if date(year, 1, 1).toordinal() <= days <= date(year, 12, 31).toordinal():
            return date.fromordinal(days)
    return None


def _weekday_of_month(year: int, where: str) -> date | None:
    """ "11-4-4": the fourth Thursday of November; "05--1-1": the last Monday of May."""
    where, _, later = where.partition("+")
    month, which, weekday = int(where[:2]), int(where[3:-2]), int(where[-1])
    if which > 0:
        first = date(year, month, 1)
        ahead = (weekday - first.isoweekday()) % 7 + 7 * (which - 1)
        found = first + timedelta(days=ahead)
    else:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        found = last - timedelta(days=(last.isoweekday() - weekday) % 7)
    return found + timedelta(days=int(later or 0))
