"""Refusals, missing replies, missing confirmations and denials, found by rule over sentences.

News tells of silence in a few fixed phrases. The corpus that trains the model leaves most of them
out ("did not respond" is no attribution there), so they are looked for by their words: a verb
phrase, then who stands before it, and what follows. The phrases are `reference/data/silences.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from casefile.claim import Extents, Stance
from casefile.reading.found import Found
from casefile.reading.sentences import sentences
from casefile.reading.subject import clause_end, subject_before
from casefile.reference.tables import load_table

RULE_SCORE = 0.9  # rules do not grade themselves; this says "by rule", between sure and likely


@dataclass(frozen=True, slots=True)
class Silence:
    """What a rule found: an attribution with its stance."""

    found: Found
    stance: Stance


@dataclass(frozen=True, slots=True)
class _Rule:
    """A verb phrase. Groups of `pattern`: `cue`, and perhaps `content` and `who` (after the verb).

    Without `who` the speaker is looked for before the cue; without `content`, what follows up to
    the clause's end is the content. `passive`: what stands before the cue is the content.
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
    if groups.get("content"):
        content = _span(match, "content")
    else:
        relative = text[sentence[0] : cue[0]].rstrip().endswith((" which", " who", " that"))
        content = _rest(text, sentence, cue[1], relative)
    return Silence(Found(source, (cue,), content, RULE_SCORE), rule.stance)


def _rest(text: str, sentence: tuple[int, int], start: int, relative: bool) -> Extents:
    """What follows the cue up to the end of its clause, without blanks and stops."""
    end = clause_end(text, start, sentence[1])
    if relative:  # "the ministry, which did not respond to a request, | runs the camps"
        comma = text.find(",", start, end)
        end = end if comma < 0 else comma
    words = text[start:end]
    left = start + len(words) - len(words.lstrip(" \n\t"))
    right = start + len(words.rstrip(" \n\t.,;:!?"))
    return ((left, right),) if left < right else ()


def _span(match: re.Match[str], name: str) -> Extents:
    start, end = match.span(name)
    words = match.group(name)
    end -= len(words) - len(words.rstrip(" ,.;:"))
    return ((start, end),) if start < end else ()


@cache
def _rules() -> tuple[_Rule, ...]:
    """The table `silences`, in the order of looking."""
    table = load_table("silences")
    rules = []
    for row in table["rule"]:
        pattern = row["pattern"]
        for name, part in table["parts"].items():
            pattern = pattern.replace("{" + name + "}", part)
        stance = Stance(row["stance"])
        rules.append(_Rule(stance, re.compile(pattern), row.get("passive", False)))
    return tuple(rules)
