"""Kill processes that add, at random moments, and hold the ledger to what it acknowledged.

python -m torture.kill [--kills N] [--writers N] [--seed N]
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from casefile.ledger.record import LEDGER, Record
from casefile.ledger.sqlite_store import SqliteStore
from casefile.ledger.verify import verify_folder

_ROOT = Path(__file__).resolve().parents[1]
_KILLS_A_CASE = 25  # a new case after so many, so that checking it stays quick


@dataclass
class Outcome:
    """What a run did and what it found."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    unclean: int = 0
    in_start: int = 0  # kills before the child had opened the case
    seconds: float = 0.0

    @property
    def is_good(self) -> bool:
        """Nothing acknowledged was lost, and every state verified."""
        return self.lost == 0 and self.unclean == 0

    def __str__(self) -> str:
        return (
            f"kill: {self.kills} kills ({self.in_start} while starting), {self.acknowledged} "
            f"entries acknowledged, {self.lost} lost, {self.unclean} unclean states, "
            f"{self.seconds:.0f} s"
        )


def run(kills: int, writers: int = 1, seed: int = 1) -> Outcome:
    """Kill `kills` times, each time all `writers` that add to the same case."""
    outcome, draw, start = Outcome(), random.Random(seed), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="casefile-kill-") as place:
        acks: dict[int, str] = {}
        folder = Path(place)
        for number in range(kills):
            if number % _KILLS_A_CASE == 0:
                folder, acks = Path(place) / f"case-{number}", {}
                Record.create(folder, "torture", "p_1", lambda: datetime.now(UTC)).close()
            _one(folder, f"{seed}-{number}", writers, draw, acks, outcome)
            outcome.kills += 1
            _check(folder, acks, outcome)
    outcome.seconds = time.monotonic() - start
    return outcome


def _one(
    folder: Path,
    name: str,
    writers: int,
    draw: random.Random,
    acks: dict[int, str],
    outcome: Outcome,
) -> None:
    """Let children add for a moment, kill them, and take down what they had acknowledged."""
    environment = {**os.environ, "PYTHONPATH": f"{_ROOT / 'src'}{os.pathsep}{_ROOT}"}
    children = [
        subprocess.Popen(
            [sys.executable, "-m", "torture.adder", str(folder), f"{name}-{writer}"],
            stdout=subprocess.PIPE,
            env=environment,
            cwd=_ROOT,
        )
        for writer in range(writers)
    ]
    if draw.random() < 0.9:  # else: kill while it starts
        for child in children:
            assert child.stdout is not None
            child.stdout.readline()
    time.sleep(draw.uniform(0, 0.6))
    for child in children:
        child.kill()
    for child in children:
        printed = child.communicate()[0].decode()
        lines = [line for line in printed.split("\n")[:-1] if line != "open"]
        outcome.in_start += not lines
        for line in lines:
            n, leaf = line.split()
            outcome.acknowledged += 1
            outcome.lost += acks.setdefault(int(n), leaf) != leaf  # one number given twice


def _check(folder: Path, acks: dict[int, str], outcome: Outcome) -> None:
    """Verify the state the kill left; then look for every acknowledged entry."""
    report = verify_folder(folder)
    if report.problems:
        outcome.unclean += 1
        print(*report.problems, sep="\n", file=sys.stderr)
    store = SqliteStore.open_to_read(folder / LEDGER)
    stored = {row.n: row.leaf.hex() for row in store.rows(0, 1 << 40)}
    store.close()
    outcome.lost += sum(stored.get(n) != leaf for n, leaf in acks.items())
    if sorted(stored) != list(range(len(stored))):
        outcome.unclean += 1


def main() -> int:
    """Run from the command line; the exit code says whether all held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--writers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    outcome = run(options.kills, options.writers, options.seed)
    print(outcome)
    return 0 if outcome.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
