"""A tagger that needs no model: finds the sayings and names of `_case_reports` by patterns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from benchmarks._case_reports import names
from casefile.reading.found import Found
from casefile.reading.names import Name, NameType
from casefile.reading.tagged import Tagged


class PlayedTagger:
    """Finds who said what by a few patterns, and names by their list; the same for equal texts."""

    reader_id = "played-tagger/1"
    _WHO = r"(?:[Tt]he |[Aa]n? |[Tt]wo |[Tt]hree )?[\w’]+(?: [\w’]+){0,7}?"
    _BEFORE = re.compile(
        rf"(?:(?<=\. )|(?<=\n)|^)({_WHO}) (said on the record|had said|said|denied)"
        r"(?: that)? ([^.\n]+)",
        re.MULTILINE,
    )
    _AFTER = re.compile(
        r"(?:(?<=— )|(?<=\. )|(?<=\n)|^)([^.\n“”]+?), "
        r"([^,.\n]+(?:, the [^,.\n]+)?),? (said)(?=\.)",
        re.MULTILINE,
    )
    _QUOTED = re.compile(r"“([^”\n]+)” ([^.,\n“]+?)(?:, the [^,.\n]+,)? (said|told reporters)")
    _ACCORDING = re.compile(r"(According to) ([^,.\n]+), ([^.\n]+)")

    def __init__(self) -> None:
        self._kinds = {name: NameType(kind) for name, kind in names().items()}
        longest = sorted(self._kinds, key=lambda name: (-len(name), name))
        self._names = re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b")

    def tag(self, text: str, blocks: Sequence[tuple[int, int]]) -> Tagged:
        found, marked = [], []
        for start, end in blocks:
            found += self._sayings(text, start, end)
            marked += [
                Name(*m.span(), self._kinds[m.group()], 0.9)
                for m in self._names.finditer(text, start, end)
            ]
        return Tagged(tuple(found), tuple(marked))

    def _sayings(self, text: str, start: int, end: int) -> list[Found]:
        found: list[Found] = []
        taken = start
        orders = (
            (self._QUOTED, (2, 3, 1)), (self._ACCORDING, (2, 1, 3)), (self._AFTER, (2, 3, 1)),
            (self._BEFORE, (1, 2, 3)),
        )  # fmt: skip
        sayings = [
            (m.start(), [m.span(i) for i in order], m.end())
            for pattern, order in orders
            for m in pattern.finditer(text, start, end)
        ]
        for at, (source, cue, content), stop in sorted(sayings):
            if at >= taken:
                found.append(Found((source,), (cue,), (content,), 0.9))
                taken = stop
        return found
