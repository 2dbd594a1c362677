"""Drafts of what is counted from an anchor: weekdays, "last year", "this morning", named days."""

from __future__ import annotations

from casefile.particulars import TimeType
from casefile.reading.times.calendar import shift_of, year_of
from casefile.reading.times.draft import Draft, How
from casefile.reading.times.piece import Piece

_DATE, _TIME = TimeType.DATE, TimeType.TIME
_OF_THE_UNIT = frozenset({"in", "for", "during", "of", "by", "throughout", "over", "within", "to"})


def weekday(piece: Piece) -> Draft | None:
    """ "on Monday", "Sunday night"."""
    if piece.find("w") is not None and not piece.hinted:
        if piece.hinted is False or not (piece.before in tuple("uDb~^&>+,(") or "P" in piece.kinds):
            return None
        if piece.before in ("+", ",", "(", ">", "D") and not set("Ww") & set(
            piece.row.kinds[: piece.first]
        ):
            return None
        if piece.word(piece.first) == "sun" and piece.before not in "u":
            return None
    part = piece.text("P")
    kind = _TIME if part else _DATE
    return piece.draft(How.WEEKDAY, kind, "weekday", weekday=piece.number("Ww"), part=part)


def relative_weekday(piece: Piece) -> Draft | None:
    """ "last Friday", "next Monday", "Tuesday of next week", "this week Monday"."""
    unit = piece.find("U")
    if unit is not None and piece.row.values[unit] != "W":
        return None
    shift, near = shift_of(piece)
    if "k" in piece.kinds and piece.word(piece.find("k") or 0) != "next" and not near:
        near = False
        shift = 1 if unit is not None else 2  # 2: the coming one
    end = piece.last + (1 if piece.after == "P" else 0)
    part = str(piece.row.values[piece.last]) if piece.after == "P" else ""
    return piece.over(
        piece.opening,
        end,
        How.WEEKDAY,
        _TIME if part else _DATE,
        "weekday of a week" if unit is not None else "weekday, last or next",
        weekday=piece.number("Ww"),
        shift=shift,
        near=near,
        part=part,
        unit="W" if unit is not None else "",
    )


def relative_month(piece: Piece) -> Draft | None:
    """ "last May", "this September", "the previous April"."""
    shift, near = shift_of(piece)
    return piece.draft(
        How.CALENDAR,
        _DATE,
        "month, last or next",
        month=piece.number("Mm"),
        day=piece.number("1"),
        shift=shift,
        near=near,
    )


def relative_unit(piece: Piece) -> Draft | None:
    """ "last year", "this week", "the same day", "later this year", "this fiscal year"."""
    at = piece.find("UCV")
    unit = str(piece.row.values[at]) if at is not None else ""
    if "V" in piece.kinds and unit != "Y":  # "this years" without its apostrophe
        return None
    unit = "C" if unit == "century" else unit
    if unit in ("TH", "TM"):
        return None
    shift, near = shift_of(piece)
    word = piece.word(piece.find("zjlkKc") or 0)
    if shift is None:  # "later in the year", "early in the year"
        shift, near = 0, True
    if word == "this" and "c" in piece.kinds:
        near = False
    if word == "past" and "z" not in piece.kinds and unit != "E":
        return piece.draft(
            How.SPAN,
            TimeType.DURATION,
            "stretch up to the anchor",
            amount=1,
            high=1,
            unit=unit,
            shift=-1,
        )
    edge = {"L": "later", "J": "earlier", "e": ""}.get(piece.kinds[0], "")
    rest = {"edge": edge} if edge else {}
    if piece.kinds[0] == "e":
        rest = {"edge": str(piece.row.values[piece.first])}
    modifier = (
        "about" if "$" in piece.kinds and piece.word(piece.find("$") or 0) != "calendar" else ""
    )
    return piece.draft(
        How.UNIT,
        _DATE,
        "unit, this or next",
        unit=unit,
        shift=shift,
        near=near,
        modifier=modifier,
        **rest,
    )


