"""Rules that count from an anchor: "two days ago", "last week", "on Monday", "this morning"."""

from __future__ import annotations

from datetime import date, timedelta

from casefile.particulars import Precision
from casefile.reading.times.amounts import period
from casefile.reading.times.anchor import Anchors, Resolved
from casefile.reading.times.draft import Draft
from casefile.reading.times.values import (
    Stretch,
    shifted,
    stretch,
    unit_value,
    year_value,
)

NOWHERE: Stretch = ("", "", Precision.NONE)
_UNKNOWN = {
    "D": "XXXX-XX-XX",
    "W": "XXXX-WXX",
    "F": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "M": "XXXX-XX",
    "Q": "XXXX-QX",
    "Y": "XXXX",
    "E": "XXX",
    "C": "XX",
}
_PARTS_OF = {
    "C": ("Y", 100),
    "E": ("Y", 10),
    "Y": ("M", 12),
    "M": ("D", 30),
    "W": ("D", 7),
    "F": ("D", 14),
}


def counted_from(draft: Draft, anchors: Anchors) -> tuple[date | None, str]:
    """The day a draft is counted from, and that anchor's name."""
    story = anchors.story
    if draft.near and story is not None:
        return story.first_day(), "earlier date"
    if draft.near and anchors.now is None:
        return None, ""
    return anchors.now, anchors.now_is if anchors.now else ""


def weekday(draft: Draft, anchors: Anchors) -> Resolved:
    """The nearest past one, the anchor's day included; the next where the clause says so."""
    base, anchor = counted_from(draft, anchors)
    if draft.near and anchors.story is not None and not anchors.story.day:
        base, anchor = anchors.now, anchors.now_is
    if base is None:
        return _timed(f"XXXX-WXX-{draft.weekday}", NOWHERE, draft.part, "")
    if draft.day:
        found = _weekday_and_day(draft, base)
    elif draft.near and draft.shift == -1 and anchors.story is not None:
        found = base - timedelta(days=(base.isoweekday() - draft.weekday - 1) % 7 + 1)
    elif draft.unit == "W" or (
        draft.shift in (-1, 0, 1) and (not draft.near or anchors.story is None)
    ):
        monday = base - timedelta(days=base.isoweekday() - 1)
        found = monday + timedelta(days=7 * (draft.shift or 0) + draft.weekday - 1)
    elif draft.shift == 2 or (draft.near and draft.shift == 1):
        found = base + timedelta(days=(draft.weekday - base.isoweekday() - 1) % 7 + 1)
    elif draft.late or draft.near:
        found = base + timedelta(days=(draft.weekday - base.isoweekday()) % 7)
    else:
        found = base - timedelta(days=(base.isoweekday() - draft.weekday) % 7)
    return _timed(found.isoformat(), stretch(found.isoformat()), draft.part, anchor)


def _weekday_and_day(draft: Draft, base: date) -> date:
    """The nearest day of that number that falls on that weekday."""
    for away in range(1500):
        for sign in (-1, 1):
            found = base + timedelta(days=sign * away)
            if found.day == draft.day and found.isoweekday() == draft.weekday:
                return found
    return base


def unit(draft: Draft, anchors: Anchors) -> Resolved:
    """ "last year", "this week", "the same day", "the year"."""
    story = anchors.story
    if draft.shift is None:
        return _beside_event(draft, anchors)
    if draft.rule == "the unit" and story and (anchors.narrative or anchors.now is None):
        return unit_from_story(draft, anchors)
    if draft.near and story is not None:
        return unit_from_story(draft, anchors)
    base, anchor = anchors.now, anchors.now_is
    if base is None or draft.unit not in _UNKNOWN:
        return Resolved(_UNKNOWN.get(draft.unit, ""), NOWHERE)
    amount = draft.shift
    if draft.unit == "WE":
        amount += _weekend(draft, base)
    if draft.unit == "F":
        return _fortnight(base, draft.shift, anchor)
    found = shifted(base, draft.unit, amount)
    value = unit_value(found, draft.unit) if found else ""
    return Resolved(value, _edged(stretch(value), draft, base), anchor)


def _weekend(draft: Draft, base: date) -> int:
    """-1 where "this weekend", "the weekend" is the one that has passed."""
    passed = draft.shift == 0 and not draft.near and draft.past
    return -1 if passed and base.isoweekday() < 6 else 0


