"""The command that writes a dossier."""

from __future__ import annotations

from pathlib import Path

import click

from casefile.cli.opened import opened


@click.command("dossier")
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--fonts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of further fonts for a PDF: scripts that its own fonts lack.",
)
@click.pass_context
def dossier(ctx: click.Context, out: Path, fonts: Path | None) -> None:
    """Write all that the case shows as one file to file, send or print: .html, .pdf or .json.

    The ending of OUT chooses the form. The same ledger gives the same bytes. What is left out is
    said in it. A PDF needs the extra 'pdf' (typst).

    \b
    Example:
      casefile export dossier harbour.html
      casefile export dossier harbour.pdf --fonts noto
    """
    from casefile.cli.terminal import count, one_line
    from casefile.workflow.dossier import export_dossier

    with opened(ctx) as case:
        made = export_dossier(case, out, fonts)
    print(f"Wrote {one_line(str(made.path))}: {count(made.documents, 'document')}, "
          f"{count(made.claims, 'claim')}, {made.size:,} bytes.")  # fmt: skip
    noun = "entry" if made.entries == 1 else "entries"
    print(f"Made from the first {made.entries} {noun} of the ledger.")
    print(f"SHA-256 {made.sha256}")
    print("Everyone named in it is presumed innocent; nothing in it is a finding.")
