"""The stance of an attribution, from its cue and content, by the table of cue words.

Stances and their words are `reference/data/stances.toml`; the first entry that fits wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from casefile.claim import Stance
from casefile.reference.tables import load_table

_NEAR = 60  # code points of content in which a pattern may end that began in the cue


@dataclass(frozen=True, slots=True)
class _Rule:
    stance: Stance
    verbs: re.Pattern[str] | None  # looked for in the cue
    patterns: re.Pattern[str] | None  # begin in the cue
    reported: re.Pattern[str] | None  # begin the content, after a word of saying


def stance(cue: str, content: str) -> Stance:
    """What the speaker does with the content.

    A verb that is itself negated ("did not deny", "has not confirmed") does not count as that verb:
    not denying is no denial, and not confirming confirms nothing.
    """
    cue, content = _folded(cue), _folded(content)
    both = f"{cue} {content[:_NEAR]}"
    for rule in _rules():
        if rule.patterns is not None and _begins_within(rule.patterns, both, len(cue)):
            return rule.stance
        if rule.reported is not None and rule.reported.match(content):
            return rule.stance
        if rule.verbs is not None and _plainly(rule.verbs, both, len(cue)):
            return rule.stance
    return Stance.ASSERTS


def pattern_of(wanted: Stance) -> str:
    """The patterns of a stance as one expression, for readers of whole sentences."""
    for row in load_table("stances")["stance"]:
        if row["name"] == wanted:
            return "|".join(row.get("patterns", ()))
    return ""


def verb_forms(verb: str) -> set[str]:
    """The forms of a regular English verb; only its first word changes.

    >>> sorted(verb_forms("deny"))
    ['denied', 'denies', 'deny', 'denying']
    """
    head, _, tail = verb.partition(" ")
    if head.endswith("y") and head[-2] not in "aeiou":
        forms = {head, head[:-1] + "ies", head[:-1] + "ied", head + "ing"}
    elif head.endswith("e"):
        forms = {head, head + "s", head + "d", head[:-1] + "ing"}
    elif head.endswith(("s", "sh", "ch", "x")):
        forms = {head, head + "es", head + "ed", head + "ing"}
    else:
        forms = {head, head + "s", head + "ed", head + "ing"}
        if re.search(r"[^aeiou][aeiou][bdgmnprt]$", head):  # "plan", "planned"
            forms |= {head + head[-1] + "ed", head + head[-1] + "ing"}
    return {f"{form} {tail}".strip() for form in forms}


def _begins_within(pattern: re.Pattern[str], words: str, limit: int) -> bool:
    """Whether the pattern stands somewhere and begins before `limit`."""
    found = pattern.search(words)
    return found is not None and found.start() < limit


def _plainly(verbs: re.Pattern[str], words: str, limit: int) -> bool:
    """Whether a verb begins in the cue ("calls | on both sides") and is not negated just before."""
    return any(
        m.start() < limit
        and not re.search(r"(?:\bnot|n['’]t|\bnever)(?: \w+ly)? $", words[: m.start()])
        for m in verbs.finditer(words)
    )


def _folded(words: str) -> str:
    return " ".join(words.lower().split())


@cache
def _rules() -> tuple[_Rule, ...]:
    rules = []
    for row in load_table("stances")["stance"]:
        verbs = {form for verb in row.get("verbs", ()) for form in verb_forms(verb)}
        verbs |= set(row.get("forms", ()))
        patterns, reported = row.get("patterns", ()), row.get("reported", ())
        opening = r"(?:that )?(?:it|he|she|they|we|i|there) "
        rules.append(
            _Rule(
                Stance(row["name"]),
                re.compile(rf"\b(?:{'|'.join(sorted(verbs))})\b") if verbs else None,
                re.compile(rf"\b(?:{'|'.join(patterns)})") if patterns else None,
                re.compile(rf"{opening}(?:{'|'.join(reported)})") if reported else None,
            )
        )
    return tuple(rules)
