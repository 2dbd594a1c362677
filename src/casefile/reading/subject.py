"""Who stands before a verb: a small guess at the subject, without a parser.

It works on the fixed phrases of `silences.py`, where the subject is nearly always the noun phrase
between the clause's start and the verb: "On Monday, the office of the prosecutor | declined …".
"""

from __future__ import annotations

import re
from functools import cache

from casefile.reference.tables import load_table

_MOST_WORDS = 28
_NO_SUBJECTS = frozenset(
    {"there", "after", "before", "by", "while", "without", "when", "if", "in", "of", "you"}
)
_FARTHEST = 400  # code points before the verb in which its subject is looked for
_LONGEST = 600  # code points of a clause after the verb


def subject_before(text: str, start: int, verb: int) -> tuple[int, int] | None:
    """Where the subject of a verb at `verb` stands, in a sentence that begins at `start`.

    None where nothing that could be one is found.
    """
    start = max(start, verb - _FARTHEST)
    left = _clause_start(text, start, verb)
    if not text[left:verb].strip(' \n\t,“”"'):
        return opening_subject(text, start, verb)
    left, right = _trim(text, left, verb)
    medium = _media().search(text, left, right)
    if medium:  # "… were reported by the Journal and Reuters | could not confirm them"
        return medium.start("name"), right
    relative = re.search(r",?\s+(?:which|who|that)$", text[left:right])
    if relative:  # "the ministry, which | did not respond"
        right = left + relative.start()
        left, right = _last_phrase(text, left, right, relative.group().endswith("who"))
    else:
        left = _past_adverbials(text, left, right)
        left, right = _trim(text, left, right)
    words = text[left:right].split()
    if not words or len(words) > _MOST_WORDS or not re.search(r"\w", text[left:right]):
        return None
    last = words[-1].lower().strip(",")
    if last in ("and", "but", "or", "then", "also"):  # "knew of the film and | declined to …"
        return opening_subject(text, start, verb)
    if last in ("not", "to", "could", "was", "nor") or text[left:right].lower() in _NO_SUBJECTS:
        return None  # "what we could and | could not establish"
    return left, right


def opening_subject(text: str, start: int, verb: int) -> tuple[int, int] | None:
    """Who opens the sentence, where the verb at `verb` goes on without a subject of its own.

    "The service knew of the film but | could not confirm who was in it."
    """
    first = _saying_just_before().search(text, max(start, verb - _FARTHEST), verb)
    first = first or _first_verbs().search(text, start, verb)
    if first is None:
        return None
    return subject_before(text, start, first.start()) if first.start() > start else None


def _clause_start(text: str, start: int, verb: int) -> int:
    """Where the clause of the verb begins: after the last joint; a clause that hangs on "when" or
    "after" ends at its comma ("when asked, | the judge declined")."""
    left = start
    for match in _clause_starts().finditer(text, start, verb):
        left = match.end()
        if match["hanging"]:
            comma = text.find(",", left, verb)
            if 0 <= comma < verb - 2:
                left = comma + 1
    return left


def clause_end(text: str, start: int, end: int) -> int:
    """Where the clause that goes on at `start` ends: at a comma with a new verb, "but", a stop."""
    end = min(end, start + _LONGEST)
    match = _clause_ends().search(text, start, end)
    return match.start() if match else end


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


def _last_phrase(text: str, left: int, right: int, person: bool) -> tuple[int, int]:
    """The noun phrase that ends at `right`: from its article or its first capital on."""
    joints = r"\bof\s+$" if person else r"\b(?:of|at|for|in)\s+$"
    words = text[left:right]
    starts = [m.start() for m in _phrase_starts().finditer(words)]
    if not starts:
        return left, right
    # An "of"-phrase belongs to the noun before it: "the office of the prosecutor".
    chosen = starts[-1]
    for earlier in reversed(starts[:-1]):
        if re.search(joints, words[earlier:chosen]):
            chosen = earlier
        else:
            break
    name = _capitals_before().search(words, 0, chosen)
    if name and words[chosen].isupper() and not _openers().match(name.group()):
        chosen = name.start()  # "Islamic State, which …": all of the name
    return left + chosen, right


def _trim(text: str, left: int, right: int) -> tuple[int, int]:
    words = text[left:right]
    right -= len(words) - len(words.rstrip(" \n\t,–—-"))
    words = text[left:right]
    left += len(words) - len(words.lstrip(' \n\t,–—-“”"'))
    on_day = _on_day().match(text, left, right)
    return (on_day.end() if on_day else left), right


