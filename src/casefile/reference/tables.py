"""Open one table of `reference/data`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_table(name: str) -> dict[str, Any]:
    """The table `name` (without ending), read once a process. Callers do not change it."""
    path = files("casefile.reference") / "data" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
