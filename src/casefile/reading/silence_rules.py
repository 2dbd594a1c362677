"""The rules of `silences.py`, read from the table, and which of them a sentence can fit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from casefile.claim import Stance
from casefile.reference.tables import load_table


@dataclass(frozen=True, slots=True)
class Rule:
    """A verb phrase. Groups of `pattern`: `cue`, and perhaps `content` and `who` (or `whose`, where
    the speaker may stand in either of two places).

    Without `who` the speaker is looked for before the cue; without `content`, what follows up to
    the clause's end is the content. `passive`: what stands before the cue is the content.
    """

    stance: Stance
    pattern: re.Pattern[str]
    near: tuple[str, ...]  # letters of which one must stand in the sentence
    passive: bool = False
    opening: bool = False  # the speaker is who opens the sentence
    unsigned: bool = False  # nobody need be named
    not_who: re.Pattern[str] | None = None
    not_content: re.Pattern[str] | None = None


def rules_for(lowered: str) -> list[Rule]:
    """The rules of which some letters stand in a sentence, in the order of looking.

    Plain searches, one for each of the letters that rules share, cost far less than the patterns.
    """
    at = {n for letters, numbers in _near() if letters in lowered for n in numbers}
    return [_rules()[n] for n in sorted(at)]


@cache
def _near() -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Letters, and the places of the rules that ask for them."""
    places: dict[str, list[int]] = {}
    for n, rule in enumerate(_rules()):
        for letters in rule.near:
            places.setdefault(letters, []).append(n)
    return tuple((letters, tuple(numbers)) for letters, numbers in places.items())


@cache
def _rules() -> tuple[Rule, ...]:
    """The table `silences`, in the order of looking."""
    table = load_table("silences")
    rules = []
    for row in table["rule"]:
        not_who, not_content = row.get("not_who"), row.get("not_content")
        rules.append(
            Rule(
                Stance(row["stance"]),
                re.compile(_filled(row["pattern"], table["parts"])),
                tuple(row["near"]),
                row.get("passive", False),
                row.get("opening", False),
                row.get("unsigned", False),
                re.compile(not_who) if not_who else None,
                re.compile(not_content) if not_content else None,
            )
        )
    return tuple(rules)


def _filled(pattern: str, parts: dict[str, str]) -> str:
    """The pattern with its parts, which may hold parts; a blank stands for any blank."""
    while named := re.search(r"\{([a-z]+)\}", pattern):
        pattern = pattern.replace(named.group(), parts[named.group(1)])
    parted = re.split(r"(\(\?<[!=][^()]*\))", pattern)  # what looks back has one length
    return "".join(
        part.replace(" ", r"\s")
        if part.startswith("(?<")
        else part.replace(" ?", r"\s*").replace(" ", r"\s+")
        for part in parted
    )
