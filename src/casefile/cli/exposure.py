"""The command `exposure`: what the law says for a person under a warrant, by State and day."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("person", metavar="PERSON")
@click.option(
    "--to",
    "countries",
    multiple=True,
    metavar="COUNTRY[,COUNTRY…]",
    help="States by name or ISO code; repeatable.",
)
@click.option("--on", "day", default="", metavar="DATE", help="The day, YYYY-MM-DD.")
@click.option(
    "--itinerary",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="CSV or JSON with state and day, or state, from and to.",
)
@click.option(
    "--register",
    "registers",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Further warrants in the form of warrants.json; repeatable.",
)
@click.option(
    "--format",
    "form",
    default="table",
    type=click.Choice(["table", "json", "csv"]),
    show_default=True,
)
@click.pass_context
def exposure(
    ctx: click.Context,
    person: str,
    countries: tuple[str, ...],
    day: str,
    itinerary: Path | None,
    registers: tuple[Path, ...],
    form: str,
) -> None:
    """What the law says for PERSON in a State on a day. Needs no case.

    It tells the class of duty, the rule with its articles, whether a warrant was in force and
    public, and earlier incidents there. It predicts no arrest and gives no advice on routes.
    A day in the past is answered with what was public on it.

    \b
    Example:
      casefile exposure "Vladimir Putin" --to Mongolia,ZA --on 2024-09-02
      casefile exposure Путин --itinerary journey.csv --format csv
    """
    from casefile.cli import render_exposure
    from casefile.workflow import exposure as work

    states = [part.strip() for words in countries for part in words.split(",") if part.strip()]
    if itinerary is not None and (states or day):
        raise click.UsageError("give either --itinerary, or --to and --on")
    if itinerary is None and not (states and day):
        raise click.UsageError("give --to COUNTRY and --on DATE, or --itinerary FILE")
    further = [work.register_from(path) for path in registers]
    if itinerary is not None:
        answer = work.exposure_itinerary(person, itinerary, further)
    else:
        answer = work.exposure(person, states, day, further)
    render_exposure.exposure(answer, form)
    ctx.exit(1 if answer.problems else 0)
