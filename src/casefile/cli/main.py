"""The commands. Each parses, calls one workflow and hands the result to a renderer.

Imports of workflows stand inside the commands: `casefile --help` must not wait for numpy.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from casefile import __version__
from casefile.claim import SpeakerKind, Stance
from casefile.cli import (
    allegations,
    copies,
    decisions,
    dossier,
    exposure,
    ftm,
    incidents,
    parties,
    proceedings,
    timeline,
)
from casefile.cli.forms import form_option
from casefile.errors import CasefileError

if TYPE_CHECKING:
    from casefile.workflow.workspace import Workspace

EXIT_CODES = """
Exit codes: 0 all done; 1 something failed or a check found a problem; 2 wrong usage.
"""


class Commands(click.Group):
    """A group that keeps the order of definition and turns our errors into one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CasefileError as error:
            from casefile.cli.terminal import visible

            click.echo(f"casefile: {visible(str(error))}", err=True)
            ctx.exit(1)


@click.group(
    cls=Commands,
    epilog=EXIT_CODES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("-C", "folder", default=".", metavar="CASE", help="The case folder to work in.")
@click.version_option(__version__, prog_name="casefile")
@click.pass_context
def commands(ctx: click.Context, folder: str) -> None:
    """Turn reports about alleged international crimes into a case file.

    A case is a folder. It is found from the current folder upwards, or named with -C.

    \b
    Example:
      casefile new harbour
      casefile -C harbour add page.html statement.pdf --published 2023-03-13
      casefile -C harbour brief
    """
    ctx.obj = folder


def _open(ctx: click.Context) -> Workspace:
    from casefile.workflow.workspace import open_case

    return open_case(ctx.obj)


@commands.command()
@click.argument("name")
@click.pass_context
def new(ctx: click.Context, name: str) -> None:
    """Make a case folder with its own signing key.

    \b
    Example:
      casefile new harbour
    """
    from casefile.workflow.workspace import new_case

    with new_case(Path(ctx.obj) / name) as case:
        click.echo(f"New case in {name}. Next: casefile -C {name} add FILE…")
        click.echo(f"Log key, to hand to others by another way: {case.key_line}")


@commands.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT…")
@click.option("--published", default="", metavar="DATE", help="When it was published, ISO 8601.")
@click.option("--outlet", default="", metavar="NAME", help="Who published it.")
@click.option(
    "--author", "authors", multiple=True, metavar="NAME", help="Who wrote it; repeatable."
)
@click.option("--receipts", type=click.Path(path_type=Path), help="Write a receipt of each here.")
@click.pass_context
def add(
    ctx: click.Context,
    inputs: tuple[str, ...],
    published: str,
    outlet: str,
    authors: tuple[str, ...],
    receipts: Path | None,
) -> None:
    """Take in files, folders, zip archives and web addresses.

    The options fill in what the documents themselves do not tell. A bad input is named and the
    rest goes on. Keep receipts outside the case: they show later whether it was rolled back.

    \b
    Example:
      casefile add saved-pages/ statement.pdf
      casefile add copied.txt --published 2023-03-13 --outlet "The Harbour Courier"
    """
    from casefile.cli import render
    from casefile.cli.terminal import progress
    from casefile.intake.receive import Told
    from casefile.workflow.add import add as add_inputs

    told = Told(published=published, outlet=outlet, authors=authors)
    with _open(ctx) as case, progress("Reading") as tell:
        report = add_inputs(case, inputs, told=told, tell=tell)
    if receipts is not None:
        render.write_receipts(report, receipts)
    render.added(report)
    ctx.exit(1 if any(a.outcome == "failed" for a in report) or not report else 0)


@commands.command()
@form_option()
@click.pass_context
def brief(ctx: click.Context, form: str) -> None:
    """One screen: who says what, denies, is silent; what is open.

    Other forms have a record for each line, in longer lists.

    \b
    Example:
      casefile -C harbour brief
      casefile -C harbour brief --format csv
    """
    from casefile.cli import render_brief
    from casefile.workflow.brief import brief as sum_up

    with _open(ctx) as case:
        render_brief.brief(sum_up(case), case.folder.name, form)


def _stances(value: str | None) -> tuple[str, ...]:
    wanted = tuple(value.split(",")) if value else ()
    for name in wanted:
        if name not in {s.value for s in Stance}:
            raise click.BadParameter(f"{name!r} is no stance; they are: {', '.join(Stance)}")
    return wanted


@commands.command()
@click.option("--speaker", default="", metavar="WORDS", help="Part of the speaker's name.")
@click.option(
    "--stance",
    "stances",
    callback=lambda ctx, param, value: _stances(value),
    metavar="STANCE[,…]",
    help="Any of: " + ", ".join(Stance) + ".",
)
@click.option(
    "--kind",
    type=click.Choice([k.value for k in SpeakerKind]),
    metavar="KIND",
    help="Kind of speaker: " + ", ".join(SpeakerKind) + ".",
)
@click.option("--pending", is_flag=True, help="Only what is planned, sought, expected or possible.")
@click.option("--document", default="", metavar="DOCUMENT", help="A number, or the start of an id.")
@click.option("--outlet", default="", metavar="WORDS", help="Part of the outlet's name.")
@click.option("--text", default="", metavar="WORDS", help="Words anywhere in the claim.")
@click.option("--own-voice/--attributed", default=None, help="Only the outlets' own; only others'.")
@form_option()
@click.pass_context
def claims(ctx: click.Context, /, form: str, **filters: Any) -> None:
    """List claims with their exact words.

    \b
    Example:
      casefile claims --stance denies,rejects
      casefile claims --speaker ministry --format csv > claims.csv
    """
    from casefile.cli import render
    from casefile.search.rows import ClaimFilter
    from casefile.workflow.find import claims as find_claims

    with _open(ctx) as case:
        render.claims(
            list(
                find_claims(
                    case, ClaimFilter(**{k: v for k, v in filters.items() if v is not None})
                )
            ),
            form,
        )


@commands.command()
@click.argument("document")
@click.pass_context
def show(ctx: click.Context, document: str) -> None:
    """Show a document with its claims marked.

    \b
    Example:
      casefile show 3
    """
    from casefile.cli import render_document
    from casefile.workflow.find import show as find_one

    with _open(ctx) as case:
        render_document.shown(find_one(case, document))


@commands.command()
@form_option()
@click.pass_context
def documents(ctx: click.Context, form: str) -> None:
    """List the documents of the case.

    \b
    Example:
      casefile documents
    """
    from casefile.cli import render
    from casefile.workflow.find import documents as find_documents

    with _open(ctx) as case:
        render.documents(find_documents(case), form)


@commands.command()
@click.option(
    "--receipt",
    "receipts",
    multiple=True,
    type=click.File("r", encoding="utf-8"),
    help="A receipt kept elsewhere; repeatable.",
)
@click.option(
    "--index/--no-index",
    default=None,
    help="Also fold all entries anew and compare the index for queries; large cases take minutes.",
)
@click.pass_context
def verify(ctx: click.Context, receipts: tuple[Any, ...], index: bool | None) -> None:
    """Check that nothing in the record was changed.

    \b
    Example:
      casefile verify --receipt ~/receipts/harbour-000004.tlog-proof
    """
    from casefile.cli import render
    from casefile.workflow.verify import verify as check

    with _open(ctx) as case:
        result = check(case, [receipt.read() for receipt in receipts], index)
    render.verified(result)
    ctx.exit(1 if result.report.problems else 0)


@commands.group()
def export() -> None:
    """Hand a case over."""


@export.command("bundle")
@click.argument("out", type=click.Path(path_type=Path))
@click.pass_context
def export_bundle(ctx: click.Context, out: Path) -> None:
    """Write the whole record as one zip that anyone can verify with python3 alone.

    \b
    Example:
      casefile export bundle harbour.zip
      unzip harbour.zip -d harbour-bag && python3 harbour-bag/verify.py
    """
    from casefile.cli import render
    from casefile.workflow.export import export_bundle as write

    with _open(ctx) as case:
        render.exported(write(case, out))


@commands.command()
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--raw", is_flag=True, help="Read all of the text; look for no furniture.")
@click.option(
    "--jobs", default=1, type=click.IntRange(1, 64), show_default=True, help="Processes to use."
)
@click.pass_context
def annotate(ctx: click.Context, source: Path, target: Path, raw: bool, jobs: int) -> None:
    """Annotate texts in bulk: JSON lines in, JSON lines out. Needs no case.

    \b
    In:   {"id": …, "text": …, "published": …}
    Out:  {"id": …, "attributions": [{"source": [[start, end]], "cue": …, "content": …,
           "stance": …, "directness": …, "speaker_kind": …, "outlook": …, "score": …}],
           "outlet_claims": [{"content": …, "outlook": …}]}
    Offsets count code points of the text; the end is not included.

    \b
    Example:
      casefile annotate texts.jsonl attributions.jsonl --jobs 2
    """
    from casefile.cli.terminal import visible
    from casefile.workflow.annotate import annotate as run

    good, errors = run(source, target, raw=raw, jobs=jobs)
    for error in errors:
        click.echo(f"casefile: {source.name}: {visible(error)}", err=True)
    click.echo(f"{good} texts annotated, {len(errors)} failed.", err=True)
    ctx.exit(1 if errors else 0)


export.add_command(dossier.dossier)
export.add_command(ftm.export_ftm)
for command in (
    incidents.incidents,
    incidents.incident,
    decisions.accept,
    decisions.reject,
    decisions.merge,
    decisions.split,
    decisions.undo,
    decisions.decisions,
    timeline.timeline,
    copies.copies,
    exposure.exposure,
    parties.parties,
    parties.party,
    allegations.allegations,
    allegations.matrix,
    allegations.map_claim,
    proceedings.proceedings,
    proceedings.record_step,
    proceedings.add_register,
):
    commands.add_command(command)


def main() -> None:
    """The entry point."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that cannot show a letter
    commands(prog_name="casefile")


if __name__ == "__main__":
    main()
