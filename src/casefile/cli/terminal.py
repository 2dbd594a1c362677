"""What a terminal may be sent: safe text, a width, colour, a progress bar."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from textwrap import wrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

_KEPT = frozenset("\n\t")
_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})


def visible(text: str) -> str:
    """Text with every control or invisible character spelled out.

    A document is hostile until shown otherwise: an escape sequence in it must not reach the
    terminal, and a character that turns the reading direction must be seen.

    >>> visible("safe\\x1b[2J")
    'safe⟨1B⟩[2J'
    """
    return "".join(
        f"⟨{ord(c):02X}⟩" if c not in _KEPT and unicodedata.category(c) in _HIDDEN else c
        for c in text
    )


def one_line(text: str) -> str:
    """`visible`, with all white space folded to single blanks."""
    return " ".join(visible(text).split())


def count(number: int, noun: str) -> str:
    """A number and its noun: "1 document", "2 documents"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def console() -> Console:
    """A console on standard output: coloured on a terminal only, as wide as it is."""
    from rich.console import Console

    out = Console(highlight=False, markup=False, emoji=False, soft_wrap=False)
    if not out.is_terminal:
        # Piped output keeps one width, so that it can be compared and pasted.
        out = Console(width=100, highlight=False, markup=False, emoji=False, no_color=True)
    return out


def hang(out: Console, words: str, indent: int = 0, label: str = "") -> None:
    """Print words as a paragraph; lines after the first stand under the words, not the label.

    Args:
        indent: columns before the label.
        label: printed once, before the words; the paragraph hangs beside it.
    """
    first = " " * indent + label
    rest = " " * (len(first) if label else indent + 4)
    room = max(out.width, len(first) + 20)
    for line in wrap(words, room, initial_indent=first, subsequent_indent=rest) or [first]:
        out.print(line, no_wrap=True, overflow="ignore", crop=False)


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None] | None]:
    """A progress bar on standard error, or nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)

        def tell(done: int, all_of_them: int) -> None:
            bar.update(task, completed=done, total=all_of_them)

        yield tell
