"""How fast the whole reading runs on this machine, and where the time goes.

    python benchmarks/reading_speed.py [--words N]

Reports are made from sentences written here, of 60 to 1,200 words, from a fixed seed, and go
through the bulk door (`annotate_line`): JSON in, every task read, JSON out. Opening is told apart.
A word is a run of non-blanks. The figure for CPU time is the one to compare where other work shares
the cores. Then: microseconds a word by step, and how near the encoder comes to the machine's limit
in multiplying int8 matrices, measured in the same run.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import casefile.reading.tagger as tagger_module
from benchmarks._int8_limit import SQUARE, encoder_window, limit
from benchmarks._steps import SAID, Steps, stepped
from casefile.scale.pool import run_over
from casefile.workflow.annotate import Line, annotate_line
from casefile.workflow.workspace import shipped_tagger

Finder = Any  # what `shipped_tagger` opens; grows with the tasks

SENTENCES = (
    "The bridge over the Velk fell shortly after four in the morning.",
    "“Nobody warned us,” said Marta Oleg, a nurse who lives beside the station.",
    "The ministry denied that its aircraft had struck the school.",
    "Two officials, who asked not to be named, said the convoy had left before the order came.",
    "According to a report by Harrow Watch, at least 31 people were taken from the camp in March.",
    "Shops along the main road stayed shut, and the water was still off on Tuesday.",
    "General Arn Tesk rejected the accusation, calling it “a fairy tale.”",
    "A spokeswoman for the court declined to comment.",
    "“We will stay,” the mayor said, “until the last one is out.”",
    "The trucks came back empty, with mud up to the doors and one window gone.",
    "It was not clear who had given the order, or whether anyone had.",
    "Prosecutors believe that the file was copied twice before it reached the archive.",
    "He told the committee on 4 May 2021 that he had seen the list, and that it held 212 names.",
    "The river is wide there, and in winter the ferry does not run.",
)


@dataclass(frozen=True, slots=True)
class Report:
    """A text and its paragraphs."""

    text: str
    blocks: tuple[tuple[int, int], ...]


def reports(words: int, seed: int = 1) -> list[Report]:
    """Reports of varied length, so many words in all."""
    draw = random.Random(seed)
    made: list[Report] = []
    while words > 0:
        report = one_report(draw, min(words, draw.choice((60, 150, 300, 500, 800, 1200))))
        made.append(report)
        words -= count_words([report])
    return made


def one_report(draw: random.Random, words: int) -> Report:
    """Paragraphs of one to five sentences, up to so many words."""
    text, blocks = "", []
    while words > 0:
        paragraph = " ".join(draw.choices(SENTENCES, k=draw.randint(1, 5)))
        blocks.append((len(text), len(text) + len(paragraph)))
        text += paragraph + "\n"
        words -= len(paragraph.split())
    return Report(text, tuple(blocks))


def count_words(made: list[Report]) -> int:
    return sum(len(report.text.split()) for report in made)


def lines(made: list[Report]) -> list[Line]:
    """The reports as input lines."""
    return [
        Line(n, json.dumps({"id": n, "text": r.text, "published": "2023-03-13"}).encode())
        for n, r in enumerate(made, 1)
    ]


def read(finder: Finder, line: Line) -> int:
    """How many bytes a line's reading has."""
    done = annotate_line(finder, line)
    if done.error:
        raise RuntimeError(done.error)
    return len(done.body)


PEERS = (
    "others, from shared/notes/language-tasks.md (an earlier run, one task each):",
    "  HeidelTime 3.5 to 10 s a document (starts Java and a tagger), times only",
    "  recognizers-text 6 to 10 k, dateparser 34 to 124 k characters/s, times only",
    "  Citron: its speed is not available",
)
FRESH = """\
import json, resource, sys, time
start = time.perf_counter()
from casefile.workflow.annotate import Line, annotate_line
from casefile.workflow.workspace import shipped_tagger
finder = shipped_tagger()
opened = time.perf_counter() - start
for body in sys.stdin.buffer:
    assert not annotate_line(finder, Line(1, body)).error
    first = first if "first" in globals() else time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([opened, first, peak]))
"""


def fresh(given: list[Line]) -> list[float]:
    """Seconds to the opened reader and to the first line read, imports included; peak MB."""
    bodies = b"\n".join(line.body for line in given)
    command = [sys.executable, "-c", FRESH]
    done = subprocess.run(command, input=bodies, capture_output=True, check=True)
    return [float(value) for value in json.loads(done.stdout)]


