"""The part about parties: names, dated roles, and how they are spoken of beside a crime."""

from __future__ import annotations

from collections.abc import Iterator

from casefile.export.dossier import Dossier
from casefile.export.dossier_blocks import (
    Block,
    Heading,
    Items,
    Line,
    Row,
    Section,
    Table,
    Terms,
    line,
    links,
    name,
    quote,
)
from casefile.export.dossier_shared import NONE, link_lines, nothing
from casefile.export.dossier_told import DossierParty, RoleTold, Standing
from casefile.export.dossier_words import day_words, plain


def parties(dossier: Dossier) -> Section:
    """Every party with what claims say of it."""
    blocks = tuple(block for party in dossier.parties for block in _party(party))
    return Section("parties", "Parties", blocks or (nothing("No party is named."),))


def _party(party: DossierParty) -> Iterator[Block]:
    yield Heading(3, line(f"{party.number}  ", name(party.name)), party.number)
    terms: list[tuple[str, tuple[Line, ...]]] = [("Kind", (line(plain(party.kind)),))]
    if party.aliases:
        terms.append(("Also named", tuple(line(quote(alias)) for alias in party.aliases)))
    yield Terms(tuple(terms))
    if party.standings:
        columns = ("Spoken of as", "Beside what", "By whom", "Since", "Claims")
        rows = tuple(map(_standing_row, party.standings))
        caption = f"How {party.number} is spoken of beside a crime"
        yield Table(caption, columns, rows, (3, 5, 4, 4, 3))
    if party.roles or party.relations:
        yield _role_table(party)
    if party.links:
        yield Heading(4, line(f"Why these names are taken for {party.number}"))
        yield Items(link_lines(party.links))


def _role_table(party: DossierParty) -> Table:
    columns = ("Role or tie, as told", "First cited", "Last cited", "Claims")
    rows = tuple(map(_role_row, (*party.roles, *party.relations)))
    return Table(f"Roles and ties of {party.number}", columns, rows, (8, 4, 4, 4))


def _standing_row(standing: Standing) -> Row:
    return Row(
        (
            (line(standing.word),),
            (line(standing.of),),
            (line(name(standing.by or "not stated")),),
            (line(day_words(standing.since) or "not stated"),),
            (links(standing.claims) or NONE,),
        )
    )


def _role_row(role: RoleTold) -> Row:
    words = line(quote(role.words))
    of = (*words, *line(" (", name(role.of), ")")) if role.of else words
    return Row(
        (
            (of,),
            (line(day_words(role.first) or "not stated"),),
            (line(day_words(role.last) or "not stated"),),
            (links(role.claims) or NONE,),
        )
    )
