"""Names of persons, organisations and places against gold. `python3 run.py evals names`

What the reading works with: `Tagger.names` on raw text, block by block (lines that are not blank).
A name is right where its start, end and type are those of a gold name; nothing is trimmed.

- UNER-EWT dev: PER, ORG, LOC. False names: those that overlap no gold name of any type, per 1,000
  words (what blanks separate).
- re3d dev: Person, Organisation, Location; its gold nests, holds descriptions ("rebels", "the
  group"), and pronouns ("I"), and marks "the", titles and "province of" as part of a name. Two
  figures: (a) every gold mention of the three types, pronouns left out, against our names and the
  role mentions of `find_parties` (unnamed persons are persons, several of them an organisation, as
  re3d has it); (b) capitalised names only: gold mentions all of whose words but small ones are
  capitalised, the outermost of those that nest, against our names. Both compare without article
  and possessive at the edges; (b) without titles before a person's name too, on both sides. A type
  is right where the gold has the span with that type (some spans have two). A state may be
  Organisation or Location: the gold says which is meant, `find_parties` does too.
- WNUT17 dev: person, location, and group or corporation as organisation; other types left out.

Nothing is tuned on re3d or WNUT17 dev; roles and pronouns are the rules' alone.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casefile.particulars import Mention, MentionForm, PartyKind
from casefile.reading.names import Name, NameType
from casefile.reading.parties.find import find_parties
from casefile.reading.parties.mention_names import person_words
from casefile.reading.parties.mention_words import table_set
from casefile.reading.sentences import sentences
from evals.figures import Figure
from evals.gold_mentions import (
    FindsNames,
    blocks_of,
    is_name,
    model_names,
    read,
    stand_in_names,
    trimmed,
)

Span = tuple[int, int, str]
_TYPES = {
    "PER": "person", "LOC": "place", "ORG": "organisation", "Person": "person",
    "Location": "place", "Organisation": "organisation", "person": "person", "location": "place",
    "group": "organisation", "corporation": "organisation",
}  # fmt: skip
_PRONOUNS = frozenset(
    {"i", "me", "my", "we", "us", "our", "ours", "you", "your", "he", "him", "his", "she", "her"}
    | {"it", "its", "they", "them", "their", "who"}
)


@dataclass
class Tally:
    """Right, found and gold, and the names that went wrong."""

    right: int = 0
    found: int = 0
    gold: int = 0
    false: int = 0
    words: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(
        self, text: str, found: set[Span], gold: set[Span], allowed: Set[Span] = frozenset()
    ) -> None:
        """Count one text. `allowed` are right if found, but not missed if not."""
        self.right += len(found & gold)
        self.found += len(found - (allowed - gold))
        self.gold += len(gold)
        for start, end, kind in sorted(found - gold - allowed):
            self.wrong.append(f"not gold: {kind} {text[start:end]!r}")
        for start, end, kind in sorted(gold - found):
            self.wrong.append(f"missed: {kind} {text[start:end]!r}")

    def f1(self) -> float:
        total = self.found + self.gold
        return 2 * self.right / total if total else 0.0

    def counts(self) -> str:
        p = self.right / self.found if self.found else 0.0
        r = self.right / self.gold if self.gold else 0.0
        return f"P {p:.3f} R {r:.3f}: {self.right} right of {self.found} found, {self.gold} gold"


def spans(names: Iterable[Name]) -> set[Span]:
    return {(n.start, n.end, n.type.value) for n in names}


def plain_names(documents: Sequence[dict[str, Any]], names: FindsNames) -> Tally:
    """UNER and WNUT17: gold names without nesting."""
    tally = Tally()
    for document in documents:
        text = document["text"]
        found = spans(names(text, blocks_of(text)))
        gold = {(e["start"], e["end"], _TYPES[e["type"]])
                for e in document["entities"] if e["type"] in _TYPES}  # fmt: skip
        tally.add(text, found, gold)
        every = [(e["start"], e["end"]) for e in document["entities"]]
        tally.false += sum(not any(s < b and a < e for a, b in every) for s, e, _ in found)
        tally.words += len(text.split())
    return tally


def re3d_all(documents: Sequence[dict[str, Any]], names: FindsNames) -> Tally:
    """(a): names and roles against every gold mention of the three types."""
    tally = Tally()
    for document in documents:
        text = document["text"]
        blocks = blocks_of(text)
        found = find_parties(text, list(sentences(text, blocks)), names(text, blocks))
        mine = {(*trimmed(text, m.start, m.end), _of_kind(m, text)) for m in found.mentions
                if m.form is not MentionForm.PRONOUN}  # fmt: skip
        gold = {(*trimmed(text, e["start"], e["end"]), _TYPES[e["type"]])
                for e in _entities(document)}  # fmt: skip
        tally.add(text, mine, gold)
    return tally


def re3d_names(documents: Sequence[dict[str, Any]], names: FindsNames) -> Tally:
    """(b): names against the outermost capitalised gold mentions."""
    tally = Tally()
    for document in documents:
        text = document["text"]
        blocks = blocks_of(text)
        found = find_parties(text, list(sentences(text, blocks)), names(text, blocks))
        mine = {_bare(text, m.start, m.end, _of_kind(m, text)) for m in found.mentions
                if m.form is MentionForm.NAME}  # fmt: skip
        every = [e for e in _entities(document) if is_name(e)]
        outer = [e for e in every if not any(_holds(o, e) for o in every)]
        gold = {_bare(text, e["start"], e["end"], _TYPES[e["type"]]) for e in outer}
        allowed = {_bare(text, e["start"], e["end"], _TYPES[e["type"]]) for e in every}
        tally.add(text, mine, _one_type(gold, mine), allowed)
    return tally


def _one_type(gold: set[Span], mine: set[Span]) -> set[Span]:
    """A span that the gold gives two types is one mention: right with either."""
    kept: dict[tuple[int, int], Span] = {}
    for span in sorted(gold):
        if span[:2] not in kept or span in mine:
            kept[span[:2]] = span
    return set(kept.values())


def _entities(document: dict[str, Any]) -> list[dict[str, Any]]:
    three = ("Person", "Organisation", "Location")
    return [e for e in document["entities"]
            if e["type"] in three and e["text"].lower() not in _PRONOUNS]  # fmt: skip


def _holds(outer: dict[str, Any], inner: dict[str, Any]) -> bool:
    wider = outer["end"] - outer["start"] > inner["end"] - inner["start"]
    return bool(outer["start"] <= inner["start"] and inner["end"] <= outer["end"] and wider)


def _of_kind(mention: Mention, text: str) -> str:
    """re3d's type: several people are an organisation to it, an unnamed person a person."""
    if mention.kind is PartyKind.PLACE:
        return NameType.PLACE.value
    if mention.kind is PartyKind.PERSON:
        return NameType.PERSON.value
    if mention.kind is PartyKind.PEOPLE:
        words = set(text[mention.start : mention.end].lower().split())
        one = not words & table_set("parties", "roles", "many")
        return (NameType.PERSON if one else NameType.ORGANISATION).value
    return NameType.ORGANISATION.value


