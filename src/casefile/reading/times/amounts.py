"""Drafts of amounts of time: durations, "two days ago", "a week later", "the last three months"."""

from __future__ import annotations

from casefile.particulars import TimeType
from casefile.reading.times.draft import Draft, How
from casefile.reading.times.piece import Piece

_DATE, _DURATION = TimeType.DATE, TimeType.DURATION
_SIGN = {"l": -1, "c": -1, "R": -1, "k": 1, "K": 1}
_LEADS_TO_AMOUNT = "ivDrb^X"  # for, in, over, within, after: before a bare "months"


def ago(piece: Piece) -> Draft | None:
    """ "two days ago", "just over a year ago"."""
    low, high, unit = _added(piece)
    return piece.draft(
        How.OFFSET, _DATE, "so long ago", amount=_minus(low), high=_minus(high), unit=unit, shift=-1
    )


def _added(piece: Piece) -> tuple[float | None, float | None, str]:
    """The amount; of two ("two weeks and three days") in the smaller unit."""
    low, high, unit = amount(piece)
    places = [k for k in range(piece.first, piece.last) if piece.row.kinds[k] in "UVC"]
    if len(places) < 2 or low is None or high is None:
        return low, high, unit
    more, _, small = amount(Piece(piece.row, places[0] + 1, places[0] + 1, piece.last))
    size = {"YM": 12, "WD": 7, "THTM": 60, "DTH": 24, "EY": 10}.get(unit + small)
    if size is None or more is None:
        return low, high, unit
    return low * size + more, high * size + more, small


def later(piece: Piece) -> Draft | None:
    """ "two days later", "a year earlier", "the day before", "the day following"."""
    low, high, unit = amount(piece)
    if piece.kinds.startswith("tU"):
        low = high = 1
    word = piece.word(piece.last - 1)
    sign = -1 if piece.kinds[-1] in "Jb" else 1
    if piece.kinds[-1] == "K" and word != "following":
        return None
    low, high = (x if x is None else sign * x for x in (low, high))
    rule = "so long before" if sign < 0 else "so long after"
    return piece.draft(
        How.OFFSET, _DATE, rule, amount=low, high=high, unit=unit, shift=sign, near=True
    )


def span(piece: Piece) -> Draft | None:
    """ "the last two years", "next five days", "recent weeks", "the coming days"."""
    low, high, unit = amount(piece)
    if piece.kinds[-1] in "V" and len(piece.kinds.strip("t")) == 2:
        low = high = None
    at = piece.find("lkcKR")
    sign = _SIGN[piece.row.kinds[at]] if at is not None else 1
    return piece.draft(
        How.SPAN,
        _DURATION if low is not None else _DATE,
        "stretch up to the anchor" if sign < 0 else "stretch from the anchor",
        amount=low,
        high=high,
        unit=unit,
        shift=sign,
        modifier="working"
        if {"business", "working"} & set(piece.row.words[piece.first : piece.last])
        else "",
        near=piece.word(at or 0) not in ("past", "recent", "last") and "t" in piece.kinds[:1],
    )


