"""How documents name news agencies: patterns made from the table `agencies`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from casefile.reference.tables import load_table

_NAME_LENGTH = 5  # letters from which a name is known in any case


def folded_name(words: str) -> str:
    """A name as the table's names are looked up: long ones in small letters."""
    return words.casefold() if len(words) >= _NAME_LENGTH else words


@cache
def owners() -> dict[str, tuple[str, str]]:
    """Key and name of the agency by each of its names and signs."""
    found: dict[str, tuple[str, str]] = {}
    for row in load_table("agencies")["wire"]:
        for name in (*row["names"], *row["signs"]):
            found[folded_name(name)] = (row["key"], row["name"])
    return found


@dataclass(frozen=True, slots=True)
class Forms:
    """Patterns with a group `agency`; those of `start` also have `after`."""

    name: re.Pattern[str]
    byline: tuple[re.Pattern[str], ...]
    no_byline: re.Pattern[str]
    alone: re.Pattern[str]
    outlet: re.Pattern[str]
    called: re.Pattern[str]
    start: tuple[re.Pattern[str], ...]
    end: tuple[re.Pattern[str], ...]
    helped: tuple[re.Pattern[str], ...]


@cache
def agency_forms() -> Forms:
    """All patterns, made once a process."""
    rows = load_table("agencies")["wire"]
    names = [name for row in rows for name in row["names"]]
    any_name = _any_of([*names, *(sign for row in rows for sign in row["signs"])])
    agency = f"(?P<agency>{any_name})"
    # "Reuters Staff", "Reuters, AP", "AP and staff"
    more = (
        r"(?:,? (?i:staff|writers?|correspondents?|reporters?|news agency)){0,2}"
        rf"(?:(?: ?[/,;&|+] ?| and | & )(?:{any_name}|[Ss]taff|[Aa]gencies))?"
    )
    person = r"[^\W\d_][\w.'’-]*(?:,? [^\W\d_][\w.'’-]*){0,9}"
    bracket = rf"[(\[]{agency}{more}[)\]]"
    source = r"(?:(?i:sources?|credit|agency|provided by|©(?: ?\d{4})?):? ?)?"
    return Forms(
        name=re.compile(rf"(?<![\w-]){agency}(?![\w-])"),
        byline=(
            re.compile(rf"(?i:by|from):? {agency}{more}"),
            re.compile(rf"(?i:by):? {person},? (?:of |for )?{agency}{more}"),
            re.compile(
                rf"(?:(?i:by):? )?{person}(?: ?[,/|;•·(—–] ?| - | of | for ){agency}{more}\)?"
            ),
        ),
        # "Former Reuters writer", "Photographs by Ann Lee/AFP": not who wrote the report
        no_byline=re.compile(
            r"(?i:\b(?:former|formerly|photos?|photographs?|photographers?|pictures?|videos?"
            r"|graphics?|told|said|says|via)\b)"
        ),
        alone=re.compile(rf"{source}\(?{agency}{more}\)?\.?"),
        outlet=re.compile(rf"(?P<agency>{_any_of(names)})(?:\.com| News)?"),
        called=re.compile(
            rf"(?:(?i:the )?(?i:news |press |wire )?(?i:agency ))?{agency}(?i: news agency)?"
        ),
        start=(
            # "KYIV, March 13 (Reuters) -", "(AFP) —", "Kyiv [dpa]:"
            re.compile(rf"[^()\[\]\n]{{0,80}}?{bracket}(?P<after>\s*[-—–―:]?)"),
            # "AP — Two bridges", "KYIV — AFP — Two bridges"
            re.compile(
                rf"(?:[^()\[\]\n]{{0,60}}?[—–] ?)?{agency}{more}(?P<after>\s*[-—–―]+(?!\w))"
            ),
            # "MOSCOW, March 13. /TASS/. The ministry"
            re.compile(rf"[^()\[\]\n/]{{0,60}}/{agency}/(?P<after>[.\s])"),
        ),
        end=(
            # "… by noon. — Agence France-Presse", "… by noon. (Reuters)"
            re.compile(rf"(?:[—–―]|(?<=\s)-{{1,2}}) ?{agency}{more}\.?$"),
            re.compile(rf"(?<=[.!?”\"’']) {bracket}\.?$"),
        ),
        helped=_helped(agency, any_name),
    )


def _helped(agency: str, any_name: str) -> tuple[re.Pattern[str], ...]:
    others = rf"(?:(?:, | and |, and |/| & ){any_name}){{0,4}}"
    given = r"(?:files|reporting|inputs?|reports?|material|information|contributions?|copy)"
    this = r"this (?:report|story|article|dispatch|piece)"
    return (
        # "With files from The Canadian Press", "(With inputs from PTI)"
        re.compile(
            rf"\b(?i:with|additional|includes|contains)(?: additional)? {given} (?:from|by|of) "
            rf"(?:the )?{agency}(?!\w)"
        ),
        # "The Associated Press contributed to this report", "AP writer Ann Lee contributed to …"
        re.compile(rf"(?<!\w){agency}{others}(?: [\w.'’-]+,?){{0,12}} contributed to {this}"),
        re.compile(rf"(?<!\w){agency}{others}(?: [\w.'’-]+,?){{0,4}} (?:was|were) used in {this}"),
    )


def _any_of(names: Iterable[str]) -> str:
    """A pattern of all the names, the longest first; long ones in any case."""
    ordered = sorted(set(names), key=lambda name: (-len(name), name))
    parts = (
        f"(?i:{re.escape(name)})" if len(name) >= _NAME_LENGTH else re.escape(name)
        for name in ordered
    )
    return f"(?:{'|'.join(parts)})"
