"""Years and dates that stand in a text, found without the reader: enough to set documents apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from casefile.case.link_tables import month_names

_YEARS, _DATES = 6, 12  # that are kept
_FIRST, _LAST = 1900, 2100


def years_in(words: Sequence[str], published: int) -> tuple[int, ...]:
    """The years among words, and that of publication (an ordinal, 0 for none), sorted."""
    found = dict.fromkeys([_year_of(published)] if published else [])
    found.update(dict.fromkeys(int(w) for w in words if _is_year(w)))
    return tuple(sorted(list(found)[:_YEARS]))


def dates_in(words: Sequence[str], published: int) -> tuple[int, ...]:
    """Days of the year among words ("May 24", "24 May") as month × 100 + day, sorted."""
    found: dict[int, None] = {}
    if published:
        day = date.fromordinal(published)
        found[day.month * 100 + day.day] = None
    for at, word in enumerate(words):
        month = month_names().get(word.casefold().rstrip("."))
        if not month:
            continue
        for near in (*words[at + 1 : at + 2], *words[max(0, at - 1) : at]):
            if near.isdecimal() and len(near) <= 2 and 1 <= int(near) <= 31:
                found[month * 100 + int(near)] = None
                break
    return tuple(sorted(list(found)[:_DATES]))


def days_between(one: int, other: int) -> int:
    """Days from one day of the year to the other, the shorter way round; both month × 100 + day."""
    gap = abs(_day_of_year(one) - _day_of_year(other))
    return min(gap, 366 - gap)


@cache
def _day_of_year(month_and_day: int) -> int:
    month, day = divmod(month_and_day, 100)
    first = date(2000, month, 1).toordinal() - date(2000, 1, 1).toordinal()
    return first + day


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and _FIRST <= int(word) <= _LAST


def _year_of(ordinal: int) -> int:
    return date.fromordinal(ordinal).year
