"""The forms in which lists are given out: a table for people, JSON, JSON lines and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import click

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_RIGHT = ("doc", "claims", "entry", "docs")


def form_option() -> Callable[[Any], Any]:
    """The option --format of every command that lists something."""
    return click.option(
        "--format",
        "form",
        default="table",
        type=click.Choice(["table", "json", "jsonl", "csv"]),
        show_default=True,
    )


def records(rows: Sequence[Mapping[str, Any]], form: str) -> None:
    """Print records as JSON, JSON lines or CSV; lists and mappings in a CSV cell are JSON."""
    if form == "json":
        print(json.dumps(list(rows), ensure_ascii=False, indent=1))
    elif form == "jsonl":
        for row in rows:
            print(json.dumps(row, ensure_ascii=False))
    elif rows:
        text = io.StringIO()
        writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({k: _cell(v) for k, v in row.items()} for row in rows)
        print(text.getvalue(), end="")


def _cell(value: Any) -> Any:
    """A spreadsheet would run a cell that starts like a formula: a quote mark goes before it."""
    if isinstance(value, (list, tuple, dict)):
        return json.dumps(value, ensure_ascii=False)
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


def table(*columns: tuple[str, int]) -> Any:
    """A table for the console; a column of width 0 takes what is left."""
    from rich import box
    from rich.table import Table

    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    for title, width in columns:
        right = title in _RIGHT
        made.add_column(
            title,
            width=width or None,
            ratio=None if width else 1,
            justify="right" if right else "left",
            overflow="fold",
        )
    return made