def _fortnight(base: date, shift: int, anchor: str) -> Resolved:
    monday = base - timedelta(days=base.isoweekday() - 1) + timedelta(days=14 * shift)
    covered = (monday.isoformat(), (monday + timedelta(days=13)).isoformat(), Precision.WEEK)
    return Resolved("P2W", covered, anchor)


def unit_from_story(draft: Draft, anchors: Anchors) -> Resolved:
    """ "that year", "the next day", "the previous month", from the date the text spoke of."""
    story, name, shift = anchors.story, "earlier date", draft.shift or 0
    assert story is not None
    if draft.unit == "Y":
        value = year_value(story.year + shift)
        return Resolved(value, _edged(stretch(value), draft, story.first_day()), name)
    if draft.unit in ("E", "C"):
        size = 10 if draft.unit == "E" else 100
        value = year_value(story.year + size * shift)[: -1 if draft.unit == "E" else -2]
        return Resolved(value, stretch(value), name)
    first = story.first_day()
    known = story.day if draft.unit not in ("M", "Q") else story.month
    if first is None or not known:
        year = year_value(story.year)
        whole = f"{year}-{story.month:02d}-XX" if story.month else f"{year}-XX-XX"
        value = {"D": whole, "M": f"{year}-XX"}.get(draft.unit, f"{year}-WXX")
        return Resolved(value, NOWHERE, name)
    found = shifted(first, draft.unit, shift)
    value = unit_value(found, draft.unit) if found else ""
    return _timed(value, _edged(stretch(value), draft, first), draft.part, name)


def _beside_event(draft: Draft, anchors: Anchors) -> Resolved:
    """ "the day before she left": a unit whose place only the event could say."""
    story = anchors.story
    year = year_value(story.year) if story else "XXXX"
    value = {"D": f"{year}-XX-XX", "M": f"{year}-XX", "W": f"{year}-WXX"}.get(draft.unit, "XXXX")
    return Resolved(value, NOWHERE, "earlier date" if story else "")


def _edged(covered: Stretch, draft: Draft, base: date | None) -> Stretch:
    """ "later this year": from the anchor on; "earlier this year": up to it."""
    if draft.edge not in ("later", "earlier") or base is None or not covered[0]:
        return covered
    at = base.isoformat()
    if not covered[0] <= at <= covered[1]:
        return covered
    return (at, *covered[1:]) if draft.edge == "later" else (covered[0], at, covered[2])


def offset(draft: Draft, anchors: Anchors, inner: Resolved | None) -> Resolved:
    """So many units before or after an anchor or a day that the words name."""
    base, anchor = counted_from(draft, anchors)
    exact = False
    if inner is not None:
        first = inner.stretch[0][:10]
        base = date.fromisoformat(first) if len(first) == 10 and first[0] != "-" else None
        anchor, exact = inner.anchor, inner.stretch[2] is Precision.DAY
    elif draft.near and anchors.story is not None:
        vague = _from_part_of_story(draft, anchors)
        if vague is not None:
            return vague
    if draft.amount is None or draft.high is None:
        return Resolved(_vague(draft, base), NOWHERE, anchor)
    if base is None:
        value = _UNKNOWN.get(draft.unit, "") or period(abs(draft.amount), draft.unit)
        return _timed(value, NOWHERE, draft.part, "")
    if draft.unit.startswith("T"):
        return _hours(draft, base, anchor)
    ends = [_ended(base, draft.unit, x) for x in sorted((draft.amount, draft.high))]
    if ends[0] is None or ends[1] is None:
        return Resolved("", NOWHERE, anchor)
    near = ends[1] if draft.amount < 0 else ends[0]
    grain = "D" if exact else draft.unit
    value = unit_value(near, "W" if grain == "F" else grain)
    covered = stretch(unit_value(ends[0], grain))[0], stretch(unit_value(ends[1], grain))[1]
    return _timed(value, (*covered, stretch(value)[2]), draft.part, anchor)


def _hours(draft: Draft, base: date, anchor: str) -> Resolved:
    """Hours and minutes: the day, as the anchor has no time of day."""
    assert draft.amount is not None
    days = int(draft.amount / 24) if draft.unit == "TH" else 0
    value = (base + timedelta(days=days)).isoformat()
    return Resolved(value, stretch(value), anchor)


