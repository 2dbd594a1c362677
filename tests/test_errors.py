"""The tree of errors."""

from __future__ import annotations

import inspect
import pickle

import pytest

from casefile import errors


def drawn() -> list[tuple[int, str]]:
    """The tree at the top of the module, as (depth, name)."""
    lines = []
    for line in (errors.__doc__ or "").splitlines():
        name = line.lstrip(" │├└─").split("  ")[0].strip()
        if name and hasattr(errors, name):
            lines.append(((len(line) - len(line.lstrip(" │├└─"))) // 4, name))
    return lines


def defined(kind: type, depth: int = 1) -> list[tuple[int, str]]:
    below = [pair for child in kind.__subclasses__() for pair in defined(child, depth + 1)]
    return [(depth, kind.__name__), *below]


def test_the_drawing_is_the_tree() -> None:
    """Every class is drawn where it stands, and nothing else is."""
    assert drawn() == defined(errors.CasefileError)


@pytest.mark.parametrize(
    "kind",
    [k for _, k in inspect.getmembers(errors, inspect.isclass) if k.__module__ == errors.__name__],
)
def test_errors_cross_process_borders(kind: type[errors.CasefileError]) -> None:
    """What was found and what to do survive pickling, as worker processes need it."""
    error = kind("cannot read it", found="an empty file", next_step="save it again")
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is kind
    assert str(copy) == "cannot read it (found an empty file); save it again"
