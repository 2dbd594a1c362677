"""Which told events of one document tell of one happening."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile.case.told import ToldEvent
from casefile.case.within import groups, is_told_as_happening
from tests.case.link_tellings import event

SEED = Path(__file__).parents[3] / "shared/seed/article.txt"

FERRY = event(
    "attack", "hit", "The navy hit the power station at Odesa.", place="Odesa",
    parts="actor: navy; target: power station",
)  # fmt: skip


def _same(one: ToldEvent, other: ToldEvent) -> bool:
    return len(groups([one, other])) == 1


JOINS = {
    "the same target group, told by two": (
        FERRY,
        event("shelling", "shelled", "Its crews shelled the grid.", at=900, speaker="the mayor",
              parts="target: the grid"),
    ),
    "the same town": (
        event("battle", "fighting", "There was fighting in Bakhmut.", place="Bakhmut"),
        event("battle", "fight", "The fight for Bakhmut goes on.", at=4000, place="Bakhmut"),
    ),
    "an event without particulars in the next sentence": (
        FERRY, event("attack", "attacks", "They say attacks go on.", at=60),
    ),
    "a denial that points back": (
        FERRY,
        event("attack", "attack", "The admiral denied the attack.", at=1200, speaker="the admiral",
              status="denied", stance="denies"),
    ),
    "means and outcome in one sentence": (
        event("missile_strike", "missile strike", "A missile strike killed nine."),
        event("killing", "killed", "A missile strike killed nine.", counts=[(9, 9, "", "killed")]),
    ),
    "deported and adopted": (
        event("deportation_or_transfer", "deported", "They deported orphans.",
              parts="affected: orphans"),
        event("child_adoption", "adopted by", "Boys were adopted by officers.", at=700,
              speaker="a teacher", parts="affected: Boys"),
    ),
    "from one country, to the other": (
        event("deportation_or_transfer", "deported", "They deported children from Ukraine.",
              place="Ukraine", parts="affected: children"),
        event("deportation_or_transfer", "transfer of children", "The transfer of children to "
              "Russia goes on.", at=700, place="Russia", speaker="a teacher"),
    ),
    "the same word again, in the singular": (
        event("looting", "heist", "The heist took a minute.", place="Odesa"),
        event("looting", "heist", "One heist in May, he said.", at=1500, speaker="an officer"),
    ),
}  # fmt: skip

APART = {
    "infrastructure and positions": (
        FERRY,
        event("attack", "targeting", "Cannons were targeting enemy positions.", at=60,
              parts="target: enemy positions"),
    ),
    "infrastructure and a town": (
        FERRY, event("attack", "stormed", "Troops stormed the town.", at=60,
                     parts="target: the town"),
    ),
    "towns far from each other": (
        event("battle", "fighting", "There was fighting in Bakhmut.", place="Bakhmut"),
        event("battle", "fighting", "There was fighting in Sumy.", at=40, place="Sumy"),
    ),
    "days apart": (
        event("shelling", "shelled", "They shelled homes on the 1st.", day="2023-03-01",
              parts="target: homes"),
        event("shelling", "shelled", "They shelled homes on the 9th.", at=40, day="2023-03-09",
              parts="target: homes"),
    ),
    "states that act": (
        event("attack", "attacked", "Russia attacked.", parts="actor: Russia = Russia (state)"),
        event("attack", "attacked", "Ukrainian troops attacked.", at=30,
              parts="actor: Ukrainian troops"),
    ),
    "other persons": (
        event("killing", "killed", "Ann Lee was killed in Odesa.", place="Odesa",
              parts="affected: Ann Lee = Ann Lee (person)"),
        event("killing", "killed", "Bo Day was killed in Odesa.", at=30, place="Odesa",
              parts="affected: Bo Day = Bo Day (person)"),
    ),
    "children and soldiers": (
        event("deportation_or_transfer", "deported", "They deported children.",
              parts="affected: children"),
        event("abduction", "abducted", "They abducted soldiers.", at=30,
              parts="affected: soldiers"),
    ),
    "other families": (
        FERRY, event("visit", "visit", "The envoy's visit to Odesa ended.", at=60, place="Odesa"),
    ),
    "other means": (
        event("shooting", "shot at", "They shot at homes.", parts="target: homes"),
        event("air_strike", "air strike", "An air strike hit homes.", at=30, parts="target: homes"),
    ),
    "no particulars, another speaker, nothing that points back": (
        FERRY, event("attack", "attacks", "There were attacks.", at=60, speaker="a farmer"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", JOINS)
def test_one_happening(name: str) -> None:
    """Two events that tell of one happening are one group."""
    assert _same(*JOINS[name])


@pytest.mark.parametrize("name", APART)
def test_two_happenings(name: str) -> None:
    """Two events that stand apart are two groups, however near they are told."""
    assert not _same(*APART[name])


HAPPENING = [
    ("attack", "happened", False, "asserts", True),
    ("attack", "alleged", False, "accuses", True),
    ("attack", "denied", False, "denies", True),
    ("attack", "denied", True, "denies", True),
    ("attack", "happened", True, "asserts", False),  # "did not attack"
    ("attack", "possible", False, "asserts", False),
    ("attack", "conditional", False, "asserts", False),
    ("attack", "planned", False, "plans", False),
    ("attack", "threatened", False, "asserts", False),
    ("attack", "happened", False, "defines", False),
    ("attack", "happened", False, "asks", False),
    ("warrant_sought", "planned", False, "asserts", True),
    ("warrant_sought", "sought", False, "asserts", True),
    ("warrant_issued", "conditional", False, "asserts", False),
    ("charge", "happened", True, "asserts", False),  # "has not been charged"
    ("visit", "planned", False, "plans", True),
    ("visit", "possible", False, "asserts", False),
]


@pytest.mark.parametrize(("kind", "status", "negated", "stance", "told"), HAPPENING)
def test_what_opens_an_incident(
    kind: str, status: str, negated: bool, stance: str, told: bool
) -> None:
    """Only what is told as done, alleged or denied, and steps and politics that are planned."""
    one = event(kind, "it", "It.", status=status, negated=negated, stance=stance)
    assert is_told_as_happening(one) is told
    assert bool(groups([one])) is told


def test_a_negative_that_answers_joins_and_opens_nothing() -> None:
    """ "Did not hit the grid" joins what it answers, and alone is no incident."""
    answer = event("attack", "hit", "We did not hit the grid.", at=500, negated=True,
                   speaker="the navy", parts="target: the grid")  # fmt: skip
    assert groups([FERRY, answer]) == ((0, 1),)
    assert groups([answer]) == ()


def test_groups_are_by_first_event_whatever_order_they_come_in() -> None:
    """The same events given in another order are grouped the same."""
    told = [*JOINS["the same town"], *APART["towns far from each other"][1:], FERRY]
    names = {frozenset(told[i].id for i in g) for g in groups(told)}
    assert names == {frozenset(told[::-1][i].id for i in g) for g in groups(told[::-1])}
    assert [g[0] for g in groups(told)] == sorted(g[0] for g in groups(told))


def test_thousands_of_events_look_at_few_groups_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many groups there are, an event is compared with a bounded number of them."""
    from casefile.case import within

    calls = 0
    fit = within.fit

    def counted(*given: object) -> int:
        nonlocal calls
        calls += 1
        return fit(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(within, "fit", counted)
    sentence = "They shelled homes. " * 5000
    told = [
        event("shelling", "shelled", sentence, at=0, parts=f"affected: P{n} = P{n} Q (person)",
              day=f"20{n % 30 + 10}-03-0{n % 9 + 1}")
        for n in range(5000)
    ]  # fmt: skip
    assert len(groups(told)) > 500
    assert calls < 40 * len(told)


def test_the_seed_tells_of_two_contested_happenings() -> None:
    """The seed's children are one happening, its infrastructure another, the front in neither."""
    if not SEED.exists():
        pytest.skip("the seed is not beside this checkout")
    seed = pytest.importorskip("casefile.search.told_events")
    from casefile.intake.receive import Told, receive_text
    from casefile.reading.read import read_document
    from casefile.reading.tagger import Tagger

    document = receive_text(SEED.read_text("utf-8"), Told(published="2023-03-13"))
    reading = read_document(document, Tagger.open())
    names = {p.id: p.name for p in reading.particulars.parties}
    speakers = {c.id: names.get(c.speaker, "") for c in reading.claims}
    told = seed.told_events(
        seed.Telling(
            document.id, "2023-03-13", document.text, reading.claims, reading.particulars, speakers
        )
    )
    found = [{told[i].words for i in g} for g in groups(told)]
    children = next(g for g in found if "deporting" in g)
    infrastructure = next(g for g in found if "targeting" in g)
    assert children >= {"deported", "being adopted", "given Russian passports"}
    assert len(children) == 5
    assert infrastructure == {"targeting", "attacks"}
    assert not any("genocide" in g for g in found)
