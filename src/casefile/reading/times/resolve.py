"""From what the words say to a value, a stretch of days, and the anchor they were counted from."""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta

from casefile.reading.times import counting, special
from casefile.reading.times.amounts import period
from casefile.reading.times.anchor import Anchors, Resolved
from casefile.reading.times.counting import NOWHERE
from casefile.reading.times.draft import Draft, How
from casefile.reading.times.values import (
    day,
    season_year,
    shifted,
    stretch,
    unit_value,
    year_value,
)

_SEASON_MONTH = {"WI": 1, "SP": 4, "SU": 7, "FA": 10}


def resolve(draft: Draft, anchors: Anchors) -> Resolved:
    """The value of a draft; relative and without a stretch where no anchor is known.

    What lies outside the calendar (years 1 to 9999) has no value.
    """
    try:
        return _by_rule(draft, anchors)
    except (OverflowError, ValueError):
        return Resolved("", NOWHERE)


def _by_rule(draft: Draft, anchors: Anchors) -> Resolved:
    how = draft.how
    if how is How.CALENDAR:
        return counting.with_part(_calendar(draft, anchors), draft.part)
    if how is How.WEEKDAY:
        return counting.weekday(draft, anchors)
    if how is How.UNIT:
        return counting.with_part(counting.unit(draft, anchors), draft.part)
    if how is How.OFFSET:
        inner = resolve(draft.base, anchors) if draft.base else None
        return counting.offset(draft, anchors, inner)
    if how is How.SPAN:
        return counting.span(draft, anchors)
    if how is How.PART:
        return counting.part(draft, anchors)
    if how is How.NAMED:
        return counting.with_part(special.named(draft, anchors), draft.part)
    if how is How.WAR:
        return special.war(draft)
    if how is How.CLOCK:
        return special.clock(draft, anchors)
    if how is How.NTH:
        return (
            special.nth(draft, resolve(draft.base, anchors))
            if draft.base
            else Resolved("", NOWHERE)
        )
    if how is How.DURATION:
        return _duration(draft, anchors)
    if draft.value == "PRESENT_REF" and anchors.now:
        return Resolved(draft.value, stretch(anchors.now.isoformat()), anchors.now_is)
    return Resolved(draft.value, NOWHERE)


def _duration(draft: Draft, anchors: Anchors) -> Resolved:
    """A length; "in five years" in a clause to come also has its place."""
    value = draft.value or period(draft.amount, draft.unit)
    if draft.base is not None and draft.amount is not None:
        return _from_its_beginning(draft, value, resolve(draft.base, anchors))
    if not draft.span or anchors.now is None or draft.amount is None:
        return Resolved(value, NOWHERE)
    if draft.unit.startswith("T") or draft.amount != int(draft.amount):
        return Resolved(value, NOWHERE)
    found = shifted(anchors.now, draft.unit, int(draft.amount))
    if found is None:
        return Resolved(value, NOWHERE)
    last = found.isoformat()
    first = anchors.now.isoformat() if draft.span == "within" else last
    return Resolved(value, (first, last, stretch(unit_value(found, draft.unit))[2]), anchors.now_is)


def _from_its_beginning(draft: Draft, value: str, base: Resolved) -> Resolved:
    """A length of which the words say when it begins."""
    first = base.stretch[0][:10]
    if len(first) != 10 or first.startswith("-") or draft.amount is None:
        return Resolved(value, NOWHERE)
    begin = date.fromisoformat(first)
    end = shifted(begin, draft.unit, int(draft.amount))
    if end is None or draft.amount != int(draft.amount):
        return Resolved(value, NOWHERE)
    last = (end - timedelta(days=1)).isoformat()
    return Resolved(value, (first, last, stretch(unit_value(begin, draft.unit))[2]), base.anchor)


def _calendar(draft: Draft, anchors: Anchors) -> Resolved:
    if draft.value:
        return Resolved(draft.value, stretch(draft.value))
    month, number = _in_order(draft, anchors)
    if draft.rule == "day alone":
        return _day_alone(draft, anchors)
    year, anchor = _year(draft, month, number, anchors)
    if (month, number) == (2, 29) and not draft.year and year > 0:
        year = next(
            y for y in (year, year - 1, year + 1, year - 2, year + 2, year - 3, 4) if isleap(y)
        )
    elif number > 29 and month and not draft.year and day(2000, month, number) is None:
        year, anchor = 0, ""
    value = _written(draft, year, month, number)
    return Resolved(value, stretch(value), anchor)


