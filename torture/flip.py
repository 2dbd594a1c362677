"""Change every byte of a small case folder in turn: found, or the decoded content is the same.

    python -m torture.flip [--step N] [--seed N]

SQLite's file has bytes that carry no content (free space in pages, counters). A flip there may go
unseen; then every entry, the head, and every other part must read exactly as before.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from casefile.errors import CasefileError
from casefile.ledger.record import LEDGER, Record
from casefile.ledger.sqlite_store import SqliteStore
from casefile.ledger.verify import verify_folder
from torture.adder import add_document


@dataclass
class Outcome:
    """Flips tried, found, unseen without any change of content, and missed (which must be 0)."""

    tried: int = 0
    found: int = 0
    slack: int = 0
    seconds: float = 0.0
    missed: list[str] = field(default_factory=list)
    slack_files: set[str] = field(default_factory=set)

    @property
    def is_good(self) -> bool:
        """Nothing was missed."""
        return not self.missed

    def __str__(self) -> str:
        return (
            f"flip: {self.tried} bytes flipped, {self.found} found, {self.slack} in free space "
            f"(content identical; only in {', '.join(sorted(self.slack_files)) or 'no file'}), "
            f"{len(self.missed)} missed, {self.seconds:.0f} s"
        )


def make_case(folder: Path) -> None:
    """A small case: two documents."""
    record = Record.create(folder, "flip", "p_1", lambda: datetime.now(UTC))
    for number in range(2):
        add_document(record, f"document {number}", 60)
    record.close()


def parts(folder: Path) -> list[Path]:
    """The files that make up the record."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def flip(folder: Path, places: Iterator[tuple[Path, int]], draw: random.Random) -> Outcome:
    """Flip each place in turn, verify, and put it back."""
    outcome, start, before = Outcome(), time.monotonic(), content(folder)
    for path, place in places:
        good = path.read_bytes()
        bad = bytearray(good)
        bad[place] ^= draw.randint(1, 255)
        path.chmod(0o600)
        path.write_bytes(bad)
        try:
            _judge(folder, f"{path.relative_to(folder)} byte {place}", before, outcome)
        finally:
            path.write_bytes(good)
            for left in ("-wal", "-shm", "-journal"):
                path.with_name(path.name + left).unlink(missing_ok=True)
    outcome.seconds = time.monotonic() - start
    return outcome


def all_places(folder: Path, step: int = 1) -> Iterator[tuple[Path, int]]:
    """Every `step`-th byte of every file."""
    for path in parts(folder):
        for place in range(0, path.stat().st_size, step):
            yield path, place


def content(folder: Path) -> object:
    """Everything the record says, as it is read."""
    store = SqliteStore.open_to_read(folder / LEDGER)
    try:
        rows, head = list(store.rows(0, 1 << 40)), store.head()
    finally:
        store.close()
    others = [(str(p), p.read_bytes()) for p in parts(folder) if not p.name.startswith(LEDGER)]
    return rows, head, others


def _judge(folder: Path, place: str, before: object, outcome: Outcome) -> None:
    outcome.tried += 1
    try:
        if verify_folder(folder).problems:
            outcome.found += 1
            return
        if content(folder) == before:
            outcome.slack += 1
            outcome.slack_files.add(place.split(" byte ")[0])
            return
    except CasefileError:  # a clear error is as good as a problem in the report
        outcome.found += 1
        return
    except Exception as error:
        outcome.missed.append(f"{place}: {error!r}")
        return
    outcome.missed.append(place)


def run(step: int = 1, seed: int = 1) -> Outcome:
    """Flip every `step`-th byte of a new small case."""
    with tempfile.TemporaryDirectory(prefix="casefile-flip-") as place:
        folder = Path(place) / "case"
        make_case(folder)
        return flip(folder, all_places(folder, step), random.Random(seed))


def main() -> int:
    """Run from the command line; the exit code says whether all held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--step", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    outcome = run(options.step, options.seed)
    print(outcome)
    print(*outcome.missed[:20], sep="\n", end="" if outcome.is_good else "\n")
    return 0 if outcome.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
