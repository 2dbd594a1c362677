"""How fast the tagger reads on this machine: who says what, from text to spans.

    python benchmarks/reading_speed.py [--words N]

Reports are made from sentences written here, of 60 to 1,200 words, from a fixed seed. Word-pieces,
model, decoding and tidying are all counted; opening the model is not. A word is a run of
non-blanks. The figure for CPU time is the one to compare where other work shares the cores.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

from casefile.reading.tagger import Tagger
from casefile.scale.pool import run_over

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


def read(tagger: Tagger, report: Report) -> int:
    """How many attributions a report holds."""
    return len(tagger.find(report.text, report.blocks))


def open_tagger() -> Tagger:
    return Tagger.open()


def opening() -> Iterator[float]:
    """Seconds from a fresh Python to the first sentence read, imports included; three times."""
    code = (
        "import time; t = time.perf_counter()\n"
        "from casefile.reading.tagger import Tagger\n"
        "s = 'The mayor said the road was shut.'\n"
        "Tagger.open().find(s, [(0, len(s))])\n"
        "print(time.perf_counter() - t)"
    )
    for _ in range(3):
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
        yield float(done.stdout)


def timed(made: list[Report], jobs: int) -> str:
    """Words a second with so many processes, not counting their start and opening.

    The pool gives no sign when its workers are ready, so the time for a first small set is measured
    and only the further time of the whole set is counted.
    """
    small, few = made[: max(4, jobs * 2)], []
    for items in (small, small + made):
        start = time.perf_counter()
        found = sum(run_over(read, items, open_tagger, jobs))
        few.append(time.perf_counter() - start)
    seconds = few[1] - few[0]
    words = count_words(made)
    return f"{words / seconds:>7,.0f} words/s, {len(made) / seconds:>6.1f} reports/s, {found} found"


def of_processor(made: list[Report]) -> str:
    """Words for each second of this process's CPU time, on one thread."""
    tagger = open_tagger()
    start = time.process_time()
    for report in made:
        read(tagger, report)
    seconds = time.process_time() - start
    return f"{count_words(made) / seconds:>7,.0f} words per CPU second"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=int, default=60_000)
    made = reports(parser.parse_args().words)
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"load before the start (1, 5, 15 minutes): {load}")
    print(f"{len(made)} reports, {count_words(made):,} words; {Tagger.open().reader_id}")
    print(f"fresh Python to the first sentence read: {min(opening()):.2f} s")
    print(f"1 process:   {timed(made, 1)}")
    print(f"2 processes: {timed(made, 2)}")
    print(f"1 process:   {of_processor(made)}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of a process that reads: {peak:.0f} MB")


if __name__ == "__main__":
    main()
