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
    patterns: re.Pattern[str] | None  # looked for in the cue and the beginning of the content


def stance(cue: str, content: str) -> Stance:
    """What the speaker does with the content.

    A verb that is itself negated ("did not deny", "has not confirmed") does not count as that verb:
    not denying is no denial, and not confirming confirms nothing.
    """
    cue, content = _folded(cue), _folded(content)
    both = f"{cue} {content[:_NEAR]}"
    for rule in _rules():
        if rule.patterns is not None and rule.patterns.search(both):
            return rule.stance
        if rule.verbs is not None and _plainly(rule.verbs, cue):
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


def _plainly(verbs: re.Pattern[str], cue: str) -> bool:
    """Whether a verb stands in the cue without a negation just before it."""
    return any(
        not re.search(r"(?:\bnot|n['’]t|\bnever)(?: \w+ly)? $", cue[: m.start()])
        for m in verbs.finditer(cue)
    )


def _folded(words: str) -> str:
    return " ".join(words.lower().split())


@cache
def _rules() -> tuple[_Rule, ...]:
    rules = []
    for row in load_table("stances")["stance"]:
        verbs = {form for verb in row.get("verbs", ()) for form in verb_forms(verb)}
        verbs |= set(row.get("forms", ()))
        patterns = row.get("patterns", ())
        rules.append(
            _Rule(
                Stance(row["name"]),
                re.compile(rf"\b(?:{'|'.join(sorted(verbs))})\b") if verbs else None,
                re.compile(rf"\b(?:{'|'.join(patterns)})") if patterns else None,
            )
        )
    return tuple(rules)
