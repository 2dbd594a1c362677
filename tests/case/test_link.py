"""Which incident a happening joins, with what for and against."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from casefile.case.link import NEAR, THRESHOLD, choose, likeness_of
from casefile.case.link_documents import DocumentsAlike, document_likeness
from casefile.case.sketch import Sketch, document_sketch, sketch
from tests.case.link_tellings import PLACES, event

SHELLED = event(
    "shelling", "shelled", "Troops shelled the market of Sumy at dawn.", place="Sumy",
    day="2023-03-01", parts="actor: troops; target: the market",
)  # fmt: skip
TAKEN = event(
    "deportation_or_transfer", "deporting", "Russia is deporting children, a source said.",
    place="Ukraine", parts="actor: Russia = Russia (state); affected: children",
)  # fmt: skip


def _other(one: Any, **changes: Any) -> Sketch:
    """The sketch of a like event in another document."""
    return sketch([replace(one, document="d2", **changes)])


def _weights(one: Sketch, other: Sketch, documents: float = 0.5) -> dict[str, float]:
    return {r.what: r.weight for r in likeness_of(one, other, documents).reasons}


def _told(**rest: Any) -> Any:
    return event("shelling", "shelled", "Troops shelled the market of Sumy at dawn.", **rest)


REASONS = [
    ("same day", True, _told(day="2023-03-01", document="d2")),
    ("days apart", False, _told(day="2023-03-09", document="d2")),
    ("same place", True, _told(place="Sumy", document="d2")),
    ("places apart", False, _told(place="Odesa", document="d2")),
    ("same group affected", True, _told(parts="target: shops", document="d2")),
    ("other group affected", False, _told(parts="target: trenches", document="d2")),
]


@pytest.mark.parametrize(("what", "for_it", "other"), REASONS)
def test_each_reason_moves_the_score(what: str, for_it: bool, other: Any) -> None:
    """What agrees raises the score, what contradicts lowers it by more than one that agrees."""
    weights = _weights(sketch([SHELLED]), sketch([other]))
    assert (weights[what] > 0) is for_it
    assert for_it or weights[what] <= -2


NEAR_MISSES = [
    ("at most three days", _told(day="2023-03-03", document="d2"), "days apart"),
    ("place not known", _told(place="nowhere known", document="d2"), "places apart"),
    ("another spelling", _told(place="Odessa", document="d2"), "same place"),
    ("no group told", _told(document="d2"), "other group affected"),
]


@pytest.mark.parametrize(("name", "other", "absent"), NEAR_MISSES)
def test_what_is_not_known_sets_nothing_apart(name: str, other: Any, absent: str) -> None:
    """A reason is given only where both tell of it."""
    assert absent not in _weights(sketch([SHELLED]), sketch([other]))


def test_likeness_is_symmetric() -> None:
    """Which of two is asked about makes no difference."""
    all_of_them = [sketch([e]) for e in (SHELLED, TAKEN, *(o for _, _, o in REASONS))]
    for one in all_of_them:
        for other in all_of_them:
            assert likeness_of(one, other, 0.3) == likeness_of(other, one, 0.3)


def test_other_families_are_never_alike() -> None:
    """A visit and a shelling of one town on one day are not one happening."""
    visit = event("visit", "visit", "The visit to Sumy.", place="Sumy", day="2023-03-01",
                  document="d2")  # fmt: skip
    assert likeness_of(sketch([SHELLED]), sketch([visit]), 1.0).score == 0.0


def test_other_persons_weigh_against() -> None:
    """Two arrests told in the same words of two persons are two."""
    one = event("detention", "arrested", "Ann Lee was arrested on the A4.",
                parts="affected: Ann Lee = Ann Lee (person)")  # fmt: skip
    same = replace(one, document="d2")
    also = event("detention", "arrested", "Bo Day was arrested on the A4.", document="d2",
                 parts="affected: Bo Day = Bo Day (person)")  # fmt: skip
    assert _weights(sketch([one]), sketch([same]))["same person affected"] > 0
    assert _weights(sketch([one]), sketch([also]))["other persons affected"] <= -2


def test_what_goes_on_for_months_joins_without_a_day() -> None:
    """The same done to the same group in one country joins over unlike documents."""
    later = event("child_adoption", "being adopted", "Boys and girls are being adopted, Kyiv says.",
                  place="Ukraine", document="d2", parts="affected: Boys and girls",
                  published="2023-06-01")  # fmt: skip
    assert likeness_of(sketch([TAKEN]), sketch([later]), 0.45).score >= NEAR
    soldiers = event("abduction", "abducted", "Soldiers were abducted, Kyiv says.",
                     place="Ukraine", document="d2", parts="affected: Soldiers")  # fmt: skip
    assert likeness_of(sketch([TAKEN]), sketch([soldiers]), 0.45).score < NEAR


def _documents(score_text: dict[str, str], ours: str) -> Any:
    known = {name: document_sketch(text, (), "") for name, text in score_text.items()}
    return DocumentsAlike(document_sketch(ours, (), ""), known.get)


TEXT = "Shells hit the market of Sumy\nTroops shelled the market of Sumy at dawn, the mayor said."
FAR = "Orchestra tours the islands\nThe orchestra of Oslo played Grieg on the ferry to Bergen."


def test_best_incident_joins_and_others_are_possible() -> None:
    """The likeliest incident above the threshold is suggested, the next ones are named."""
    same, twin = _other(SHELLED), sketch([replace(SHELLED, document="d3", times=())])
    choice = choose(sketch([SHELLED]), {"7": [same], "8": [twin]},
                    _documents({"d2": TEXT, "d3": TEXT}, TEXT))  # fmt: skip
    assert choice.incident == "7"
    assert choice.likeness.score >= THRESHOLD
    assert choice.likeness.reasons
    assert [name for name, _ in choice.possible] == ["8"]


def test_nothing_alike_opens_a_new_incident() -> None:
    """Without a likely incident the happening opens one."""
    apart = _other(SHELLED, places=(), times=(), context="Far away.")
    apart = replace(apart, words=("grieg",), days=(), groups=("soldiers",))
    choice = choose(sketch([SHELLED]), {"7": [apart]}, _documents({"d2": FAR}, TEXT))
    assert choice.incident == ""
    assert choose(sketch([SHELLED]), {}, _documents({}, TEXT)).incident == ""


def test_what_one_document_sets_apart_is_not_put_together() -> None:
    """A second happening of the same document does not join the first."""
    choice = choose(sketch([SHELLED]), {"7": [sketch([SHELLED])]}, _documents({"d1": TEXT}, TEXT))
    assert choice.incident == ""


def test_choice_depends_neither_on_order_nor_on_size() -> None:
    """Candidates in any order give the same choice, and a large incident is cut, not weighed."""
    calls: list[str] = []

    def documents(document: str) -> float:
        calls.append(document)
        return 0.9

    many = [sketch([replace(SHELLED, document=f"x{n}")]) for n in range(2000)]
    found: Sequence[Any] = [
        choose(sketch([SHELLED]), dict(order), documents)
        for order in (
            [("1", many), ("2", [_other(SHELLED)])],
            [("2", [_other(SHELLED)]), ("1", many)],
        )
    ]
    assert found[0] == found[1]
    assert len(calls) < 40


def test_document_that_is_not_known_counts_as_neither() -> None:
    """A document without a sketch is neither alike nor unlike."""
    choice = choose(sketch([SHELLED]), {"7": [_other(SHELLED)]}, _documents({}, TEXT))
    weights = {r.what: r.weight for r in choice.likeness.reasons}
    assert weights["documents alike"] == pytest.approx(2.1)


DOCUMENTS = [
    ("the same text", TEXT, TEXT, True),
    ("told anew", TEXT, "Market of Sumy shelled\nThe market of Sumy was shelled by troops.", True),
    ("other matter", TEXT, FAR, False),
    ("nothing", TEXT, "", False),
    ("other years", TEXT + " It was 2 May 2021.", TEXT + " It was 9 July 2023.", True),
]


@pytest.mark.parametrize(("name", "one", "other", "alike"), DOCUMENTS)
def test_documents(name: str, one: str, other: str, alike: bool) -> None:
    """Documents of one happening score above a half, others below; the order does not matter."""
    a, b = document_sketch(one, (), ""), document_sketch(other, (), "")
    assert (document_likeness(a, b).score > 0.5) is alike
    assert document_likeness(a, b) == document_likeness(b, a)


def test_other_dates_weigh_against() -> None:
    """Like texts of other years and days are less alike than those of one day."""
    one, other = (document_sketch(TEXT, (), d) for d in ("2021-05-02", "2023-07-09"))
    same = document_sketch(TEXT, (), "2021-05-03")
    assert document_likeness(one, other).score < document_likeness(one, same).score


def test_two_towns_are_two_happenings() -> None:
    """However alike the words, where most tellings of the incident are of another town."""
    there = _other(SHELLED, places=(PLACES["Odesa"],))
    alike = _documents({"d2": TEXT}, TEXT)
    mine = replace(sketch([SHELLED]), days=there.days)
    choice = choose(mine, {"7": [there]}, alike)
    assert choice.incident == ""
    near = _other(SHELLED)
    assert choose(mine, {"7": [near]}, alike).incident == "7"
    # One odd telling among three keeps nobody out.
    third = replace(near, document="d3")
    assert choose(mine, {"7": [there, near, third]}, alike).incident == "7"


def test_people_who_are_moved_have_two_towns() -> None:
    """One report tells where children were taken from, the other where they were taken to."""
    one = sketch([replace(TAKEN, places=(PLACES["Sumy"],))])
    other = sketch([replace(TAKEN, document="d2", places=(PLACES["Odesa"],))])
    weights = _weights(one, other)
    assert "places apart" not in weights
    assert -2 < weights["towns apart, of people who are moved"] < 0
    choice = choose(one, {"7": [other]}, _documents({"d2": TEXT}, TEXT))
    assert choice.incident == "7"
    to = sketch([replace(TAKEN, document="d2", places=(PLACES["Russia"],))])
    assert not any("apart" in what for what in _weights(sketch([TAKEN]), to))


def test_the_year_of_publication_tells_nothing() -> None:
    """Two reports of one year that name that year are not alike for it; an older year counts."""

    def reasons(text: str, published: str) -> set[str]:
        one, other = (document_sketch(text, (), published) for _ in range(2))
        return {r.what for r in document_likeness(one, other).reasons}

    text = "Shells hit the market of Sumy in 2023."
    assert "same year named" not in reasons(text, "2023-05-01")
    assert "same year named" in reasons(text, "2024-05-01")
    assert "numbers in common" not in reasons(text, "2023-05-01")
