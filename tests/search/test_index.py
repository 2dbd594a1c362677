"""The projection for queries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.errors import CaseError
from casefile.search.index import Index
from casefile.search.rows import ClaimFilter
from casefile.workflow.add import add
from casefile.workflow.verify import verify
from casefile.workflow.workspace import Workspace
from tests.world import make_case

TEXTS = {
    "01-port.txt": "The Port Office said the crane fell.\n\nThe Navy declined to comment.\n",
    "02-town.txt": "Irena Dole said nobody was warned.\n\nThe Navy denies firing on the town.\n",
    "03-list.txt": "Irena Dole said forty families left.\n",
}


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Workspace]:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    with make_case(tmp_path / "case") as opened:
        add(opened, [str(folder)])
        yield opened


def test_rebuilding_equals_keeping_up(case: Workspace) -> None:
    """Folded document by document or all at once, the rows are the same."""
    fresh = Index.in_memory()
    fresh.keep_up(case.record.ledger.entries(), case.record.blobs.get)
    assert case.index.size == case.record.ledger.size
    assert fresh.digest() == case.index.digest()


def test_a_dropped_index_comes_back_the_same(case: Workspace) -> None:
    """Nothing is lost with the index file."""
    before = case.index.digest()
    case.drop_index()
    assert not case.index_path.exists()
    assert case.index.digest() == before


def test_a_damaged_index_is_dropped_not_trusted(case: Workspace) -> None:
    """A file that is no database any more is folded anew."""
    before = case.index.digest()
    case.index.close()
    del case.index
    case.index_path.write_bytes(b"not a database" * 100)
    assert case.index.digest() == before


def test_verify_drops_an_index_that_says_otherwise(case: Workspace) -> None:
    """A changed row is noticed and the index rebuilt from the record."""
    before = case.index.digest()
    case.index._db.execute("UPDATE claim SET stance='admits'")
    assert verify(case).index == "rebuilt"
    assert case.index.digest() == before
    assert verify(case).index == "agrees"


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (ClaimFilter(stances=("declines_to_comment",)), {"to comment"}),
        (ClaimFilter(speaker="irena"), {"nobody was warned", "forty families left"}),
        (ClaimFilter(text="CRANE", own_voice=False), {"the crane fell"}),
        (ClaimFilter(document="3", own_voice=False), {"forty families left"}),
        (ClaimFilter(document="02-", stances=("denies", "rejects")), {"firing on the town"}),
        (ClaimFilter(outlet="no such outlet"), set()),
    ],
)
def test_filters(case: Workspace, wanted: ClaimFilter, words: set[str]) -> None:
    """Each filter lets through exactly the claims it names."""
    assert {row.content for row in case.index.claims(wanted)} == words


@pytest.mark.parametrize("wanted", ["9", "0", "zz", ""])
def test_a_document_that_is_not_there_is_an_error(case: Workspace, wanted: str) -> None:
    """An unclear name is refused with what to do, never guessed."""
    with pytest.raises(CaseError, match="casefile documents"):
        case.index.find_document(wanted)


def test_verify_compares_the_index_where_asked(case: Workspace) -> None:
    """Small cases always; large ones where the person asks, since that folds everything anew."""
    assert case.index.size
    assert verify(case).index == "agrees"
    assert verify(case, index_too=False).index == "not checked"
    assert verify(case, index_too=True).index == "agrees"
