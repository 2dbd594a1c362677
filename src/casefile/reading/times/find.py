"""Times in a text: what the words say, as value and stretch of days, and how that was reckoned.

Expressions are TIMEX3's: dates, times of day, durations and repeated times, without the
prepositions before them. A relative one is counted from the day of publication or, better, from a
dated line at the text's beginning; one that follows the story ("two days later") from the last date
that the text spoke of. Where no such anchor is known it stays relative: nothing is taken from the
clock.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, islice

from casefile.particulars import Precision, Time
from casefile.reading.times.anchor import Anchors, Resolved
from casefile.reading.times.build import drafts
from casefile.reading.times.dateline import anchors_of
from casefile.reading.times.draft import Draft, How
from casefile.reading.times.lexicon import may_hold_time
from casefile.reading.times.outlook import outlook
from casefile.reading.times.resolve import resolve
from casefile.reading.times.tokens import Tokens, tokens
from casefile.reading.times.values import part_of

_OPENING = 300  # sentences with times by which a text is told to be of today or of long ago
_LONGEST = 4000  # code points read at once; longer sentences are cut at a blank
_STARTING = {"starting", "beginning", "effective", "commencing"}
_OPEN = {"^": "since", "~": "until", "b": "before", "r": "after"}
_MOVES = (How.CALENDAR, How.WEEKDAY, How.UNIT, How.OFFSET, How.NAMED, How.PART)
Row = tuple[int, Tokens, list[Draft]]  # number of the sentence, its tokens, what was found


def find_times(
    text: str,
    sentences: Sequence[tuple[int, int]],
    published: str = "",
    *,
    hints: Sequence[tuple[int, int]] | None = None,
) -> tuple[Time, ...]:
    """All time expressions of a text, in order, none overlapping.

    Args:
        sentences: where they stand, in order.
        published: ISO day or moment, "" where it is not known.
        hints: stretches that a model marks as times, None without a model; they only settle words
            that are often no times ("may", "march", "sun").
    """
    rows = _rows(text, sentences, hints)
    opening = list(islice(rows, _OPENING))
    anchors = anchors_of(text, opening, published)
    found: list[Time] = []
    for number, row, made in chain(opening, rows):
        anchors.sentence, anchors.clock_day = number, ""
        found += _resolved(row, made, anchors)
    return tuple(found)


def _rows(
    text: str, sentences: Sequence[tuple[int, int]], hints: Sequence[tuple[int, int]] | None
) -> Iterator[Row]:
    """The sentences that hold time expressions, with what their words say."""
    for number, (start, end) in enumerate(sentences):
        for first, last in _cut(text, start, end):
            if not may_hold_time(text[first:last]):
                continue
            row = tokens(text, first, last)
            made = drafts(row, hints or (), hints is not None)
            if made:
                yield number, row, made


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        blank = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        stop = blank if blank > 0 else start + _LONGEST
        yield start, stop
        start = stop
    yield start, end


def _resolved(row: Tokens, made: list[Draft], anchors: Anchors) -> list[Time]:
    """The times of one sentence, one after the other, as each may be the next one's anchor."""
    made = _with_years(row, [_in_clause(row, draft) for draft in made])
    found = []
    for at, draft in enumerate(made):
        if draft.how is How.CLOCK and not anchors.clock_day:
            anchors.clock_day = _day_beside(draft, made, anchors)
        resolved = (
            _counted_back(draft, made[at + 1], anchors) if draft.joined else resolve(draft, anchors)
        )
        found.append(_time(draft, resolved))
        if draft.how in _MOVES and resolved.stretch[0]:
            if _moves_story(draft, resolved):
                anchors.move(resolved, stated=bool(draft.year or draft.value))
            if resolved.stretch[2] is Precision.DAY:
                anchors.clock_day = resolved.value[:10]
    return found


def _in_clause(row: Tokens, draft: Draft) -> Draft:
    """The draft with what its clause says: still to come, over, since, until."""
    late, past = outlook(row, draft)
    at = draft.place
    before = row.kinds[at - 1] if at else ""
    modifier = draft.modifier
    if before in _OPEN and draft.how not in (How.DURATION, How.SET, How.CLOCK):
        modifier = _OPEN[before]
    elif row.words[at - 1 : at] == ("by",) and draft.how in _MOVES:
        modifier = "by"
    elif set(row.words[max(0, at - 2) : at]) & _STARTING and before in "xuiDvE":
        modifier = "since"
    base = replace(draft.base, late=late, past=past) if draft.base else None
    span = row.words[at - 1] if draft.how is How.DURATION and before == "i" and not past else ""
    if draft.how is How.DURATION and _from_now(row, draft):
        span = "from now"
    return replace(draft, late=late, past=past, modifier=modifier, span=span, base=base)


def _from_now(row: Tokens, draft: Draft) -> bool:
    """ "eight years from now"."""
    behind = bisect_left(row.starts, draft.end)
    return row.words[behind : behind + 2] == ("from", "now")


