"""`casefile.workflow.dossier`: a dossier holds what the case shows; the same bytes each time."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from casefile.errors import BadInput, CaseError, LedgerBusy, LedgerError
from casefile.export.dossier import PRESUMPTION, Dossier, check_numbers
from casefile.export.dossier_html import dossier_html
from casefile.intake.receive import Told
from casefile.workflow import dossier as module
from casefile.workflow.add import add
from casefile.workflow.decisions import decisions, undo
from casefile.workflow.dossier import DossierSummary, dossier, export_dossier
from casefile.workflow.incidents import accept_event, incident, incidents, merge_incidents
from casefile.workflow.mapping import map_claim
from casefile.workflow.steps import StepTold, new_matter, record_step
from casefile.workflow.workspace import Workspace, open_case, shipped_tagger
from tests.world import Clock, make_case

TYPST = "typst is not installed (python3 run.py pdf)"
STRIKE = """\
The Town Council said soldiers of Ruritania shelled the grain terminal in Odesa on 3 May 2026, \
amid the war between Ruritania and Ukraine.

The Foreign Ministry denied that soldiers shelled the grain terminal.

The Garrison Office did not respond to a request for comment.

Dust hung over the harbour for two days and the cranes stood still while crews swept the quay.
"""
REPORTS = (
    ("Harbour Gazette", STRIKE),
    ("Town Bulletin", STRIKE + "\nReprinted by permission of the publisher.\n"),
    (
        "River Post",
        (
            "The Relief Office said that gunners shelled the grain terminal in Odesa on 3 May 2026 "
            "and killed at least 12 civilians.\n\nIlan Voss said the harbour road was open.\n\n"
            "The Prosecutor Office said judges of the International Criminal Court issued an "
            "arrest warrant for General Orlo Tann on 9 June 2026.\n"
        ),
    ),
    ("River Post", "The Mill Board said looters robbed a mill in Lviv on 1 July 2026.\n"),
    ("River Post", "The Ferry Guild said gunmen shot at a ferry near Kharkiv on 4 June 2026.\n"),
)
NAMED = """\
Irena Dole, a relief worker, accused Ilan Voss of deporting 40 children from Odesa during the war \
with Ruritania.

Ilan Voss denied deporting any children.

The Foreign Ministry denied that Ilan Voss deported children.
"""

OWN = """\
Ilan Voss said that he deported 40 children from Odesa during the war with Ruritania.
"""


def add_text(case: Workspace, folder: Path, outlet: str, text: str) -> None:
    path = folder / f"{len(case.index.documents()) + 1:02}.txt"
    path.write_text(text, encoding="utf-8")
    told = Told(outlet=outlet, published="2026-06-10")
    assert [a.outcome for a in add(case, [str(path)], told=told)] == ["added"]


def decide_all(case: Workspace) -> None:
    """A merge, a mapping by hand, and a recorded step."""
    (other,) = (i.number for i in incidents(case) if "Kharkiv" in i.title)
    merge_incidents(case, 1, other, "the same raid")
    map_claim(case, 1, "rome.8.2.b.ii#e2", "3-1", "for", "names the terminal")
    told = StepTold("case.warrant", ("3-3",), "2026-06-09", persons=("Ilan Voss",), gap=True)
    record_step(case, new_matter("icc", "Ukraine", ("Ilan Voss",)), told)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with a denial, silences, a copy, and what people decided; closed again."""
    place = tmp_path_factory.mktemp("played")
    with make_case(place / "case") as case:
        for outlet, text in REPORTS:
            add_text(case, place, outlet, text)
        decide_all(case)
    return place / "case"


@pytest.fixture(scope="module")
def made(folder: Path) -> Dossier:
    with open_case(folder) as case:
        return dossier(case)


