"""Gold mentions and names of GUM, and where our own names come from; no figures here."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casefile.reading.names import Name, NameType
from casefile.reading.parties.mention_names import person_words

Blocks = list[tuple[int, int]]
FindsNames = Callable[[str, Blocks], Sequence[Name]]
_TYPES = {
    "person": NameType.PERSON,
    "organization": NameType.ORGANISATION,
    "place": NameType.PLACE,
}
_SMALL = frozenset(
    {"of", "the", "and", "de", "la", "le", "el", "al", "von", "van", "der", "den"}
    | {"for", "in", "on", "at", "s"}
)


def blocks_of(text: str) -> Blocks:
    """Lines that are not blank."""
    return [(m.start(), m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]


def read(path: Path) -> list[dict[str, Any]]:
    """The documents of a corpus file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@dataclass
class Gold:
    """The gold mentions of one document."""

    mentions: list[tuple[int, int, int, str]]  # start, end, entity, text
    named: set[int]  # entities
    by_span: dict[tuple[int, int], int] = field(default_factory=dict)
    by_head: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, document: dict[str, Any]) -> Gold:
        rows = {(e["start"], e["end"], e["eid"], e["text"]): e for e in document["entities"]}
        named = {
            e["eid"]
            for e in rows.values()
            if e["type"] in ("person", "organization") and is_name(e)
        }
        gold = cls(sorted(rows, key=lambda r: (r[0], -r[1])), named)
        text = document["text"]
        for number, (start, end, _, _) in enumerate(gold.mentions):
            gold.by_span[trimmed(text, start, end)] = number
            head = head_end(text, start, end)
            known = gold.by_head.get(head)
            if known is None or length(gold.mentions[known]) > end - start:
                gold.by_head[head] = number
        return gold

    def match(self, text: str, start: int, end: int) -> int | None:
        """The gold mention that a span of ours matches."""
        found = self.by_span.get(trimmed(text, start, end))
        return self.by_head.get(head_end(text, start, end)) if found is None else found


def length(row: tuple[int, int, int, str]) -> int:
    return row[1] - row[0]


def is_name(entity: dict[str, Any]) -> bool:
    """Whether a mention is a name: all words but small ones capitalised, none a pronoun."""
    words = re.findall(r"[\w’'-]+", entity["text"])
    big = [w for w in words if w.lower() not in _SMALL]
    if not big or any(not w[0].isupper() and not w[0].isdigit() for w in big):
        return False
    plain = re.compile(
        r"(?i)(i|he|she|it|they|we|you|this|that|who|his|her|my|our|your|its|their)$"
    )
    common = len(big) == 1 and not entity.get("wiki") and big[0].lower() in _openers
    return not any(plain.match(w) for w in big) and not common


_openers = frozenset(
    {"parents", "people", "residents", "children", "police", "students", "members", "women", "men"}
    | {"officials", "god", "mom", "dad", "sir", "judge", "president", "government", "court"}
    | {"congress", "mother", "father"}
)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without article and possessive at its edges."""
    words = text[start:end]
    for article in ("the ", "a ", "an "):
        if words.lower().startswith(article):
            start += len(article)
            break
    for ending in ("’s", "'s", "’", "'"):
        if text[start:end].endswith(ending):
            end -= len(ending)
            break
    return start, end


def head_end(text: str, start: int, end: int) -> int:
    """Where the head word of a mention ends."""
    start, end = trimmed(text, start, end)
    cut = re.compile(
        r",| (?:of|at|for|in|from|on|with|who|which|that|to|near|whose|by)\b|\s?[(—–:]"
    )
    match = cut.search(text, start + 1, end)
    return match.start() if match else end


def gold_names(document: dict[str, Any]) -> list[Name]:
    """GUM's own names: the shortest mentions that are names, no two overlapping.

    Of "US President Barack Obama" the person's name is what follows the name within it and titles.
    """
    rows = [e for e in document["entities"] if e["type"] in _TYPES and is_name(e)]
    found: dict[int, Name] = {}
    for e in sorted(rows, key=lambda e: (e["end"] - e["start"], e["start"])):
        start, end = e["start"], e["end"]
        inner = [n.end for n in found.values() if start <= n.start and n.end <= end]
        if e["type"] == "person" and inner and max(inner) < end:
            start = max(inner) + 1
        if e["type"] == "person":
            start = _past_titles(document["text"], start, end)
        if not any(n.start < end and start < n.end for n in found.values()):
            found[start] = Name(start, end, _TYPES[e["type"]], 0.99)
    return [found[key] for key in sorted(found)]


def _past_titles(text: str, start: int, end: int) -> int:
    words = list(re.finditer(r"\S+", text[start:end]))
    kept = len(person_words(text[start:end]))
    return start + words[-kept].start() if 0 < kept < len(words) else start


def model_names() -> FindsNames:
    """The shipped model's names."""
    from casefile.reading.tagger import Tagger

    finder: FindsNames = Tagger.open().names  # type: ignore[attr-defined, unused-ignore]
    return finder


def stand_in_names() -> FindsNames:
    """A stand-in beside the checkout, while the model is being trained."""
    sys.path.insert(0, str(Path(__file__).parents[2] / "tmp"))
    from stand_in import names  # type: ignore[import-not-found, unused-ignore]

    finder: FindsNames = names
    return finder
