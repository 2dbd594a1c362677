"""Which numbers count nothing: years, articles, ages, telephones, names of weapons and of wars."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from casefile.reading.counts.amount import Amount
from casefile.reference.tables import load_table


def counts_nothing(folded: str, amount: Amount, sentence: tuple[int, int]) -> bool:
    """Whether the words around a number make it a name, a date, an age or a part of a code."""
    before = folded[max(sentence[0], amount.first - 24) : amount.first]
    after = folded[amount.last : min(sentence[1], amount.last + 24)]
    if amount.per:
        return _in_code(before, "")
    if _in_code(before, after) or _is_labelled(before):
        return True
    if _is_date(amount, before, after) or _is_duration_or_age(amount, before, after):
        return True
    number = folded[amount.first : amount.last]
    return number == "one" and not amount.hedge and _is_pronoun(before, after)


def telephone_like(folded: str, amounts: Sequence[Amount]) -> frozenset[int]:
    """Starts of the numbers that stand in a row with nothing but blanks and hyphens between."""
    rows: set[int] = set()
    run: list[Amount] = []
    for amount in (*amounts, None):
        glued = (
            amount is not None
            and run
            and re.fullmatch(r"[ ./()-]{1,3}", folded[run[-1].last : amount.first])
        )
        if glued and amount is not None:
            run.append(amount)
            continue
        if len(run) > 2 and all(a.digits for a in run):
            rows.update(a.first for a in run)
        run = [amount] if amount is not None else []
    return frozenset(rows)


def _in_code(before: str, after: str) -> bool:
    """ "M-16", "5/17/2018", "12:30", "12-storey", "(3)", "+31", "www.site.org/8"."""
    if re.search(
        r"(?:[\w/:=&?_@+\\%^]|[^\W\d_][-‑–]|(?:^|\s)[-−]|\b(?:minus|negative) )$|[#№]\s?$", before
    ):
        return True
    if re.match(r"[-‑][^\W\d_]", after) and not re.match(r"-(?:odd|plus|some)\b", after):
        return True
    if re.match(r"[/:]\d|°|\.\w|[&^]", after):
        return True
    return bool(re.search(r"[(\[]$", before) and re.match(r"[)\]]", after))


def _is_labelled(before: str) -> bool:
    word = before.rstrip().rsplit(" ", 1)[-1].lstrip("(“\"'‘[")
    return word in _labels()


def _is_date(amount: Amount, before: str, after: str) -> bool:
    value = amount.high if amount.low is None else amount.low
    previous = re.search(r"([\w.]+),?\s*$", before)
    following = re.match(r"[\s-]+(?:of )?([\w.]+)", after)
    months = _words("months")
    if value is not None and value <= _LAST_YEAR:
        names_day = value <= 31 and "," not in before[-2:]
        if previous and previous[1] in months and (names_day or value >= _FIRST_YEAR):
            return not re.match(r" [a-z]{4,}s\b", after)
        if following and following[1].rstrip(".,") in months and value <= 31:
            return not re.match(r" may (?:be|have|not)\b", after)
    if not amount.digits or value is None or not _FIRST_YEAR <= value <= _LAST_YEAR:
        return False
    if amount.rule == "range" and amount.low is not None and amount.low >= _FIRST_YEAR:
        return not re.match(r" [a-z]", after)  # "1990 to 1994"
    if amount.last - amount.first != 4:  # "1,998" is a number
        return False
    return not re.match(r" (?:[a-z’'-]+ ){0,2}[a-z’'-]{2,}s\b", after) or bool(
        re.search(
            r"\b(?:in|since|until|by|of|during|from|early|late|mid|before|after)\s*-?$", before
        )
    )


def _is_duration_or_age(amount: Amount, before: str, after: str) -> bool:
    following = re.match(r"[\s-]*(?:(?:more|full|long|straight|consecutive) )?([\w.’']+)", after)
    if following and following[1].rstrip(",;:") in _words("durations"):
        return True
    if re.search(r"\b(?:at|around) $", before) and re.match(
        r" (?:on|this|yesterday|today)\b", after
    ):
        return True
    value = amount.low or 0
    return (
        amount.digits
        and 0 < value < 120
        and bool(
            re.search(r"[^\W\d_]{2,}, (?:both |all |now |then )?$", before)
            and re.match(r",|\.$", after)
        )
    )


def _is_pronoun(before: str, after: str) -> bool:
    previous = re.search(r"([\w’']+)\s*$", before)
    following = re.match(r"\s*([\w’']+|[.,;:?!)”\"])", after)
    if previous and previous[1] in _words("one_before"):
        return True
    return following is None or not following[1][0].isalpha() or following[1] in _words("one_after")


_FIRST_YEAR, _LAST_YEAR = 1400, 2100


@cache
def _labels() -> frozenset[str]:
    return frozenset(load_table("counts")["not_counts"]["labels"])


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_table("counts")["not_counts"][name])
