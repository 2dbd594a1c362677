"""Who says what: the shipped model against gold. `python3 run.py evals attributions`

PolNeAR dev (news of the training corpus's kind) and GUM dev (other kinds of text, another style of
annotation: read the overlap figures). Through `casefile annotate`, as a user would run it: with
furniture left out, then with --raw. Nothing is tuned on these parts.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

SETS = (
    ("PolNeAR dev", "polnear/dev.jsonl", "polnear/dev-cofenet.jsonl"),
    ("GUM dev", "gum-attribution/dev.jsonl", None),
)
SHOWN = (
    "triple overlap", "triple exact", "pair overlap", "cue exact", "cue overlap", "source exact",
    "source overlap", "content exact", "content overlap", "fragment source", "fragment cue",
    "fragment content",
)  # fmt: skip


def annotate(source: Path, target: Path, *options: str) -> None:
    """Run the command on a corpus file; each line's text is all it uses."""
    command = [sys.executable, "-m", "casefile", "annotate", str(source), str(target), *options]
    subprocess.run(command, check=True, capture_output=True)


def score(scorer: Path, gold: Path, found: Path, instances: Path | None) -> dict[str, Any]:
    """The project scorer's figures, with 95 % intervals."""
    command = [sys.executable, str(scorer), str(gold), str(found), "--json", "--bootstrap", "300"]
    if instances is not None:
        command += ["--instances", str(instances)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def show(title: str, figures: dict[str, Any]) -> None:
    """Precision, recall and F1 in per cent."""
    print(f"\n{title}: {figures['articles']} texts")
    for name, row in figures["measures"].items():
        if name in SHOWN or name.startswith(("fragment", "coverage")):
            cells = " ".join(f"{k} {100 * v:5.1f}" for k, v in row.items() if k in ("p", "r", "f1"))
            rest = {k: v for k, v in row.items() if k not in _COUNTS}
            print(f"  {name:28} {cells}  {rest or ''}")


_COUNTS = ("p", "r", "f1", "right", "predicted", "gold")


def main() -> None:
    """Run all sets."""
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(__file__).parents[2] / "shared/corpora"
    parser.add_argument("--corpora", type=Path, default=default)
    corpora = parser.parse_args().corpora
    scorer = corpora / "score_attribution.py"
    if not scorer.exists():
        print("skipped: no corpora beside this checkout (../shared/corpora)")
        return
    with tempfile.TemporaryDirectory() as spare:
        for title, gold, instances in SETS:
            for name, options in (("furniture left out", ()), ("--raw", ("--raw",))):
                found = Path(spare) / "found.jsonl"
                annotate(corpora / gold, found, *options)
                told = corpora / instances if instances else None
                show(f"{title}, {name}", score(scorer, corpora / gold, found, told))


if __name__ == "__main__":
    main()
