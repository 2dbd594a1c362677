"""The command `export ftm`."""

from __future__ import annotations

from pathlib import Path

import click

from casefile.cli.opened import opened


@click.command("ftm")
@click.argument("out", type=click.Path(path_type=Path))
@click.pass_context
def export_ftm(ctx: click.Context, out: Path) -> None:
    """Write parties, documents and incidents as FollowTheMoney JSON lines.

    What the format cannot hold (who says, who denies, what is a suggestion) is listed in a file
    beside it. 'casefile add' reads such files.

    \b
    Example:
      casefile export ftm harbour.ftm.json
    """
    from casefile.workflow.ftm import export_ftm as write

    with opened(ctx) as case:
        done = write(case, out)
    click.echo(f"{done.path}: {done.entities} entities, sha256 {done.sha256}.")
    click.echo(f"{done.beside}: what they cannot hold.")
    if done.shortened:
        click.echo(f"{done.shortened} values were cut to the format's longest.")
