"""Who stands before a verb: a small guess at the subject, without a parser.

It works on the fixed phrases of `silences.py`, where the subject is nearly always the noun phrase
between the clause's start and the verb: "On Monday, the office of the prosecutor | declined …".
"""

from __future__ import annotations

import re
from functools import cache

from casefile.reference.tables import load_table

_MOST_WORDS = 28


def subject_before(text: str, start: int, verb: int) -> tuple[int, int] | None:
    """Where the subject of a verb at `verb` stands, in a sentence that begins at `start`.

    None where nothing that could be one is found.
    """
    left = start
    for match in _clause_starts().finditer(text, start, verb):
        left = match.end()
    if not text[left:verb].strip():
        return _first_sayer(text, start, verb)
    left, right = _trim(text, left, verb)
    medium = _media().search(text, left, right)
    if medium:  # "… were reported by the Journal and Reuters | could not confirm them"
        return medium.start("name"), right
    relative = re.search(r",?\s+(?:which|who|that)$", text[left:right])
    if relative:  # "the ministry, which | did not respond"
        left, right = _last_phrase(text, left, left + relative.start())
    else:
        left = _past_adverbials(text, left, right)
        left, right = _trim(text, left, right)
    words = text[left:right].split()
    if not words or len(words) > _MOST_WORDS or not re.search(r"\w", text[left:right]):
        return None
    if re.search(r"(?:^|\s)(?:and|but|or|not|to|could|was|there)$", text[left:right].lower()):
        return None  # "what we could and | could not establish"
    return left, right


def clause_end(text: str, start: int, end: int) -> int:
    """Where the clause that goes on at `start` ends: at a comma with a new verb, "but", a stop."""
    match = _clause_ends().search(text, start, end)
    return match.start() if match else end


def _first_sayer(text: str, start: int, verb: int) -> tuple[int, int] | None:
    """Who opens the sentence, where the verb goes on without a subject of its own.

    "The service said it knew of the film but | could not confirm who was in it."
    """
    said = re.compile(r"\s(?:said|says|told|added)\b").search(text, start, verb)
    return subject_before(text, start, said.start()) if said else None


def _past_adverbials(text: str, left: int, right: int) -> int:
    """Skip "On Monday, …", "Asked about the report, …", "But …"; keep "Peskov, the spokesman,"."""
    while True:
        opener = _openers().match(text, left, right)
        if opener is None:
            return left
        if opener["conjunction"]:
            left = opener.end()
            continue
        comma = text.find(",", left, right)
        if comma < 0 or comma >= right - 1:
            return left
        left = comma + 1
        while left < right and text[left] in " \n\t":
            left += 1


def _last_phrase(text: str, left: int, right: int) -> tuple[int, int]:
    """The noun phrase that ends at `right`: from its article or its first capital on."""
    words = text[left:right]
    starts = [m.start() for m in _phrase_starts().finditer(words)]
    if not starts:
        return left, right
    # An "of"-phrase belongs to the noun before it: "the office of the prosecutor".
    chosen = starts[-1]
    for earlier in reversed(starts[:-1]):
        if re.search(r"\b(?:of|at|for|in)\s+$", words[earlier:chosen]):
            chosen = earlier
        else:
            break
    return left + chosen, right


def _trim(text: str, left: int, right: int) -> tuple[int, int]:
    words = text[left:right]
    right -= len(words) - len(words.rstrip(" \n\t,–—-"))
    words = text[left:right]
    left += len(words) - len(words.lstrip(' \n\t,–—-“”"'))
    return left, right


@cache
def _media() -> re.Pattern[str]:
    """A medium's name at the end of what stands before the verb, after "and" of another clause.

    Media speak of what they could not confirm in the same breath as of what others reported.
    """
    names = "|".join(re.escape(n) for n in sorted(load_table("speakers")["media"], key=len)[::-1])
    return re.compile(rf"\b(?:by|from|to) [^,;]*\band (?P<name>(?:{names}))$", re.IGNORECASE)


@cache
def _clause_starts() -> re.Pattern[str]:
    """What begins a new clause before the verb: "; ", " but ", ", and ", "said that"."""
    return re.compile(
        r";\s|[,\s](?:but|while|whereas|although|though|because|after|before|when|as|if|since)\s"
        r"|,\s+and\s+|\b(?:said|says|saying|told|reported|added|comment|questions?|calls?|requests?)"
        r"(?:\s+(?:that|and))\s|\bsaid\s|[”\"]\s+(?:and|but)\s|—\s"
    )


@cache
def _clause_ends() -> re.Pattern[str]:
    return re.compile(
        r";|[.!?](?=\s|$|[”\"])|,?\s(?:but|while|whereas|although|though)\s|,\s+(?:and|saying|adding|"
        r"calling|insisting|describing|telling|which|who|according|citing|as|a|an|the|it|he|she|they)\b"
        r"|\s+and\s+(?:the\s+)?(?:\w+\s+){1,4}(?:declined|did\s+not|said|denied|refused|could\s+not)\b|\s—"
    )


@cache
def _openers() -> re.Pattern[str]:
    return re.compile(
        r"(?P<conjunction>(?:And|But|Yet|So|Still|and|but|or)\s+)|(?:On|In|At|By|For|From|After|Before|"
        r"During|When|While|As|Asked|Contacted|Reached|Approached|Questioned|Meanwhile|However|Earlier|"
        r"Later|Late|Early|Despite|Following|Since|Until|Through|With|Under|Citing|Speaking|Although|"
        r"Though|If|Nevertheless|Separately|Also|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|"
        r"Sunday|Yesterday|Today|Last)\b"
    )


@cache
def _phrase_starts() -> re.Pattern[str]:
    """Where a noun phrase can begin: an article, or a capital after a small word."""
    return re.compile(
        r"\b(?:the|a|an|its|his|her|their|some|several|two|three|The|A|An|Its|Several)\s"
        r"|(?<![\w’'-])(?<![A-Z]\w\s)(?:(?<=^)|(?<=[a-z,]\s))[A-Z][\w’'.-]*"
    )
