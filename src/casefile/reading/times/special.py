"""Rules for named days, wars, clock times and the units of a stretch."""

from __future__ import annotations

from datetime import date, timedelta

from casefile.particulars import Precision
from casefile.reading.times.amounts import period
from casefile.reading.times.anchor import Anchors, Resolved
from casefile.reading.times.counting import NOWHERE
from casefile.reading.times.draft import Draft
from casefile.reading.times.named import named_day
from casefile.reading.times.values import shifted, stretch, unit_value, year_value
from casefile.reference.tables import load_table


def named(draft: Draft, anchors: Anchors) -> Resolved:
    """The named day of its year; the year as for a month and day."""
    year, anchor = draft.year, ""
    if not year and draft.shift == 0 and anchors.now:
        year, anchor = anchors.now.year, anchors.now_is
    if not year:
        year, anchor = _year_of_named(draft, anchors)
    found = named_day(draft.number, year) if year else None
    if found is None:
        return Resolved("XXXX-XX-XX", NOWHERE)
    if draft.unit == "WE":
        value = unit_value(
            found if found.isoweekday() > 5 else found - timedelta(days=found.isoweekday()), "WE"
        )
        if 2 < found.isoweekday() <= 5:
            value = unit_value(found, "WE")
        return Resolved(value, stretch(value), anchor)
    return Resolved(found.isoformat(), stretch(found.isoformat()), anchor)


def _year_of_named(draft: Draft, anchors: Anchors) -> tuple[int, str]:
    if anchors.follows_story(draft.near) and anchors.story and anchors.story.year > 0:
        return anchors.story.year + (draft.shift or 0), "earlier date"
    now = anchors.now
    if now is None:
        return 0, ""
    days = [named_day(draft.number, now.year + k) for k in (-1, 0, 1)]
    before = [d for d in days if d and d <= now]
    after = [d for d in days if d and d >= now]
    if draft.shift == -1:
        before = [d for d in before if d < now]
    if (draft.late or draft.shift == 1) and after:
        return after[0].year, anchors.now_is
    if (draft.past or draft.shift == -1) and before:
        return before[-1].year, anchors.now_is
    near = sorted((d for d in days if d), key=lambda d: abs((d - now).days))
    return (near[0].year, anchors.now_is) if near else (0, "")


def war(draft: Draft) -> Resolved:
    """Its end for since and after, its beginning for before and until, else the whole."""
    row = load_table("times")["war"][draft.number]
    if draft.modifier in ("since", "after"):
        return Resolved(row["to"], stretch(row["to"]))
    if draft.modifier in ("before", "until"):
        return Resolved(row["from"], stretch(row["from"]))
    return Resolved("", (row["from"], row["to"], Precision.YEAR))


def clock(draft: Draft, anchors: Anchors) -> Resolved:
    """A clock time on the day that the sentence, the story or the anchor speaks of."""
    story, found, anchor = anchors.story, anchors.clock_day, ""
    if not found and story and story.day and (anchors.narrative or anchors.now is None):
        found, anchor = (
            f"{year_value(story.year)}-{story.month:02d}-{story.day:02d}",
            "earlier date",
        )
    elif not found and anchors.now:
        found, anchor = anchors.now.isoformat(), anchors.now_is
    value = f"{found or 'XXXX-XX-XX'}T{draft.clock}"
    return Resolved(value, stretch(value), anchor)


def nth(draft: Draft, base: Resolved) -> Resolved:
    """The first week of October, the last day of 1999, the second half of the year."""
    first, last, _ = base.stretch
    which, unit = draft.number, draft.unit
    if (
        len(first) != 10
        or first.startswith("-")
        or unit.startswith("T")
        or draft.part
        or unit in ("AF", "MO", "EV", "NI")
    ):
        return Resolved(period(draft.amount, unit) if unit in "DWMYQEC" else "", NOWHERE)
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    if unit == "H":
        value = (
            f"{first[:4]}-H{1 if which == 1 else 2}"
            if base.stretch[2] is Precision.YEAR
            else base.value
        )
        return Resolved(value, stretch(value), base.anchor)
    amount = int(draft.amount or 1)
    if unit == "W" and base.stretch[2] is Precision.YEAR:
        begin = date.fromisocalendar(begin.year, 1, 1)
        end = date.fromisocalendar(end.year, 52, 7)
    if unit == "W":  # a week is of the month that holds its Thursday
        begin += timedelta(days=7 if begin.isoweekday() > 4 else 0)
        end -= timedelta(days=7 if end.isoweekday() < 4 else 0)
    at = shifted(begin, unit, which - 1) if which > 0 else shifted(end, unit, 1 - amount)
    if at is None:
        return Resolved("", NOWHERE, base.anchor)
    value = unit_value(at, unit)
    if draft.rule == "week of a day":
        value = unit_value(date.fromisoformat(first), "W")
    if amount == 1:
        return Resolved(value, stretch(value), base.anchor)
    until = shifted(at, unit, amount - 1) or at
    covered = stretch(unit_value(at, unit))[0], stretch(unit_value(until, unit))[1]
    return Resolved(period(amount, unit), (*covered, stretch(value)[2]), base.anchor)
