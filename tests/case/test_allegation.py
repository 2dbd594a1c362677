"""Candidates: always the whole set with its questions, never a winner; the seed page's two."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from casefile.case.allegation import (
    PRESUMPTION,
    Allegation,
    allegation_id,
    allegations,
    candidates,
    families,
    opens,
)
from casefile.case.crimes import CrimeHit, crimes_told
from casefile.case.gaps import gaps
from casefile.case.matrix import ADDRESSED, CONTESTED, NOT_ADDRESSED, Mapped, Matrix, matrix
from casefile.case.rows import rows
from casefile.case.topics import bearings, topics_in
from casefile.reference.law import law
from tests.case.tellings import content, seed, told


def hits_of(text: str, stance: str = "asserts") -> list[CrimeHit]:
    """All hits of the events of a sentence."""
    return [h for event in told(text, stance) for h in crimes_told(event, text)]


SETS = [
    ("Officials deported children from the occupied towns.", "conf.children"),
    ("Missiles hit a power station near the front line.", "conf.infrastructure"),
    ("Soldiers executed captured prisoners in the trench.", "conf.killing"),
]


@pytest.mark.parametrize(("text", "name"), SETS)
def test_confusable_sets_come_whole(text: str, name: str) -> None:
    """All crimes of the set and all its questions, though the words speak of some only."""
    found = candidates(hits_of(text))
    assert found.id == name
    assert set(law().sets[name].crimes) <= set(found.crimes)
    assert len(found.questions) >= len(law().sets[name].ask)


@pytest.mark.parametrize(("text", "name"), SETS)
def test_the_laws_order_and_no_winner(text: str, name: str) -> None:
    """Candidates stand in the law's own order, with why each is there, and without a rank."""
    found = candidates(hits_of(text))
    assert list(found.crimes) == sorted(found.crimes, key=law().order)
    assert all(c.why for c in found.candidates)
    assert not {"score", "rank", "likelihood"} & set(type(found.candidates[0]).__slots__)


def test_why_a_candidate_is_there() -> None:
    """A cue is named, conduct is named, and what only the set brings in says so."""
    found = {c.crime: c for c in candidates(hits_of(SETS[1][0])).candidates}
    assert found["rome.7.1.k"].why == ("belongs to the set",)
    assert not found["rome.7.1.k"].told
    assert found["rome.8.2.b.ii"].why == ("conduct (missile strike: infrastructure)",) or any(
        "conduct" in w for w in found["rome.8.2.b.ii"].why
    )
    children = {c.crime: c for c in candidates(hits_of(SETS[0][0])).candidates}
    assert "memory" in children["gc.2.e"].verified


def test_both_kinds_of_conflict_while_it_is_open() -> None:
    """Outside a set, the same conduct in the other kind of conflict is listed, and asked about."""
    found = candidates(hits_of("Soldiers looted the museum."))
    assert {"rome.8.2.b.xvi", "rome.8.2.e.v"} <= set(found.crimes)
    assert any("between States" in q.text for q in found.questions)
    gas = candidates(hits_of("The army fired chloropicrin in an attack on the trench."))
    twin = next(c for c in gas.candidates if c.crime == "rome.8.2.e.xiv")
    assert twin.why == ("the same conduct in the other kind of conflict",)


def test_questions_bear_on_candidates_only() -> None:
    """Each question names at least one crime, and only crimes that are listed."""
    for text in ("Soldiers raped a woman in the cellar.", "Fighters blocked aid to the quarter."):
        found = candidates(hits_of(text))
        for question in found.questions:
            assert question.bears_on
            assert set(question.bears_on) <= set(found.crimes)


def test_genocide_joins_adults_only_by_name() -> None:
    """Adults moved list no genocide of children; the word brings it in."""
    plain = candidates(hits_of("Troops deported the residents of two villages."))
    assert not [c for c in plain.crimes if law().crime(c).family == "genocide"]


def test_one_incident_may_open_several_families() -> None:
    """A happening of looting and killing opens two allegations with different ids."""
    hits = [*hits_of("Soldiers looted the museum."), *hits_of("Soldiers killed two teachers.")]
    found = allegations("i1", hits, ["looted", "killed", "looted"])
    assert [a.set for a in found] == ["conf.killing", "conduct.property"]
    assert len({a.id for a in found}) == 2
    assert found[0].id == allegation_id("i1", "conf.killing")
    assert found[0].conduct == ("looted", "killed")


def test_children_take_in_other_moving() -> None:
    """Where children are told, the moving of adults in the same happening joins their set."""
    hits = [
        *hits_of("Officials deported children."),
        *hits_of("Troops deported the residents of two villages."),
    ]
    assert [name for name, _ in families(hits)] == ["children"]


