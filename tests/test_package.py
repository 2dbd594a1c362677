"""The package as a whole: its public names, what importing it costs, its libraries."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import casefile

ROOT = Path(__file__).parent.parent
HEAVY = (
    "numpy",
    "onnxruntime",
    "apsw",
    "rich",
    "lxml",
    "trafilatura",
    "urllib3",
    "pypdfium2",
    "cryptography",
    "sqlite3",
)


def modules_after(statement: str) -> set[str]:
    """Top-level modules loaded in a fresh interpreter after a statement."""
    code = f"{statement}\nimport sys; print(*{{m.split('.')[0] for m in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT / "src")},
    )
    return set(done.stdout.split())


def test_public_names_are_sorted_and_there() -> None:
    """The list of public names is the whole list, in order, and each can be had."""
    assert casefile.__all__ == sorted(casefile.__all__)
    assert set(casefile.__all__) == set(casefile._HOMES)
    for name in casefile.__all__:
        assert getattr(casefile, name).__name__ == name


def test_importing_the_package_loads_no_model_database_or_web_code() -> None:
    """`import casefile` costs the standard library only."""
    assert not modules_after("import casefile") & {*HEAVY, "click"}


def test_help_loads_nothing_heavy() -> None:
    """`casefile --help` must not wait for numpy."""
    statement = (
        "from click.testing import CliRunner; from casefile.cli.main import commands; "
        "assert CliRunner().invoke(commands, ['--help']).exit_code == 0"
    )
    assert not modules_after(statement) & set(HEAVY)


@pytest.mark.parametrize("group", ["base", "test", "check", "pdf"])
def test_locks_hold_names_versions_and_hashes_only(group: str) -> None:
    """No lock names an address; every requirement has a hash."""
    lock = (ROOT / f"requirements/{group}.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    for block in lock.split("\n\n")[0].replace("\\\n", " ").splitlines():
        if block and not block.startswith("#"):
            assert "--hash=sha256:" in block


def test_pyproject_and_the_base_lock_name_the_same_libraries() -> None:
    """What pip installs for a user is what we test with."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = (ROOT / "requirements/base.in").read_text(encoding="utf-8").splitlines()
    assert project["dependencies"] == [line for line in listed if line and line[0] != "#"]
