"""Captions and credits: where the one ends and the other starts, and the day a caption states."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from casefile.reference.tables import load_table

_NAME = r"[A-ZÀ-ÖØ-ÞА-ЯІЇЄҐ][\w.'’-]*"
_PERSON = (
    rf"{_NAME}(?:[ \u00a0](?:(?:de|van|von|der|den|al|el|bin|la|le|di)[ \u00a0])?{_NAME}){{0,4}}"
)
_MOST_WORDS = 120  # a longer line is a paragraph, whatever it ends with
_MONTHS_WORDS = (
    "january february march april may june july august september october november december"
)
_MONTHS = tuple(_MONTHS_WORDS.split())
_MONTH = (
    r"(?P<month{0}>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(?P<day{0}>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year{0}>(?:19|20)\d\d)"
# "Nov. 7, 2019", "7 November 2019", "2019-11-07"
_DATE = re.compile(
    rf"\b(?:{_MONTH.format(1)}\s+{_DAY.format(1)},?\s+{_YEAR.format(1)}"
    rf"|{_DAY.format(2)}\s+{_MONTH.format(2)},?\s+{_YEAR.format(2)}"
    r"|(?P<year3>(?:19|20)\d\d)-(?P<month3>[01]\d)-(?P<day3>[0-3]\d))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Parts:
    """Where caption and credit stand in a line, as (start, end); None where there is none."""

    caption: tuple[int, int] | None
    credit: tuple[int, int] | None


def split_credit(line: str, *, is_caption: bool = False) -> Parts | None:
    """The parts of a line that is a caption with its credit, or a credit alone; else None.

    Args:
        is_caption: it is known to be a caption (it follows a gallery label, it is a
            figcaption). Then any name after a glued stop is a credit, agency or not.

    >>> split_credit("A court in The Hague on Nov. 7, 2019.The Associated Press")
    Parts(caption=(0, 37), credit=(37, 57))
    """
    if len(line) > 2_000 or line.count(" ") > _MOST_WORDS:
        return None
    patterns = (*_patterns(), _glued_person()) if is_caption else _patterns()
    for pattern in patterns:
        match = pattern.fullmatch(line)
        if match is not None:
            caption, credit = match.span("caption"), match.span("credit")
            return Parts(caption if caption[1] > caption[0] else None, credit)
    return None


def caption_date(caption: str) -> str:
    """The one day that a caption states in full, as ISO 8601; "" if none or several.

    >>> caption_date("The court in The Hague on Nov. 7, 2019."), caption_date("Last May")
    ('2019-11-07', '')
    """
    days = {_iso(match) for match in _DATE.finditer(caption)} - {""}
    return days.pop() if len(days) == 1 else ""


def _iso(match: re.Match[str]) -> str:
    for form in "123":
        year = match[f"year{form}"]
        if year is None:
            continue
        month, day = match[f"month{form}"], int(match[f"day{form}"])
        number = int(month) if month.isdigit() else _month_number(month)
        if 1 <= number <= 12 and 1 <= day <= 31:
            return f"{year}-{number:02d}-{day:02d}"
    return ""


def _month_number(name: str) -> int:
    start = name[:3].casefold()
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(start))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """How agencies are credited. Each matches a whole line and names caption and credit."""
    table = load_table("agencies")
    names = sorted((*table["agency"], *table["outlet"]), key=len, reverse=True)
    agency = "(?:" + "|".join(map(re.escape, names)) + ")"
    chain = rf"{agency}(?:[ ]?[/|,][ ]?(?:{agency}|{_PERSON}))*"
    credit = rf"(?:{_PERSON}[ ]?[/|,–—-][ ]?)?(?:{_PERSON}[ ]?/[ ]?)?{chain}(?: via {agency})?"
    head = r"(?:[Pp]hoto(?:graph)?s?|PHOTO|[Ii]mage|[Pp]icture|[Cc]redit|[Ss]ource)"
    bracketed = (
        rf"{head}(?: by)?:? {credit}|AP Photo[^()]{{0,60}}|(?=[^()]*/){credit}"
        r"|REUTERS/[^()]{0,60}"
    )
    before = rf"(?i:image source|image credit),? |{head}(?: by|:) ?"
    caption = r"(?P<caption>\S.*?[.!?…”\"’)])"
    return tuple(
        re.compile(pattern, re.DOTALL)
        for pattern in (
            # "… in The Hague, on Nov. 7, 2019.The Associated Press": no blank after the stop
            rf"{caption}(?P<credit>{credit}\.?)",
            # "… in Kyiv. (AP Photo/Ann Lee)", "… (Ann Lee/AFP via Getty Images.)"
            # (a bare "[Reuters]" at the end names whom a digest quotes, not a photographer)
            rf"(?P<caption>\S.*?)\s*(?P<credit>\((?:{bracketed})\.?\)\.?)",
            # "… in Kyiv. Photograph: Ann Lee/AFP", "… in Kyiv. REUTERS/Ann Lee"
            rf"{caption}\s+(?P<credit>{head}(?: by|:) ?{credit}\.?)",
            rf"{caption}\s+(?P<credit>REUTERS/{_PERSON}\.?)",
            # a credit alone: "Ann Lee / Reuters", "Getty.", "Photo: AP", "Image source, Reuters"
            rf"(?P<caption>)(?P<credit>(?:{before})?{credit}\.?)",
        )
    )


@cache
def _glued_person() -> re.Pattern[str]:
    # "… in Kyiv, 2023.ANN LEE/The Harbour Courier", "… at the port.Ann Lee"
    return re.compile(
        rf"(?P<caption>\S.*[.!?…”\"’)])(?P<credit>{_PERSON}(?:[ ]?/[ ]?(?:[Tt]he )?{_PERSON}"
        r"(?: and [A-Z]\w+)?){0,3}\.?)",
        re.DOTALL,
    )