def _between(row: Tokens, one: Draft, two: Draft) -> tuple[int, int]:
    """The indices of the tokens between two drafts."""
    return bisect_left(row.starts, one.end), bisect_left(row.starts, two.start)


def _with_years(row: Tokens, made: list[Draft]) -> list[Draft]:
    """Dates without a year take it from the one they are joined to: "14 May to 2 June 1916"."""
    out = list(made)
    for at in range(len(out) - 2, -1, -1):
        one, two = out[at], out[at + 1]
        if one.how is How.DURATION and two.type.value == "date":
            out[at] = replace(one, base=two) if _begins(row, one, two) else one
        if one.how is not How.CALENDAR or two.how is not How.CALENDAR:
            continue
        if row.words[two.place - 1] in ("till", "until") and one.end + 8 > two.start:
            out[at + 1] = replace(two, modifier="")
        if one.year or one.value:
            continue
        if not (one.month or one.season or one.numeric[0]) or one.shift is not None:
            continue
        joined = row.kinds[slice(*_between(row, one, two))].replace("t", "").replace(",", "")
        if (
            two.shift is not None
            and two.unit == "Y"
            and joined in ("-", "=", ">", "+", "~", "p", "i")
        ):
            out[at] = replace(one, shift=two.shift, unit="Y", near=two.near)
        if not (two.month or two.season or two.numeric[0]):
            continue
        if two.year and joined in ("-", "=", ">", "+", "~", "+<"):
            later = one.month > two.month > 0
            out[at] = replace(one, year=two.year - (1 if later else 0))
        elif (two.shift is None and joined in ("-", "=", ">", "~")) or (
            "&" in row.kinds[one.place - 1 : one.place] and joined == "+"
        ):
            out[at] = replace(one, joined=True)
    return out


def _begins(row: Tokens, one: Draft, two: Draft) -> bool:
    """ "for two weeks starting May 20": whether the second says when the first begins."""
    told = set(row.words[slice(*_between(row, one, two))]) - {",", "on", "the"}
    if told == {"from"} and row.words[one.place - 1 : one.place] != ("for",):
        return False
    return bool(told) and told <= {"starting", "beginning", "from", "commencing"}


def _counted_back(draft: Draft, other: Draft, anchors: Anchors) -> Resolved:
    """The first of "from August to October": the last such one before the second."""
    end = resolve(other, anchors)
    if len(end.stretch[0]) != 10 or end.stretch[0].startswith("-"):
        return resolve(draft, anchors)
    now = date.fromisoformat(end.stretch[0])
    then = Anchors(now, end.anchor, False, anchors.day_first)
    return resolve(replace(draft, late=False, past=True), then)


def _day_beside(draft: Draft, made: list[Draft], anchors: Anchors) -> str:
    """The day of another expression of the sentence, for a clock time: "at 8 p.m. on Sunday"."""
    for other in made:
        if other is not draft and other.how in (How.CALENDAR, How.WEEKDAY, How.OFFSET):
            resolved = resolve(other, anchors)
            if resolved.stretch[2] in (Precision.DAY, Precision.PART_OF_DAY):
                return resolved.value[:10]
    return ""


def _moves_story(draft: Draft, resolved: Resolved) -> bool:
    """Whether the story has come to this date.

    It has not where a season is named in passing, and where a year only bounds what is told ("until
    1976") or is still to come.
    """
    if draft.how is How.CALENDAR and resolved.stretch[2] is Precision.YEAR:
        return not draft.late and draft.modifier not in (*_OPEN.values(), "by")
    return bool(draft.year) or not draft.season


def _time(draft: Draft, resolved: Resolved) -> Time:
    first, last, precision = resolved.stretch
    if draft.edge in ("start", "middle", "end"):
        first, last, precision = part_of(resolved.stretch, draft.edge)
    modifier = draft.modifier or draft.edge
    if first and draft.modifier in (*_OPEN.values(), "by"):
        first, last, precision = _open(
            first, last, draft.modifier, resolved.stretch[1] if draft.edge == "end" else ""
        )
    return Time(
        draft.start,
        draft.end,
        draft.type,
        resolved.value,
        first,
        last,
        precision,
        resolved.anchor,
        draft.rule,
        modifier,
    )


def _open(first: str, last: str, modifier: str, end: str) -> tuple[str, str, Precision]:
    """The stretch that since, until, by, before and after leave open at one end."""
    if modifier == "since":
        return first, "", Precision.OPEN
    if modifier in ("until", "by") or (modifier == "before" and end):
        return "", end or last, Precision.OPEN
    if len(first) != 10 or len(last) != 10:  # a part of a day
        return (last, "", Precision.OPEN) if modifier == "after" else ("", first, Precision.OPEN)
    step = 1 if modifier == "after" else -1
    try:
        other = date.fromordinal(date.fromisoformat(last if step > 0 else first).toordinal() + step)
    except ValueError:
        return first, last, Precision.OPEN
    return (
        (other.isoformat(), "", Precision.OPEN)
        if step > 0
        else ("", other.isoformat(), Precision.OPEN)
    )