def _bare(text: str, start: int, end: int, kind: str) -> Span:
    """Without article and possessive; a person's name without titles."""
    start, end = trimmed(text, start, end)
    if kind == NameType.PERSON.value:
        kept = len(person_words(text[start:end]))
        words = list(re.finditer(r"\S+", text[start:end]))
        if 0 < kept < len(words):
            start += words[len(words) - kept].start()
    return start, end, kind


def measure(corpora: Path, names: FindsNames | None = None) -> list[Figure]:
    """The figures of this task; none where the corpora are absent."""
    if not (corpora / "ner-uner-ewt").exists():
        return []
    finder = names or model_names()
    uner = plain_names(read(corpora / "ner-uner-ewt/dev.jsonl"), finder)
    re3d = read(corpora / "ner-re3d/dev.jsonl")
    everything, capitals = re3d_all(re3d, finder), re3d_names(re3d, finder)
    wnut = plain_names(read(corpora / "ner-wnut17/dev.jsonl"), finder)
    per_thousand = 1000 * uner.false / uner.words if uner.words else 0.0
    return [
        _figure("uner-ewt/f1", "UNER-EWT dev, names exact F1", uner, 0.82,
                "XLM-R large .860 (test, 560 M parameters)"),
        Figure("names/uner-ewt/false", "UNER-EWT dev, false names", per_thousand,
               f"{uner.false} in {uner.words} words", unit="per 1,000 words",
               higher_is_better=False),
        _figure("re3d/capitalised-f1", "re3d dev, capitalised names F1", capitals, 0.75),
        _figure("re3d/all-f1", "re3d dev, all mentions F1", everything),
        _figure("wnut17/f1", "WNUT17 dev, names exact F1", wnut),
    ]  # fmt: skip


def _figure(
    key: str, title: str, tally: Tally, reach: float | None = None, peers: str = ""
) -> Figure:
    return Figure(
        f"names/{key}", title, tally.f1(), tally.counts(), reach, peers,
        examples=tuple(tally.wrong),
    )  # fmt: skip


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    default = Path(__file__).parents[2] / "shared/corpora"
    parser.add_argument("--corpora", type=Path, default=default)
    parser.add_argument("--names", choices=("model", "stand-in"), default="model")
    parser.add_argument("--wrong", type=int, default=0, help="show this many errors of each figure")
    options = parser.parse_args()
    if not options.corpora.exists():
        print("skipped: no corpora beside this checkout (../shared/corpora)")
        return
    names = stand_in_names() if options.names == "stand-in" else None
    for figure in measure(options.corpora, names):
        print(f"{figure.title}: {figure.value:.3f} {figure.unit} ({figure.counts})")
        for line in figure.examples[: options.wrong]:
            print("   ", line)


if __name__ == "__main__":
    main()
