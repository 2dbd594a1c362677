"""Every figure of quality in one table. `python3 run.py evals [NAME …]`

Each module `evals/NAME.py` measures one task (`measure(corpora)`); words pick modules by their
first letters. A figure stands beside its floor (`floors.json`), what we want to reach, and what
peers reach. The figures and the wrong examples of each run are kept in `out/evals/last.json` (the
run before in `before.json`); what changed since is printed at the end.

Exit code 1: a module failed or is missing, a figure is under its floor, a floor has no figure.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "evals")]

from evals import floors as doors  # noqa: E402
from evals import runs  # noqa: E402
from evals.corpora_digests import digest, gold_of  # noqa: E402
from evals.figures import Figure  # noqa: E402

CORPORA = ROOT.parent / "shared/corpora"
TASKS = (
    "attributions", "samples", "claims", "names", "identity", "times", "places", "counts", "events",
    "incidents", "copies", "parties", "crimes",
)  # fmt: skip
OWN_REPORTS = ("web_text",)  # print more than figures, and stand by themselves
ABSENT = "no corpora beside this checkout (../shared/corpora)"


@dataclass
class Measured:
    """What the modules gave: figures by module, and a line for each that gave none."""

    figures: dict[str, list[Figure]] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def all(self) -> list[Figure]:
        return [figure for found in self.figures.values() for figure in found]


def picked(words: Sequence[str]) -> list[str]:
    """The modules that the words pick, in the table's order; all for no words."""
    names = [n for n in TASKS if not words or any(n.startswith(word) for word in words)]
    lost = [w for w in words if not any(n.startswith(w) for n in (*TASKS, *OWN_REPORTS))]
    if lost:
        sys.exit(f"no such module: {', '.join(lost)}; there are {', '.join(TASKS)}")
    return names


def measure(names: Sequence[str], corpora: Path) -> Measured:
    """Run the modules one after the other; one that fails does not stop the others."""
    done = Measured()
    for name in names:
        start = time.perf_counter()
        print(f"{name} … ", end="", flush=True)
        said = measure_one(name, corpora, done)
        print(said or f"{len(done.figures[name])} figures, {time.perf_counter() - start:.0f} s")
    return done


def measure_one(name: str, corpora: Path, done: Measured) -> str:
    """One module's figures into `done`; returns why there are none, or ""."""
    here = corpora.is_dir()
    try:
        found = list(importlib.import_module(f"evals.{name}").measure(corpora))
    except (Exception, SystemExit) as error:
        if isinstance(error, ModuleNotFoundError) and error.name == f"evals.{name}":
            done.failed.append(f"{name}: evals/{name}.py is missing")
        elif not here and isinstance(error, OSError | SystemExit):
            done.skipped.append(f"{name}: skipped, {ABSENT}")
            return f"skipped, {ABSENT}"
        else:
            frame = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{Path(frame.filename).name}:{frame.lineno}"
            done.failed.append(f"{name}: failed with {type(error).__name__} at {where}: {error}")
        return done.failed[-1].partition(": ")[2]
    if not found and not here:
        done.skipped.append(f"{name}: skipped, {ABSENT}")
        return f"skipped, {ABSENT}"
    if not found:
        done.failed.append(f"{name}: gave no figure")
        return "gave no figure"
    done.figures[name] = found
    return ""


def shown(figure: Figure) -> str:
    """A value as it stands in the table: ".798", "3.1 per 1,000 words"."""
    return f"{figure.value:.2f} {figure.unit}" if figure.unit else f"{figure.value:.3f}"


def aim(figure: Figure) -> str:
    """What we want to reach, and whether it is reached."""
    if figure.reach is None:
        return ""
    more = figure.value - figure.reach if figure.higher_is_better else figure.reach - figure.value
    return f"{figure.reach:g} {'met' if more >= 0 else f'short by {-more:.3f}'}"


def rows(done: Measured, corpora: Path) -> Iterator[tuple[str, ...]]:
    """The table's cells; a row of one cell is a task's heading."""
    known = doors.load()
    for name, figures in done.figures.items():
        yield (name,)
        for figure in figures:
            floor = known.get(figure.key)
            said = doors.trouble(figure, floor, corpora)
            cell = "" if floor is None else f"{floor.floor:.3f}"
            if doors.is_broken(said):
                cell += " BROKEN"
            elif said:
                cell += " not compared"
            yield figure.title, shown(figure), cell, aim(figure), figure.counts, figure.peers


HEAD = ("figure", "value", "floor", "to reach", "counts", "peers")


def print_table(done: Measured, corpora: Path, markdown: bool) -> None:
    """The table, in columns or as Markdown."""
    cells = [HEAD, *rows(done, corpora)]
    full = [row for row in cells if len(row) > 1]
    wide = [max(len(row[n]) for row in full) for n in range(len(HEAD))]
    print()
    for number, row in enumerate(cells):
        if markdown:
            padded = row if len(row) > 1 else (f"**{row[0]}**", *[""] * (len(HEAD) - 1))
            print(f"| {' | '.join(padded)} |")
            if number == 0:
                print("|" + " --- |" * len(HEAD))
        elif len(row) == 1:
            print(f"\n{row[0].upper()}")
        else:
            words = (cell.ljust(width) for cell, width in zip(row, wide, strict=True))
            print("  ".join(words).rstrip())


def broken(done: Measured, corpora: Path) -> list[str]:
    """Lines on floors that are broken, that could not be compared, or that have no figure."""
    known, said = doors.load(), []
    for figure in done.all():
        trouble = doors.trouble(figure, known.get(figure.key), corpora)
        if trouble:
            said.append(f"{figure.key}: {shown(figure)}, {trouble}")
    measured = {figure.key for figure in done.all()}
    for key in sorted(set(known) - measured):
        # Without its gold nothing can be measured: the skipped ones have lines of their own.
        if key.split("/")[0] in done.figures and digest(gold_of(key), corpora):
            said.append(f"{key}: has a floor and was not measured")
    return said


def main() -> int:
    """Measure, show, compare; returns the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(TASKS)}")
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--set-floors", action="store_true", help="raise floors to these figures")
    parser.add_argument("--against", type=Path, help="a kept run to compare with")
    parser.add_argument("--markdown", action="store_true")
    asked = parser.parse_args()
    own = [n for n in OWN_REPORTS if any(n.startswith(word) for word in asked.names)]
    names = [] if own and not picked(asked.names) else picked(asked.names)
    done = measure(names, asked.corpora)
    if done.figures:
        print_table(done, asked.corpora, asked.markdown)
    runs.compare_and_keep(done.all(), asked.against, ROOT / "out/evals")
    said = broken(done, asked.corpora)
    if asked.set_floors:
        fresh, changes = doors.raised(doors.load(), done.all(), asked.corpora)
        doors.save(fresh)
        print("\nFloors", *(changes or ["none changed"]), sep="\n  ")
    for title, lines in (("Skipped", done.skipped), ("Floors to look at", said),
                         ("Failed", done.failed)):  # fmt: skip
        if lines:
            print(f"\n{title}", *lines, sep="\n  ")
    for name in own:
        sys.argv = [f"evals/{name}.py", "--corpora", str(asked.corpora)]
        importlib.import_module(f"evals.{name}").main()
    wrong = [line for line in said if ", not compared" not in line]
    return 1 if wrong or done.failed else 0


if __name__ == "__main__":
    sys.exit(main())
