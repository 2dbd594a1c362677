"""Role fillers of MUC-4: those of gold, those that were found, and how they match.

The docstring of `evals/events.py` says what is scored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from casefile.particulars import Event, Participant
from casefile.reading.events.table import word_class
from casefile.reading.tags import Tag

TYPES = {
    "attack": "ATTACK", "shelling": "ATTACK", "air_strike": "ATTACK", "drone_strike": "ATTACK",
    "missile_strike": "ATTACK", "shooting": "ATTACK", "killing": "ATTACK", "bombing": "BOMBING",
    "abduction": "KIDNAPPING", "arson": "ARSON", "looting": "ROBBERY",
}  # fmt: skip
VIOLENT = frozenset(TYPES) | {"injury", "death", "destruction", "torture"}
SLOTS = ("perp_individual", "perp_org", "phys_target", "hum_target", "instrument")


def gold_fillers(row: dict[str, Any]) -> dict[str, list[tuple[set[str], bool]]]:
    """Entities per slot: all alternative strings, and whether it is optional."""
    slots: dict[str, list[tuple[set[str], bool]]] = {slot: [] for slot in SLOTS}
    for incident in row["incidents"]:
        for filler in incident["fillers"]:
            slot = "hum_target" if filler["slot"] in _HUMAN else filler["slot"]
            if slot not in slots:
                continue
            strings = {_plain(s) for s in filler.get("strings", ())} - {""}
            if strings:
                _add_entity(slots[slot], strings, filler["optional"])
    return slots


_HUMAN = ("hum_target_name", "hum_target_description")


def _add_entity(entities: list[tuple[set[str], bool]], strings: set[str], optional: bool) -> None:
    for known, _ in entities:
        if known & strings:
            known |= strings
            return
    entities.append((strings, optional))


def found_fillers(text: str, events: Iterable[Event]) -> dict[str, list[str]]:
    """Different strings per slot, from the participants of violent events that are not negated."""
    slots: dict[str, list[str]] = {slot: [] for slot in SLOTS}
    for event in events:
        if event.kind not in VIOLENT or event.negated:
            continue
        bodies = {(p.start, p.end) for p in event.participants if p.role == "organisation"}
        for participant in event.participants:
            if participant.role == "actor" and (participant.start, participant.end) in bodies:
                continue  # the same words stand there as a body
            slot = _slot(participant, text)
            words = _plain(text[participant.start : participant.end])
            if slot is not None:
                _add_string(slots[slot], words)
    return slots


def model_fillers(text: str, tags: Iterable[Tag]) -> dict[str, list[str]]:
    """Different strings per slot, from the model's marks alone, whatever they score."""
    slots: dict[str, list[str]] = {slot: [] for slot in SLOTS}
    for tag in tags:
        _add_string(slots[_OF_TYPE[tag.type]], _plain(text[tag.start : tag.end]))
    return slots


def together(one: dict[str, list[str]], other: dict[str, list[str]]) -> dict[str, list[str]]:
    """The strings of both; of those that are the same, the first one's."""
    slots = {slot: list(strings) for slot, strings in one.items()}
    for slot, strings in other.items():
        for words in strings:
            _add_string(slots[slot], words)
    return slots


def _add_string(strings: list[str], words: str) -> None:
    if words and words not in _PRONOUNS and not any(_same(words, known) for known in strings):
        strings.append(words)


_OF_TYPE = {
    "actor": "perp_individual", "body": "perp_org", "target": "phys_target",
    "affected": "hum_target", "instrument": "instrument",
}  # fmt: skip


def _slot(participant: Participant, text: str) -> str | None:
    if participant.role == "actor":
        words = _plain(text[participant.start : participant.end]).lower().split()
        bodies = word_class("groups")
        if words and words[-1] in bodies and not any(w in word_class("people") for w in words):
            return "perp_org"
        return "perp_individual"
    return {
        "organisation": "perp_org", "target": "phys_target", "affected": "hum_target",
        "instrument": "instrument",
    }.get(participant.role)  # fmt: skip


def match(gold: Sequence[tuple[set[str], bool]], found: Sequence[str]) -> tuple[int, int, int, int]:
    """Right of gold, gold, right of found, found, of one slot in one document."""
    left = list(gold)
    right = optional_found = 0
    for words in found:
        hit = next((g for g in left if any(_same(words, s) for s in g[0])), None)
        if hit is not None:
            left.remove(hit)
            right += 1
            optional_found += hit[1]
    needed = sum(not optional for _, optional in gold)
    return right - optional_found, needed, right, len(found)


def _same(one: str, other: str) -> bool:
    """One lies in the other and their heads (the last word, or the last before OF) are the same."""
    if f" {one} " not in f" {other} " and f" {other} " not in f" {one} ":
        return _head_part(one) == _head_part(other) == min(one, other, key=len)
    return _head_part(one).split()[-1:] == _head_part(other).split()[-1:]


def _head_part(words: str) -> str:
    return words.split(" OF ")[0]


def _plain(words: str) -> str:
    kept = re.sub(r"[^\w\s’'-]", " ", words).upper().split()
    while kept and kept[0] in ("THE", "A", "AN", "HIS", "HER", "ITS", "THEIR", "SOME"):
        kept = kept[1:]
    return " ".join(kept)


_PRONOUNS = (
    "HE",
    "SHE",
    "IT",
    "THEY",
    "THEM",
    "HIM",
    "HER",
    "WHO",
    "WE",
    "US",
    "I",
    "OTHERS",
    "ONE",
)
