"""Who says what: the reader against our own gold. `python3 run.py evals claims`

The gold (`evals/gold/README.md`) is 64 texts of 16 kinds in two halves. "tune" may be looked at;
"held" is scored only, and nothing but ids of it is ever printed. Both are read as `casefile
annotate` reads a line: text, publication day and outlet in, attributions and outlet claims out,
furniture left out. The gold is in the repository: no corpora are needed.

Claims are matched and counted as in `evals/agreement.py`: one to one by the characters that cue,
content and source share, the content's above all; an own-voice sentence matches an outlet claim
only. Found: attributions with a pair, among those read (precision) and those of gold (recall).
Stances, relays and conditions are F1 over all claims: one without a pair is a miss or a false one.
Other fields are shares of matched pairs. Source right: its words overlap gold's, or neither has
any. Speaker right: the name that annotate gives (`speaker_name`; the source's words where there is
no such key) and gold's, without case and leading article, are equal or one holds the other.
Agreement of two annotators, over all texts and counted alike, stands beside each figure.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from statistics import fmean
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from casefile.claim import Directness, SpeakerKind, Stance
from casefile.reading.read import TagsText
from casefile.workflow.annotate import Line, annotate_line
from casefile.workflow.workspace import shipped_tagger
from evals import agreement
from evals.agreement import Compared, Pair, Score, same_spans, speaker_fits
from evals.figures import Figure
from evals.gold_format import ROLES, Certainty, GoldClaim, GoldText, Half, Time, read_gold

MEAN_OF = tuple(s for s in agreement.REFUSALS if s is not Stance.NOTHING_TO_ANNOUNCE)
REACH = 0.90  # F1 of each of MEAN_OF on the held half


class Part(StrEnum):
    """Which number of a score a figure shows."""

    F1 = "f1"
    RIGHT_OF_FOUND = "precision"
    FOUND_OF_GOLD = "recall"

    def of(self, score: Score) -> float:
        """The number, 0 to 1."""
        return float(getattr(score, self.value))


@dataclass(frozen=True, slots=True)
class Row:
    """A figure: what it is called, how it is counted and which part of the count it shows."""

    name: str
    count: Callable[[Compared], Score]
    part: Part
    reach: float | None = None  # on the held half


def _found(compared: Compared) -> Score:
    return compared.said().found()


def _stance(stance: Stance) -> Row:
    reach = REACH if stance in MEAN_OF else None
    return Row(f"{stance}, F1", lambda c: c.said().stance(stance), Part.F1, reach)


def _field(name: str) -> Row:
    return Row(name, lambda c: c.said().field(name), Part.RIGHT_OF_FOUND)


def _source_overlaps(pair: Pair) -> bool:
    return same_spans(pair, "source")


ROWS = (
    Row("claims found, F1", _found, Part.F1),
    Row("claims found, P", _found, Part.RIGHT_OF_FOUND),
    Row("claims found, R", _found, Part.FOUND_OF_GOLD),
    *map(_stance, MEAN_OF),
    _stance(Stance.NOTHING_TO_ANNOUNCE),
    *map(_field, agreement.FIELDS),
    Row("source overlaps", lambda c: c.said().share(_source_overlaps), Part.RIGHT_OF_FOUND),
    Row("speaker", lambda c: c.said().share(speaker_fits), Part.RIGHT_OF_FOUND),
    Row("relay, F1", lambda c: c.said().spans("relay"), Part.F1),
    Row("condition, F1", lambda c: c.spans("condition"), Part.F1),
    Row("own-voice sentences found, F1", lambda c: c.own().found(), Part.F1),
    Row("own-voice stance", lambda c: c.own().field("stance"), Part.RIGHT_OF_FOUND),
)


def measure(corpora: Path) -> list[Figure]:
    """Both halves, then the annotators' agreement."""
    tagger, both = shipped_tagger(), agreement.annotators()
    figures = []
    for half in Half:
        compared = compare_half(tagger, half)
        figures += [_figure(half, row, compared, both) for row in ROWS]
        figures.append(_mean(half, compared, both))
    return figures + agreement.measure(corpora)


def compare_half(tagger: TagsText, half: Half) -> Compared:
    """Gold against what is read, all texts of a half."""
    texts = read_gold(half=half)
    return agreement.together(agreement.compare(t.claims, read(tagger, t)) for t in texts)


