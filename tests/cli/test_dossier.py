"""`casefile export dossier`, as it is typed."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from casefile.cli.dossier import dossier
from casefile.errors import CaseError
from tests.world import make_case


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    make_case(tmp_path / "case").close()
    return tmp_path / "case"


def run(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(dossier, list(words), obj=folder)


@pytest.mark.parametrize("ending", ["html", "json"])
def test_it_says_what_it_wrote(folder: Path, tmp_path: Path, ending: str) -> None:
    """Counts, the head it was made from, the digest, and that nobody is found to be anything."""
    out = tmp_path / f"harbour.{ending}"
    result = run(folder, str(out))
    assert result.exit_code == 0, result.output
    assert "0 documents, 0 claims" in result.output
    assert "the first 1 entry of the ledger" in result.output
    assert sha256(out.read_bytes()).hexdigest() in result.output
    assert "presumed innocent" in result.output


def test_a_pdf(folder: Path, tmp_path: Path) -> None:
    """The ending chooses the form."""
    pytest.importorskip("typst", reason="typst is not installed (python3 run.py pdf)")
    out = tmp_path / "harbour.pdf"
    assert run(folder, str(out)).exit_code == 0
    assert out.read_bytes().startswith(b"%PDF-")


def test_a_second_time_is_refused(folder: Path, tmp_path: Path) -> None:
    """One clear error, and the first file stays."""
    out = tmp_path / "harbour.html"
    assert run(folder, str(out)).exit_code == 0
    first = out.read_bytes()
    again = run(folder, str(out))
    assert isinstance(again.exception, CaseError)
    assert out.read_bytes() == first


def test_a_folder_of_fonts_must_be_there(folder: Path, tmp_path: Path) -> None:
    """A folder that is not there is named before anything is made."""
    result = run(folder, str(tmp_path / "x.pdf"), "--fonts", str(tmp_path / "none"))
    assert result.exit_code == 2
    assert "does not exist" in result.output
