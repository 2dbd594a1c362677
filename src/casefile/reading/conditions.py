"""Conditions: words on which a content hangs, "if a judge agrees", "subject to approval".

They are found by their opening words, sentence by sentence (`reference/data/conditions.toml`), and
given to the claims of the sentence whose content they limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from casefile.claim import Extents
from casefile.reference.tables import load_table

_LONGEST = 300  # code points of a condition
_BEFORE = 60  # code points before an opener that are looked at


@dataclass(frozen=True, slots=True)
class Condition:
    """Where a condition stands; `later`: it is one only for what is still to come."""

    start: int
    end: int
    later: bool


@dataclass(frozen=True, slots=True)
class _Rule:
    opener: re.Pattern[str]
    later: bool
    not_before: re.Pattern[str] | None


def find_conditions(text: str, sentences: Iterable[tuple[int, int]]) -> list[Condition]:
    """The conditions of each sentence, in order, apart from each other."""
    found: list[Condition] = []
    for start, end in sentences:
        if _any_opener().search(text, start, end):
            at = start
            for condition in sorted(_in_sentence(text, start, end), key=lambda c: (c.start, c.end)):
                if condition.start >= at:
                    found.append(condition)
                    at = condition.end
    return found


def conditions_of(
    content: Extents, sentence: tuple[int, int], conditions: Sequence[Condition], pending: bool
) -> Extents:
    """The conditions inside a content, or, where it has none, beside it in its sentence.

    Args:
        sentence: the one in which the content begins.
        conditions: those that stand in the reach of the claim, in order.
        pending: whether the content is still to come.
    """
    meant = [c for c in conditions if (pending or not c.later) and not _holds(c, content)]
    inside = [c for c in meant if any(s <= c.start < e for s, e in content)]
    if not inside:
        inside = [c for c in meant if sentence[0] <= c.start and c.end <= sentence[1]]
    return tuple((c.start, c.end) for c in inside)


def _holds(condition: Condition, content: Extents) -> bool:
    """Whether a content is itself part of a condition, which then is not its own."""
    return condition.start <= content[0][0] and content[-1][1] <= condition.end


def _in_sentence(text: str, start: int, end: int) -> Iterator[Condition]:
    for rule in _rules():
        for match in rule.opener.finditer(text, start, end):
            before = text[max(start, match.start() - _BEFORE) : match.start()]
            if rule.not_before is not None and rule.not_before.search(before.lower()):
                continue
            stop = _ends().search(text, match.end(), min(end, match.start() + _LONGEST))
            last = stop.start() if stop else min(end, match.start() + _LONGEST)
            words = text[match.start() : last]
            last = match.start() + len(words.rstrip(" \n\t.,;:!?…”\"’'"))
            if last > match.end():
                yield Condition(match.start(), last, rule.later)


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(r",(?=\s|[”\"])|[;:—”\"]|\s–\s|[.!?](?=\s|$|[”\"])|\s(?:then|but)\s")


@cache
def _any_opener() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:[Ii]f|[Uu]nless|[Pp]rovid(?:ed|ing)|long\sas|condition|understanding\sthat|[Aa]ssuming|[Ii]n\sthe\sevent|"
        r"[Ii]n\scase|(?:[Cc]onting|[Dd]epend)\w+\s(?:up)?on|[Cc]onditional|[Ss]ubject\sto|[Pp]ending|[Ss]hould|[Ww]ere|"
        r"[Oo]nce|[Oo]nly\s(?:when|after|with))\b"
    )


@cache
def _rules() -> tuple[_Rule, ...]:
    table = load_table("conditions")
    rules = []
    for row in table["rule"]:
        not_before = table["whether"] if row.get("whether") else row.get("not_before")
        rules.append(
            _Rule(
                re.compile(row["opener"].replace(" ", r"\s")),
                row.get("later", False),
                re.compile(not_before) if not_before else None,
            )
        )
    return tuple(rules)
