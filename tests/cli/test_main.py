"""The commands, as a person types them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from casefile.cli.main import commands
from casefile.workflow import workspace
from tests.world import SaidReader

REPORT = "The Port Office said the crane fell.\n\nThe Navy declined to comment.\n"


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case with one report, read by the played reader."""
    monkeypatch.setattr(workspace.Workspace, "tagger", property(lambda _: SaidReader()))
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    folder = tmp_path / "case"
    assert run("new", str(folder)).exit_code == 0
    assert run("-C", str(folder), "add", str(tmp_path / "report.txt")).exit_code == 0
    return folder


def run(*words: str) -> Result:
    return CliRunner().invoke(commands, list(words), catch_exceptions=False)


def every_command() -> list[list[str]]:
    found: list[list[str]] = []

    def walk(group: click.Group, path: list[str]) -> None:
        for name, command in group.commands.items():
            if isinstance(command, click.Group):
                walk(command, [*path, name])
            else:
                found.append([*path, name])

    walk(commands, [])
    return found


@pytest.mark.parametrize("path", every_command(), ids=" ".join)
def test_every_command_has_help_with_an_example(path: list[str]) -> None:
    """Help names the command, and shows a line that could be typed."""
    result = run(*path, "--help")
    assert result.exit_code == 0
    assert "Example:" in result.output
    assert f"casefile {path[0]}" in result.output or "casefile -C" in result.output


def test_the_way_through(case: Path) -> None:
    """Brief, claims, documents, show and verify each answer about the one report."""
    brief = run("-C", str(case), "brief").output
    assert "1 document, " in brief
    assert "Navy: declined to comment" in brief
    assert "the crane fell" in run("-C", str(case), "claims").output
    assert "report.txt" in run("-C", str(case), "show", "1").output
    assert "not known" in run("-C", str(case), "documents").output
    assert run("-C", str(case), "verify").exit_code == 0


def test_formats_hold_the_same_claims(case: Path) -> None:
    """JSON, JSON lines and CSV list the same rows."""
    as_json = json.loads(run("-C", str(case), "claims", "--format", "json").output)
    lines = run("-C", str(case), "claims", "--format", "jsonl").output.splitlines()
    table = csv.DictReader(io.StringIO(run("-C", str(case), "claims", "--format", "csv").output))
    assert [json.loads(line) for line in lines] == as_json
    assert [row["content"] for row in table] == [row["content"] for row in as_json]
    assert {row["stance"] for row in as_json} >= {"asserts", "declines_to_comment"}


def test_a_case_is_found_from_below(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As git does, from any folder inside."""
    below = case / "blobs"
    monkeypatch.chdir(below)
    assert run("documents").exit_code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["documents"], "casefile new"),
        (["new", "."], "already"),
    ],
)
def test_an_error_is_one_line_with_the_next_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], said: str
) -> None:
    """Exit code 1, one line, what to do; no traceback."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "something").write_text("there")
    result = run(*words)
    assert result.exit_code == 1
    assert len(result.output.strip().splitlines()) == 1
    assert said in result.output


def test_a_failed_input_shows_in_the_exit_code(case: Path, tmp_path: Path) -> None:
    """A batch with one bad input ends with 1, and names it."""
    (tmp_path / "empty.txt").write_bytes(b"")
    result = run("-C", str(case), "add", str(tmp_path / "empty.txt"))
    assert result.exit_code == 1
    assert "empty.txt" in result.output
