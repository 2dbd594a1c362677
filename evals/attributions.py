"""Who says what: the shipped model against gold. `python3 run.py evals attributions`

PolNeAR dev (news of the training corpus's kind) and GUM dev (other kinds of text, another style of
annotation: read the overlap figures), through `casefile annotate` as a user runs it, furniture left
out; a second row reads all of the text (`--raw`). Nothing is tuned on these parts.

Scored by the corpora's own `score_attribution.py`. Triple overlap: cue, source and content of one
prediction share a token each with those of one gold attribution. Triple exact: all tokens the same.
Fragment exact: each unbroken run of a role as one span, on CofeNet's runs. Speaker right when
found: of gold attributions whose content a prediction covers by more than 0.3 of its characters,
the part with overlapping sources (or none in both). Intervals of 95 % from 300 resamplings of the
articles stand in the counts. An example is wrong where nothing fits it by triple overlap.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from casefile.workflow.annotate import annotate
from evals.figures import Figure

CORPORA = Path(__file__).resolve().parents[2] / "shared/corpora"
RESAMPLED = 300


@dataclass(frozen=True, slots=True)
class Row:
    """A figure to show: its measure in the scorer, what we want to reach, what peers reach."""

    name: str
    measure: str
    reach: float | None = None
    peers: str = ""
    of: str = "f1"


POLNEAR = (
    Row("triple overlap", "triple overlap", 0.78, "Citron .625 (test), two people .79"),
    Row("triple exact", "triple exact", 0.50, "Citron .325 (test), two people .59"),
    Row("speaker right when found", "coverage>=0.3 speaker", 0.92,
        "Citron .867, two people .929", "p"),
    Row("found (0.3 of the content)", "coverage>=0.3", of="r"),
)  # fmt: skip
FRAGMENTS = (
    Row("fragment source, exact", "fragment source exact", 0.80, "BERT+Cofe .832, two people .785"),
    Row("fragment cue, exact", "fragment cue exact", 0.74, "BERT+Cofe .753, two people .713"),
    Row("fragment content, exact", "fragment content exact", 0.70,
        "BERT+Cofe .729, two people .716"),
)  # fmt: skip
GUM = (
    Row("triple overlap", "triple overlap", 0.60, "none published"),
    Row("speaker right when found", "coverage>=0.3 speaker", of="p"),
)
WITH_EXAMPLES = ("triple overlap",)
RAW = (Row("triple overlap, --raw", "triple overlap"), Row("triple exact, --raw", "triple exact"))


def measure(corpora: Path) -> list[Figure]:
    """The figures of both sets."""
    scorer = load_scorer(corpora)
    figures: list[Figure] = []
    polnear, gum = corpora / "polnear/dev.jsonl", corpora / "gum-attribution/dev.jsonl"
    instances = str(corpora / "polnear/dev-cofenet.jsonl")
    for name, gold_file, rows in (("polnear", polnear, POLNEAR), ("gum", gum, GUM)):
        gold, found = scorer.load(gold_file), read(scorer, gold_file, raw=False)
        figures += figures_of(scorer, name, rows, (gold, found, None))
        if name == "polnear":
            figures += figures_of(scorer, name, FRAGMENTS, (gold, found, instances))
        found = read(scorer, gold_file, raw=True)
        figures += figures_of(scorer, name, RAW, (gold, found, None))
    return figures


def load_scorer(corpora: Path) -> Any:
    """The corpora's scorer as a module."""
    spec = importlib.util.spec_from_file_location("score", corpora / "score_attribution.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError("score_attribution.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(scorer: Any, gold: Path, *, raw: bool) -> dict[str, Any]:
    """What `casefile annotate` finds; a line's id, text and publication day are all it uses."""
    with tempfile.TemporaryDirectory() as spare:
        target = Path(spare) / "found.jsonl"
        _, errors = annotate(gold, target, raw=raw)
        if errors:
            raise RuntimeError(f"annotate failed on {gold.name}: {errors[0]}")
        found: dict[str, Any] = scorer.load(target)
        return found


def figures_of(
    scorer: Any, name: str, rows: tuple[Row, ...], read_: tuple[Any, Any, str | None]
) -> Iterator[Figure]:
    """Figures of one set for these rows."""
    gold, found, instances = read_
    report = scorer.score(gold, found, instances, bootstrap=RESAMPLED)
    for row in rows:
        cell = report[row.measure]
        yield Figure(
            key=f"attributions/{name}/{row.name.split(' (')[0].replace(', ', ' ')}",
            title=f"{'PolNeAR' if name == 'polnear' else 'GUM'} dev, {row.name}",
            value=cell[row.of],
            counts=counts_of(row, cell),
            reach=row.reach,
            peers=row.peers,
            examples=tuple(wrong(scorer, gold, found)) if row.name in WITH_EXAMPLES else (),
        )


def counts_of(row: Row, cell: dict[str, Any]) -> str:
    """What stands behind a figure, with its interval of 95 %."""
    if row.of == "p":  # the speakers: what is "predicted" there was found
        return f"{cell['right']:.0f} of {cell['predicted']:.0f} found"
    if row.of == "r":
        return f"{cell['right']:.0f} of {cell['gold']:.0f} gold"
    low, high = cell["f1_95"]
    return (
        f"P {cell['p']:.3f} R {cell['r']:.3f}, {cell['right']:.0f} right of"
        f" {cell['predicted']:.0f} found, {cell['gold']:.0f} gold, 95 % {low:.3f} to {high:.3f}"
    )


def wrong(scorer: Any, gold: dict[str, Any], found: dict[str, Any]) -> Iterator[str]:
    """Ids of gold attributions that nothing fits, and of found ones that fit nothing."""
    for key, row in gold.items():
        article = scorer.Article(row["text"], False)
        sides = [row.get("attributions") or [], found.get(key, {}).get("attributions") or []]
        wanted, given = ([(a, article.attribution(a)) for a in side] for side in sides)
        for item, tokens in wanted:
            if not any(fits(tokens, other) for _, other in given):
                yield f"{key}@{start(item)} missed"
        for item, tokens in given:
            if not any(fits(other, tokens) for _, other in wanted):
                yield f"{key}@{start(item)} not in gold"


def fits(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Triple overlap of two attributions, as sets of token numbers."""
    source = bool(one["source"] & other["source"]) or not (one["source"] or other["source"])
    return bool(source and one["cue"] & other["cue"] and one["content"] & other["content"])


def start(item: dict[str, Any]) -> int:
    """Where an attribution's cue stands, its content where it has none."""
    return int(min(s for s, _ in item.get("cue") or item.get("content") or [[0, 0]]))


def main() -> None:
    """Print the figures alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    corpora = parser.parse_args().corpora
    if not (corpora / "score_attribution.py").exists():
        print("attributions: skipped, no corpora beside this checkout (../shared/corpora)")
        return
    for figure in measure(corpora):
        print(f"{figure.title:44} {figure.value:.3f}  {figure.counts}")


if __name__ == "__main__":
    main()
