"""How a case of many documents keeps up, rebuilds and answers on this machine.

    python benchmarks/case_scaling.py [--documents N] [--jobs N] [--case FOLDER] [--profile]

Builds a real case folder of reports written here (`_case_reports`), read by the real recipe with a
played tagger, since `reading_speed` measures the model. Then: time per document to keep the index
up, one document a transaction; time and peak memory of rebuilding it in a fresh process, whose
digest must be the same (exit code 1 if not); time of the main questions. `fresh` is from the start
of a new process to the answer, `warm` the same question again in that process, `printed` the whole
command with its output. `--profile` also prints where the keep-up's time goes.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import os
import platform
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from benchmarks._case_questions import QUESTIONS, numbers
from benchmarks._case_reports import CaseReport, reports
from benchmarks._played_tagger import PlayedTagger
from casefile.document import Document, Origin
from casefile.intake.receive import Told, receive
from casefile.reading.read import Reading, read_document
from casefile.scale.pool import run_over
from casefile.search.index import Index, drop
from casefile.workflow.add import _store
from casefile.workflow.workspace import Workspace, new_case, open_case

_AIM = 1.0  # seconds for a question
_TIMES = 3  # a warm question is asked so often; the shortest counts
_STRETCH = 1_000  # documents a line of the table of keeping up
_SHOWN = 25  # functions of the profile
_OUR = str(Path(__file__).resolve())


@dataclass(frozen=True, slots=True)
class Read:
    """A report received and read: what `casefile add` would store of it."""

    data: bytes
    document: Document
    reading: Reading


def read_report(tagger: PlayedTagger, report: CaseReport) -> Read:
    """The real door and the real recipe."""
    data = report.text.encode("utf-8")
    told = Told(published=report.published, outlet=report.outlet)
    document = receive(data, Origin(name=report.name, received="2026-11-24T09:00:00.000Z"), told)
    return Read(data, document, read_document(document, tagger))


def build(folder: Path, number: int, jobs: int) -> None:
    """A case of so many documents, without an index."""
    start = time.perf_counter()
    with new_case(folder) as case:
        for read in run_over(read_report, reports(number), PlayedTagger, jobs):
            _store(case, read.data, read.document, read.reading, None)
    each = 1e3 * (time.perf_counter() - start) / number
    print(f"built: {number:,} documents read by {jobs} and stored, {each:.1f} ms each", flush=True)


def keep_up(case: Workspace, index: Index, profile: cProfile.Profile | None) -> float:
    """Fold the ledger document by document, as `casefile add` does; prints how long it took, by
    stretch, so that growth shows; milliseconds a document."""
    entries = case.record.ledger.entries(index.size)
    index.keep_up(islice(entries, 1), case.record.blobs.get)  # the entry that opens the case
    taken: list[float] = []
    print("\nkeeping up, one document a transaction")
    while pair := list(islice(entries, 2)):
        start = time.perf_counter()
        if profile:
            profile.enable()
        index.keep_up(pair, case.record.blobs.get)
        if profile:
            profile.disable()
        taken.append(time.perf_counter() - start)
        if len(taken) % _STRETCH == 0:
            show_stretch(len(taken), taken[-_STRETCH:])
    if len(taken) % _STRETCH:
        show_stretch(len(taken), taken[-(len(taken) % _STRETCH) :])
    return 1e3 * sum(taken) / len(taken)


def show_stretch(last: int, part: Sequence[float]) -> None:
    """A line for some documents in a row."""
    ms = sorted(1e3 * seconds for seconds in part)
    mean, worst = sum(ms) / len(ms), ms[int(0.99 * (len(ms) - 1))]
    print(f"  documents {last - len(ms) + 1:>6,} to {last:>6,}: mean {mean:6.1f} ms,"
          f" median {median(ms):6.1f}, 99 of 100 under {worst:6.1f}", flush=True)  # fmt: skip


def show_profile(profile: cProfile.Profile) -> None:
    """The functions that take most time, by their own time and with what they call."""
    for order in ("cumulative", "tottime"):
        pstats.Stats(profile).strip_dirs().sort_stats(order).print_stats(_SHOWN)


def answer(folder: Path, name: str, started: float, largest: Mapping[str, int]) -> list[float]:
    """Seconds since the process was started and of the same again; rows; peak MB."""
    with open_case(folder) as case:
        rows = len(QUESTIONS[name].ask(case, largest))
        fresh = time.monotonic() - started
        warm = []
        for _ in range(_TIMES):
            start = time.perf_counter()
            QUESTIONS[name].ask(case, largest)
            warm.append(time.perf_counter() - start)
    return [fresh, min(warm), rows, peak()]


def rebuild(folder: Path, to: Path) -> list[Any]:
    """Fold all entries into a new index at `to`: seconds, digest, peak MB."""
    drop(to)
    with open_case(folder) as case:
        start = time.perf_counter()
        index = Index.open(to)
        index.keep_up(case.record.ledger.entries(), case.record.blobs.get)
        taken, held = time.perf_counter() - start, peak()
        digest = index.digest()
        index.close()
    return [taken, digest, held]


def peak() -> float:
    """The most memory this process has held so far, in MB.

    Linux hands `ru_maxrss` on from the process that starts another, so its own book goes first.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def in_fresh_process(job: str, *words: str) -> Any:
    """What a job of this script gives when run alone in a new process."""
    command = [sys.executable, _OUR, "--job", job, *words]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    return json.loads(done.stdout)


