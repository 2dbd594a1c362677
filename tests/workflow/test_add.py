"""Taking documents in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.errors import BadInput, LedgerFull
from casefile.intake.receive import Told
from casefile.workflow.add import add
from casefile.workflow.find import claims, documents, show
from casefile.workflow.verify import verify
from casefile.workflow.workspace import Workspace
from tests.world import make_case

REPORT = (
    "Talks in the harbour town went on for a second day.\n\n"
    "Mayor Irena Dole said the pumping station was hit twice.\n\n"
    "The ministry did not respond to a request for comment.\n"
)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Workspace]:
    with make_case(tmp_path / "case") as opened:
        yield opened


def put(folder: Path, name: str, data: bytes | str) -> str:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(path)


def test_a_report_becomes_a_document_with_claims(case: Workspace, tmp_path: Path) -> None:
    """The claim's words are exactly those of the file, and the record verifies."""
    (line,) = add(case, [put(tmp_path, "report.txt", REPORT)])
    assert (line.outcome, line.number) == ("added", 1)
    said = next(c for c in claims(case) if c.cue == "said")
    assert said.content == "the pumping station was hit twice"
    assert said.source.endswith("Irena Dole")
    assert verify(case).report.problems == ()


def test_the_same_bytes_again_change_nothing(case: Workspace, tmp_path: Path) -> None:
    """Adding known bytes appends no entry, whatever the file is called, and says so."""
    add(case, [put(tmp_path, "report.txt", REPORT)])
    before = case.record.ledger.size
    (line,) = add(case, [put(tmp_path, "copy.txt", REPORT)])
    assert (line.outcome, line.number) == ("known", 1)
    assert "already" in line.note
    assert case.record.ledger.size == before


def test_a_bad_input_is_named_and_the_rest_goes_on(case: Workspace, tmp_path: Path) -> None:
    """Empty, unknown and missing inputs fail with one line each; good ones are added; nothing
    of a failed input is stored."""
    inputs = [
        put(tmp_path, "empty.txt", b""),
        put(tmp_path, "photo.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40),
        str(tmp_path / "missing.html"),
        put(tmp_path, "report.txt", REPORT),
    ]
    report = add(case, inputs)
    assert [line.outcome for line in report] == ["failed", "failed", "failed", "added"]
    assert all(line.note for line in report[:3])
    assert len(documents(case)) == 1
    kinds = [entry.kind for entry in case.record.ledger.entries()]
    assert kinds == ["case.open", "document.add", "reading.add"]
    named = {b.sha256 for e in case.record.ledger.entries() for b in e.blobs}
    assert set(case.record.blobs.digests()) == named


def test_what_a_person_tells_fills_only_gaps(case: Workspace, tmp_path: Path) -> None:
    """A told outlet and day are kept as told; an unknown day stays unknown."""
    told = Told(published="2023-03-13", outlet="The Harbour Courier")
    add(case, [put(tmp_path, "a.txt", REPORT)], told=told)
    add(case, [put(tmp_path, "b.txt", REPORT + "More.\n")])
    first, second = documents(case)
    assert (first.outlet, first.published) == ("The Harbour Courier", "2023-03-13")
    assert second.published == ""
    assert set(show(case, "1").document.imprint.told) == {"published", "outlet"}


def test_a_document_comes_back_as_it_was_received(case: Workspace, tmp_path: Path) -> None:
    """The text shown from the record is the text of the file, and each claim quotes it."""
    add(case, [put(tmp_path, "report.txt", REPORT)])
    shown = show(case, "1")
    assert shown.document.text == REPORT
    for claim in shown.claims:
        for role in ("source", "cue", "content"):
            for span in claim.spans(role):
                assert span.quote(shown.document) == REPORT[span.start : span.end]


def test_each_document_gives_a_receipt(case: Workspace, tmp_path: Path) -> None:
    """A receipt kept elsewhere verifies later against the grown ledger."""
    (line,) = add(case, [put(tmp_path, "report.txt", REPORT)])
    add(case, [put(tmp_path, "more.txt", REPORT + "More.\n")])
    assert verify(case, [line.receipt]).report.problems == ()


def test_a_day_of_the_wrong_form_stops_before_anything_is_tried(
    case: Workspace, tmp_path: Path
) -> None:
    """The person's own mistake is theirs to mend; nothing is added."""
    with pytest.raises(BadInput, match="2023-03-13"):
        add(case, [put(tmp_path, "report.txt", REPORT)], told=Told(published="yesterday"))
    assert documents(case) == []


def test_what_is_said_about_known_bytes_is_not_lost_silently(
    case: Workspace, tmp_path: Path
) -> None:
    """Telling an outlet for bytes that are there already says that it was not applied."""
    path = put(tmp_path, "report.txt", REPORT)
    add(case, [path])
    (line,) = add(case, [path], told=Told(outlet="The Lantern"))
    assert "not applied" in line.note


def test_a_full_disk_stops_the_batch_and_names_what_was_not_tried(
    case: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was added before stays; the failing input is named; the rest is said to be untried."""
    paths = [put(tmp_path, f"{n}.txt", f"{REPORT}{n}\n") for n in range(3)]
    add(case, paths[:1])

    def refuse(*_: object) -> None:
        raise LedgerFull("no room on the disk", next_step="make room")

    monkeypatch.setattr(type(case.record.blobs), "put", refuse)
    report = add(case, paths[1:])
    assert [line.outcome for line in report] == ["failed", "failed"]
    assert "no room" in report[0].note
    assert "not tried" in report[1].note
    assert len(documents(case)) == 1
