"""Choose the threshold on the tune slice: `python -m casefile_training.evaluate`.

Reads the tune slice once with a low threshold and the exported int8 model, then scores several
higher ones. The slice is part of PolNeAR's training part and was not trained on (unless with
--all-articles). The dev part is only ever reported, by `python3 run.py evals attributions`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from casefile.reading.found import Found
from casefile.reading.tagger import Tagger
from casefile_training.corpus import articles, is_tune, paragraphs

THRESHOLDS = (0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8)
_LOW = 0.1
_SHOWN = ("triple overlap", "triple exact", "cue exact", "source exact", "content exact")


def read_all(tagger: Tagger, data: list[dict[str, Any]]) -> dict[str, list[Found]]:
    """What the tagger finds in each article."""
    return {a["id"]: tagger.find(a["text"], paragraphs(a["text"])) for a in data}


def score(gold: Path, found: dict[str, list[Found]], scorer: Path) -> dict[str, Any]:
    """The project scorer's figures."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        for key, items in found.items():
            rows = [{"source": f.source, "cue": f.cue, "content": f.content} for f in items]
            out.write(json.dumps({"id": key, "attributions": rows}) + "\n")
        out.flush()
        command = [sys.executable, str(scorer), str(gold), out.name, "--json"]
        done = subprocess.run(command, capture_output=True, check=True, text=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def main() -> None:
    """Print a line for each threshold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--folder", type=Path, help="an exported model; else the shipped one")
    given = parser.parse_args()
    tagger = Tagger.open(given.folder, threshold=_LOW)
    data = [a for a in articles(given.corpora / "polnear/train.jsonl") if is_tune(a)]
    found = read_all(tagger, data)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as gold:
        gold.writelines(json.dumps(a) + "\n" for a in data)
        gold.flush()
        for least in THRESHOLDS:
            kept = {k: [f for f in v if f.score >= least] for k, v in found.items()}
            figures = score(Path(gold.name), kept, given.corpora / "score_attribution.py")
            measures = figures["measures"]
            shown = (f"{k} {100 * measures[k]['f1']:.1f}" for k in _SHOWN)
            print(f"threshold {least}: " + ", ".join(shown), flush=True)


if __name__ == "__main__":
    main()
