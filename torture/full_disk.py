"""Fill the disk while adding: a clean error, nothing acknowledged lost, and on it goes after.

    python -m torture.full_disk [--rounds N]

Three ways: a real disk of a few megabytes (needs root, to mount it), a limit on file size, and
every k-th write of ours refused by hand.
"""

from __future__ import annotations

import argparse
import errno
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from casefile.errors import LedgerDamaged, LedgerError, LedgerFull
from casefile.ledger.merkle import leaf_hash
from casefile.ledger.record import Record
from casefile.ledger.verify import verify_folder
from torture.adder import add_document

MEGABYTES = 3


@dataclass
class Outcome:
    """What happened over all rounds; `wrong` must stay empty."""

    full: int = 0  # clean "no room" errors met
    acknowledged: int = 0
    resumed: int = 0  # times adding went on after room was made
    skipped: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def is_good(self) -> bool:
        """Only clean errors, and nothing lost."""
        return not self.wrong

    def __str__(self) -> str:
        skipped = f", skipped: {'; '.join(self.skipped)}" if self.skipped else ""
        return (
            f"full disk: {self.full} clean errors, {self.acknowledged} entries acknowledged, "
            f"{self.resumed} times resumed, {len(self.wrong)} wrong{skipped}, {self.seconds:.0f} s"
        )


def can_mount() -> bool:
    """Whether a small disk can be made here."""
    if os.geteuid() != 0:
        return False
    with tempfile.TemporaryDirectory() as place, suppress(OSError), small_disk(Path(place)) as disk:
        return disk.is_mount()
    return False


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A real file system of `MEGABYTES`, mounted at `folder`."""
    option = f"size={MEGABYTES}m"
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", option, "tmpfs", str(folder)], capture_output=True
    )
    if made.returncode:
        raise OSError(made.stderr.decode().strip())
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def on_small_disk(folder: Path, outcome: Outcome) -> None:
    """Add until the disk is full, check, make room, go on, check again."""
    ballast = folder / "ballast"
    ballast.write_bytes(bytes(600_000))
    with _case(folder / "case") as record:
        acks = _add_until_full(record, 200, outcome)
        _check("small disk, full", record, acks, outcome)
        ballast.unlink()
        acks |= dict(add_document(record, "after room was made", 50))
        outcome.resumed += 1
        _check("small disk, resumed", record, acks, outcome)


def under_size_limit(folder: Path, outcome: Outcome, limit: int = 150_000) -> None:
    """Add in a child whose files may not grow beyond `limit` bytes; check from outside."""
    code = "import sys; from torture.full_disk import limited; limited(*sys.argv[1:])"
    case = folder / "limited"
    with _case(case):
        pass
    done = subprocess.run(
        [sys.executable, "-c", code, str(case), str(limit)], capture_output=True, text=True
    )
    acks = dict(_ack(line) for line in done.stdout.split("\n") if " " in line)
    if done.returncode or "Traceback" in done.stderr:
        outcome.wrong.append(f"file size limit: {done.stderr[-300:]}")
    outcome.full += 1
    outcome.acknowledged += len(acks)
    record = Record.open(case, lambda: datetime.now(UTC))
    _check("file size limit", record, acks, outcome)
    acks = dict(add_document(record, "after the limit", 50))
    outcome.resumed += 1
    _check("file size limit, resumed", record, acks, outcome)
    record.close()


def limited(folder: str, limit: str) -> None:
    """The child: add under a limit until the disk says no; print what was acknowledged."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), int(limit)))
    record = Record.open(Path(folder), lambda: datetime.now(UTC))
    try:
        for number in range(10_000):
            for n, leaf in add_document(record, f"limited {number}", 50):
                print(n, leaf, flush=True)
    except LedgerDamaged:
        raise
    except LedgerError:
        return
    raise SystemExit("the limit was never met")


def with_refused_writes(folder: Path, outcome: Outcome, refuse: int) -> None:
    """Every write of ours from the k-th on is refused, for each k in turn."""
    real = os.write
    with _case(folder / "refused") as record:
        acks: dict[int, str] = {}
        for k in range(refuse):
            calls = 0

            def write(handle: int, data: bytes, first: int = k) -> int:
                nonlocal calls
                calls += 1
                if calls > first:
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                return real(handle, data[:1000])  # and never all at once

            with patch("os.write", write):
                acks |= _add_until_full(record, 1, outcome, f"refused {k}")
            acks |= dict(add_document(record, f"resumed {k}", 50))
            outcome.resumed += 1
        _check("k-th write refused", record, acks, outcome)


@contextmanager
def _case(folder: Path) -> Iterator[Record]:
    record = Record.create(folder, "full", "p_1", lambda: datetime.now(UTC))
    try:
        yield record
    finally:
        record.close()


def _add_until_full(
    record: Record, most: int, outcome: Outcome, name: str = "document"
) -> dict[int, str]:
    acks: dict[int, str] = {}
    try:
        for number in range(most):
            acks |= dict(add_document(record, f"{name} {number}", 20_000))
    except LedgerFull:
        outcome.full += 1
    except Exception as error:
        outcome.wrong.append(f"{name}: {error!r}")
    outcome.acknowledged += len(acks)
    return acks


def _check(where: str, record: Record, acks: dict[int, str], outcome: Outcome) -> None:
    """Reads go on, the folder verifies, everything acknowledged is there."""
    problems = [str(problem) for problem in verify_folder(record.folder).problems]
    stored = {n: leaf_hash(body).hex() for n, body in enumerate(record.ledger.bodies())}
    lost = [n for n, leaf in acks.items() if stored.get(n) != leaf]
    if problems or lost:
        outcome.wrong.append(f"{where}: lost {lost[:5]}, {problems[:3]}")


def _ack(line: str) -> tuple[int, str]:
    n, leaf = line.split()
    return int(n), leaf


def run(rounds: int = 3) -> Outcome:
    """All three ways, `rounds` times."""
    outcome, start = Outcome(), time.monotonic()
    for number in range(rounds):
        with tempfile.TemporaryDirectory(prefix="casefile-full-") as place:
            folder = Path(place)
            (folder / "disk").mkdir()
            if can_mount():
                with small_disk(folder / "disk") as disk:
                    on_small_disk(disk, outcome)
            elif not number:
                outcome.skipped.append("small disk (needs root and mount)")
            under_size_limit(folder, outcome, 120_000 + 4_096 * number + 511)
            with_refused_writes(folder, outcome, 40)
    outcome.seconds = time.monotonic() - start
    return outcome


def main() -> int:
    """Run from the command line; the exit code says whether all held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    outcome = run(parser.parse_args().rounds)
    print(outcome)
    print(*outcome.wrong, sep="\n", end="\n" if outcome.wrong else "")
    return 0 if outcome.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
