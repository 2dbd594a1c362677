"""The case that a command works in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from casefile.workflow.workspace import Workspace


def opened(ctx: click.Context) -> Workspace:
    """The case named with -C, or the nearest one upwards.

    Raises:
        CaseError: there is none.
    """
    from casefile.workflow.workspace import open_case

    return open_case(ctx.obj)
