"""Gaps: one sentence for each thing that nobody has said; disputes apart."""

from __future__ import annotations

from casefile.case.gaps import gaps
from casefile.case.matrix import Mapped, matrix
from casefile.case.rows import Person, rows
from casefile.reference.law import law

CHILDREN = law().sets["conf.children"].crimes


def mapped(element: str, direction: str = "for", claim: str = "c1") -> Mapped:
    """One mapping by the machine."""
    return Mapped(element, claim, direction, claim, "indirect")


def test_empty_rows_are_sentences() -> None:
    """Every empty row of a matrix without claims is said once, as "Nobody has …"."""
    found = gaps(matrix(rows(CHILDREN), [])).gaps
    assert all(g.text.startswith("Nobody has ") for g in found)
    assert len({g.text for g in found}) == len(found)
    texts = " ".join(g.text for g in found)
    for part in ("under occupation", "protected persons", "destroy the group", "protected status"):
        assert part in texts


def test_shared_rows_are_said_once_with_all_their_crimes() -> None:
    """The intent to destroy is one gap, of the Statute's crime and of the Convention's."""
    found = {g.text: g for g in gaps(matrix(rows(CHILDREN), [])).gaps}
    gap = found["Nobody has said yet that anybody meant to destroy the group as such."]
    assert gap.crimes == ("rome.6.e", "gc.2.e")


def test_order_of_use() -> None:
    """What tells candidates apart leads; jurisdiction and persons come last."""
    found = gaps(matrix(rows(CHILDREN, [Person("p1", "Ada Brun")]), [])).gaps
    sections = [g.section for g in found]
    assert sections == sorted(sections, key=(3, 4, 2, 1, 5).index)
    assert found[-1].person == "p1"


def test_what_is_addressed_or_contested_is_no_gap() -> None:
    """A claim for closes a gap; a claim against makes a dispute with who is on which side."""
    told = [mapped("rome.6.e#e4"), mapped("rome.6.e#e1/coercion"),
            mapped("rome.6.e#e1/coercion", "against", "c2")]  # fmt: skip
    found = gaps(matrix(rows(CHILDREN), told))
    texts = [g.text for g in found.gaps]
    assert "Nobody has said yet that they passed from their group to another." not in texts
    assert [(d.told_for, d.told_against) for d in found.disputes] == [(("c1",), ("c2",))]
    assert found.disputes[0].text == "Force, threat or pressure in the moving"


def test_neutral_claims_close_no_gap() -> None:
    """A question about occupation leaves the gap."""
    found = gaps(matrix(rows(CHILDREN), [mapped("rome.8.2.b.viii#e2/occupation", "neutral")]))
    assert any("under occupation" in g.text for g in found.gaps)


def test_a_branch_not_taken_is_spared() -> None:
    """Once deportation is addressed, nobody is asked for settlers; occupation is still open."""
    found = gaps(matrix(rows(["rome.8.2.b.viii"]), [mapped("rome.8.2.b.viii#e2")])).gaps
    texts = " ".join(g.text for g in found)
    assert "own population" not in texts
    assert "under occupation" in texts


def test_rows_left_to_people_say_so() -> None:
    """An element that no topic reaches is a gap that only a hand mapping can close."""
    found = gaps(matrix(rows(["rome.8.2.b.xx"]), [])).gaps
    assert any("by hand only" in g.text for g in found)


def test_equal_disputes_are_one() -> None:
    """The same claims on the same part of two crimes are one dispute with both crimes."""
    told = [
        m
        for e in ("rome.7.1.d#e1/unlawful_move", "rome.8.2.a.vii-1#e1/unlawful_move")
        for m in (mapped(e), mapped(e, "against", "c2"))
    ]
    disputes = gaps(matrix(rows(CHILDREN), told)).disputes
    assert [d.crimes for d in disputes] == [("rome.7.1.d", "rome.8.2.a.vii-1")]


def test_a_time_that_gives_no_day_is_a_gap_of_its_own() -> None:
    """ "On 5 March" of an unknown year: the gap says that a time is told."""
    told = [Mapped("jurisdiction.time", "c1", "neutral", "c1", "indirect", topic="when")]
    texts = {g.row: g.text for g in gaps(matrix(rows(CHILDREN), told)).gaps}
    assert texts["jurisdiction.time"].endswith("a time is told.")
    assert (
        "told"
        not in {g.row: g.text for g in gaps(matrix(rows(CHILDREN), [])).gaps}["jurisdiction.time"]
    )
