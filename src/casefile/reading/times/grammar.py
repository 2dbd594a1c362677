"""The grammar of time expressions: one regular expression over classes of tokens.

The letters are those of `lexicon.py` and `tokens.py`. The first rule that fits at a place
wins; each begins with an optional prefix for edges ("the end of"), hedges and parts of the day.
"""

from __future__ import annotations

import re
from functools import cache

AMOUNT = (  # two, a few, 12-18, two or three, two and a half, a single, another
    r"(?:(?:[n1234](?:[->]|\+)[n1234]|[n1234y]\+a?5|[n1234]|5an?|aF|a5|a|F|_)p?t?_{0,2})"
)
_UNIT = r"[UVC]"
_YEAR = r"(?:[1234]Z|Z[1234]|4|y)"
_OF_YEAR = rf"(?:,?p?i?{_YEAR}|,?'|p2|,?p?t?[zljkKc]\$?U)"
_MARK = r"(?:-|=|>|\+|,\+|~)"

PREFIX = r"(?:t?Ep|t?e-?i?(?=[^x])|[LJ]i?|t?Pp|q(?=[^tzE]))"

RULES: tuple[tuple[str, str], ...] = (
    ("iso", r"d"),
    ("three_numbers", r"(?:[Ww],?)?#"),
    ("days_of_month", rf"t?[1o]{_MARK}t?[1o]p?[Mm]{_OF_YEAR}?"),
    ("year_month_day", r"4[-/]?[Mm][-/]?1|[Mm]-4-1|[Mm]-1-4|1[-/][Mm][-/]4"),
    ("day_month", rf"(?:[Ww][,=]?)?t?[1on]p?[Mm](?![on](?![xUV])){_OF_YEAR}?"),
    ("month_days", rf"[Mm]t?[1o]{_MARK}t?(?:1(?![xUVCA/:MmFn])|o){_OF_YEAR}?"),
    (
        "month_day",
        rf"(?:[Ww][,=]?)?(?:[Mm][,/]?|m-)t?(?:1(?!-?[UVCAFn/:])|o(?!U)|n(?![xUV])){_OF_YEAR}?",
    ),
    ("weekday_day", r"[Ww],?t?(?:o(?![UPV])|1(?=[;.)]|$))"),
    ("week_of", r"t?U(?:[Ex]u?|pt?)(?=[Mm1o])"),
    (
        "nth_of",
        rf"t?[ol](?:_?[n1])?_?[UVC5P]p(?:t?{_YEAR}|t?U{_YEAR}|[zlkjcK]U|tU|[Mm]{_OF_YEAR}?|[zlk][Mm])",
    ),
    ("quarter", rf"Q(?:p|,|-)?(?:{_YEAR}|'|2|[zlkj]U)?|4-?Q|t?oU(?!p)"),
    ("day_by_number", r"to_?U(?!p)"),
    ("month_year", rf"[Mm][,/-]?{_OF_YEAR}"),
    ("season_year", rf"t?[Sf](?:{_OF_YEAR})|4S"),
    ("relative_season", r"t?[zjlkKc]_?[Sf]"),
    ("relative_weekday", r"[Ww](?:p|,|-)?t?[zlkcK]U|t?[zlkcK]U(?:u|,|-)?[Ww]|t?[zlkjKc]_?[Ww]"),
    ("relative_month", r"(?:t?[lkKc]_?[Mm]|t?[zj]_?M)(?:1(?![UV]))?"),
    ("century", r"t?o-?C(?:Z)?"),
    ("before_day", rf"(?:{AMOUNT}-?{_UNIT}|tU)[brv](?=t?[zlk]?[NHWMm1o#d4])"),
    ("ago", rf"{AMOUNT}-?{_UNIT}(?:,?\+?{AMOUNT}{_UNIT})?g|Vg"),
    ("later", rf"(?:{AMOUNT}-?{_UNIT}|V)(?:t?L|J|K|[br](?=[,.;)\"|]|$))|tU(?:K|[br](?=[,.;)|]|$))"),
    ("span", rf"t?[lkcKR]{AMOUNT}{_UNIT}|t?{AMOUNT}[lkcK]V|t?[kRcK]V"),
    ("relative_unit", r"(?:[LJ]i?)?t?z?[zlkKjc]\$?_?[UC]|[LJe]itU|zV(?=x)"),
    ("day_word", r"N(?:P)?"),
    ("relative_part", r"t?[zlkKj]P"),
    ("clock", r"[1T]A|T|(?:n|1)A|P(?<=P)"),
    ("decade", r"t?s(?:Z)?|1s"),
    ("named", rf"[zlk]?H(?:{_OF_YEAR})?(?:U(?:{_YEAR})?)?|tUpH"),
    ("reference", r"B|tc(?![xUV])"),
    ("war", r"!"),
    ("set", r"Y(?:n|o|5|_)?[UVWPMS]|X[UP]|I"),
    ("week_number", r"t?U1(?:p(?:4|[zlk]U))?(?![%VU])"),
    ("year_in_words", rf"t?[UV]p?{_YEAR}|y"),
    ("years", r"(?:[1234]Z?(?:-|=|>)[1234]Z)|4[-=/](?:[12](?![-/VUM1234])|4)"),
    (
        "duration",
        rf"{AMOUNT}-?{_UNIT}(?:\+{AMOUNT}-?{_UNIT})?(?:-?_(?=[^x]|$|x))?|(?:U|V)-_|to[n1]V|V",
    ),
    ("weekday", r"[Ww](?:,?P)?"),
    ("year", rf"{_YEAR}|'"),
    ("season", r"t?S|t?f"),
    ("month", r"[Mm]"),
    ("bare_unit", r"tU|(?<=Ep)U|U(?:;x)?E(?!p)"),
    ("day_alone", r"(?:(?<=[u~bq])t|(?<=u))o(?=[,.;)iuz@-]|$)(?:zU)?"),
    ("two_numbers", r"[zk]?%(?:,4)?"),
)


@cache
def grammar() -> re.Pattern[str]:
    """All rules, each a group with its name, with the prefix before them."""
    rules = "|".join(f"(?P<{name}>{pattern})" for name, pattern in RULES)
    return re.compile(rf"(?P<prefix>{PREFIX}{{0,2}})(?:{rules})")
