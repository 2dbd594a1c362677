"""Lines that several parts of a dossier share: origins, decisions, links made."""

from __future__ import annotations

from collections.abc import Iterable

from casefile.export.dossier_blocks import (
    Line,
    Para,
    Row,
    Table,
    joined,
    line,
    links,
    name,
    strong,
)
from casefile.export.dossier_told import ByOrigin, Corroboration, Decided, LinkMade, Repeat, Voice
from casefile.export.dossier_words import counted, day_words, plain

NONE: Line = line("–")
"""Fills a cell about which there is nothing."""

_DONE = {
    "accept": "accepted",
    "reject": "rejected",
    "merge": "merged",
    "split": "split",
    "undo": "taken back",
    "map": "mapped",
    "unmap": "mapping taken away",
    "record": "recorded",
}


def decided_line(decided: Decided | None) -> Line:
    """Who decided what and why, or that it is a machine's suggestion."""
    if decided is None:
        return line("suggested by machine, not checked by a person")
    words = f"{_DONE.get(decided.action, plain(decided.action))} by {decided.by}"
    words += f" on {day_words(decided.at)}" if decided.at else ""
    return line(words + (f": {decided.reason}" if decided.reason else ""))


def origin_line(origin: ByOrigin) -> Line:
    """An origin with the claims that go back to it."""
    return line(name(origin.origin), ": ", *links(origin.claims))


def origins_cell(origins: Iterable[ByOrigin]) -> tuple[Line, ...]:
    """A cell of origins, a line each."""
    return tuple(origin_line(origin) for origin in origins) or (NONE,)


def voice_line(voice: Voice) -> Line:
    """Who denies or gave no answer, since when, in which claims."""
    since = f", since {day_words(voice.since)}" if voice.since else ""
    return line(name(voice.speaker), f" {plain(voice.stance)}{since}: ", *links(voice.claims))


def repeat_line(repeat: Repeat) -> Line:
    """Which outlet repeats which origin."""
    return line(name(repeat.outlet), " repeats ", name(repeat.of), ": ", *links(repeat.claims))


def corroboration_table(found: Corroboration, what: str) -> Table:
    """Who says so by origin, who only repeats, and who answers how."""
    parts: tuple[tuple[str, tuple[Line, ...]], ...] = (
        (_say_so(len(found.origins)), origins_cell(found.origins)),
        ("Only repeat", tuple(map(repeat_line, found.repeats))),
        ("Deny or reject", tuple(map(voice_line, found.denies))),
        ("Give another account", tuple(map(voice_line, found.other_accounts))),
        ("Gave no answer", tuple(map(voice_line, found.no_answer))),
        ("Could not confirm, or doubt", tuple(map(voice_line, found.not_confirmed))),
    )
    rows = tuple(Row(((line(strong(position)),), cell or (NONE,))) for position, cell in parts)
    return Table(f"Who says so, and who answers: {what}", ("Position", "Who"), rows, (3, 9))


def _say_so(origins: int) -> str:
    return f"{counted(origins, 'origin')} {'says' if origins == 1 else 'say'} so"


def link_lines(made: Iterable[LinkMade]) -> tuple[Line, ...]:
    """Why things were joined, and who decided."""
    return tuple(
        joined(
            (
                line(f"{m.what}, score {m.score}" if m.score else m.what),
                *((line(", ".join(m.reasons)),) if m.reasons else ()),
                decided_line(m.decided),
            ),
            "; ",
        )
        for m in made
    )


def nothing(words: str) -> Para:
    """A paragraph that says that there is nothing."""
    return Para(line(words))
