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
_LONGEST_CREDIT = 120  # code points
# Where a credit can start: after a stop, with or without a blank, or at a bracket
_START = re.compile(r"(?<=[.!?…”\"’)])\s*(?=[A-ZÀ-ÖØ-ÞА-ЯІЇЄҐa-z(])|\s+(?=\()")
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
    if line.count(" ") > _MOST_WORDS:
        return None
    # Only the line's end is looked at: a pattern over a whole hostile line would cost its square.
    first = max(0, len(line) - _LONGEST_CREDIT)
    forms = _forms()
    if first == 0 and forms.alone.fullmatch(line):
        return Parts(None, (0, len(line)))
    for match in _START.finditer(line, first):
        tail = line[match.end() :]
        spaced = match.end() > match.start()
        if tail.startswith("("):
            good = forms.bracketed.fullmatch(tail)
        elif spaced:
            good = forms.headed.fullmatch(tail)
            good = good or (forms.slashed.fullmatch(tail) if is_caption else None)
        else:
            good = forms.glued.fullmatch(tail)
            good = good or (forms.person.fullmatch(tail) if is_caption else None)
        if good is not None and line[: match.start()].strip():
            return Parts((0, len(line[: match.start()].rstrip())), (match.end(), len(line)))
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


@dataclass(frozen=True, slots=True)
class _Forms:
    """How credits are written, each for a whole tail of a line."""

    alone: re.Pattern[str]
    glued: re.Pattern[str]
    headed: re.Pattern[str]
    slashed: re.Pattern[str]
    bracketed: re.Pattern[str]
    person: re.Pattern[str]


@cache
def _forms() -> _Forms:
    table = load_table("agencies")
    names = sorted((*table["agency"], *table["outlet"]), key=len, reverse=True)
    agency = "(?:" + "|".join(map(re.escape, names)) + ")"
    # At most three more: an agency's name is a person's too, and * would try every way to read it.
    chain = rf"{agency}(?:[ ]?[/|,][ ]?(?:{agency}|{_PERSON})){{0,3}}"
    credit = rf"(?:{_PERSON}[ ]?[/|,–—-][ ]?)?(?:{_PERSON}[ ]?/[ ]?)?{chain}(?: via {agency})?"
    head = r"(?:[Pp]hoto(?:graph)?s?|PHOTO|[Ii]mage|[Pp]icture|[Cc]redit|[Ss]ource)"
    before = rf"(?i:image source|image credit),? |{head}(?: by|:) ?"
    inside = (
        rf"{head}(?: by)?:? {credit}|AP Photo[^()]{{0,60}}|(?=[^()]*/){credit}"
        r"|REUTERS/[^()]{0,60}"
    )
    return _Forms(
        # "Ann Lee / Reuters", "Getty.", "Photo: AP", "Image source, Reuters"
        alone=re.compile(rf"(?:{before})?{credit}\.?"),
        # "… in The Hague, on Nov. 7, 2019.The Associated Press": no blank after the stop
        glued=re.compile(rf"{credit}\.?"),
        # "… in Kyiv. Photograph: Ann Lee/AFP", "… in Kyiv. REUTERS/Ann Lee"
        headed=re.compile(
            rf"{head}(?: by|:) ?(?:{credit}|{_PERSON}(?:[ ]?/[ ]?(?:[Tt]he )?{_PERSON}){{0,2}})\.?"
            rf"|REUTERS/{_PERSON}\.?"
        ),
        # "… in her office. Quarter Bell/Ann Lee", where it is known to be a caption
        slashed=re.compile(rf"{_PERSON}[ ]?/[ ]?(?:[Tt]he )?{_PERSON}\.?"),
        # "… in Kyiv. (AP Photo/Ann Lee)", "… (Ann Lee/AFP via Getty Images.)"; a bare "(Reuters)"
        # names whom a digest quotes, not a photographer
        bracketed=re.compile(rf"\((?:{inside})\.?\)\.?"),
        # "… in Kyiv, 2023.ANN LEE/The Harbour Courier", "… at the port.Ann Lee"
        person=re.compile(
            rf"{_PERSON}(?:[ ]?/[ ]?(?:[Tt]he )?{_PERSON}(?: and [A-Z]\w+)?){{0,3}}\.?"
        ),
    )