def _day_alone(draft: Draft, anchors: Anchors) -> Resolved:
    """The day of that number: of the story's month, else the nearest one as the clause says."""
    story, now = anchors.story, anchors.now
    here = story is not None and story.sentence == anchors.sentence
    if story and story.month and anchors.follows_story(here):
        value = f"{year_value(story.year)}-{story.month:02d}-{draft.day:02d}"
        return Resolved(value, stretch(value), "earlier date")
    if now is None:
        return Resolved(f"XXXX-XX-{draft.day:02d}", NOWHERE)
    for away in range(40):
        found = now + timedelta(days=away if draft.late else -away)
        if found.day == draft.day:
            return Resolved(found.isoformat(), stretch(found.isoformat()), anchors.now_is)
    return Resolved("", NOWHERE)


def _in_order(draft: Draft, anchors: Anchors) -> tuple[int, int]:
    """Month and day of two numbers: by size, else by the order that the text keeps to."""
    first, second = draft.numeric
    if not first:
        return draft.month, draft.day
    if first > 12 or (anchors.day_first and second <= 12):
        return second, first
    return first, second


def _written(draft: Draft, year: int, month: int, number: int) -> str:
    head = year_value(year) if year else "XXXX"
    if number:
        return f"{head}-{month:02d}-{number:02d}"
    if month:
        return f"{head}-{month:02d}"
    if draft.season:
        return f"{head}-{draft.season}"
    return f"{head}-{draft.piece}" if draft.piece else head


def _year(draft: Draft, month: int, number: int, anchors: Anchors) -> tuple[int, str]:
    """The year that a date without one is of, and the anchor that said so; 0 where none does."""
    if draft.year:
        return draft.year, ""
    follows = anchors.follows_story(draft.near, draft.late)
    story = anchors.story
    if draft.shift is not None and draft.unit == "Y":  # "of that year", "last year"
        if follows and story and (draft.near or anchors.now is None):
            return story.year + draft.shift, "earlier date"
        return (anchors.now.year + draft.shift, anchors.now_is) if anchors.now else (0, "")
    if follows and story is not None and not (draft.shift is not None and not draft.near):
        return _in_story(draft, month, anchors), "earlier date"
    if anchors.now is None:
        return 0, ""
    return _around(draft, month, number, anchors.now), anchors.now_is


def _in_story(draft: Draft, month: int, anchors: Anchors) -> int:
    """The year in which a story that has come to some month goes on to another."""
    story = anchors.story
    assert story is not None
    month = month or _SEASON_MONTH.get(draft.season, 0)
    if not story.month or not month or draft.numeric[0]:
        if draft.shift == 1 and draft.season:
            return story.year + 1
        return story.year
    ahead = month - story.month
    if draft.shift == 1:
        return story.year + (ahead <= 0)
    if draft.shift == -1:
        return story.year - (ahead >= 0)
    if ahead < -_BACK:
        return story.year + 1
    return story.year - 1 if ahead > _AHEAD else story.year


_LATELY = 1  # month ago that "will" still may mean, as in "is to run from"
_BACK = 6  # months that a story goes back within a year before the next year is meant
_AHEAD = 11


def _around(draft: Draft, month: int, number: int, now: date) -> int:
    """The year next to the anchor: before it, after it, or the nearer, as the clause says."""
    if draft.piece:
        return now.year
    middle = month or _SEASON_MONTH.get(draft.season, 6)
    if draft.season and draft.shift in (0, None) and not draft.late:
        year = season_year(now, draft.season)
        return (
            year
            if draft.shift == 0 or stretch(f"{year}-{draft.season}")[0] <= now.isoformat()
            else year - 1
        )
    at = now.year * 12 + now.month
    if draft.shift == 0:
        return now.year
    if draft.shift == -1:
        return now.year - (now.year * 12 + middle >= at)
    if draft.shift == 1:
        return now.year + (now.year * 12 + middle <= at)
    away = middle - now.month
    same_month = away == 0
    after = away > 0 or (same_month and number > now.day)
    if draft.late and away > -_LATELY:
        return (
            now.year
            if after
            or (same_month and (not number or number == now.day))
            or (number and away >= -1)
            else now.year + 1
        )
    if draft.late:
        return now.year + 1
    if draft.past:
        return now.year - 1 if after else now.year
    if after:
        return now.year if away <= (5 if number else 2) else now.year - 1
    return now.year + 1 if away < -6 and number else now.year
