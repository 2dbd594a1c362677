"""`casefile exposure`: what is printed, and in which form."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from casefile.cli.exposure import exposure
from casefile.cli.main import Commands
from casefile.proceedings.exposure import INFORMS, PRESUMPTION, UNSEEN

GROUP = Commands(commands={"exposure": exposure})


def run(*words: str) -> Result:
    return CliRunner().invoke(GROUP, ["exposure", *words])


def test_the_answer_on_a_screen() -> None:
    """Class, rule with articles, instrument, incidents, whom the name was taken for, limits."""
    result = run("Путин", "--to", "Mongolia,RU", "--on", "2024-11-01")
    assert result.exit_code == 0, result.output
    out = result.output
    assert "Vladimir Vladimirovich Putin" in out
    assert "taken for    “Путин”" in out
    assert "Mongolia (MN), 2024-11-01: must arrest" in out
    assert "Art. 89(1)" in out
    assert "Russia (RU), 2024-11-01: no duty" in out
    assert "icc.ukraine.putin" in out
    assert "non-compliance (2024-10-24)" in out
    for line in (PRESUMPTION, INFORMS, UNSEEN):
        assert line in out
    assert max(len(line) for line in out.splitlines() if line.startswith("  ")) <= 100


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_the_presumption_stands_on_every_form(form: str) -> None:
    """Whoever takes one of them away takes it along."""
    result = run("Ruto", "--to", "UG", "--on", "2012-01-01", "--format", form)
    assert "presumed innocent until finally convicted" in result.output


def test_json_holds_everything() -> None:
    """Classes by id, dates, flags, sources, and what became public later."""
    result = run("dela Rosa", "--to", "JP", "--on", "2025-12-01", "--format", "json")
    answer = json.loads(result.output)
    (stay,) = answer["stays"]
    assert (stay["class"], stay["rule"]["id"]) == ("unknown", "exp.sealed")
    assert stay["instruments"] == []
    assert stay["public_later"]
    later = json.loads(
        run("dela Rosa", "--to", "JP", "--on", "2026-06-01", "--format", "json").output
    )["stays"][0]["instruments"][0]
    assert later["sources"]
    assert later["verified"]["public"] == "partly"


def test_csv_has_one_row_a_stay_and_guards_formulas(tmp_path: Path) -> None:
    """A line of a spreadsheet for each; no cell begins like a formula."""
    path = tmp_path / "days.csv"
    path.write_text("state,from,to\nUA,2024-12-30,2025-01-02\nMN,2024-01-01,\n", encoding="utf-8")
    result = run("Putin", "--itinerary", str(path), "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.output)))
    assert [r["class"] for r in rows] == [
        "must_cooperate_in_situation", "must_arrest", "must_arrest",
    ]  # fmt: skip
    assert not any(v.startswith(("=", "+", "-", "@")) for r in rows for v in r.values())


def test_a_bad_line_is_named_and_the_rest_answered(tmp_path: Path) -> None:
    """Exit code 1, one line on standard error for it."""
    path = tmp_path / "days.csv"
    path.write_text("state,day\nAtlantis,2024-01-01\nMN,2024-01-01\n", encoding="utf-8")
    result = run("Putin", "--itinerary", str(path))
    assert result.exit_code == 1
    assert "line 2: no State of this name or code (found Atlantis)" in result.output
    assert "Mongolia (MN)" in result.output


def test_hostile_names_are_spelled_out(tmp_path: Path) -> None:
    """A register's words reach the terminal without control characters."""
    from casefile.reference.warrants import SHIPPED, shipped_register

    assert shipped_register().instruments[0].register == SHIPPED
    record = {
        "id": "own.h.1", "kind": "warrant", "person": {"name": "Zora \x1b[2J Quill\u202e"},
        "situation": {"id": "x"}, "status": "at_large", "stage": "case.at_large",
        "sources": ["own"], "issued_on": "2024-01-01", "public_on": "2024-01-01",
        "arrest_duty_active": True, "note": "\x1b]0;x\x07",
    }  # fmt: skip
    path = tmp_path / "h.json"
    path.write_text(json.dumps([record]), encoding="utf-8")
    result = run("own.h.1", "--to", "MN", "--on", "2024-02-01", "--register", str(path))
    assert result.exit_code == 0, result.output
    assert "⟨1B⟩" in result.output
    assert not set("\x1b\u202e\x07") & set(result.output)


@pytest.mark.parametrize(
    ("words", "code", "wanted"),
    [
        (("Putin",), 2, "--to COUNTRY and --on DATE"),
        (("Putin", "--to", "MN"), 2, "--to COUNTRY and --on DATE"),
        (("Putin", "--to", "MN", "--on", "2024-02-30"), 1, "no day that can be"),
        (("Putin", "--to", "Congo", "--on", "2024-02-03"), 1, "none is chosen"),
        (("Al-Masri", "--to", "MN", "--on", "2025-02-03"), 1, "2 persons may be meant"),
        (("", "--to", "MN", "--on", "2025-02-03"), 1, "no name"),
        (("Putin", "--itinerary", "absent.csv"), 2, "does not exist"),
    ],
)
def test_wrong_use_is_one_message(words: tuple[str, ...], code: int, wanted: str) -> None:
    """With the exit code of its kind."""
    result = run(*words)
    assert result.exit_code == code
    assert wanted in result.output
    assert "Traceback" not in result.output


def test_both_ways_of_asking_at_once(tmp_path: Path) -> None:
    """An itinerary and a State are refused together."""
    path = tmp_path / "days.csv"
    path.write_text("state,day\nMN,2024-01-01\n", encoding="utf-8")
    assert run("Putin", "--itinerary", str(path), "--on", "2024-01-01").exit_code == 2


def test_messages_convict_nobody() -> None:
    """No word of a verdict in what the answers say of somebody who is wanted or acquitted."""
    for who, state in (("Putin", "MN"), ("Bemba", "BE"), ("Ruto", "UG")):
        out = run(who, "--to", state, "--on", "2026-01-01").output.lower()
        for word in ("guilty", "guilt", "perpetrator", "culprit", "war criminal", "fugitive"):
            assert word not in out


def test_the_page_shows_what_is_printed() -> None:
    """The output on docs/exposure.md is that of its command."""
    page = (Path(__file__).parents[2] / "docs" / "exposure.md").read_text(encoding="utf-8")
    block = page.split("```\n")[1].split("```")[0]
    command, _, shown = block.partition("\n")
    assert shown == run(*command.removeprefix("$ casefile exposure ").split()).output
