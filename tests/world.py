"""A small world in memory: a clock that ticks by itself and a reader that needs no model.

Tests that want real parts (SQLite, blobs, the sample reports) use them; what is played here is
only what would make a test slow or depend on the day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from casefile.reading.found import Found
from casefile.reading.tagged import Tagged
from casefile.workflow.workspace import Workspace, new_case


class Clock:
    """Starts at a fixed moment and moves one second each time it is asked."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 9, 0, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


class SaidReader:
    """Finds `<Capitalised words> said <rest of the sentence>` and nothing else."""

    reader_id = "said-reader/1"
    _SAID = re.compile(r"((?:The )?[A-Z]\w+(?: [A-Z]\w+)*) (said)(?: that)? ([^.\n]+)")

    def tag(self, text: str, blocks: Sequence[tuple[int, int]]) -> Tagged:
        found = []
        for start, end in blocks:
            for match in self._SAID.finditer(text, start, end):
                source, cue, content = (match.span(i) for i in (1, 2, 3))
                found.append(Found((source,), (cue,), (content,), 0.9))
        return Tagged(tuple(found))


def make_case(folder: Path) -> Workspace:
    """A new case in `folder` with the played clock and reader."""
    clock = Clock()
    case = new_case(folder, clock)
    case.open_tagger = SaidReader
    return case
