"""Drafts of places on the calendar: days, months, years, seasons, quarters, decades, weekdays."""

from __future__ import annotations

from casefile.particulars import TimeType
from casefile.reading.times.draft import Draft, How
from casefile.reading.times.lexicon import words_of
from casefile.reading.times.piece import Piece

_DATE = TimeType.DATE
_SHIFT = {"z": 0, "j": 0, "l": -1, "k": 1, "K": 1, "c": -1}


def shift_of(piece: Piece) -> tuple[int | None, bool]:
    """Last, this, next or the same; and whether that is near (counted from the story)."""
    places = [k for k in range(piece.first, piece.last) if piece.row.kinds[k] in "zjlkKc"]
    at = places[-1] if places else None
    if at is None:
        return None, False
    kind, word = piece.row.kinds[at], piece.word(at)
    with_the = at > piece.first and piece.row.kinds[at - 1] == "t"
    near = kind == "j" or (
        with_the and (kind in "kK" or word in ("previous", "preceding", "prior"))
    )
    near = near or (kind == "K" and with_the)
    return _SHIFT[kind], near


def year_of(piece: Piece, first: int | None = None) -> int:
    """The year that stands at the end of a piece, negative before the era, 0 where none does."""
    kinds, row = piece.row.kinds, piece.row
    for at in range(piece.last - 1, (piece.first if first is None else first) - 1, -1):
        if kinds[at] == "Z":
            other = at - 1 if at > piece.first and kinds[at - 1] in "1234" else at + 1
            return int(row.values[other]) * int(row.values[at]) if other < piece.last else 0
        if kinds[at] in "4y":
            return int(row.values[at])
        if kinds[at] == "'" or (kinds[at] == "2" and kinds[at - 1] == "p"):
            number = int(row.values[at])
            return number + (2000 if number < 30 else 1900)
    return 0


def calendar(piece: Piece, rule: str, **rest: object) -> Draft | None:
    """A draft with the piece's year, or the year that "of that year", "last year" says."""
    year = year_of(piece)
    shift, near = (None, False) if year else shift_of(piece)
    unit = piece.find("U")
    if unit is not None and not year and piece.row.values[unit] != "Y":  # "June 3 this week"
        stop = next(k for k in range(piece.first, piece.last) if piece.row.kinds[k] in "zljkKc")
        stop -= piece.row.kinds[stop - 1] in "tp,"
        return Piece(piece.row, piece.opening, piece.first, stop).draft(
            How.CALENDAR, _DATE, rule, **rest
        )
    return piece.draft(
        How.CALENDAR,
        _DATE,
        rule,
        year=year,
        shift=shift,
        near=near,
        unit="Y" if unit else "",
        **rest,
    )


def day_month(piece: Piece) -> Draft | None:
    """ "3 February 2007", "the 25th of August", "March 3", "Friday, July 21, 2017"."""
    day = piece.number("1on")
    if (
        piece.word(piece.opening - 1) in ("$", "£", "€")
        or not 1 <= day <= 31
        or (piece.before == "i" and piece.kinds in ("M1", "m1", "Mn", "mn") and piece.after == "x")
    ):
        return None
    return calendar(
        piece, "day of a month", day=day, month=piece.number("Mm"), weekday=piece.number("Ww")
    )


def days(piece: Piece) -> list[Draft]:
    """ "6-7 January 1916", "March 5-9, 1918": two days of one month."""
    places = [at for at in range(piece.first, piece.last) if piece.row.kinds[at] in "1o"][:2]
    month = piece.find("Mm")
    whole = calendar(piece, "days of a month", month=piece.number("Mm"))
    numbers = [int(piece.row.values[at]) for at in places]
    if whole is None or month is None or not all(1 <= n <= 31 for n in numbers):
        return []
    first, second = places
    leading = month < first
    opening = piece.row.kinds[first - 1] == "t" and first - 1 >= piece.first
    begin = month if leading else first - opening
    one = piece.over(piece.opening if piece.opening < begin else begin, first + 1, *_how(whole))
    starts_t = piece.row.kinds[second - 1] == "t"
    two = piece.over(
        second - starts_t,
        piece.last if not leading or whole.year or whole.shift is not None else second + 1,
        *_how(whole),
    )
    rolled = numbers[1] < numbers[0]
    months = (
        (whole.month, whole.month % 12 + 1)
        if leading
        else ((whole.month - 2) % 12 + 1, whole.month)
    )
    months = months if rolled else (whole.month, whole.month)
    return [
        _with(one, whole, months[0], numbers[0]),
        _with(two, whole, months[1], numbers[1]),
    ]


