"""Decisions about parties, copies and mappings: entries, undone, refused clearly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.case.decision import Action
from casefile.errors import CasefileError, DecisionError
from casefile.search.index import Index
from casefile.search.parties import PartyFilter
from casefile.workflow.add import add
from casefile.workflow.allegations import allegation, allegations
from casefile.workflow.copies import copies, decide_copy
from casefile.workflow.decisions import decision, undo
from casefile.workflow.mapping import map_claim
from casefile.workflow.parties import (
    accept_party,
    merge_parties,
    parties,
    party,
    reject_party,
    split_party,
)
from casefile.workflow.workspace import Workspace
from tests.world import make_case

STORY = (
    "The Defence Ministry said soldiers deported forty children from Izium to Russia in May 2022. "
    "The Harbour Court said the lists were signed by nobody it knew. "
    "Irena Dole said two buses left at dawn with no escort and no list of names at all. "
    "The River Board said the ferry had been ordered to wait for them on the far bank.\n"
)
TEXTS = {
    "01-wire.txt": STORY,
    "02-copy.txt": STORY.replace("with no escort and no list of names at all", "without escort"),
    "03-own.txt": "The Defence Ministry said the Harbour Court had asked for papers twice.\n",
}


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Workspace]:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    with make_case(tmp_path / "case") as opened:
        assert [a.outcome for a in add(opened, [str(folder)])] == ["added"] * 3
        yield opened


def number_of(case: Workspace, name: str) -> int:
    """The number of the party of that name that most documents name."""
    found = parties(case, PartyFilter(words=name))
    return max(found, key=lambda p: (p.documents, -p.number)).number


def documents_of(case: Workspace, number: int) -> set[int]:
    return {link.document for link in party(case, number).links}


def test_a_party_is_one_across_documents_until_somebody_says_otherwise(case: Workspace) -> None:
    """Rejecting a mention takes it out; undoing puts it back."""
    ministry = number_of(case, "Defence Ministry")
    assert documents_of(case, ministry) == {1, 2, 3}
    done = reject_party(case, f"p{ministry}@3", "another country's ministry")
    assert documents_of(case, ministry) == {1, 2}
    case.drop_index()
    assert documents_of(case, ministry) == {1, 2}
    undo(case, done.n, "it was the same")
    assert documents_of(case, ministry) == {1, 2, 3}


def test_merging_splitting_and_accepting_parties(case: Workspace) -> None:
    """A merge is shown as one party; a split makes another; accepting leaves nothing open."""
    ministry, court = number_of(case, "Defence Ministry"), number_of(case, "Harbour Court")
    merged = merge_parties(case, ministry, court, "a joint office")
    assert party(case, court).party.number == ministry
    what = f"p{court} is merged into p{ministry} already"
    with pytest.raises(DecisionError, match=what) as error:
        merge_parties(case, number_of(case, "River Board"), court, "again")
    assert str(merged.n) in str(error.value)
    undo(case, merged.n, "two offices")
    assert party(case, court).party.number == court
    split = split_party(case, [f"p{ministry}@2"], "a namesake")
    assert documents_of(case, ministry) == {1, 3}
    undo(case, split.n, "no")
    assert len(accept_party(case, f"p{ministry}")) == 1
    assert accept_party(case, f"p{ministry}") == []


@pytest.mark.parametrize(
    ("act", "what"),
    [
        (lambda c, n: merge_parties(c, n, n, "x"), "already|itself"),
        (lambda c, n: merge_parties(c, n, 999, "x"), "no party"),
        (lambda c, n: merge_parties(c, n, number_of(c, "Harbour Court"), ""), "no reason"),
        (lambda c, n: reject_party(c, f"p{n}", "x"), "a mention of it"),
        (lambda c, n: reject_party(c, f"p{n}@9", "x"), "not named in document 9"),
        (lambda c, n: reject_party(c, "Dole", "x"), "names no party"),
        (lambda c, n: split_party(c, [f"p{n}"], "x"), "whole party"),
        (lambda c, n: decide_copy(c, "1", Action.ACCEPT), "not taken for a copy"),
        (lambda c, n: decide_copy(c, "9", Action.ACCEPT), "no document"),
        (lambda c, n: map_claim(c, 1, "rome.6.e#e99", "1-1", "for", "x"), "no element"),
        (lambda c, n: map_claim(c, 9, "rome.6.e#e1", "1-1", "for", "x"), "no such allegation"),
        (lambda c, n: map_claim(c, 1, "rome.6.e#e1", "1-99", "for", "x"), "no such claim"),
        (lambda c, n: map_claim(c, 1, "rome.6.e#e1", "1-1", "for", ""), "no reason"),
    ],
)
def test_what_cannot_be_decided_is_refused(case: Workspace, act: object, what: str) -> None:
    """One clear error, and nothing is appended."""
    size = case.record.ledger.size
    with pytest.raises(CasefileError, match=what):
        act(case, number_of(case, "Defence Ministry"))  # type: ignore[operator]
    assert case.record.ledger.size == size


def test_a_copy_counts_once_until_it_is_rejected(case: Workspace) -> None:
    """The copied story is no further origin of its outlet's own words; rejecting changes that."""
    (row,) = copies(case)
    assert (row.number, row.of, row.kind, row.state) == (2, 1, "copy", "suggested")
    number = allegations(case)[0].number
    (repeat,) = allegation(case, number).corroboration.repeated_by
    assert repeat.number == 2
    assert "copy" in repeat.why
    done = decide_copy(case, "2", Action.REJECT, "their own reporter was there")
    assert copies(case)[0].state == "rejected"
    # It quotes the same ministry all the same, and so repeats it; it is no copy any more.
    repeats = allegation(case, number).corroboration.repeated_by
    assert all("copy" not in r.why for r in repeats)
    undo(case, done.n, "no, it is the wire story")
    assert [r.number for r in allegation(case, number).corroboration.repeated_by] == [2]
    accepted = decide_copy(case, "2", Action.ACCEPT)
    assert copies(case)[0].decided == accepted.n


