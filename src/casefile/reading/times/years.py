"""Drafts of years, decades and centuries."""

from __future__ import annotations

from casefile.particulars import TimeType
from casefile.reading.times.calendar import year_of
from casefile.reading.times.draft import Draft, How
from casefile.reading.times.lexicon import words_of
from casefile.reading.times.piece import Piece

_DATE = TimeType.DATE
_FIRST, _LAST = 1500, 2100  # numbers between these are years unless what follows says otherwise
_LEADING = "i^~DbrvM&>(=|p,tl-kz+@u\n"  # classes of words that lead to a year
_WHOSE = frozenset({"his", "her", "their", "my", "your"})
_YEAR_HEDGES = frozenset({"about", "around", "circa", "ca", "ca ."})


def decade(piece: Piece) -> Draft | None:
    """ "the 1930s", "the '90s", "the sixties"; not "in her 60s"."""
    number = piece.number("s1")
    word = piece.word(piece.find("s") or piece.first)
    if number % 10 or "1" in piece.kinds or piece.word(piece.opening - 1) in _WHOSE:
        return None
    bare = "t" not in piece.kinds and word[0] not in "'’‘"
    if number < 100 and bare and piece.before not in tuple("iD"):
        return None
    if number < 100:
        number += 1900
    value = f"{number // 10:03d}"
    if int(piece.value("Z", 1)) < 0:
        value = f"BC{value}"
    return piece.draft(How.CALENDAR, _DATE, "decade", value=value)


def century(piece: Piece) -> Draft | None:
    """ "the 20th century", "the 4th century BC"."""
    at = piece.find("o")
    number, era = piece.number("o"), int(piece.value("Z", 1))
    value = ("BC" if era < 0 else "") + f"{number - 1:02d}"
    first = piece.opening if piece.prefix or at is None else at
    return piece.over(first, piece.last, How.CALENDAR, _DATE, "century", value=value)


def year(piece: Piece) -> Draft | None:
    """A year alone: "in 2008", "the 2007 campaign", "264 BC", "the '99"."""
    if piece.kinds == "'":
        led = piece.before in "ptiv" or (piece.before in "^D~(" and piece.after != "x")
        if not led:
            return None
    elif piece.kinds in "4y":
        hedged = "q" in piece.prefix and piece.word(piece.opening) not in _YEAR_HEDGES
        if hedged or not _is_year(piece):
            return None
    return piece.draft(How.CALENDAR, _DATE, "year", year=year_of(piece))


def _is_year(piece: Piece) -> bool:
    """Whether a number of four digits, or in words, is a year by what stands around it."""
    before, after = piece.word(piece.first - 1), piece.word(piece.last)
    if piece.kinds == "4" and (piece.after in "UVC" or after in ("/", ":")):
        return False
    if after in words_of("numbers_not_years", "behind"):
        return False
    if before in words_of("numbers_not_years", "before"):
        return False
    led = piece.before in _LEADING or bool(piece.prefix)
    if not _FIRST <= piece.number("4y") <= _LAST:
        return led and piece.before in "i^~DrM(" and piece.after != "x"
    if led and piece.before not in ",+>-p":
        return True
    if piece.kinds == "y" and piece.before not in "i^~Dbrvpl":
        return False
    counted = piece.after == "x" and after.endswith("s") and len(after) > len("gas")
    return not counted or piece.before in "itp^"


def years(piece: Piece) -> list[Draft]:
    """ "1915-17", "1939-1945", "480-479 BC": two years."""
    places = [at for at in range(piece.first, piece.last) if piece.row.kinds[at] in "1234"]
    first, second = places[0], places[-1]
    low, high = (int(piece.row.values[at]) for at in (first, second))
    if "Z" in piece.kinds:
        sign = int(piece.value("Z"))
        low, high = low * sign, high * sign
    elif high < 100:
        high += low // 100 * 100
    if high <= low or high - low > 400:
        return []
    last = piece.last
    one_end = first + 2 if piece.row.kinds[first + 1] == "Z" else first + 1
    return [
        piece.over(piece.opening, one_end, How.CALENDAR, _DATE, "year", year=low),
        piece.over(second, last, How.CALENDAR, _DATE, "year", year=high),
    ]


def year_in_words(piece: Piece) -> Draft | None:
    """ "the year 1950", "nineteen ninety-six"."""
    unit = piece.find("UV")
    if unit is not None and piece.row.values[unit] != "Y":
        return None
    if unit is None:
        return year(piece)
    first = piece.opening
    return piece.over(first, piece.last, How.CALENDAR, _DATE, "year", year=year_of(piece))
