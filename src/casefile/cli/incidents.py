"""Commands about incidents."""

from __future__ import annotations

from typing import Any

import click

from casefile.cli.forms import form_option
from casefile.cli.opened import opened


@click.command()
@click.option(
    "--kind", default="", metavar="KIND", help="A kind of event, as docs/events.md lists."
)
@click.option("--text", default="", metavar="WORDS", help="Words anywhere in its sentences.")
@click.option("--place", default="", metavar="WORDS", help="Part of a place's name.")
@click.option("--open", "suggested", is_flag=True, help="Only with links nobody decided about.")
@click.option("--documents", default=0, metavar="N", help="Told by at least N documents.")
@form_option()
@click.pass_context
def incidents(ctx: click.Context, /, form: str, **filters: Any) -> None:
    """List incidents: what is said to have happened, across documents.

    \b
    Example:
      casefile incidents --kind deportation_or_transfer
      casefile incidents --open
    """
    from casefile.cli import render_incidents
    from casefile.search.incidents import IncidentFilter
    from casefile.workflow.incidents import incidents as find

    with opened(ctx) as case:
        render_incidents.incidents(find(case, IncidentFilter(**filters)), form)


@click.command()
@click.argument("incident", metavar="INCIDENT")
@form_option()
@click.pass_context
def incident(ctx: click.Context, incident: str, form: str) -> None:
    """Show an incident: who tells it, when, where and how many, and how it was put together.

    \b
    Example:
      casefile incident i3
    """
    from casefile.cli import render_incidents
    from casefile.cli.names import number_of
    from casefile.workflow.incidents import incident as find

    with opened(ctx) as case:
        render_incidents.incident(find(case, number_of(incident, "i")), form)
