"""Commands about proceedings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from casefile.cli.forms import form_option
from casefile.cli.names import number_of
from casefile.cli.opened import opened


@click.command()
@click.argument("proceeding", required=False, default="", metavar="[PROCEEDING]")
@click.option("--person", default="", metavar="WORDS", help="Part of a person's name.")
@click.option("--forum", default="", metavar="WORDS", help="icc, or part of a forum's name.")
@click.option("--situation", default="", metavar="WORDS", help="Part of a situation's name.")
@click.option("--stage", default="", metavar="STAGE", help="case.warrant, or part of a label.")
@click.option("--on", default="", metavar="DAY", help="What was so, and what was known, that day.")
@click.option("--register", is_flag=True, help="Also the starter register and added ones.")
@form_option()
@click.pass_context
def proceedings(
    ctx: click.Context, /, proceeding: str, register: bool, form: str, **filters: Any
) -> None:
    """Show what courts did, as recorded and as reported, and what can come next.

    \b
    Example:
      casefile proceedings
      casefile proceedings m1 --on 2023-03-20
      casefile proceedings --register --person Lubanga
    """
    from casefile.cli import render_proceedings
    from casefile.workflow import proceedings as workflow

    with opened(ctx) as case:
        if proceeding:
            number = number_of(proceeding, "m")
            found = [workflow.proceeding(case, number, filters["on"])]
        else:
            found = workflow.proceedings(case, workflow.ProceedingFilter(**filters))
        cases = []
        if register:
            cases = workflow.register_cases(case, workflow.ProceedingFilter(**filters))
        known = workflow.register(case)
        render_proceedings.proceedings(found, cases, known, (form, filters["on"]))


@click.command("record-step")
@click.argument("proceeding", metavar="PROCEEDING")
@click.argument("stage", metavar="STAGE")
@click.option("--on", "rests_on", multiple=True, required=True, metavar="DOCUMENT|CLAIM",
              help="What it rests on: a document (12) or a claim (12-4); repeatable.")  # fmt: skip
@click.option("--happened", default="", metavar="DATE", help="When it was done.")
@click.option("--public", default="", metavar="DATE", help="When it became public.")
@click.option("--person", "persons", multiple=True, metavar="NAME", help="Whom; repeatable.")
@click.option("--situation", default="", metavar="STATE", help="For a new proceeding at a court.")
@click.option("--note", default="", metavar="WORDS")
@click.option("--corrects", type=int, metavar="N", help="The step that this one stands in for.")
@click.option("--before", type=int, metavar="N", help="The step that this one precedes.")
@click.option("--gap", is_flag=True, help="Steps before this one are not recorded.")
@click.pass_context
def record_step(
    ctx: click.Context, /, proceeding: str, stage: str, situation: str, **told: Any
) -> None:
    """Record a step of a proceeding (m1), or the first of a new one (icc, national:UA).

    A move that the procedure does not allow is refused, with those that it allows. A step is never
    changed: a correction is a new step.

    \b
    Example:
      casefile record-step m1 case.application --on 14 --happened 2023-02-22 --public 2023-03-17
      casefile record-step icc case.warrant --situation Ukraine --person "A. Name" --on 14-2 --gap
    """
    from casefile.workflow.proceedings import proceeding as find
    from casefile.workflow.steps import StepTold, new_matter, record_step

    with opened(ctx) as case:
        if proceeding[:1].lower() == "m" and proceeding[1:].isdecimal():
            matter = find(case, number_of(proceeding, "m")).row
        else:
            matter = new_matter(proceeding, situation, told["persons"])
        done = record_step(case, matter, StepTold(stage, **told))
        click.echo(f"Entry {done.n}: step {done.number} of {done.matter.name}. "
                   f"A mistake is corrected with --corrects {done.number}.")  # fmt: skip


@click.command("add-register")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_context
def add_register(ctx: click.Context, path: Path) -> None:
    """Add a register of warrants in the form of the starter one.

    \b
    Example:
      casefile add-register more-warrants.json
    """
    from casefile.workflow.steps import add_register as add

    with opened(ctx) as case:
        n, size = add(case, path)
        click.echo(f"Entry {n}: a register of {size} instruments.")
