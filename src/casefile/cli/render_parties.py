"""Parties on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from casefile.cli.forms import records, table
from casefile.cli.render_incidents import span
from casefile.cli.terminal import console, count, one_line

if TYPE_CHECKING:
    from casefile.case.parties import Cited, RegisteredParty, RoleHeld, Standing
    from casefile.workflow.parties import PartyShown

_REASONS = 4


def parties(found: Sequence[RegisteredParty], form: str) -> None:
    """A line a party, those of most documents first."""
    if form != "table":
        records([asdict(one) for one in found], form)
        return
    if not found:
        print("No party matches.")
        return
    lines = table(("", 5), ("party", 0), ("kind", 12), ("docs", 4), ("claims", 6), ("cited", 23))
    for one in found:
        name = one_line(one.name) + (" (which one is not settled)" if one.unsettled else "")
        cited = span(one.cited.first, one.cited.last)
        kind = one.kind.value.replace("_", " ")
        lines.add_row(one.label, name, kind, str(one.documents), str(one.claims), cited)
    console().print(lines)
    nouns = "party" if len(found) == 1 else "parties"
    print(f"{len(found)} {nouns}. That names mean one party is a suggestion until decided.")


def party(shown: PartyShown, form: str) -> None:
    """One party with all that is said of it."""
    if form != "table":
        records([asdict(shown.party) | {"links": [asdict(x) for x in shown.links]}], form)
        return
    one, out = shown.party, console()
    out.print(
        f"{one.label}  {one_line(one.name)} ({one.kind.value.replace('_', ' ')})", style="bold"
    )
    print(f"named in {count(one.documents, 'document')}, {_cited(one.cited)}; makes "
          f"{count(one.claims, 'claim')}, named in {one.named_in}.")  # fmt: skip
    if one.merged:
        print("Merged into it: " + ", ".join(f"p{n}" for n in one.merged))
    if one.aliases:
        print("Also called:")
        for alias in one.aliases:
            print(
                f"  {one_line(alias.name)} ({alias.script}), {count(alias.documents, 'document')}"
            )
    _said("Said to be:", [_role(r) for r in one.roles])
    _said("Said to be under:", [_standing(s) for s in one.superiors])
    _said("Said to be above:", [_standing(s) for s in one.subordinates])
    print("Rests on:")
    for link in shown.links:
        decided = f" by entry {link.decided}" if link.decided >= 0 else ""
        score = f" {link.score}" if link.score else ""
        reasons = "; ".join(f"{r.what} {r.weight:+.2f}" for r in link.reasons[:_REASONS])
        print(f"  {one.label}@{link.document}  {one_line(link.name)}: {link.state.value}{score}"
              f"{decided}" + (f": {reasons}" if reasons else ""))  # fmt: skip
    _said("May be the same (nobody decided):", [
        f"{o.party} {one_line(o.name)}, {o.score:.2f}: "
        + "; ".join(f"{r.what} {r.weight:+.2f}" for r in o.reasons[:_REASONS])
        for o in one.others
    ])  # fmt: skip


def _said(title: str, lines: Sequence[str]) -> None:
    if lines:
        print(title)
        for line in lines:
            print(f"  {line}")


def _role(role: RoleHeld) -> str:
    of = f" (of {one_line(role.of_name)})" if role.of_name else ""
    return f"“{one_line(role.words)}”{of}, {_documents(role.documents)}, {_cited(role.cited)}"


def _standing(other: Standing) -> str:
    name = f"{other.party} " if other.party else ""
    return f"{name}{one_line(other.name)}: “{one_line(other.words)}”, {_documents(other.documents)}"


def _documents(numbers: Sequence[int]) -> str:
    return "in " + ", ".join(str(n) for n in numbers)


def _cited(cited: Cited) -> str:
    days = span(cited.first, cited.last)
    return "no day of publication known" if days == "not said" else f"cited {days}"
