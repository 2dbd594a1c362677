"""From matches of the grammar to drafts, in the order of the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from casefile.particulars import TimeType
from casefile.reading.times import amounts, calendar, figures, relative, years
from casefile.reading.times.draft import Draft, How
from casefile.reading.times.grammar import grammar
from casefile.reading.times.piece import Piece
from casefile.reading.times.tokens import Tokens

Built = Draft | list[Draft] | None
_EDGES = "eE"


def drafts(row: Tokens, hints: Sequence[tuple[int, int]] = (), hinted: bool = False) -> list[Draft]:
    """All expressions of a row of tokens; none shares words with another.

    Args:
        hints: stretches that a model marks as times; they settle words such as "may" and "sun".
        hinted: whether there is such a model (it may have marked nothing here).
    """
    found: list[Draft] = []
    at = 0
    while at < len(row.kinds):
        match = grammar().search(row.kinds, at)
        if match is None:
            break
        name = match.lastgroup or ""
        first, last = match.span(name)
        marked = _marked(row, first, last, hints) if hinted else None
        built = _listed(_BUILDERS[name](Piece(row, match.start(), first, last, marked)))
        found += [_with_prefix(row, match.start(), first, draft) for draft in built]
        at = max(_behind(row, built[-1]), match.start() + 1) if built else match.start() + 1
    return found


def _marked(row: Tokens, first: int, last: int, hints: Sequence[tuple[int, int]]) -> bool:
    start, end = row.starts[first], row.ends[last - 1]
    return any(s < end and e > start for s, e in hints)


def _listed(built: Built) -> list[Draft]:
    if built is None:
        return []
    return built if isinstance(built, list) else [built]


def _behind(row: Tokens, draft: Draft) -> int:
    """The index of the first token after a draft."""
    at = draft.place
    while at < len(row.ends) and row.starts[at] < draft.end:
        at += 1
    return at


def _with_prefix(row: Tokens, opening: int, first: int, draft: Draft) -> Draft:
    """The draft with what its prefix says: an edge, a hedge, a part of the day."""
    if draft.place >= first and draft.place != opening:
        return draft
    edge, modifier, part = draft.edge, draft.modifier, draft.part
    for at in range(opening, first):
        kind, value = row.kinds[at], str(row.values[at])
        if kind in _EDGES:
            edge = edge or value
        elif kind == "q":
            modifier = modifier or value
        elif kind == "P" and draft.how not in (How.DURATION, How.SET):
            part = part or value
        elif kind in "LJ":
            edge = edge or ("later" if kind == "L" else "earlier")
    timed = TimeType.TIME if part and draft.type is TimeType.DATE else draft.type
    return replace(draft, edge=edge, modifier=modifier, part=part, type=timed)


def nth(piece: Piece) -> Draft | None:
    """ "the first week of October", "the last day of 1999", "the 15th day of next month"."""
    unit_at = piece.find("UVC5P")
    if unit_at is None:
        return None
    unit = str(piece.row.values[unit_at]) if piece.row.kinds[unit_at] != "5" else "H"
    unit = "C" if unit == "century" else unit
    many = next(
        (
            int(piece.row.values[a])
            for a in range(piece.first + 1, unit_at)
            if piece.row.kinds[a] in "n1"
        ),
        1,
    )
    which = piece.number("o") if "o" in piece.row.kinds[piece.first : unit_at] else -1
    rest = Piece(piece.row, unit_at + 2, unit_at + 2, piece.last)
    year = calendar.year_of(rest)
    shift, near = (None, False) if year else calendar.shift_of(rest)
    month = rest.number("Mm")
    if year or month:
        base = rest.draft(
            How.CALENDAR, TimeType.DATE, "", year=year, month=month, shift=shift, near=near
        )
    elif rest.kinds in ("tU", "U"):
        base = rest.draft(How.UNIT, TimeType.DATE, "", unit=rest.text("U"), shift=0, near=True)
    else:
        base = rest.draft(How.UNIT, TimeType.DATE, "", unit=rest.text("U"), shift=shift, near=near)
    return piece.draft(
        How.NTH,
        TimeType.DATE,
        "one of the units of a stretch",
        unit=unit,
        number=which,
        amount=many,
        base=base,
    )


def sets(piece: Piece) -> Draft | None:
    """ "every day", "each Monday", "per month", "weekly", "Sundays"."""
    if piece.kinds == "I":
        return piece.draft(How.SET, TimeType.SET, "repeated", value=piece.text("I"))
    at = piece.last - 1
    kind, value = piece.row.kinds[at], piece.row.values[at]
    if kind in "UV":
        number = piece.value("no", 1)
        value = amounts.period(2 if "5" in piece.kinds else float(number), str(value))
    elif kind == "W":
        value = f"XXXX-WXX-{value}"
    elif kind == "P":
        value = f"XXXX-XX-XXT{value}"
    elif kind == "M":
        value = f"XXXX-{int(value):02d}"
    else:
        value = f"XXXX-{value}"
    return piece.draft(How.SET, TimeType.SET, "repeated", value=str(value))


def week_number(piece: Piece) -> Draft | None:
    """ "week 31", "week 3 of 2027"."""
    if piece.value("U") != "W":
        return None
    year = calendar.year_of(piece)
    rest = Piece(piece.row, piece.first + 2, piece.first + 2, piece.last)
    shift, near = (None, False) if year else calendar.shift_of(rest)
    return piece.draft(
        How.CALENDAR,
        TimeType.DATE,
        "week by number",
        unit="Y" if shift is not None else "",
        piece=f"W{piece.number('1'):02d}",
        year=year,
        shift=shift,
        near=near,
    )


def before_day(piece: Piece) -> Draft | None:
    """ "two days before Christmas", "three weeks from tomorrow": so long before or after a day."""
    match = grammar().match(piece.row.kinds, piece.last)
    if piece.word(piece.opening - 1) == "for" and piece.kinds[-1] == "v":
        return amounts_only(piece)  # "for three days from today" is a length
    if match is None or match.lastgroup in (
        "before_day",
        "month",
        "year",
        "duration",
        "later",
        "ago",
    ):
        return amounts_only(piece)
    name = match.lastgroup or ""
    inner = _listed(_BUILDERS[name](Piece(piece.row, match.start(), *match.span(name))))
    if not inner:
        return amounts_only(piece)
    low, high, unit = amounts.amount(Piece(piece.row, piece.first, piece.first, piece.last - 1))
    sign = -1 if piece.kinds[-1] == "b" else 1
    low, high = (x if x is None else sign * x for x in (low, high))
    made = piece.draft(
        How.OFFSET,
        TimeType.DATE,
        "so long from a day",
        amount=low,
        high=high,
        unit=unit,
        shift=sign,
        base=inner[0],
    )
    return replace(made, end=inner[0].end)


def week_of(piece: Piece) -> Draft | None:
    """ "the week of March 3", "the week beginning on the 18th": the week that holds a day."""
    words = piece.row.words[piece.first : piece.last]
    if piece.value("U") != "W" or not set(words) & {"of", "beginning", "starting", "commencing"}:
        return None
    match = grammar().match(piece.row.kinds, piece.last)
    name = match.lastgroup or "" if match else ""
    if match and name in ("day_month", "month_day"):
        inner = _listed(_BUILDERS[name](Piece(piece.row, match.start(), *match.span(name))))
    else:
        only = Piece(piece.row, piece.last, piece.last, piece.last + 1)
        inner = _listed(figures.day_alone(only)) if piece.after == "o" else []
    if not inner:
        return None
    made = piece.draft(
        How.NTH, TimeType.DATE, "week of a day", unit="W", number=1, amount=1, base=inner[0]
    )
    return replace(made, end=inner[0].end)


def amounts_only(piece: Piece) -> Draft | None:
    """The amount alone where no day follows: "two years after the flood"."""
    row = Piece(piece.row, piece.opening, piece.first, piece.last - 1, piece.hinted)
    return relative.bare_unit(row) if row.kinds == "tU" else amounts.duration(row)


_BUILDERS: dict[str, Callable[[Piece], Built]] = {
    "iso": figures.iso,
    "three_numbers": figures.three_numbers,
    "two_numbers": figures.two_numbers,
    "days_of_month": calendar.days,
    "day_month": calendar.day_month,
    "month_days": calendar.days,
    "month_day": calendar.day_month,
    "year_month_day": figures.year_month_day,
    "weekday_day": calendar.weekday_day,
    "nth_of": nth,
    "quarter": calendar.quarter,
    "month_year": calendar.month_year,
    "season_year": calendar.season,
    "relative_season": calendar.relative_season,
    "relative_weekday": relative.relative_weekday,
    "relative_month": relative.relative_month,
    "century": years.century,
    "before_day": before_day,
    "week_of": week_of,
    "day_alone": figures.day_alone,
    "day_by_number": calendar.day_by_number,
    "ago": amounts.ago,
    "later": amounts.later,
    "span": amounts.span,
    "relative_unit": relative.relative_unit,
    "day_word": relative.day_word,
    "relative_part": relative.relative_part,
    "clock": relative.clock,
    "decade": years.decade,
    "named": relative.named,
    "reference": relative.reference,
    "war": relative.war,
    "set": sets,
    "week_number": week_number,
    "year_in_words": years.year_in_words,
    "years": years.years,
    "duration": amounts.duration,
    "weekday": relative.weekday,
    "year": years.year,
    "season": calendar.season,
    "month": calendar.month,
    "bare_unit": relative.bare_unit,
}
