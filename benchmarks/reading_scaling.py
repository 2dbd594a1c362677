"""Time against length for odd and hostile texts: does the whole reading stay linear?

    python benchmarks/reading_scaling.py [NAME …] [--size N] [--longest N] [--rules | --model]
                                         [--full] [--strict]

Each text is read at three lengths, each twice the one before, through the bulk door
(`annotate_line`). Twice the length should take about twice the time: a ratio over 2.6 for the last
doubling is flagged. Two runs: with the shipped model up to 4 × `--size`; then with a stand-in for
the model that finds an attribution at each word of saying, so that the rules meet as many as there
are, up to `--longest`; then one endless line of 5 MB by itself, with `--full` read by the model too
(minutes). CPU time of this process, opening not counted; a text that takes more than `--patience`
seconds ends its row. With `--strict` the exit code is 1 where a row is flagged.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks._hostile_texts import TEXTS, Maker
from casefile.reading.found import Found
from casefile.reading.read import TagsText
from casefile.reading.tagged import Tagged
from casefile.reading.tagger import Tagger
from casefile.workflow.annotate import Line, annotate_line

STEEP = 2.6  # the largest ratio per doubling that passes as linear
ENDLESS = 5_000_000  # code points of the one endless line
SHORT = 0.05  # seconds: shorter runs say nothing about the growth


class StandIn:
    """Finds a speaker, a cue and a content at every word of saying, in linear time."""

    reader_id = "stand-in/1"

    def tag(self, text: str, blocks: Sequence[tuple[int, int]]) -> Tagged:
        return Tagged(
            tuple(
                Found((m.span("who"),), (m.span("cue"),), (m.span("what"),), 0.9)
                for start, end in blocks
                for m in _sayings().finditer(text, start, end)
            )
        )


@cache
def _sayings() -> re.Pattern[str]:
    word = r"[^\W\d_]{1,30}"
    return re.compile(
        rf"(?P<who>\b{word} {word}) (?P<cue>said|denied|says) (?P<what>{word}(?: {word}){{0,5}})"
    )


def seconds(finder: TagsText, text: str) -> float:
    """CPU seconds for one line; the better of two where it is short."""
    body = json.dumps({"id": 0, "text": text, "published": "2023-03-13"}).encode()
    taken = []
    while not taken or (len(taken) < 2 and taken[0] < 1.0):
        start = time.process_time()
        done = annotate_line(finder, Line(1, body))
        taken.append(time.process_time() - start)
        if done.error:
            raise RuntimeError(done.error)
    return min(taken)


def row(finder: TagsText, make: Maker, longest: int, patience: float) -> list[float]:
    """Seconds at a quarter, a half and the whole of the length; fewer if patience ends."""
    taken: list[float] = []
    for length in (longest // 4, longest // 2, longest):
        taken.append(seconds(finder, make(length)))
        if taken[-1] > patience:
            break
    return taken


def ratios(taken: Sequence[float]) -> list[float]:
    """Time over the time at half the length."""
    return [after / max(before, 1e-6) for before, after in pairwise(taken)]


def is_steep(taken: Sequence[float], patience: float) -> bool:
    """Whether the last doubling costs too much, or the row had to end early."""
    steps = ratios(taken)
    return taken[-1] > patience or (steps[-1] > STEEP and taken[-1] > SHORT)


def table(
    title: str, finder: TagsText, names: Sequence[str], longest: int, patience: float
) -> list[str]:
    """Print a row for each text; returns the names of the steep ones."""
    print(f"\n{title}; lengths {longest // 4:,}, {longest // 2:,} and {longest:,} code points")
    print(f"{'text':26} {'seconds':>24}   {'ratios':>12}   ns a code point")
    steep = []
    for name in names:
        taken = row(finder, TEXTS[name], longest, patience)
        times = " ".join(f"{value:7.3f}" for value in taken)
        steps = " ".join(f"{value:5.2f}" for value in ratios(taken))
        length = longest // 2 ** (3 - len(taken))  # of the last text that was read
        flag = "  STEEP" if is_steep(taken, patience) else ""
        rate = f"{1e9 * taken[-1] / length:9,.0f}"
        print(f"{name:26} {times:>24}   {steps:>12}   {rate}{flag}", flush=True)
        if flag:
            steep.append(name)
    return steep


def main() -> int:
    """Print both tables; returns the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", help="texts to read, by their first letters")
    parser.add_argument("--size", type=int, default=10_000, help="code points, model run")
    parser.add_argument("--longest", type=int, default=1_000_000, help="code points, rules run")
    parser.add_argument("--patience", type=float, default=60.0, help="seconds for one text")
    parser.add_argument("--rules", action="store_true", help="the stand-in only")
    parser.add_argument("--model", action="store_true", help="the model only")
    parser.add_argument("--full", action="store_true", help="the endless line by the model too")
    parser.add_argument("--strict", action="store_true", help="exit code 1 where a row is steep")
    asked = parser.parse_args()
    names = [n for n in TEXTS if not asked.names or n.startswith(tuple(asked.names))]
    model, rules = Tagger.open(), StandIn()
    plans: list[tuple[str, TagsText, list[str], int]] = []
    if not asked.rules:
        plans.append(("The shipped model", model, names, 4 * asked.size))
    if not asked.model:
        plans.append(("A stand-in for the model", rules, names, asked.longest))
    endless = [name for name in names if name == "one endless line"]
    if endless and not asked.model:
        plans.append(("A stand-in for the model", rules, endless, ENDLESS))
    if endless and asked.full:
        plans.append(("The shipped model", model, endless, ENDLESS))
    steep: list[str] = []
    for title, finder, chosen, longest in plans:
        patience = 1e9 if longest == ENDLESS else asked.patience
        steep += table(title, finder, chosen, longest, patience)
    print(f"\nsteeper than linear: {', '.join(steep) or 'none'}")
    return 1 if steep and asked.strict else 0


if __name__ == "__main__":
    sys.exit(main())
