"""Words for values: days, precisions, stances. And text in which nothing is hidden."""

from __future__ import annotations

import unicodedata
from calendar import monthrange
from datetime import UTC, date, datetime

_KEPT = frozenset("\n\t")
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_SIZES = {
    "moment": "to the moment",
    "hour": "to the hour",
    "part_of_day": "part of a day",
    "day": "to the day",
    "week": "to the week",
    "month": "to the month",
    "quarter": "to the quarter",
    "season": "to the season",
    "year": "to the year",
    "decade": "to the decade",
    "century": "to the century",
    "open": "one end not stated",
}


def visible(text: str) -> str:
    """Text with every control or invisible character spelled out, as the terminal shows it.

    A document is hostile until shown otherwise: what turns the reading direction, and what cannot
    be seen, is shown with its number.

    >>> visible("safe\\u202egpj.exe")
    'safe⟨202E⟩gpj.exe'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(f"⟨{ord(c):02X}⟩" if _is_hidden(c) else c for c in text)


def _is_hidden(character: str) -> bool:
    if character in _KEPT:
        return False
    if unicodedata.category(character) in _HIDDEN:
        return True
    code = ord(character)  # no character for ever, and no page or PDF may hold one
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE


def plain(value: str) -> str:
    """A value of a closed list as words.

    >>> plain("declines_to_comment")
    'declines to comment'
    """
    return value.replace("_", " ")


def counted(number: int, noun: str) -> str:
    """A number and its noun: "1 document", "2 documents", "0 entries"."""
    many = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else many}"


def listed(words: list[str]) -> str:
    """Words as one says them: "a, b and c"."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def day_words(value: str) -> str:
    """An ISO day or moment in words; what is neither is given back as it stands.

    >>> day_words("2023-03-05")
    '5 March 2023'
    >>> day_words("2023-03-05T22:30:00+02:00")
    '5 March 2023, 20:30 UTC'
    """
    day = _day(value)
    if day is None:
        return value
    words = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    moment = _moment(value)
    if moment is None:
        return words
    if moment.tzinfo is None:
        return f"{words}, {moment:%H:%M}"
    moment = moment.astimezone(UTC)
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}, {moment:%H:%M} UTC"


def when_words(earliest: str, latest: str, precision: str) -> str:
    """An interval in words, with how exact it is.

    >>> when_words("2023-03-01", "2023-03-31", "month")
    'March 2023 (to the month)'
    >>> when_words("2022-02-24", "", "open")
    'from 24 February 2022 (one end not stated)'
    >>> when_words("", "", "none")
    'not placed on the calendar'
    """
    if not earliest and not latest:
        return "not placed on the calendar"
    size = _SIZES.get(precision, "")
    return f"{_interval(earliest, latest)} ({size})" if size else _interval(earliest, latest)


def _interval(earliest: str, latest: str) -> str:
    if not latest:
        return f"from {day_words(earliest)}"
    if not earliest:
        return f"until {day_words(latest)}"
    if earliest == latest:
        return day_words(earliest)
    return _whole(earliest, latest) or f"{day_words(earliest)} to {day_words(latest)}"


def _whole(earliest: str, latest: str) -> str:
    """The name of a whole month or year, "" for any other interval."""
    first, last = _day(earliest), _day(latest)
    if first is None or last is None or "T" in earliest + latest or first.day != 1:
        return ""
    if first.year == last.year and (first.month, last.month, last.day) == (1, 12, 31):
        return str(first.year)
    ends = (first.year, first.month, monthrange(first.year, first.month)[1])
    if (last.year, last.month, last.day) == ends:
        return f"{_MONTHS[first.month - 1]} {first.year}"
    return ""


def day_number(value: str) -> int | None:
    """The day of an ISO day or moment as a running number, None where there is none."""
    day = _day(value)
    return None if day is None else day.toordinal()


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _moment(value: str) -> datetime | None:
    if "T" not in value:
        return None
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None
