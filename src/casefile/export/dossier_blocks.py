"""What a dossier is laid out as, before it is HTML or PDF: sections of a few kinds of block.

Both renderers set the same blocks, so that page and print say the same. Text in them is as the case
holds it; escaping it, and making visible what is hidden in it, is the renderers' business.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a line.

    `kind` is "words", "name", "strong", "soft" (small print), "mono", "quote", "link" or "mark".
    `to` is the anchor of a link; `language` the BCP 47 tag of a quote, "" where not known. A name
    may be in any script, and what stands beside it keeps its order. A mark is a shape that only
    repeats what the words beside it say.
    """

    kind: str
    text: str
    to: str = ""
    language: str = ""


Line = tuple[Run, ...]


def words(text: str) -> Run:
    """Plain words."""
    return Run("words", text)


def name(text: str) -> Run:
    """The name of a party, an outlet, an incident: in any script."""
    return Run("name", text)


def strong(text: str) -> Run:
    """Words that lead a line."""
    return Run("strong", text)


def soft(text: str) -> Run:
    """Small print beside what matters more."""
    return Run("soft", text)


def mono(text: str) -> Run:
    """Digests, keys, offsets and addresses."""
    return Run("mono", text)


def quote(text: str, language: str = "") -> Run:
    """A document's own words, set apart in any script."""
    return Run("quote", text, language=language)


def link(to: str, text: str = "") -> Run:
    """A number that leads to its anchor."""
    return Run("link", text or to, to)


def mark(shape: str) -> Run:
    """A shape for the eye."""
    return Run("mark", shape)


def line(*parts: Run | str) -> Line:
    """A line of runs; bare strings are plain words."""
    return tuple(words(p) if isinstance(p, str) else p for p in parts)


def joined(parts: Iterable[Line], between: str = ", ") -> Line:
    """Lines after each other in one."""
    out: list[Run] = []
    for number, part in enumerate(parts):
        if number:
            out.append(words(between))
        out.extend(part)
    return tuple(out)


def links(numbers: Iterable[str]) -> Line:
    """Numbers, each leading to its anchor."""
    return joined((link(n),) for n in numbers)


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph. `kind` is "plain", "presumption" or "caution"."""

    line: Line
    kind: str = "plain"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section; level 3 or 4."""

    level: int
    line: Line
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list of lines."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms with what is said of each."""

    pairs: tuple[tuple[str, tuple[Line, ...]], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: cells of lines. The first cell heads the row."""

    cells: tuple[tuple[Line, ...], ...]
    group: bool = False  # one cell over all columns, which heads the rows after it


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `shares` are the columns' widths in print, as parts of their sum."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    shares: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A claim: number, who does what, its exact words, and what else is known of it."""

    anchor: str
    title: Line
    quoted: Run | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Text whose line ends count: a signed note, a command."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG picture. Its list stands beside it; `label` says what it shows."""

    svg: str
    label: str


Block = Para | Heading | Items | Terms | Table | Card | Verbatim | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of the dossier; `about_people` puts the presumption of innocence first."""

    anchor: str
    title: str
    blocks: tuple[Block, ...]
    about_people: bool = True