def duration(piece: Piece) -> Draft | None:
    """ "three-week", "nearly nine years", "months-long", "a year and a half"; bare "months" after
    "for" or before "later", "before", "of"."""
    if piece.kinds in ("V", "U") and not _bare_amount(piece):
        return None
    if (
        piece.before == "-"
        or _is_age(piece)
        or (piece.kinds in ("aU", "_U") and not _counts(piece))
    ):
        return None
    low, high, unit = amount(piece)
    if unit == "Q" and (piece.kinds[0] in "a5" or "-" in piece.kinds or piece.after == "p"):
        return None  # "a quarter of", "three-quarters"
    singular = "-" not in piece.kinds and piece.kinds[-1] == "U"
    if piece.kinds[0] in "1234" and singular and low != 1:
        return None
    last = piece.last
    if piece.kinds[-1] == "_" and piece.word(last - 1) != "long":
        last -= 1 + (piece.kinds[-2] == "-")
    plural = piece.row.kinds[last - 1] == "V"
    if plural and piece.word(last) == "'" and piece.row.starts[last] == piece.row.ends[last - 1]:
        last += 1
    if piece.kinds[:1] == "a" and piece.before in "n1Vx" and _is_rate(piece):
        return piece.draft(How.SET, TimeType.SET, "rate", value=period(1, unit))
    value = ""
    places = [k for k in range(piece.first, piece.last) if piece.row.kinds[k] in "UVC"]
    if len(places) == 2:  # "two hours and ten minutes"
        more, _, small = amount(Piece(piece.row, places[0] + 1, places[0] + 1, piece.last))
        value = period(low, unit) + period(more, small).lstrip("P").lstrip(
            "T" if unit[0] == "T" else ""
        )
    return piece.over(
        piece.opening,
        last,
        How.DURATION,
        _DURATION,
        "duration",
        amount=low,
        high=high,
        unit=unit,
        value=value,
    )


def _bare_amount(piece: Piece) -> bool:
    """Whether a plural unit alone is an amount: "for months", "days before the raid"."""
    if piece.kinds != "V":
        return False
    after = piece.word(piece.last)
    if piece.before in "iDr" and piece.word(piece.opening - 1) not in ("by", "during"):
        return after not in ("ahead",)
    return after in ("before", "after", "into", "earlier", "of", "prior to") and piece.before != "t"


def _is_age(piece: Piece) -> bool:
    """ "22-year-old", "three years of age"."""
    rest = piece.row.kinds[piece.last : piece.last + 2]
    return rest[:1] == "O" or rest == "-O" or piece.word(piece.last + 1) == "age"


def _counts(piece: Piece) -> bool:
    """Whether "a week" is a length and not one among others, as in "a day when"."""
    return piece.word(piece.last) not in ("when", "that", "which", "where", "-")


def _is_rate(piece: Piece) -> bool:
    """ "10,000 a day", "twice a week"."""
    word = piece.word(piece.opening - 1)
    return piece.before in "n1234V" or word in ("once", "twice", "times", "hours", "people")


def amount(piece: Piece) -> tuple[float | None, float | None, str]:
    """Least and most of the amount of a piece, and its unit; None where it is vague."""
    at = piece.find("UVC")
    unit = str(piece.row.values[at]) if at is not None else "D"
    unit = "C" if unit == "century" else unit
    numbers: list[float] = []
    half = vague = False
    for place in range(piece.first, at if at is not None else piece.last):
        kind, value = piece.row.kinds[place], piece.row.values[place]
        if kind in "n1234y" and not isinstance(value, str):
            numbers.append(float(value))
        elif kind == "F":
            vague = value == "X"
            numbers += [] if value == "X" else [float(value)]
        elif kind == "5":
            half = True
    if piece.kinds[0] == "V":
        vague = True
    return *_sum(numbers, half, vague), unit


def _sum(numbers: list[float], half: bool, vague: bool) -> tuple[float | None, float | None]:
    if vague:
        return None, None
    if half:
        low = numbers[0] + 0.5 if numbers else 0.5
        return low, low
    if not numbers:
        return 1, 1
    return numbers[0], numbers[1] if len(numbers) == 2 and numbers[1] > numbers[0] else numbers[0]


def period(number: float | None, unit: str) -> str:
    """An amount as TIMEX3 writes it: P3D, PT8H, PXM, P2.5Y."""
    if unit == "F":
        number, unit = (None if number is None else 2 * number), "W"
    unit = {"E": "DE", "C": "CE", "WE": "WE"}.get(unit, unit)
    words = "X" if number is None else f"{number:g}"
    return f"PT{words}{unit[1]}" if unit.startswith("T") else f"P{words}{unit}"


def _minus(number: float | None) -> float | None:
    return None if number is None else -number