def _how(draft: Draft) -> tuple[How, TimeType, str]:
    return draft.how, draft.type, draft.rule


def _with(draft: Draft, whole: Draft, month: int, day: int) -> Draft:
    from dataclasses import replace

    return replace(draft, year=whole.year, shift=whole.shift, near=whole.near, month=month, day=day)


def weekday_day(piece: Piece) -> Draft | None:
    """ "Tuesday the eleventh", "Tue 13th"."""
    day = piece.number("o1")
    if not 1 <= day <= 31:
        return None
    return piece.draft(How.WEEKDAY, _DATE, "weekday and day", weekday=piece.number("Ww"), day=day)


def day_by_number(piece: Piece) -> Draft | None:
    """ "the fourth day", "the second day": its place only the story knows."""
    if piece.value("U") != "D":
        return None
    return piece.draft(How.REFERENCE, _DATE, "day by number", value="XXXX-XX-XX")


def month_year(piece: Piece) -> Draft | None:
    """ "May 2010", "January, 1918", "October of that year"."""
    return calendar(piece, "month of a year", month=piece.number("Mm"))


def month(piece: Piece) -> Draft | None:
    """ "in February", "August": a month alone."""
    weak = piece.kinds == "m"
    preposition = piece.before in tuple("i^~Dbr&pk+>v") or bool(piece.prefix)
    if piece.word(piece.first) == "march" and not preposition and piece.after in ">u;x":
        return None
    if (
        weak
        and piece.after == "-"
        and piece.row.kinds[piece.last + 1 : piece.last + 2] in ("M", "m")
    ):
        preposition = True
    if weak and not piece.hinted:
        if not preposition or piece.hinted is False:
            return None
        others = "M" in piece.row.kinds or "m" in piece.row.kinds[: piece.first]
        lonely = piece.before in "+>v" and not others
        if lonely and (piece.before != "v" or piece.word(piece.first) == "may"):
            return None
        if piece.word(piece.first) in ("may", "march") and piece.before in "pb+>":
            return None
    return piece.draft(How.CALENDAR, _DATE, "month", month=piece.number("Mm"))


def season(piece: Piece) -> Draft | None:
    """ "the spring of 1916", "summer 1918", "this summer", "the winter"."""
    name = piece.text("Sf")
    if piece.after == "x" and piece.word(piece.last) in words_of("season", "things"):
        return None  # "a summer camp", "winter coats"
    year = year_of(piece)
    fall = piece.kinds in ("tf", "f")
    if fall and (piece.before not in "iD~^b" or piece.after == "p"):
        return None
    if year or "U" in piece.kinds:
        return calendar(piece, "season", season=name)
    return _relative_season(piece)


def relative_season(piece: Piece) -> Draft | None:
    """ "last summer", "the following spring"."""
    return _relative_season(piece)


def _relative_season(piece: Piece) -> Draft | None:
    shift, near = shift_of(piece)
    if piece.kinds == "tS" and not piece.prefix and piece.after == "x" and _names(piece):
        piece = Piece(piece.row, piece.first + 1, piece.first + 1, piece.last)
    return piece.draft(
        How.CALENDAR, _DATE, "season", season=piece.text("Sf"), shift=shift, near=near
    )


def _names(piece: Piece) -> bool:
    """Whether a season describes the word behind it: "the winter campaign"."""
    word = piece.word(piece.last)
    return word not in words_of("future", "past") | words_of("future", "cues") | _LINKS


_LINKS = frozenset({"is", "are", "when", "with", "that", "as", "at", "but", "while", "he", "they"})


def quarter(piece: Piece) -> Draft | None:
    """ "Q3 2012", "the third quarter"."""
    if "Q" in piece.kinds:
        name = piece.text("Q").upper()
        if piece.kinds == "Q" and name.startswith("H"):
            return None
        year = year_of(piece)
        if piece.kinds == "Q2":
            year = 2000 + piece.number("2")
        shift, near = shift_of(piece)
        return piece.draft(
            How.CALENDAR,
            _DATE,
            "quarter",
            year=year,
            piece=name,
            shift=shift,
            near=near,
            unit="Y" if "U" in piece.kinds else "",
        )
    if piece.value("U") == "D" and "t" in piece.kinds:
        return day_by_number(piece)
    if piece.value("U") != "Q" or not 1 <= piece.number("o") <= 4:
        return None
    return piece.draft(How.CALENDAR, _DATE, "quarter", piece=f"Q{piece.number('o')}")
