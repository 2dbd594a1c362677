"""Rows of the matrix: five sections, shared context once, alternatives, Art. 30, persons."""

from __future__ import annotations

import pytest

from casefile.case.rows import SECTIONS, Person, Row, modes_of, of_person, rows
from casefile.errors import LawError
from casefile.reference.law import law

CHILDREN = law().sets["conf.children"].crimes


def by_id(found: tuple[Row, ...]) -> dict[str, Row]:
    """The rows by id."""
    return {row.id: row for row in found}


def test_sections_come_in_order_and_ids_are_unique() -> None:
    """Jurisdiction, context, material, mental, liability; no row twice."""
    found = rows(CHILDREN, [Person("p1", "Ada Brun")])
    assert [r.section for r in found] == sorted(r.section for r in found)
    assert {r.section for r in found} == set(SECTIONS)
    assert len(by_id(found)) == len(found)


def test_context_is_shared_once() -> None:
    """Two war crimes need one armed conflict: its rows stand once, with both crimes."""
    found = by_id(rows(["rome.8.2.b.viii", "rome.8.2.a.vii-1"]))
    assert found["ctx.iac#1"].crimes == ("rome.8.2.a.vii-1", "rome.8.2.b.viii")
    assert "ctx.niac#1" not in found


def test_every_element_of_every_crime_has_a_row() -> None:
    """For each of the 114 crimes, all its elements and its contexts' elements are in the rows."""
    for crime in law().crimes.values():
        covered = {e.partition("/")[0] for r in rows([crime.id]) for e in r.elements}
        wanted = {e.id for e in crime.elements}
        wanted |= {e.id for c in crime.contexts for e in law().contexts[c].elements}
        assert wanted <= covered, crime.id


def test_equal_elements_of_several_crimes_are_one_row() -> None:
    """Killing is asked for once, for all the crimes that ask for it in the same words."""
    found = by_id(rows(["rome.7.1.a", "rome.8.2.a.i", "rome.8.2.c.i-1"]))
    row = found["rome.7.1.a#e1"]
    assert row.crimes == ("rome.7.1.a", "rome.8.2.a.i", "rome.8.2.c.i-1")
    assert row.elements == ("rome.7.1.a#e1", "rome.8.2.a.i#e1", "rome.8.2.c.i-1#e1")


def test_words_that_point_back_are_not_merged_over_different_things() -> None:
    """ "Knew the facts that showed this" is two rows where "this" is two things."""
    found = by_id(rows(["rome.8.2.b.vi", "rome.8.2.c.i-1"]))
    assert found["rome.8.2.b.vi#e3"].elements == ("rome.8.2.b.vi#e3",)
    assert found["rome.8.2.c.i-1#e3"].elements == ("rome.8.2.c.i-1#e3",)


def test_alternatives_are_marked_as_branches() -> None:
    """Settlement and deportation are branches of one provision, and merge with nothing."""
    found = by_id(rows(CHILDREN))
    assert found["rome.8.2.b.viii#e1"].alternative == "rome.8.2.b.viii: A-settlement"
    assert found["rome.8.2.b.viii#e2"].alternative == "rome.8.2.b.viii: B-deportation"
    assert found["rome.8.2.b.viii#e2/occupation"].alternative == "rome.8.2.b.viii: B-deportation"


def test_parts_of_an_element_have_rows_of_their_own() -> None:
    """Moving, force, a border and the lack of a ground are told, and denied, one by one."""
    found = by_id(rows(["rome.7.1.d"]))
    parts = [i for i in found if i.startswith("rome.7.1.d#e1/")]
    assert parts == [
        "rome.7.1.d#e1/coercion", "rome.7.1.d#e1/unlawful_move", "rome.7.1.d#e1/border",
    ]  # fmt: skip
    assert found["rome.7.1.d#e1"].topics == ("moved",)
    assert found["rome.7.1.d#e1/coercion"].part


def test_article_30_stands_where_no_mental_element_does() -> None:
    """The default holds for the Statute's crimes only; knowledge only where none is asked for."""
    found = by_id(rows(["rome.7.1.a", "gc.2.a"]))
    assert found["rome.30#intent-conduct"].crimes == ("rome.7.1.a",)
    assert "rome.30#knowledge" not in found
    assert by_id(rows(["rome.8.2.b.xv"]))["rome.30#knowledge"].crimes == ("rome.8.2.b.xv",)
    assert "rome.30#intent-conduct" not in by_id(rows(["gc.2.a"]))


def test_what_was_not_checked_is_on_the_row() -> None:
    """A row of the Convention carries the words that say that it rests on memory."""
    assert "memory" in by_id(rows(["gc.2.e"]))["gc.2.e#e4"].verified
    assert by_id(rows(["rome.6.e"]))["rome.6.e#e4"].verified == ""


def test_persons_have_rows_of_the_modes_that_claims_speak_of() -> None:
    """A person without a claimed link has one open row; a mode gives its elements."""
    named = [Person("p1", "Ada Brun"), Person("p2", "Oren Vald", ("rome.28.a",))]
    found = by_id(rows(["rome.8.2.b.i"], named))
    assert found["mode@p1"].person == "p1"
    wanted = [of_person(e.id, "p2") for e in law().modes["rome.28.a"].elements]
    assert [i for i, r in found.items() if r.person == "p2"] == wanted
    assert "from memory" in found["rome.28.a#e1@p2"].verified


def test_topics_point_to_modes() -> None:
    """An order points to ordering; command points to commanders and superiors; facts to none."""
    assert modes_of(["ordered"]) == ("rome.25.3.b.order",)
    assert {"rome.28.a", "rome.28.b"} <= set(modes_of(["authority"]))
    assert modes_of(["moved", "attack"]) == ()


def test_an_unknown_crime_is_refused() -> None:
    """A crime that is not in the table gives an error that names it."""
    with pytest.raises(LawError, match=r"rome\.9"):
        rows(["rome.9"])
