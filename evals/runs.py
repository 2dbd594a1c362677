"""Runs kept beside the checkout (`out/evals`, not in git), and what changed between two."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from evals.figures import Figure

SAME = 0.00005  # figures closer than this are the same
MOST = 12  # examples named for each figure and direction; all are in the file

Run = dict[str, dict[str, Any]]  # by key: value, counts, examples


def of_figures(figures: Sequence[Figure]) -> Run:
    """What is kept of a run."""
    return {
        f.key: {"value": f.value, "counts": f.counts, "examples": sorted(set(f.examples)),
                "higher_is_better": f.higher_is_better}
        for f in figures
    }  # fmt: skip


def changes(before: Run, now: Run) -> Iterator[str]:
    """A line for each figure that changed, then the examples that went right or wrong."""
    for key, row in now.items():
        old = before.get(key)
        if old is None:
            yield f"{key}: new, {row['value']:.4f}"
            continue
        moved = row["value"] - old["value"]
        right = sorted(set(old["examples"]) - set(row["examples"]))
        wrong = sorted(set(row["examples"]) - set(old["examples"]))
        if abs(moved) >= SAME or right or wrong:
            good = (moved >= 0) == row["higher_is_better"]
            word = "same" if abs(moved) < SAME else ("gain" if good else "LOSS")
            numbers = f"{old['value']:.4f} to {row['value']:.4f} ({moved:+.4f})"
            yield f"{key}: {word}, {numbers}; {len(right)} went right, {len(wrong)} went wrong"
        for title, ids in (("now right", right), ("now wrong", wrong)):
            yield from (f"    {title}: {one}" for one in ids[:MOST])
            if len(ids) > MOST:
                yield f"    {title}: {len(ids) - MOST} more"


def compare_and_keep(figures: Sequence[Figure], against: Path | None, folder: Path) -> None:
    """Print what changed since the kept run (or `against`), then keep this one.

    Figures of modules that did not run now are kept as they were.
    """
    last = folder / "last.json"
    told = against or last
    now = of_figures(figures)
    kept: Run = json.loads(last.read_text("utf-8")) if last.exists() else {}
    before: Run = json.loads(told.read_text("utf-8")) if told.exists() or against else {}
    if before:
        lines = list(changes(before, now))
        shown = told if against else "the run before"
        print(f"\nChanges against {shown}", *(lines or ["none"]), sep="\n  ")
    if not now:
        return
    folder.mkdir(parents=True, exist_ok=True)
    if last.exists():
        last.replace(folder / "before.json")
    text = json.dumps({**kept, **now}, ensure_ascii=False, indent=1, sort_keys=True)
    last.write_text(text + "\n", encoding="utf-8")
