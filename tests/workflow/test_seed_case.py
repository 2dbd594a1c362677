"""The page that the work starts from, read by the shipped model: what the case shows of it.

Without hand work beyond accepting suggestions. Skipped where ../shared is not beside the checkout.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.case.matrix import ADDRESSED, CONTESTED, NOT_ADDRESSED
from casefile.intake.receive import Told
from casefile.workflow.add import add
from casefile.workflow.allegations import AllegationShown, allegation, allegations
from casefile.workflow.brief import brief
from casefile.workflow.incidents import accept_incident, incidents
from casefile.workflow.proceedings import proceedings
from casefile.workflow.workspace import Workspace, new_case
from tests.world import Clock

SEED = Path(__file__).parents[3] / "shared/seed/article.txt"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="../shared/seed/article.txt is absent")

CHILDREN = {
    "rome.8.2.a.vii-1",
    "rome.8.2.b.viii",
    "rome.7.1.d",
    "rome.6.e",
    "gc.2.e",
}
INFRASTRUCTURE = {"rome.8.2.b.ii", "rome.8.2.b.iv", "rome.8.2.b.i", "rome.7.1.k"}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    folder = tmp_path_factory.mktemp("seed") / "case"
    with new_case(folder, Clock()) as opened:
        told = Told(published="2023-03-13", outlet="The Globe and Mail")
        assert [a.outcome for a in add(opened, [str(SEED)], told=told)] == ["added"]
        for row in incidents(opened):
            accept_incident(opened, row.number)
        yield opened


def shown(case: Workspace, crimes: set[str]) -> AllegationShown:
    """The allegation whose candidates are these."""
    (number,) = (
        row.number
        for row in allegations(case)
        if set(allegation(case, row.number).candidates.crimes) == crimes
    )
    return allegation(case, number)


def speakers(found: AllegationShown, claims: list[str]) -> set[str]:
    return {found.sayings[claim].speaker for claim in claims}


def test_two_allegations_and_no_other(case: Workspace) -> None:
    """Children and infrastructure; nothing from the front line, the visit or the prosecutions."""
    found = [set(allegation(case, row.number).candidates.crimes) for row in allegations(case)]
    assert sorted(found, key=len) == [INFRASTRUCTURE, CHILDREN]


def test_who_alleges_and_who_answers(case: Workspace) -> None:
    """The unnamed source and Kyiv say so; Russia denies the one and presents the other otherwise;
    the prosecutor's office and the ministry gave no answer."""
    children, objects = shown(case, CHILDREN), shown(case, INFRASTRUCTURE)
    said = {s.origin.label.split(",")[0] for s in children.corroboration.said_by}
    assert {"a source (unnamed)", "Kyiv"} <= said
    (source,) = objects.corroboration.said_by
    assert source.origin.label.startswith("a source (unnamed)")
    assert [s.origin.label for s in objects.corroboration.denied_by] == ["Russia"]
    for found in (children, objects):
        silent = {s.origin.label for s in found.corroboration.no_answer}
        assert silent == {"office of the prosecutor at the ICC", "Russia’s Defence Ministry"}
        assert [s.origin.label for s in found.corroboration.other_accounts] == ["Russia"]


def test_denial_and_other_account_stand_in_the_rows_that_they_meet(case: Workspace) -> None:
    """The denial meets the aim, not the attack; the humanitarian account meets the force and
    concedes the moving."""
    objects = shown(case, INFRASTRUCTURE)
    aim = objects.matrix.cell("rome.8.2.b.ii#e3")
    attack = objects.matrix.cell("rome.8.2.b.ii#e1")
    assert aim is not None
    assert attack is not None
    against = [m.claim for g in aim.told_against for m in g.mapped]
    assert aim.state == CONTESTED
    assert speakers(objects, against) == {"Russia"}
    assert any(objects.sayings[c].stance == "denies" for c in against)
    assert attack.state == ADDRESSED

    children = shown(case, CHILDREN)
    force = children.matrix.cell("rome.6.e#e1/coercion")
    moved = children.matrix.cell("rome.8.2.a.vii-1#e1")
    assert force is not None
    assert moved is not None
    account = [m.claim for g in force.told_against for m in g.mapped]
    assert [children.sayings[c].stance for c in account] == ["presents_as"]
    conceded = [m.claim for g in moved.told_for for m in g.mapped]
    assert set(account) <= set(conceded)
    assert moved.state == ADDRESSED


@pytest.mark.parametrize(
    ("crimes", "element"),
    [
        (CHILDREN, "rome.8.2.a.vii-1#e2"),  # protected status
        (CHILDREN, "rome.8.2.b.viii#e2/occupation"),
        (CHILDREN, "rome.6.e#e3"),  # intent to destroy
        (CHILDREN, "rome.8.2.a.vii-1#e3"),  # knowledge
        (INFRASTRUCTURE, "rome.8.2.b.iv#e3"),  # knowledge
    ],
)
def test_what_nobody_has_said_stays_empty(case: Workspace, crimes: set[str], element: str) -> None:
    """Empty rows are empty, and they lead the list of gaps as sentences."""
    found = shown(case, crimes)
    cell = found.matrix.cell(element)
    assert cell is not None
    assert cell.state == NOT_ADDRESSED
    assert any(g.row in cell.row.elements for g in found.gaps.gaps)
    assert all(g.text.startswith("Nobody has") for g in found.gaps.gaps)


def test_the_word_genocide_lists_the_crime_and_proves_nothing(case: Workspace) -> None:
    """Who says that warrants could include genocide bears on the children; the row of intent is
    empty all the same. The convention's definition stands beside it, neutral."""
    found = shown(case, CHILDREN)
    naming = [s for s in found.sayings.values() if s.how == "names_crime"]
    assert {s.stance for s in naming} == {"asserts", "defines"}
    mapped = [
        m
        for cell in found.matrix.cells
        for groups in (cell.told_for, cell.told_against)
        for group in groups
        for m in group.mapped
    ]
    assert not {m.claim for m in mapped} & {s.claim for s in naming}


def test_the_court_and_the_national_courts(case: Workspace) -> None:
    """The application is planned, as reported, and hangs on a pre-trial decision; Ukraine's own
    prosecutions are before another forum."""
    court, national = sorted(proceedings(case), key=lambda p: p.row.forum)
    assert (court.row.forum, court.row.country, court.row.persons) == ("icc", "UA", ())
    assert court.recorded_stage is None
    stage = court.reported_stage
    assert stage is not None
    assert (stage.id, stage.how) == ("case.application_planned", "reported as planned")
    decision = next(a for a in court.ahead if a.stage == "case.warrant")
    assert decision.decides == "Pre-Trial Chamber"
    assert decision.reported[0].startswith("if the court prosecutor’s request")
    assert national.row.forum == "national:UA"
    told = national.reported_stage
    assert told is not None
    assert (told.id, told.how) == ("", "reported as done")


def test_the_brief_leads_with_what_is_alleged_and_open(case: Workspace) -> None:
    """Allegations, contested points, gaps, stage and what is pending on one screen."""
    found = brief(case)
    assert found.allegations == 2
    assert all(one.contested and one.gaps for one in found.open)
    assert {shown.row.forum for shown in found.forums} == {"icc", "national:UA"}
    assert "presumed innocent" in found.presumption
