"""Drafts of days in figures: "2019-08-01", "3/12/2019", "on 22/04", "on the 18th"."""

from __future__ import annotations

import re

from casefile.particulars import TimeType
from casefile.reading.times.calendar import shift_of
from casefile.reading.times.draft import Draft, How
from casefile.reading.times.piece import Piece

_DATE = TimeType.DATE


def iso(piece: Piece) -> Draft | None:
    """ "2019-08-01", "20190801", "2019-08-01T10:00"."""
    value = piece.text("d").upper().replace(" ", "T")
    kind = TimeType.TIME if "T" in value else _DATE
    return piece.draft(How.CALENDAR, kind, "day in figures", value=value)


def three_numbers(piece: Piece) -> Draft | None:
    """ "3/12/2019", "12.3.2019", "2019/3/12"."""
    parts = [int(x) for x in re.split(r"[-/.]", piece.text("#"))]
    year, pair = (
        (parts[0], (parts[2], parts[1])) if parts[0] > 999 else (parts[2], (parts[0], parts[1]))
    )
    if year < 100:
        if "." in piece.text("#") and year < 32 and parts[0] < 24 and parts[1] < 60:
            pass
        year += 2000 if year < 35 else 1900
    if parts[0] > 999:
        return _of_day(piece, year, pair[1], pair[0], "day in figures")
    return piece.draft(How.CALENDAR, _DATE, "day in figures", year=year, numeric=pair)


def two_numbers(piece: Piece) -> Draft | None:
    """ "on 22/04", "Friday 5/12": only after words that a day follows."""
    kinds = piece.row.kinds
    alone = set(kinds) <= set("%-=>#,")
    if piece.before not in tuple("uv~^>&br+,WzkE-") and not alone and piece.after not in "-=":
        return None
    if piece.before in ",-" and "%" not in kinds[max(0, piece.first - 2) : piece.first]:
        return None
    first, second = (int(x) for x in piece.text("%").split("/"))
    if not 1 <= min(first, second) <= 12 or not 1 <= max(first, second) <= 31:
        return None
    shift, near = shift_of(piece)
    return piece.draft(
        How.CALENDAR,
        _DATE,
        "day in figures",
        numeric=(first, second),
        year=piece.number("4"),
        shift=shift,
        near=near,
    )


def year_month_day(piece: Piece) -> Draft | None:
    """ "2019-aug-1", "September-2020-23", "22/Jan/2019"."""
    return _of_day(
        piece, piece.number("4"), piece.number("Mm"), piece.number("1"), "day of a month"
    )


def day_alone(piece: Piece) -> Draft | None:
    """ "on the 18th": a day of the month that the text is in."""
    day = piece.number("o")
    if not 1 <= day <= 31 or (piece.find("U") is not None and piece.value("U") != "M"):
        return None
    return piece.draft(How.CALENDAR, _DATE, "day alone", day=day)


def _of_day(piece: Piece, year: int, month: int, day: int, rule: str) -> Draft | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return piece.draft(How.CALENDAR, _DATE, rule, year=year, month=month, day=day)
