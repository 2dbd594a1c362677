"""Amounts: numbers with their hedges, ranges, shares, and vague words like "dozens"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from casefile.reading.counts.amount import Amount, any_of
from casefile.reading.counts.hedges import hedged, two_sided
from casefile.reading.counts.numbers import Number, find_numbers
from casefile.reference.tables import load_table


def find_amounts(folded: str, start: int, end: int) -> list[Amount]:
    """The amounts of one sentence, in order; what they count is not asked here."""
    shares = list(_shares(folded, start, end))
    numbers = [n for s, e in _gaps(shares, start, end) for n in find_numbers(folded, s, e)]
    vague = [
        a
        for a in _vague(folded, start, end)
        if not any(n.start < a.start < n.end for n in numbers)  # "three | dozens"
    ]
    taken = [(a.start, a.end) for a in vague]
    exact = [a for a in _exact(folded, numbers, end) if _free(a, taken)]
    amounts = sorted([*vague, *shares, *exact], key=lambda a: a.first)
    joined = _ranges(folded, _with_parts(folded, amounts))
    return two_sided(folded, [hedged(folded, start, end, amount) for amount in joined])


def _gaps(shares: Sequence[Amount], start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for share in shares:
        yield at, share.start
        at = share.end
    yield at, end


def _with_parts(folded: str, amounts: Sequence[Amount]) -> list[Amount]:
    """Join "3 million | and | a quarter" and "five | and | a half million"."""
    joined: list[Amount] = []
    for part in amounts:
        whole = joined[-1] if joined else None
        value = None
        if whole is not None and folded[whole.last : part.first] == " and ":
            value = _sum(folded, whole, part)
        if whole is None or value is None:
            joined.append(part)
        else:
            joined[-1] = replace(whole, end=part.end, last=part.last, low=value[0], high=value[1])
    return joined


def _sum(folded: str, whole: Amount, part: Amount) -> tuple[int, int] | None:
    if whole.rule != "number" or whole.low is None or part.low is None or whole.per:
        return None
    unit = _last_multiplier(folded, Number(whole.first, whole.last, 0))
    if part.rule == "part of a number":
        times = _last_multiplier(folded, Number(part.first, part.last, 0))
        value = whole.low * (times if unit == 1 else 1) + part.low
        return value, value
    if part.rule != "share":
        return None
    value, rest = divmod(unit * part.low, int(part.per))
    return whole.low + value, whole.low + value + (1 if rest else 0)


def _free(amount: Amount, taken: Sequence[tuple[int, int]]) -> bool:
    return not any(amount.start < e and amount.end > s for s, e in taken)


def _exact(folded: str, numbers: Sequence[Number], end: int) -> Iterator[Amount]:
    at = 0
    while at < len(numbers):
        number = numbers[at]
        at += 1
        parts = _parts(folded, number, numbers[at] if at < len(numbers) else None)
        if parts is not None:
            at += 1
            yield parts
            continue
        article = folded[number.start - 2 : number.start]
        start = number.start - 2 if number.words and article == "a " else number.start
        per_cent = _per_cent().match(folded, number.end, end)
        if per_cent:
            low, per = number.value, 100 * number.scale
            yield Amount(
                start, per_cent.end(), start, per_cent.end(), low, low, "", "per cent", str(per)
            )
        else:
            yield _plain(number, start)


def _plain(number: Number, start: int) -> Amount:
    """A number alone. One with a fraction lies between two counts."""
    low = number.value // number.scale
    high = low if number.whole is not None else low + 1
    return Amount(
        start, number.end, start, number.end, low, high, "", "number", digits=not number.words
    )


def _parts(folded: str, number: Number, after: Number | None) -> Amount | None:
    """ "One in five", "two out of five hundred": a share, where the second number is the larger."""
    if after is None or number.whole is None or after.whole is None:
        return None
    between = folded[number.end : after.start]
    if between not in (" in ", " in every ", " out of ", " out of every "):
        return None
    if not 0 < number.whole < after.whole or (between == " in " and after.whole > 1000):
        return None
    if between == " in " and not (number.words or number.whole == 1):
        return None
    return Amount(
        number.start, after.end, number.start, after.end, number.whole, number.whole, "", "share",
        str(after.whole),
    )  # fmt: skip


def _shares(folded: str, start: int, end: int) -> Iterator[Amount]:
    table = load_table("counts")
    for match in _fractions().finditer(folded, start, end):
        some, part, times = match["some"], match["part"], match["times"]
        low = table["numbers"].get(some, 1) if some else 1
        bare = part == "half" or times or some
        if not bare or (low > 1) != bool(match["s"]):  # "the third of", "one fifths"
            continue
        if times:
            value = low * table["multipliers"][times] // table["fractions"][part]
            yield Amount(*match.span(), *match.span(), value, value, "", "part of a number")
        elif match["goes_on"] is not None or low > 1 or folded.endswith(" and ", 0, match.start()):
            per = str(table["fractions"][part])
            yield Amount(*match.span(), *match.span(), low, low, "", "share", per)


def _vague(folded: str, start: int, end: int) -> Iterator[Amount]:
    table = load_table("counts")
    for match in _vague_words().finditer(folded, start, end):
        words = match["words"]
        low, times = table["vague"][words], match["times"]
        if times:  # "several hundred"
            low *= table["multipliers"][times]
        high = low if words == "a couple" else None
        first, last = match.span()
        if words.endswith(" of") and not times:  # the "of" is the unit's
            words, last = words[:-3], last - 3
        yield Amount(first, last, first, last, low, high, words, "vague amount")


def _ranges(folded: str, amounts: Sequence[Amount]) -> list[Amount]:
    """Join "between 5 and 7", "20-30", "five or six", "from 200 to 300"."""
    joined: list[Amount] = []
    for amount in amounts:
        before = joined[-1] if joined else None
        whole = None if before is None else _range(folded, before, amount)
        if whole is not None:
            joined[-1] = whole
        else:
            joined.append(amount)
    return joined


def _range(folded: str, left: Amount, right: Amount) -> Amount | None:
    between = folded[left.last : right.first]
    opener = _range_openers().search(folded, max(0, left.first - 9), left.first)
    word = opener["word"] if opener else ""
    fits = _is_dash(folded, left, right, between) or between in (" to ", " or ")
    if not fits and not (word == "between" and between == " and "):
        return None
    if left.low is None or right.high is None or "vague amount" in (left.rule, right.rule):
        return None
    low, per = left.low, left.per
    if left.rule == "number" and right.rule == "per cent":  # "20 to 30 per cent"
        low, per = low * (int(right.per) // 100), right.per
    unit = _last_multiplier(folded, Number(right.first, right.last, 0))
    if unit > 100 and low < 1000 and low * unit < right.high:  # "two to three million"
        low *= unit
    if not low < right.high or per != right.per:
        return None
    start = left.first
    if opener and (word == "between" or between == " to "):
        start = opener.start("word")
    return Amount(
        start, right.last, left.first, right.last, low, right.high, "between", "range", per,
        digits=left.digits,
    )  # fmt: skip


def _is_dash(folded: str, left: Amount, right: Amount, between: str) -> bool:
    """ "20-30", but not "555-0123-88" and not "3-0-1"."""
    if between.strip() not in ("-", "–", "—") or len(between) > 3:
        return False
    return folded[left.first - 1 : left.first] not in ("-", "/") and folded[
        right.last : right.last + 1
    ] not in ("-", "/", "–")


def _last_multiplier(folded: str, number: Number) -> int:
    """What the last word of the number multiplies with, 1 for none."""
    last = folded[number.start : number.end].rsplit(" ", 1)[-1]
    times: int = load_table("counts")["multipliers"].get(last, 1)
    return times


@cache
def _per_cent() -> re.Pattern[str]:
    return re.compile(r"\s?%|[ -]per ?cent(?:age)?(?! points)\b|[ -]pct\b")


@cache
def _range_openers() -> re.Pattern[str]:
    return re.compile(r"\b(?P<word>between|from) $")


@cache
def _vague_words() -> re.Pattern[str]:
    table = load_table("counts")
    times = any_of([t for t in table["multipliers"] if t not in ("dozen", "score")] + ["dozen"])
    return re.compile(
        rf"(?<![\w’'-])(?=[adhmst])(?P<words>{any_of(table['vague'])})\b(?: (?P<times>{times})\b)?"
    )


@cache
def _fractions() -> re.Pattern[str]:
    """ "Half of", "two thirds", "a quarter of", "half a million"; not "the third time"."""
    table = load_table("counts")
    some = any_of([*table["numbers"], "a"])
    parts = any_of([p for p in table["fractions"] if p != "half"])
    times = any_of(table["multipliers"])
    return re.compile(
        rf"(?<![\w-])(?=[a-z])(?:(?P<some>{some})[ -])?(?P<part>half|{parts})(?P<s>s?)(?![\w-])"
        rf"(?:(?: of)?(?: an?)? (?P<times>{times})\b)?"
        r"(?P<goes_on>(?= (?:of|the|its|their|his|all|our)\b|[.,;]|$))?"
    )
