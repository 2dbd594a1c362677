"""How many of what, and what happened to them: the counts that a text states.

Numbers that count nothing (years, articles, ages, codes, durations) are left out. What is counted
(`unit`) and what happened to it (`effect`) are read from the words around the number by rule; the
words are in `reference/data/counts.toml`.

- `low` and `high` are what the words state: "at least 20" is 20 and no upper end, "nearly 300" no
  lower end and 300. Vague words give a cautious low end only: "thousands" 1,000, "dozens" 12.
- A share has `per`: "40 per cent" is 40 per "100", "one in five" 1 per "5", "half" 1 per "2".
  Otherwise `per` is a stretch of time: "20 … in a single day" is 20 per "day".
- A number with a fraction that no multiplier makes whole lies between two counts: 3.5 is 3 to 4.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from casefile.particulars import Count, Time, TimeType
from casefile.reading.counts.amount import Amount
from casefile.reading.counts.amounts import find_amounts
from casefile.reading.counts.context import counts_nothing, telephone_like
from casefile.reading.counts.text import folded as lower
from casefile.reading.counts.text import stretches
from casefile.reading.counts.units import Unit, find_effect, find_unit
from casefile.reference.tables import load_table


def find_counts(
    text: str, sentences: Iterable[tuple[int, int]], times: Sequence[Time] = ()
) -> tuple[Count, ...]:
    """The counts of the text, by position.

    Args:
        text: the document's text.
        sentences: where each sentence starts and ends, in order.
        times: the time expressions of the text, by position: no count lies in one, and "since …",
            "as of …" before one is the count's cut-off.

    >>> count = find_counts("At least 20 wounded troops were seen.", [(0, 37)])[0]
    >>> count.low, count.hedge, count.unit, count.effect
    (20, 'at least', 'troops', 'wounded')
    """
    folded = lower(text)
    found: list[Count] = []
    at = 0
    for start, end in stretches(text, sentences):
        while at < len(times) and times[at].end <= start:
            at += 1
        inside = at
        while inside < len(times) and times[inside].start < end:
            inside += 1
        found += _in_sentence(text, folded, (start, end), times[at:inside])
    return tuple(found)


def _in_sentence(
    text: str, folded: str, sentence: tuple[int, int], times: Sequence[Time]
) -> list[Count]:
    amounts = find_amounts(folded, *sentence)
    nobody = _nobody(text, folded, sentence) if folded.find("no ", *sentence) >= 0 else []
    if not amounts:
        return nobody
    codes = telephone_like(folded, amounts)
    cut_off = _cut_off(folded, sentence, times)
    found: list[Count] = []
    for place, amount in enumerate(amounts):
        if amount.first in codes or _in_time(amount, times):
            continue
        if counts_nothing(folded, amount, sentence):
            continue
        following = amounts[place + 1].start if place + 1 < len(amounts) else sentence[1]
        count = _count(text, folded, amount, (*sentence, following))
        if count is not None:
            if cut_off is not None:
                count = replace(count, cut_off_start=cut_off[0], cut_off_end=cut_off[1])
            found.append(_like_its_neighbour(folded, found[-1] if found else None, count))
    return sorted(found + nobody, key=lambda count: count.start)


def _like_its_neighbour(folded: str, before: Count | None, count: Count) -> Count:
    """In a list the verb stands once: "seized two tanks, a car and 16 rifles"."""
    if before is None or count.effect or not before.effect or before.unit_end is None:
        return count
    if _list_goes_on().fullmatch(folded, before.unit_end, count.start):
        return replace(count, effect=before.effect)
    return count


def _count(text: str, folded: str, amount: Amount, bounds: tuple[int, int, int]) -> Count | None:
    start, end, following = bounds
    unit = find_unit(folded, amount, following)
    if unit is None and amount.rule == "vague amount" and not _stands_alone(folded, amount):
        return None
    if unit is not None and folded[unit.start : unit.end] in _left_out():
        return None
    if unit is None and amount.per and _of_these().fullmatch(folded, amount.end, following):
        rest = find_amounts(folded, following, end)
        unit = find_unit(folded, rest[0], end) if rest else None  # "half of the 600 | pupils"
        following = end
    effect = find_effect(folded, amount, unit, (start, _reach(folded, unit, following, end)))
    return Count(
        start=amount.start,
        end=amount.end,
        low=amount.low,
        high=amount.high,
        hedge=amount.hedge,
        unit_start=unit.start if unit else None,
        unit_end=unit.end if unit else None,
        unit=text[unit.start : unit.end] if unit else "",
        effect=effect,
        rule=amount.rule,
        per=amount.per or _per(folded, amount, unit, end),
    )


def _reach(folded: str, unit: Unit | None, following: int, end: int) -> int:
    """How far the verb may stand: past an inset with a count of its own, else to the next count."""
    if unit is not None and unit.end < following and _inset_begins().match(folded, unit.end):
        return end
    return max(following, unit.end if unit is not None else following)


def _nobody(text: str, folded: str, sentence: tuple[int, int]) -> list[Count]:
    """ "No casualties", "no one was killed": a count of none."""
    found = []
    for match in _none().finditer(folded, *sentence):
        start, end = match.span("unit")
        unit = Unit(start, end, "")
        amount = Amount(
            *match.span("no"), *match.span("no"), low=0, high=0, hedge="", rule="none of them"
        )
        effect = find_effect(
            folded, amount, find_unit(folded, amount, sentence[1]) or unit, sentence
        )
        found.append(
            Count(*match.span("no"), 0, 0, "", start, end, text[start:end], effect, "none of them")
        )
    return found


def _in_time(amount: Amount, times: Sequence[Time]) -> bool:
    return any(amount.first < t.end and amount.last > t.start for t in times)


def _stands_alone(folded: str, amount: Amount) -> bool:
    """ "Thousands fled", but not "several" or "a couple" without what they count."""
    return folded[amount.end - 1] == "s" and " " not in folded[amount.first : amount.last]


def _per(folded: str, amount: Amount, unit: Unit | None, end: int) -> str:
    after = max(amount.end, unit.end if unit else 0)
    match = _rates()[0].search(folded, after, min(end, after + 45))
    return _rates()[1][match["rate"]] if match else ""


def _cut_off(
    folded: str, sentence: tuple[int, int], times: Sequence[Time]
) -> tuple[int, int] | None:
    """The time up to or from which it counts: "as of | 3 May", "since | the invasion"."""
    for time in times:
        if time.type is TimeType.DURATION:
            continue
        before = folded[max(sentence[0], time.start - 12) : time.start].rstrip()
        own = folded[time.start : time.end]
        if before.endswith(_cut_off_words()) or own.startswith(("since ", "until ", "as of ")):
            return time.start, time.end
    match = _unnamed_cut_off().search(folded, *sentence)
    if match is None:
        return None
    return match.span("time") if match["time"] else match.span("alone")


@cache
def _left_out() -> frozenset[str]:
    return frozenset(load_table("counts")["not_counts"]["durations"]) | {"times", "thirds", "o"}


@cache
def _of_these() -> re.Pattern[str]:
    return re.compile(r" of (?:the |all |its |their |these |some )?(?:more than |about |roughly )?")


@cache
def _inset_begins() -> re.Pattern[str]:
    return re.compile(r", (?:among them|including|both|all|most of them|some of them)\b")


@cache
def _list_goes_on() -> re.Pattern[str]:
    return re.compile(r",?(?: and)?(?: (?:an?|the) [\w-]+(?: [\w-]+){0,2} and| an?)? |, ")


@cache
def _none() -> re.Pattern[str]:
    return re.compile(
        r"\b(?P<no>no)(?: (?:immediate|reports of|known|civilian|military|further|other|"
        r"such)){0,2} (?P<unit>casualties|deaths|injuries|victims|fatalities|survivors|"
        r"prisoners|one(?= (?:was|had been|has been) ))"
    )


@cache
def _rates() -> tuple[re.Pattern[str], dict[str, str]]:
    rates = {
        words: unit for unit, all_of in load_table("counts")["per"].items() for words in all_of
    }
    any_of = "|".join(re.escape(w) for w in sorted(rates, key=lambda w: (-len(w), w)))
    return (
        re.compile(
            rf"(?<![\w,])(?P<rate>{any_of})\b(?! (?:after|before|earlier|later|ago|of|when|that)\b)"
        ),
        rates,
    )


@cache
def _cut_off_words() -> tuple[str, ...]:
    return tuple(load_table("counts")["cut_off"]["before"])


@cache
def _unnamed_cut_off() -> re.Pattern[str]:
    """Without a time expression: "since the invasion", "so far", "as of 3 May"."""
    alone = "|".join(load_table("counts")["cut_off"]["alone"])
    return re.compile(
        r"\b(?:since|as of|as at) (?P<time>(?:the |a |last |early |late )?[\w’'-]+"
        r"(?: [\w’'-]+){0,2}?)(?=[,.;]|$| (?:began|started|and|had|have)\b)"
        rf"|\b(?P<alone>{alone})\b"
    )
