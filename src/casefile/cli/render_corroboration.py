"""Who says so, by origin, in lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from casefile.cli.terminal import count, one_line

if TYPE_CHECKING:
    from casefile.case.origins import Corroboration, Said
    from casefile.search.sayings import SayingRow


def corroboration(found: Corroboration, sayings: Mapping[str, SayingRow]) -> Iterator[str]:
    """The lines of a corroboration; every count stands before the claims that it counts."""
    says = "says so" if found.independent == 1 else "say so"
    yield f"{count(found.independent, 'independent origin')} {says}" + _perhaps(found)
    yield from (f"  {_line(said, sayings)}" for said in found.said_by)
    parts = (
        ("only repeat", [f"document {r.number}, {one_line(r.outlet)}, repeats document {r.of}"
                         for r in found.repeated_by]),
        ("deny or doubt it", [_line(said, sayings) for said in found.denied_by]),
        ("give another account", [_line(said, sayings) for said in found.other_accounts]),
        ("were asked and gave no answer", [_line(said, sayings) for said in found.no_answer]),
        ("could not confirm", [_line(said, sayings) for said in found.unconfirmed]),
    )  # fmt: skip
    for title, lines in parts:
        yield f"{len(lines)} {title}" if lines else f"nobody found who would {_WOULD[title]}"
        yield from (f"  {line}" for line in lines)


_WOULD = {
    "only repeat": "only repeat",
    "deny or doubt it": "deny or doubt it",
    "give another account": "give another account",
    "were asked and gave no answer": "have been asked without an answer",
    "could not confirm": "say that it could not be confirmed",
}


def _perhaps(found: Corroboration) -> str:
    if not found.may_be_one:
        return ""
    return f"; {len(found.may_be_one)} unnamed sources may be one and the same, counted as one"


def _line(said: Said, sayings: Mapping[str, SayingRow]) -> str:
    labels = ", ".join(sayings[c].label for c in said.claims if c in sayings)
    since = f", since {said.since[:10]}" if said.since else ", day not known"
    outlets = ", ".join(one_line(o) for o in said.outlets)
    return f"{one_line(said.origin.label)}: {labels} ({outlets}{since})"