def read(tagger: TagsText, text: GoldText) -> list[GoldClaim]:
    """What `casefile annotate` finds in a text, in the gold's shape.

    Raises:
        RuntimeError: annotate gives an error.
    """
    line = {"id": text.name, "text": text.text, "published": text.published.isoformat()}
    body = json.dumps(line | {"outlet": text.outlet}).encode()
    done = annotate_line(tagger, Line(1, body))
    if done.error:
        raise RuntimeError(f"{text.name}: {done.error}")
    found = json.loads(done.body)
    said = [_claim(item, text, own=False) for item in found["attributions"]]
    return said + [_claim(item, text, own=True) for item in found["outlet_claims"]]


def _claim(item: Mapping[str, Any], text: GoldText, *, own: bool) -> GoldClaim:
    spans = {role: tuple((s, e) for s, e in item.get(role, ())) for role in ROLES}
    first = min(s for extents in spans.values() for s, _ in extents)
    source = " ".join(text.text[s:e] for s, e in spans["source"])
    return GoldClaim(
        id=f"{text.name[:2]}@{first}",
        spans=spans,
        stance=Stance(item["stance"]),
        directness=Directness.OWN_VOICE if own else Directness(item["directness"]),
        certainty=Certainty(item["certainty"]),
        time=Time(item["time"]),
        speaker_kind=SpeakerKind.OUTLET if own else SpeakerKind(item["speaker_kind"]),
        speaker=text.outlet if own else item.get("speaker_name", source) or "",
    )


def _figure(half: Half, row: Row, compared: Compared, both: Compared) -> Figure:
    score = row.count(compared)
    return Figure(
        key=f"claims/{half}/{row.name}",
        title=f"own gold, {half}, {row.name}",
        value=row.part.of(score),
        counts=_counts(score, matched=row.count is not _found and row.part is not Part.F1),
        reach=row.reach if half is Half.HELD else None,
        peers=f"two annotators {_short(row.part.of(row.count(both)))}",
        examples=tuple(f"{claim.id} {word}" for claim, word in _wrong(score)),
    )


def _mean(half: Half, compared: Compared, both: Compared) -> Figure:
    ours, theirs = (
        fmean(c.said().stance(stance).f1 for stance in MEAN_OF) for c in (compared, both)
    )
    return Figure(
        key=f"claims/{half}/mean of four stances, F1",
        title=f"own gold, {half}, mean of denies to cannot_confirm, F1",
        value=ours,
        counts=f"{sum(c.stance in MEAN_OF for c in compared.said().one)} in gold",
        reach=REACH if half is Half.HELD else None,
        peers=f"two annotators {_short(theirs)}",
    )


def _counts(score: Score, *, matched: bool) -> str:
    if matched:
        return f"{score.right} right of {score.given} matched"
    return f"{score.right} right of {score.given} found, {score.wanted} gold"


def _short(share: float) -> str:
    return f"{share:.2f}".removeprefix("0")


def _wrong(score: Score) -> Iterator[tuple[GoldClaim, str]]:
    yield from ((claim, "missed") for claim in score.missed)
    yield from ((claim, "not in gold") for claim in score.false)


def print_wrong(tagger: TagsText) -> None:
    """Every wrong item of the tune half with its words; the held half is never shown."""
    texts = {text.name[:2]: text for text in read_gold(half=Half.TUNE)}
    compared = compare_half(tagger, Half.TUNE)
    twins = {one.id: other for one, other in compared.pairs}
    for row in ROWS:
        if row.name in ("claims found, P", "claims found, R"):
            continue  # the same items as for F1
        print(f"\n{row.name}")
        for claim, word in _wrong(row.count(compared)):
            text, twin = texts[claim.id[:2]], twins.get(claim.id)
            print(f"  {word}: {_told(text, claim)}")
            if twin is not None:
                print(f"      read: {_told(text, twin)}")


def _told(text: GoldText, claim: GoldClaim) -> str:
    words = [f"{role} {text.words(claim, role)!r}" for role in ROLES if claim.spans[role]]
    fields = [value(claim) for value in agreement.FIELDS.values()]
    return f"{claim.id} {' '.join(fields)}; {claim.speaker!r}; {', '.join(words)}"


def main() -> None:
    """Print the figures alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--wrong", action="store_true", help="then the wrong items of tune")
    asked = parser.parse_args()
    for figure in measure(Path()):
        print(f"{figure.title:52} {figure.value:.3f}  {figure.counts:42} {figure.peers}".rstrip())
    if asked.wrong:
        print_wrong(shipped_tagger())


if __name__ == "__main__":
    main()
