"""The command `timeline`."""

from __future__ import annotations

import click

from casefile.cli.forms import form_option
from casefile.cli.names import number_of
from casefile.cli.opened import opened


@click.command()
@click.option("--from", "first", default="", metavar="DAY", help="From this day or month on.")
@click.option("--to", "last", default="", metavar="DAY", help="Up to this day or month.")
@click.option(
    "--kind", default="", metavar="KIND", help="A kind of event, as docs/events.md lists."
)
@click.option("--incident", default="", metavar="INCIDENT", help="Of one incident: i3.")
@click.option("--alleged", is_flag=True, help="Only of incidents that open an allegation.")
@click.option("--undated", is_flag=True, help="Only what is told without a day.")
@click.option("--limit", default=200, show_default=True, help="As many at most; 0 for all.")
@form_option()
@click.pass_context
def timeline(
    ctx: click.Context, /, form: str, incident: str, limit: int, **filters: str | bool
) -> None:
    """What is said to have happened, by day, with when it was said.

    \b
    Example:
      casefile timeline --from 2023-02 --to 2023-03
      casefile timeline --incident i3 --format csv > i3.csv
    """
    from casefile.cli import render_timeline
    from casefile.search.timeline import TimelineFilter
    from casefile.workflow.timeline import timeline as find

    number = number_of(incident, "i") if incident else 0
    wanted = TimelineFilter(incident=number, limit=limit, **filters)  # type: ignore[arg-type]
    with opened(ctx) as case:
        render_timeline.timeline(find(case, wanted), form)