def show_questions(folder: Path) -> None:
    """A table of seconds."""
    largest = in_fresh_process("numbers", str(folder))
    print(f"\n{largest['incidents']:,} incidents, the largest told by {largest['documents']}"
          f" documents; {largest['allegations']:,} allegations, the largest with"
          f" {largest['claims']} claims; aim {_AIM:.0f} s")  # fmt: skip
    print(f"{'':34}{'fresh s':>9}{'warm s':>9}{'printed s':>11}{'rows':>9}{'peak MB':>9}")
    for name, question in QUESTIONS.items():
        words = (str(folder), name, repr(time.monotonic()), json.dumps(largest))
        fresh, warm, rows, held = in_fresh_process("answer", *words)
        printed = print_time(folder, question.command.format(**largest))
        over = "  over the aim" if max(fresh, printed) > _AIM else ""
        print(f"{name:34}{fresh:9.2f}{warm:9.3f}{printed:11.2f}{rows:9,.0f}{held:9.0f}{over}",
              flush=True)  # fmt: skip


def print_time(folder: Path, command: str) -> float:
    """Seconds of the whole command, output included."""
    words = [sys.executable, "-m", "casefile", "-C", str(folder), *command.split()]
    start = time.perf_counter()
    subprocess.run(words, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def measure(folder: Path, profile: cProfile.Profile | None) -> bool:
    """Keep up, rebuild, ask; whether the rebuilt index is the kept-up one."""
    with open_case(folder) as case:
        drop(case.index_path)
        case.index_path.parent.mkdir(exist_ok=True)
        index = Index.open(case.index_path)
        print(f"  {keep_up(case, index, profile):.1f} ms a document in all")
        kept, path = index.digest(), case.index_path
        index.close()
        ledger = (folder / "ledger.sqlite").stat().st_size / 1e6
    print(f"index: {path.stat().st_size / 1e6:,.0f} MB, ledger: {ledger:,.0f} MB", flush=True)
    if profile:
        show_profile(profile)
    taken, digest, held = in_fresh_process("rebuild", str(folder), str(folder / "rebuilt.sqlite"))
    same = "the same digest" if digest == kept else f"ANOTHER DIGEST: {digest[:12]}, {kept[:12]}"
    print(
        f"rebuilt in a fresh process: {taken:.1f} s, peak memory {held:.0f} MB, {same}", flush=True
    )
    show_questions(folder)
    return bool(digest == kept)


def run_job(job: str, words: Sequence[str]) -> None:
    """What `in_fresh_process` asks for."""
    folder = Path(words[0])
    if job == "numbers":
        with open_case(folder) as case:
            print(json.dumps(numbers(case)))
    elif job == "answer":
        print(json.dumps(answer(folder, words[1], float(words[2]), json.loads(words[3]))))
    else:
        print(json.dumps(rebuild(folder, Path(words[1]))))


def main() -> int:
    """Print the figures; the exit code says whether rebuilding equals keeping up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=2, help="processes for the reading")
    parser.add_argument("--case", type=Path, help="keep the case here, or measure the one there")
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--job", nargs="+", help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.job:
        run_job(told.job[0], told.job[1:])
        return 0
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()};"
          f" load before the start (1, 5, 15 minutes): {load}")  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="casefile-bench-") as place:
        folder = told.case or Path(place) / "case"
        if not folder.exists():
            build(folder, told.documents, told.jobs)
        same = measure(folder.resolve(), cProfile.Profile() if told.profile else None)
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
