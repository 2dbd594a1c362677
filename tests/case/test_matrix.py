"""The element matrix: states, origins, people's mappings, branches; never a verdict."""

from __future__ import annotations

import pytest

from casefile.case.matrix import (
    ADDRESSED,
    CONTESTED,
    NOT_ADDRESSED,
    STATES,
    Mapped,
    decided,
    matrix,
)
from casefile.case.rows import Person, rows

E = "rome.8.2.b.ii#e3"
INFRASTRUCTURE = ("rome.8.2.b.ii", "rome.8.2.b.iv", "rome.8.2.b.i", "rome.7.1.k")


def mapped(
    claim: str, direction: str, origin: str = "", author: str = "machine", element: str = E
) -> Mapped:
    """One mapping; the origin is the claim's own unless told."""
    return Mapped(element, claim, direction, origin or claim, "indirect", author)


def state(*mappings: Mapped) -> str:
    """The state of the row of E."""
    cell = matrix(rows(INFRASTRUCTURE), mappings).cell(E)
    assert cell is not None
    return cell.state


@pytest.mark.parametrize(
    ("directions", "wanted"),
    [
        ((), NOT_ADDRESSED),
        (("neutral",), NOT_ADDRESSED),
        (("neutral", "neutral"), NOT_ADDRESSED),
        (("for",), ADDRESSED),
        (("for", "for", "neutral"), ADDRESSED),
        (("against",), CONTESTED),
        (("for", "against"), CONTESTED),
        (("against", "neutral"), CONTESTED),
    ],
)
def test_states(directions: tuple[str, ...], wanted: str) -> None:
    """Neutral claims address nothing; one claim against contests; else one for addresses."""
    assert state(*(mapped(f"c{n}", d) for n, d in enumerate(directions))) == wanted


def test_no_state_is_a_verdict() -> None:
    """There are three states, and none says that anything is met or proved."""
    assert STATES == ("not addressed", "addressed", "contested")


def test_claims_of_one_origin_are_one_group() -> None:
    """Two outlets on one source stand in one group, both to be opened."""
    cell = matrix(
        rows(INFRASTRUCTURE),
        [mapped("c1", "for", "o1"), mapped("c2", "for", "o1"), mapped("c3", "for", "o2")],
    ).cell(E)
    assert cell is not None
    assert [(g.origin, [m.claim for m in g.mapped]) for g in cell.told_for] == [
        ("o1", ["c1", "c2"]), ("o2", ["c3"]),
    ]  # fmt: skip


def test_a_hand_mapping_wins_over_the_machines() -> None:
    """A person turns a direction, adds one, or takes one away; the last decision stands."""
    machine = mapped("c1", "for")
    assert state(machine, mapped("c1", "against", author="ana")) == CONTESTED
    assert state(mapped("c1", "against", author="ana"), machine) == CONTESTED
    assert state(machine, mapped("c1", "none", author="ana")) == NOT_ADDRESSED
    assert decided([machine, mapped("c1", "none", author="ana")]) == ()
    assert state(mapped("c9", "for", author="ana")) == ADDRESSED
    again = [mapped("c1", "none", author="ana"), mapped("c1", "for", author="ben")]
    assert state(machine, *again) == ADDRESSED
    assert [m.author for m in decided([machine, *again])] == ["ben"]


def test_a_hand_mapping_touches_its_claim_and_element_only() -> None:
    """Taking one claim away leaves the others."""
    assert (
        state(mapped("c1", "for"), mapped("c2", "for"), mapped("c1", "none", author="a"))
        == ADDRESSED
    )


def test_a_claim_counts_once_in_a_row_of_several_elements() -> None:
    """A row that stands for equal elements of two crimes lists a claim once a direction."""
    twice = [mapped("c1", "for", element=e) for e in ("rome.8.2.b.i#e1", "rome.8.2.b.ii#e1")]
    cell = matrix(rows(INFRASTRUCTURE), twice).cell("rome.8.2.b.ii#e1")
    assert cell is not None
    assert [m.claim for g in cell.told_for for m in g.mapped] == ["c1"]


def test_unknown_elements_are_passed_over() -> None:
    """A mapping of an element that these candidates do not have changes nothing."""
    one = matrix(rows(INFRASTRUCTURE), [])
    assert matrix(rows(INFRASTRUCTURE), [mapped("c1", "for", element="rome.6.e#e1")]) == one


def test_branches_say_which_is_addressed() -> None:
    """Deportation addressed, settlement not: one branch suffices and is named."""
    found = matrix(
        rows(["rome.8.2.b.viii"]), [mapped("c1", "for", element="rome.8.2.b.viii#e2")]
    ).branches
    assert [(b.crime, b.branches, b.addressed) for b in found] == [
        ("rome.8.2.b.viii", ("A-settlement", "B-deportation"), ("B-deportation",))
    ]


def test_linkage_stands_apart() -> None:
    """Rows about a person, or about who commanded, are linkage; what happened is not."""
    found = matrix(rows(["rome.8.2.b.xii"], [Person("p1", "Ada Brun", ("rome.28.a",))]), [])
    linkage = {c.row.id for c in found.cells if c.linkage}
    assert "rome.8.2.b.xii#e3" in linkage
    assert "rome.28.a#e1@p1" in linkage
    assert "rome.8.2.b.xii#e1" not in linkage


def test_open_topics_are_those_that_nobody_spoke_of() -> None:
    """A row of two topics, one told, still names the other as open."""
    row_id = "ctx.iac#1"
    told = Mapped(row_id, "c1", "for", "o", "direct", topic="conflict")
    cell = matrix(rows(["rome.8.2.b.ii"]), [told]).cell(row_id)
    assert cell is not None
    assert cell.state == ADDRESSED
    assert cell.open_topics == ("between_states",)


def test_order_of_mappings_does_not_matter_to_the_machine() -> None:
    """The same mappings in another order give the same matrix."""
    many = [
        mapped(f"c{n}", d, f"o{n % 2}") for n, d in enumerate(("for", "against", "neutral", "for"))
    ]
    assert matrix(rows(INFRASTRUCTURE), many) == matrix(rows(INFRASTRUCTURE), many[::-1])
