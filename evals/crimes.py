"""What opens an allegation in texts not written for it. `python3 run.py evals crimes`

MUC-4 (incidents-muc4) is news of a war and of political violence with keys of its attacks; lgl
(geo-lgl) and ECB+ (events-ecbplus) are news of towns at peace, ECB+ with much ordinary crime. Words
were added after reading the train part of MUC-4 (its first 260 texts); dev is reported. Its texts
are all in capitals and are put into small letters here, so that names say nothing: what stands
below is less than a reader of printed text would reach.

- harmed: of texts whose key has a civilian or an official killed or kidnapped, those in which a
  told event opens an allegation. Murders told without a conflict or a group open none, by design.
- none: of texts without an attack in the key, those in which something opens. Many tell of older
  or general violence that the key leaves out, so this is a ceiling and no error rate.
- peace: of the texts of lgl and ECB+, those in which something opens.
- claimed: of texts in whose key a group claimed or admitted an attack, those with a claim of the
  stance `admits`.

`--part train` measures the part that words came from; `--list` prints what was missed or opened.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from casefile.case.allegation import families, opens
from casefile.case.crime_words import conflict_told
from casefile.case.crimes import CrimeHit, crimes_told
from casefile.claim import Stance
from casefile.intake.receive import Told
from casefile.particulars import PartyKind
from casefile.reading.read import read_document
from casefile.reading.tagger import Tagger
from casefile.search.told_events import Telling, told_events
from casefile.workflow.annotate import received
from evals.figures import Figure

_UNARMED = {
    "CIVILIAN", "DIPLOMAT", "LEGAL OR JUDICIAL", "POLITICAL FIGURE", "GOVERNMENT OFFICIAL",
    "FORMER GOVERNMENT OFFICIAL",
}  # fmt: skip
_READ = {"train": 260}
_PEACE = (("lgl", "geo-lgl"), ("ecb", "events-ecbplus"))


@dataclass(frozen=True, slots=True)
class Opened:
    """What one text opened, and whether somebody in it claims responsibility."""

    families: tuple[str, ...]
    admits: bool


def measure(corpora: Path, part: str = "dev", listed: bool = False) -> list[Figure]:
    """The figures of one part."""
    tagger = Tagger.open()
    rows = list(islice(_rows(corpora / "incidents-muc4" / f"{part}.jsonl"), _READ.get(part)))
    found = [(row, opened(small(row["text"]), row["dct"] or "", tagger)) for row in rows]
    harmed = [(row["id"], bool(o.families)) for row, o in found if is_harm(row)]
    none = [(row["id"], bool(o.families)) for row, o in found if not row["incidents"]]
    claimed = [(row["id"], o.admits) for row, o in found if is_claimed(row)]
    name = f"MUC-4 {part}"
    figures = [
        _share(
            "harmed", f"{name}, a civilian or official killed or kidnapped: opens", harmed, True
        ),
        _share("none", f"{name}, no attack in the key: opens", none, False),
        _share("claimed", f"{name}, attack claimed by a group: claim found", claimed, True),
    ]
    for key, corpus in _PEACE:
        texts = [(r["id"], r["text"]) for r in _rows(corpora / corpus / f"{part}.jsonl")]
        seen = [(i, bool(opened(text, "", tagger).families)) for i, text in texts]
        figures.append(
            _share(f"peace-{key}", f"{corpus} {part}, news at peace: opens", seen, False)
        )
    if listed:
        for figure in figures:
            print(figure.key, *figure.examples)
    return figures


def opened(text: str, published: str, tagger: Tagger) -> Opened:
    """The families of conduct for which one text by itself opens an allegation."""
    document = received(text, Told(published=published))
    reading = read_document(document, tagger)
    telling = Telling(
        document.id, published, document.text, reading.claims, reading.particulars, {}
    )
    content = {c.id: " … ".join(document.text[s:e] for s, e in c.content) for c in reading.claims}
    hits: list[CrimeHit] = []
    for event in told_events(telling):
        hits += crimes_told(event, content.get(event.claim, event.context))
    armed = sum(p.kind is PartyKind.ARMED_GROUP for p in reading.particulars.parties)
    linked = conflict_told(document.text, armed)
    names = tuple(name for name, of in families(hits) if opens(of, linked))
    return Opened(names, any(c.stance is Stance.ADMITS for c in reading.claims))


def small(text: str) -> str:
    """A text in capitals in small letters, with a capital where a sentence begins."""
    letters = sum(c.isalpha() for c in text)
    if 2 * sum(c.isupper() for c in text) < letters:
        return text
    begins = r'(^|[.!?]["”]?\s+|\n\s*|\]\s*)([a-z])'
    return re.sub(begins, lambda m: m[1] + m[2].upper(), text.lower())


def is_harm(row: dict[str, Any]) -> bool:
    """Whether the key has somebody who bears no arms killed or kidnapped."""
    return any(
        "ACCOMPLISHED" in incident["stage"]
        and _UNARMED & _labels(incident, "hum_target_type")
        and ("DEATH" in _labels(incident, "hum_target_effect") or "KIDNAPPING" in incident["type"])
        for incident in row["incidents"]
    )


def is_claimed(row: dict[str, Any]) -> bool:
    """Whether the key has a group that claimed or admitted an attack."""
    labels = {x for i in row["incidents"] for x in _labels(i, "perp_org_confidence")}
    return any("CLAIMED OR ADMITTED" in label for label in labels)


def _labels(incident: dict[str, Any], slot: str) -> set[str]:
    return {str(f.get("label") or "") for f in incident["fillers"] if f["slot"] == slot}


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _share(key: str, title: str, found: list[tuple[str, bool]], more_is_better: bool) -> Figure:
    yes = sum(told for _, told in found)
    wrong = tuple(name for name, told in found if told is not more_is_better)
    return Figure(
        f"crimes/{key}", title, yes / len(found) if found else 0.0,
        f"{yes} of {len(found)} texts", higher_is_better=more_is_better, examples=wrong,
    )  # fmt: skip


def main() -> None:
    """Print one part's figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--part", default="dev", choices=("dev", "train"))
    parser.add_argument("--list", action="store_true")
    given = parser.parse_args()
    corpora = Path(__file__).resolve().parents[1].parent / "shared/corpora"
    for figure in measure(corpora, given.part, given.list):
        print(f"{figure.title}  {figure.value:.3f}  {figure.counts}")


if __name__ == "__main__":
    main()