def timed(made: list[Report], jobs: int) -> float:
    """Words a second with so many processes, not counting their start and opening.

    The pool gives no sign when its workers are ready, so the time for a first small set is measured
    and only the further time of the whole set is counted.
    """
    given = lines(made)
    small, taken = given[: max(4, jobs * 2)], []
    for items in (small, small + given):
        start = time.perf_counter()
        for _ in run_over(read, items, shipped_tagger, jobs):
            pass
        taken.append(time.perf_counter() - start)
    return count_words(made) / (taken[1] - taken[0])


def of_processor(finder: Finder, given: list[Line]) -> float:
    """Seconds of this process's CPU time for all lines, on one thread."""
    start = time.process_time()
    for line in given:
        read(finder, line)
    return time.process_time() - start


def by_step(finder: Finder, given: list[Line]) -> tuple[Steps, dict[str, Any]]:
    """Time by step, and what the encoder was given for the longest window."""
    longest: dict[str, Any] = {}
    encoder = finder._encoder

    class Watched:
        def run(self, names: Any, inputs: dict[str, Any]) -> Any:
            if not longest or inputs["ids"].size > longest["ids"].size:
                longest.update(inputs)
            return encoder.run(names, inputs)

    with stepped() as steps:
        for line in given:
            read(finder, line)
    finder._encoder = Watched()
    for line in given[:20]:
        read(finder, line)
    finder._encoder = encoder
    return steps, longest


def show_steps(steps: Steps, words: int, plain: float) -> None:
    """Microseconds of CPU time a word by step, largest first."""
    whole = sum(steps.seconds.values())
    print(f"\nwhere the time goes: {1e6 * plain / words:.1f} µs a word without the clocks,")
    print(f"{1e6 * whole / words:.1f} with them ({1e6 * steps.cost() / words:.1f} the clocks' own)")
    for step, seconds in steps.seconds.most_common():
        name = SAID.get(step, step.replace("_", " "))
        calls = steps.calls[step] * 1000 / words
        print(f"  {name:42} {1e6 * seconds / words:8.2f} µs a word {100 * seconds / whole:5.1f} %"
              f" {calls:9.1f} calls per 1,000 words")  # fmt: skip


def show_limit(given: dict[str, Any]) -> None:
    """The encoder beside the machine's own speed with int8 matrices, on one thread."""
    model = Path(tagger_module.__file__).parent / "model/encoder.onnx"
    window = encoder_window(model, given)
    bare = limit([*window.work, SQUARE])
    print(
        f"\nencoder: a window of {window.pieces} pieces takes {1000 * window.seconds:.1f} ms and"
        f" has {window.operations:.2f} GOP of int8 multiplications; by operation"
    )
    for name, seconds in sorted(window.parts.items(), key=lambda part: -part[1])[:8]:
        print(f"  {name:42} {1000 * seconds:8.2f} ms {100 * seconds / window.seconds:5.1f} %")
    print("bare int8 multiplications (the machine's limit, same engine, one thread)")
    for shape, speed in bare.items():
        of = f"{window.work[shape]} in the encoder" if shape in window.work else "square"
        print(f"  {' × '.join(map(str, shape)):24} {of:17} {speed:8.0f} GOP/s")
    ideal = sum(
        2 * shape[0] * shape[1] * shape[2] * times / bare[shape] / 1e9
        for shape, times in window.work.items()
    )
    print(f"the encoder's int8 parts reach {window.operations / window.int8_seconds:.0f} GOP/s, the"
          f" whole encoder {window.operations / window.seconds:.0f} GOP/s; at the limit its int8"
          f" parts would take {1000 * ideal:.1f} ms: {100 * ideal / window.seconds:.0f} % of what"
          " the window takes now")  # fmt: skip


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=60_000)
    made = reports(parser.parse_args().words)
    given, words = lines(made), count_words(made)
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    finder = shipped_tagger()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"load before the start (1, 5, 15 minutes): {load}")
    print(f"{len(made)} reports, {words:,} words; {finder.reader_id}")
    opened, first, _ = min(fresh(given[:1]) for _ in range(3))
    print(f"from a fresh Python: reader open {opened:.2f} s, first report read {first:.2f} s")
    one, two = timed(made, 1), timed(made, 2)
    print(f"1 process: {one:,.0f} words/s; 2 processes: {two:,.0f} words/s ({two / one:.2f} times)")
    of_processor(finder, given[:3])
    plain = of_processor(finder, given)
    print(f"1 process: {words / plain:,.0f} words per CPU second")
    print(f"peak memory of a process that reads all of it: {fresh(given)[2]:.0f} MB")
    steps, longest = by_step(finder, given)
    show_steps(steps, words, plain)
    show_limit(longest)
    print("", *PEERS, sep="\n")


if __name__ == "__main__":
    main()
