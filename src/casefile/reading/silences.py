"""Refusals, missing replies, missing confirmations and denials, found by rule over sentences.

News tells of silence in a few fixed phrases. The corpus that trains the model leaves most of them
out ("did not respond" is no attribution there), so they are looked for by their words: a verb
phrase, then who stands before it, and what follows. The phrases are `reference/data/silences.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from casefile.claim import Extents, Stance
from casefile.reading.found import Found
from casefile.reading.sentences import sentences
from casefile.reading.silence_rules import Rule, rules_for
from casefile.reading.subject import clause_end, opening_subject, subject_before

RULE_SCORE = 0.9  # rules do not grade themselves; this says "by rule", between sure and likely
_PRONOUNS = frozenset({"it", "they", "he", "she", "we", "i"})
_SAYING = 60  # code points before a pronoun in which the word of saying ends
_PIECE = 2_000  # code points: a longer sentence is no sentence, and is read in pieces


@dataclass(frozen=True, slots=True)
class Silence:
    """What a rule found: an attribution with its stance."""

    found: Found
    stance: Stance


def find_silences(text: str, blocks: Iterable[tuple[int, int]]) -> list[Silence]:
    """All that the rules find, by position; no two share words of their cues."""
    found: list[Silence] = []
    for start, end in sentences(text, blocks):
        for piece in _pieces(text, start, end):
            found += _in_sentence(text, piece)
    return sorted(found, key=lambda s: s.found.cue)


def asked(words: str) -> str:
    """How long an answer was waited for, by a missing reply: "immediately", "by Monday".

    >>> asked("did not respond to questions by Monday")
    'by Monday'
    """
    found = _waits().search(" ".join(words.split()))
    return found.group().strip() if found else ""


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence, or stretches of it cut at blanks, so that work stays linear in its length."""
    while end - start > _PIECE:
        cut = text.rfind(" ", start + 1, start + _PIECE)
        cut = start + _PIECE if cut < 0 else cut
        yield start, cut
        start = cut
    yield start, end


def _in_sentence(text: str, sentence: tuple[int, int]) -> Iterator[Silence]:
    lowered = text[sentence[0] : sentence[1]].lower()
    taken: list[tuple[int, int]] = []
    cues: list[tuple[int, int]] = []
    for rule in rules_for(lowered):
        for match in rule.pattern.finditer(text, *sentence):
            if _overlaps(match.span("cue"), taken) or _overlaps(match.span(), cues):
                continue
            silence = _silence(text, sentence, match, rule)
            if silence is not None:
                taken.append(match.span())
                cues.append(match.span("cue"))
                yield silence


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    """Whether a stretch shares a character with one of those taken."""
    return any(s < span[1] and e > span[0] for s, e in taken)


def _silence(
    text: str, sentence: tuple[int, int], match: re.Match[str], rule: Rule
) -> Silence | None:
    source = _speaker(text, sentence, match, rule)
    if source is None:
        return None
    cue, content = match.span("cue"), _group(match, "content")
    if rule.passive:
        before = subject_before(text, sentence[0], cue[0])
        if not content and before is None:
            return None
        content = content or ((before,) if before is not None else ())
        words = " ".join(text[s:e] for s, e in content).lower()
        if rule.not_content is not None and rule.not_content.search(words):
            return None
    elif content:
        content += _when(text, sentence, match)
    else:
        places = (cue[0], source[0][0] if source else 0)
        ahead = (text[sentence[0] : at].rstrip() for at in places)
        relative = any(words.endswith((" which", " who", " that", " whom")) for words in ahead)
        content = _rest(text, sentence, cue[1], relative) or _asked_about(text, sentence, cue)
    found = _as_said(text, sentence, Found(source, (cue,), content, RULE_SCORE))
    return Silence(found, rule.stance)


def _as_said(text: str, sentence: tuple[int, int], found: Found) -> Found:
    """`The police said | they could not confirm it`: the police say it, not "they"."""
    (start, end), cue = found.source[0] if found.source else (0, 0), found.cue[0]
    if text[start:end].lower() not in _PRONOUNS or end > cue[0]:
        return found
    said = _saying().search(text, max(sentence[0], start - _SAYING), start)
    if said is None:
        return found
    speaker = subject_before(text, sentence[0], said.start("cue"))
    if speaker is None:
        return found
    last = max(e for _, e in (*found.content, cue))
    return Found((speaker,), (said.span("cue"),), ((start, last),), RULE_SCORE)


def _speaker(
    text: str, sentence: tuple[int, int], match: re.Match[str], rule: Rule
) -> Extents | None:
    """Who the rule speaks of, () for nobody named, None where what was found is no silence."""
    named = _group(match, "who") or _group(match, "whose")
    source = tuple(_bare(text, *span) for span in named)
    if not source and not rule.passive and not rule.unsigned:
        find = opening_subject if rule.opening else subject_before
        before = find(text, sentence[0], match.start("cue"))
        if before is None:
            return None
        source = (before,)
    words = " ".join(text[s:e] for s, e in source).lower()
    if rule.not_who is not None and words and rule.not_who.search(words):
        return None
    return source


