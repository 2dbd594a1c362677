"""Refusals, missing replies, missing confirmations and denials, found by rule over sentences.

News tells of silence in a few fixed phrases. The corpus that trains the model leaves most of them out
("did not respond" is no attribution there), so they are looked for by their words: a verb phrase,
then who stands before it, and what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from casefile.claim import Extents, Stance
from casefile.reading.found import Found
from casefile.reading.sentences import sentences
from casefile.reading.subject import clause_end, subject_before

RULE_SCORE = 0.9  # rules do not grade themselves; this says "by rule", between sure and likely


@dataclass(frozen=True, slots=True)
class Silence:
    """What a rule found: an attribution with its stance."""

    found: Found
    stance: Stance


@dataclass(frozen=True, slots=True)
class _Rule:
    """A verb phrase. Groups of `pattern`: `cue`, and perhaps `content` and `who` (after the verb).

    Without `who` the speaker is looked for before the cue; without `content`, what follows up to the
    clause's end is the content. `passive` means that what stands before the cue is the content.
    """

    stance: Stance
    pattern: re.Pattern[str]
    passive: bool = False


def find_silences(text: str, blocks: Iterable[tuple[int, int]]) -> list[Silence]:
    """All that the rules find, by position; no two share words of their cues."""
    found: list[Silence] = []
    for start, end in sentences(text, blocks):
        taken: list[tuple[int, int]] = []
        for rule in _rules():
            for match in rule.pattern.finditer(text, start, end):
                first, last = match.span()
                if any(first < e and last > s for s, e in taken):
                    continue
                silence = _silence(text, (start, end), match, rule)
                if silence is not None:
                    taken.append((first, last))
                    found.append(silence)
    return sorted(found, key=lambda s: s.found.cue)


def _silence(
    text: str, sentence: tuple[int, int], match: re.Match[str], rule: _Rule
) -> Silence | None:
    cue = match.span("cue")
    groups = match.groupdict()
    before = subject_before(text, sentence[0], cue[0])
    if rule.passive:
        source = _span(match, "who") if groups.get("who") else ()
        if before is None:
            return None
        return Silence(Found(source, (cue,), (before,), RULE_SCORE), rule.stance)
    source = _span(match, "who") if groups.get("who") else (() if before is None else (before,))
    if not source:
        return None
    content = _span(match, "content") if groups.get("content") else _rest(text, sentence, cue[1])
    return Silence(Found(source, (cue,), content, RULE_SCORE), rule.stance)


def _rest(text: str, sentence: tuple[int, int], start: int) -> Extents:
    """What follows the cue up to the end of its clause, without blanks and stops."""
    end = clause_end(text, start, sentence[1])
    words = text[start:end]
    left = start + len(words) - len(words.lstrip(" \n\t"))
    right = start + len(words.rstrip(" \n\t.,;:!?"))
    return ((left, right),) if left < right else ()


def _span(match: re.Match[str], name: str) -> Extents:
    start, end = match.span(name)
    words = match.group(name)
    end -= len(words) - len(words.rstrip(" ,.;:"))
    return ((start, end),) if start < end else ()


_AUX = r"(?:(?:has|have|had|also|both|all|repeatedly|consistently|each|again|so far) )*"
_SOON = r"(?: (?:immediately|yet|initially|promptly|independently|directly|also|at once|always))*"
_NOT = r"(?: not|n[’']t)"
_ASKED = (
    r"(?: to (?:an?y?|the|its|his|her|their|our|several|repeated|multiple|further|two|three|written|"
    r"emailed|e-mailed)?(?: [\w’'-]+){0,4}? ?(?:requests?|questions?|quer(?:y|ies)|e-?mails?|calls?|"
    r"messages?|inquir(?:y|ies)|enquir(?:y|ies)|letters?|comment)\b)"
)
_NP = r"[^,.;:()“”]{2,90}?"


@cache
def _rules() -> tuple[_Rule, ...]:
    """In the order of looking; what an earlier rule took, a later one leaves."""
    s = Stance

    def rule(stance: Stance, pattern: str, passive: bool = False) -> _Rule:
        return _Rule(stance, re.compile(pattern), passive)

    return (
        # "said it had nothing to announce yet", "has nothing to add"
        rule(
            s.NOTHING_TO_ANNOUNCE,
            r"(?P<cue>\b(?:said|says|saying|told [\w ]{2,30}))(?: that)? (?P<content>(?:it|he|she|they|there) "
            r"(?:had|has|have|was|is) nothing (?:\w+ )?to (?:announce|report|add|share|say)\b[^.,;”]*)",
        ),
        rule(
            s.NOTHING_TO_ANNOUNCE,
            r"(?P<cue>\b(?:had|has|have)) (?P<content>nothing (?:\w+ )?to (?:announce|report|add|share)\b[^.,;”]*)",
        ),
        # "said it had no comment", "had no immediate comment"
        rule(
            s.DECLINES_TO_COMMENT,
            r"(?P<cue>\b(?:said|says)) (?P<content>(?:it|he|she|they) (?:had|has|have) no (?:\w+ )?comment\b[^.,;”]*)",
        ),
        rule(
            s.DECLINES_TO_COMMENT,
            r"(?P<cue>\b(?:had|has|have|offered|gave)) (?P<content>no (?:immediate |further |official )?comment\b[^.,;”]*)",
        ),
        # "declined to comment", "refuses to discuss the case"
        rule(
            s.DECLINES_TO_COMMENT,
            rf"(?P<cue>\b{_AUX}(?:declined|declines|declining|refused|refuses|refusing))"
            r" (?=(?:to (?:\w+ly )?(?:comment|discuss|elaborate|say|answer|be (?:interviewed|drawn|quoted)|speculate|"
            r"provide|give|confirm|talk|disclose|specify|identify|name|respond|reply))|(?:any |further )?comment)",
        ),
        rule(
            s.DECLINES_TO_COMMENT,
            r"(?P<cue>\b(?:would|will|did|does|do) neither confirm) (?=nor deny)",
        ),
        rule(s.DECLINES_TO_COMMENT, r"(?P<cue>\bneither (?:confirmed|confirms)) (?=nor den)"),
        rule(
            s.DECLINES_TO_COMMENT,
            rf"(?P<cue>\b(?:would|will|wo|could|did|does|do){_NOT}{_SOON}) (?=comment\b|confirm or deny)",
        ),
        # "did not immediately respond to a request for comment"
        rule(
            s.DID_NOT_RESPOND,
            rf"(?P<cue>\b(?:did|does|do|had|has|have){_NOT}{_SOON} (?:respond(?:ed)?|repl(?:y|ied)|answer(?:ed)?|"
            rf"return(?:ed)?))(?={_ASKED}|(?: [\w’'-]+){{0,5}} (?:calls?|messages?|requests?|questions?|e-?mails?)\b|"
            r" when (?:asked|contacted)|\s*[.;,]|\s*$| (?:but|and|while)\b)",
        ),
        rule(
            s.DID_NOT_RESPOND,
            r"(?P<cue>\b(?:has|have|had) yet to (?:respond|reply|answer|comment))\b",
        ),
        rule(s.DID_NOT_RESPOND, rf"(?P<cue>\b(?:could|can){_NOT}{_SOON} be reached)\b"),
        rule(
            s.DID_NOT_RESPOND,
            rf"(?P<cue>\b(?:was|were){_NOT}{_SOON} (?:available|reachable))(?= for (?:\w+ )?(?:comment|interview))",
        ),
        rule(
            s.DID_NOT_RESPOND,
            r"(?P<cue>\b(?:was|were) unavailable)(?= for (?:\w+ )?(?:comment|interview))",
        ),
        rule(
            s.DID_NOT_RESPOND,
            rf"(?P<cue>\b[Tt]here was no (?:immediate |official )?(?P<content>response|reply|answer|comment))(?: from (?P<who>{_NP}))(?=[.,;]|$| (?:on|to|about)\b)",
        ),
        # "Calls to the embassy went unanswered", "a request sent to the ministry was not answered"
        rule(
            s.DID_NOT_RESPOND,
            r"(?P<content>\b(?:[Aa] |[Tt]he |[Ss]everal |[Rr]epeated )?(?:[Rr]equests?(?: for comment)?|[Cc]alls?|[Ee]-?mails?|[Mm]essages?|"
            rf"[Qq]uestions?|[Ll]etters?)(?: sent| made| left| put| addressed)? (?:to|with|for) (?P<who>{_NP})) "
            rf"(?P<cue>(?:went un(?:answered|returned)|(?:was|were){_NOT}{_SOON} (?:returned|answered)|remained unanswered))",
        ),
        # "Reuters could not immediately confirm them"
        rule(
            s.CANNOT_CONFIRM,
            rf"(?P<cue>\b(?:could|can|was|were){_NOT}?(?:not)?{_SOON}(?: (?:un)?able to)?{_SOON} (?:confirm|verify|authenticate|corroborate|establish))\b"
            r"(?<!could confirm)(?<!can confirm)(?<!could verify)(?<!can verify)",
        ),
        rule(
            s.CANNOT_CONFIRM,
            r"(?P<cue>\bcannot (?:\w+ly )?(?:confirm|verify|authenticate|corroborate))\b",
        ),
        # "The report could not be independently verified by the agency"
        rule(
            s.CANNOT_CONFIRM,
            rf"(?P<cue>\b(?:(?:could|can|have|has|had){_NOT}(?: yet)?(?: immediately| independently)? (?:be|been)|cannot be)(?: immediately| independently| yet)* "
            rf"(?:confirmed|verified|authenticated|corroborated))\b(?: by (?P<who>{_NP})(?=[.,;]|$))?",
            passive=True,
        ),
        # "Russia denies …", "the claim was denied by the army"
        rule(
            s.DENIES,
            rf"(?P<cue>\b(?:was|were|been|is|are) (?:\w+ly )?denied) by (?P<who>{_NP})(?=[.,;]|$)",
            passive=True,
        ),
        rule(
            s.DENIES,
            rf"(?P<cue>\b{_AUX}(?:(?:\w+ly|also) )?(?<!not )(?<!be )(?<!was )(?<!were )(?<!been )(?<!being )(?:denied|denies|deny))"
            r" (?!entry|access|bail|permission|a visa|visas|asylum|the right|them |him |her |us |medical|food|water|boarding)(?=\w|“)",
        ),
    )
