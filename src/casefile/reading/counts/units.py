"""What is counted, and what is said to have happened to it: "20 wounded troops", "14 were
killed"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from casefile.reading.counts.amount import Amount, any_of
from casefile.reference.tables import load_table

_MOST_WORDS = 7  # between a number and its head: "20 badly wounded former border guards"
_FAR = 120  # code points after the unit in which its verb is looked for


@dataclass(frozen=True, slots=True)
class Unit:
    """The head of what is counted; `effect` is what words before or in it say happened."""

    start: int
    end: int
    effect: str


def find_unit(folded: str, amount: Amount, end: int) -> Unit | None:
    """The head of the noun phrase after the amount, None where none follows."""
    money = folded[amount.first - 1 : amount.first]
    if money and money in load_table("counts")["measures"]["money"]:
        return Unit(amount.first - 1, amount.first, "")
    effect, last, best = "", None, None
    for place, word in enumerate(_words_after(folded, amount.end, end)):
        text = word.group()
        if last is None and text in _words("openers"):
            continue
        known = _participles().get(text, "")
        ends = text in _words("stops") and text not in _words("heads")
        if place > _MOST_WORDS or (ends and (best is not None or not known)):
            break
        head = text in _words("heads") or _is_plural(text)
        if known and not effect:
            effect = known
        if best is not None and not head:
            break
        if head or (amount.low == 1 and text in _words("singular")):
            best = word
        last = word
        if amount.low == 1 and best is word and text in _words("singular"):
            break
    found = best or (last if amount.low == 1 or amount.per else None)
    if found is None:
        return None
    if found.group() in _participles() and best is None:
        return None
    return Unit(found.start(), found.end(), effect)


def find_effect(folded: str, amount: Amount, unit: Unit | None, sentence: tuple[int, int]) -> str:
    """What happened to those counted, from the words before and after; "" for nothing said."""
    if unit is not None and unit.effect:
        return unit.effect
    before = folded[max(sentence[0], amount.start - 48) : amount.start]
    active = _verbs_before().search(before)
    if active and not _is_passive(before[: active.start("verb")], active["verb"]):
        return _verbs()[active["verb"]]
    noun = _nouns_before().search(before)
    if noun:
        return _nouns()[noun["noun"]]
    after = unit.end if unit is not None else amount.end
    told = _effect_after(folded, after, min(sentence[1], after + _FAR))
    if told or unit is None:
        return told
    return _nouns().get(folded[unit.start : unit.end], "")


def _is_passive(before: str, verb: str) -> bool:
    """ "They were killed, 14 …" is no verb of the number; "had killed 14" is."""
    return bool(re.search(r"\b(?:was|were|been|being|be) (?:\w+ly )?$", before)) and verb.endswith(
        "d"
    )


def _effect_after(folded: str, start: int, end: int) -> str:
    """The first participle that is the unit's own: at once, or after "was", "were", "been"."""
    inset = _inset().match(folded, start, end)
    start = inset.end() if inset else start
    match = _at_once().match(folded, start, end)
    if match:
        return _participles()[match["effect"]]
    match = _clause().match(folded, start, end)
    stop = match.end() if match else start
    passive = _after_auxiliary().search(folded, start, stop)
    return _participles()[passive["effect"]] if passive else ""


def _words_after(folded: str, start: int, end: int) -> list[re.Match[str]]:
    """Words that follow with nothing but blanks, commas of a list and apostrophes between."""
    words: list[re.Match[str]] = []
    at = start
    while len(words) <= _MOST_WORDS:
        word = _word().match(folded, at, end)
        if word is None:
            break
        words.append(word)
        at = word.end()
    return [w for w in (_bare().search(folded, w.start(), w.end()) for w in words) if w]


def _is_plural(word: str) -> bool:
    return (
        len(word) > 2
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "’s", "'s", "ous"))
        and word not in ("states", "nations", "its", "his", "hers", "always", "perhaps", "united")
    )


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_table("counts")["unit"][name])


def _by_word(name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in load_table("counts")["effect"]:
        for word in row[name]:
            found.setdefault(word, row["name"])
    return found


@cache
def _participles() -> dict[str, str]:
    return _by_word("participles")


@cache
def _verbs() -> dict[str, str]:
    return _by_word("verbs")


@cache
def _nouns() -> dict[str, str]:
    return _by_word("nouns")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"(?:\s|, (?=[a-z]+ed\b))\s?[“\"‘']?[^\W\d_][\w’'.-]*")


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(r"[^\W_](?:[\w’'.-]*\w)?")


@cache
def _verbs_before() -> re.Pattern[str]:
    skipped = (
        r"(?: (?:the|another|all|both|a|an|of|more|than|at|least|also|as|many|their|his|its|"
        r"these))*"
    )
    return re.compile(rf"(?<![\w-])(?P<verb>{any_of(_verbs())}){skipped}\s$")


@cache
def _nouns_before() -> re.Pattern[str]:
    """ "The deaths of 14 people", "the toll rose to 57"."""
    link = (
        r"(?: (?:of|to|at|the|rose|rises|climbed|has|had|risen|reached|stood|stands|now|was|is|"
        r"all|more|than|another|by))*"
    )
    return re.compile(
        rf"(?<![\w-])(?P<noun>{any_of(_nouns())}){link} (?:of|to|at|reached|was|is) (?:the )?$"
    )


@cache
def _at_once() -> re.Pattern[str]:
    skipped = (
        r"(?:[ ,]+(?:who|that|which|was|were|is|are|be|been|being|had|have|has|may|might|could|"
        r"will|would"
        r"|also|then|reportedly|allegedly|feared|still|later|now|and|forcibly|badly|seriously|"
        r"others|more"
        r"|already|confirmed|of them|of whom|people|in total|illegally|either|both|since|severely|"
        r"lightly))*"
    )
    return re.compile(rf"{skipped}[ ,]+(?P<effect>{any_of(_participles())})\b")


@cache
def _inset() -> re.Pattern[str]:
    """ "Four people, | among them two children, | were killed"."""
    return re.compile(
        r", (?:among them|including|both|all|most of them|some of them|two of them|one of them)\b"
        r"[^,.;:]{0,60},"
    )


@cache
def _clause() -> re.Pattern[str]:
    """Up to a stop, or a conjunction: what follows belongs to others."""
    return re.compile(r"(?:(?![.;:!?](?:\s|$)|,? (?:and|but|while) )[\s\S])*")


@cache
def _after_auxiliary() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:was|were|been|being|be|are|is)(?: \w+ly| still| now| also| later)? "
        rf"(?P<effect>{any_of(_participles())})\b"
    )
