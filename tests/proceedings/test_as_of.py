"""Where a proceeding stood on a day: so, public, known; short dates are intervals."""

from __future__ import annotations

import pytest

from casefile.errors import BadInput
from casefile.proceedings.as_of import Standing, as_of
from casefile.proceedings.intervals import interval_of
from casefile.proceedings.steps import Proceeding, Rest, Step

REST = (Rest("document", "1"),)


def step(stage: str, known: str, happened: str = "", public: str = "", **more: object) -> Step:
    return Step("p", stage, f"{known}T09:00:00Z", REST, happened, public, **more)  # type: ignore[arg-type]


SEALED = Proceeding(
    "p",
    "icc",
    "icc",
    "norland",
    ("Dorn",),
    (
        step("case.application", "2024-06-01", "2024-01-10", "2024-06-01"),
        step("case.warrant", "2024-06-01", "2024-02-20", "2024-06-01"),
        step("case.arrested", "2024-09-05", "2024-09-01", "2024-09-01"),
        step("case.warrant", "2024-10-01", "2024-02-22", "2024-06-01", corrects=2),
    ),
)


def on(day: str, made: Proceeding = SEALED) -> tuple[Standing, Standing, Standing]:
    (track,) = as_of(made, day).tracks
    return track.so, track.public, track.known


@pytest.mark.parametrize(
    ("day", "so", "public", "known"),
    [
        ("2024-01-09", "", "", ""),
        ("2024-01-10", "case.application", "", ""),
        ("2024-02-21", "case.application", "", ""),  # the corrected day counts
        ("2024-02-22", "case.warrant", "", ""),
        ("2024-05-31", "case.warrant", "", ""),
        ("2024-06-01", "case.warrant", "case.warrant", "case.warrant"),
        ("2024-08-31", "case.warrant", "case.warrant", "case.warrant"),
        ("2024-09-01", "case.arrested", "case.arrested", "case.warrant"),
        ("2024-09-05", "case.arrested", "case.arrested", "case.arrested"),
        ("2026-01-01", "case.arrested", "case.arrested", "case.arrested"),
    ],
)
def test_so_public_and_known_are_three_answers(day: str, so: str, public: str, known: str) -> None:
    """A sealed warrant is so before it is public; an arrest is public before we learn of it."""
    found = on(day)
    assert [s.stage for s in found] == [so, public, known]
    assert all(s.certain for s in found)


def test_what_was_known_does_not_see_a_later_correction() -> None:
    """In August the warrant was known by its first step, since November by the correction."""
    made = Proceeding("p", "icc", "icc", "", ("Dorn",), (*SEALED.steps[:2], SEALED.steps[3]))
    assert on("2024-08-01", made)[2].step == 2
    assert on("2024-11-01", made)[2].step == 3
    assert on("2024-08-01", made)[0].since == "2024-02-22"


MONTHS = Proceeding(
    "p",
    "icc",
    "icc",
    "norland",
    ("Dorn",),
    (
        step("case.application", "2025-01-01", "2024-01"),
        step("case.warrant", "2025-01-01", "2024-03/2024-05"),
        step("case.arrested", "2025-01-01", "2024-04-15"),
    ),
)


@pytest.mark.parametrize(
    ("day", "stage", "certain", "perhaps", "between"),
    [
        ("2023-12-31", "", True, (), ""),
        ("2024-01-15", "", False, ("case.application",), "2024-01-01/2024-01-31"),
        ("2024-01-31", "case.application", True, (), ""),
        ("2024-03-10", "case.application", False, ("case.warrant",), "2024-03-01/2024-04-15"),
        ("2024-04-15", "case.arrested", True, (), ""),
    ],
)
def test_a_day_inside_an_interval_is_not_certain(
    day: str, stage: str, certain: bool, perhaps: tuple[str, ...], between: str
) -> None:
    """The stage before it, what may have been reached, and between which days; never a guess.

    An arrest on 15 April bounds a warrant that is only dated "March to May".
    """
    so = on(day, MONTHS)[0]
    assert (so.stage, so.certain, so.perhaps, so.between) == (stage, certain, perhaps, between)


def test_a_step_without_a_day_lies_before_it_was_public_and_known() -> None:
    """Where only publication is dated, the step lies between the step before and that day."""
    made = Proceeding(
        "p",
        "icc",
        "icc",
        steps=(
            step("case.application", "2024-06-01", "2024-01-10"),
            step("case.warrant", "2024-06-01", "", "2024-03-01"),
        ),
    )
    so, public, _ = on("2024-02-01", made)
    assert (so.stage, so.certain, so.between) == (
        "case.application",
        False,
        "2024-01-10/2024-03-01",
    )
    assert (public.stage, public.certain) == ("", True)
    assert on("2024-03-01", made)[1].stage == "case.warrant"


def test_an_unsealing_dates_the_publication_of_the_earlier_stage() -> None:
    """A later step that only says when the warrant became public leaves the arrest where it is."""
    made = Proceeding(
        "p",
        "icc",
        "icc",
        steps=(
            step("case.warrant", "2024-12-01", "2024-01-10"),
            step("case.arrested", "2024-12-01", "2024-05-01"),
            step("case.warrant", "2024-12-01", "", "2024-07-01"),
        ),
    )
    so, public, _ = on("2024-06-01", made)
    assert (so.stage, public.stage) == ("case.arrested", "")
    assert on("2024-07-01", made)[1].stage == "case.arrested"
    assert "taken in public" in on("2024-07-01", made)[1].note
    assert on("2024-12-01", made)[2].stage == "case.arrested"


def test_the_situation_comes_first_and_each_person_has_an_own_track() -> None:
    """Tracks of a proceeding with a situation and two persons."""
    made = Proceeding(
        "p",
        "icc",
        "icc",
        "norland",
        ("Dorn", "Holm"),
        (
            step("sit.referral", "2024-12-01", "2024-01-01"),
            step("case.warrant", "2024-12-01", "2024-02-01"),
            step("case.arrested", "2024-12-01", "2024-03-01", persons=("Holm",)),
        ),
    )
    found = [(t.person, t.is_situation, t.so.stage) for t in as_of(made, "2024-06-01").tracks]
    assert found == [
        ("", True, "sit.referral"),
        ("Dorn", False, "case.warrant"),
        ("Holm", False, "case.arrested"),
    ]


@pytest.mark.parametrize("day", ["2024-02-30", "2024-02", "today", "", "2024-02-01T00:00:00Z"])
def test_the_day_asked_for_must_be_a_day(day: str) -> None:
    """A month has no answer, and no clock is asked."""
    with pytest.raises(BadInput, match="no day"):
        as_of(SEALED, day)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023-11/2024-01-05", "2023-11-01", "2024-01-05"),
        ("2023-11/..", "2023-11-01", ""),
        ("../2024", "", "2024-12-31"),
        ("", "", ""),
    ],
)
def test_days_are_intervals(written: str, first: str, last: str) -> None:
    """Days, months, years and pairs of them, both ends included."""
    found = interval_of(written)
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize("written", ["../..", "2024/2023", "2023-02-29", "24-01-01", "2024-1", "/"])
def test_what_is_no_date_is_refused(written: str) -> None:
    """No day is made of what is none."""
    with pytest.raises(ValueError):  # noqa: PT011, the written words themselves
        interval_of(written)
