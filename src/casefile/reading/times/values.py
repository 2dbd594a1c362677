"""Values of times as TIMEX3 writes them, and the stretch of days that each covers.

"2023-03-12", "2023-W10", "2023-03", "2023-Q1", "2023-H2", "2023-WI", "2023", "202" (a decade), "20"
(a century), "2023-03-12TNI", "2023-03-12T20:30", "BC0490". Days are of the Gregorian calendar, also
where it was not yet in use. A winter is named by the year of its January.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import cache

from casefile.particulars import Precision

Stretch = tuple[str, str, Precision]
_NOWHERE: Stretch = ("", "", Precision.NONE)
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11)}
_PARTS = {
    "MO": ("05:00", "11:59"),
    "MI": ("11:00", "13:59"),
    "AF": ("12:00", "17:59"),
    "EV": ("17:00", "21:59"),
    "NI": ("20:00", "23:59"),
    "DT": ("05:00", "19:59"),
}


def day(year: int, month: int, number: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def year_value(year: int) -> str:
    """A year as TIMEX3 writes it; years before the era are negative (490 BC is -490)."""
    return f"{year:04d}" if year > 0 else f"BC{-year:04d}"


def week_value(of: date) -> str:
    """The week that holds a day."""
    year, week, _ = of.isocalendar()
    return f"{year:04d}-W{week:02d}"


def shifted(of: date, unit: str, amount: int) -> date | None:
    """The day `amount` units later (earlier below 0); the month's last day where it is too short.

    None where that is outside the calendar (years 1 to 9999).
    """
    days = {"D": 1, "W": 7, "F": 14, "WE": 7}.get(unit)
    try:
        if days:
            return of + timedelta(days=days * amount)
        months = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}[unit] * amount
        year, month = divmod(of.year * 12 + of.month - 1 + months, 12)
        return date(year, month + 1, min(of.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError, KeyError):
        return None


def unit_value(of: date, unit: str) -> str:
    """The unit of the calendar that holds a day: its year, month, week, …"""
    if unit == "WE":
        return week_value(of) + "-WE"
    if unit in ("W", "F"):
        return week_value(of)
    if unit == "Q":
        return f"{of.year:04d}-Q{(of.month + 2) // 3}"
    cut = {"Y": 4, "M": 7, "E": 3, "C": 2}.get(unit, 10)
    return of.isoformat()[:cut]


def season_year(of: date, season: str) -> int:
    """The year by which the season that holds or follows a day is named."""
    return of.year + 1 if season == "WI" and of.month == 12 else of.year


@cache
def _shapes() -> re.Pattern[str]:
    return re.compile(
        r"(?P<year>\d{4})"
        r"(?:-(?:W(?P<week>\d\d)(?P<end>-WE)?|Q(?P<quarter>[1-4])|H(?P<half>[12])"
        r"|(?P<season>SP|SU|FA|WI)|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?"
        r"(?:T(?P<time>[A-Z]{2}|\d\d(?::\d\d){0,2}|24))?Z?"
    )


def stretch(value: str) -> Stretch:
    """From when to when a value reaches, both included, and how exact that is.

    Values without a year ("XXXX-WXX-1"), durations and references are nowhere.
    """
    if value.startswith("BC") and value[2:].isdigit():
        return _before_the_era(value[2:])
    match = _shapes().fullmatch(value)
    if match is None:
        if value.isdigit() and len(value) == 3:
            return f"{value}0-01-01", f"{value}9-12-31", Precision.DECADE
        if value.isdigit() and len(value) == 2:
            return f"{value}00-01-01", f"{value}99-12-31", Precision.CENTURY
        return _NOWHERE
    first, last, precision = _days(match)
    if not first or not match["time"]:
        return first, last, precision
    return _within(first, match["time"])


def _days(match: re.Match[str]) -> Stretch:
    year = int(match["year"])
    if match["month"]:
        month = int(match["month"])
        if not 1 <= month <= 12 or year == 0:
            return _NOWHERE
        if match["day"]:
            found = day(year, month, int(match["day"]))
            return (found.isoformat(),) * 2 + (Precision.DAY,) if found else _NOWHERE
        return _months(year, month, month, Precision.MONTH)
    if match["week"]:
        return _week(year, int(match["week"]), bool(match["end"]))
    if match["quarter"]:
        last = 3 * int(match["quarter"])
        return _months(year, last - 2, last, Precision.QUARTER)
    if match["half"]:
        last = 6 * int(match["half"])
        return _months(year, last - 5, last, Precision.SEASON)
    if match["season"] and year < 2:
        return _NOWHERE
    if match["season"] == "WI":
        leap = monthrange(year, 2)[1]
        return f"{year - 1:04d}-12-01", f"{year:04d}-02-{leap}", Precision.SEASON
    if match["season"]:
        return _months(year, *_SEASONS[match["season"]], Precision.SEASON)
    return f"{year:04d}-01-01", f"{year:04d}-12-31", Precision.YEAR


def _months(year: int, first: int, last: int, precision: Precision) -> Stretch:
    end = monthrange(year, last)[1]
    return f"{year:04d}-{first:02d}-01", f"{year:04d}-{last:02d}-{end:02d}", precision


def _week(year: int, week: int, end_only: bool) -> Stretch:
    try:
        monday = date.fromisocalendar(year, week, 1)
        first = monday + timedelta(days=5) if end_only else monday
        last = monday + timedelta(days=6)
    except (ValueError, OverflowError):
        return _NOWHERE
    return first.isoformat(), last.isoformat(), Precision.WEEK


def _within(day_: str, time: str) -> Stretch:
    if time in _PARTS:
        first, last = _PARTS[time]
        return f"{day_}T{first}", f"{day_}T{last}", Precision.PART_OF_DAY
    if time[:2].isdigit() and int(time[:2]) <= 24:
        if len(time) == 2:
            return f"{day_}T{time}:00", f"{day_}T{time}:59", Precision.HOUR
        return (f"{day_}T{time}",) * 2 + (Precision.MOMENT,)
    return day_, day_, Precision.DAY


def _before_the_era(digits: str) -> Stretch:
    """Years as astronomers count them: 1 BC is 0000, 490 BC is -0489."""
    size = {4: 1, 3: 10, 2: 100}.get(len(digits))
    if size is None:
        return _NOWHERE
    low = int(digits) * size
    precision = {1: Precision.YEAR, 10: Precision.DECADE, 100: Precision.CENTURY}[size]
    first, last = low + size - 1, max(low, 1)
    return f"{_astronomical(first)}-01-01", f"{_astronomical(last)}-12-31", precision


def _astronomical(before: int) -> str:
    return f"-{before - 1:04d}" if before > 1 else "0000"


def part_of(whole: Stretch, edge: str) -> Stretch:
    """The first, middle or last third of a stretch of days; the whole where it has no days."""
    first, last, precision = whole
    if len(first) != 10 or len(last) != 10 or precision is Precision.DAY:
        return whole
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    third = ((end - start).days + 1) // 3
    if precision is Precision.MONTH and edge == "middle":
        return f"{first[:8]}10", f"{first[:8]}20", precision
    if edge == "start":
        return first, (start + timedelta(days=third)).isoformat(), precision
    if edge == "middle":
        middle = start + timedelta(days=third)
        return middle.isoformat(), (end - timedelta(days=third)).isoformat(), precision
    return (end - timedelta(days=third)).isoformat(), last, precision