@cache
def _capitals_before() -> re.Pattern[str]:
    return re.compile(r"(?:(?<![\w’'.-])[A-Z][\w’'.-]*\s)+\Z")


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
        r";\s|[,\s](?:but|while|whereas|(?P<hanging>although|though|because|after|before|when|as|if|"
        r"since|until|once))\s"
        r"|,\s+and\s+|\b(?:said|says|saying|told|reported|added|comment|questions?|calls?|requests?)"
        r"(?:\s+(?:that|and))\s|\bsaid\s|[”\"]\s+(?:and|but)\s|[—–]\s|,\s(?:which|whom)\s(?=[A-Z]|(?:the|he|she|it|they)\s)|[,.!?][”\"]\s"
    )


@cache
def _clause_ends() -> re.Pattern[str]:
    return re.compile(
        r";|[.!?](?=\s|$|[”\"])|,?\s(?:but|while|whereas|although|though)\s|,\s+(?:and|saying|adding|"
        r"calling|insisting|describing|telling|which|who|according|citing|as|a|an|the|it|he|she|they)\b"
        r"|\s+and\s+(?:the\s+)?(?:\w+\s+){1,4}(?:declined|did\s+not|said|denied|refused|could\s+not)\b|"
        r"\s+and\s+(?:I|we|he|she|they|it)\s|\s—"
    )


@cache
def _openers() -> re.Pattern[str]:
    return re.compile(
        r"(?P<conjunction>(?:And|But|Yet|So|Still|and|but|or)\s+)|(?:On|In|At|By|For|From|Of|After|Before|"
        r"During|When|While|As|Asked|Contacted|Reached|Approached|Questioned|Pressed|To\sdate|So\sfar|Thus\sfar|Within|Meanwhile|However|Earlier|"
        r"Later|Late|Early|Despite|Following|Since|Until|Through|With|Under|Citing|Speaking|Although|"
        r"Though|If|Nevertheless|Separately|Also|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|"
        r"Sunday|Yesterday|Today|Last)\b"
    )


@cache
def _saying_just_before() -> re.Pattern[str]:
    """`“…,” the commander said, | denying …`."""
    return re.compile(r"\s(?:said|says|told\s[^,.;]{2,30}|added|wrote)(?:\son\s\w+day)?,\s$")


@cache
def _first_verbs() -> re.Pattern[str]:
    """A first finite verb, as far as words alone show it: "The army | knew", "Moor | saw it"."""
    return re.compile(
        r"\s(?=(?:said|says|told|tells|added|wrote|knew|knows|saw|gave|took|went|came|left|made|met|has|have|had|"
        r"shut|held|sent|put|set|cut|lost|found|kept|began|brought|built|bought|chose|drove|fell|fought|got|hit|led|"
        r"let|paid|ran|rose|shot|spent|spoke|stood|struck|threw|won|withdrew|"
        r"is|was|are|were|did|does|do|will|would|could|can|may|might|acknowledges|confirms|\w+ed(?=\s(?:the|a|an|"
        r"that|it|its|his|her|their|this|these|both|receipt|to|on|in|by|for|any|some|all|off|up|down|two|three|\w+ing|[A-Z]\w*)\b))\b)"
    )


@cache
def _on_day() -> re.Pattern[str]:
    """A day or hour before the subject: "on Wednesday | he", "09:40 | The mayor"."""
    return re.compile(
        r"\d{1,2}[:.]\d\d\s(?=\w)|(?:(?:late|early|and|later)\s)*(?:[Oo]n|[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil)"
        r"\s(?:(?:late|early)\s)?(?:[A-Z]\w+day|[A-Z]\w+\s\d+|\d{1,2}\s[A-Z]\w+|\d{4})(?:\s(?:morning|evening|night|afternoon))?,?\s(?=\w)"
    )


@cache
def _phrase_starts() -> re.Pattern[str]:
    """Where a noun phrase can begin: an article, or a capital after a small word."""
    return re.compile(
        r"\b(?:the|a|an|its|his|her|their|some|several|two|three|The|A|An|Its|Several)\s"
        r"|(?<![\w’'-])(?<![A-Z]\w\s)(?:(?<=^)|(?<=[a-z,]\s))[A-Z][\w’'.-]*"
    )