def test_one_ministry_in_two_outlets_is_one_origin(case: Workspace) -> None:
    """Two documents quote it; one origin says so."""
    found = allegation(case, allegations(case)[0].number).corroboration
    (said,) = found.said_by
    assert (said.origin.label, said.documents, found.independent) == ("Defence Ministry", (1, 2), 1)


def test_a_mapping_by_hand_wins_and_is_undone(case: Workspace) -> None:
    """It stands in the row with its author; taking away hides the machine's too."""
    number = allegations(case)[0].number
    element = "rome.8.2.a.vii-1#e2"

    def told(direction: str) -> dict[str, str]:
        cell = allegation(case, number).matrix.cell(element)
        assert cell is not None
        groups = {"for": cell.told_for, "against": cell.told_against}[direction]
        return {m.claim: m.author for g in groups for m in g.mapped}

    assert told("for") == {}
    done = map_claim(case, number, element, "1-1", "for", "civilians in enemy hands")
    (author,) = told("for").values()
    assert author == case.record.ledger.by
    map_claim(case, number, element, "1-1", "against", "they had left before")
    assert (told("for"), len(told("against"))) == ({}, 1)
    assert decision(case, done.n).reason == "civilians in enemy hands"
    moved = "rome.8.2.a.vii-1#e1"
    cell = allegation(case, number).matrix.cell(moved)
    assert cell is not None
    assert cell.state == "addressed"
    for label in ("1-1", "2-1"):
        last = map_claim(case, number, moved, label, "none", "of another convoy")
    cell = allegation(case, number).matrix.cell(moved)
    assert cell is not None
    assert cell.state == "not addressed"
    undo(case, last.n, "it was this convoy")
    cell = allegation(case, number).matrix.cell(moved)
    assert cell is not None
    assert cell.state == "addressed"


def test_rebuilding_equals_keeping_up_with_all_of_it(case: Workspace) -> None:
    """Decisions of every kind, folded anew, give the same rows."""
    ministry, court = number_of(case, "Defence Ministry"), number_of(case, "Harbour Court")
    merged = merge_parties(case, ministry, court, "a joint office")
    decide_copy(case, "2", Action.REJECT, "their own")
    map_claim(case, allegations(case)[0].number, "rome.6.e#e3", "1-1", "neutral", "see annex")
    undo(case, merged.n, "two offices")
    reject_party(case, f"p{ministry}@3", "another")
    fresh = Index.in_memory()
    fresh.keep_up(case.record.ledger.entries(), case.record.blobs.get)
    assert fresh.digest() == case.index.digest()
    fresh.close()
