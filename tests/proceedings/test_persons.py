"""Who is meant by a name: explained, and never chosen silently between two."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from casefile.errors import BadInput, EmptyInput
from casefile.particulars import Reason
from casefile.proceedings.exposure_script import like_by_consonants
from casefile.proceedings.persons import Candidate, candidates, the_one
from casefile.reference.warrants import Instrument, Person, shipped_register


@dataclass(frozen=True)
class Alike:
    score: float
    reasons: tuple[Reason, ...]


def likeness(one: str, other: str) -> Alike:
    """A plain stand-in: the same words, or the same last word beside no other first one."""
    mine, theirs = one.casefold().split(), other.casefold().split()
    if mine == theirs:
        return Alike(0.9 if len(mine) > 1 else 0.4, (Reason("same name", 0.8),))
    if mine[-1] == theirs[-1] and (len(mine) == 1 or len(theirs) == 1 or mine[0] == theirs[0]):
        return Alike(0.4 if len(mine) == 1 else 0.75, (Reason("same surname", 0.3),))
    return Alike(0.0, (Reason("different", -0.6),))


def named(name: str, surname: str, id: str, nation: str = "UA", *aliases: str) -> Instrument:
    model = shipped_register().instruments[0]
    return replace(model, id=id, person=Person(name, surname, aliases, (nation,), "Example"))


PEOPLE = (
    named("Ada Mira Example", "Example", "a.1"),
    named("Ada Mira Example", "Example", "a.2"),
    named("Bela Example", "Example", "b.1"),
    named("Carl Dela Rosa Lima", "Dela Rosa", "c.1", "PH", "Bato"),
)


def look(typed: str) -> tuple[Candidate, ...]:
    return candidates(typed, PEOPLE, (), likeness)


CLEAR = [
    ("Ada Mira Example", "Ada Mira Example"),
    ("Ada Example", "Ada Mira Example"),
    ("Bela Example", "Bela Example"),
    ("Dela Rosa", "Carl Dela Rosa Lima"),
    ("Carl Dela Rosa", "Carl Dela Rosa Lima"),
    ("bato", "Carl Dela Rosa Lima"),
    ("c.1", "Carl Dela Rosa Lima"),
]


@pytest.mark.parametrize(("typed", "wanted"), CLEAR)
def test_a_single_clear_person_is_taken_and_explained(typed: str, wanted: str) -> None:
    """By name, first name and surname, surname, alias, or the id of a record."""
    found = the_one(look(typed))
    assert found.person.name == wanted
    assert found.reasons
    assert found.matched in found.explained


def test_all_instruments_of_a_person_come_together() -> None:
    """One person with two records is one candidate."""
    assert [i.id for i in the_one(look("Ada Example")).records.instruments] == ["a.1", "a.2"]


def test_two_within_reach_are_both_shown_and_nobody_is_chosen() -> None:
    """A numbered list, with what to do next."""
    assert len(look("Example")) == 2
    with pytest.raises(BadInput) as caught:
        the_one(look("Example"))
    message = str(caught.value)
    assert "1. Ada Mira Example" in message
    assert "2. Bela Example" in message
    assert "write the full name" in message


def test_a_first_name_beside_the_surname_counts() -> None:
    """Somebody else of that surname is not taken for the one in the register."""
    assert look("Carl Example") == ()
    assert look("Dora Dela Rosa") == ()


def test_two_of_one_name_stay_two() -> None:
    """The same name with another nationality is another person."""
    people = (*PEOPLE, named("Bela Example", "Example", "z.1", "KE"))
    with pytest.raises(BadInput, match="2 persons"):
        the_one(candidates("Bela Example", people, (), likeness))


def test_nobody_says_that_a_register_is_a_subset() -> None:
    """Absence is not told as clearance."""
    with pytest.raises(BadInput, match="means nothing"):
        the_one(look("Nobody Here"))


@pytest.mark.parametrize("typed", ["", "   ", "\n"])
def test_no_name_is_an_empty_input(typed: str) -> None:
    """Nothing is looked for."""
    with pytest.raises(EmptyInput):
        look(typed)


def test_a_name_has_a_length() -> None:
    """What is too long is no name."""
    with pytest.raises(BadInput, match="too long"):
        look("x " * 1000)


SCRIPTS = [
    ("عمر البشير", "Omar al-Bashir", 0.6),
    ("البشير", "Omar al-Bashir", 0.4),
    ("بوتين", "Vladimir Putin", 0.4),
    ("فلاديمير بوتين", "Vladimir Putin", 0.6),
    ("שויגו", "Sergei Shoigu", 0.4),
    ("בנימין נתניהו", "Benjamin Netanyahu", 0.6),
    ("نجيم", "Osama Elmasry Njeem", 0.4),
    ("أحمد نتنياهو", "Benjamin Netanyahu", 0.2),  # another first name
    ("عمر", "Omar al-Bashir", 0.0),
    ("البشير", "Vladimir Putin", 0.0),
    ("", "Vladimir Putin", 0.0),
]


@pytest.mark.parametrize(("typed", "name", "score"), SCRIPTS)
def test_names_in_arabic_and_hebrew_letters(typed: str, name: str, score: float) -> None:
    """By consonants only, so never as surely as in letters that write vowels."""
    assert like_by_consonants(typed, name)[0] == score
