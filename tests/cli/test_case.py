"""The commands of the case, as a person types them."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from casefile.cli.main import commands
from casefile.workflow import workspace
from tests.world import SaidReader

TEXTS = {
    "01-wire.txt": (
        "The Defence Ministry said soldiers deported forty children from Izium to Russia on "
        "3 May 2022.\n\nThe Moscow Council said the children were evacuated for their safety.\n"
    ),
    "02-own.txt": (
        "The Izium Council said soldiers deported forty children from Izium to Russia on 3 May "
        "2022.\n\nThe River Board said shelling hit the grain terminal in Odesa on 4 May 2022.\n"
    ),
    "03-court.txt": (
        "The Hague Watch said prosecutors at the International Criminal Court have applied for an "
        "arrest warrant against two officers over the war in Ukraine.\n"
    ),
}
LISTS = (
    ("brief",),
    ("incidents",),
    ("incident", "i1"),
    ("allegations",),
    ("matrix", "a1"),
    ("proceedings",),
    ("parties",),
    ("party", "p1"),
    ("timeline",),
    ("copies",),
    ("decisions",),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with three reports, read by the played reader, and one decision."""
    folder = tmp_path_factory.mktemp("cli")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workspace.Workspace, "tagger", property(lambda _: SaidReader()))
        for name, text in TEXTS.items():
            (folder / name).write_text(text, encoding="utf-8")
        case = folder / "case"
        assert run("new", str(case)).exit_code == 0
        assert run("-C", str(case), "add", *(str(folder / n) for n in TEXTS)).exit_code == 0
        assert run("-C", str(case), "accept", "s3.1").exit_code == 0
    return case


def run(*words: str) -> Result:
    return CliRunner().invoke(commands, list(words), catch_exceptions=False)


def out(case: Path, *words: str) -> str:
    result = run("-C", str(case), *words)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize("words", LISTS, ids=lambda w: w[0])
def test_every_list_comes_in_every_form(made: Path, words: tuple[str, ...]) -> None:
    """Table, JSON, JSON lines and CSV; CSV and JSON lines have as many records as JSON."""
    assert out(made, *words).strip()
    as_json = json.loads(out(made, *words, "--format", "json"))
    lines = out(made, *words, "--format", "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == as_json
    table = list(csv.reader(io.StringIO(out(made, *words, "--format", "csv"))))
    assert max(len(table) - 1, 0) == len(as_json)


@pytest.mark.parametrize(
    "words", [("allegations",), ("matrix", "a1"), ("proceedings",), ("brief",)]
)
def test_the_presumption_stands_on_what_shows_crimes_or_courts(
    made: Path, words: tuple[str, ...]
) -> None:
    """On the screen, and in machine output too."""
    assert "presumed innocent" in " ".join(out(made, *words).split())
    assert "presumed innocent" in out(made, *words, "--format", "json")


CONVICTS = re.compile(
    r"\b(perpetrators?|culprits?|guilty|war criminals?|proven|is true|% (?:proved|met))\b", re.I
)


@pytest.mark.parametrize("words", LISTS, ids=lambda w: w[0])
def test_nothing_that_is_printed_convicts(made: Path, words: tuple[str, ...]) -> None:
    """No label or message says it of anybody; the presumption's own words aside."""
    printed = " ".join(out(made, *words).split())
    printed = printed.replace("presumed innocent until proved guilty", "")
    assert CONVICTS.search(printed) is None


def test_deciding_by_name(made: Path) -> None:
    """Accept, reject, merge, split and undo say the entry that takes them back."""
    merged = out(made, "merge", "i1", "i2", "--reason", "one operation")
    entry = re.search(r"Entry (\d+)", merged)
    assert entry is not None
    assert "merged" in out(made, "incident", "i1").lower()
    refused = run("-C", str(made), "merge", "i1", "i2", "--reason", "again")
    assert refused.exit_code == 1
    assert "i2 is merged into i1 already" in refused.output
    out(made, "undo", entry[1], "--reason", "two operations")
    assert f"undone by entry {int(entry[1]) + 1}" in " ".join(out(made, "decisions").split())


@pytest.mark.parametrize(
    "words",
    [
        ("merge", "i1", "p1", "--reason", "x"),
        ("accept", "nothing"),
        ("split", "1.1", "p1@2", "--reason", "x"),
        ("incident", "seven"),
        ("map", "a1", "rome.6.e#e1", "1-1", "--direction", "maybe"),
        ("record-step", "m1", "case.warrant"),
    ],
)
def test_wrong_usage_is_told_apart_from_failure(made: Path, words: tuple[str, ...]) -> None:
    """Exit code 2, and no trace of a traceback."""
    result = run("-C", str(made), *words)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_recording_a_step(made: Path) -> None:
    """The proceeding that was only reported has a recorded step; an illegal one is refused."""
    done = out(made, "record-step", "m1", "case.application", "--on", "3", "--happened", "2022-06")
    assert "step 1 of International Criminal Court" in done
    assert "Application for a warrant or summons (step 1)" in out(made, "proceedings", "m1")
    refused = run("-C", str(made), "record-step", "m1", "case.trial", "--on", "3")
    assert refused.exit_code == 1
    assert "allowed next: case.warrant" in refused.output


def test_ftm_goes_out_and_comes_in(made: Path, tmp_path: Path) -> None:
    """Parties written as FollowTheMoney are parties of the case that reads them."""
    file = tmp_path / "case.ftm.json"
    assert "entities" in out(made, "export", "ftm", str(file))
    assert run("-C", str(made), "export", "ftm", str(file)).exit_code == 1
    other = tmp_path / "other"
    assert run("new", str(other)).exit_code == 0
    assert "0 claims" in out(other, "add", str(file))
    assert "Izium Council" in out(other, "parties")
    assert run("-C", str(other), "verify").exit_code == 0