def bare_unit(piece: Piece) -> Draft | None:
    """ "the end of the year", "in the week", "the day before she left"."""
    unit = piece.text("U")
    if unit in ("TH", "TM", "Q", "E"):
        return None
    if "E" in piece.kinds:  # "year end", "the month's end"
        if piece.text("E") != "end" or piece.before not in "ibrvD~":
            return None
        return piece.draft(How.UNIT, _DATE, "the unit", unit=unit, shift=0, edge="end")
    edged = "E" in piece.prefix
    if piece.after in "brv" and unit in "DYMW":
        if edged or piece.after == "v":
            return None
        return piece.draft(
            How.UNIT, _DATE, "unit beside an event", unit=unit, shift=None, near=True
        )
    if unit == "WE" and piece.after != "x":
        return piece.draft(How.UNIT, _DATE, "the unit", unit=unit, shift=0)
    if not edged and (
        piece.after in ("p", "-", "^")
        or piece.word(piece.opening - 1) not in _OF_THE_UNIT
        or (unit == "D" and piece.word(piece.opening - 1) != "for")
        or piece.after == "x"
    ):
        return None
    return piece.draft(How.UNIT, _DATE, "the unit", unit=unit, shift=0, near=False)


def day_word(piece: Piece) -> Draft | None:
    """ "today", "yesterday morning"."""
    value = piece.text("N")
    days = int(value.rstrip("NI"))
    part = piece.text("P") or ("NI" if value.endswith("NI") else "")
    kind = _TIME if part else _DATE
    return piece.draft(
        How.OFFSET,
        kind,
        "day counted from the anchor",
        amount=days,
        high=days,
        unit="D",
        shift=days,
        part=part,
    )


def relative_part(piece: Piece) -> Draft | None:
    """ "this morning", "last night", "that afternoon", "the next morning"."""
    shift, near = shift_of(piece)
    part = piece.text("P")
    if shift == -1 and part != "NI" and not near:
        return None
    return piece.draft(How.PART, _TIME, "part of a day", part=part, shift=shift, near=near)


def clock(piece: Piece) -> Draft | None:
    """ "5:30PM", "11 a.m.", "noon"."""
    end = piece.last
    half = piece.text("A").replace(".", "")
    if piece.word(end).upper() in _zones():
        end += 1
    words = piece.text("T")
    if words.count(":") == 2 and not half:
        hours, minutes, seconds = (int(x) for x in words.split(":"))
        if end == piece.last:
            return piece.draft(
                How.DURATION,
                TimeType.DURATION,
                "clock as duration",
                value=f"PT{hours}H{minutes}M{seconds}S",
            )
    hour = int(words.split(":")[0]) if words else piece.number("1n")
    rest = words[words.find(":") :] if words else ""
    if not 0 <= hour <= 24 or (half in ("am", "pm") and hour > 12):
        return None
    if half == "pm" and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    if "P" in piece.kinds:
        return None
    return piece.over(piece.opening, end, How.CLOCK, _TIME, "clock", clock=f"{hour:02d}{rest}")


def _zones() -> frozenset[str]:
    from casefile.reading.times.lexicon import lexicon

    return lexicon().zones


def named(piece: Piece) -> Draft | None:
    """ "Easter", "Christmas Day 2019", "last Easter", "Labor Day weekend"."""
    year = year_of(piece)
    shift, near = (None, False) if year else shift_of(piece)
    units = [
        str(piece.row.values[at])
        for at in range(piece.first, piece.last)
        if piece.row.kinds[at] == "U"
    ]
    if any(u not in ("Y", "WE") for u in units):
        return None
    return piece.draft(
        How.NAMED,
        _DATE,
        "named day",
        number=piece.number("H"),
        year=year,
        shift=shift,
        near=near,
        unit="WE" if "WE" in units else "",
    )


def war(piece: Piece) -> Draft | None:
    """ "since World War Two"."""
    if piece.before not in tuple("^~rbD") or piece.word(piece.opening - 1) == "for":
        return None
    return piece.draft(How.WAR, _DATE, "named war, an interpretation", number=piece.number("!"))


def reference(piece: Piece) -> Draft | None:
    """ "now", "at the time", "in the future"."""
    word = piece.word(piece.first)
    if piece.kinds == "tc":
        return piece.draft(How.REFERENCE, _DATE, "reference without distance", value="PAST_REF")
    if word.startswith("the ") and piece.after in "UVx" and word not in ("the time being",):
        return None
    if word in ("at the time", "at that time") and piece.after == "p":
        return None
    if (
        word.endswith(" term")
        and "the" not in piece.row.words[max(0, piece.first - 2) : piece.first]
    ):
        return None
    return piece.draft(How.REFERENCE, _DATE, "reference without distance", value=piece.text("B"))