def _rest(text: str, sentence: tuple[int, int], start: int, relative: bool) -> Extents:
    """What follows the cue up to the end of its clause, without blanks and stops."""
    end = clause_end(text, start, sentence[1])
    if relative:  # "the ministry, which did not respond to a request, | runs the camps"
        comma = text.find(",", start, end)
        end = end if comma < 0 else comma
    words = text[start:end]
    if re.match(r"\s(?:and|but|or)\s", words):  # "27 kept silent | and nine spoke"
        return ()
    left = start + len(words) - len(words.lstrip(" \n\t"))
    right = start + len(words.rstrip(" \n\t.,;:!?"))
    return ((left, right),) if left < right else ()


def _asked_about(text: str, sentence: tuple[int, int], cue: tuple[int, int]) -> Extents:
    """What a sentence that opens with the asking asked: "Asked | about the film, he smiled"."""
    found = _asking_first().match(text, sentence[0], cue[0])
    return (found.span("what"),) if found else ()


def _when(text: str, sentence: tuple[int, int], match: re.Match[str]) -> Extents:
    """When it was still so, after all else: "no word from the garrison | by nightfall"."""
    found = _times().match(text, match.end(), sentence[1])
    return (found.span("when"),) if found else ()


def _group(match: re.Match[str], name: str) -> Extents:
    if name not in match.re.groupindex or match.start(name) < 0:
        return ()
    start, end = match.span(name)
    words = match.group(name)
    end -= len(words) - len(words.rstrip(' \n\t,.;:”"'))
    return ((start, end),) if start < end else ()


@cache
def _waits() -> re.Pattern[str]:
    days = "|".join(("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun"))
    return re.compile(
        r"\b(?:immediately|promptly|initially|at once|"
        rf"(?:by|before|until|as of) (?:(?:late |early |the )?(?:(?:{days})day)"
        r"(?: (?:morning|afternoon|evening|night))?|"
        r"(?:the )?(?:time of )?(?:publication|deadline|press time|going to press|broadcast|"
        r"writing|filing)(?: time)?|"
        r"the (?:deadline|end of the (?:day|week|month)|close of business)|"
        r"\w*(?:noon|midday|midnight|nightfall|evening)|"
        r"\d{1,2}(?::\d\d)? ?(?:a\.?m\.?|p\.?m\.?)|(?:\d{1,2} )?[A-Z][a-z]{2,8}(?: \d{1,4})?)|"
        r"(?:at|by|before) the time of (?:publication|writing|going to press|press|broadcast)|"
        r"within (?:[\w-]+ ){1,2}(?:hours?|days?|weeks?|months?)|in time for publication|"
        r"(?:so far|yet)(?= |$)|"
        r"when (?:asked|contacted|reached|approached))"
    )


@cache
def _saying() -> re.Pattern[str]:
    """A word of saying right before a pronoun; "told the paper", "said in a statement that"."""
    return re.compile(
        r"\b(?P<cue>said|says|added|told\s[^,.;:“”\"]{2,40}?|stated|replied|insisted|wrote)"
        r"(?:\s(?:in|on|by|at)\s[^,.;:“”\"]{2,40}?)?(?:\sthat)?\s$"
    )


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Somebody who is named after the cue, without how they were asked: "Moor | left on Friday"."""
    loose = _asking().search(text, start, end)
    return start, loose.start() if loose else end


@cache
def _asking() -> re.Pattern[str]:
    return re.compile(
        r",?\s(?:over\s\w+\s(?:days|weeks|months)|left|sent|made|put|placed|submitted|seeking|requesting|for\s(?:\w+\s)?(?:comment|information|an\sinterview)|"
        r"on\s[A-Z]\w+day|(?:this|last)\s(?:week|month|morning)|about\s|via\s|through\s|by\s(?:phone|e-?mail|telephone)).*$",
        re.DOTALL,
    )


@cache
def _asking_first() -> re.Pattern[str]:
    return re.compile(
        r"(?:\d{1,2}[:.]\d\d\s)?(?:When\s)?(?:[Aa]sked|[Pp]ressed|[Qq]uestioned|[Cc]hallenged)\s(?:(?:again|repeatedly|"
        r"directly)\s)?(?P<what>(?:about|on|whether|if|why|how|who|what|when|where)\s[^,.;:]{2,120}),"
    )


@cache
def _times() -> re.Pattern[str]:
    return re.compile(
        r"\s(?P<when>(?:by|before|as of|at the time of|until|within)\s[^,.;:()“”\"]{2,60}?)"
        r"(?=[,.;:]|$)"
    )
