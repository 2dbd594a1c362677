"""Particulars survive a record and come back the same."""

from __future__ import annotations

import json

from casefile.particulars import (
    Count,
    Event,
    EventStatus,
    Mention,
    MentionForm,
    Participant,
    Particulars,
    Party,
    PartyKind,
    Place,
    PlaceCandidate,
    Precision,
    Reason,
    Role,
    Time,
    TimeType,
)

WHOLE = Particulars(
    mentions=(Mention(0, 4, PartyKind.STATE, MentionForm.NAME, "p1", 0.5, "name"),),
    parties=(Party("p1", "Velk", PartyKind.STATE, ("the Velk",), (Role(5, 9, "p1"),)),),
    times=(
        Time(
            5, 9, TimeType.DATE, "2024-05-06", "2024-05-06", "", Precision.OPEN, "", "a", "since"
        ),
    ),
    places=(
        Place(
            0,
            4,
            (PlaceCandidate("own:1", "Velk", "UA", "town", 1.5, -2.25, 9.1, (Reason("a", 2.0),)),),
            1.5,
            -2.25,
            None,
            "name",
        ),
    ),
    counts=(Count(1, 2, 3, None, "at least", 3, 4, "men", "killed", "number", "day", 5, 9),),
    events=(
        Event(
            1, 2, "attack", EventStatus.DENIED, True, 0.25, "x",
            (Participant("actor", 0, 4, "p1"),), 5, None, (1, 3),
        ),
    ),
)  # fmt: skip


def test_a_record_gives_the_same_particulars_back() -> None:
    """Through JSON text, with no float in it: canonical JSON knows none."""
    text = json.dumps(WHOLE.to_record())
    assert Particulars.from_record(json.loads(text, parse_float=lambda _: 1 / 0)) == WHOLE


def test_keys_of_later_releases_are_passed_over() -> None:
    """A newer record with more in it is read by an older program."""
    record = WHOLE.to_record()
    record["weather"] = []
    record["mentions"][0]["mood"] = "calm"
    assert Particulars.from_record(record) == WHOLE


def test_no_particulars_are_an_empty_record() -> None:
    """A reading from before there were any."""
    assert Particulars.from_record({}) == Particulars()