@pytest.fixture
def case(folder: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A copy that a test may change."""
    with Workspace(shutil.copytree(folder, tmp_path / "case"), Clock()) as opened:
        yield opened


def test_every_number_leads_somewhere(made: Dossier) -> None:
    """All numbers stand once, and whatever is pointed at is there."""
    check_numbers(made)
    page = dossier_html(made)
    anchors = re.findall(r' id="([^"]+)"', page)
    assert len(anchors) == len(set(anchors))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(anchors)
    assert {"D1-1", "D3", "I1", "A1", "F1", "P1"} <= set(anchors)


def test_numbers_are_those_of_the_case(made: Dossier, folder: Path) -> None:
    """The dossier and the command line name the same things alike, also after a merge."""
    with open_case(folder) as case:
        rows = {f"D{d.number}": d for d in case.index.documents()}
        assert {d.anchor: (d.digest, d.entry) for d in made.documents} == {
            anchor: (row.digest, row.n) for anchor, row in rows.items()
        }
        (merged,) = (i for i in made.incidents if i.number == "I1")
        assert merged.title == incident(case, 1).row.title
        merged_into_it = incident(case, 1).row.merged
    assert not {f"I{n}" for n in merged_into_it} & {i.number for i in made.incidents}
    assert len(merged_into_it) == 1
    assert made.claims()["D3-1"].speaker == "Relief Office"


def test_claims_stand_with_their_exact_words(made: Dossier, folder: Path) -> None:
    """The extents of every claim cut its words out of the text that the ledger holds."""
    with open_case(folder) as case:
        for entry in case.record.ledger.entries():
            if entry.kind != "document.add":
                continue
            blobs = {b.role: b.sha256 for b in entry.blobs}
            text = case.record.blobs.get(blobs["text"]).decode("utf-8")
            (document,) = (d for d in made.documents if d.entry == entry.n)
            for claim in document.claims:
                cut = " … ".join(text[start:end] for start, end in claim.extents)
                assert cut == (claim.words or claim.cue)


def test_an_event_that_no_claim_tells_is_numbered_after_the_claims(folder: Path) -> None:
    """Told events in the outlet's own words get numbers of their own, and lists point at them."""
    with open_case(folder) as case:
        case.index.db.execute("UPDATE event SET claim='', speaker='' WHERE number=4")
        found = dossier(case)
        (document,) = (d for d in found.documents if d.number == 4)
        count = case.index.documents()[3].claims
        own = document.claims[count]
        case.drop_index()  # the played change goes with it
    assert own.number == f"D4-{count + 1}"
    assert (own.directness, own.speaker) == ("own_voice", "")
    assert own.words == REPORTS[3][1].strip()
    check_numbers(found)


def test_who_denies_who_is_silent_and_who_repeats(made: Dossier) -> None:
    """The copy is no origin of its own; denial and silence stand apart, each with its claims."""
    found = next(i for i in made.incidents if i.number == "I1").corroboration
    by_origin = {o.origin: o.claims for o in found.origins}
    assert by_origin["Town Council"] == ("D1-1", "D2-1")
    assert by_origin["Relief Office"] == ("D3-1",)
    assert [(r.outlet, r.of) for r in found.repeats] == [("Town Bulletin", "D1")]
    assert [(v.speaker, v.stance, v.since) for v in found.denies] == [
        ("Foreign Ministry", "denies", "2026-06-10")
    ]
    assert [(v.speaker, v.stance) for v in found.no_answer] == [
        ("Garrison Office", "did_not_respond")
    ]
    assert made.documents[1].copy.startswith("prints the text of D1 (suggested")


def test_what_people_decided_stands_with_who_and_why(made: Dossier, folder: Path) -> None:
    """A merge, a mapping and a recorded step carry pseudonym, time and reason."""
    with open_case(folder) as case:
        by = decisions(case)[0].by
    links = next(i for i in made.incidents if i.number == "I1").links
    (merge,) = (link for link in links if link.decided)
    assert (merge.what[-14:], merge.decided and merge.decided.by) == ("merged into i1", by)
    rows = [r for a in made.allegations for m in a.matrices for r in m.rows]
    mapped = [r for r in rows if r.element == "rome.8.2.b.ii#e2"]
    assert mapped
    assert all(f"{by}: names the terminal" in r.mapped_by for r in mapped)
    assert any("D3-1" in o.claims for r in mapped for o in r.speaks_for)
    (step,) = (s for p in made.proceedings for s in p.recorded)
    assert step.claims == ("D3-3",)
    assert step.decided is not None
    assert (step.decided.action, step.decided.by) == ("record", by)


def test_recorded_and_reported_steps_are_apart(made: Dossier) -> None:
    """A report of a warrant is no recorded step, and a recorded one stands in the chronology."""
    recorded = [p for p in made.proceedings if p.recorded]
    reported = [p for p in made.proceedings if p.reported]
    assert [p.stage for p in recorded] == ["Warrant of arrest"]
    assert [(p.stage, p.reported_stage) for p in reported] == [
        ("", "Warrant of arrest (reported as done)")
    ]
    (row,) = (r for r in made.chronology if r.status == "recorded")
    assert (row.when.earliest, row.when.latest) == ("2026-06-09", "2026-06-09")


def test_the_chronology_runs_by_day(made: Dossier) -> None:
    """Rows with a day come in its order, the others after them."""
    days = [row.when.earliest or row.when.latest for row in made.chronology]
    dated = [day for day in days if day]
    assert dated == sorted(dated)
    assert days[: len(dated)] == dated
    assert {row.incident for row in made.chronology} >= {"I1", ""}


def test_what_is_left_out_is_said(made: Dossier) -> None:
    """One document's looting opens no allegation: it is counted, and its claim is still there."""
    assert not any("looting" in i.kind for i in made.incidents)
    text = " ".join(made.limits)
    for words in ("2 incidents that one document alone", "not decided by any person", "subset"):
        assert words in text
    assert "Reports are not evidence" in made.limits[0]
    assert made.claims()["D4-1"].speaker == "Mill Board"


def test_what_a_person_decided_about_goes_in_while_it_stands(case: Workspace) -> None:
    """One document's looting is shown once somebody decided about it, and no more once undone."""
    (number,) = (i.number for i in incidents(case) if "looting" in i.kinds)
    done = accept_event(case, "4.1", number, "looked at")
    assert f"I{number}" in {i.number for i in dossier(case).incidents}
    undo(case, done.n, "not yet")
    assert f"I{number}" not in {i.number for i in dossier(case).incidents}


def test_gaps_name_the_provisions_that_they_are_of(made: Dossier) -> None:
    """A gap of some of the set says which; the matrices have no row twice."""
    one, killing = made.allegations  # the terminal that was shelled, and the civilians killed
    assert "killing" in killing.matrices[0].rows[0].element or len(killing.gaps) > 1
    assert any(gap.endswith("[8(2)(b)(iv)]") for gap in one.gaps)
    assert one.matrices[0].citation == "Every provision of the set"
    for matrix in one.matrices:
        names = [row.element for row in matrix.rows]
        assert len(names) == len(set(names))


def test_a_person_is_named_beside_a_crime_only_as_a_source_says(tmp_path: Path) -> None:
    """Alleged, by the claim's speaker; a denial names nobody."""
    with make_case(tmp_path / "case") as case:
        case.open_tagger = shipped_tagger
        add_text(case, tmp_path, "River Post", NAMED)
        found = dossier(case)
    named = {(n.name, n.word, n.by) for a in found.allegations for n in a.parties}
    assert named == {("Ilan Voss", "alleged", "Irena Dole")}
    spoken = {p.name for p in found.parties if p.standings}
    assert spoken == {"Ilan Voss"}


def test_nobody_is_alleged_by_a_claim_of_their_own(tmp_path: Path) -> None:
    """Who says of themselves that they acted is a speaker; the claim stands, the list is empty."""
    with make_case(tmp_path / "case") as case:
        case.open_tagger = shipped_tagger
        add_text(case, tmp_path, "River Post", OWN)
        found = dossier(case)
        (told, *_) = incident(case, 1).events
    assert [(p.role, p.name) for p in told.parts if p.role == "actor"] == [("actor", "Ilan Voss")]
    assert found.allegations
    assert not any(a.parties for a in found.allegations)


def test_a_recorded_warrant_speaks_of_a_suspect(tmp_path: Path) -> None:
    """The word follows from the recorded step, with forum, recorder and day."""
    with make_case(tmp_path / "case") as case:
        case.open_tagger = shipped_tagger
        add_text(case, tmp_path, "River Post", NAMED)
        told = StepTold("case.warrant", ("1-1",), "2026-06-09", gap=True)
        record_step(case, new_matter("icc", "Ukraine", ("Ilan Voss",)), told)
        found = dossier(case)
    (person,) = (p for p in found.parties if p.name == "Ilan Voss")
    (suspected,) = (s for s in person.standings if s.word == "suspected")
    assert (suspected.since, suspected.of) == ("2026-06-09", "F1, International Criminal Court")
    assert "recorded by" in suspected.by
    assert found.proceedings[0].allegations


def test_the_presumption_stands_before_persons(made: Dossier) -> None:
    """In every part that shows persons beside crimes, before the first of them."""
    page = dossier_html(made)
    for part in ("overview", "chronology", "incidents", "parties", "allegations", "proceedings"):
        start = page.index(f'<section id="{part}"') if f'<section id="{part}"' in page else -1
        start = start if start >= 0 else page.index(f'id="{part}"')
        head = page[start : start + 600]
        assert PRESUMPTION[:40] in head, part


def test_two_copies_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    """Whatever the process, its hashing and the state of the index."""
    seen = set()
    for seed, name in (("0", "one"), ("7", "two")):
        copy = shutil.copytree(folder, tmp_path / name)
        if seed == "7":
            shutil.rmtree(copy / "views")
        seen.add(tuple(in_process(copy, tmp_path, name, seed, ending) for ending in ENDINGS))
    assert len(seen) == 1


ENDINGS = ("html", "json")
CODE = """
import sys
from pathlib import Path
from casefile.workflow.dossier import dossier
from casefile.export.dossier_html import dossier_html
from casefile.workflow.dossier import _FORMS
from casefile.workflow.workspace import open_case
with open_case(sys.argv[1]) as case:
    made = dossier(case)
Path(sys.argv[2]).write_bytes(_FORMS[sys.argv[3]](made, None))
"""


def in_process(folder: Path, place: Path, name: str, seed: str, ending: str) -> str:
    out = place / f"{name}.{ending}"
    command = [sys.executable, "-c", CODE, str(folder), str(out), ending]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    return sha256(out.read_bytes()).hexdigest()


def test_two_copies_give_the_same_pdf(folder: Path, tmp_path: Path) -> None:
    """As for HTML, with the same release of typst."""
    pytest.importorskip("typst", reason=TYPST)
    digests = []
    for seed, name in (("0", "one"), ("7", "two")):
        copy = shutil.copytree(folder, tmp_path / name)
        shutil.rmtree(copy / "views")
        digests.append(in_process(copy, tmp_path, name, seed, "pdf"))
    assert digests[0] == digests[1]


def test_the_export_is_an_entry_after_it(case: Workspace, tmp_path: Path) -> None:
    """The ledger holds the file's digest; a second dossier differs by that entry alone."""
    before = case.record.ledger.size
    first = export_dossier(case, tmp_path / "one.html")
    (entry,) = case.record.ledger.entries(before)
    data = (tmp_path / "one.html").read_bytes()
    assert (first.entries, first.sha256, first.size) == (
        before, sha256(data).hexdigest(), len(data),
    )  # fmt: skip
    assert (entry.kind, dict(entry.data)) == (
        "export.make",
        {"dossier": first.sha256, "size": first.size, "entries": before, "form": "html"},
    )
    one = read(export_dossier(case, tmp_path / "one.json"))
    two = read(export_dossier(case, tmp_path / "two.json"))
    for moved in ("custody", "made_from", "as_of"):
        entries = [d.pop(moved) for d in (one, two)]
        if moved == "custody":
            assert entries[1]["entries"][:-1] == entries[0]["entries"]
            assert entries[1]["entries"][-1]["kind"] == "export.make"
    assert one == two


def read(made: DossierSummary) -> dict[str, Any]:
    return json.loads(made.path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def test_nothing_is_overwritten(case: Workspace, tmp_path: Path) -> None:
    """Neither a file nor a link, and nothing is appended or left behind."""
    (tmp_path / "there.html").write_text("mine", encoding="utf-8")
    (tmp_path / "link.html").symlink_to(tmp_path / "nowhere")
    size = case.record.ledger.size
    for name in ("there.html", "link.html"):
        with pytest.raises(CaseError, match="is there already"):
            export_dossier(case, tmp_path / name)
    assert (tmp_path / "there.html").read_text(encoding="utf-8") == "mine"
    assert case.record.ledger.size == size
    assert not list(tmp_path.glob(".*new*"))


def test_what_came_there_meanwhile_stays(
    case: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that appears while the dossier is made is not replaced."""
    out = tmp_path / "late.html"
    whole = module.dossier

    def slow(opened: Workspace) -> Dossier:
        out.write_text("theirs", encoding="utf-8")
        return whole(opened)

    monkeypatch.setattr(module, "dossier", slow)
    with pytest.raises(CaseError, match="is there already"):
        export_dossier(case, out)
    assert out.read_text(encoding="utf-8") == "theirs"
    assert not list(tmp_path.glob(".*new*"))


@pytest.mark.parametrize(
    ("name", "fonts", "what"),
    [
        ("case.txt", None, "no such form"),
        ("dossier", None, "no such form"),
        ("case.html", Path("fonts"), "PDF only"),
    ],
)
def test_bad_names_are_refused(
    case: Workspace, tmp_path: Path, name: str, fonts: Path | None, what: str
) -> None:
    """Another ending, or fonts for a page: one clear error, and nothing is written."""
    with pytest.raises(BadInput, match=what):
        export_dossier(case, tmp_path / name, fonts)
    assert not (tmp_path / name).exists()


def test_a_disk_that_refuses_is_said(case: Workspace, tmp_path: Path) -> None:
    """A folder that is not there: an error of ours, and no entry."""
    size = case.record.ledger.size
    with pytest.raises(LedgerError, match="the dossier was not written"):
        export_dossier(case, tmp_path / "no" / "case.html")
    assert case.record.ledger.size == size


def test_an_empty_case_has_a_dossier(tmp_path: Path) -> None:
    """A new case: every part says that there is nothing."""
    with make_case(tmp_path / "case") as empty:
        made = export_dossier(empty, tmp_path / "empty.html")
    assert (made.documents, made.claims, made.entries) == (0, 0, 1)


def test_a_case_that_keeps_changing_is_refused(
    case: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where another process folds entries all the while, no mixed dossier comes out."""
    monkeypatch.setattr(type(case.index), "size", property(lambda index: 10_000))
    monkeypatch.setattr(type(case), "keep_up", lambda opened, index: None)
    with pytest.raises(LedgerBusy, match="kept changing"):
        dossier(case)
