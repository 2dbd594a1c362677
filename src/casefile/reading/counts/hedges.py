"""Hedges of amounts: "at least 20", "40 or more", "at least 20 and at most 100"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from casefile.reading.counts.amount import Amount, any_of
from casefile.reference.tables import load_table


def hedged(folded: str, start: int, end: int, amount: Amount) -> Amount:
    """The amount with the hedge before or after it, if there is one from `start` to `end`."""
    if amount.hedge:
        return amount
    before, after = _hedge_before(folded, start, amount), _hedge_after(folded, end, amount)
    hedge = after or before
    if hedge is None:
        return amount
    spelling, opening, at = hedge
    low = None if opening == "low" else amount.low
    high = None if opening == "high" else amount.high
    first, last = min(at, amount.start), max(at, amount.end)
    if after and before and before[0] == "exactly":  # "equal to 30 or less"
        first = before[2]
    return replace(amount, start=first, end=last, low=low, high=high, hedge=spelling)


def _hedge_before(folded: str, start: int, amount: Amount) -> tuple[str, str, int] | None:
    before = folded[max(start, amount.start - 36) : amount.start]
    bare = before.rstrip()
    for word in ("the", "a", "an"):
        if bare.endswith(" " + word):
            bare = bare[: -len(word)].rstrip()
    words, table = _hedges_before()
    if not bare.endswith(words):
        return None
    found = max((w for w in words if bare.endswith(w)), key=len)
    left = len(bare) - len(found)
    if found[0].isalpha() and left > 0 and (bare[left - 1].isalnum() or bare[left - 1] == "-"):
        return None
    spelling, opening = table[found]
    return spelling, opening, amount.start - len(before) + left


def _hedge_after(folded: str, end: int, amount: Amount) -> tuple[str, str, int] | None:
    match = _hedges_after()[0].match(folded, amount.end, end)
    if match is None:
        return None
    spelling, opening = _hedges_after()[1][match["hedge"]]
    return spelling, opening, match.end()


def two_sided(folded: str, amounts: Sequence[Amount]) -> list[Amount]:
    """Join "at least 20 and at most 100", "more than 5 but less than 9"."""
    joined: list[Amount] = []
    for amount in amounts:
        before = joined[-1] if joined else None
        if before is not None and folded[before.end : amount.start] in (" and ", " but "):
            lows = [a.low for a in (before, amount) if a.low is not None and a.high is None]
            highs = [a.high for a in (before, amount) if a.high is not None and a.low is None]
            if len(lows) == len(highs) == 1 and lows[0] < highs[0]:
                joined[-1] = Amount(
                    before.start, amount.end, before.first, amount.last, lows[0], highs[0],
                    "between", "range", before.per,
                )  # fmt: skip
                continue
        joined.append(amount)
    return joined


@cache
def _hedges_before() -> tuple[tuple[str, ...], dict[str, tuple[str, str]]]:
    table = {
        words: (row["spelling"], row["open"])
        for row in load_table("counts")["hedge"]
        for words in row["before"]
    }
    return tuple(table), table


@cache
def _hedges_after() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    table = {
        words: (row["spelling"], row["open"])
        for row in load_table("counts")["hedge"]
        for words in row["after"]
    }
    return re.compile(rf"[ ]?(?P<hedge>{any_of(table)})(?!\w)(?! than \d| \d|\d)"), table
