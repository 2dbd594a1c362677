"""Suggestions that parties of two documents are one."""

from __future__ import annotations

import pytest

from casefile.particulars import Party, PartyKind
from casefile.reading.parties.identity_across import likely_same


def party(name: str, kind: str, *aliases: str) -> Party:
    return Party("p1", name, PartyKind(kind), aliases)


@pytest.mark.parametrize(
    ("one", "other", "reason", "low", "high"),
    [
        (party("Anna Moor", "person"), party("Anna Moor", "person"), "same name", 0.85, 1),
        (
            party("Volodymyr Zelensky", "person"),
            party("Владимир Зеленский", "person"),
            "same name in another spelling",
            0.75,
            1,
        ),
        (party("Anna Moor", "person"), party("A. Moor", "person"), "same initial", 0.5, 0.7),
        (party("Anna Moor", "person"), party("B. Moor", "person"), "different initials", 0, 0.1),
        (party("Anna Moor", "person"), party("Moor", "person"), "same surname", 0.3, 0.5),
        (
            party("Anna Moor", "person"),
            party("Paul Moor", "person"),
            "different first names",
            0,
            0.1,
        ),
        (party("Anna Moor", "person"), party("Anna Reed", "person"), "different surnames", 0, 0.1),
        (
            party("International Criminal Court", "court", "ICC"),
            party("I.C.C.", "court", "ICC"),
            "same name",
            0.8,
            1,
        ),
        (
            party("Northern Port Union", "organisation"),
            party("NPU", "organisation"),
            "one is the other’s initials",
            0.5,
            0.7,
        ),
        (
            party("Ukraine’s Defence Ministry", "ministry", "Defence Ministry"),
            party("Russia’s Defence Ministry", "ministry", "Defence Ministry"),
            "of different states",
            0,
            0.1,
        ),
        (party("Moscow", "state"), party("Russia", "state"), "same state by its seat", 0.5, 0.7),
        (party("Oslo", "place"), party("Bergen", "place"), "different names", 0, 0.1),
        (party("Wagner", "armed_group"), party("Wagner", "person"), "different kinds", 0, 0),
        (party("a source", "people"), party("a source", "people"), "nameless", 0, 0),
    ],
)
def test_likeness(one: Party, other: Party, reason: str, low: float, high: float) -> None:
    """The score lies where a person would put it, the reason is told, and order does not matter."""
    found = likely_same(one, other)
    assert low <= found.score <= high
    assert reason in [r.what for r in found.reasons]
    assert likely_same(other, one).score == found.score


def test_roles_speak_for_and_against() -> None:
    """A shared role raises the likeness, roles of another kind lower it."""
    one = party("Moor", "person")
    plain = likely_same(one, one)
    shared = likely_same(one, one, ("the harbour master",), ("a harbour master",))
    other = likely_same(one, one, ("a medic",), ("the judge",))
    assert other.score < plain.score < shared.score
    assert "different roles" in [r.what for r in other.reasons]
