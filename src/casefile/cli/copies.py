"""The command `copies`."""

from __future__ import annotations

import click

from casefile.cli.forms import form_option
from casefile.cli.opened import opened


@click.command()
@form_option()
@click.pass_context
def copies(ctx: click.Context, form: str) -> None:
    """List documents that repeat earlier ones. A copy is no further origin.

    \b
    Example:
      casefile copies
      casefile reject d4 --reason "written by their own reporter"
    """
    from casefile.cli import render_copies
    from casefile.workflow.copies import copies as find

    with opened(ctx) as case:
        render_copies.copies(find(case), form)
