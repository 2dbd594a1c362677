"""Run everything and print the figures: `python -m torture [kill|flip|full_disk]...`."""

from __future__ import annotations

import sys
from collections.abc import Callable

from torture import flip, full_disk, kill

_RUNS: dict[str, Callable[[], kill.Outcome | flip.Outcome | full_disk.Outcome]] = {
    "kill": lambda: kill.run(200),
    "kill, three writers": lambda: kill.run(60, writers=3, seed=2),
    "flip": flip.run,
    "full_disk": full_disk.run,
}


def main(words: list[str]) -> int:
    """The runs whose names begin with one of the words, or all; 1 if anything failed."""
    failed = 0
    for name, run in _RUNS.items():
        if words and not name.startswith(tuple(words)):
            continue
        outcome = run()
        print(f"{outcome}{'' if outcome.is_good else '  FAILED'}", flush=True)
        failed += not outcome.is_good
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
