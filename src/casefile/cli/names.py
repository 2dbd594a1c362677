"""The short names that people type: i3, p7, a2, m1, 12.3, 12-4, s12.1."""

from __future__ import annotations

import click

_KINDS = {"i": "incident", "p": "party", "a": "allegation", "m": "proceeding"}


def number_of(name: str, letter: str) -> int:
    """The number in "i3" for the letter "i"; the letter may be left out.

    Raises:
        click.UsageError: it is no such name.
    """
    digits = name[1:] if name[:1].lower() == letter else name
    if not digits.isdecimal() or int(digits) < 1:
        what = _KINDS[letter]
        raise click.UsageError(f"{name!r} names no {what}; write it as {letter}3")
    return int(digits)


def kind_of(name: str) -> str:
    """What a name means: "incident", "party", "allegation", "proceeding", "event" (12.3), "claim"
    (12-4), "step" (s12.1), "document" (d12).

    Raises:
        click.UsageError: it has none of these forms.
    """
    kind = _KINDS.get(name[:1].lower(), "")
    if kind and (name[1:].isdecimal() or (kind == "party" and "@" in name)):
        return kind
    if name[:1].lower() == "d" and name[1:].isdecimal():
        return "document"
    if name[:1].lower() == "s" and "." in name:
        return "step"
    for mark, what in ((".", "event"), ("-", "claim")):
        left, _, right = name.partition(mark)
        if left.isdecimal() and right.isdecimal():
            return what
    raise click.UsageError(
        f"{name!r} is no name of this case; names look like i3, p7, a2, 12.3 (event), 12-4 (claim)"
    )