def test_opening_needs_a_link_and_more_than_a_weak_cue() -> None:
    """What is unlinked opens nothing alone; a weak cue is not opened by the document's war."""
    sure = CrimeHit("rome.7.1.a", "strong", "x", 0, 1, "killing")
    weak = CrimeHit("rome.7.1.a", "weak", "x", 0, 1, "killing")
    assert (opens([sure]), opens([sure], linked=True)) == (False, True)
    assert opens([weak], linked=True) is False
    assert allegations("i", [], []) == ()


def test_presumption_names_the_article() -> None:
    """The line for every output with a person beside a crime names Art. 66."""
    assert "presumed innocent" in PRESUMPTION
    assert "66" in PRESUMPTION


def _seed_allegations() -> dict[str, Allegation]:
    _, _, events = seed()
    hits = [h for e in events for h in crimes_told(e, content(e))]
    return {a.set: a for a in allegations("seed", hits, [e.words for e in events])}


def _seed_matrix(kinds: Iterable[str], crimes: Iterable[str]) -> Matrix:
    """Claims in the sentences of the events of these kinds, mapped by their topics."""
    document, claims, events = seed()
    mine = [e for e in events if e.kind in set(kinds) and crimes_told(e, content(e))]
    spans = {(e.context_start, e.context_start + len(e.context)) for e in mine}
    mappings = []
    for claim in claims:
        if any(start <= claim.start < end for start, end in spans):
            near = [
                e.kind
                for e in mine
                if e.context_start <= claim.start < e.context_start + len(e.context)
            ]
            hits = topics_in(claim.words("content", document), claim.stance.value, near)
            mappings += [
                Mapped(b.element, claim.id, b.direction, claim.id, claim.directness.value,
                       why=b.why, topic=b.topic)
                for b in bearings(hits)
            ]  # fmt: skip
    return matrix(rows(list(crimes)), mappings)


def _states(found: Matrix, state: str) -> set[str]:
    return {c.row.id for c in found.in_state(state)}


def test_seed_has_its_two_allegations_with_their_candidates() -> None:
    """Deportation of children and attacks on civilian infrastructure, each with its whole set."""
    found = _seed_allegations()
    assert list(found) == ["conf.children", "conf.infrastructure"]
    wanted = {"rome.8.2.a.vii-1", "rome.8.2.b.viii", "rome.7.1.d", "rome.6.e", "gc.2.e"}
    assert wanted <= set(found["conf.children"].candidates.crimes)
    wanted = {"rome.8.2.b.ii", "rome.8.2.b.iv", "rome.8.2.b.i", "rome.7.1.k"}
    assert wanted <= set(found["conf.infrastructure"].candidates.crimes)


def test_seed_children_rows() -> None:
    """The moving is told; force is told and disputed; protection, occupation, intent to destroy
    and knowledge are empty and lead to gaps."""
    crimes = _seed_allegations()["conf.children"].candidates.crimes
    found = _seed_matrix(["deportation_or_transfer", "child_adoption"], crimes)
    assert "rome.8.2.a.vii-1#e1" in _states(found, ADDRESSED)
    assert {"rome.6.e#e1/coercion", "rome.7.1.d#e1/unlawful_move"} <= _states(found, CONTESTED)
    assert {
        "rome.8.2.a.vii-1#e2", "rome.8.2.b.viii#e2/occupation", "rome.6.e#e3",
        "rome.8.2.a.vii-1#e3", "rome.6.e#e6",
    } <= _states(found, NOT_ADDRESSED)  # fmt: skip
    texts = " ".join(g.text for g in gaps(found).gaps)
    for part in ("under occupation", "protected persons", "destroy the group", "protected status"):
        assert part in texts


def test_seed_infrastructure_rows() -> None:
    """The denial stands in the row of the aim, not of the attack; the other account makes the
    attack surer and disputes the civilian object."""
    document, claims, _ = seed()
    crimes = _seed_allegations()["conf.infrastructure"].candidates.crimes
    found = _seed_matrix(["attack"], crimes)
    denial = next(c for c in claims if c.stance.value == "denies")
    aim, attack = found.cell("rome.8.2.b.ii#e3"), found.cell("rome.8.2.b.ii#e1")
    assert aim is not None
    assert attack is not None
    assert denial.id in {m.claim for g in aim.told_against for m in g.mapped}
    assert (aim.state, attack.state) == (CONTESTED, ADDRESSED)
    assert denial.id in {m.claim for g in attack.told_neutral for m in g.mapped}
    assert "rome.8.2.b.ii#e2" in _states(found, CONTESTED)
    assert {"rome.8.2.b.iv#e2", "rome.8.2.b.iv#e3", "ctx.cah#2"} <= _states(found, NOT_ADDRESSED)
    assert document.id