def _from_part_of_story(draft: Draft, anchors: Anchors) -> Resolved | None:
    """An offset from a date of which only the year, or the month, is known."""
    story = anchors.story
    assert story is not None
    if draft.amount is None:
        return None
    if draft.unit in ("Y", "E", "C") and (story.year < 1 or not story.month):
        years = int(draft.amount * {"Y": 1, "E": 10, "C": 100}[draft.unit])
        year = story.year + years
        year += (year >= 0) - (story.year > 0) if (year >= 0) != (story.year > 0) else 0
        value = year_value(year)[: -1 if draft.unit == "E" else None]
        return Resolved(value, stretch(value), "earlier date")
    if story.day or (story.month and draft.unit in ("M", "Y", "E", "C")):
        return None
    grain = {"M": "XX", "W": "WXX"}.get(draft.unit, "XX-XX")
    if story.month and draft.unit == "D":
        grain = f"{story.month:02d}-XX"
    return Resolved(f"{year_value(story.year)}-{grain}", NOWHERE, "earlier date")


def _ended(base: date, unit_: str, amount: float) -> date | None:
    if amount != int(amount) and unit_ in _PARTS_OF:
        unit_, size = _PARTS_OF[unit_]
        amount = round(amount * size)
    return shifted(base, unit_, int(amount))


def _vague(draft: Draft, base: date | None) -> str:
    if draft.shift is not None and draft.shift < 0:
        return "PAST_REF"
    year = f"{base.year:04d}" if base else "XXXX"
    return {"D": f"{year}-XX-XX", "W": f"{year}-WXX", "M": f"{year}-XX"}.get(
        draft.unit, "FUTURE_REF"
    )


def span(draft: Draft, anchors: Anchors) -> Resolved:
    """ "the last two years", "the coming days"."""
    base, anchor = counted_from(draft, anchors)
    value = period(draft.amount, draft.unit)
    if base is None or (draft.near and anchors.story and not anchors.story.day):
        return Resolved(value, NOWHERE, anchor if base else "")
    if draft.amount is None:
        ends = ("", base.isoformat()) if draft.shift == -1 else (base.isoformat(), "")
        return Resolved(value, (*ends, Precision.OPEN), anchor)
    if draft.unit == "Q":
        base = base.replace(month=(base.month - 1) // 3 * 3 + 1, day=1)
    if draft.modifier == "working" and draft.shift == 1:
        return _working(base, int(draft.amount), value, anchor)
    other = _ended(base, draft.unit, draft.amount * (draft.shift or 1))
    if other is None or draft.unit.startswith("T"):
        return Resolved(value, NOWHERE, anchor)
    precision = stretch(unit_value(base, draft.unit))[2]
    if draft.shift == -1:
        return Resolved(value, (other.isoformat(), base.isoformat(), precision), anchor)
    first = base + timedelta(days=1)
    return Resolved(value, (first.isoformat(), other.isoformat(), precision), anchor)


def _working(base: date, days: int, value: str, anchor: str) -> Resolved:
    """The next so many days without Saturdays and Sundays."""
    found: list[date] = []
    at = base
    while len(found) < min(days, 400):
        at += timedelta(days=1)
        if at.isoweekday() < 6:
            found.append(at)
    ends = (found[0].isoformat(), found[-1].isoformat()) if found else ("", "")
    return Resolved(value, (*ends, Precision.DAY), anchor)


def part(draft: Draft, anchors: Anchors) -> Resolved:
    """ "this morning", "last night", "that afternoon", "the next morning"."""
    base, anchor = counted_from(draft, anchors)
    if draft.near and anchors.story is not None and not anchors.story.day:
        base = None
    if base is None:
        return Resolved(f"XXXX-XX-XXT{draft.part}", NOWHERE, "")
    found = base + timedelta(days=draft.shift or 0)
    return _timed(found.isoformat(), stretch(found.isoformat()), draft.part, anchor)


def _timed(value: str, covered: Stretch, part_: str, anchor: str) -> Resolved:
    """The value with a part of the day, where it is a day."""
    if not part_ or not value:
        return Resolved(value, covered, anchor)
    timed = f"{value}T{part_}"
    return Resolved(timed, stretch(timed) if covered[0] else covered, anchor)


def with_part(resolved: Resolved, part_: str) -> Resolved:
    """A day with its part, where the value has none yet."""
    if "T" in resolved.value or not part_ or resolved.stretch[2] is not Precision.DAY:
        return resolved
    return _timed(resolved.value, resolved.stretch, part_, resolved.anchor)
