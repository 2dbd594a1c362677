"""Commands about allegations and the element matrix."""

from __future__ import annotations

import click

from casefile.cli.forms import form_option
from casefile.cli.names import number_of
from casefile.cli.opened import opened


@click.command()
@form_option()
@click.pass_context
def allegations(ctx: click.Context, form: str) -> None:
    """List allegations: incidents whose told conduct could be a crime, as sets of candidates.

    No candidate wins. 'casefile matrix aN' shows what each requires and who says what on it.

    \b
    Example:
      casefile allegations
    """
    from casefile.cli import render_allegations
    from casefile.workflow.allegations import allegations as find

    with opened(ctx) as case:
        render_allegations.allegations(find(case), form)


@click.command()
@click.argument("allegation", metavar="ALLEGATION")
@click.option("--all", "whole", is_flag=True, help="Also list each claim's words in every row.")
@form_option()
@click.pass_context
def matrix(ctx: click.Context, allegation: str, whole: bool, form: str) -> None:
    """Show an allegation: what nobody has said yet, who says what, and the element matrix.

    \b
    Example:
      casefile matrix a1
      casefile matrix a1 --format csv > a1.csv
    """
    from casefile.cli import render_matrix
    from casefile.workflow.allegations import allegation as find

    with opened(ctx) as case:
        render_matrix.matrix(find(case, number_of(allegation, "a")), form, whole)


@click.command("map")
@click.argument("allegation", metavar="ALLEGATION")
@click.argument("element", metavar="ELEMENT")
@click.argument("claim", metavar="CLAIM")
@click.option(
    "--direction",
    type=click.Choice(["for", "against", "neutral", "none"]),
    required=True,
    help="What the claim says on the element; none takes a mapping away.",
)
@click.option("--reason", default="", metavar="WORDS", help="Why; kept in the record.")
@click.pass_context
def map_claim(
    ctx: click.Context, allegation: str, element: str, claim: str, direction: str, reason: str
) -> None:
    """Put a claim beside an element by hand, or take it away. It has your name and reason.

    \b
    Example:
      casefile map a1 rome.8.2.b.viii#e2 12-4 --direction for --reason "names the occupied town"
      casefile map a1 rome.6.e#e1 12-4 --direction none --reason "speaks of another convoy"
    """
    from casefile.cli import render_decisions
    from casefile.workflow.mapping import map_claim as decide

    with opened(ctx) as case:
        number = number_of(allegation, "a")
        done = decide(case, number, element, claim, direction, reason)
        render_decisions.decided([done])
