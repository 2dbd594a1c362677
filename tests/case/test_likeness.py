"""Likeness: a score that is the sum of its reasons."""

from __future__ import annotations

import itertools

import pytest

from casefile.case.likeness import Likeness, average, nearer_half, squashed
from casefile.particulars import Reason

DAY, PLACE, WORDS = Reason("same day", 1.2), Reason("places apart", -2.5), Reason("words", 0.7)


def test_reasons_that_balance_give_a_half() -> None:
    """A half is where as much speaks for as against."""
    assert Likeness.of([Reason("for", 1.5), Reason("against", -1.5)]).score == 0.5
    assert Likeness.of([]).score == 0.5


def test_heaviest_reason_comes_first_and_order_does_not_matter() -> None:
    """The same reasons in any order are the same likeness."""
    found = {Likeness.of(order) for order in itertools.permutations([DAY, PLACE, WORDS])}
    assert len(found) == 1
    assert [r.what for r in found.pop().reasons] == ["places apart", "same day", "words"]


@pytest.mark.parametrize("total", [-1e9, -5.0, 0.0, 5.0, 1e9])
def test_score_stays_between_none_and_one(total: float) -> None:
    """No sum of weights leaves the range, and no sum overflows."""
    assert 0.0 <= squashed(total) <= 1.0


def test_average_weighs_a_reason_by_how_many_give_it() -> None:
    """A reason that one of two gives weighs half."""
    both = [Likeness.of([DAY, WORDS]), Likeness.of([DAY])]
    assert average(both).reasons == (DAY, Reason("words", 0.35))
    assert average(both) == average(both[::-1])
    assert average([]) == Likeness(0.0, ())


def test_nearer_half_leaves_the_odd_one_out() -> None:
    """One telling that stands apart does not pull down the nearer ones."""
    near, far = Likeness.of([DAY]), Likeness.of([PLACE])
    assert nearer_half([far, near]) == near
    assert nearer_half([near, far, near]) == near
    assert nearer_half([far]) == far


def test_record_comes_back() -> None:
    """What is stored is read back, with decimals as strings."""
    likeness = Likeness.of([DAY, PLACE])
    record = likeness.to_record()
    assert all(isinstance(r["weight"], str) for r in record["reasons"])
    assert Likeness.from_record(record) == likeness
