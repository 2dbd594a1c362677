"""Commands about parties across documents."""

from __future__ import annotations

import click

from casefile.cli.forms import form_option
from casefile.cli.names import number_of
from casefile.cli.opened import opened
from casefile.particulars import PartyKind


@click.command()
@click.option("--kind", default="", type=click.Choice(["", *(k.value for k in PartyKind)]),
              metavar="KIND", help="One of: " + ", ".join(PartyKind) + ".")  # fmt: skip
@click.option("--name", "words", default="", metavar="WORDS", help="Part of a name, any script.")
@form_option()
@click.pass_context
def parties(ctx: click.Context, kind: str, words: str, form: str) -> None:
    """List persons and bodies that documents name, across documents.

    \b
    Example:
      casefile parties --kind person
      casefile parties --name Zelensky
    """
    from casefile.cli import render_parties
    from casefile.search.parties import PartyFilter
    from casefile.workflow.parties import parties as find

    with opened(ctx) as case:
        render_parties.parties(find(case, PartyFilter(kind=kind, words=words)), form)


@click.command()
@click.argument("party", metavar="PARTY")
@form_option()
@click.pass_context
def party(ctx: click.Context, party: str, form: str) -> None:
    """Show a party: names, roles with who says so and when, and what it rests on.

    \b
    Example:
      casefile party p7
    """
    from casefile.cli import render_parties
    from casefile.workflow.parties import party as find

    with opened(ctx) as case:
        render_parties.party(find(case, number_of(party, "p")), form)
