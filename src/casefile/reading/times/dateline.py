"""The anchors of a text: day of publication, dated line, and whether it tells of long ago."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from casefile.particulars import Precision
from casefile.reading.times.anchor import Anchors
from casefile.reading.times.draft import Draft, How
from casefile.reading.times.resolve import resolve
from casefile.reading.times.tokens import Tokens

_OPENING = 8  # sentences in which a dated line is looked for
_OLD_YEARS = 10  # so many years long before the publication, and more than the words of the day
_LONG_AGO = 3
_TIMES_FRESH = 5
_MOST_AROUND = 6  # tokens beside the date in a dated line


def anchors_of(
    text: str, rows: Sequence[tuple[int, Tokens, list[Draft]]], published: str
) -> Anchors:
    """The anchors at the beginning of a text."""
    now = _day(published)
    plain = Anchors(now, "published" if now else "", narrative=now is None, day_first=False)
    plain.day_first = _day_first(rows)
    line = _dated_line(text, rows, plain)
    if line is not None:
        plain.now, plain.now_is = line, "dated line"
    plain.narrative = plain.now is None or _tells_of_long_ago(rows, plain.now)
    return plain


def _day(published: str) -> date | None:
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None


def _day_first(rows: Sequence[tuple[int, Tokens, list[Draft]]]) -> bool:
    """Whether the text writes days before months in figures: a first number is above 12."""
    for _, _, made in rows:
        for draft in made:
            if draft.numeric[0] > 12:
                return True
            if draft.numeric[1] > 12:
                return False
    return False


def _dated_line(
    text: str, rows: Sequence[tuple[int, Tokens, list[Draft]]], anchors: Anchors
) -> date | None:
    """The day of a line that is only a date, or of "GENEVA, March 3 (Wire) —"."""
    for number, row, made in rows:
        if number >= _OPENING:
            break
        draft = made[0]
        if draft.how is not How.CALENDAR or (not draft.day and not draft.value):
            continue
        if draft.value and len(draft.value) < 10:
            continue
        if not (_stands_alone(text, draft) or _leads(row, draft)):
            continue
        found = resolve(replace(draft, late=False, past=True), anchors)
        if found.stretch[2] is Precision.DAY and found.stretch[0][0].isdigit():
            return date.fromisoformat(found.stretch[0])
    return None


def _stands_alone(text: str, draft: Draft) -> bool:
    """Whether the date, with a year, is its line, or opens it with a weekday."""
    if not draft.year and not draft.value:
        return False
    start = text.rfind("\n", max(0, draft.start - 80), draft.start) + 1
    if start == 0 and draft.start > 80:
        return False
    end = text.find("\n", draft.end, draft.end + 60)
    before = text[start : draft.start].strip(" \t*_|:–—-").lower()
    after = text[draft.end : end if end >= 0 else min(len(text), draft.end + 60)].strip()
    if before in ("", "published", "updated", "posted", "date", "published on", "published:"):
        few = len(after.split()) <= 3 and bool(before)
        return not after.strip(" .|–—-") or few or (draft.weekday > 0 and not before)
    return False


def _leads(row: Tokens, draft: Draft) -> bool:
    """ "GENEVA, March 3 (Wire) —": a place, the date, and a dash before the first words."""
    at = draft.place
    if at == 0 or at > _MOST_AROUND:
        return False
    before = set(row.kinds[:at])
    if not before <= set("x,.(=-:/;"):
        return False
    after = at
    while after < len(row.starts) and row.starts[after] < draft.end:
        after += 1
    rest = row.kinds[after : after + _MOST_AROUND]
    return "=" in rest or ("(" in rest[:1] and "-" in rest) or rest[:1] == "-" or rest[:2] == ".-"


def _tells_of_long_ago(rows: Sequence[tuple[int, Tokens, list[Draft]]], now: date) -> bool:
    old = fresh = 0
    for _, _, made in rows:
        for draft in made:
            if draft.year:
                old += now.year - draft.year >= _LONG_AGO
                fresh += abs(now.year - draft.year) < _LONG_AGO
            elif draft.how is How.WEEKDAY or (draft.shift is not None and not draft.near):
                fresh += 1
    return old >= _OLD_YEARS and old > _TIMES_FRESH * fresh
