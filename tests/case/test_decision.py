"""A person's decision as an entry of the ledger holds it."""

from __future__ import annotations

from typing import Any

import pytest

from casefile.case.decision import KIND, About, Action, Decision, check_reason
from casefile.entry import canonical_bytes
from casefile.errors import DecisionError
from casefile.ledger.canonical import read_canonical

MERGE = Decision(
    About.INCIDENT, Action.MERGE, ("e" * 64, "f" * 64), "one raid", n=7, by="p_1", at="2024-05-04"
)
MAPPING = Decision(
    About.MAPPING,
    Action.MAP,
    ("c" * 64,),
    "the order names the school",
    more={"element": "rome.8.2.b.ix#e2", "direction": "for"},
)


@pytest.mark.parametrize("decision", [MERGE, MAPPING], ids=["merge", "mapping"])
def test_an_entrys_data_gives_the_decision_back(decision: Decision) -> None:
    """Through canonical JSON, with the entry's number, author and time beside it."""
    data = read_canonical(canonical_bytes(decision.to_data()))
    assert Decision.from_data(data, decision.n, decision.by, decision.at) == decision


def test_the_data_say_nothing_of_the_entry() -> None:
    """Number, author and time are the entry's own and stand in it once."""
    assert set(MERGE.to_data()) == {"v", "about", "action", "targets", "reason", "undoes", "more"}
    assert KIND == "decision.make"


def test_the_order_of_targets_is_kept() -> None:
    """Which incident stays and which goes is told by the order alone."""
    turned = Decision(MERGE.about, MERGE.action, MERGE.targets[::-1], MERGE.reason)
    assert turned.to_data()["targets"] == ["f" * 64, "e" * 64]
    assert canonical_bytes(turned.to_data()) != canonical_bytes(MERGE.to_data())


@pytest.mark.parametrize("about", list(About))
@pytest.mark.parametrize("action", list(Action))
def test_every_kind_of_decision_can_be_kept(about: About, action: Action) -> None:
    """Whether it makes sense, the folds check; that it can be written and read is no question."""
    decision = Decision(about, action, ("t",), "why")
    assert Decision.from_data(decision.to_data(), -1, "", "") == decision


@pytest.mark.parametrize(
    "change",
    [
        {"about": "weather"},
        {"action": "convict"},
        {"about": None},
        {"targets": None},
        {"targets": 3},
        {"more": 3},
        {"more": None},
    ],
)
def test_data_of_another_form_are_told_apart(change: dict[str, Any]) -> None:
    """The error names the entry, and what to do; it quotes nothing of the data."""
    with pytest.raises(DecisionError, match="entry 7 holds no decision") as error:
        Decision.from_data(MERGE.to_data() | change, 7, "p_1", "2024-05-04")
    assert "verify" in error.value.next_step
    assert "weather" not in str(error.value)


@pytest.mark.parametrize("missing", ["about", "action", "targets", "reason", "undoes", "more"])
def test_data_without_a_part_are_told_apart(missing: str) -> None:
    """Every part stands in every entry, also where it is empty."""
    data = {k: v for k, v in MERGE.to_data().items() if k != missing}
    with pytest.raises(DecisionError, match="entry 7 holds no decision"):
        Decision.from_data(data, 7, "p_1", "2024-05-04")


def test_what_a_later_release_adds_is_passed_over() -> None:
    """A part that this release does not know does not hide the ones it knows."""
    data = MERGE.to_data() | {"mood": "certain", "v": 2}
    assert Decision.from_data(data, 7, "p_1", "2024-05-04") == MERGE


@pytest.mark.parametrize(
    ("action", "reason", "what"),
    [
        (Action.ACCEPT, "", ""),
        (Action.ACCEPT, "as the film shows", ""),
        (Action.REJECT, "", "no reason"),
        (Action.REJECT, " \n\t ", "no reason"),
        (Action.REJECT, "another day", ""),
        (Action.MERGE, "", "no reason"),
        (Action.SPLIT, "", "no reason"),
        (Action.UNDO, "", "no reason"),
        (Action.MAP, "", "no reason"),
        (Action.UNMAP, "", "no reason"),
        (Action.MERGE, "w" * 2_000, ""),
        (Action.MERGE, "w" * 2_001, "too long"),
        (Action.ACCEPT, "w" * 2_001, "too long"),
    ],
)
def test_a_reason_is_needed_and_stays_readable(action: Action, reason: str, what: str) -> None:
    """All but accepting changes what is shown, and needs one; no essay goes into the ledger."""
    decision = Decision(About.INCIDENT, action, ("t",), reason)
    if not what:
        check_reason(decision)
        return
    with pytest.raises(DecisionError, match=what) as error:
        check_reason(decision)
    assert error.value.next_step


def test_code_points_are_counted_not_bytes() -> None:
    """A reason in Cyrillic may be as long as one in English."""
    check_reason(Decision(About.INCIDENT, Action.MERGE, ("t",), "ї" * 2_000))
