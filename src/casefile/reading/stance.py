"""The stance of an attribution, from its cue and content, by the table of cue words.

Stances and their words are `reference/data/stances.toml`; the first entry that fits wins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from casefile.claim import Stance
from casefile.reading.predicate import folded
from casefile.reference.tables import load_table

_NEAR = 100  # code points of content in which a pattern may end that began in the cue
_FAR = 240  # code points of content that are looked at


@dataclass(frozen=True, slots=True)
class _Rule:
    stance: Stance
    verbs: re.Pattern[str] | None  # looked for in the cue
    patterns: re.Pattern[str] | None  # begin in the cue
    told: re.Pattern[str] | None  # begin the content, after a word of saying
    unless: re.Pattern[str] | None  # keep the stance out, over cue and content
    not_by: re.Pattern[str] | None  # the same, over the source


def stance(cue: str, content: str, source: str = "") -> Stance:
    """What the speaker does with the content.

    A verb that is itself negated ("did not deny", "has not confirmed") does not count as that verb:
    not denying is no denial, and not confirming confirms nothing.
    """
    cue, content = folded(cue), folded(content[:_FAR])
    both = f"{cue} {content[:_NEAR]}".strip()
    for rule in _rules():
        if _fits(rule, cue, content, both) and not _kept_out(rule, both, source):
            return rule.stance
    return Stance.ASSERTS


def _fits(rule: _Rule, cue: str, content: str, both: str) -> bool:
    limit = len(cue)
    if rule.patterns is not None and _begins_within(rule.patterns, both, limit):
        return True
    if rule.told is not None and rule.told.match(content):
        return True
    return rule.verbs is not None and _plainly(rule.verbs, both, limit)


def _kept_out(rule: _Rule, both: str, source: str) -> bool:
    if rule.not_by is not None and source and rule.not_by.search(source.lower()):
        return True
    return rule.unless is not None and rule.unless.search(both) is not None


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
        and not re.search(r"(?:\bnot|n't|\bnever)(?: \w+ly)? $", words[: m.start()])
        for m in verbs.finditer(words)
    )


@cache
def _rules() -> tuple[_Rule, ...]:
    table = load_table("stances")
    rules = []
    for row in table["stance"]:
        verbs = {form for verb in row.get("verbs", ()) for form in verb_forms(verb)}
        verbs |= set(row.get("forms", ()))
        rules.append(
            _Rule(
                Stance(row["name"]),
                re.compile(rf"\b(?:{'|'.join(sorted(verbs))})\b") if verbs else None,
                _any_of(row.get("patterns", ()), table["parts"], r"\b"),
                _any_of(row.get("told", ()), table["parts"], r"(?:that |but |and |no, |yes, )?"),
                _any_of(row.get("unless", ()), table["parts"], r"\b"),
                re.compile(row["not_by"]) if "not_by" in row else None,
            )
        )
    return tuple(rules)


def _any_of(
    patterns: Sequence[str], parts: Mapping[str, str], opening: str
) -> re.Pattern[str] | None:
    """One expression of several; "{lie}" stands for the part of that name."""
    if not patterns:
        return None
    whole = "|".join(patterns)
    for name, part in parts.items():
        whole = whole.replace("{" + name + "}", part)
    return re.compile(rf"{opening}(?:{whole})")
