"""How fast the ledger appends, verifies and proves on this machine.

    python benchmarks/ledger_speed.py [--entries N]

Appends are durable (synchronous full, on the disk under the temporary folder). The verification is
the one of `casefile verify`: canonical form, place, leaf, tree, signature, SQLite's own check.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from casefile.entry import Draft
from casefile.ledger.record import LEDGER, Record
from casefile.ledger.verify import verify_folder

_BATCHES = ((1, 500), (10, 2_000), (100, 10_000))  # entries a commit, entries in all
_LIMIT = 60.0  # seconds for the verification of a million entries


def draft(number: int) -> Draft:
    """An entry of usual size, about 600 bytes."""
    name = f"{number:064x}"
    data = {"document": name, "media_type": "text/html", "reader": "casefile/1 " + "0" * 64}
    return Draft("bench.entry", {**data, "note": "ß" * 60}, (), (name,))


def appends(record: Record) -> None:
    """Durable appends a second, by entries a commit."""
    for batch, number in _BATCHES:
        start = time.perf_counter()
        for first in range(0, number, batch):
            record.ledger.append([draft(first + i) for i in range(batch)])
        took = time.perf_counter() - start
        print(f"append, {batch:>3} a commit: {number / took:>8,.0f} entries/s")


def fill(record: Record, entries: int) -> None:
    """Up to so many entries, in large commits."""
    start, missing = time.perf_counter(), entries - record.ledger.size
    for first in range(0, missing, 5_000):
        record.append([draft(first + i) for i in range(min(5_000, missing - first))])
    took = time.perf_counter() - start
    print(f"append, 5000 a commit: {missing / took:>7,.0f} entries/s")


def verification(folder: Path) -> bool:
    """The whole folder; whether it was clean and in time."""
    start = time.perf_counter()
    report = verify_folder(folder)
    took = time.perf_counter() - start
    size = (folder / LEDGER).stat().st_size / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"verify, {report.entries:,} entries ({size:,.0f} MB): {took:.1f} s, "
        f"{report.entries / took:,.0f} entries/s, {len(report.problems)} problems, "
        f"peak memory {peak:.0f} MB"
    )
    return not report.problems and took < _LIMIT * max(report.entries / 1e6, 1)


def proofs(folder: Path) -> None:
    """Opening, and making a receipt: the first reads all leaf hashes, later ones do not."""
    start = time.perf_counter()
    record = Record.open(folder, lambda: datetime.now(UTC))
    opened = time.perf_counter() - start
    times = []
    for n in (0, record.ledger.size // 3, record.ledger.size - 1):
        start = time.perf_counter()
        receipt = record.ledger.prove(n)
        times.append(time.perf_counter() - start)
    print(
        f"open: {opened * 1000:.0f} ms; receipt: first {times[0]:.2f} s, "
        f"later {times[-1] * 1000:.1f} ms, {len(receipt.path)} hashes, "
        f"{len(receipt.to_text())} bytes"
    )
    record.close()


def main() -> int:
    """Print the figures; the exit code says whether the verification was clean and in time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=1_000_000)
    entries = parser.parse_args().entries
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory(prefix="casefile-bench-") as place:
        folder = Path(place) / "case"
        record = Record.create(folder, "bench", "p_1", lambda: datetime.now(UTC))
        print(record.ledger.journal_mode())
        appends(record)
        fill(record, entries)
        record.close()
        good = verification(folder)
        proofs(folder)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
